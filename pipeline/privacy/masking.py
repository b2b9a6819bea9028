"""Names, e-mail addresses and telephone numbers taken out of any string of the tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.extract.names import same_person_key
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.privacy import patterns
from pipeline.privacy.census import Census, addressed, all_forms, personal_addresses, split_name
from pipeline.privacy.history import MARK, history_forms, history_hits, is_apart, is_certain, is_part
from pipeline.privacy.keys import PSEUDONYM, pseudonym
from pipeline.privacy.matching import FAMILY, FULL, GIVEN, INITIAL, PREFIX, Hit, NameIndex, squashed

EMAIL_GONE, PHONE_GONE = "[adresse électronique]", "[téléphone]"
WORD_BEFORE = re.compile(r"(?<![\w’'-])([A-ZÀ-Ý][\w-]+)[ \u00a0]$")
PARTICLE = re.compile(r"^(?:d[eu]s?[ \u00a0]|d['’])", re.I)
ANOTHER_NAME = re.compile(r"-|[ \u00a0](?:de[ \u00a0]|d['’]|du[ \u00a0])?[A-ZÀ-Ý](?!\w*\d)")
SENTENCE_START = re.compile(r"(?:^|[.!?…:»\n•–—-])[\s«\"“(]*$")


@dataclass(frozen=True, slots=True)
class Mask:
    """``text[start:end]`` reads ``after`` in the public set. ``what``: person, email or phone."""

    start: int
    end: int
    after: str
    what: str


class Masker:
    """Knows all names that are replaced; ``counts`` says how often each kind of thing was."""

    def __init__(self, census: Census, knowledge: Knowledge, key: bytes) -> None:
        self.census = census
        self.counts: Counter[str] = Counter()
        self._common = knowledge.lexicon.common_words
        self._places = knowledge.registers.places
        self._key = key
        self._index = NameIndex(chain(all_forms(({**census.holders, **census.people}).values(), knowledge), history_forms()))
        self._labels: dict[str, str] = {}
        self._staying = {key for kept in census.kept.values() for key in kept}

    def label(self, key: str) -> str:
        """The pseudonym of a person."""
        if key not in self._labels:
            self._labels[key] = pseudonym(self._key, key)
        return self._labels[key]

    def mask(self, text: str, document: str | None) -> str:
        """A string without the names that are replaced in a document (or anywhere)."""
        return apply(text, self.find(text, document))

    def find(
        self, text: str, document: str | None, told: Iterable[tuple[int, int, str]] = (), apart: Sequence[tuple[int, int]] = ()
    ) -> list[Mask]:
        """What is to be replaced in a string, in order. ``told`` are spans known to name a person, ``apart`` those known to name none."""
        found = [Mask(*m.span(), EMAIL_GONE, "email") for m in personal_addresses(text)]
        found += [Mask(*m.span(), PHONE_GONE, "phone") for m in patterns.PHONE.finditer(text)]
        taken = [(mask.start, mask.end) for mask in found]
        named = [Mask(start, end, self.label(key), "person") for start, end, key in told]
        named += self._names(text, document, apart)
        found += (part for mask in named for part in outside(text, mask, taken))
        merged = merge(found)
        self.counts.update(mask.what for mask in merged)
        return merged

    def is_left(self, text: str, document: str | None) -> bool:
        """Whether a string holds an address or a name that nothing else can be; without a document, of somebody who stays nowhere."""
        if any(personal_addresses(text)) or patterns.PHONE.search(text):
            return True
        hits = self._index.find(text)
        staying = self.census.kept.get(document, {}) if document else self._staying
        safe = [h for h in hits if h.form.person in staying]
        left = [
            h
            for h in hits
            if h.form.person in self.census.people and h.form.person not in staying and (h.form.kind == FULL or not h.form.is_ambiguous)
            if not any(s.start <= h.start and h.end <= s.end for s in safe)
        ]
        return bool(left) and not self._is_explained(text, left, hits)

    def _is_explained(self, text: str, left: Sequence[Hit], hits: Sequence[Hit]) -> bool:
        """Whether all of some hits are parts of the names of persons of history, or begin or end inside a pseudonym."""
        figures = [h for h in history_hits(hits) if is_certain(text, h)]
        given = {label.lower() for label in self._labels.values()}
        made = [m.span() for m in PSEUDONYM.finditer(text) if m[0].lower() in given]  # its letters are drawn: they spell no name
        return all(any(is_part(h, figure) for figure in figures) or any(a <= h.start < b or a < h.end <= b for a, b in made) for h in left)

    def names_history(self, text: str) -> bool:
        """Whether a string names a person of history, whole and for certain."""
        return any(is_certain(text, h) for h in history_hits(self._index.find(text)))

    def _names(self, text: str, document: str | None, apart: Sequence[tuple[int, int]]) -> Iterator[Mask]:
        hits = self._index.find(text)
        staying = self.census.kept.get(document or "", {})
        safe = [h for h in hits if h.form.person in staying and not (h.form.kind == FAMILY and patterns.PRIVATE_AFTER.match(text, h.end))]
        figures = history_hits(hits)
        hits = [h for h in hits if h.form.person in self.census.people]
        yield from self._short_names(text, document)
        for hit in hits:
            if hit.form.person in staying or any(s.start <= hit.start and hit.end <= s.end for s in safe):
                continue
            around = [figure for figure in figures if is_part(hit, figure)]
            if any(is_certain(text, figure) for figure in around):
                continue
            if self._counts_here(text, hit, document, apart):
                yield from (self._whole(figure) for figure in around if is_apart(text, figure))
                start = self._whole_start(text, hit)
                label = self.label(self._person(hit, hits, document))
                yield Mask(start, hit.end, label if any(map(str.isupper, text[start : hit.end])) else label.lower(), "person")

    def _whole(self, figure: Hit) -> Mask:
        """A name that may be that of a person of history, all of it: one word under a pseudonym would tell whose it is."""
        return Mask(figure.start, figure.end, self.label(figure.form.person.removeprefix(MARK)), "person")

    def _short_names(self, text: str, document: str | None) -> Iterator[Mask]:
        """Names too short to be looked for, where a civility stands before them: « M. Ly »."""
        for start, name in addressed(text) if document else ():
            key = same_person_key(" ".join(filter(None, split_name(name))))
            person = self.census.people.get(key)
            if len(squashed(name)) < PREFIX and person and document in person.documents:
                yield Mask(start, start + len(name), self.label(key), "person")

    def _counts_here(self, text: str, hit: Hit, document: str | None, apart: Sequence[tuple[int, int]]) -> bool:
        """Whether a form that is also a common word or a town is a name here."""
        if hit.form.kind == FULL or not hit.form.is_ambiguous:
            return True
        if document is not None and document not in self.census.people[hit.form.person].documents:
            return False
        if hit.form.kind == INITIAL:
            return True
        if patterns.CIVILITY_BEFORE.search(text[max(0, hit.start - 20) : hit.start]):
            return True
        if any(a <= hit.start and hit.end <= b for a, b in apart) or self._is_place(text[hit.start : hit.end]):
            return False
        word = text[hit.start : hit.end]
        if text[max(0, hit.start - 1) : hit.start] == "-" or (hit.form.kind == GIVEN and ANOTHER_NAME.match(text, hit.end)):
            return False  # « Saint-Florentin », « Jean Moulin » beside a Jean
        return word.lower() not in self._common or not (SENTENCE_START.search(text[: hit.start]) or word.isupper())

    def _is_place(self, word: str) -> bool:
        """Whether a word is a town's name, which alone says nothing of a person of that name."""
        return bool(self._places(PARTICLE.sub("", word).title()))

    def _whole_start(self, text: str, hit: Hit) -> int:
        """Where the name begins: with the initials or the given name before a family name."""
        if hit.form.kind != FAMILY:
            return hit.start
        before = text[max(0, hit.start - 40) : hit.start]
        if match := patterns.INITIALS_BEFORE.search(before):
            return hit.start - len(before) + match.start()
        if (match := WORD_BEFORE.search(before)) and fold(match[1].split("-")[0]) in patterns.GIVEN_NAMES:
            return hit.start - len(before) + match.start()
        return hit.start

    def _person(self, hit: Hit, hits: Sequence[Hit], document: str | None) -> str:
        """Whose name it is: of several who bear it, the one whom the document names; else a person of that name alone."""
        same = {h.form.person for h in hits if (h.start, h.end) == (hit.start, hit.end)}
        here = {p for p in same if document in self.census.people[p].documents}
        choice = {p for p in here if self.census.people[p].given} or here or same
        return min(choice) if len(choice) == 1 else hit.form.letters


