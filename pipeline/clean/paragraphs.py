"""The paragraphs of a clean text: each line of it, with the structure its raw line or layout shows."""

from __future__ import annotations

import re

from pipeline.offsets import Locator
from pipeline.records import Edit, Paragraph, RawDocument

HEADING_MARK = re.compile(r"[ \t]*(#{1,6})[ \t]+\S")
"""« ## Contexte »"""
BULLET_MARK = re.compile(r"[ \t]*(?:(?:[-*+•·▪■►▶➔➢→–—]|-+>|\d{1,2}[.)]|\*\*[a-z\d]{1,2}[.)]\*\*|[a-z][.)])[ \t]+)+")
"""« - », « -> », « • », « 1. », « **b.** » and their heaps (« - → »)."""


def split_paragraphs(raw: RawDocument, text: str, edits: tuple[Edit, ...]) -> tuple[Paragraph, ...]:
    """One paragraph per non-blank line of the clean text.

    The kind comes from the layout where there is one (HTML, PDF), else from the mark that opens the raw line.
    """
    where = Locator(edits, raw.lines)
    found: list[Paragraph] = []
    block, previous_end = 0, 0
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        start, end = match.span()
        if found and "\n\n" in text[previous_end:start]:
            block += 1
        previous_end = end
        raw_start = where.map.raw_start(start)
        line_start = raw.text.rfind("\n", 0, raw_start) + 1
        opening = raw.text[line_start : where.map.raw_end(end)]
        lines = where.lines(start, end)
        kind, level = "text", None
        if heading := HEADING_MARK.match(opening):
            kind, level = "heading", len(heading[1])
        elif "\t" in text[start:end]:
            kind = "table"
        elif BULLET_MARK.match(opening):
            kind = "list_item"
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
        )
    return tuple(found)
