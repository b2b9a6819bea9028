"""The people of a corpus: one row each, whatever the order, capitals, accents, title, initial or typo."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.extract.names import person_name
from pipeline.french import LETTER, fold, is_capitals, name_key, slug
from pipeline.normalise.keys import aliases, same_word
from pipeline.normalise.patterns import TITLES
from pipeline.records import Mention, Person, Role

WORD = rf"{LETTER}+"


@dataclass(slots=True, eq=False)
class Individual:
    """One person while the documents are read."""

    words: frozenset[str]
    given: str
    family: str
    email: str | None = None
    spellings: Counter[tuple[str, str | None, str | None]] = field(default_factory=Counter)
    """(name, given name, family name) as read."""
    printed: set[str] = field(default_factory=set)
    places: set[tuple[str, int]] = field(default_factory=set)
    """(document, sheet) in which the person is named; sheet -1 outside sheets."""
    bonds: set[str] = field(default_factory=set)
    """Role and organisation keys: what else two spellings of one person share."""
    person_id: str = ""


def name_words(text: str) -> list[str]:
    """The words of a name, folded, titles left out.

    >>> name_words("Mme Jeanne LE GOFF")
    ['jeanne', 'le', 'goff']
    """
    return name_key(TITLES.sub("", fold(text))).split()


@dataclass(slots=True)
class People:
    """The people of a corpus, found by name, by e-mail and by where they stand."""

    individuals: list[Individual] = field(default_factory=list)
    by_words: dict[frozenset[str], list[Individual]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[Individual]] = field(default_factory=lambda: defaultdict(list))
    by_place: dict[tuple[str, int], list[Individual]] = field(default_factory=lambda: defaultdict(list))
    by_document: dict[str, list[Individual]] = field(default_factory=lambda: defaultdict(list))
    by_bond: dict[tuple[str, str], list[Individual]] = field(default_factory=lambda: defaultdict(list))
    """First name and shared role or organisation."""

    def enter_role(self, role: Role, place: tuple[str, int], bonds: Iterable[str]) -> Individual:
        """The person of a role; roles with an e-mail should come first."""
        words = frozenset(name_words(role.name))
        email = role.email.casefold() if role.email else None
        bonds = set(bonds)
        person = self._same_email(words, email) or self._same_name(words, email, place, bonds)
        person = person or self._respelt(role, words, email, place, bonds)
        if person is None:
            person = self._new(words, fold(role.given_name or ""), fold(role.family_name or ""), place)
        if email and person.email is None:
            person.email = email
            self.by_email[email].append(person)
        person.spellings[role.name, role.given_name, role.family_name] += 1
        for bond in sorted(bonds - person.bonds):
            self.by_bond[person.given, bond].append(person)
        person.bonds |= bonds
        self._place(person, place)
        return person

    def enter_mention(self, mention: Mention, place: tuple[str, int]) -> Individual | None:
        """The person of a name in the text; None for a lone first or last name that fits nobody near."""
        words = name_words(mention.text)
        person = self._same_name(frozenset(words), None, place, set()) if len(words) > 1 else None
        person = person or self._partial(words, place)
        if person is None and len(words) > 1:
            person = self._misprinted(frozenset(words), place)
        if person is None:
            if len(words) < 2:
                return None
            name, given, family = person_name(mention.text)
            person = self._new(frozenset(words), fold(given or ""), fold(family or ""), place)
            person.spellings[name, given, family] += 1
        person.printed.add(mention.text)
        self._place(person, place)
        return person

    def finish(self) -> None:
        """Give the identifiers; those of one name who are told apart by their e-mails get a piece of its hash."""
        groups: dict[str, list[Individual]] = defaultdict(list)
        for person in self.individuals:
            groups[slug(show(person)[0]) or "sans-nom"].append(person)
        for base, group in groups.items():
            for rank, person in enumerate(sorted(group, key=lambda p: (p.email or "", min(p.places)))):
                mark = hashlib.sha256(person.email.encode()).hexdigest()[:6] if person.email else str(rank + 1)
                person.person_id = f"person:{base}" + (f"-{mark}" if len(group) > 1 and (person.email or rank) else "")

    def _new(self, words: frozenset[str], given: str, family: str, place: tuple[str, int]) -> Individual:
        person = Individual(words, given, family)
        self.individuals.append(person)
        self.by_words[words].append(person)
        self._place(person, place)
        return person

    def _place(self, person: Individual, place: tuple[str, int]) -> None:
        if place not in person.places:
            if all(doc_id != place[0] for doc_id, _ in person.places):
                self.by_document[place[0]].append(person)
            person.places.add(place)
            self.by_place[place].append(person)

    def _same_email(self, words: frozenset[str], email: str | None) -> Individual | None:
        """The bearer of an address, when the name has a word in common: a shared mailbox is no person."""
        return next((p for p in self.by_email.get(email or "", ()) if p.words & words), None)

    def _same_name(self, words: frozenset[str], email: str | None, place: tuple[str, int], bonds: set[str]) -> Individual | None:
        """The bearer of a name: of several, the one here, in the document, or with the same role or organisation."""
        found = [p for p in self.by_words.get(words, ()) if not (email and p.email and p.email != email)]
        if len(found) < 2:
            return found[0] if found else None
        here = [p for p in found if place in p.places]
        document = [p for p in found if any(doc_id == place[0] for doc_id, _ in p.places)]
        bound = [p for p in found if bonds & p.bonds]
        return next((chosen[0] for chosen in (here, document, bound) if len(chosen) == 1), None)

    def _respelt(self, role: Role, words: frozenset[str], email: str | None, place: tuple[str, int], bonds: set[str]) -> Individual | None:
        """« Laplanne » for « Laplane » where sheet, role or organisation agree; « J. Martin » in one sheet."""
        near = [p for p in self.by_place.get(place, ()) if alike(p.words, words)]
        given = fold(role.given_name or "")
        near += [p for bond in sorted(bonds) for p in self.by_bond.get((given, bond), ()) if alike(p.words, words)]
        fit = list(dict.fromkeys(p for p in near if not (email and p.email and p.email != email)))
        return fit[0] if len(fit) == 1 else None

    def _partial(self, words: Sequence[str], place: tuple[str, int]) -> Individual | None:
        """« Christelle », « Mme Martin », « J. Martin »: the one person of that name in the sheet, else in the document."""
        if not words:
            return None
        for scope in (self.by_place.get(place, ()), self.by_document[place[0]]):
            fit = [p for p in scope if stands_for(words, p)]
            if len(fit) == 1:
                return fit[0]
            if fit:
                return None
        return None

    def _misprinted(self, words: frozenset[str], place: tuple[str, int]) -> Individual | None:
        fit = [p for p in self.by_place.get(place, ()) if alike(p.words, words)]
        return fit[0] if len(fit) == 1 else None


part_key = lru_cache(maxsize=1 << 16)(name_key)
"""The key of a first or last name, which is compared with every lone name of its document."""


def stands_for(words: Sequence[str], person: Individual) -> bool:
    """Whether a shortened name is this person's: first name, last name, or an initial with the last name."""
    if len(words) == 1 and len(words[0]) < 2:
        return False
    name = " ".join(words)
    given, family = part_key(person.given), part_key(person.family)
    if name in (given, family) or (len(words) == 1 and name in given.split()):
        return bool(name)
    if len(words) > 1 and family and (name.endswith(" " + family) or name.startswith(family + " ")):
        initials = name.removesuffix(" " + family).removeprefix(family + " ").split()
        return all(len(w) == 1 for w in initials) and [w[0] for w in given.split()][: len(initials)] == initials
    return False


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two names differ by one misspelt word, or by an initial for a first name.

    >>> alike(frozenset({"marie", "laplanne"}), frozenset({"marie", "laplane"}))
    True
    >>> alike(frozenset({"j", "martin"}), frozenset({"jeanne", "martin"})), alike(frozenset({"luc", "petit"}), frozenset({"lea", "petit"}))
    (True, False)
    """
    left, right = a - b, b - a
    if len(left) != 1 or len(right) != 1 or not a & b:
        return False
    (x,), (y,) = left, right
    return same_word(x, y) or (min(len(x), len(y)) == 1 and x[0] == y[0])


def show(person: Individual) -> tuple[str, str | None, str | None]:
    """The spelling to show: whole words, the commonest, the one that the e-mail bears out, with its accents."""
    local = name_key((person.email or "").partition("@")[0]).replace(" ", "")

    def rank(spelling: tuple[str, str | None, str | None]) -> tuple[bool, int, int, int, str]:
        words = name_key(spelling[0]).split()
        held = sum(w in local for w in words if len(w) > 2)
        accents = sum(ord(c) > 127 for c in spelling[0])
        return (any(len(w) == 1 for w in words), -held, -person.spellings[spelling], -accents, spelling[0])

    return min(person.spellings, key=rank)


def person_row(person: Individual, name: str | None = None) -> Person:
    """The row of a person; ``name`` is the analyst's own."""
    shown, given, family = (with_accents(part, person) for part in show(person))
    others = {s for s, _, _ in person.spellings} | {p for p in person.printed if not is_capitals(p)}
    name = name or shown or ""
    return Person(person.person_id, name, given, family, person.email, aliases(others, name))


def with_accents(text: str | None, person: Individual) -> str | None:
    """A name with the accents that any of its spellings has: lists often leave them out."""
    if text is None:
        return None
    words = {w for spelling in (*(s for s, _, _ in person.spellings), *person.printed) for w in re.findall(WORD, spelling)}
    richest: dict[str, str] = {}
    for word in sorted(w for w in words if not is_capitals(w)):
        if sum(ord(c) > 127 for c in word) > sum(ord(c) > 127 for c in richest.get(fold(word), "")):
            richest[fold(word)] = word
    return re.sub(WORD, lambda m: richest.get(fold(m.group()), m.group()) if m.group()[:1].isupper() else m.group(), text)
