"""The people of a corpus: those of one name told apart, the spelling to show, the row."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.french import LETTER, fold, is_capitals, name_key, slug
from pipeline.normalise.keys import aliases
from pipeline.normalise.traits import NOTHING, Traits, conflict, evidence, traits_of
from pipeline.records import Person, PersonName

WORD = rf"{LETTER}+"
Spelling = tuple[str, str | None, str | None]
"""(name, given name, family name)"""


@dataclass(slots=True, eq=False)
class Identity:
    """One person of the corpus."""

    spellings: Counter[Spelling] = field(default_factory=Counter)
    printed: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)

    def add(self, name: PersonName) -> None:
        """Take over what a document says."""
        for text, given, family, count in name.spellings:
            self.spellings[text, given, family] += count
        self.printed.update(name.printed)
        if name.email:
            self.emails.add(name.email)

    def absorb(self, other: Identity) -> None:
        """Take over what was gathered elsewhere."""
        self.spellings.update(other.spellings)
        self.printed |= other.printed
        self.emails |= other.emails

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

    def rank(spelling: Spelling) -> tuple[bool | int | str, ...]:
        words = name_key(spelling[0]).split()
        held = sum(w in local for w in words if len(w) > 2)
        parts = (part or "" for part in spelling)
        return (any(len(w) == 1 for w in words), -held, -spellings[spelling], -accent_count(spelling[0]), *parts)

    return min(spellings, key=rank)


def person_row(person_id: str, person: Identity, name: str | None = None) -> Person:
    """The row of a person; ``name`` is the analyst's own."""
    accents = accented_words(person)
    shown, given, family = (with_accents(part, accents) for part in person.shown())
    others = {s for s, _, _ in person.spellings} | {p for p in person.printed if not is_capitals(p)}
    name = name or shown or ""
    return Person(person_id, name, given, family, person.email, aliases(others, name))


def accented_words(person: Identity) -> dict[str, str]:
    """Folded word → the word with the accents that any spelling has: lists often leave them out."""
    richest: dict[str, str] = {}
    texts = {*(text for text, _, _ in person.spellings), *person.printed}
    if len(texts) == 1:
        return richest  # nothing to learn from another
    texts = {text for text in texts if not text.isascii()}
    for word in sorted({w for text in texts for w in re.findall(WORD, text) if not w.isascii() and not is_capitals(w)}):
        if accent_count(word) > accent_count(richest.get(fold(word), "")):
            richest[fold(word)] = word
    return richest


def accent_count(text: str) -> int:
    """The letters beyond ASCII.

    >>> accent_count("Hélène"), accent_count("Anne")
    (2, 0)
    """
    return 0 if text.isascii() else sum(ord(c) > 127 for c in text)


def with_accents(text: str | None, accents: Mapping[str, str]) -> str | None:
    """A name with the accents of its words.

    >>> with_accents("Helene Blin", {"helene": "Hélène"})
    'Hélène Blin'
    """
    if text is None or not accents:
        return text
    return re.sub(WORD, lambda m: accents.get(fold(m.group()), m.group()) if m.group()[:1].isupper() else m.group(), text)


Bearer = tuple[str, PersonName]
"""What one document, the first, says of a bearer of a name."""


@dataclass(slots=True, eq=False)
class Told:
    """One of those who bear a name: what is known, and where."""

    identity: Identity = field(default_factory=Identity)
    traits: Traits = NOTHING
    bearers: list[Bearer] = field(default_factory=list)

    def add(self, bearer: Bearer, traits: Traits) -> None:
        """One more document."""
        self.identity.add(bearer[1])
        self.traits |= traits
        self.bearers.append(bearer)


def tell_apart(bearers: Sequence[Bearer]) -> list[Told]:
    """The people behind all that bear one name, in a fixed order: those of whom most is known come first.

    Each is the one with whom it shares most, of those whose address and place do not contradict it; with nothing shared,
    the only one there is. One of whom nothing is known where several bear the name is nobody else's, and stays alone.
    """
    found: list[Told] = []
    for bearer in sorted(bearers, key=_by_knowledge) if len(bearers) > 1 else bearers:
        traits = traits_of(bearer[1])
        fit = [(evidence(each.traits, traits), i) for i, each in enumerate(found) if not conflict(each.traits, traits)]
        best = max(fit, default=(0, 0))[0]
        chosen = [i for score, i in fit if score == best]
        if len(chosen) != 1:
            chosen = [len(found)]
            found.append(Told())
        found[chosen[0]].add(bearer, traits)
    return found


def _by_knowledge(bearer: Bearer) -> tuple[bool, str, bool, bool, bool, str, str]:
    doc_id, name = bearer
    return (name.email is None, name.email or "", not name.areas, not name.near, not name.roles, doc_id, name.ref)


def number_people(people: Sequence[tuple[str, str | None]]) -> list[str]:
    """Identifiers of (name, e-mail); those of one name who are told apart by their e-mails get a piece of its hash, others a number."""
    bases = [slug(name) or "sans-nom" for name, _ in people]
    counts: Counter[str] = Counter(bases)
    ranks: dict[str, int] = defaultdict(int)
    ids: list[str] = []
    for base, (_, email) in zip(bases, people, strict=True):
        ranks[base] += 1
        mark = ""
        if counts[base] > 1 and (email or ranks[base] > 1):
            mark = f"-{hashlib.sha256(email.encode()).hexdigest()[:6]}" if email else f"-{ranks[base]}"
        ids.append(f"person:{base}{mark}")
    return ids
