"""The contents page: the sheets it announces, with their numbers, organisations, themes and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from pipeline.extract.headings import ORGANISATION, heading_type
from pipeline.extract.rows import Row
from pipeline.french import fold
from pipeline.memo import keep_last

_DOTS = r"(?<![.…\s])\s{0,3}(?:(?:\.\s?){3,300}|…{1,100}|_{3,300})"
"""Leaders; they are tried at their first dot only, and no further than a line is long."""
PAGE = re.compile(rf"(?:(?<=\s)[Pp](?:ages?)?\s?\.?|{_DOTS}|\t)\s{{0,3}}(\d{{1,3}})\s*$")
"""« P. 8 », « p.17 », « ........ 12 », a number after a tab."""
BARE = re.compile(r"(?<=[^\W\d])\s{1,3}(\d{1,3})\s*$")
"""« Pays de Sault 4 »: a number behind words, a page only under a heading that announces contents."""
NUMBER = re.compile(r"^([0-9OoQIl]{1,2})(?:[.)°]|(?=\s))\s*(?![0-9])(?=\S|$)")
"""« 01 », « 18 », and what misreading makes of them: « Q2 », « O5 »."""
MISREAD = str.maketrans("OoQIl", "00011")
LEADERS = re.compile(rf"{_DOTS}\s{{0,3}}\d{{1,3}}(?=\s)")
"""Dots and a page number within a row: the next entry was joined to this one."""
TOC_WORD = re.compile("sommaire|table des matieres|contenu|numero")
REACH = 40
"""Rows under « Sommaire » in which bare numbers are page numbers."""
MAX_GAP = 4
"""Rows without a page number between two entries; banners take two, a wrapped title two more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One announced sheet; ``group`` counts the banners before it, ``theme`` is the last of them."""

    position: int
    number: int | None
    title: str
    org: str | None
    theme: str | None
    group: int
    page: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows ``first`` to ``last`` (excluded) of the contents page and what they announce."""

    first: int
    last: int
    entries: tuple[Entry, ...]


@keep_last
def read_contents(rows: Sequence[Row]) -> Contents | None:
    """The contents page: three entries with page numbers in a run, under a heading that says so or not."""
    return _read(rows, PAGE) or _read(rows, BARE)


def _read(rows: Sequence[Row], page: re.Pattern[str]) -> Contents | None:
    """The contents page whose entries end in page numbers printed in one way."""
    counts = {row.index: len(_pieces(row.text)) for row in rows if row.text[-1].isdigit() and page.search(row.text[-400:])}
    if not counts:
        return None
    if page is BARE:
        top = next((r.index for r in rows if _is_toc(r)), len(rows))
        counts = {i: 1 for i in counts if top < i <= top + REACH and len(rows[i].text) <= 160}
    runs: list[list[int]] = []
    for index in counts:
        if runs and index - runs[-1][-1] <= MAX_GAP:
            runs[-1].append(index)
        else:
            runs.append([index])
    run = max(runs, key=lambda run: sum(counts[i] for i in run), default=[])
    if not run:
        return None
    above = [r.index for r in rows[max(0, run[0] - MAX_GAP - 1) : run[0]] if _is_toc(r)]
    first, last = above[-1] if above else run[0], run[-1] + 1
    count = sum(counts[i] for i in run)
    if page is BARE and (not above or count < 2 or not _rise(rows[i].text for i in run)):
        return None
    if count < 2 or (not above and (count < 3 or not _points_back(rows[first:last]))):
        return None
    if last < len(rows) and page is PAGE and not split_capitals(PAGE.sub("", rows[run[-1]].text))[1]:
        last += 1  # the last page number stands over its title
    return Contents(first, last, _entries(rows[first:last], page))


def _rise(texts: Iterable[str]) -> bool:
    pages = [int(m[1]) for text in texts if (m := BARE.search(text))]
    return pages == sorted(set(pages))


def _is_toc(row: Row) -> bool:
    if not TOC_WORD.search(row.key):  # each heading of a contents page holds one
        return False
    return heading_type(row.text) == "toc" or bool(re.match(r"sommaire\b|table des matieres\b", row.key))


