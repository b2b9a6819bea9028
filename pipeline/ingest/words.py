"""A word as printed: what the layout code orders, whether it comes from a PDF's text or from OCR."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from pipeline.records import BBox

BOLD_FONT = re.compile(r"bold|black|heavy|demi|[-_]bd\b|cmbx|sfbx|lmbx|lmss?bx", re.I)
ITALIC_FONT = re.compile(r"italic|oblique|slanted|[-_]it\b|cmti|cmsl|sfti|[a-z]10-?i$", re.I)


@cache
def is_bold_font(name: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(BOLD_FONT.search(name))


@cache
def is_italic_font(name: str) -> bool:
    """Whether a font's name says that it is italic."""
    return bool(ITALIC_FONT.search(name))


@dataclass(slots=True)
class Word:
    """A word as printed. ``space`` is what parts it from the word before it on its line; places are from the top of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    space: str = " "
    is_covered: bool = False
    """It stands in a line beside a drop cap."""
    confidence: float | None = None
    """Of what OCR read; None for printed text."""

    @property
    def is_bold(self) -> bool:
        """Whether the font's name says so."""
        return is_bold_font(self.font)

    @property
    def is_italic(self) -> bool:
        """Whether the font's name says so."""
        return is_italic_font(self.font)


def join_words(words: Sequence[Word]) -> str:
    """Words with what parted them in print."""
    return "".join([word.space + word.text for word in words])[len(words[0].space) :] if words else ""


def words_bbox(words: Sequence[Word]) -> BBox:
    """Around words."""
    return (min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words))


def is_mostly(test: Callable[[str], bool], words: Sequence[Word]) -> bool:
    """Whether the fonts of most letters pass a test of their names."""
    fonts = {word.font for word in words}
    if len(fonts) < 2:
        return any(map(test, fonts))
    return 2 * sum(len(w.text) for w in words if test(w.font)) > sum(len(w.text) for w in words)


def usual_letter_size(words: Iterable[Word]) -> float:
    """The median size of the letters; 10 of none.

    >>> usual_letter_size([Word("Budget", 0, 9, 0, 9, 9, 20.0, ""), Word("communal", 9, 20, 0, 9, 9, 11.0, "")])
    11.0
    """
    words = list(words)
    sizes = sorted({word.size for word in words})
    if len(sizes) == 1:
        return sizes[0]
    counts: defaultdict[float, int] = defaultdict(int)
    for word in words:
        counts[word.size] += len(word.text)
    reached = list(accumulate(counts[size] for size in sizes))
    if not reached:
        return 10.0
    low, high = (sizes[bisect_right(reached, place)] for place in ((reached[-1] - 1) // 2, reached[-1] // 2))
    return (low + high) / 2
