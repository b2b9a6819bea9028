"""Letters and digits printed raised, which stand on a row of their own: « 1er », « m² », note marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.ingest.glyphs import Glyphs, Pieces
from pipeline.ingest.words import Word

RAISED = re.compile(r"[\w*()°]{1,4}")
"""« er », « 2 », « (1) »: what may be printed raised."""


def move_raised(glyphs: Glyphs, pieces: Pieces, words: list[Word]) -> bool:
    """Put raised glyphs into the row of the word that they follow; whether there are any."""
    rows = glyphs.row[pieces.inked[pieces.starts]].tolist()
    candidates = raised_rows(words, rows)
    if not candidates:
        return False
    hosts = sorted(((word.x1, i) for i, word in enumerate(words)), key=lambda host: host[0])
    edges = [edge for edge, _ in hosts]
    bounds = [*pieces.starts.tolist(), len(pieces.inked)]
    is_moved = False
    for i, word in enumerate(words):
        needs_digits = candidates.get(rows[i])
        if needs_digits is None or not RAISED.fullmatch(word.text) or (needs_digits and not word.text.isdigit()):
            continue
        host = find_host(word, words, hosts, edges)
        if host is not None and rows[host] != rows[i]:
            taken = pieces.inked[bounds[i] : bounds[i + 1]]
            glyphs.row[taken] = rows[host]
            glyphs.is_raised[taken] = True
            is_moved = True
    return is_moved


def raised_rows(words: Sequence[Word], rows: Sequence[int]) -> dict[int, bool]:
    """The rows that stand a little above another row, as raised letters do; True where only digits may (no row is larger)."""
    feet: dict[int, tuple[float, float, float]] = {}
    for word, row in zip(words, rows, strict=True):
        look = (word.baseline, word.size, word.size)
        if (known := feet.get(row, look)) != look:
            look = (max(known[0], word.baseline), min(known[1], word.size), max(known[2], word.size))
        feet[row] = look
    biggest = max(word.size for word in words)
    numbers = sorted(feet)
    found: dict[int, bool] = {}
    for at, number in enumerate(numbers):
        foot, smallest, _ = feet[number]
        for other in numbers[at + 1 :]:
            rise = feet[other][0] - foot
            if rise > 0.66 * biggest:
                break
            if 0.1 * smallest < rise < 0.7 * feet[other][2]:
                found[number] = found.get(number, True) and feet[other][2] < 1.2 * smallest
    return found


def find_host(word: Word, words: Sequence[Word], hosts: Sequence[tuple[float, int]], edges: Sequence[float]) -> int | None:
    """The bigger word that ends where a raised one starts."""
    for k in range(bisect_left(edges, word.x0 - 0.4 * 3 * word.size), bisect_right(edges, word.x0 + 3 * word.size)):
        x1, i = hosts[k]
        host = words[i]
        rise = (host.baseline - word.baseline) / host.size
        gap = (word.x0 - x1) / host.size
        if not 0.15 < rise < 0.65 or gap < -0.2:
            continue
        is_small = 1.2 * word.size <= host.size < 2.2 * word.size and gap < 0.4
        is_lifted = word.text.isdigit() and 0.9 * word.size <= host.size < 1.4 * word.size and 0.3 < rise < 0.6 and -0.1 < gap < 0.15
        if is_small or is_lifted:
            return i
    return None
