"""Running headers, footers and page numbers, by repetition from page to page and by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from pipeline.ingest.characters import Floats
from pipeline.ingest.paragraphs import line_words
from pipeline.ingest.words import Word, join_words, usual_letter_size
from pipeline.records import BBox

ZONE = 0.13
"""The share of the page's height, above and below, where running lines stand (tall letterheads reach 0.12)."""
EDGE = 0.075
"""The share where a small line set apart is a running line even if it is printed only once."""
PIECE_GAP = 2.0
"""In em, the gap between a header's left and right part."""
NOTE = re.compile(r"(?:\d{1,2}[.)]?|[⁰¹²³⁴-⁹]{1,2}|\*) ?[^\W\d_].{12}")
"""« 1. Délibération du conseil … »"""
CUT_WORD = re.compile(r"[^\W\d_]-$")
"""A word cut at the end of the page goes on: it is text, and in a list of names it recurs."""
FOUR_LETTERS = re.compile(r"[^\W\d_](?:[\W\d_]*[^\W\d_]){3}")
NUMBER = re.compile(r"\d+")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
LARGE = 1.2
"""Times the body's size: running lines are not printed larger; titles of slides are, and recur."""
SMALL = 0.87
"""Times the body's size: clearly smaller print."""
SAME_SIZE = 0.06
REPEATED = 0.34
"""The share of pages on which a line of the text's own size and place must recur: labels of minutes recur on two or three."""
HEIGHT_STEP = 3.0
"""Points within which running lines of different pages stand at one height."""
FOLIO = re.compile(r"(?:page|p\.|[-–—|])? ?\d{1,4}(?: ?(?:/|sur|de) ?\d{1,4})?(?: ?[-–—|])?|[ivxlc]{1,6}", re.I)
"""« 12 », « Page 3 », « 1 / 2 », « page 2 sur 7 », « – 4 – »"""

Key = tuple[str, int, int]
"""The words of a piece, its size, its height."""
Page = tuple[list[Word], float, list[BBox]]
"""The words of a page, its height, and the rectangles of its tables, which are never running lines."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a document is printed: what tells its running lines from its text."""

    body: float
    """The size of most letters."""
    page_count: int
    reach: tuple[float, float] | None
    """How far up and down the text goes on other pages; None where there is but one page."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the words of a page stand, and how large they are."""

    baseline: Floats
    size: Floats


def split_furniture(pages: Sequence[Page]) -> list[tuple[list[Word], list[list[Word]]]]:
    """For each page the words of its text and the pieces of its running lines."""
    pieces = [line_pieces(words) for words, _, _ in pages]
    keys = [[piece_key(piece) for piece in page] for page in pieces]
    seen = Counter(key for page in keys for key in set(page))
    texts = Counter(text for page in keys for text, _, _ in page)
    look = measure_print(pages)
    result = []
    for (words, height, tables), page, names in zip(pages, pieces, keys, strict=True):
        rows = Rows(np.array([w.baseline for w in words]), np.array([w.size for w in words]))
        edges = [
            (piece, key)
            for piece, key in zip(page, names, strict=True)
            if min(piece[0].baseline, height - piece[0].baseline) < ZONE * height and not in_any(piece[0], tables)
        ]
        found = [piece for piece, key in edges if is_running(piece, rows, height, look, repeats(key, seen, texts))]
        gone = {id(word) for piece in found for word in piece}
        result.append(([w for w in words if id(w) not in gone] if gone else words, found))
    return result


def measure_print(pages: Sequence[Page]) -> Print:
    """The size of the text and its reach: the second highest and second lowest page count, so that no page speaks for itself."""
    body = usual_letter_size(word for words, _, _ in pages for word in words)
    feet = [[w.baseline for w in words if abs(w.size - body) < SAME_SIZE * body] for words, _, _ in pages]
    tops, bottoms = sorted(min(f) for f in feet if f), sorted(max(f) for f in feet if f)
    return Print(body, len(pages), (tops[1], bottoms[-2]) if len(tops) > 1 else None)


def line_pieces(words: Sequence[Word]) -> list[list[Word]]:
    """The lines of a page, parted at wide gaps."""
    pieces: list[list[Word]] = []
    for line in line_words(words):
        right = float("-inf")
        for word in line:
            if word.x0 - right > PIECE_GAP * word.size:
                pieces.append([word])
            else:
                pieces[-1].append(word)
            right = word.x1
    return pieces


def in_any(word: Word, boxes: Sequence[BBox]) -> bool:
    """Whether a word stands in one of the rectangles."""
    x, y = (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)


def piece_key(piece: Sequence[Word]) -> Key:
    """What makes two running lines the same: the words (their numbers aside), the size and the height on the page."""
    text = join_words(piece).casefold()
    if FOUR_LETTERS.search(text):
        text = NUMBER.sub("#", text)
    return text, round(piece[0].size), round(piece[0].baseline / HEIGHT_STEP)


def repeats(key: Key, seen: Counter[Key], texts: Counter[str]) -> int:
    """On how many pages a running line stands, give or take a step in height; 0 for words that stand elsewhere as often."""
    text, size, step = key
    count = sum(seen[text, size, step + i] for i in (-1, 0, 1))
    return count if 2 * count > texts[text] else 0


def is_running(piece: Sequence[Word], rows: Rows, height: float, look: Print, count: int) -> bool:
    """Whether a piece repeats, is a page number, or is small and set apart at the very edge."""
    text = join_words(piece)
    if CUT_WORD.search(text):
        return False
    size = median(word.size for word in piece for _ in word.text)
    top = piece[0].baseline < height / 2
    place = piece[0].baseline / height if top else 1 - piece[0].baseline / height
    apart, outermost = is_apart(piece, rows, top), is_outermost(piece, rows, top)
    if not any(c.isalnum() for c in text):
        return place < EDGE and apart
    if FOLIO.fullmatch(text) and not YEAR.fullmatch(text):
        return apart and outermost and size < LARGE * look.body
    beyond = look.reach is None or not look.reach[0] - 1 < piece[0].baseline < look.reach[1] + 1
    need = 2 if beyond else max(2, REPEATED * look.page_count)
    if count >= need and len(text) > 1 and size < LARGE * look.body:
        return outermost and (apart or size < 0.97 * look.body)
    if NOTE.match(text) or len(text) > 120 or place > EDGE or not (apart and outermost and beyond):
        return False
    return size < (SMALL if look.page_count > 1 else 0.97) * look.body


def is_outermost(piece: Sequence[Word], rows: Rows, top: bool) -> bool:
    """Whether nothing but (at most two) other lines of its kind stands between the piece and the page's edge."""
    limit = piece[0].baseline
    size = 1.6 * piece[0].size
    if top:
        return bool(rows.baseline.min() >= limit - 2 * size)
    return bool(rows.baseline.max() <= limit + 2 * size)


def is_apart(piece: Sequence[Word], rows: Rows, top: bool) -> bool:
    """Whether white space parts the piece's line from the text."""
    limit, size = piece[0].baseline, piece[0].size
    if top:
        below = rows.baseline > limit + 0.5 * size
        inner = (rows.baseline[below] - 0.7 * rows.size[below]).min(initial=limit + 99 * size)
        return bool(inner - limit > 1.2 * size)
    inner = rows.baseline[rows.baseline < limit - 0.5 * size].max(initial=limit - 99 * size)
    return bool(limit - 0.7 * size - inner > 1.2 * size)
