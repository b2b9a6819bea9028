"""Project sheets: where each starts, the banners over it, its title and its organisation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.headings import ORGANISATION, PARTS, heading_type, repaired_heading
from pipeline.extract.rows import Row, body_size, is_display
from pipeline.french import fold, is_capitals
from pipeline.knowledge import Knowledge

REACH = 14
"""Rows from an organisation's banner to the first part: four authors without a heading take eight."""
OPENERS = frozenset({"authors", "tutor", "context", "problem"})
"""Parts that a sheet begins with: a report may have key figures under its title, but none of these."""
EMAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+")
GLUED_TITLE = re.compile(r"((?:[^\sa-zà-ÿ]+ ){2,9})([A-ZÀ-ÝŒ«][^\s]*[a-zà-ÿœ].*|[AÀ] la .*)$")
"""« BREST MÉTROPOLE Une ville à pied »: a banner in capitals and the title."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a sheet's title, organisation and theme banner are printed; offsets into the clean text."""

    title_start: int
    title_end: int
    row: int
    """The row of the title."""
    first_row: int
    """The first row of the sheet, banners included."""
    last_row: int
    """The last row of the title; its organisation may stand under it in a PDF."""
    org: str | None
    theme_row: int | None
    theme_last: int | None = None
    """The last row of the theme's banner, where it takes more than one."""


def find_sheets(rows: Sequence[Row], knowledge: Knowledge, skipped: range = range(0)) -> list[Sheet]:
    """All sheets: a banner in capitals then a title, or a big title with its organisation under it."""
    return _by_size(rows, knowledge, skipped) or _by_banner(rows, knowledge, skipped)


def is_organisation(text: str, knowledge: Knowledge) -> bool:
    """Whether a whole line names a public body."""
    return bool(ORGANISATION.fullmatch(fold(text).strip(" .,;:"))) or bool(knowledge.registers.authorities(text))


def part_of(row: Row) -> str | None:
    """The part of a sheet that a row opens, damage allowed for."""
    kind = heading_type(row.text)
    if kind is None and (repaired := repaired_heading(row.text)):
        kind = repaired[0]
    return kind if kind in PARTS else None


def has_email(row: Row) -> bool:
    """Whether an address stands in a row."""
    return "@" in row.text and EMAIL.search(row.text) is not None


def _by_banner(rows: Sequence[Row], knowledge: Knowledge, skipped: range) -> list[Sheet]:
    found: list[Sheet] = []
    repeats = Counter(row.key for row in rows if row.is_capitals)
    for row in rows:
        if row.index in skipped:
            continue
        banner, title = split_banner(row, knowledge)
        if not banner:
            continue
        if title:
            start, at = row.end - len(title), row.index
        elif row.index + 1 < len(rows) and _may_be_title(rows[row.index + 1]):
            at = row.index + 1
            start = rows[at].start
        else:
            continue
        if not _opens_sheet(rows, at):
            continue
        below = _theme_above(rows, row.index, repeats, skipped)
        theme = below
        while theme and rows[theme - 1].is_capitals and rows[theme - 1].paragraph.block == rows[theme].paragraph.block:
            theme -= 1
        last = _title_last(rows, at)
        found.append(Sheet(start, rows[last].end, at, row.index if theme is None else theme, last, banner, theme, below))
    return found


def split_banner(row: Row, knowledge: Knowledge) -> tuple[str | None, str]:
    """The organisation's banner in a row and the title glued to it.

    « COMMUNAUTÉ URBAINE DE DUNKERQUE De la mutualisation » gives the first four words and the rest.
    """
    if len(row.text) > 250 or "\t" in row.text:
        return None, ""
    if row.is_capitals:
        ok = len(row.text) <= 100 and not part_of(row) and is_organisation(row.text, knowledge)
        return (row.text, "") if ok else (None, "")
    glued = GLUED_TITLE.match(row.text)
    if glued and is_capitals(glued[1]) and not part_of(row) and is_organisation(glued[1].strip(), knowledge):
        return glued[1].strip(), glued[2]
    return None, ""


def _may_be_title(row: Row) -> bool:
    return 8 <= len(row.text) <= 250 and not row.text.endswith(".") and not part_of(row) and not has_email(row)


def _title_last(rows: Sequence[Row], first: int) -> int:
    """The last row of a title: its lines stand in one block."""
    last = first
    while last + 1 < len(rows) and rows[last + 1].paragraph.block == rows[first].paragraph.block and _may_be_title(rows[last + 1]):
        last += 1
    return last


def _opens_sheet(rows: Sequence[Row], title: int) -> bool:
    """Whether parts or authors with e-mails follow a title closely."""
    after = rows[title + 1 : title + 1 + REACH]
    return any(part_of(row) in OPENERS for row in after) or sum(map(has_email, after)) >= 2


def _theme_above(rows: Sequence[Row], index: int, repeats: Mapping[str, int], skipped: range) -> int | None:
    """The theme's banner over an organisation's; folios and stray glyphs may stand between."""
    for row in reversed(rows[max(0, index - 3) : index]):
        if row.index in skipped:
            return None
        if len(row.text) == 1 or (len(row.text) <= 3 and not row.text.isalpha()):
            continue
        if row.is_capitals and not part_of(row) and len(row.text) <= 60 and "@" not in row.text:
            short = len(row.text.split()) <= 4 and ":" not in row.text
            return row.index if repeats[row.key] > 1 or short else None
        return None
    return None


def _by_size(rows: Sequence[Row], knowledge: Knowledge, skipped: range) -> list[Sheet]:
    """Sheets of a document with layout: big text, its organisation under it, then the parts of a sheet."""
    body = body_size(rows)
    if body is None:
        return []
    titles = [r.index for r in rows if r.index not in skipped and is_display(r, body) and not part_of(r)]
    found: list[Sheet] = []
    for at, following in pairwise([*titles, len(rows)]):
        parts = [(r.index, part) for r in rows[at + 1 : following] if (part := part_of(r))]
        kinds = {part for _, part in parts}
        if len(kinds) >= 3 and parts[0][0] - at <= REACH and parts[0][1] in OPENERS:
            found.append(_sheet_under(rows, at, parts[0][0], knowledge))
    return found


def _sheet_under(rows: Sequence[Row], title: int, part: int, knowledge: Knowledge) -> Sheet:
    """A sheet by its title: the organisation in the rows around it, the theme's banner in the rows over it."""
    under = [r for r in rows[title + 1 : part] if len(r.text) <= 90 and not has_email(r)]
    page = rows[title].paragraph.page
    above = [r for r in rows[max(0, title - 2) : title] if r.is_capitals and r.paragraph.page == page and len(r.text) <= 60]
    named = [r for r in (*under, *above) if is_organisation(r.text, knowledge)]
    org = next(iter(named or under), None)
    above = [r for r in above if r is not org]
    theme = above[-1].index if above else None
    first = min(r.index for r in (rows[title], *above[-1:], *([org] if org else [])))
    return Sheet(
        title_start=rows[title].start,
        title_end=rows[title].end,
        row=title,
        first_row=first,
        last_row=max(title, org.index if org else 0),
        org=org.text if org else None,
        theme_row=theme,
        theme_last=theme,
    )
