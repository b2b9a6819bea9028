"""Rows of key figures whose labels stand too near each other for white space to part them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.items import Item, usual_size
from pipeline.ingest.words import Word

CELL_GUTTER = 0.6
"""The same in a box that other gutters already part into cells."""
FIGURE = 1.3
"""Times the size of its label: a key figure (1.8 and more in all the made PDFs)."""


def figure_cells(items: Sequence[Item]) -> list[list[Item]]:
    """What stands above rows of key figures, then each figure with its label; nothing unless labels (nearly) touch.

    White space cannot part such labels, but each starts below its figure.
    """
    lines = baseline_lines(items)
    small = usual_size(items)
    starts = [cell_starts(line) if max(i.y1 - i.y0 for i in line) > FIGURE * small * 0.82 else [] for line in lines]
    if not any(starts) or sum(map(len, lines)) < sum(i.content is not None for i in items):
        return []
    parts: list[list[Item]] = [[]]
    edges: list[float] = []
    is_tight = False
    for line, found in zip(lines, starts, strict=True):
        if found:
            edges = found
            parts += [[] for _ in edges]
        before = 1
        for i, item in enumerate(line):
            cell = sum(item.x0 >= edge - 1 for edge in edges)
            if edges and (not cell or (cell > before and item.x0 - edges[cell - 1] > 1)):
                return []  # a line that runs across the cells, or starts elsewhere
            is_tight |= i > 0 and cell > before and item.x0 - line[i - 1].x1 < CELL_GUTTER * small
            before = max(cell, 1)
            parts[cell - len(edges) - 1].append(item)
    return [part for part in parts if part] if is_tight else []


def baseline_lines(items: Sequence[Item]) -> list[list[Item]]:
    """The words by the line that they stand on, from left to right."""
    lines: list[list[Item]] = []
    last = float("-inf")
    for item in sorted((i for i in items if isinstance(i.content, Word)), key=lambda i: i.y1):
        assert isinstance(item.content, Word)
        if item.content.baseline - last > 0.3 * item.content.size:
            lines.append([])
        lines[-1].append(item)
        last = item.content.baseline
    return [sorted(line, key=lambda i: i.x0) for line in lines]


def cell_starts(line: Sequence[Item]) -> list[float]:
    """Where the figures of a row of key figures start; nothing for other lines."""
    pieces: list[list[Item]] = []
    for item in line:
        if not pieces or item.x0 - pieces[-1][-1].x1 > CELL_GUTTER * (item.y1 - item.y0) / 0.82:
            pieces.append([])
        pieces[-1].append(item)
    with_digits = [any(isinstance(i.content, Word) and any(map(str.isdigit, i.content.text)) for i in piece) for piece in pieces]
    return [piece[0].x0 for piece in pieces] if len(pieces) > 1 and all(with_digits) else []
