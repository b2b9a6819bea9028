"""Tables of a PDF page: drawn grids, and numbers aligned in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pipeline.ingest.items import Table
from pipeline.ingest.packed import find_packed
from pipeline.ingest.paragraphs import line_words
from pipeline.ingest.words import Word, join_words, words_bbox
from pipeline.records import BBox

CELL_GAP = 0.8
"""In em, a gap that parts cells; a no-break space between thousands is 0.25 wide."""
NUMBER_CELL = re.compile(
    r"[+\-–−(]?[ \u00a0]?\d[\d .,\u00a0\u202f\u2009]*[ \u00a0\u202f]?(?:%|€|k€|M€|Md€|[°hm]|m²|km|ha|pts?)?\)?[*¹²³]?"
    r"|[-–—/]|n\.?[ds]\.?|NC",
    re.I,
)
"""« 8 597 310 », « + 4,7 % », « – 2,8 % », « (12,5) », « – », « nd »"""
EDGE_SLACK = 4.0
"""Points: word processors draw the borders of neighbouring rows up to 3 apart."""
OPEN_ROW = 8.0
"""Points from which a stretch of walls without an upper edge may hold a line."""
UNEVEN_EDGE = 40.0
"""Points between the left edges of cells that may still belong to one column."""
LONG_CELL = 60
"""Characters of a cell, other than the first, from which on it is prose."""

Row = list[list[Word]]


def find_tables(words: Sequence[Word], grids: Sequence[Sequence[Sequence[BBox]]]) -> tuple[list[Table], list[Word]]:
    """The tables of a page and the words that stand in none."""
    tables: list[Table] = []
    rest = list(words)
    for grid in grids:
        table, rest = fill_grid(grid, rest)
        if table:
            tables.append(table)
    packed, rest = find_packed(rest)
    aligned, rest = find_aligned(rest)
    return tables + packed + aligned, rest


def fill_grid(grid: Sequence[Sequence[BBox]], words: list[Word]) -> tuple[Table | None, list[Word]]:
    """The words of a drawn grid by cell; None where it frames a layout rather than a table."""
    bbox = grid_bbox(grid)
    edges = column_edges(grid)
    inside = [w for w in words if in_box(w, bbox)]
    x, y = np.array([((w.x0 + w.x1) / 2, w.baseline - 0.3 * w.size) for w in inside]).reshape(-1, 2).T
    rows: list[Row] = []
    tops: list[float] = []
    used: set[int] = set()
    for row in level_rows(grid):
        filled: Row = [[] for _ in edges]
        across = grid_bbox([row])
        left = [inside[i] for i in np.flatnonzero((x >= across[0]) & (x <= across[2]) & (y >= across[1]) & (y <= across[3])).tolist()]
        for cell in row:
            content = [w for line in line_words([w for w in left if id(w) not in used and in_box(w, cell)]) for w in line]
            used |= {id(w) for w in content}
            filled[nearest(edges, cell[0])] += content
        if any(filled):
            rows.append(filled)
            tops.append(row[0][1])
    rows = merge_columns(join_split_rows(rows, tops, grid), edges)
    texts = [join_words(cell) for row in rows for cell in row if cell]
    is_table = len(rows) > 1 and max(map(len, grid)) > 1 and len(texts) >= 1.2 * len(rows) and sum(map(len, texts)) < 120 * len(texts)
    if not is_table or len(used) < len(inside):
        return None, words
    return Table(rows, bbox), [w for w in words if id(w) not in used]


def grid_bbox(grid: Sequence[Sequence[BBox]]) -> BBox:
    """Around a grid."""
    cells = [cell for row in grid for cell in row]
    return (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))


def column_edges(grid: Sequence[Sequence[BBox]]) -> list[float]:
    """The left edges of a grid's columns; edges a few points apart are one."""
    edges: list[float] = []
    for x in sorted(cell[0] for row in grid for cell in row):
        if not edges or x - edges[-1] > EDGE_SLACK:
            edges.append(x)
    return edges


