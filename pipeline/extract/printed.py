"""The lines of a clean text as they were printed, each with the section it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec.structs import replace

from pipeline.extract.role_patterns import HOUR
from pipeline.records import CleanDocument, Paragraph, Section

SHEETS = frozenset({"project", "article", "event", "promotions", "contact", "toc", "preface", "theme"})
"""Section types that open a new sheet: a person is given once per sheet and relation."""
MIN_HOURS = 3
"""Timed entries of the shortest programme."""


class Printed(msgspec.Struct, frozen=True):
    """One line. ``section`` and ``sheet`` are indices into the sections, -1 before the first."""

    start: int
    end: int
    text: str
    section: int
    sheet: int
    is_heading: bool
    paragraph_end: bool


def printed_lines(document: CleanDocument, sections: Sequence[Section]) -> list[Printed]:
    """The lines of a document; a paragraph joined from several printed lines is split where they were joined."""
    starts = [s.start for s in sections]
    sheets: list[int] = []
    for i, section in enumerate(sections):
        sheets.append(i if section.type in SHEETS else sheets[-1] if sheets else -1)
    breaks = sorted({*_joints(document), *(s.heading_end for s in sections if s.heading_end > s.heading_start)})
    found: list[Printed] = []
    for paragraph in document.paragraphs:
        inside = _within(breaks, paragraph)
        for start, end in zip([paragraph.start, *inside], [*inside, paragraph.end], strict=True):
            text = document.text[start:end]
            start += len(text) - len(text.lstrip())
            text = text.strip()
            if not text:
                continue
            index = bisect_right(starts, start) - 1
            heading = index >= 0 and sections[index].heading_start <= start < sections[index].heading_end
            found.append(Printed(start, start + len(text), text, index, sheets[index] if index >= 0 else -1, heading, end == paragraph.end))
    return found


def _within(positions: Sequence[int], paragraph: Paragraph) -> Sequence[int]:
    return positions[bisect_right(positions, paragraph.start) : bisect_right(positions, paragraph.end - 1)]


def joined_lines(lines: Sequence[Printed], opens: Callable[[str], bool]) -> list[Printed]:
    """The same lines with those of one paragraph put together again, save at a line that ``opens`` something new."""
    found: list[Printed] = []
    open_paragraph = False
    for line in lines:
        if open_paragraph and not opens(line.text):
            last = found[-1]
            text = last.text + " " * (line.start - last.end) + line.text
            found[-1] = replace(last, end=line.end, text=text, paragraph_end=line.paragraph_end)
        else:
            found.append(line)
        open_paragraph = not line.paragraph_end
    return found


def is_programme(lines: Iterable[Printed | Paragraph], text: str = "") -> bool:
    """Whether a document is a programme: at least three lines open with a time, which are no rows of a table."""
    starts = (x.text if isinstance(x, Printed) else text[x.start : x.end] for x in lines)
    return sum(bool(HOUR.search(x[:20])) for x in starts if "h" in x[:20] and "\t" not in x) >= MIN_HOURS


def _joints(document: CleanDocument) -> list[int]:
    """Clean positions where the cleaning replaced an end of line by a space."""
    found: list[int] = []
    shift = 0
    for edit in document.edits:
        at = edit.raw_start + shift
        shift += len(edit.after) - (edit.raw_end - edit.raw_start)
        if "\n" in edit.before and edit.after and not edit.after.strip() and "\n" not in edit.after:
            found.append(at)
    return found
