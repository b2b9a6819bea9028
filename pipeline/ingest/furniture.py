"""Running headers, footers and page numbers, by repetition from page to page and by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from pipeline.ingest.glyphs import Word
from pipeline.ingest.paragraphs import build_lines, join_words

ZONE = 0.13
"""The share of the page's height, above and below, where running lines stand (tall letterheads reach 0.12)."""
EDGE = 0.075
"""The share where a small line set apart is a running line even if it is printed only once."""
PIECE_GAP = 2.0
"""In em, the gap between a header's left and right part."""
FOLIO = re.compile(r"(?:page|p\.|[-–—|])? ?\d{1,4}(?: ?(?:/|sur|de) ?\d{1,4})?(?: ?[-–—|])?|[ivxlc]{1,6}", re.I)
"""« 12 », « Page 3 », « 1 / 2 », « page 2 sur 7 », « – 4 – »"""

Page = tuple[list[Word], float]
"""The words of a page and its height."""


def split_furniture(pages: Sequence[Page]) -> list[tuple[list[Word], list[list[Word]]]]:
    """For each page the words of its text and the pieces of its running lines."""
    pieces = [edge_pieces(words, height) for words, height in pages]
    seen = Counter(key for page, (_, height) in zip(pieces, pages, strict=True) for key in {piece_key(p, height) for p in page})
    sizes = [word.size for words, _ in pages for word in words for _ in word.text]
    body = median(sizes) if sizes else 10.0
    result = []
    for (words, height), page in zip(pages, pieces, strict=True):
        found = [p for p in page if is_running(p, words, height, body, seen[piece_key(p, height)])]
        gone = {id(word) for piece in found for word in piece}
        result.append(([w for w in words if id(w) not in gone], found))
    return result


def edge_pieces(words: Sequence[Word], height: float) -> list[list[Word]]:
    """Runs of words near the top and the bottom of a page."""
    near = [w for w in words if w.baseline < ZONE * height or w.baseline > (1 - ZONE) * height]
    pieces: list[list[Word]] = []
    for line in build_lines(near):
        last: Word | None = None
        for word in line.words:
            if last is None or word.x0 - last.x1 > PIECE_GAP * word.size:
                pieces.append([])
            pieces[-1].append(word)
            last = word
    return pieces


def piece_key(piece: Sequence[Word], height: float) -> tuple[str, int, int]:
    """What makes two running lines the same: the words without their numbers, the size, top or bottom."""
    text = re.sub(r"\d+", "#", join_words(piece)).casefold()
    return text, round(piece[0].size), round(piece[0].baseline / height)


def is_running(piece: Sequence[Word], words: Sequence[Word], height: float, body: float, count: int) -> bool:
    """Whether a piece repeats, is a page number, or is small and set apart at the very edge."""
    text = join_words(piece)
    top = piece[0].baseline < height / 2
    place = piece[0].baseline / height if top else 1 - piece[0].baseline / height
    if not any(c.isalnum() for c in text):
        return place < EDGE and is_apart(piece, words, top)
    if FOLIO.fullmatch(text) and place < ZONE and is_outermost(piece, words, top):
        return True
    if count > 1 and len(text) > 1:
        return is_outermost(piece, words, top) or is_apart(piece, words, top)
    is_small = piece[0].size < 0.97 * body and len(text) < 120
    return is_small and place < EDGE and is_outermost(piece, words, top) and is_apart(piece, words, top)


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
