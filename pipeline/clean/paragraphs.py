"""The paragraphs of a clean text: each line of it, with the structure its raw line or layout shows."""

from __future__ import annotations

from msgspec.structs import replace

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
        paragraph = Paragraph(start, end, kind, level, block)
        found.append(_printed(paragraph, where) if raw.lines else paragraph)
    return tuple(found)


def _printed(paragraph: Paragraph, where: Locator) -> Paragraph:
    """A paragraph with what its lines in a layout tell: the kind that they have there, page, box, size and weight."""
    lines = where.lines(paragraph.start, paragraph.end)
    lines = [line for line in lines if line.role != "drop_cap"] or lines  # its size is not the paragraph's
    if not lines:
        return replace(paragraph, bbox=where.bbox(paragraph.start, paragraph.end))
    first = lines[0]
    is_structured = first.role in ("heading", "list_item", "table", "note")
    return replace(
        paragraph,
        kind=first.role if is_structured else paragraph.kind,
        level=(first.level if is_structured else None) or paragraph.level,
        page=first.page,
        bbox=where.bbox(paragraph.start, paragraph.end),
        size=first.size,
        is_bold=all(line.is_bold for line in lines),
        box=first.box,
    )
