"""Single letters that an OCR engine took for others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean.draft import Draft, distinct_words, find_words, match_lines
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
MILLIONS = re.compile(r"(?<=\d)([ \u00a0]?)[mмМ](?=d?[ \u00a0]?€)")
NUMBER = re.compile(r"0[1-9][ \t]+\S")
NUMBERED = re.compile(r"[QO]([1-9])(?=[ \t]+\S)")
"""« Q2 Télétravail … P. 12 » in a table of contents whose other lines open with « 01 », « 07 »."""


def repair_letters(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« la movenne » reads « la moyenne », « Ouel est » reads « Quel est »."""
    text = draft.text
    repaired: dict[str, str] = {}
    frequency = knowledge.lexicon.frequencies.get
    words = distinct_words(text)
    for word in [word for word in words if len(word) >= SHORTEST and frequency(word.lower(), 0.0) < RARE]:
        if "-" not in word and not word[1:].isupper() and (right := read_again(word, words, knowledge)):
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
    frequency = knowledge.lexicon.frequencies.get
    floor = max(FREQUENT, RATIO * frequency(word.lower(), 0.0)) * (5 if word[0].isupper() else 1)
    best, best_frequency = None, floor
    for wrong, right in CONFUSED:
        at = word.find(wrong)
        while at >= 0:
            form = word[:at] + right + word[at + len(wrong) :]
            found = frequency(form.lower(), 0.0)
            if found > best_frequency and (form in words or knowledge.ngrams.count(form.lower()) >= SHEETS_FLOOR):
                best, best_frequency = form, found
            at = word.find(wrong, at + 1)
    if best is None and len(word) >= LONG and word.lower() not in knowledge.lexicon.frequencies:
        return _unknown_again(word, words, knowledge)
    return best


def _unknown_again(word: str, words: set[str], knowledge: Knowledge) -> str | None:
    """The one frequent word that a likeness of thin or round letters makes of a long form nobody uses."""
    found = set()
    for wrong, right in ALIKE:
        at = word.find(wrong, 1)
        while at >= 0:
            form = word[:at] + right + word[at + 1 :]
            at = word.find(wrong, at + 1)
            if knowledge.lexicon.frequencies.get(form.lower(), 0.0) >= FREQUENT and (
                form in words or knowledge.ngrams.count(form.lower()) >= SHEETS_FLOOR
            ):
                found.add(form)
    return found.pop() if len(found) == 1 else None


def _opens_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 3) : position].rstrip(" \u00a0«")
    return not before or before[-1] in "\n.!?»"


def _look_alikes(text: str) -> Iterator[Change]:
    """« 7м€ » and « 7m€ » read « 7 M€ », « Рôle » (Cyrillic P) reads « Pôle »."""
    for m in MILLIONS.finditer(text) if "€" in text else ():
        yield Change(m.start(), m.end(), (m[1] or " ") + "M")
    if not any(letter in text for letter in LOOKALIKES):
        return
    for m in re.finditer(r"(?<=[A-Za-zÀ-ÿ])[\u0370-\u04ff]|[\u0370-\u04ff](?=[A-Za-zÀ-ÿ]{2})", text):
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
