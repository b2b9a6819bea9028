"""What is known of a person beside the name: it tells people of one name apart, and ties two spellings together."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pipeline.records import PersonName

OFFICES = frozenset(("maire", "adjoint", "president", "vice_president", "elu"))
"""Types of roles that are held in one place."""

AREA = "area:"
"""Before the code of a département among what is named around."""
NONE: frozenset[str] = frozenset()


class Traits(msgspec.Struct, frozen=True):
    """What is known of a person, by kind."""

    emails: frozenset[str] = NONE
    roles: frozenset[str] = NONE
    role_types: frozenset[str] = NONE
    orgs: frozenset[str] = NONE
    areas: frozenset[str] = NONE
    """Départements of the organisations."""
    near: frozenset[str] = NONE
    """Authorities named around one who is given without organisation, and ``area:`` with their départements."""

    def __or__(self, other: Traits) -> Traits:
        if self is NOTHING:
            return other
        return Traits(
            self.emails | other.emails,
            self.roles | other.roles,
            self.role_types | other.role_types,
            self.orgs | other.orgs,
            self.areas | other.areas,
            self.near | other.near,
        )

    @property
    def places(self) -> frozenset[str]:
        """Where the person is: the organisations' départements, else those named around."""
        if self.areas or not self.near:
            return self.areas
        return frozenset([n[len(AREA) :] for n in self.near if n.startswith(AREA)])


NOTHING = Traits()


def traits_of(name: PersonName) -> Traits:
    """What one document knows of a person."""
    emails = frozenset((name.email,)) if name.email else NONE
    return Traits(emails, *map(frozenset, (name.roles, name.role_types, name.orgs, name.areas, name.near)))


def conflict(a: Traits, b: Traits) -> bool:
    """Whether two of one name are two: their addresses differ, or their places do.

    A place that is only named around may be one visited: there the same role in words counts more.

    >>> mayor, other = (Traits(roles=frozenset(["maire"]), areas=frozenset([code])) for code in ("59", "33"))
    >>> conflict(mayor, other), conflict(mayor, Traits(roles=frozenset(["maire"])))
    (True, False)
    """
    if a.emails and b.emails:
        return not a.emails & b.emails
    mine, theirs = a.places, b.places
    if not mine or not theirs or mine & theirs or a.orgs & b.orgs:
        return False
    if (a.areas and b.areas) or OFFICES & a.role_types & b.role_types:
        return True
    return not a.roles & b.roles


def evidence(a: Traits, b: Traits) -> int:
    """How much two share: an address 8, an organisation 4, a role 2, a département 1."""
    bodies = official((a.orgs | a.near) & (b.orgs | b.near))
    return 8 * bool(a.emails & b.emails) + 4 * bool(bodies) + 2 * bool(a.roles & b.roles) + bool(a.places & b.places)


def official(orgs: Iterable[str]) -> list[str]:
    """The organisations that are in a register: what the corpus calls by one name may be several."""
    return [org for org in orgs if not org.startswith(("org:", "host:", AREA))]
