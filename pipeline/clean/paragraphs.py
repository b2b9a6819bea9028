"""The paragraphs of a clean text: each line of it, with the structure its raw line or layout shows."""

from __future__ import annotations

from pipeline.clean.lines import HEADING_MARK, line_kind
from pipeline.offsets import Locator
from pipeline.records import Edit, Paragraph, RawDocument

MARK_LENGTH = 12
"""The longest heap of marks met before a line is « - **12.** »."""


def split_paragraphs(raw: RawDocument, text: str, edits: tuple[Edit, ...]) -> tuple[Paragraph, ...]:
    """One paragraph per non-blank line of the clean text.

    The kind comes from the layout where there is one (HTML, PDF), else from the mark that opens the raw line.
    """
    where = Locator(edits, raw.lines)
    found: list[Paragraph] = []
    block, at, raw_previous, blank = 0, 0, 0, False
    for printed in text.split("\n"):
        start, at = at, at + len(printed) + 1
        if not printed or printed.isspace():
            blank = True
            continue
        block += blank and bool(found)
        blank, end = False, start + len(printed)
        raw_start = where.map.raw_start(start)
        line_start = max(raw_previous, raw.text.rfind("\n", 0, raw_start) + 1)
        raw_previous = where.map.raw_end(end)
        opening = raw.text[line_start : raw_start + MARK_LENGTH]
        kind, level = line_kind(opening, printed), None
        if kind == "heading" and (heading := HEADING_MARK.match(opening)):
            level = len(heading[1])
        if not raw.lines:
            found.append(Paragraph(start, end, kind, level, block))
            continue
        lines = where.lines(start, end)
        lines = [line for line in lines if line.role != "drop_cap"] or lines  # its size is not the paragraph's
        if lines and lines[0].role in ("heading", "list_item", "table", "note"):
            kind, level = lines[0].role, lines[0].level or level
        first = lines[0] if lines else None
        found.append(
            Paragraph(
                start, end, kind, level, block,
                page=first.page if first else None,
                bbox=where.bbox(start, end),
                size=first.size if first else None,
                is_bold=bool(lines) and all(line.is_bold for line in lines),
                box=first.box if first else 0,
            )
        )  # fmt: skip
    return tuple(found)
