"""What is known of a person beside the name: it tells people of one name apart, and ties two spellings together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from pipeline.records import PersonName

OFFICES = frozenset(("maire", "adjoint", "president", "vice_president", "elu"))
"""Types of roles that are held in one place."""


@dataclass(slots=True, eq=False)
class Traits:
    """Sets that grow while a person is gathered."""

    emails: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    role_types: set[str] = field(default_factory=set)
    orgs: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    """Départements of the organisations."""
    near: set[str] = field(default_factory=set)
    """Authorities named around one who is given without organisation, and ``area:`` with their départements."""

    def absorb(self, other: Traits) -> None:
        """Take over what is known elsewhere."""
        for each in fields(self):
            getattr(self, each.name).update(getattr(other, each.name))

    @property
    def places(self) -> set[str]:
        """Where the person is: the organisations' départements, else those named around."""
        return self.areas or {n.removeprefix("area:") for n in self.near if n.startswith("area:")}


def traits_of(name: PersonName) -> Traits:
    """What one document knows of a person."""
    sets = (set(part) for part in (name.roles, name.role_types, name.orgs, name.areas, name.near))
    return Traits({name.email} if name.email else set(), *sets)


def conflict(a: Traits, b: Traits) -> bool:
    """Whether two of one name are two: their addresses differ, or their places do.

    A place that is only named around may be one visited: there the same role in words counts more.

    >>> mayor, other = (Traits(roles={"maire"}, role_types={"maire"}, areas={code}) for code in ("59", "33"))
    >>> conflict(mayor, other), conflict(mayor, Traits(roles={"maire"}, role_types={"maire"}))
    (True, False)
    """
    if a.emails and b.emails:
        return not a.emails & b.emails
    if not a.places or not b.places or a.places & b.places or a.orgs & b.orgs:
        return False
    if (a.areas and b.areas) or OFFICES & a.role_types & b.role_types:
        return True
    return not a.roles & b.roles


def evidence(a: Traits, b: Traits) -> int:
    """How much two share: an address 8, an organisation 4, a role 2, a département 1."""
    bodies = {o for o in a.orgs | a.near if not o.startswith("area:")} & {o for o in b.orgs | b.near if not o.startswith("area:")}
    score = 8 * bool(a.emails & b.emails) + 4 * bool(official(bodies)) + 2 * bool(a.roles & b.roles)
    return score + bool(a.places & b.places)


def official(orgs: Iterable[str]) -> list[str]:
    """The organisations that are in a register: what the corpus calls by one name may be several."""
    return [org for org in orgs if not org.startswith(("org:", "host:"))]
