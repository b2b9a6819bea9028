"""What is drawn on a PDF page, before any layout: characters as columns of numbers, shapes, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UNKNOWN = 0xFFFD
"""The code of a character that its font gives no name for."""


@dataclass(slots=True)
class Characters:
    """Characters in the order in which they are drawn; coordinates from the top left of the page as it is shown.

    Those of turned text (``turn`` 1 reads upwards, -1 downwards) have their coordinates turned so that they read from left to right.
    """

    codes: Integers
    x0: Floats
    x1: Floats
    top: Floats
    bottom: Floats
    baseline: Floats
    size: Floats
    font: Integers
    """Of each, its place in ``fonts``."""
    is_part: Flags
    """It is drawn by the glyph of the character before it: the « f », « i » of « ﬁ » after the first."""
    is_spaced: Flags
    """PDFium puts a space between the character before it and it."""
    fonts: Sequence[str]
    turn: Integers

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, chosen: npt.NDArray[Any]) -> Characters:
        """Some of them, by a mask or by their places."""
        return Characters(
            codes=self.codes[chosen],
            x0=self.x0[chosen],
            x1=self.x1[chosen],
            top=self.top[chosen],
            bottom=self.bottom[chosen],
            baseline=self.baseline[chosen],
            size=self.size[chosen],
            font=self.font[chosen],
            is_part=self.is_part[chosen],
            is_spaced=self.is_spaced[chosen],
            fonts=self.fonts,
            turn=self.turn[chosen],
        )


@dataclass(frozen=True, slots=True)
class View:
    """From the coordinates of a page's content (y upwards) to those of the page as it is shown (y downwards)."""

    width: float
    height: float
    matrix: npt.NDArray[np.float64]
    """Two rows of three: what x, y and 1 add to each new coordinate."""

    def places(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Points of the content on the page."""
        (a, b, c), (d, e, f) = self.matrix
        return a * x + b * y + c, d * x + e * y + f

    def boxes(self, corners: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Left, top, right and bottom of rectangles given by two corners each."""
        (xa, ya), (xb, yb) = self.places(corners[:, 0], corners[:, 1]), self.places(corners[:, 2], corners[:, 3])
        return np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)


@dataclass(slots=True)
class Shapes:
    """The parts of the drawn paths of a page, each a line, a rectangle or a curve; and the upright and level edges of all."""

    boxes: Floats
    """A row of x0, top, x1, bottom for each."""
    is_line: Flags
    is_filled: Flags
    is_stroked: Flags
    color: Integers
    """Red, green and blue in one number, 8 bits each; -1 for patterns."""
    edges: Floats
    """A row of x0, top, x1, bottom for each edge."""


@dataclass(slots=True)
class Sheet:
    """One page as its file draws it."""

    number: int
    width: float
    height: float
    characters: Characters
    shapes: Shapes
    pictures: Floats
    """A row of x0, top, x1, bottom for each."""
    has_text: bool
    """Text is drawn on it, whether or not its letters could be told."""
