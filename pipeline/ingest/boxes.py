"""The drawn things of a page that order its text: filled or framed boxes, rules and walls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from pipeline.ingest.characters import Flags, Floats, Integers, Shapes
from pipeline.ingest.items import Box, Item, Table, join_items, word_item
from pipeline.ingest.words import Word
from pipeline.records import BBox

THIN = 2.5
"""Points: a filled rectangle up to this thick is a rule."""
DOT = 7.0
"""Points: browsers draw the discs and squares of lists as shapes, 2 to 5 wide."""
MOST_DOTS = 200
"""A page with more of them is a chart or a map."""
MOST_RULES = 2000
"""A page with more of them is a map or a sheet of squares."""
WHITE = 251
"""From this lightness of 255 on a fill does not show."""


@dataclass(slots=True)
class Drawings:
    """Rectangles that may hold text, horizontal rules and vertical walls."""

    boxes: list[BBox]
    rules: list[BBox]
    walls: list[BBox]
    dots: list[BBox]


def read_drawings(shapes: Shapes, width: float, height: float) -> Drawings:
    """Sort the drawn shapes of a page; cells of one colour that touch become one box."""
    wide, tall = (shapes.boxes[:, 2:] - shapes.boxes[:, :2]).T
    is_shown = (shapes.is_filled & ~is_white(shapes.color)) | shapes.is_stroked
    is_round = (np.minimum(wide, tall) > 1) & (np.maximum(wide, tall) < DOT) & (np.abs(wide - tall) < 0.3 * wide)
    holds_text = is_shown & (wide > 30) & (tall > 8) & (wide * tall < 0.8 * width * height) & ~shapes.is_line
    kinds = np.select([is_shown & is_round, (tall <= THIN) & (wide > 20), (wide <= THIN) & (tall > 8), holds_text], [1, 2, 3, 4])
    dots, rules, walls = (as_boxes(shapes.boxes[kinds == kind]) for kind in (1, 2, 3))
    filled: dict[tuple[bool, int], list[BBox]] = {}
    chosen = kinds == 4
    keys = zip(shapes.is_filled[chosen].tolist(), shapes.color[chosen].tolist(), strict=True)
    for key, box in zip(keys, as_boxes(shapes.boxes[chosen]), strict=True):
        filled.setdefault(key, []).append(box)
    found: list[BBox] = []
    for boxes in (*filled.values(), drawn_frames(rules, walls)):
        merged = merge_touching(boxes)  # one inside another of its colour cannot be seen
        found += [b for b in merged if not any(b != other and is_larger(other, b) for other in merged)]
    return Drawings(sorted(set(found), key=lambda b: (b[1], b[0])), rules, walls, dots)


def as_boxes(rows: Floats) -> list[BBox]:
    """Rows of numbers as rectangles."""
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in rows.tolist()]


def is_white(colors: Integers) -> Flags:
    """Which fill colours are (nearly) white; patterns count as coloured."""
    return (colors >= 0) & (colors & 0xFF >= WHITE) & (colors >> 8 & 0xFF >= WHITE) & (colors >> 16 & 0xFF >= WHITE)


def drawn_bullets(words: Sequence[Word], dots: Sequence[BBox]) -> list[Word]:
    """A bullet for each dot that stands before the first word of a line at half the height of its letters."""
    bullets: list[Word] = []
    if not words or not dots or len(dots) > MOST_DOTS:
        return bullets
    x, ends, feet, sizes = np.array([(w.x0, w.x1, w.baseline, w.size) for w in words]).T
    for x0, top, x1, bottom in dots:
        is_level = (np.abs(feet - 0.3 * sizes - (top + bottom) / 2) < 0.35 * sizes) & (x1 - x0 < 0.7 * sizes)
        after = np.flatnonzero(is_level & (x - x1 > 0.1 * sizes) & (x - x1 < 2.2 * sizes))
        if not len(after):
            continue
        first = after[np.argmin(x[after])]
        if not (is_level & (ends > x0 - sizes[first]) & (x < x1)).any():
            bullets.append(replace(words[first], text="•", x0=x0, x1=x1, top=top, bottom=bottom))
    return bullets


def drawn_frames(rules: Sequence[BBox], walls: Sequence[BBox]) -> list[BBox]:
    """Rectangles framed by four thin lines, as TeX draws them; cells of a table, which touch each other, are none.

    >>> drawn_frames([(0, 0, 100, 1), (0, 59, 100, 60)], [(0, 0, 1, 60), (99, 0, 100, 60)])
    [(0, 0, 100, 60)]
    """
    if len(rules) < 2 or len(walls) < 2 or len(rules) > MOST_RULES:
        return []
    x0, top, x1, bottom = np.array(rules).T
    wx0, wtop, wx1, wbottom = np.array(walls).T
    inside = (wx0 > x0[:, None] - THIN) & (wx1 < x1[:, None] + THIN)
    hang = inside & (np.abs(wtop - top[:, None]) < THIN)
    stand = inside & (np.abs(wbottom - bottom[:, None]) < THIN)
    apart = (bottom - top[:, None] >= 15) & (np.abs(x0 - x0[:, None]) <= 1) & (np.abs(x1 - x1[:, None]) <= 1)
    held: dict[tuple[int, int], list[int]] = {}
    for wall in np.flatnonzero(hang.any(axis=0) & stand.any(axis=0)).tolist():
        for pair in product(np.flatnonzero(hang[:, wall]).tolist(), np.flatnonzero(stand[:, wall]).tolist()):
            held.setdefault(pair, []).append(wall)
    pairs = [(*pair, *sides) for pair, sides in held.items() if len(sides) == 2 and apart[pair]]
    upper, lower, one, other = np.array(sorted(pairs), np.int64).reshape(-1, 4).T
    between = np.abs(wx0[one] - wx0[other])
    left, over, right, under = x0[upper], top[upper], x1[upper], bottom[lower]
    crossed = (x0 > left[:, None] - 1) & (x1 < right[:, None] + 1) & (top > over[:, None] + THIN) & (top < under[:, None] - 2 * THIN)
    frames = np.stack([left, over, right, under], axis=1)[(between > right - left - 2 * THIN) & ~crossed.any(axis=1)]
    ends, starts = frames[:, None, 2:] + THIN, frames[:, None, :2]
    touching = (frames[:, :2] < ends).all(axis=2) & (starts < frames[:, 2:] + THIN).all(axis=2) & (frames != frames[:, None]).any(axis=2)
    return as_boxes(frames[~touching.any(axis=1)])


def merge_touching(boxes: Sequence[BBox]) -> list[BBox]:
    """Unite rectangles that share (nearly) a whole side: the cells of a row, the rows of a box.

    >>> merge_touching([(0, 0, 50, 20), (50, 0, 100, 20), (0, 40, 50, 60)])
    [(0, 0, 100, 20), (0, 40, 50, 60)]
    """
    merged: list[BBox] = []
    for box in sorted(set(boxes), key=lambda b: (round(b[1]), b[0])):
        for i, other in enumerate(merged):
            beside = abs(box[1] - other[1]) < 2 and abs(box[3] - other[3]) < 2 and box[0] - other[2] < 2 and other[0] - box[2] < 2
            below = abs(box[0] - other[0]) < 2 and abs(box[2] - other[2]) < 2 and box[1] - other[3] < 2 and other[1] - box[3] < 2
            if beside or below:
                merged[i] = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
                break
        else:
            merged.append(box)
    return merge_touching(merged) if len(merged) < len(set(boxes)) else merged


def place_in_boxes(words: Sequence[Word], tables: Sequence[Table], drawings: Drawings) -> tuple[list[Item], dict[int, int]]:
    """The items of the page with each box's content inside it, and the box number of each word by its id.

    A box with a single line (a banner, a striped table row) numbers its line but stays in the flow.
    """
    drawn = (*((table.bbox, table) for table in tables), *((rule, None) for rule in drawings.rules))
    if not drawings.boxes:
        return [*join_items(list(map(word_item, words))), *(Item(*bbox, content) for bbox, content in drawn)], {}
    x, y = [(w.x0 + w.x1) / 2 for w in words], [w.baseline - 0.3 * w.size for w in words]
    columns = np.array(x), np.array(y), np.array([w.baseline for w in words]), np.array([w.size for w in words])
    boxes = [Box(i + 1, bbox) for i, bbox in enumerate(drawings.boxes)]
    boxes = [box for box in boxes if not cuts_text(box.bbox, *columns)]
    by_area = sorted(boxes, key=lambda b: (b.bbox[2] - b.bbox[0]) * (b.bbox[3] - b.bbox[1]))
    numbers: dict[int, int] = {}
    top: list[Item] = []

    def home(x: float, y: float) -> Box | None:
        return next((b for b in by_area if holds(b.bbox, x, y)), None)

    for word, middle, height in zip(words, x, y, strict=True):
        box = home(middle, height)
        numbers[id(word)] = box.number if box else 0
        (box.items if box else top).append(word_item(word))
    for bbox, content in drawn:
        box = home(*centre(bbox))
        (box.items if box else top).append(Item(*bbox, content))
    for i, box in enumerate(by_area):
        parent = next((b.items for b in by_area[i + 1 :] if holds(b.bbox, *centre(box.bbox)) and is_larger(b.bbox, box.bbox)), top)
        if is_single_line(box):
            parent += box.items
        else:
            parent.append(Item(*box.bbox, box))
    return join_items(top), numbers


def cuts_text(bbox: BBox, x: Floats, y: Floats, baseline: Floats, size: Floats) -> bool:
    """Whether a rectangle's upper or lower edge runs between lines set solid: a highlight or a text frame, not a box."""
    over = (bbox[0] <= x) & (x <= bbox[2])
    inside = np.flatnonzero(over & (bbox[1] <= y) & (y <= bbox[3]))
    if not len(inside):
        return True
    first, last = inside[np.argmin(baseline[inside])], inside[np.argmax(baseline[inside])]
    if baseline[last] - baseline[first] < 0.5 * size[first]:
        return False
    for edge, distance in ((first, baseline[first] - baseline), (last, baseline - baseline[last])):
        near = over & (distance > 0) & (distance < 1.3 * size[edge]) & (np.abs(size - size[edge]) < 0.1 * size[edge])
        if near.any():
            return True
    return False


def holds(bbox: BBox, x: float, y: float) -> bool:
    """Whether a point lies in a rectangle."""
    return bbox[0] <= x <= bbox[2] and bbox[1] <= y <= bbox[3]


def centre(bbox: BBox) -> tuple[float, float]:
    """The middle of a rectangle."""
    return (bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2


def is_larger(outer: BBox, inner: BBox) -> bool:
    """Whether a rectangle spans another, two points of slack allowed."""
    return outer[0] <= inner[0] + 2 and outer[1] <= inner[1] + 2 and outer[2] >= inner[2] - 2 and outer[3] >= inner[3] - 2


def is_single_line(box: Box) -> bool:
    """Whether a box holds no more than one line of words."""
    words = [i.content for i in box.items if isinstance(i.content, Word)]
    if any(isinstance(i.content, Table | Box) for i in box.items):
        return False
    return not words or max(w.baseline for w in words) - min(w.baseline for w in words) < 0.5 * max(w.size for w in words)