def level_rows(grid: Sequence[Sequence[BBox]]) -> list[list[BBox]]:
    """The rows of a grid; those that start at (nearly) the same height are one."""
    rows: list[list[BBox]] = []
    for row in grid:
        if rows and row[0][1] - rows[-1][0][1] < EDGE_SLACK:
            rows[-1] = sorted([*rows[-1], *row])
        else:
            rows.append(list(row))
    return rows


def join_split_rows(rows: Sequence[Row], tops: Sequence[float], grid: Sequence[Sequence[BBox]]) -> list[Row]:
    """The rows of a grid, those that are one put together: word processors shade the lines of a cell one by one.

    Rows are one where a cell stands beside all of them, and no column but the first, whose label is wrapped
    beside a number, has words in more than one.
    """
    joined: list[Row] = []
    for band in split_bands(rows, tops, grid):
        counts = [sum(map(bool, column)) for column in zip(*band, strict=True)]
        numbers = any(NUMBER_CELL.fullmatch(join_words(cell)) for row in band for cell in row[1:] if cell)
        is_label = numbers and len({word.is_bold for row in band for word in row[0]}) == 1
        if max(counts[1:], default=2) <= 1 and (counts[0] <= 1 or is_label):
            band = [[[word for cell in column for word in cell] for column in zip(*band, strict=True)]]
        joined += band
    return joined


def split_bands(rows: Sequence[Row], tops: Sequence[float], grid: Sequence[Sequence[BBox]]) -> list[list[Row]]:
    """The rows between edges that go through the whole grid."""
    bands: list[list[Row]] = []
    for row, top in zip(rows, tops, strict=True):
        if bands and any(c[1] < top - EDGE_SLACK and top + EDGE_SLACK < c[3] for cells in grid for c in cells):
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


def close_grid(grid: list[list[BBox]], walls: Sequence[BBox]) -> list[list[BBox]]:
    """The grid with the row that a page break has left without an upper edge: the walls of all its columns go on there."""
    first = grid[0]
    top = first[0][1]
    above = [w for w in walls if abs(w[3] - top) < EDGE_SLACK]
    starts = [min((w[1] for w in above if abs(w[0] - x) < EDGE_SLACK), default=top) for x in (*(c[0] for c in first), first[-1][2])]
    if top - max(starts) < OPEN_ROW:
        return grid
    return [[(c[0], max(starts), c[2], top) for c in first], *grid]


def merge_columns(rows: Sequence[Row], edges: Sequence[float]) -> list[Row]:
    """The rows without empty columns; near columns that no row fills both of are one, drawn unevenly."""
    groups: list[list[int]] = []
    for i, edge in enumerate(edges):
        near = bool(groups) and edge - edges[groups[-1][0]] < UNEVEN_EDGE
        if near and not any(row[i] and any(row[j] for j in groups[-1]) for row in rows):
            groups[-1].append(i)
        else:
            groups.append([i])
    groups = [group for group in groups if any(row[i] for row in rows for i in group)]
    return [[[word for i in group for word in row[i]] for group in groups] for row in rows]


def nearest(edges: Sequence[float], x: float) -> int:
    """The column that a cell starts in.

    >>> nearest([10.0, 60.0, 90.0], 61.5)
    1
    """
    return min(range(len(edges)), key=lambda i: abs(edges[i] - x))


def in_box(word: Word, bbox: BBox) -> bool:
    """Whether the middle of a word lies in a rectangle."""
    return bbox[0] <= (word.x0 + word.x1) / 2 <= bbox[2] and bbox[1] <= word.baseline - 0.3 * word.size <= bbox[3]


