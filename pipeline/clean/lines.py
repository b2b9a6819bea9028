"""The lines of a draft, with what the raw text shows of their structure."""

from __future__ import annotations

import re

import msgspec

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


class TextLine(msgspec.Struct, frozen=True):
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
    raw = draft.raw.text
    places = draft.map()
    roles = {line.start: line.role for line in draft.raw.lines if line.role != "text"}
    found: list[TextLine] = []
    block, at, raw_previous, blank = 0, 0, 0, False
    for printed in draft.text.split("\n"):
        shown = printed.strip()
        start, at = at, at + len(printed) + 1
        if not shown:
            blank = True
            continue
        if len(shown) != len(printed):
            start += len(printed) - len(printed.lstrip())
        end = start + len(shown)
        if blank and found:
            block += 1
        raw_start = places.raw_start(start)
        line_start = max(raw_previous, raw.rfind("\n", 0, raw_start) + 1)
        kind = line_kind(raw[line_start : raw_start + 8], shown)
        if roles and (role := roles.get(line_start, "text")) in ("heading", "list_item", "table"):
            kind = role
        found.append(TextLine(start, end, shown, kind, block))
        raw_previous, blank = places.raw_end(end), False
    return found


def line_kind(opening: str, text: str) -> str:
    """The kind of a line from the raw characters that open it.

    >>> line_kind("- -> Piloter", "Piloter"), line_kind("## Contexte", "Contexte"), line_kind("La vill", "La ville")
    ('list_item', 'heading', 'text')
    """
    if opening[:1].isalpha() and opening[1:2] not in (".", ")"):  # the usual case
        return "table" if "\t" in text else "text"
    mark = opening.lstrip(" \t")[:2]
    is_word = mark[:1].isalpha() and mark[1:] not in (".", ")")
    if not is_word and HEADING_MARK.match(opening):
        return "heading"
    if "\t" in text:
        return "table"
    return "list_item" if not is_word and BULLET_MARK.match(opening) else "text"


def is_address(text: str) -> bool:
    """Whether a line begins with an e-mail or a web address.

    >>> is_address("www.example.org"), is_address("La ville"), is_address("mairie@example.org")
    (True, False, True)
    """
    first = text.find(" ")
    if first > 0 and text[:first].isalpha():  # no address begins with a plain word
        return False
    return bool(EMAIL.match(text) or WEB.match(text))
