"""Tables set so tight that no gap tells their cells apart: what is free in all rows, and a head over each column of numbers, does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.items import Interval, Table
from pipeline.ingest.paragraphs import line_words
from pipeline.ingest.words import Word, join_words, words_bbox

NUMBER_PART = re.compile(
    r"[+\-–−(]?\d[\d.,\u00a0\u202f\u2009]*(?:%|€)?\)?[*¹²³]?|%|[kM]?€|Md€|[°hm]|m²|km|ha|pts?|[-–—/]|n\.?[ds]\.?|NC",
    re.I,
)
"""A word of a cell of numbers: « 12 » and « 450 » of « 12 450 », « € », « – »."""
YEAR = re.compile(r"(?:1[89]|20)\d\d")
"""The only number that is a head."""
THOUSANDS = re.compile(r"\d{3}\b")
SIGNS = "+-–−(—/n"
"""What a number, or a cell without one, may open with."""
FREE = 0.15
"""In em, the least white space between two columns; browsers leave 3 points between the cells of a table without style."""
CELL_GAP = 0.8
"""In em, the gap that parts cells anywhere: where all cells have it, alignment alone finds the table."""
EDGE = 0.15
"""In em, by how much the edges of the cells of a column differ at most."""
HEAD_EDGE = 0.6
"""The same between a head and its column."""
STEP = 3.2
"""In em, the distance of two rows at most; word processors put a paragraph's white space into each cell, 2.7 in all."""
NEAR = 1.5
"""The same of two lines of one head."""
HEAD_LINES = 3
LONG_HEAD = 40

Line = list[Word]
Row = list[Line]


def find_packed(words: Sequence[Word]) -> tuple[list[Table], list[Word]]:
    """The tables of a page whose cells stand nearer than words of two cells do, and the words that stand in none."""
    lines = line_words(words)
    tables: list[Table] = []
    taken: set[int] = set()
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and ends_with_number(lines[end]) and (end == start or is_next(lines[end - 1], lines[end])):
            end += 1
        tries = [(first, last) for last in (end, end - 1) for first in (start, start + 1) if last - first > 1]
        found = (read_packed(lines[max(0, first - HEAD_LINES) : first], lines[first:last], end - start) for first, last in tries)
        rows: list[Row] = next(filter(None, found), [])  # a line of years is a head; prose may follow with a number at its end
        if rows:
            inside = [w for row in rows for cell in row for w in cell]
            taken |= {id(w) for w in inside}
            tables.append(Table(rows, words_bbox(inside)))
        start = max(end, start + 1)
    return tables, [w for w in words if id(w) not in taken] if taken else list(words)


def ends_with_number(line: Line) -> bool:
    """Whether a line opens with a word and ends with a number and its unit."""
    return any(c.isalpha() for c in line[0].text) and any(c.isdigit() for w in line[-2:] for c in w.text) and is_part(line[-1])


def is_part(word: Word) -> bool:
    """Whether a word may stand in a cell of numbers."""
    return bool(NUMBER_PART.fullmatch(word.text))


def is_next(above: Line, line: Line) -> bool:
    """Whether a line may be the row below another one."""
    return abs(above[0].size - line[0].size) < 0.5 and line[0].baseline - above[0].baseline < STEP * line[0].size


def stands_over(line: Line, below: Line, columns: Sequence[float]) -> bool:
    """Whether a line is the upper part of heads: right above the lower one, over the columns of numbers, across none of their edges."""
    is_near = below[0].baseline - line[0].baseline < NEAR * line[0].size
    return is_near and line[0].x0 > columns[0] - 1 and not any(w.x0 < cut - 1 < w.x1 - 2 for w in line for cut in columns)


def read_packed(above: Sequence[Line], rows: Sequence[Line], count: int) -> list[Row]:
    """The cells of rows of numbers and of the heads over them, of as few lines as will do and of what stands over these.

    ``count`` is the number of lines in the run that the rows are taken from.
    """
    below = rows[0]
    found: list[Row] = []
    columns: list[float] = []
    for height, line in enumerate(reversed(above), 1):
        if not is_next(line, below) or (found and not stands_over(line, below, columns)):
            break
        words = [w for line in above[-height:] for w in line]
        edges = join_numbers(free_columns(rows, words, rows[0][0].size), words, rows)
        heads = place_words([w for line in line_words(words) for w in line], edges)
        tried = sound_rows(heads, [place_words(line, edges) for line in rows], height, count)
        if found and (not tried or len(edges) != len(columns)):
            break
        found, columns = tried, edges
        below = line
    return found


