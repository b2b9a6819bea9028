"""The lines of a draft, with what the raw text shows of their structure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.clean.draft import Draft
from pipeline.memo import keep_last

HEADING_MARK = re.compile(r"[ \t]*(#{1,6})[ \t]+\S")
"""« ## Contexte »"""
BULLET = r"(?:-+>|=>|[-*+•·▪■□►▶➔➢→➤✓❖◆●○–—])"
"""« -> », « • », « — »: marks that open a list item or stand for a printed arrow."""
BULLET_MARK = re.compile(
    rf"[ \t]*(?:(?:{BULLET}|>|\d{{1,2}}[.)]|\*\*[a-z\d]{{1,2}}[.)]\*\*|[a-z][.)])[ \t]+)+(?=\S)|[ \t]*(?:-+>|→|•|➔)(?=\w)"
)
"""« - », « -> », « • », « 1. », « **b.** » and their heaps (« - → »)."""
EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
WEB = re.compile(r"(?:https?://|www\.)\S+|\b[\w\-]+(?:\.[\w\-]+)*\.(?:fr|org|com|eu|net|gouv|info|bzh)\b(?:/\S*)?")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A non-blank line; ``start``/``end`` leave out the spaces around it."""

    start: int
    end: int
    text: str
    kind: str
    """heading, list_item, table or text."""
    block: int
    """Blank lines separate blocks."""

    @property
    def is_title(self) -> bool:
        """Marked as a heading, or printed in capitals."""
        return self.kind == "heading" or (len(self.text) > 4 and self.text.isupper())


@keep_last
def read_lines(draft: Draft) -> list[TextLine]:
    """The non-blank lines of a draft in order."""
    text, raw = draft.text, draft.raw.text
    places = draft.map()
    roles = {line.start: line.role for line in draft.raw.lines if line.role != "text"}
    found: list[TextLine] = []
    block, previous_end, raw_previous = 0, 0, 0
    for match in re.finditer(r"[^\n]*[^\s][^\n]*", text):
        start, end = match.span()
        shown = match[0].strip()
        start += len(match[0]) - len(match[0].lstrip())
        end = start + len(shown)
        if found and text.count("\n", previous_end, start) > 1:
            block += 1
        raw_start = places.raw_start(start)
        line_start = max(raw_previous, raw.rfind("\n", 0, raw_start) + 1)
        kind = line_kind(raw[line_start : raw_start + 8], shown)
        if roles:
            role = roles.get(line_start, "text")
            kind = role if role in ("heading", "list_item", "table") else kind
        found.append(TextLine(start, end, shown, kind, block))
        previous_end = end
        raw_previous = places.raw_end(end)
    return found


def line_kind(opening: str, text: str) -> str:
    """The kind of a line from the raw characters that open it.

    >>> line_kind("- -> Piloter", "Piloter"), line_kind("## Contexte", "Contexte"), line_kind("La vill", "La ville")
    ('list_item', 'heading', 'text')
    """
    if HEADING_MARK.match(opening):
        return "heading"
    if "\t" in text:
        return "table"
    return "list_item" if BULLET_MARK.match(opening) else "text"
