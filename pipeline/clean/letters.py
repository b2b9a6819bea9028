"""Single letters that an OCR engine took for others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.clean.draft import Draft, distinct_words, find_words, match_lines, rare_words
from pipeline.clean.letters_patterns import ALIKE, CONFUSED, LOOKALIKES, REAL_WORDS
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

SHORTEST = 4
BEFORE, AFTER = re.compile(r"(?<![\w@/.\-#])"), re.compile(r"(?![\w@/\-]|\.\w)")
"""Around a word that stands outside addresses."""
RARE = 3e-7
"""« commercants » has 1.3e-7; forms above this are words, or typos that people choose."""
LONG = 7
"""Letters of a form that no list knows before thin or round letters are tried: shorter ones are often names."""
FREQUENT = 2e-6
RATIO = 50.0
"""« commerçants » is 89 times as frequent as « commercants »; « pécher » and « pêcher » only 4 times."""
SHEETS_FLOOR = 5
FOREIGN_LETTER = re.compile(r"[\u0370-\u04ff](?:(?<=[A-Za-zÀ-ÿ].)|(?=[A-Za-zÀ-ÿ]{2}))")
MILLIONS = re.compile(r"(?<=\d)([ \u00a0]?)[mмМ](?=d?[ \u00a0]?€)")
NUMBER = re.compile(r"0[1-9][ \t]+\S")
NUMBERED = re.compile(r"[QO]([1-9])(?=[ \t]+\S)")
"""« Q2 Télétravail … P. 12 » in a table of contents whose other lines open with « 01 », « 07 »."""


def repair_letters(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« la movenne » reads « la moyenne », « Ouel est » reads « Quel est »."""
    text = draft.text
    repaired: dict[str, str] = {}
    words = distinct_words(text)
    for word in rare_words(words, RARE, knowledge):
        if len(word) >= SHORTEST and "-" not in word and not word[1:].isupper() and (right := read_again(word, words, knowledge)):
            repaired[word] = right
    changes = [
        Change(at, at + len(word), repaired[word], 0.9)
        for at, word in sorted(find_words(repaired, text, BEFORE, AFTER))
        if word.islower() or _opens_sentence(text, at)
    ]
    return [*changes, *_look_alikes(text), *_real_words(text, knowledge), *_contents_numbers(text)]


def read_again(word: str, words: set[str], knowledge: Knowledge) -> str | None:
    """The frequent French word that one confused letter makes of a rare form, None when nothing confirms it.

    >>> from pipeline.knowledge import load_knowledge
    >>> [read_again(w, set(), load_knowledge()) for w in ("guestion", "movenne", "Ouel", "gazon")]
    ['question', 'moyenne', 'Quel', None]
    """
    best, best_frequency = None, 0.0
    confused, alike = _likely_forms(word, knowledge)
    for form, frequency, is_usual in confused:
        if frequency > best_frequency and (is_usual or form in words):
            best, best_frequency = form, frequency
    if best is None and alike:
        found = {form for form, is_usual in alike if is_usual or form in words}
        return found.pop() if len(found) == 1 else None
    return best


@lru_cache(maxsize=1 << 14)
def _likely_forms(word: str, knowledge: Knowledge) -> tuple[tuple[tuple[str, float, bool], ...], tuple[tuple[str, bool], ...]]:
    """The frequent words that a rare form may be: by one confused letter, with how frequent they are; else by thin or round letters.

    Each with whether the sheets use it. Rare forms are names for the most part, and documents repeat them.
    """
    frequency, usual = knowledge.lexicon.frequencies.get, knowledge.ngrams.count
    floor = max(FREQUENT, RATIO * frequency(word.lower(), 0.0)) * (5 if word[0].isupper() else 1)
    known = [(form, frequency(form.lower(), 0.0)) for form in _with_one_changed(word, CONFUSED, 0)]
    confused = tuple((form, share, usual(form.lower()) >= SHEETS_FLOOR) for form, share in known if share > floor)
    if len(word) < LONG or word.lower() in knowledge.lexicon.frequencies:
        return confused, ()
    known = [(form, frequency(form.lower(), 0.0)) for form in _with_one_changed(word, ALIKE, 1)]
    return confused, tuple((form, usual(form.lower()) >= SHEETS_FLOOR) for form, share in known if share >= FREQUENT)


def _with_one_changed(word: str, pairs: Iterable[tuple[str, str]], first: int) -> Iterator[str]:
    """A word with one of its letters, from the given one on, as each pair has it."""
    for wrong, right in pairs:
        at = word.find(wrong, first)
        while at >= 0:
            yield word[:at] + right + word[at + len(wrong) :]
            at = word.find(wrong, at + 1)


def _opens_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 3) : position].rstrip(" \u00a0«")
    return not before or before[-1] in "\n.!?»"


def _look_alikes(text: str) -> Iterator[Change]:
    """« 7м€ » and « 7m€ » read « 7 M€ », « Рôle » (Cyrillic P) reads « Pôle »."""
    for m in MILLIONS.finditer(text) if "€" in text else ():
        yield Change(m.start(), m.end(), (m[1] or " ") + "M")
    for m in FOREIGN_LETTER.finditer(text):
        if m[0] in LOOKALIKES:
            yield Change(m.start(), m.end(), LOOKALIKES[m[0]])


def _real_words(text: str, knowledge: Knowledge) -> Iterator[Change]:
    """« An niveau national » reads « Au niveau national »: both are words, the next one decides."""
    pairs = knowledge.ngrams.pair_count
    for wrong, right in REAL_WORDS:
        for m in re.finditer(rf"{wrong} ([a-zà-ÿ]+)", text):
            if _opens_sentence(text, m.start()) and pairs(right.lower(), m[1]) >= 5 and not pairs(wrong.lower(), m[1]):
                yield Change(m.start(), m.start() + len(wrong), right, 0.9)


def _contents_numbers(text: str) -> Iterator[Change]:
    if not ("\n0" in text or text.startswith("0")) or not any(match_lines(NUMBER, text)):
        return
    for m in match_lines(NUMBERED, text):
        yield Change(m.start(), m.start() + 1, "0", 0.9)