def sound_rows(heads: Row, cells: list[Row], height: int, count: int) -> list[Row]:
    """Heads and the rows below them; nothing unless every column has its head and its edge, and no label ends as a column of numbers."""
    size = next(cell for cell in cells[0] if cell)[0].size
    is_plain = count > 2 and height == 1 and not is_tight(cells, size)  # found by its gaps
    if is_plain or len(heads) < 2 or len(cells) < (2 if len(heads) > 2 else 3) or not all(row[0] for row in cells):
        return []
    if all(is_part(row[0][-1]) and len(row[0]) > 1 for row in cells) or not all(heads[1:]):
        return []
    is_sound = all(is_column([row[i] for row in cells], heads[i], size) for i in range(1, len(heads)))
    return [heads, *cells] if is_sound and all(len(join_words(cell)) < LONG_HEAD for cell in heads) else []


def free_columns(rows: Sequence[Line], heads: Line, size: float) -> list[float]:
    """Where the columns of numbers start: the right ends of what is free in all rows and between the heads, none inside the labels."""
    free: list[Interval] = [(float("-inf"), float("inf"))]
    for spans in ([(w.x0, w.x1) for w in line] for line in (*rows, heads)):
        gaps: list[Interval] = []
        right = float("-inf")
        for x0, x1 in sorted(spans):
            gaps.append((right, x0))
            right = max(right, x1)
        shared = [(max(a, c), min(b, d)) for a, b in free for c, d in [*gaps, (right, float("inf"))]]
        free = [(low, high) for low, high in shared if high - low >= FREE * size]
    cuts = [high - 0.01 for low, high in free if low > float("-inf") and high < float("inf")]
    labels = [i for i, cut in enumerate(cuts) for line in rows if any(middle(w) > cut and not is_part(w) for w in line)]
    return cuts[max(labels, default=-1) + 1 :]


def join_numbers(columns: Sequence[float], heads: Line, rows: Sequence[Line]) -> list[float]:
    """The columns without those that start inside a number, « 12 » and « 450 », « 9 » and « € », or inside a label."""
    kept: list[float] = []
    ends = [*columns[1:], float("inf")][: len(columns)]
    parts = [
        [text for line in rows if (text := join_words([w for w in line if a <= middle(w) < b]))] for a, b in zip(columns, ends, strict=True)
    ]
    is_rest = [all(map(THOUSANDS.match, texts)) for texts in parts]
    for i, (cut, end) in enumerate(zip(columns, ends, strict=True)):
        head = [w for w in heads if cut <= middle(w) < end]
        before = any(kept and kept[-1] <= middle(w) < cut for w in heads)
        is_new_head = before and bool(head) and (head[0].text[0].isupper() or head[0].text[0].isdigit())
        is_wide_head = is_new_head and not parts[i]  # « Prix » of « Prix moyen » reaches out to the left of its numbers
        goes_on = bool(kept) and ((is_rest[i] and not is_new_head) or (kept[-1] == columns[i - 1] and not parts[i - 1]))
        is_unit = not any(text[0].isdigit() or text[0] in SIGNS for text in parts[i])
        in_label = not kept and not head and not any(is_rest[i + 1 : i + 2])
        if is_wide_head or not (goes_on or is_unit or in_label):
            kept.append(cut)
    return kept


def place_words(words: Sequence[Word], columns: Sequence[float]) -> Row:
    """The words of a line by column, the label's first."""
    cells: Row = [[] for _ in range(len(columns) + 1)]
    for word in words:
        cells[sum(middle(word) >= cut for cut in columns)].append(word)
    return cells


def middle(word: Word) -> float:
    """Of a word's width."""
    return (word.x0 + word.x1) / 2


def is_column(cells: Sequence[Line], head: Line, size: float) -> bool:
    """Whether cells share their left or right edge, and the head stands over them by its left, right or middle."""
    filled = [cell for cell in cells if cell]
    lefts, rights = [cell[0].x0 for cell in filled], [cell[-1].x1 for cell in filled]
    if 2 * len(filled) < len(cells) or min(max(lefts) - min(lefts), max(rights) - min(rights)) > EDGE * size:
        return False
    if not all(any(c.isdigit() for w in cell for c in w.text) or len(cell) == 1 for cell in filled):
        return False
    if not any(c.isalpha() for w in head for c in w.text) and not YEAR.fullmatch(join_words(head)):
        return False
    left, right = min(w.x0 for w in head), max(w.x1 for w in head)
    offs = (left - min(lefts), right - max(rights), (left + right - min(lefts) - max(rights)) / 2)
    return min(map(abs, offs)) < HEAD_EDGE * size


def is_tight(rows: Sequence[Row], size: float) -> bool:
    """Whether some cell stands so near to the one before it that a gap does not part them."""
    filled = [[cell for cell in row if cell] for row in rows]
    return any(b[0].x0 - a[-1].x1 < CELL_GAP * size for row in filled for a, b in pairwise(row))
