"""What takes up room on a page: words, tables, boxes and drawn rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.ingest.words import Word
from pipeline.records import BBox


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
    """Something that takes up room on the page; ``content`` is None for a drawn horizontal rule."""

    x0: float
    y0: float
    x1: float
    y1: float
    content: Word | Table | Box | None


Leaf = list[Word] | Table | Box
Interval = tuple[float, float]


def word_item(word: Word) -> Item:
    """A word with the height of its letters, not of its font, so that tight lines do not touch."""
    return Item(word.x0, word.baseline - 0.7 * word.size, word.x1, word.baseline + 0.12 * word.size, word)


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
    sizes = [i.content.size for i in items if isinstance(i.content, Word)]
    return median(sizes) if sizes else 10.0
