"""Numbers and labels of a PDF that were read apart: the place of each word or line says whose it is.

Numbers side by side over labels read as one, and a column of numbers read before the column of its labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.figure_items import Item
from pipeline.extract.number_grammar import find_quantities
from pipeline.extract.number_quantity import Quantity
from pipeline.offsets import Locator
from pipeline.records import BBox, CleanDocument

BELOW = 16.0
"""How far under its number a label starts at most, in points; the boxes of twelve made PDFs leave 2 to 9."""
_WORDS = re.compile(r"[^\W\d_]{9}")
"""A paragraph with a long word is no column of numbers and their units (« millions »)."""
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


def beside_column(document: CleanDocument, box: Sequence[int]) -> tuple[list[tuple[Quantity, str]], set[int]]:
    """The numbers of a column with the label printed on the right of each, and the paragraphs that this takes up.

    « 4 800    visiteurs » over « 62 %    de débutants », read as « 4 800 62 % » and « visiteurs de débutants ».
    """
    found: list[tuple[Quantity, str]] = []
    used: set[int] = set()
    pairs = [(i, label) for i, label in pairwise(box) if not _WORDS.search(document.text, *_span(document, i))]
    if not pairs or not document.lines:
        return found, used
    where = Locator(document.edits, document.lines)
    for i, label in pairs:
        if i not in used and (column := _column(document, where, i)) and (rows := _rows(document, where, column, label)):
            found += rows
            used |= {i, label}
    return found, used


def _span(document: CleanDocument, index: int) -> tuple[int, int]:
    """Where a paragraph starts and ends."""
    return document.paragraphs[index].start, document.paragraphs[index].end


def _column(document: CleanDocument, where: Locator, index: int) -> list[tuple[Quantity, BBox]]:
    """The numbers of a paragraph of several lines that are each one number, one under the other; else nothing."""
    column: list[tuple[Quantity, BBox]] = []
    paragraph = document.paragraphs[index]
    if paragraph.bbox is None:
        return []
    for line in where.lines(paragraph.start, paragraph.end):
        start, end = where.map.clean_span(line.start, line.end)
        numbers = find_quantities(document.text, start, end)
        if line.bbox is None or len(numbers) != 1 or document.text[start:end].strip() != document.text[numbers[0].start : numbers[0].end]:
            return []
        column.append((numbers[0], line.bbox))
    is_down = all(above[1][3] <= below[1][1] for above, below in pairwise(column))
    return column if len(column) > 1 and is_down else []


def _rows(document: CleanDocument, where: Locator, column: list[tuple[Quantity, BBox]], index: int) -> list[tuple[Quantity, str]]:
    """Each number of a column with the lines of a paragraph on its right; nothing where one has none."""
    paragraph = document.paragraphs[index]
    words: list[list[str]] = [[] for _ in column]
    for line in where.lines(paragraph.start, paragraph.end):
        if line.bbox is None or line.bbox[0] <= max(box[2] for _, box in column):
            return []
        middle = (line.bbox[1] + line.bbox[3]) / 2
        row = max((i for i, (_, box) in enumerate(column) if box[1] - SAME_ROW <= middle), default=0)
        start, end = where.map.clean_span(line.start, line.end)
        words[row].append(document.text[start:end].strip())
    return [(number, " ".join(label)) for (number, _), label in zip(column, words, strict=True)] if all(words) else []


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
