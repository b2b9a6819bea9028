"""What the model is given to read: the words around those that may be names.

A word may be a name when it has a capital that is not explained by the start of a sentence. The recogniser says how many
words it must see before and after one (``sight``); what lies farther away does not change what it says, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.lexicon import Lexicon

WORD = re.compile(r"\S+")
MARKS = "«»\"“”‘’'()[].,;:!?…–—-•*"
SENTENCE_ENDS = ".!?:…»"
ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['\u2019](?=\w)", re.IGNORECASE)
EVERYDAY = 3e-4
"""Of the common words that open sentences only the most frequent explain a capital: « Éducation nationale » is a name."""
LONGEST = 20_000
"""Characters that the model is given at once: it needs 1.5 GB for a million, and refuses more. Paragraphs of real documents stay below."""


def find_passages(text: str, sight: tuple[int, int] | None, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph that a recogniser reads; all of it where it must see all of it."""
    whole = ((0, len(text)),) if any(map(str.isupper, text)) else ()
    for start, end in find_windows(text, sight, lexicon) if sight else whole:
        yield from cut_passage(text, start, end)


def find_windows(text: str, sight: tuple[int, int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph around the words that may be names.

    >>> from pipeline.lexicon import load_lexicon
    >>> text = "Les élus se sont réunis. La suite de leurs travaux est attendue à Dreux avant le mois de mars."
    >>> [text[a:b] for a, b in find_windows(text, (4, 3), load_lexicon())]
    ['travaux est attendue à Dreux avant le mois']
    """
    if text.islower():
        return
    before, after = sight
    words = text.split()
    ranges: list[list[int]] = []
    for i, word in enumerate(words):
        if not word.islower() and any(map(str.isupper, word)) and not (_opens(words, i) and _is_everyday(word, lexicon)):
            first, last = max(0, i - before), min(i + after, len(words) - 1)
            if ranges and first <= ranges[-1][1]:
                ranges[-1][1] = last
            else:
                ranges.append([first, last])
    if ranges and " ".join(words) == text:
        yield from ((len(" ".join(words[:first])) + (first > 0), len(" ".join(words[: last + 1]))) for first, last in ranges)
    elif ranges:
        spans = [m.span() for m in WORD.finditer(text)]
        yield from ((spans[first][0], spans[last][1]) for first, last in ranges)


def _opens(words: Sequence[str], number: int) -> bool:
    """Whether a word is the first of a sentence, but for signs (« - Le »)."""
    while number:
        number -= 1
        last = words[number][-1]
        if last in SENTENCE_ENDS:
            return True
        if last.isalnum():
            return False
    return True


@lru_cache(maxsize=4096)
def _is_everyday(word: str, lexicon: Lexicon) -> bool:
    """Whether the start of a sentence explains a word's capital."""
    bare = word.strip(MARKS)
    if elided := ELIDED.match(bare):
        bare = bare[elided.end() :]
    if bare.islower():
        return True
    is_word = bare[1:].islower() or len(bare) == 1
    return is_word and lexicon.frequency(bare) >= EVERYDAY and lexicon.is_common(bare)


def cut_passage(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A passage, cut at spaces where it is longer than the model's memory allows.

    >>> list(cut_passage("La Ville de Brest", 0, 17))
    [(0, 17)]
    """
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
