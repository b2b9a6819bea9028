"""The contents page: the sheets it announces, with their numbers, organisations, themes and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.extract.headings import heading_type
from pipeline.extract.rows import Row
from pipeline.french import fold

PAGE = re.compile(r"(?:(?<=\s)[Pp](?:ages?)?\s*\.?|(?:\.\s?){3,}|…+|_{3,}|\t)\s*(\d{1,3})\s*$")
"""« P. 8 », « p.17 », « ........ 12 », a number after a tab."""
NUMBER = re.compile(r"^([0-9OoQIl]{1,2})(?:[.)°]|(?=\s))\s*(?![0-9])(?=\S|$)")
"""« 01 », « 18 », and what misreading makes of them: « Q2 », « O5 »."""
MISREAD = str.maketrans("OoQIl", "00011")
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


def read_contents(rows: Sequence[Row]) -> Contents | None:
    """The contents page: a heading that says so, or three rows with page numbers in a run."""
    marked = [row.index for row in rows if PAGE.search(row.text)]
    if len(marked) < 3:
        return None
    runs: list[list[int]] = [[marked[0]]]
    for index in marked[1:]:
        if index - runs[-1][-1] <= MAX_GAP:
            runs[-1].append(index)
        else:
            runs.append([index])
    run = max(runs, key=len)
    if len(run) < 3:
        return None
    first = run[0]
    for row in reversed(rows[max(0, first - MAX_GAP - 1) : first]):
        if heading_type(row.text) == "toc" or re.match(r"sommaire\b|table des matieres\b", row.key):
            first = row.index
            break
    last = run[-1] + 1
    if last < len(rows) and NUMBER.match(rows[run[-1]].text) and not _titled(rows[run[-1]].text):
        last += 1
    return Contents(first, last, _entries(rows[first:last]))


def match_entry(title: str, entries: Sequence[Entry]) -> Entry | None:
    """The entry whose title is a sheet's (80 of 100: « movenne » for « moyenne » passes, another sheet does not)."""
    scored = [(fuzz.token_sort_ratio(fold(title), fold(entry.title)), entry) for entry in entries]
    score, best = max(scored, key=lambda x: x[0], default=(0.0, None))
    return best if score >= 80 else None


def _entries(rows: Sequence[Row]) -> tuple[Entry, ...]:
    """Join the pieces of the entries: a title and its page may stand in different rows, in either order."""
    found: list[Entry] = []
    theme: list[str] = []
    group, is_open, title, org, number, page = 0, False, "", "", None, None
    for row in rows:
        text = row.text
        if heading_type(text) == "toc" or re.match(r"sommaire\b|table des matieres\b", row.key):
            continue
        if match := PAGE.search(text):
            page = int(match[1])
            text = text[: match.start()]
        text = re.sub(r"\s+", " ", text).strip(" .…_")
        if (match := NUMBER.match(text)) and any(c.isdigit() for c in match[1]):
            number = int(match[1].translate(MISREAD))
            text = text[match.end() :]
        lead, middle, tail = split_capitals(text)
        if lead and not middle and not tail and (match := re.match(r"(.*?) (\d{1,2})$", lead)):
            lead, number = match[1], int(match[2])
        if not title and lead and (not middle or is_open or " " in lead):
            if not is_open:
                theme, is_open, group = [], True, group + 1
            if lead not in theme:
                theme.append(lead)
        elif lead:
            middle = f"{lead} {middle}".strip()
        title, org = f"{title} {middle}".strip(), f"{org} {tail}".strip()
        if title and page is not None:
            found.append(Entry(len(found) + 1, number, title, org or None, " ".join(theme) or None, group, page))
            title, org, number, page, is_open = "", "", None, None, False
    return tuple(found)


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


def _titled(text: str) -> bool:
    """Whether a row of the contents holds words of a title and not only capitals and numbers."""
    return bool(split_capitals(PAGE.sub("", text))[1])
