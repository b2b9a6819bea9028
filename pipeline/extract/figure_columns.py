"""Numbers side by side over labels that were read as one: in a PDF, the place of each word says whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.figure_items import Item
from pipeline.offsets import Locator
from pipeline.records import BBox, CleanDocument

BELOW = 16.0
"""How far under its number a label starts at most, in points; the boxes of twelve made PDFs leave 2 to 9."""
SAME_ROW = 3.0
"""By how much the tops of numbers in one row differ at most, in points."""


def column_labels(document: CleanDocument, items: Sequence[Item]) -> dict[int, str]:
    """The label of each number that stands over its own part of a shared label, by the number's paragraph.

    « 40 bancs » and « 15 % » side by side over « réparés cet été    de bancs neufs ».
    """
    found: dict[int, str] = {}
    for label in items:
        box = document.paragraphs[label.index].bbox
        if box is None or label.lead is not None:
            continue
        row = [(item, at) for item in items if item.is_alone and (at := _over(document, item, box))]
        if len(row) > 1 and max(at[1] for _, at in row) - min(at[1] for _, at in row) <= SAME_ROW:
            starts = sorted((at[0], item.index) for item, at in row)
            found |= _deal(document, label, starts)
            label.is_used = True
    return found


def _over(document: CleanDocument, item: Item, label: BBox) -> BBox | None:
    """The box of a number that stands right over a label, else None."""
    at = document.paragraphs[item.index].bbox
    if at is None or not -SAME_ROW <= label[1] - at[3] <= BELOW or at[2] <= label[0] or label[2] <= at[0]:
        return None
    return at


def _deal(document: CleanDocument, label: Item, starts: list[tuple[float, int]]) -> dict[int, str]:
    """The words of a label by the column in which they begin."""
    where = Locator(document.edits, document.lines)
    dealt: dict[int, list[str]] = {index: [] for _, index in starts}
    for line in where.lines(label.start, label.end):
        for word in line.words:
            start, end = where.map.clean_span(word.start, word.end)
            if label.start <= start < end <= label.end:
                column = max((s for s in starts if s[0] <= word.x0 + SAME_ROW), default=starts[0])
                dealt[column[1]].append(document.text[start:end])
    return {index: " ".join(words) for index, words in dealt.items() if words}
