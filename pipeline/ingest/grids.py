"""The cells of drawn grids, from the edges of lines and rectangles.

pdfplumber's way of finding tables (its settings too), whose own code compares all points with all others: a page of
230 cells takes 60 ms there and 3 here. A test holds the two together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from pipeline.ingest.characters import Floats
from pipeline.records import BBox

TOLERANCE = 3
"""Points that edges may miss each other by, and the shortest edge."""
MOST_EDGES = 20_000
"""A page with more of them is a map or a sheet of squares."""

Grid = list[list[BBox]]
Edge = tuple[float, float, float]
"""Where an edge lies across its direction, where it starts and ends along it."""
Point = tuple[float, float]


def find_grids(edges: Floats) -> list[Grid]:
    """The grids of a page, row by row, from top to bottom."""
    if len(edges) > MOST_EDGES:
        return []
    is_level = edges[:, 2] - edges[:, 0] > edges[:, 3] - edges[:, 1]
    levels = join_edges(edges[is_level][:, [1, 0, 2]])
    uprights = join_edges(edges[~is_level][:, [0, 1, 3]])
    grids = []
    for cells in join_cells(find_cells(uprights, levels)):
        rows = [list(row) for _, row in groupby(sorted(cells, key=lambda c: (c[1], c[0])), lambda c: c[1])]
        if len(rows) > 1:
            grids.append(rows)
    return sorted(grids, key=lambda rows: (rows[0][0][1], rows[0][0][0]))


def join_edges(edges: Floats) -> list[Edge]:
    """Edges of one direction, those (nearly) on one line brought onto it and joined where they (nearly) touch.

    >>> join_edges(np.array([(100.0, 10, 50), (101.0, 52, 90), (130.0, 10, 50)]))
    [(100.5, 10.0, 90.0), (130.0, 10.0, 50.0)]
    """
    if not len(edges):
        return []
    edges = edges[np.argsort(edges[:, 0], kind="stable")]
    line = np.cumsum(np.diff(edges[:, 0], prepend=edges[0, 0]) > TOLERANCE)
    place = (np.bincount(line, edges[:, 0]) / np.bincount(line))[line]
    order = np.lexsort((edges[:, 1], line))
    joined: list[Edge] = []
    for at, start, end in zip(place[order].tolist(), edges[order, 1].tolist(), edges[order, 2].tolist(), strict=True):
        if joined and joined[-1][0] == at and start <= joined[-1][2] + TOLERANCE:
            joined[-1] = (at, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((at, start, end))
    return [edge for edge in joined if edge[2] - edge[1] >= TOLERANCE]


def find_cells(uprights: Sequence[Edge], levels: Sequence[Edge]) -> list[BBox]:
    """The smallest rectangle below and to the right of each crossing, its sides drawn throughout."""
    if not uprights or not levels:
        return []
    x, top, bottom = np.array(uprights).T[:, :, None]
    y, left, right = np.array(levels).T
    crossings = (top <= y + TOLERANCE) & (bottom >= y - TOLERANCE) & (x >= left - TOLERANCE) & (x <= right + TOLERANCE)
    through: defaultdict[Point, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for i, j in np.argwhere(crossings).tolist():
        upright, level = through[uprights[i][0], levels[j][0]]
        upright.add(i)
        level.add(j)
    points = sorted(through)
    columns: defaultdict[float, list[Point]] = defaultdict(list)
    rows: defaultdict[float, list[Point]] = defaultdict(list)
    for point in points:
        columns[point[0]].append(point)
        rows[point[1]].append(point)
    found: list[BBox] = []
    for point in points:
        upright, level = through[point]
        below = [p for p in columns[point[0]][bisect_right(columns[point[0]], point) :] if through[p][0] & upright]
        beside = [p for p in rows[point[1]][bisect_right(rows[point[1]], point) :] if through[p][1] & level]
        corner = next(
            (
                (q[0], p[1])
                for p in below
                for q in beside
                if (q[0], p[1]) in through and through[q[0], p[1]][0] & through[q][0] and through[q[0], p[1]][1] & through[p][1]
            ),
            None,
        )
        if corner:
            found.append((*point, *corner))
    return found


def join_cells(cells: Sequence[BBox]) -> list[list[BBox]]:
    """Cells that share corners, together."""
    at_corner: defaultdict[Point, list[BBox]] = defaultdict(list)
    for cell in cells:
        for corner in corners(cell):
            at_corner[corner].append(cell)
    groups: list[list[BBox]] = []
    left = dict.fromkeys(cells)
    while left:
        group = [next(iter(left))]
        del left[group[0]]
        for cell in group:  # grows while it is read
            for other in (other for corner in corners(cell) for other in at_corner[corner]):
                if other in left:
                    del left[other]
                    group.append(other)
        groups.append(group)
    return groups


def corners(cell: BBox) -> tuple[Point, ...]:
    """The four corners of a cell."""
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)