def find_aligned(words: Sequence[Word]) -> tuple[list[Table], list[Word]]:
    """Runs of at least three rows whose numbers stand in columns."""
    rows = [split_cells(line) for line in line_words(words)]
    tables: list[Table] = []
    taken: set[int] = set()
    start = 0
    while start < len(rows):
        end = grow_run(rows, start)
        if end is None:
            start += 1
            continue
        first = start
        while first > 0 and is_header(rows[first - 1], rows[first:end]) and id(rows[first - 1][0][0]) not in taken:
            first -= 1
        found = [place_cells(row, rows[start:end]) for row in rows[first:end]]
        inside = [w for row in found for cell in row for w in cell]
        taken |= {id(w) for w in inside}
        tables.append(Table(found, words_bbox(inside)))
        start = end
    return tables, [w for w in words if id(w) not in taken]


def split_cells(words: Sequence[Word]) -> Row:
    """The cells of one printed row."""
    cells: Row = []
    for word in words:
        if cells and word.x0 - cells[-1][-1].x1 < CELL_GAP * word.size:
            cells[-1].append(word)
        else:
            cells.append([word])
    return cells


def is_number_row(row: Row) -> bool:
    """A label and numbers, or numbers alone; no prose."""
    if len(row) < 2:
        return False
    others = [join_words(cell) for cell in row[1:]]
    numbers = sum(bool(NUMBER_CELL.fullmatch(text)) for text in others)
    return numbers >= max(1, 0.5 * len(others)) and all(len(text) < LONG_CELL for text in others)


def grow_run(rows: Sequence[Row], start: int) -> int | None:
    """The end of the run of table rows from here on; one row of another kind may stand between two."""
    if not is_number_row(rows[start]):
        return None
    end, count = start + 1, 1
    for i in range(start + 1, len(rows)):
        if baseline(rows[i]) - baseline(rows[i - 1]) > 4 * rows[i][0][0].size:
            break
        if is_number_row(rows[i]) and is_aligned(rows[i], rows[start:end]):
            end, count = i + 1, count + 1
        elif i > end:
            break
    return end if count >= 3 else None


def is_aligned(row: Row, rows: Sequence[Row]) -> bool:
    """Whether most numbers of a row stand under numbers of the rows before it."""
    size = row[0][0].size
    columns = [cell for other in rows for cell in other[1:]]
    hits = sum(any(shares_edge(cell, column, size) for column in columns) for cell in row[1:])
    return 2 * hits > len(row[1:])


def shares_edge(a: Sequence[Word], b: Sequence[Word], size: float) -> bool:
    """Whether two cells stand in one column: right, left or middle in line."""
    left, right = abs(a[0].x0 - b[0].x0), abs(a[-1].x1 - b[-1].x1)
    middle = abs(a[0].x0 + a[-1].x1 - b[0].x0 - b[-1].x1) / 2
    return min(left, right, middle) < 0.6 * size


def is_header(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row above numbers holds their heads: short cells over the columns."""
    near = baseline(rows[0]) - baseline(row) < 3.5 * row[0][0].size
    others = row[1:] if len(row) > 1 else row
    over = [any(cell[0].x0 < c[-1].x1 and c[0].x0 < cell[-1].x1 for other in rows for c in other[1:]) for cell in others]
    same_count = len(row) == max(len(other) for other in rows)
    return near and len(row) > 1 and (all(over) or same_count) and all(len(join_words(cell)) < LONG_CELL for cell in row)


def place_cells(row: Row, rows: Sequence[Row]) -> Row:
    """The row with empty cells where it has none under a column of the widest row."""
    widest = max(rows, key=len)
    if len(row) >= len(widest):
        return row
    placed: Row = []
    rest = list(row)
    for column in widest:
        if rest and (rest[0][0].x0 < column[-1].x1 + 1 or len(rest) >= len(widest) - len(placed)):
            placed.append(rest.pop(0))
        else:
            placed.append([])
    return [*placed, *rest]


def baseline(row: Row) -> float:
    """Where a row stands."""
    return row[0][0].baseline