def _pieces(text: str) -> list[str]:
    """The entries of a row: one, or more where lines were joined."""
    cuts = [0, *(m.end() for m in LEADERS.finditer(text)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if text[a:b].strip()]


def _points_back(rows: Sequence[Row]) -> bool:
    """Whether rising page numbers, marked as such, end the rows: a table of figures has neither."""
    marked = [(int(m[1]), m[0]) for row in rows for piece in _pieces(row.text) if (m := PAGE.search(piece))]
    pages = [page for page, _ in marked]
    return pages == sorted(pages) and all(re.match(r"\s*(?:[.…_]|[Pp])", mark) for _, mark in marked)


def match_entry(title: str, entries: Sequence[Entry]) -> Entry | None:
    """The entry whose title is a sheet's (80 of 100: « movenne » for « moyenne » passes, another sheet does not)."""
    scored = [(fuzz.token_sort_ratio(fold(title), fold(entry.title)), entry) for entry in entries]
    score, best = max(scored, key=lambda x: x[0], default=(0.0, None))
    return best if score >= 80 else None


def _entries(rows: Sequence[Row], page: re.Pattern[str]) -> tuple[Entry, ...]:
    """Join the pieces of the entries: a title and its page may stand in different rows, in either order."""
    found: list[Entry] = []
    draft = _Draft()
    for text in (piece for row in rows if not _is_toc(row) for piece in _pieces(row.text)):
        draft.add(text, page)
        if draft.title and draft.page is not None:
            theme = " ".join(draft.theme) or None
            found.append(Entry(len(found) + 1, draft.number, draft.title, draft.org or None, theme, draft.group, draft.page))
            draft = _Draft(theme=draft.theme, group=draft.group)
    return tuple(found)


@dataclass(slots=True)
class _Draft:
    """An entry being read."""

    number: int | None = None
    title: str = ""
    org: str = ""
    page: int | None = None
    theme: list[str] = field(default_factory=list)
    group: int = 0
    in_banner: bool = False

    def add(self, text: str, page: re.Pattern[str]) -> None:
        """Take in a row: a banner in capitals, a number, words of the title, the organisation, the page."""
        if match := page.search(text):
            self.page = int(match[1])
            text = text[: match.start()]
        text = re.sub(r"\s+", " ", re.sub(r"(?<=\S)\t+(?=\S)", " – ", text)).strip(" .…_")
        if (match := NUMBER.match(text)) and any(c.isdigit() for c in match[1]):
            self.number = int(match[1].translate(MISREAD))
            text = text[match.end() :]
        lead, middle, tail = split_capitals(text)
        if lead and not middle and (match := re.match(r"(.*?) (\d{1,2})$", lead)):
            lead, self.number = match[1], int(match[2])
        if lead and not self.title and (not middle or self.in_banner or " " in lead):
            self._add_banner(lead)
        elif lead:
            middle = f"{lead} {middle}".strip()
        parted = re.fullmatch(r"(.+?)\s*[–—|(]\s*([^–—|]+?)\)?", middle.rstrip(" ,"))
        if parted and not tail and ORGANISATION.fullmatch(fold(parted[2])):
            middle, tail = parted[1], parted[2]
        self.title, self.org = f"{self.title} {middle}".strip(), f"{self.org} {tail}".strip()

    def _add_banner(self, lead: str) -> None:
        """One more word of a theme's banner; the first opens a new group."""
        if not self.in_banner:
            self.theme, self.in_banner, self.group = [], True, self.group + 1
        if lead not in self.theme:
            self.theme.append(lead)


def split_capitals(text: str) -> tuple[str, str, str]:
    """A row as its leading capitals (a banner), its title, its trailing capitals (the organisation).

    >>> split_capitals("LE TERRITOIRE Brest métropole, une destination BREST MÉTROPOLE")
    ('LE TERRITOIRE', 'Brest métropole, une destination', 'BREST MÉTROPOLE')
    """
    words = text.split()
    upper = [w.upper() == w and (any(c.isalpha() for c in w) or w.isdigit()) for w in words]
    if all(upper):
        return " ".join(words), "", ""
    head = upper.index(False)
    tail = len(words) - upper[::-1].index(False)
    while tail < len(words) and (words[tail] in "À?!:" or words[tail].isdigit()):
        tail += 1
    if sum(len(w) for w in words[:head]) < 3:
        head = 0
    return " ".join(words[:head]), " ".join(words[head:tail]), " ".join(words[tail:])
