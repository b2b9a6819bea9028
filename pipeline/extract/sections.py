"""The headings of a document and the sections they open, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.contents import Contents, read_contents
from pipeline.extract.headings import IMPLIED, PARTS, heading_type, repaired_heading
from pipeline.extract.rows import Row, body_size, heading_title, read_rows
from pipeline.extract.sheets import EMAIL, Sheet, find_sheets, part_of
from pipeline.extract.subheads import is_subhead
from pipeline.french import is_capitals
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Section

EVENT = re.compile(r"(?:#\s?|(?:séminaire|rencontre|édition|session|atelier|colloque)\s+(?:n°\s?|#\s?)?)(\d{1,3})\b\s*[:–—-]?\s*(?P<place>\S.{1,60})?$", re.IGNORECASE)
"""« #28 Dijon », « Séminaire n° 12 – Lille »."""
ITEM = re.compile(r"([A-Ha-h])\s?[).:/–-]\s*(?=\S)")
"""« A) Transition agricole », « B / Mobilités »."""
TOP = frozenset({"theme", "project", "event", "toc", "preface", "promotions", "contact", "article"})
"""Types that end a project sheet; its parts are one level below it."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading found: its span in the clean text, its type and, where damage was undone, its title."""

    start: int
    end: int
    type: str
    level: int
    title: str | None = None
    is_inferred: bool = False


def extract_sections(document: CleanDocument, knowledge: Knowledge) -> tuple[Section, ...]:
    """All sections in reading order: compendium, theme, project sheet, parts, sub-heads.

    A section spans from its heading to the next heading. « VILLE DE DIJON / Vivre ensemble / LES
    AUTEURS » gives the project « Vivre ensemble » (level 1) with the part « Les auteurs » (level 2).
    """
    rows = read_rows(document)
    heads = sorted(find_heads(rows, knowledge), key=lambda h: (h.start, h.level))
    sections: list[Section] = []
    path: list[int] = []
    for i, head in enumerate(heads):
        end = heads[i + 1].start if i + 1 < len(heads) else len(document.text)
        while path and sections[path[-1]].level >= head.level and not _holds(sections[path[-1]], head):
            path.pop()
        raw = document.text[head.start : head.end]
        sections.append(
            Section(
                start=head.start,
                end=max(head.start, head.start + len(document.text[head.start : end].rstrip())),
                heading_start=head.start,
                heading_end=head.end,
                level=head.level,
                type=head.type,
                title=head.title or heading_title(raw[_lead(head, raw) :], knowledge),
                title_raw=raw,
                parent=path[-1] if path else None,
                is_inferred=head.is_inferred,
            )
        )
        path.append(i)
    return tuple(sections)


def _lead(head: Head, raw: str) -> int:
    """The length of the letter that opens a theme of an event."""
    match = ITEM.match(raw) if head.type == "theme_item" else None
    return match.end() if match else 0


def _holds(section: Section, head: Head) -> bool:
    """A theme holds the project sheets after it, though both are printed at level 1."""
    return section.type == "theme" and head.type == "project"


def find_heads(rows: Sequence[Row], knowledge: Knowledge) -> list[Head]:
    """The headings of all kinds, the strongest evidence first; each row is read once."""
    contents = read_contents(rows)
    skipped = range(contents.first, contents.last) if contents else range(0)
    sheets = {sheet.row: sheet for sheet in find_sheets(rows, knowledge, skipped)}
    themes = {s.theme_row for s in sheets.values() if s.theme_row is not None}
    banners = {i for s in sheets.values() for i in range(s.first_row, s.last_row + 1) if i != s.row}
    body = body_size(rows)
    heads: list[Head] = []
    part: str | None = None
    for row in rows:
        new = None
        if contents and row.index in skipped:
            new = _contents_head(row, contents)
        elif row.index in themes:
            new = Head(row.start, row.end, "theme", 1)
        elif row.index in sheets:
            new = Head(sheets[row.index].title_start, sheets[row.index].title_end, "project", 1)
        elif row.index not in banners:
            new = _known_head(rows, row, part, bool(sheets)) or _event_head(rows, row, part)
            if new is None and is_subhead(rows, row.index, part, body):
                new = Head(row.start, row.end, "promotions" if part == "promotions" else "other", 3 if part in PARTS else 2)
        if new:
            heads.append(new)
            part = new.type if new.level < 3 else part
        heads.extend(_implied(rows, row, part, sheets))
    return heads


