"""From the characters of a PDF page to its words: by gaps, whatever the space glyphs say."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from statistics import median
from typing import Any

WORD_GAP = 0.11
"""In em, a gap that parts words. Kerning stays under 0.05 and French thin spaces start at 0.16 (12 PDFs, 5 producers)."""
SPACE_GLYPH_GAP = 0.06
"""The same where a space glyph stands in the gap; zero-width ones (unused soft hyphens) leave none."""
TRACKED_GAP = 0.05
"""The usual gap between the letters of a run from which on it counts as letter-spaced."""
RUN_GAP = 1.2
"""A gap that ends a run, within which letter-spacing is uniform."""
DOUBLE_DISTANCE = 0.12
"""Two equal glyphs nearer than this are one drawn twice; the narrowest double letters (ll, ii) stand 0.2 apart."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width spaces and joiners, byte order mark."""
VISIBLE_WIDTH = 0.5
"""Points: a soft hyphen this wide is printed (Typst names all its hyphens so)."""
SYMBOL_FONT = re.compile(r"dingbat|wingding|webding|symbol|marvosym|fontawesome|msam|cmsy|lmmathsym", re.I)
BOLD_FONT = re.compile(r"bold|black|heavy|demi|[-_]bd\b|cmbx|sfbx|lmbx|lmss?bx", re.I)
ITALIC_FONT = re.compile(r"italic|oblique|slanted|[-_]it\b|cmti|cmsl|sfti|[a-z]10-?i$", re.I)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ACCENTS = {"´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "¨": "\u0308", "¸": "\u0327", "˜": "\u0303"}
"""Accents that old TeX files draw as glyphs of their own over the letter."""

Seen = dict[tuple[str, float, int, int], list[tuple[float, float]]]
"""Where each glyph was drawn, by its text, size and place on a grid."""


@dataclass(slots=True)
class Glyph:
    """One drawn character; ``baseline`` is measured from the top of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    is_raised: bool = False


@dataclass(slots=True)
class Word:
    """A word as printed. ``space`` is what parts it from the word before it on its line."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    font: str
    space: str = " "
    is_covered: bool = field(default=False)
    """It stands in a line beside a drop cap."""
    confidence: float | None = None
    """Of what OCR read; None for printed text."""

    @property
    def is_bold(self) -> bool:
        """Whether the font's name says so."""
        return bool(BOLD_FONT.search(self.font))

    @property
    def is_italic(self) -> bool:
        """Whether the font's name says so."""
        return bool(ITALIC_FONT.search(self.font))


def read_glyphs(characters: Iterable[dict[str, Any]], width: float, height: float) -> tuple[list[Glyph], list[Glyph]]:
    """The upright and the turned glyphs of a page, each drawn once; what lies outside the page is left out.

    Turned glyphs have their coordinates turned so that they read from left to right.
    """
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    seen: Seen = {}
    for c in characters:
        text = str(c["text"])
        x0, x1, top, bottom = float(c["x0"]), float(c["x1"]), float(c["top"]), float(c["bottom"])
        if x1 < 0 or x0 > width or bottom < 0 or top > height or (text in INVISIBLE and x1 - x0 < VISIBLE_WIDTH):
            continue
        a, b, _, d, _, f = c["matrix"]
        if abs(a) >= abs(b) and d > 0:
            size = float(c["size"])
            glyph = Glyph(text, x0, x1, top, bottom, top + float(c["y1"]) - float(f), size, str(c["fontname"]))
        elif abs(b) > abs(a):  # read upwards when b > 0, downwards otherwise
            start, end = (-bottom, -top) if b > 0 else (top, bottom)
            size = x1 - x0
            base = x1 if b > 0 else -x0
            glyph = Glyph(text, start, end, base - size, base, base, size, str(c["fontname"]))
        else:
            continue
        if glyph.size > 0 and not is_repeated(glyph, seen):
            (upright if abs(a) >= abs(b) else turned).append(glyph)
    return upright, turned


def is_repeated(glyph: Glyph, seen: Seen) -> bool:
    """Whether the same glyph was drawn before at (nearly) the same place: bold made by drawing twice, shadows."""
    if glyph.text.isspace():
        return False
    near = DOUBLE_DISTANCE * glyph.size
    column, row, size = round(glyph.x0 / near), round(glyph.baseline / near), round(glyph.size, 1)
    for i, j in product((-1, 0, 1), (-1, 0, 1)):
        for x, y in seen.get((glyph.text, size, column + i, row + j), ()):
            if abs(glyph.x0 - x) < near and abs(glyph.baseline - y) < near:
                return True
    seen.setdefault((glyph.text, size, column, row), []).append((glyph.x0, glyph.baseline))
    return False


def read_words(glyphs: Sequence[Glyph]) -> list[Word]:
    """The words of a page, raised letters and digits (1er, m², note marks) with the word they belong to."""
    rows = baseline_rows(glyphs)
    words = [row_words(row) for row in rows]
    moved = move_raised(rows, words)
    return [word for i, row in enumerate(words) for word in (row_words(rows[i]) if i in moved else row)]


def baseline_rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs on one baseline, from left to right; columns are not told apart yet."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if rows and glyph.baseline - rows[-1][0].baseline <= 0.12 * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda g: g.x0)
    return rows


def move_raised(rows: list[list[Glyph]], words: list[list[Word]]) -> set[int]:
    """Put raised glyphs into the row of the word that they follow; the rows changed."""
    hosts = sorted(((word.x1, i, word) for i, row in enumerate(words) for word in row if word.text), key=lambda h: (h[0], h[1]))
    edges = [host[0] for host in hosts]
    moved: set[int] = set()
    for i, row in enumerate(words):
        for word in row:
            if len(word.text) > 4 or not re.fullmatch(r"[\w*()°]+", word.text):
                continue
            j = find_host(word, hosts, edges)
            if j is None or j == i:
                continue
            taken = [g for g in rows[i] if word.x0 - 0.01 <= g.x0 < word.x1 and not g.text.isspace()]
            for glyph in taken:
                glyph.is_raised = True
            rows[i] = [g for g in rows[i] if not g.is_raised]
            rows[j] = sorted([*rows[j], *taken], key=lambda g: g.x0)
            moved |= {i, j}
    return moved


def find_host(word: Word, hosts: list[tuple[float, int, Word]], edges: list[float]) -> int | None:
    """The row of the bigger word that ends where a raised one starts."""
    for k in range(bisect_left(edges, word.x0 - 0.4 * 3 * word.size), len(hosts)):
        x1, row, host = hosts[k]
        if x1 > word.x0 + 0.2 * host.size:
            if x1 > word.x0 + 3 * word.size:
                return None
            continue
        rise = (host.baseline - word.baseline) / host.size
        gap = (word.x0 - x1) / host.size
        is_small = 1.2 * word.size <= host.size < 2.2 * word.size and 0.15 < rise < 0.65 and -0.2 < gap < 0.4
        is_lifted = word.text.isdigit() and 0.9 * word.size <= host.size < 1.4 * word.size and 0.3 < rise < 0.6 and -0.1 < gap < 0.15
        if is_small or is_lifted:
            return row
    return None


def row_words(row: Sequence[Glyph]) -> list[Word]:
    """The words of one row of glyphs."""
    words: list[Word] = []
    for run in split_runs(row):
        tracking = run_tracking(run)
        current: list[Glyph] = []
        spaces = ""
        opening = " "
        for glyph in run:
            if glyph.text.isspace():
                spaces += glyph.text
                continue
            if current and parts(current[-1], glyph, tracking, spaces):
                words.append(make_word(current, opening))
                opening, current = space_kind(spaces), []
            current.append(glyph)
            spaces = ""
        if current:
            words.append(make_word(current, opening))
    return words


def split_runs(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """Pieces of a row without wide gaps or jumps of size."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in row:
        if last is None or glyph.x0 - last.x1 > RUN_GAP * max(glyph.size, last.size) or is_size_jump(last, glyph):
            runs.append([])
        runs[-1].append(glyph)
        if not glyph.text.isspace():
            last = glyph
        elif last is None:
            last = None
    return runs


def is_size_jump(left: Glyph, right: Glyph) -> bool:
    """A drop cap beside its text, a number beside its label; raised glyphs are small by nature."""
    if left.is_raised or right.is_raised or right.text.isspace():
        return False
    return max(left.size, right.size) > 1.5 * min(left.size, right.size)


def run_tracking(run: Sequence[Glyph]) -> float:
    """The extra gap between the letters of a letter-spaced run, in em; 0 for ordinary text."""
    letters = [g for g in run if not g.text.isspace()]
    gaps = [
        (b.x0 - a.x1) / max(a.size, b.size)
        for a, b in pairwise(letters)
        if a.text.isalpha() and b.text.isalpha() and not a.is_raised and not b.is_raised
    ]
    if len(gaps) < 3:
        return 0.0
    gaps.sort()
    usual = gaps[int(0.4 * len(gaps))]
    return usual if usual > TRACKED_GAP else 0.0


def parts(left: Glyph, right: Glyph, tracking: float, spaces: str) -> bool:
    """Whether two neighbours belong to different words."""
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    if right.is_raised and not left.is_raised:
        return False
    need = SPACE_GLYPH_GAP if spaces else WORD_GAP
    if tracking and not spaces:
        need = max(need, 0.35 * tracking)
    return gap - tracking > need


def space_kind(spaces: str) -> str:
    """The space that was printed: no-break ones are kept."""
    return next((c for c in spaces if c in "\u00a0\u202f\u2009"), " ")


def make_word(glyphs: Sequence[Glyph], space: str) -> Word:
    """One word from its glyphs."""
    level = [g for g in glyphs if not g.is_raised] or list(glyphs)
    main = level[len(level) // 2]
    text = "".join(g.text.translate(SUPERSCRIPTS) if g.is_raised else symbol_text(g) for g in glyphs)
    if any(g.text in ACCENTS for g in glyphs):
        text = compose_accents(glyphs)
    return Word(
        text,
        min(g.x0 for g in glyphs),
        max(g.x1 for g in glyphs),
        min(g.top for g in level),
        max(g.bottom for g in level),
        median(g.baseline for g in level),
        max(g.size for g in level),
        main.font,
        space,
    )


def symbol_text(glyph: Glyph) -> str:
    """A glyph's text; a symbol whose font has no names for its glyphs reads as a bullet, a printed soft hyphen as a hyphen."""
    if glyph.text == "\u00ad":
        return "-"
    is_unnamed = glyph.text.startswith("(cid:") or "\ue000" <= glyph.text <= "\uf8ff"
    if SYMBOL_FONT.search(glyph.font) and (is_unnamed or glyph.text.isalpha()):
        return "•"
    return "\ufffd" if glyph.text.startswith("(cid:") else glyph.text


def compose_accents(glyphs: Sequence[Glyph]) -> str:
    """« ´ » drawn over « e » reads « é »."""
    texts = [symbol_text(g) for g in glyphs]
    for i, glyph in enumerate(glyphs):
        mark = ACCENTS.get(glyph.text)
        middle = (glyph.x0 + glyph.x1) / 2
        near = (j for j in (i + 1, i - 1) if mark and 0 <= j < len(glyphs) and texts[j].isalpha())
        letter = next((j for j in near if glyphs[j].x0 <= middle <= glyphs[j].x1), None)
        if mark and letter is not None:
            texts[letter] = unicodedata.normalize("NFC", texts[letter].replace("ı", "i") + mark)
            texts[i] = ""
    return "".join(texts)
