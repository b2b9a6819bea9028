"""The people of one document: one each, whatever the order, capitals, accents, title, initial or typo."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.extract.names import person_name
from pipeline.french import fold, name_key
from pipeline.normalise.identities import shown_spelling
from pipeline.normalise.keys import same_word
from pipeline.normalise.patterns import TITLES
from pipeline.normalise.traits import NOTHING, Traits, conflict, official
from pipeline.records import Mention, PersonName, Role


@dataclass(slots=True, eq=False)
class Individual:
    """One person while a document is read."""

    ref: str
    words: frozenset[str]
    given: str
    family: str
    email: str | None = None
    spellings: Counter[tuple[str, str | None, str | None]] = field(default_factory=Counter)
    """(name, given name, family name) as read."""
    printed: set[str] = field(default_factory=set)
    sheets: set[int] = field(default_factory=set)
    """Sheets in which the person is named, -1 outside sheets."""
    bonds: set[str] = field(default_factory=set)
    """Role and organisation keys: what else two spellings of one person share."""
    traits: Traits = NOTHING

    def name(self) -> PersonName:
        """The record of it, in a fixed order."""
        spellings = tuple((*s, n) for s, n in sorted(self.spellings.items(), key=lambda item: [part or "" for part in item[0]]))
        known = self.traits
        words = words_in(shown_spelling(self.spellings, self.email)[0])
        return PersonName(
            self.ref,
            spellings,
            self.email,
            printed=tuple(sorted(self.printed)),
            roles=tuple(sorted(known.roles)),
            role_types=tuple(sorted(known.role_types)),
            orgs=tuple(sorted(known.orgs)),
            areas=tuple(sorted(known.areas)),
            near=() if known.orgs else tuple(sorted(known.near)),
            key=" ".join(sorted(set(words))),
        )


def name_words(text: str) -> list[str]:
    """The words of a name, folded, titles left out.

    >>> name_words("Mme Jeanne LE GOFF")
    ['jeanne', 'le', 'goff']
    """
    return name_key(TITLES.sub("", fold(text))).split()


@lru_cache(maxsize=50_000)
def words_in(name: str) -> tuple[str, ...]:
    """The same: the words of one person's name are asked for again and again, those of given names for many people."""
    return tuple(name_words(name))


