"""White space between items: what parts bands from top to bottom, and columns from side to side."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from pipeline.ingest.items import Interval, Item

LEFT, TOP = attrgetter("x0"), attrgetter("y0")
NOTHING: Interval = (float("inf"), float("-inf"))


def horizontal_bands(items: Sequence[Item]) -> list[list[Item]]:
    """Items grouped so that white space runs between the groups from side to side."""
    bands: list[list[Item]] = []
    bottom = float("-inf")
    for item in sorted(items, key=TOP):
        if item.y0 >= bottom:
            bands.append([])
        bands[-1].append(item)
        if item.y1 > bottom:
            bottom = item.y1
    return bands


def gutters(items: Sequence[Item], narrow: float) -> list[Interval]:
    """The x intervals that no item of a band reaches into, the two open ends among them."""
    free: list[Interval] = []
    right = float("-inf")
    for item in sorted(items, key=LEFT):
        if item.x0 - right >= narrow:
            free.append((right, item.x0))
        if item.x1 > right:
            right = item.x1
    return [*free, (right, float("inf"))]


def intersect(a: Sequence[Interval], b: Sequence[Interval], narrow: float) -> list[Interval]:
    """The intervals free in both.

    >>> intersect([(0, 10), (20, 30)], [(5, 25)], 3)
    [(5, 10), (20, 25)]
    """
    found: list[Interval] = []
    i = j = 0
    while i < len(a) and j < len(b):
        (low, high), (start, end) = a[i], b[j]
        if high < end:
            i += 1
        else:
            high = end
            j += 1
        if low < start:
            low = start
        if high - low >= narrow:
            found.append((low, high))
    return found


def useful(items: Sequence[Item], free: Sequence[Interval]) -> list[Interval]:
    """The gutters that have something to read on both sides."""
    return between(read_reach(items), free)


def read_reach(items: Sequence[Item]) -> Interval:
    """Where the first of what is to be read ends and the last of it begins; what is drawn only does not count."""
    left, right = NOTHING
    for item in items:
        if item.content is not None:
            left = item.x1 if item.x1 < left else left
            right = item.x0 if item.x0 > right else right
    return left, right


def between(reach: Interval, free: Sequence[Interval]) -> list[Interval]:
    """The gutters that lie between the first and the last of what is to be read."""
    left, right = reach
    return [gap for gap in free if left <= gap[0] + 0.01 and gap[1] - 0.01 <= right]
