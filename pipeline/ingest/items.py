"""What takes up room on a page: words, tables, boxes and drawn rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.ingest.words import Word
from pipeline.records import BBox

SPACE = 0.29
"""In em, below the narrowest gap that may part columns (0.3, beside a drawn rule)."""


@dataclass(slots=True)
class Table:
    """Rows of cells, each cell a list of words in reading order."""

    rows: list[list[list[Word]]]
    bbox: BBox


@dataclass(slots=True)
class Box:
    """A filled or framed rectangle with what it holds."""

    number: int
    bbox: BBox
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """Something that takes up room on the page; ``content`` is None for a drawn horizontal rule.

    Where it is a word, ``more`` are those that go on with it on its line, set as it is, with no gap that could part columns.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    content: Word | Table | Box | None
    more: list[Word] = field(default_factory=list)


Leaf = list[Word] | Table | Box
Interval = tuple[float, float]


def word_item(word: Word) -> Item:
    """A word with the height of its letters, not of its font, so that tight lines do not touch."""
    return Item(word.x0, word.baseline - 0.7 * word.size, word.x1, word.baseline + 0.12 * word.size, word)


def join_items(items: Sequence[Item]) -> list[Item]:
    """The items with the words of a line put together where no more than a space's width is between: a seventh as many to order."""
    joined: list[Item] = []
    last: Item | None = None
    for item in items:
        word = item.content
        if last is not None and isinstance(word, Word) and isinstance(last.content, Word):
            first = last.content
            alike = word.baseline == first.baseline and word.size == first.size and word.font == first.font
            if alike and 0 <= item.x0 - last.x1 < SPACE * word.size and not word.is_covered and not first.is_covered:
                last.more.append(word)
                last.x1 = item.x1
                continue
        joined.append(item)
        last = item
    return joined


def line_count(items: Sequence[Item]) -> int:
    """How many lines items stand on (a box or table counts as four), at least 1."""
    count, last = 0, float("-inf")
    for item in sorted(items, key=lambda i: i.y1):
        if isinstance(item.content, Word):
            count += item.content.baseline - last > 0.5 * item.content.size
            last = item.content.baseline
        elif item.content is not None:
            count += 4
    return max(count, 1)


def usual_size(items: Sequence[Item]) -> float:
    """The median size of the words."""
    words = [(i.content.size, 1 + len(i.more)) for i in items if isinstance(i.content, Word)]
    if len({size for size, _ in words}) == 1:
        return words[0][0]
    return median([size for size, count in words for _ in range(count)]) if words else 10.0
