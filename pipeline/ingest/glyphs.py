"""The characters of a PDF page in rows, each drawn once, and where its words start: by gaps, whatever the space glyphs say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from pipeline.ingest.characters import Characters, Flags, Floats, Integers

WORD_GAP = 0.11
"""In em, a gap that parts words. Kerning stays under 0.05 and French thin spaces start at 0.16 (12 PDFs, 5 producers)."""
SPACE_GLYPH_GAP = 0.04
"""The same where a space glyph stands in the gap, or PDFium sees one; zero-width ones (unused soft hyphens) leave none."""
TRACKED_GAP = 0.05
"""The usual gap between the letters of a run from which on it counts as letter-spaced."""
RUN_GAP = 1.2
"""A gap that ends a run, within which letter-spacing is uniform."""
SIZE_JUMP = 1.5
"""Times the size, from which on neighbours are two runs: a drop cap beside its text, a number beside its label."""
DOUBLE_DISTANCE = 0.12
"""Two equal glyphs nearer than this are one drawn twice; the narrowest double letters (ll, ii) stand 0.2 apart."""
ROW_SLACK = 0.12
"""In em, how far the baselines of one row may differ."""
INVISIBLE = [ord(c) for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff"]
"""Soft hyphen, zero-width spaces and joiners, byte order mark."""
LAST_CODE = 0xFFFF
VISIBLE_WIDTH = 0.5
"""Points: a soft hyphen this wide is printed (Typst names all its hyphens so)."""


@dataclass(slots=True)
class Glyphs:
    """Characters by row and from left to right, each drawn once, with what their codes say of them."""

    characters: Characters
    row: Integers
    is_space: Flags
    is_letter: Flags
    is_raised: Flags


@dataclass(slots=True)
class Pieces:
    """Where words start among the inked glyphs of a page, and which glyphs these are."""

    inked: Integers
    starts: Integers
    opens_run: Flags
    """Of each word: nothing on its line stands near before it."""


def is_visible(characters: Characters) -> Flags:
    """Which characters leave a mark or part words: not soft hyphens that stand unused, nor joiners."""
    return ~np.isin(characters.codes, INVISIBLE) | (characters.x1 - characters.x0 >= VISIBLE_WIDTH)


def drop_repeated(characters: Characters) -> Characters:
    """The characters without those drawn again at (nearly) the same place: bold made by drawing twice, shadows.

    Two buckets of heights, half a step apart, so that no pair falls between them.
    """
    near = DOUBLE_DISTANCE * characters.size
    kind = characters.codes << 20 | np.round(characters.size * 10).astype(np.int64) & 0xFFFFF
    found = np.zeros(len(characters), bool)
    heads = np.flatnonzero(~characters.is_part & ~codes_that(str.isspace, characters.codes))
    for shift in (0.0, 0.5):
        bucket = np.floor(characters.baseline[heads] / (2 * near[heads]) + shift)
        order = heads[np.lexsort((characters.x0[heads], bucket, kind[heads]))]
        one, other = order[:-1], order[1:]
        across, down = characters.x0[other] - characters.x0[one], np.abs(characters.baseline[other] - characters.baseline[one])
        is_twin = (kind[one] == kind[other]) & (across >= 0) & (across < near[one]) & (down < near[one])
        found[np.maximum(one, other)[is_twin]] = True
    if not found.any():
        return characters
    head_of = np.maximum.accumulate(np.where(characters.is_part, 0, np.arange(len(characters))))
    return drop_repeated(characters.take(~found[head_of]))  # a third may have stood between two


def codes_that(test: Callable[[str], bool], codes: Integers) -> Flags:
    """Which characters pass a test of strings, as a table of all characters up to U+FFFF says; none above does."""
    return table_of(test)[np.minimum(codes, LAST_CODE)]


@cache
def table_of(test: Callable[[str], bool]) -> Flags:
    """The answer of a test for each code."""
    return np.fromiter(map(test, map(chr, range(LAST_CODE + 1))), bool, LAST_CODE + 1)


def find_rows(characters: Characters) -> Integers:
    """The number of the row, from top to bottom, that each character stands on; columns are not told apart yet."""
    order = np.argsort(characters.baseline, kind="stable")
    baseline, size = characters.baseline[order], characters.size[order]
    is_new = np.append(True, (np.diff(baseline) != 0) | (np.diff(size) != 0))
    number = -1
    first_baseline, first_size = float("-inf"), 0.0
    numbers: list[int] = []
    for foot, height in zip(baseline[is_new].tolist(), size[is_new].tolist(), strict=True):
        if foot - first_baseline > ROW_SLACK * min(height, first_size):
            number, first_baseline, first_size = number + 1, foot, height
        numbers.append(number)
    row = np.empty(len(order), np.int64)
    row[order] = np.array(numbers)[np.cumsum(is_new) - 1]
    return row


def arrange(characters: Characters, row: Integers, is_raised: Flags) -> Glyphs:
    """The characters row by row from left to right."""
    order = np.lexsort((characters.x0, row))
    characters = characters.take(order)
    codes = characters.codes
    return Glyphs(characters, row[order], codes_that(str.isspace, codes), codes_that(str.isalpha, codes), is_raised[order])


def split_words(glyphs: Glyphs) -> Pieces:
    """Part the glyphs into runs (no wide gap, no jump of size), and these into words."""
    inked = np.flatnonzero(~glyphs.is_space)
    found = glyphs.characters.take(inked)
    raised, letter, row = glyphs.is_raised[inked], glyphs.is_letter[inked], glyphs.row[inked]
    if not len(inked):
        return Pieces(inked, inked, np.zeros(0, bool))
    em = np.maximum(found.size[1:], found.size[:-1])
    gap = (found.x0[1:] - found.x1[:-1]) / em
    level = ~raised[1:] & ~raised[:-1]
    jumps = level & (em > SIZE_JUMP * np.minimum(found.size[1:], found.size[:-1]))
    opens_run = np.append(True, (row[1:] != row[:-1]) | (gap > RUN_GAP) | jumps)
    run = np.cumsum(opens_run) - 1
    tracking = run_tracking(gap, run, np.flatnonzero(level & letter[1:] & letter[:-1] & ~opens_run[1:]))[run[1:]]
    has_space = (np.diff(inked) > 1) | (found.is_spaced[1:] & (tracking == 0))
    need = np.where(has_space, SPACE_GLYPH_GAP, np.maximum(WORD_GAP, 0.35 * tracking))
    parts = (gap - tracking > need) & ~(raised[1:] & ~raised[:-1])
    starts = np.flatnonzero(opens_run | np.append(True, parts))
    return Pieces(inked, starts, opens_run[starts])


def run_tracking(gap: Floats, run: Integers, pairs: Integers) -> Floats:
    """The extra gap between the letters of each run, in em; 0 for ordinary text. ``pairs`` are the gaps between letters."""
    tracking = np.zeros(run[-1] + 1)
    ordered = pairs[np.lexsort((gap[pairs], run[pairs]))]
    counts = np.bincount(run[ordered], minlength=len(tracking))
    enough = np.flatnonzero(counts >= 3)
    usual = gap[ordered[(np.cumsum(counts) - counts + (0.4 * counts).astype(np.int64))[enough]]]
    tracking[enough] = np.where(usual > TRACKED_GAP, usual, 0.0)
    return tracking
