"""The people of a corpus: those of one name told apart, the spelling to show, the row."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.french import LETTER, fold, is_capitals, name_key, slug
from pipeline.normalise.keys import aliases
from pipeline.records import Person, PersonName

WORD = rf"{LETTER}+"
Spelling = tuple[str, str | None, str | None]
"""(name, given name, family name)"""


@dataclass(slots=True, eq=False)
class Identity:
    """One person of the corpus."""

    spellings: Counter[Spelling] = field(default_factory=Counter)
    emails: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    role_types: set[str] = field(default_factory=set)
    orgs: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)

    def add(self, name: PersonName) -> None:
        """Take over what a document says."""
        for text, given, family, count in name.spellings:
            self.spellings[text, given, family] += count
        self.emails |= {name.email} if name.email else set()
        self.printed.update(name.printed)
        self.roles.update(name.roles)
        self.role_types.update(name.role_types)
        self.orgs.update(name.orgs)
        self.areas.update(name.areas)

    def absorb(self, other: Identity) -> None:
        """Take over what was gathered elsewhere."""
        self.spellings.update(other.spellings)
        for mine, theirs in zip(self._sets(), other._sets(), strict=True):
            mine |= theirs

    def _sets(self) -> tuple[set[str], ...]:
        return (self.emails, self.printed, self.roles, self.role_types, self.orgs, self.areas)

    @property
    def email(self) -> str | None:
        """The address, the first in the alphabet of several."""
        return min(self.emails, default=None)

    def shown(self) -> Spelling:
        """The spelling to show: whole words, the one that the e-mail bears out, the commonest, with its accents."""
        return shown_spelling(self.spellings, self.email)


def shown_spelling(spellings: Counter[Spelling], email: str | None) -> Spelling:
    """The best of several spellings.

    >>> shown_spelling(Counter({("J. Blin", "J.", "Blin"): 3, ("Jeanne Blin", "Jeanne", "Blin"): 1}), None)[0]
    'Jeanne Blin'
    """
    if len(spellings) == 1:
        return next(iter(spellings))
    local = name_key((email or "").partition("@")[0]).replace(" ", "")

    def rank(spelling: Spelling) -> tuple[bool, int, int, int, str]:
        words = name_key(spelling[0]).split()
        held = sum(w in local for w in words if len(w) > 2)
        accents = sum(ord(c) > 127 for c in spelling[0])
        return (any(len(w) == 1 for w in words), -held, -spellings[spelling], -accents, spelling[0])

    return min(spellings, key=rank)


def person_row(person_id: str, person: Identity, name: str | None = None) -> Person:
    """The row of a person; ``name`` is the analyst's own."""
    shown, given, family = (with_accents(part, person) for part in person.shown())
    others = {s for s, _, _ in person.spellings} | {p for p in person.printed if not is_capitals(p)}
    name = name or shown or ""
    return Person(person_id, name, given, family, person.email, aliases(others, name))


def with_accents(text: str | None, person: Identity) -> str | None:
    """A name with the accents that any of its spellings has: lists often leave them out."""
    if text is None:
        return None
    words = {w for spelling in (*(s for s, _, _ in person.spellings), *person.printed) for w in re.findall(WORD, spelling)}
    richest: dict[str, str] = {}
    for word in sorted(w for w in words if not is_capitals(w)):
        if sum(ord(c) > 127 for c in word) > sum(ord(c) > 127 for c in richest.get(fold(word), "")):
            richest[fold(word)] = word
    return re.sub(WORD, lambda m: richest.get(fold(m.group()), m.group()) if m.group()[:1].isupper() else m.group(), text)


def name_person(name: PersonName) -> Spelling:
    """The spelling that stands for what one document says of a person."""
    if len(name.spellings) == 1:
        return name.spellings[0][:3]
    return shown_spelling(Counter({(text, given, family): count for text, given, family, count in name.spellings}), name.email)


Bearer = tuple[str, PersonName]
"""What one document, the first, says of a bearer of a name."""


def tell_apart(bearers: Sequence[Bearer]) -> list[tuple[Identity, list[Bearer]]]:
    """The people behind all that bear one name, in a fixed order.

    Those with different addresses are different people. Of several, one without address is the one with
    the same role or organisation, else somebody else.
    """
    found: list[tuple[Identity, list[Bearer]]] = []
    for bearer in sorted(bearers, key=lambda b: (b[1].email is None, b[1].email or "", b[0], b[1].ref)):
        identity = _same(bearer[1], found)
        if identity is None:
            found.append((Identity(), [bearer]))
            found[-1][0].add(bearer[1])
        else:
            identity[0].add(bearer[1])
            identity[1].append(bearer)
    return found


def _same(name: PersonName, found: list[tuple[Identity, list[Bearer]]]) -> tuple[Identity, list[Bearer]] | None:
    if name.email:
        return next((f for f in found if name.email in f[0].emails), None)
    if len(found) < 2:
        return found[0] if found else None
    bound = [f for f in found if f[0].roles & set(name.roles) or f[0].orgs & set(name.orgs)]
    return bound[0] if len(bound) == 1 else None


def number_people(people: Sequence[Identity]) -> list[str]:
    """Their identifiers; those of one name who are told apart by their e-mails get a piece of its hash, others a number."""
    bases = [slug(person.shown()[0]) or "sans-nom" for person in people]
    counts: Counter[str] = Counter(bases)
    ranks: dict[str, int] = defaultdict(int)
    ids: list[str] = []
    for base, person in zip(bases, people, strict=True):
        ranks[base] += 1
        mark = hashlib.sha256(person.email.encode()).hexdigest()[:6] if person.email else str(ranks[base])
        ids.append(f"person:{base}" + (f"-{mark}" if counts[base] > 1 and (person.email or ranks[base] > 1) else ""))
    return ids
