"""The drawn things of a page that order its text: filled or framed boxes, rules and walls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.ingest.glyphs import Word
from pipeline.ingest.items import Box, Item, Table, word_item
from pipeline.records import BBox

THIN = 2.5
"""Points: a filled rectangle up to this thick is a rule."""
DOT = 7.0
"""Points: browsers draw the discs and squares of lists as shapes, 2 to 5 wide."""
MOST_DOTS = 200
"""A page with more of them is a chart or a map."""
WHITE = 0.985
"""From this lightness on a fill does not show."""


@dataclass(slots=True)
class Drawings:
    """Rectangles that may hold text, horizontal rules and vertical walls."""

    boxes: list[BBox]
    rules: list[BBox]
    walls: list[BBox]
    dots: list[BBox]


def read_drawings(shapes: Iterable[dict[str, Any]], page: BBox) -> Drawings:
    """Sort the drawn shapes of a page; cells of one colour that touch become one box."""
    found = Drawings([], [], [], [])
    filled: dict[object, list[BBox]] = {}
    area = (page[2] - page[0]) * (page[3] - page[1])
    for shape in shapes:
        box = (float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"]))
        width, height = box[2] - box[0], box[3] - box[1]
        is_shown = (shape.get("fill") and not is_white(shape.get("non_stroking_color"))) or shape.get("stroke")
        if is_shown and min(width, height) > 1 and max(width, height) < DOT and abs(width - height) < 0.3 * width:
            found.dots.append(box)
        elif height <= THIN and width > 20:
            found.rules.append(box)
        elif width <= THIN and height > 8:
            found.walls.append(box)
        elif is_shown and width > 30 and height > 8 and width * height < 0.8 * area and shape["object_type"] != "line":
            filled.setdefault((shape.get("fill"), str(shape.get("non_stroking_color"))), []).append(box)
    filled[None] = drawn_frames(found.rules, found.walls)
    for boxes in filled.values():
        merged = merge_touching(boxes)  # one inside another of its colour cannot be seen
        found.boxes += [b for b in merged if not any(b != other and is_larger(other, b) for other in merged)]
    found.boxes = sorted(set(found.boxes), key=lambda b: (b[1], b[0]))
    return found


def drawn_bullets(words: Sequence[Word], dots: Sequence[BBox]) -> list[Word]:
    """A bullet for each dot that stands before the first word of a line at half the height of its letters."""
    bullets: list[Word] = []
    for x0, top, x1, bottom in dots if len(dots) <= MOST_DOTS else ():
        level = [w for w in words if abs(w.baseline - 0.3 * w.size - (top + bottom) / 2) < 0.35 * w.size and x1 - x0 < 0.7 * w.size]
        after = min((w for w in level if 0.1 * w.size < w.x0 - x1 < 2.2 * w.size), key=lambda w: w.x0, default=None)
        if after and not any(x0 - after.size < w.x1 and w.x0 < x1 for w in level):
            bullets.append(replace(after, text="•", x0=x0, x1=x1, top=top, bottom=bottom))
    return bullets


def drawn_frames(rules: Sequence[BBox], walls: Sequence[BBox]) -> list[BBox]:
    """Rectangles framed by four thin lines, as TeX draws them; cells of a table, which touch each other, are none.

    >>> drawn_frames([(0, 0, 100, 1), (0, 59, 100, 60)], [(0, 0, 1, 60), (99, 0, 100, 60)])
    [(0, 0, 100, 60)]
    """
    frames: list[BBox] = []
    for i, upper in enumerate(rules):
        for lower in (*rules[:i], *rules[i + 1 :]):
            x0, top, x1, bottom = upper[0], upper[1], upper[2], lower[3]
            if bottom - top < 15 or abs(lower[0] - x0) > 1 or abs(lower[2] - x1) > 1:
                continue
            sides = [w for w in walls if abs(w[1] - top) < THIN and abs(w[3] - bottom) < THIN and x0 - THIN < w[0] and w[2] < x1 + THIN]
            crossed = [r for r in rules if x0 - 1 < r[0] and r[2] < x1 + 1 and top + THIN < r[1] < bottom - 2 * THIN]
            if len(sides) == 2 and abs(sides[0][0] - sides[1][0]) > x1 - x0 - 2 * THIN and not crossed:
                frames.append((x0, top, x1, bottom))
    return [frame for frame in frames if not any(frame != other and touch(frame, other) for other in frames)]


def touch(a: BBox, b: BBox) -> bool:
    """Whether two rectangles overlap or share a side, as the cells of a table do."""
    return a[0] < b[2] + THIN and b[0] < a[2] + THIN and a[1] < b[3] + THIN and b[1] < a[3] + THIN


def is_white(color: object) -> bool:
    """Whether a fill colour is (nearly) white; unknown colour spaces count as coloured."""
    if isinstance(color, int | float):
        color = (color,)
    if not isinstance(color, tuple | list) or not all(isinstance(c, int | float) for c in color):
        return False
    if len(color) == 4:
        return sum(color) <= 4 * (1 - WHITE)
    return bool(color) and min(color) >= WHITE


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
    boxes = [Box(i + 1, bbox) for i, bbox in enumerate(drawings.boxes)]
    boxes = [box for box in boxes if not cuts_text(box.bbox, words)]
    by_area = sorted(boxes, key=lambda b: (b.bbox[2] - b.bbox[0]) * (b.bbox[3] - b.bbox[1]))
    numbers: dict[int, int] = {}
    top: list[Item] = []
    for word in words:
        inside = [b for b in by_area if holds(b.bbox, (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size)]
        numbers[id(word)] = inside[0].number if inside else 0
        (inside[0].items if inside else top).append(word_item(word))
    for table in tables:
        inside = [b for b in by_area if holds(b.bbox, (table.bbox[0] + table.bbox[2]) / 2, (table.bbox[1] + table.bbox[3]) / 2)]
        (inside[0].items if inside else top).append(Item(*table.bbox, table))
    for rule in drawings.rules:
        inside = [b for b in by_area if holds(b.bbox, (rule[0] + rule[2]) / 2, (rule[1] + rule[3]) / 2)]
        (inside[0].items if inside else top).append(Item(*rule, None))
    for i, box in enumerate(by_area):
        parent = next((b.items for b in by_area[i + 1 :] if holds(b.bbox, *centre(box.bbox)) and is_larger(b.bbox, box.bbox)), top)
        if is_single_line(box):
            parent += box.items
        else:
            parent.append(Item(*box.bbox, box))
    return top, numbers


def cuts_text(bbox: BBox, words: Sequence[Word]) -> bool:
    """Whether a rectangle's upper or lower edge runs between lines set solid: a highlight or a text frame, not a box."""
    over = [w for w in words if bbox[0] <= (w.x0 + w.x1) / 2 <= bbox[2]]
    inside = [w for w in over if bbox[1] <= w.baseline - 0.3 * w.size <= bbox[3]]
    if not inside:
        return True
    first, last = min(inside, key=lambda w: w.baseline), max(inside, key=lambda w: w.baseline)
    if last.baseline - first.baseline < 0.5 * first.size:
        return False
    for edge in (first, last):
        near = [w for w in over if 0 < (first.baseline - w.baseline if edge is first else w.baseline - last.baseline) < 1.3 * edge.size]
        if any(abs(w.size - edge.size) < 0.1 * edge.size for w in near):
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