def outside(text: str, mask: Mask, taken: Iterable[tuple[int, int]]) -> Iterator[Mask]:
    """The parts of a mask that no address or number covers, but for blanks and punctuation at their ends.

    >>> list(outside("a@b.fr ODILE PRAT", Mask(0, 17, "P", "person"), [(0, 6)]))
    [Mask(start=7, end=17, after='P', what='person')]
    """
    parts = [(mask.start, mask.end)]
    for start, end in taken:
        parts = [part for a, b in parts for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    for a, b in parts:
        if (a, b) == (mask.start, mask.end):
            yield mask
        elif match := re.search(r"\w.*\w|\w", text[a:b], re.S):
            yield replace(mask, start=a + match.start(), end=a + match.end())


def merge(masks: Collection[Mask]) -> list[Mask]:
    """Masks in order, without overlap: the longer covers the shorter, and what crosses its edge is drawn in."""
    merged: list[Mask] = []
    for mask in sorted(masks, key=lambda m: (m.start, -m.end, m.what != "email", m.what)):
        if merged and mask.start < merged[-1].end:
            last = merged[-1]
            keep = last if last.what != "person" or last.end - last.start >= mask.end - mask.start else mask
            merged[-1] = Mask(last.start, max(last.end, mask.end), keep.after, keep.what)
        elif mask.start < mask.end:
            merged.append(mask)
    return merged


def apply(text: str, masks: Iterable[Mask]) -> str:
    """A text with what is masked in it replaced.

    >>> apply("Vu par Jeanne Dupont.", [Mask(7, 20, "Personne-AB", "person")])
    'Vu par Personne-AB.'
    """
    parts: list[str] = []
    at = 0
    for mask in masks:
        parts += (text[at : mask.start], mask.after)
        at = mask.end
    return "".join((*parts, text[at:]))