def _contents_head(row: Row, contents: Contents) -> Head | None:
    if row.index != contents.first:
        return None
    match = re.match(r"(?:sommaire|table des matières)", row.text, re.IGNORECASE)
    end = row.start + match.end() if match else row.start
    return Head(row.start, end, "toc", 1, None if match else "Sommaire", not match)


def _known_head(rows: Sequence[Row], row: Row, part: str | None, in_sheets: bool) -> Head | None:
    """A heading of the lexicon: a whole line, damaged or not, or capitals glued to the text they open."""
    if len(row.text) <= 90 and (kind := heading_type(row.text)) and _is_set_as_heading(rows, row, kind):
        return Head(row.start, row.end, kind, _level(kind))
    if (row.is_capitals or sum(c.isupper() for c in row.text) > 3) and len(row.text) <= 60 and (repaired := repaired_heading(row.text)):
        return Head(row.start, row.end, repaired[0], _level(repaired[0]), repaired[1])
    glued = re.match(r"((?:[A-ZÀ-Ý][A-ZÀ-Ý'’]+\s){1,8})(?=[A-ZÀ-Ý«→–-]?[a-zà-ÿ«L ]?)", row.text)
    if glued and len(glued[1].strip()) >= 7 and len(row.text) > len(glued[1]) and is_capitals(glued[1]):
        kind = heading_type(glued[1].strip())
        if kind and kind != "other":
            return Head(row.start, row.start + len(glued[1].strip()), kind, _level(kind))
    return None


def _is_set_as_heading(rows: Sequence[Row], row: Row, kind: str) -> bool:
    """Capitals, markup, a blank line around, bold or a bigger size; a bare common word needs more than that."""
    if row.paragraph.kind == "heading" or row.is_capitals or row.paragraph.is_bold:
        return True
    if row.is_list_item or row.paragraph.kind == "table" or not row.text[0].isupper():
        return False
    return row.is_alone or sum(c.isupper() for c in row.text) >= 3


def _level(kind: str) -> int:
    return 1 if kind in TOP else 2


def _event_head(rows: Sequence[Row], row: Row, part: str | None) -> Head | None:
    """« #28 Dijon » and, under it, its lettered or unlettered themes."""
    if EVENT.match(row.text) and len(row.text) <= 80 and not row.is_list_item:
        return Head(row.start, row.end, "event", 1)
    if part in ("event", "theme_item") and len(row.text) <= 160:
        before, after = rows[row.index - 1], rows[row.index + 1] if row.index + 1 < len(rows) else None
        lettered = ITEM.match(row.text) or row.is_list_item
        under = EVENT.match(before.text) is not None
        if (lettered or under) and after is not None and len(after.text) > len(row.text) and not row.text.endswith((".", "…")):
            return Head(row.start, row.end, "theme_item", 2)
    return None


def _implied(rows: Sequence[Row], row: Row, part: str | None, sheets: dict[int, Sheet]) -> Iterator[Head]:
    """Sections whose heading was lost, known by what they hold; placed before the row after this one."""
    at = row.index + 1
    if at >= len(rows):
        return
    following = rows[at]
    if row.index in sheets:
        at = sheets[row.index].last_row + 1
        if EMAIL.search(rows[at].text) or (EMAIL.match(rows[at + 1].text) and part_of(rows[at]) is None):
            yield _lost("authors", rows[at])


def _lost(kind: str, row: Row) -> Head:
    return Head(row.start, row.start, kind, 2, IMPLIED[kind], is_inferred=True)
