"""Running headers, footers and page numbers, by repetition from page to page and by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from pipeline.ingest.glyphs import Word
from pipeline.ingest.paragraphs import build_lines, join_words
from pipeline.records import BBox

ZONE = 0.13
"""The share of the page's height, above and below, where running lines stand (tall letterheads reach 0.12)."""
EDGE = 0.075
"""The share where a small line set apart is a running line even if it is printed only once."""
PIECE_GAP = 2.0
"""In em, the gap between a header's left and right part."""
NOTE = re.compile(r"(?:\d{1,2}[.)]?|[⁰¹²³⁴-⁹]{1,2}|\*) ?[^\W\d_].{12}")
"""« 1. Délibération du conseil … »"""
HEIGHT_STEP = 3.0
"""Points within which running lines of different pages stand at one height."""
FOLIO = re.compile(r"(?:page|p\.|[-–—|])? ?\d{1,4}(?: ?(?:/|sur|de) ?\d{1,4})?(?: ?[-–—|])?|[ivxlc]{1,6}", re.I)
"""« 12 », « Page 3 », « 1 / 2 », « page 2 sur 7 », « – 4 – »"""

Page = tuple[list[Word], float, list[BBox]]
"""The words of a page, its height, and the rectangles of its tables, which are never running lines."""


def split_furniture(pages: Sequence[Page]) -> list[tuple[list[Word], list[list[Word]]]]:
    """For each page the words of its text and the pieces of its running lines."""
    pieces = [line_pieces([w for w in words if not in_any(w, tables)]) for words, _, tables in pages]
    seen = Counter(key for page in pieces for key in {piece_key(p) for p in page})
    texts = Counter(piece_key(p)[0] for page in pieces for p in page)
    pieces = [
        [p for p in page if min(p[0].baseline, height - p[0].baseline) < ZONE * height]
        for page, (_, height, _) in zip(pieces, pages, strict=True)
    ]
    sizes = [word.size for words, _, _ in pages for word in words for _ in word.text]
    body = median(sizes) if sizes else 10.0
    result = []
    for (words, height, _), page in zip(pages, pieces, strict=True):
        found = [p for p in page if is_running(p, words, height, body, repeats(p, seen, texts))]
        gone = {id(word) for piece in found for word in piece}
        result.append(([w for w in words if id(w) not in gone], found))
    return result


def line_pieces(words: Sequence[Word]) -> list[list[Word]]:
    """The lines of a page, parted at wide gaps."""
    pieces: list[list[Word]] = []
    for line in build_lines(words):
        last: Word | None = None
        for word in line.words:
            if last is None or word.x0 - last.x1 > PIECE_GAP * word.size:
                pieces.append([])
            pieces[-1].append(word)
            last = word
    return pieces


def in_any(word: Word, boxes: Sequence[BBox]) -> bool:
    """Whether a word stands in one of the rectangles."""
    x, y = (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)


def piece_key(piece: Sequence[Word]) -> tuple[str, int, int]:
    """What makes two running lines the same: the words (their numbers aside), the size and the height on the page."""
    text = join_words(piece).casefold()
    if sum(c.isalpha() for c in text) > 3:
        text = re.sub(r"\d+", "#", text)
    return text, round(piece[0].size), round(piece[0].baseline / HEIGHT_STEP)


def repeats(piece: Sequence[Word], seen: Counter[tuple[str, int, int]], texts: Counter[str]) -> int:
    """On how many pages a running line stands, give or take a step in height; 0 for words that stand elsewhere as often."""
    text, size, step = piece_key(piece)
    count = sum(seen[text, size, step + i] for i in (-1, 0, 1))
    return count if 2 * count > texts[text] else 0


def is_running(piece: Sequence[Word], words: Sequence[Word], height: float, body: float, count: int) -> bool:
    """Whether a piece repeats, is a page number, or is small and set apart at the very edge."""
    text = join_words(piece)
    top = piece[0].baseline < height / 2
    place = piece[0].baseline / height if top else 1 - piece[0].baseline / height
    if not any(c.isalnum() for c in text):
        return place < EDGE and is_apart(piece, words, top)
    if FOLIO.fullmatch(text) and place < ZONE and is_outermost(piece, words, top):
        return True
    is_small = median(word.size for word in piece for _ in word.text) < 0.97 * body and len(text) < 120
    apart = is_apart(piece, words, top)
    if count > 1 and len(text) > 1 and (is_small or apart):
        return is_outermost(piece, words, top) or apart
    return is_small and not NOTE.match(text) and place < EDGE and is_outermost(piece, words, top) and apart


def is_outermost(piece: Sequence[Word], words: Sequence[Word], top: bool) -> bool:
    """Whether nothing but (at most two) other lines of its kind stands between the piece and the page's edge."""
    limit = piece[0].baseline
    size = 1.6 * piece[0].size
    if top:
        return not any(w.baseline < limit - 2 * size for w in words)
    return not any(w.baseline > limit + 2 * size for w in words)


def is_apart(piece: Sequence[Word], words: Sequence[Word], top: bool) -> bool:
    """Whether white space parts the piece's line from the text."""
    limit, size = piece[0].baseline, piece[0].size
    if top:
        inner = min((w.baseline - 0.7 * w.size for w in words if w.baseline > limit + 0.5 * size), default=limit + 99 * size)
        return inner - limit > 1.2 * size
    inner = max((w.baseline for w in words if w.baseline < limit - 0.5 * size), default=limit - 99 * size)
    return limit - 0.7 * size - inner > 1.2 * size