@dataclass(slots=True)
class People:
    """The people of a document, found by name, by e-mail and by where they stand."""

    individuals: list[Individual] = field(default_factory=list)
    by_words: dict[frozenset[str], list[Individual]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[Individual]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[Individual]] = field(default_factory=lambda: defaultdict(list))
    by_part: dict[str, list[Individual]] = field(default_factory=lambda: defaultdict(list))
    """First name, its words, last name."""
    by_bond: dict[tuple[str, str], list[Individual]] = field(default_factory=lambda: defaultdict(list))
    """First name and shared role or organisation."""

    def enter_role(self, role: Role, sheet: int, traits: Traits) -> Individual:
        """The person of a role; roles with an e-mail should come first. An organisation of no register binds nobody."""
        words = frozenset(name_words(role.name))
        email = role.email.casefold() if role.email else None
        bonds = {f"role {role}" for role in traits.roles} | set(official(traits.orgs))
        person = self._same_email(words, email) or self._same_name(words, email, sheet, bonds, traits)
        person = person or self._respelt(role, words, email, sheet, bonds)
        if person is None:
            person = self._new(words, fold(role.given_name or ""), fold(role.family_name or ""), sheet)
        if email and person.email is None:
            person.email = email
            self.by_email[email].append(person)
        person.spellings[role.name, role.given_name, role.family_name] += 1
        for bond in sorted(bonds - person.bonds):
            self.by_bond[person.given, bond].append(person)
        person.bonds |= bonds
        person.traits |= traits
        person.sheets.add(sheet)
        return person

    def enter_mention(self, mention: Mention, sheet: int, near: Traits) -> Individual | None:
        """The person of a name in the text; None for a lone first or last name that fits nobody near."""
        words = name_words(mention.text)
        person = self._same_name(frozenset(words), None, sheet, set(), near) if len(words) > 1 else None
        person = person or self._partial(words, sheet)
        if person is None and len(words) > 1:
            person = self._misprinted(frozenset(words), sheet)
        if person is None:
            if len(words) < 2:
                return None
            name, given, family = person_name(mention.text)
            person = self._new(frozenset(words), fold(given or ""), fold(family or ""), sheet)
            person.spellings[name, given, family] += 1
        person.printed.add(mention.text)
        person.traits |= near
        person.sheets.add(sheet)
        return person

    def names(self) -> tuple[PersonName, ...]:
        """What was gathered, by number."""
        return tuple(person.name() for person in self.individuals)

    def _new(self, words: frozenset[str], given: str, family: str, sheet: int) -> Individual:
        person = Individual(str(len(self.individuals)), words, given, family)
        self.individuals.append(person)
        self.by_words[words].append(person)
        for word in words:
            self.by_word[word].append(person)
        keys = (part_key(given), part_key(family))
        for part in dict.fromkeys((*keys, *keys[0].split())):
            self.by_part[part].append(person)
        person.sheets.add(sheet)
        return person

    def _same_email(self, words: frozenset[str], email: str | None) -> Individual | None:
        """The bearer of an address, when the name has a word in common: a shared mailbox is no person."""
        return next((p for p in self.by_email.get(email or "", ()) if p.words & words), None)

    def _same_name(self, words: frozenset[str], email: str | None, sheet: int, bonds: set[str], traits: Traits) -> Individual | None:
        """The bearer of a name: of several, the one here, or with the same role or organisation."""
        found = [p for p in self.by_words.get(words, ()) if not (email and p.email and p.email != email)]
        found = [p for p in found if not (traits.orgs and p.traits.orgs and conflict(p.traits, traits))]
        if len(found) < 2:
            return found[0] if found else None
        here = [p for p in found if sheet in p.sheets]
        bound = [p for p in found if bonds & p.bonds]
        return next((chosen[0] for chosen in (here, bound) if len(chosen) == 1), None)

    def _respelt(self, role: Role, words: frozenset[str], email: str | None, sheet: int, bonds: set[str]) -> Individual | None:
        """« Laplanne » for « Laplane » where sheet, role or organisation agree; « J. Martin » in one sheet."""
        near = self._alike_here(words, sheet)
        given = fold(role.given_name or "")
        near += [p for bond in sorted(bonds) for p in self.by_bond.get((given, bond), ()) if alike(p.words, words)]
        fit = list(dict.fromkeys(p for p in near if not (email and p.email and p.email != email)))
        return fit[0] if len(fit) == 1 else None

    def _partial(self, words: Sequence[str], sheet: int) -> Individual | None:
        """« Christelle », « Mme Martin », « J. Martin »: the one person of that name in the sheet, else in the document."""
        cuts = range(len(words))
        parts = {" ".join(part) for cut in cuts for part in (words[cut:], words[: len(words) - cut])}
        found = {p.ref: p for part in sorted(parts) for p in self.by_part.get(part, ()) if stands_for(words, p)}
        for scope in ([p for p in found.values() if sheet in p.sheets], list(found.values())):
            if scope:
                return scope[0] if len(scope) == 1 else None
        return None

    def _misprinted(self, words: frozenset[str], sheet: int) -> Individual | None:
        fit = self._alike_here(words, sheet)
        return fit[0] if len(fit) == 1 else None

    def _alike_here(self, words: frozenset[str], sheet: int) -> list[Individual]:
        """Those of the sheet whose names are alike, and so share a word."""
        near = {p.ref: p for word in sorted(words) for p in self.by_word.get(word, ()) if sheet in p.sheets}
        return [p for p in near.values() if alike(p.words, words)]


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
    return misspelt(x, y) or (min(len(x), len(y)) == 1 and x[0] == y[0])


def misspelt(a: str, b: str) -> bool:
    """Whether two words of names are one but for a misprint: « Michel » and « Michèle » are two.

    >>> misspelt("laplanne", "laplane"), misspelt("eriic", "eric"), misspelt("michel", "michele"), misspelt("rene", "renee")
    (True, True, False, False)
    """
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and long.endswith("e"):
        return False
    return same_word(a, b) or single(a) == single(b)


@lru_cache(maxsize=1 << 16)
def single(word: str) -> str:
    """A word with its doubled letters once.

    >>> single("laplanne")
    'laplane'
    """
    return re.sub(r"(.)\1", r"\1", word)
