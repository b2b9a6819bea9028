"""From the characters of a PDF page to its words, spelled as they are printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.ingest.characters import UNKNOWN, Characters, Flags, Integers
from pipeline.ingest.glyphs import Glyphs, Pieces, arrange, codes_that, drop_repeated, find_rows, is_visible, split_words
from pipeline.ingest.raised import move_raised
from pipeline.ingest.words import Word

SPACES = [ord(c) for c in "\u00a0\u202f\u2009"]
"""No-break and thin spaces, which are kept."""
SYMBOL_FONT = re.compile(r"dingbat|wingding|webding|symbol|marvosym|fontawesome|msam|cmsy|lmmathsym", re.I)
SUPERSCRIPTS = dict(zip(map(ord, "0123456789"), map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), strict=True))
ACCENTS = {"´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "¨": "\u0308", "¸": "\u0327", "˜": "\u0303"}
"""Accents that old TeX files draw as glyphs of their own over the letter."""
ACCENT_CODES = [ord(c) for c in ACCENTS]
SOFT_HYPHEN = 0xAD


def read_words(characters: Characters) -> list[Word]:
    """The words of a page, raised letters and digits (1er, m², note marks) with the word they belong to."""
    characters = drop_repeated(characters.take(is_visible(characters)))
    if not len(characters):
        return []
    glyphs = arrange(characters, find_rows(characters), np.zeros(len(characters), bool))
    pieces = split_words(glyphs)
    words = make_words(glyphs, pieces)
    if move_raised(glyphs, pieces, words):
        glyphs = arrange(glyphs.characters, glyphs.row, glyphs.is_raised)
        words = make_words(glyphs, split_words(glyphs))
    return words


def make_words(glyphs: Glyphs, pieces: Pieces) -> list[Word]:
    """The words, from top to bottom and left to right. Raised glyphs have no say in a word's height."""
    starts = pieces.starts
    if not len(starts):
        return []
    found = glyphs.characters.take(pieces.inked)
    raised = glyphs.is_raised[pieces.inked]
    ends = np.append(starts[1:], len(found))
    middle = (starts + ends) // 2
    if raised.any():
        raised &= ~np.repeat(np.logical_and.reduceat(raised, starts), ends - starts)  # all of a word: then it is level
        for i in np.unique(np.searchsorted(starts, np.flatnonzero(raised), "right") - 1).tolist():
            level = np.flatnonzero(~raised[starts[i] : ends[i]])
            middle[i] = starts[i] + level[len(level) // 2]
    letters = "".join(map(chr, printed_codes(found, glyphs.is_raised[pieces.inked]).tolist()))
    bounds = [0, *ends.tolist()]
    texts = [letters[start:end] for start, end in pairwise(bounds)]
    for i in np.unique(np.searchsorted(starts, np.flatnonzero(np.isin(found.codes, ACCENT_CODES)), "right") - 1).tolist():
        texts[i] = compose_accents(texts[i], found.x0[starts[i] : ends[i]].tolist(), found.x1[starts[i] : ends[i]].tolist())
    return list(
        map(
            Word,
            texts,
            np.minimum.reduceat(found.x0, starts).tolist(),
            np.maximum.reduceat(found.x1, starts).tolist(),
            np.minimum.reduceat(np.where(raised, np.inf, found.top), starts).tolist(),
            np.maximum.reduceat(np.where(raised, -np.inf, found.bottom), starts).tolist(),
            found.baseline[middle].tolist(),
            np.maximum.reduceat(np.where(raised, 0.0, found.size), starts).tolist(),
            [found.fonts[font] for font in found.font[middle].tolist()],
            word_spaces(glyphs, pieces),
        )
    )


def word_spaces(glyphs: Glyphs, pieces: Pieces) -> list[str]:
    """What parts each word from the one before it: a plain space, or the no-break one that was printed."""
    spaces = [" "] * len(pieces.starts)
    first_glyphs = pieces.inked[pieces.starts]
    codes = glyphs.characters.codes
    for place in reversed(np.flatnonzero(np.isin(codes, SPACES)).tolist()):
        word = int(np.searchsorted(first_glyphs, place))
        if word < len(spaces) and not pieces.opens_run[word] and glyphs.is_space[place : first_glyphs[word]].all():
            spaces[word] = chr(codes[place])
    return spaces


def printed_codes(found: Characters, is_raised: Flags) -> Integers:
    """The codes as they are read: raised digits as such, symbols whose font has no names for them as bullets, soft hyphens as hyphens."""
    codes = np.where(found.codes == SOFT_HYPHEN, ord("-"), found.codes)
    symbols = [i for i, name in enumerate(found.fonts) if SYMBOL_FONT.search(name)]
    if symbols and (of_symbols := np.isin(found.font, symbols)).any():
        is_private = (codes >= 0xE000) & (codes <= 0xF8FF)
        codes = np.where(of_symbols & ((codes == UNKNOWN) | is_private | codes_that(str.isalpha, codes)), ord("•"), codes)
    for i in np.flatnonzero(is_raised).tolist():
        codes[i] = SUPERSCRIPTS.get(int(codes[i]), codes[i])
    return codes


def compose_accents(text: str, lefts: Sequence[float], rights: Sequence[float]) -> str:
    """« ´ » drawn over « e » reads « é ».

    >>> compose_accents("´ete", [0.5, 0, 5, 8], [3, 5, 8, 12])
    'éte'
    """
    texts = list(text)
    for i, letter in enumerate(text):
        mark = ACCENTS.get(letter)
        middle = (lefts[i] + rights[i]) / 2
        near = (j for j in (i + 1, i - 1) if mark and 0 <= j < len(texts) and texts[j].isalpha())
        host = next((j for j in near if lefts[j] <= middle <= rights[j]), None)
        if mark and host is not None:
            texts[host] = unicodedata.normalize("NFC", texts[host].replace("ı", "i") + mark)
            texts[i] = ""
    return "".join(texts)
