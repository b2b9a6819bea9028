"""The reading order of a page: boxes, columns and sidebars found from white space and drawn rules.

A region is cut into horizontal bands; neighbouring bands that share a gutter form a group, which is
read column by column; boxes and tables are read as a whole where they stand. The order in which
things were drawn plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.cells import CELL_GUTTER, figure_cells
from pipeline.ingest.gutters import NOTHING, between, gutters, horizontal_bands, intersect, read_reach, useful
from pipeline.ingest.items import Interval, Item, Leaf, line_count, usual_size
from pipeline.ingest.paragraphs import BULLET
from pipeline.ingest.words import Word
from pipeline.records import BBox

GUTTERS = ((4, 0.7), (2, 1.2), (1, 1.5))
"""(lines on the poorer side, width in em): the fewer lines bear a gutter out, the wider it must be.
Justified narrow columns have gaps between words of up to 1.1 em, but never above one another for four lines."""
RULED_GUTTER = 0.3
"""The same where a rule is drawn in the gutter."""

LOOSE = 1.5
"""In em, white space above which a line does not belong to the column below it (paragraphs of a column stand under 1 apart)."""
HEADING_SPACE = 0.6
"""In em, the white space above a heading (lines of a paragraph leave 0.2 to 0.6)."""
PROSE = 4
"""Lines from which on columns hold text rather than cells."""
TITLE = 1.15
"""Times the size of the text, from which on a line across a gutter is a title."""


def order_region(items: Sequence[Item], walls: Sequence[BBox], is_box: bool = False) -> list[Leaf]:
    """The words (a column's at a time), tables and boxes of a region as they are read.

    ``walls`` are drawn vertical rules.
    """
    leaves: list[Leaf] = []
    if is_box and (cells := figure_cells(items)):
        for cell in cells:
            leaves += [*order_region(cell, walls, is_box), []]
        return [leaf for leaf in leaves if leaf]
    for group in band_groups(items):
        columns = split_columns(group, walls, is_box)
        if len(columns) > 1:
            for part in reading_parts(columns):
                leaves += order_region(part, walls, is_box)
                leaves.append([])  # what follows does not belong to it
        else:
            add_plain(leaves, group)
    return [leaf for leaf in leaves if leaf]


def add_plain(leaves: list[Leaf], group: Sequence[Item]) -> None:
    """Append what is read straight down; words go on in the leaf before unless something stands between."""
    for item in sorted(group, key=lambda i: (i.y1, 0.0) if isinstance(i.content, Word) else (round(i.y0), i.x0)):
        if isinstance(item.content, Word):
            if not leaves or not isinstance(leaves[-1], list):
                leaves.append([])
            last = leaves[-1]
            assert isinstance(last, list)
            last += (item.content, *item.more)
        elif item.content is not None:
            leaves.append(item.content)


def band_groups(items: Sequence[Item]) -> list[list[Item]]:
    """Bands from top to bottom, those joined that share a gutter."""
    groups: list[list[Item]] = []
    free: list[Interval] = []
    reach = NOTHING
    narrow = 0.6 * usual_size(items)
    for band in horizontal_bands(items):
        gaps, band_reach = gutters(band, narrow), read_reach(band)
        if groups:
            shared = intersect(free, gaps, narrow)
            joint = (min(reach[0], band_reach[0]), max(reach[1], band_reach[1]))
            if between(joint, shared) or not (between(reach, free) or between(band_reach, gaps)):
                groups[-1] += band
                free, reach = shared, joint
                continue
        groups.append(list(band))
        free, reach = gaps, band_reach
    return attach_tops([part for group in groups for whole in detach_foot(group) for part in detach_title(whole)])


def detach_title(group: list[Item]) -> list[list[Item]]:
    """Part columns from what stands above them: a date set to the right, a title that lies across some of the gutters."""
    bands = horizontal_bands(group)
    size = usual_size(group)
    gaps = useful(group, gutters(group, 0.6 * size)) if len(bands) > 1 else []
    if not gaps:
        return [group]
    distance = min(i.y0 for i in bands[1]) - max(i.y1 for i in bands[0])
    if min(i.x0 for i in bands[0]) >= gaps[-1][1] - 1 and distance > LOOSE * size:
        return [bands[0], [i for band in bands[1:] for i in band]]
    large = next((n for n, band in enumerate(bands) if usual_size(band) < TITLE * size), 0)
    if large:
        title, rest = ([i for band in part for i in band] for part in (bands[:large], bands[large:]))
        if len(split_columns(rest, (), False)) > len(split_columns(group, (), False)):
            return [title, rest]
    return [group]


def detach_foot(group: list[Item]) -> list[list[Item]]:
    """Part columns from a heading below them: no column ends with a heading, it opens what follows."""
    bands = horizontal_bands(group)
    if len(bands) < 3:
        return [group]
    size = usual_size(group)
    if not all(isinstance(i.content, Word) and (i.content.is_bold or i.content.size > TITLE * size) for i in bands[-1]):
        return [group]
    words = (word for i in group if isinstance(i.content, Word) for word in (i.content, *i.more))
    text = [word for word in words if abs(word.size - size) < 0.1 * size]
    is_heading = 2 * sum(w.is_bold for w in text) < len(text)
    distance = min(i.y0 for i in bands[-1]) - max(i.y1 for i in bands[-2])
    rest = [i for band in bands[:-1] for i in band]
    if not is_heading or distance < HEADING_SPACE * size or len(split_columns(rest, (), False)) < 2:
        return [group]
    return [rest, bands[-1]]


def attach_tops(groups: list[list[Item]]) -> list[list[Item]]:
    """Give columns the lines at their top that stand higher than the tops of the columns before them."""
    for group, columns in pairwise(groups):
        gaps = useful(columns, gutters(columns, 0.6 * usual_size(columns)))
        parts = split_columns(columns, (), False)
        if not gaps or len(parts) < 2 or min(map(line_count, parts)) < PROSE or useful(group, gutters(group, 0.6 * usual_size(group))):
            continue
        for band in reversed(horizontal_bands(group)):
            left, right = min(i.x0 for i in band), max(i.x1 for i in band)
            below = [i.y0 for i in columns if i.x0 < right and left < i.x1]
            is_inside = any(gap[1] - 1 <= left for gap in gaps) and not any(left < gap[0] < right for gap in gaps)
            is_text = all(isinstance(i.content, Word) for i in band) and usual_size(band) < TITLE * usual_size(columns)
            if not (is_inside and is_text and below and min(below) - max(i.y1 for i in band) <= LOOSE * usual_size(columns)):
                break
            taken = {id(item) for item in band}
            group[:] = [i for i in group if id(i) not in taken]
            columns[:0] = band
    return [group for group in groups if group]


def split_columns(group: Sequence[Item], walls: Sequence[BBox], is_box: bool) -> list[list[Item]]:
    """The columns of a group, or the group alone."""
    size = usual_size(group)
    if is_stretched_line(group):
        return [list(group)]
    cuts: list[float] = []
    close: list[float] = []
    for low, high in useful(group, gutters(group, RULED_GUTTER * size)):
        middle = (low + high) / 2
        if holds_bullets([i for i in group if (cuts[-1] if cuts else float("-inf")) <= i.x0 < middle]):
            continue
        top, bottom = min(i.y0 for i in group), max(i.y1 for i in group)
        is_walled = any(low <= w[0] + 1 and w[2] - 1 <= high and min(w[3], bottom) - max(w[1], top) > 0.4 * (bottom - top) for w in walls)
        support = min(line_count([i for i in group if i.x1 <= middle]), line_count([i for i in group if i.x0 >= middle]))
        need = RULED_GUTTER if is_walled else next(width for lines, width in GUTTERS if support >= lines)
        if high - low > need * size + 0.01:  # else a tie, which the last digit would settle
            cuts.append(middle)
        elif is_box and support > 1 and high - low >= CELL_GUTTER * size:
            close.append(middle)
    cuts = sorted(cuts + close) if cuts else cuts
    columns: list[list[Item]] = [[] for _ in range(len(cuts) + 1)]
    for item in group:
        columns[sum(item.x0 >= cut for cut in cuts)].append(item)
    return [column for column in columns if any(i.content is not None for i in column)]


def holds_bullets(column: Sequence[Item]) -> bool:
    """Whether a column would hold nothing but the bullets or numbers of a list."""
    return all(isinstance(i.content, Word) and BULLET.fullmatch(i.content.text) for i in column)


def is_stretched_line(group: Sequence[Item]) -> bool:
    """Whether a group is one line of words with even gaps, as justified narrow columns have them."""
    words = sorted((i for i in group if i.content is not None), key=lambda i: i.x0)
    if len(words) < 3 or not all(isinstance(i.content, Word) and not i.more for i in words) or line_count(words) > 1:
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    return max(gaps) < 1.5 * min(gaps)


def reading_parts(columns: Sequence[list[Item]]) -> list[list[Item]]:
    """What is read one after the other: rows where a column labels the next one throughout, else the columns.

    A column of labels and the column beside it count as one column of several.
    """
    parts = list(columns)
    rows: list[list[Item]] = []
    for i in range(len(parts) - 2, -1, -1):
        rows = label_rows(parts[i], parts[i + 1])
        if rows:
            parts[i : i + 2] = [[*parts[i], *parts[i + 1]]]
    return rows if len(parts) == 1 else parts


def label_rows(column: Sequence[Item], others: Sequence[Item]) -> list[list[Item]]:
    """Each label of a column (speakers, hours) and what stands beside it, in turn; nothing where they are no labels.

    Labels are sparse, and white space runs beside and above each of them through all columns.
    """
    labels = label_tops(column)
    if len(labels) < 2 or 2 * line_count(column) > line_count(others):
        return []
    size = usual_size(column)
    feet = [i.content.baseline for i in others if isinstance(i.content, Word)]
    aligned = sum(any(abs(foot - label) < 0.3 * size for foot in feet) for label in labels)
    cuts = [label - size for label in labels[1:]]
    items = [*column, *others]
    if aligned < 0.7 * len(labels) or any(item.y0 < cut < item.y1 for cut in cuts for item in items):
        return []
    rows: list[list[Item]] = [[] for _ in range(2 * len(labels))]
    for side, items_of_side in enumerate((column, others)):
        for item in items_of_side:
            rows[2 * sum(item.y1 > cut for cut in cuts) + side].append(item)
    parts: list[list[Item]] = []
    for label, beside in zip(rows[0::2], rows[1::2], strict=True):
        parts += [[*label, *beside]] if is_one_line(label, beside) else [label, beside]
    return [part for part in parts if part]


def is_one_line(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether two parts are one line in one font with no more than a word's gap between: a heading over labels and text."""
    words = [i.content for i in (*left, *right) if isinstance(i.content, Word)]
    if not left or not right or len(words) < len(left) + len(right) or line_count([*left, *right]) > 1:
        return False
    gap = min(i.x0 for i in right) - max(i.x1 for i in left)
    return len({(w.font, round(w.size)) for w in words}) == 1 and gap < 1.2 * words[0].size


def label_tops(column: Sequence[Item]) -> list[float]:
    """The baselines of the first lines after white space."""
    tops: list[float] = []
    last = float("-inf")
    for item in sorted(column, key=lambda i: i.y1):
        if isinstance(item.content, Word):
            if item.content.baseline - last > 1.7 * item.content.size:
                tops.append(item.content.baseline)
            last = item.content.baseline
    return tops
