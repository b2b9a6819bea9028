"""Where names stand in any string, whatever was done to them: case, accents, order, hyphens, glued, in an address, split.

A string is squashed to its letters, folded; the forms of a name are looked up there, and what stands between the letters
decides: a full name may be broken anywhere, a family name alone only where a line breaks it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.french import fold

FULL, INITIAL, FAMILY, GIVEN, HANDLE = "full", "initial", "family", "given", "handle"
PARTICLES = frozenset("de la du des le les d l van von der den di da el al ar an".split())
PREFIX = 4
"""Letters by which forms are found; shorter forms are left to the words around them (« M. Ly »)."""
MAX_GAP = 4
"""Characters between two letters of a full name: « Jean  -\\nDupont »."""
LONG = 10
"""A full name of as many letters is found inside other letters too: « JeanDupontDirecteur »."""
SOFT = re.compile("(?:[\u00ad\u200b\u200c\u200d\u2060\ufeff]|-[ \t]*\n[ \t]*|[ \t]*\n[ \t]*-)*")
"""What may stand inside a word that is one: soft hyphens, a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name, squashed. ``junctions`` are the letters before which anything short may stand."""

    letters: str
    kind: str
    person: str
    junctions: frozenset[int] = frozenset()
    is_ambiguous: bool = False
    """Also a common word or a town: only a capital, and only in the documents that name the person, makes it a name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in ``text[start:end]``."""

    start: int
    end: int
    form: Form


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    """The folded letters of one character: é gives e, œ gives oe, a digit nothing."""
    if character.isascii():
        return character.lower() if character.isalpha() else ""
    return "".join(c for c in fold(unicodedata.normalize("NFKD", character)) if "a" <= c <= "z")


def squash(text: str) -> tuple[str, list[int]]:
    """The folded letters of a text, and the place of each.

    >>> squash("D. Œ-é")
    ('doee', [0, 3, 3, 5])
    """
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _letters(character):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def squashed(name: str) -> str:
    """The folded letters of a name.

    >>> squashed("Anne-Cécile LE GOFF")
    'annececilelegoff'
    """
    return squash(name)[0]


def word_starts(words: Iterable[str]) -> frozenset[int]:
    """The letters at which the words of a name begin."""
    at, found = 0, set()
    for word in words:
        found.add(at)
        at += len(squashed(word))
    return frozenset(found - {0})


def name_words(name: str) -> list[str]:
    """The words of a name, hyphens and apostrophes as spaces.

    >>> name_words("Jean-Marc d'Arvieu")
    ['jean', 'marc', 'd', 'arvieu']
    """
    return re.findall(r"[a-z]+", fold(name))


def name_forms(person: str, given: str | None, family: str | None, is_ambiguous: bool) -> list[Form]:
    """The forms of one name, with given and family name or one of them alone."""
    first, last = name_words(given or ""), name_words(family or "")
    if not last:
        return [Form("".join(first), GIVEN, person, word_starts(first), True)] if first else []
    found = [Form("".join(last), FAMILY, person, word_starts(last), is_ambiguous)]
    if first:
        found.append(Form("".join(first), GIVEN, person, word_starts(first), True))
        initials = {first[0][0], "".join(w[0] for w in first)}
        kind = FULL if len("".join(first)) > 2 else INITIAL
        found += [Form("".join(words), kind, person, is_ambiguous=is_ambiguous) for words in ([*first, *last], [*last, *first])]
        if len(first) > 1:  # « Jean Dupont » for « Jean-Pierre Dupont »
            found += [Form(first[0] + "".join(last), FULL, person), Form("".join(last) + first[0], FULL, person)]
        core = last[next((i for i, word in enumerate(last) if word not in PARTICLES), 0) :]
        if core != last:  # « POMMERAYE (de la) Ode », « Ode Pommeraye »
            orders = ([*core, *last[: -len(core)], *first], [*first, *core], [*core, *first])
            found += [Form("".join(words), kind, person, is_ambiguous=is_ambiguous) for words in orders]
        for initial in initials:
            joints = word_starts([*initial, *last]), word_starts([*last, *initial])
            found.append(Form(initial + "".join(last), INITIAL, person, joints[0], is_ambiguous))
            found.append(Form("".join(last) + initial, INITIAL, person, joints[1], is_ambiguous))
    return found


class NameIndex:
    """All forms of all names, found in one pass over a string."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[str, list[Form]] = defaultdict(list)
        for form in forms:
            if len(form.letters) >= PREFIX:
                self._forms[form.letters[:PREFIX]].append(form)
        for found in self._forms.values():
            found.sort(key=lambda f: (-len(f.letters), f.kind, f.person))

    def find(self, text: str) -> list[Hit]:
        """Every form in a text, overlapping ones too, in order of their start, the longest first."""
        letters, places = squash(text)
        hits: list[Hit] = []
        for at in range(len(letters) - PREFIX + 1):
            for form in self._forms.get(letters[at : at + PREFIX], ()):
                stop = at + len(form.letters)
                if letters.startswith(form.letters, at) and _stands(text, places[at:stop], form):
                    hits.append(Hit(places[at], places[stop - 1] + 1, form))
        return hits


def _stands(text: str, places: list[int], form: Form) -> bool:
    """Whether letters that spell a form are the form: its ends are a word's, its gaps are such as the form may have."""
    start, end = places[0], places[-1] + 1
    if form.kind == HANDLE and not text[max(0, start - 1) : start].strip().startswith(tuple("/~@=#")):
        return False
    for index in range(1, len(places)):
        gap = text[places[index - 1] + 1 : places[index]]
        if not gap:
            continue
        if form.kind == FULL or index in form.junctions:
            if len(gap) > MAX_GAP:
                return False
        elif not SOFT.fullmatch(gap):
            return False
    if not (form.kind == FULL and len(form.letters) >= LONG) and not (_opens(text, start) and _closes(text, end)):
        return False
    if form.kind == FULL or not form.is_ambiguous:
        return True
    if form.kind == INITIAL:
        return _is_initial(text, places)
    return text[start].isupper()


def _opens(text: str, start: int) -> bool:
    """Whether a word may begin here."""
    return start == 0 or not text[start - 1].isalpha() or (text[start].isupper() and text[start - 1].islower())


def _closes(text: str, end: int) -> bool:
    """Whether a word may end here."""
    return end == len(text) or not text[end].isalpha() or (text[end].isupper() and text[end - 1].islower())


def _is_initial(text: str, places: list[int]) -> bool:
    """Whether a letter beside a common word is an initial: « P. Petit », « ppetit@ », not « a petit »."""
    written = text[places[0] : places[-1] + 1]
    return "." in written or not re.search(r"\s", written)
