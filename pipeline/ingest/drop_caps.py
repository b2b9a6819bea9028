"""Drop caps, by their geometry: letters much bigger than the lines beside them, one of which they open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.paragraphs import PrintedLine, line_words
from pipeline.ingest.words import Word, join_words, usual_letter_size

CAP_RATIO = 1.6
"""A drop cap is at least this much bigger than its text (two-line caps of five producers: 2.1 and more)."""
CAP_TEXT = re.compile(r"(?:«[ \u00a0\u202f\u2009]?|“)?(?:[^\W\d_]{1,2}|[^\W\d_]['’]|\d{1,4})|«")
"""« L », « À », « En », « L’ », « « N », « 15 »"""
CAP_DROP = 0.45
"""In em of the text, how far a cap's foot may miss its line's: floats of browsers hang up to 0.3 above it."""


@dataclass(slots=True)
class DropCap:
    """The words of a drop cap and the first word of the line that it belongs to."""

    words: list[Word]
    host: Word


def find_drop_caps(words: Sequence[Word]) -> list[DropCap]:
    """Letters much bigger than the lines beside them, with their foot on one of these lines' baselines."""
    if not words:
        return []
    body = usual_letter_size(words)
    large = sorted((w for w in words if w.size >= CAP_RATIO * body), key=lambda w: (round(w.baseline), w.x0))
    groups: list[list[Word]] = []
    for word in large:
        last = groups[-1][-1] if groups else None
        if last and abs(word.baseline - last.baseline) < 1 and abs(word.size - last.size) < 1 and word.x0 - last.x1 < 0.8 * word.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    candidates = [g for g in groups if CAP_TEXT.fullmatch(join_words(g))]
    return [cap for group in candidates if (cap := match_cap(group, words))]


def match_cap(group: list[Word], words: Sequence[Word]) -> DropCap | None:
    """The lines beside a large glyph, if they are text that it opens."""
    x0, x1, size, foot = group[0].x0, group[-1].x1, group[0].size, group[0].baseline
    right = [w for w in words if w.size * CAP_RATIO <= size and x1 - 0.35 * size < w.x0]
    beside = [w for w in right if foot - 0.85 * size < w.baseline < foot + CAP_DROP * w.size]
    firsts = [line[0] for line in line_words(beside)]
    starts = [word for word in firsts if word.x0 - x1 < max(0.5 * size, 1.5 * word.size)]
    if len(starts) < 2:
        return None
    text_size = starts[0].size
    leading = (starts[-1].baseline - starts[0].baseline) / (len(starts) - 1)
    last = starts[-1].baseline
    under = [w for w in words if abs(w.size - text_size) < 0.15 * text_size and last + 0.5 * leading < w.baseline < last + 2.6 * leading]
    indented = [w for w in under if abs(w.x0 - starts[-1].x0) < 1 and w.baseline < last + 1.4 * leading]
    if indented:  # a float that reaches into one line more
        last = indented[0].baseline
        beside += [w for w in under if abs(w.baseline - last) < 1 and w.x0 >= indented[0].x0 - 1]
    is_flush = any(abs(w.x0 - x0) < text_size and 0.5 * leading < w.baseline - last < 1.6 * leading for w in under)
    is_number = any(c.isdigit() for w in group for c in w.text)
    on_baseline = abs(starts[-1].baseline - foot) < CAP_DROP * text_size
    if leading > 2.2 * text_size or not (is_flush or (on_baseline and not is_number)):  # else a key figure beside its label
        return None
    for word in beside:
        word.is_covered = True
    return DropCap(group, starts[0])


def insert_caps(lines: list[PrintedLine], caps: Sequence[DropCap]) -> list[PrintedLine]:
    """Each drop cap as a line of its own before the line that it opens."""
    hosts = {id(cap.host): cap for cap in caps}
    result: list[PrintedLine] = []
    for line in lines:
        if cap := hosts.get(id(line.words[0])):
            result.append(PrintedLine(cap.words, role="drop_cap"))
        result.append(line)
    return result
