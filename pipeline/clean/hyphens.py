"""Hyphens that the line end put in, and hyphens that it took away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.clean.draft import Draft, distinct_words, find_words, rare_words
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change
from pipeline.registers import Registers

WORD = r"[^\W\d_]+"
LINE_END = re.compile(rf"-((?:[ \t]*\n\s*(?:[-•→][ \t]+)?)|[ \t]+)({WORD})")
"""« transfor-/mation », « PROFESSION- NALISATION »"""
INNER = re.compile(rf"-({WORD})(?![\w@/\-]|\.\w)")
"""« expérimen-tation »"""
WORD_BEFORE = re.compile(rf"(?<![\w@/.\-])(?:{WORD}-)*{WORD}$")
LONGEST = 40
SUSPENDED_BEFORE = frozenset("et ou à ni".split())
"""« les pré- et post-évaluations » keeps its hanging hyphen."""
HEADS = frozenset(
    "sous vice demi non après avant mi entre grand mini semi quasi dix vingt trente quarante cinquante soixante quatre".split()
)
"""What French puts before a hyphen; « sous-jacent » needs no other proof."""
GLUING = frozenset(
    "anti auto bi bio co contre dé éco électro euro extra géo hyper in infra inter intra macro micro mono multi néo para péri photo pluri "
    "poly post pré pro psycho radio re ré socio sur super supra télé tri ultra uni vidéo".split()
)
"""What French also writes without a hyphen: « interfilière », « socioculturel »."""
EVERYDAY = 3e-5
"""Two words this frequent that stand glued in an unknown form: « femmeshommes »."""
WHOLE_WORD = 5e-8
"""A part rarer than this is no word (« tation » has 7e-8, « lées » 4e-8, wordfreq's noise begins near 1e-7)."""
PART = 3e-7
SHORTEST_RESTORED = 7
COMMON = 1e-7
BEFORE, AFTER = re.compile(r"(?<![\w@/.\-])"), re.compile(r"(?![\w@/\-]|\.\w)")
"""Around a word that stands outside addresses."""


def join_hyphenated(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« transfor-\\nmation » reads « transformation »; « Saint-\\nDenis » keeps its hyphen."""
    text, changes = draft.text, []
    for m in LINE_END.finditer(text):
        gap, second = m.groups()
        before = WORD_BEFORE.search(text, max(0, m.start() - LONGEST), m.start())
        is_suspended = second.lower() in SUSPENDED_BEFORE and text[m.end() : m.end() + 1] != "-"  # « c’est-/à-dire » is none
        if not before or is_suspended:
            continue
        joined = is_one_word(before[0], second, text, knowledge)
        if "\n" not in gap and not joined:
            continue
        if gap.count("\n") > 1 and knowledge.lexicon.frequency(before[0] + second) < WHOLE_WORD:
            continue  # another block: only a word that is surely one
        changes.append(Change(m.start(), m.start(2), "" if joined else "-", 0.95))
    for m in INNER.finditer(text):
        before = WORD_BEFORE.search(text, max(0, m.start() - LONGEST), m.start())
        if before and "-" not in before[0] and is_broken_inside(before[0], m[1], text, knowledge):
            changes.append(Change(m.start(), m.end(), _second_half(before[0], m[1]), 0.95))
    return changes


def _second_half(first: str, second: str) -> str:
    """The second half in the capitals of the first: « PROBLÉ-Matique » reads « PROBLÉMATIQUE »."""
    if first.isupper() and len(first) > 1 and not second.isupper():
        return second.upper()
    if first[-1:].islower() and second[:1].isupper():
        return second.lower()
    return second


def is_one_word(first: str, second: str, text: str, knowledge: Knowledge) -> bool:
    """Whether the hyphen at a line end only marks the break."""
    if second[0].isupper() and not first.isupper():
        return False
    whole, kept = f"{first}{second}", f"{first}-{second}"
    if knowledge.registers.places(kept):
        return False
    frequency = knowledge.lexicon.frequencies.get
    last = whole.rpartition("-")[2].lower()
    known = frequency(last, 0.0)
    meaningful = min(frequency(first.lower(), 0.0), frequency(second.lower(), 0.0)) >= PART
    if knowledge.ngrams.count(kept.lower()) or (meaningful and re.search(rf"(?<!\w){re.escape(kept)}(?!\w)", text, re.IGNORECASE)):
        return False
    if known >= WHOLE_WORD or re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", text, re.IGNORECASE):
        return True
    if second[0].isupper():  # an unknown whole in capitals is a name: « MAS BELVAL-/MONTCLAIR »
        return False
    # an unknown whole: a compound keeps its hyphen, a long word whose parts mean nothing does not
    return frequency(second.lower(), 0.0) < WHOLE_WORD and first.lower() not in HEADS


def is_broken_inside(first: str, second: str, text: str, knowledge: Knowledge) -> bool:
    """Whether a hyphen inside a line is one that an earlier line end left."""
    frequency = knowledge.lexicon.frequencies.get
    whole = frequency((first + second).lower(), 0.0)
    if whole < WHOLE_WORD or (second[0].isupper() and first[-1].islower() and not first.istitle()):
        return False
    parts = [frequency(part.lower(), 0.0) for part in (first, second)]
    if first.lower() in HEADS or min(len(first), len(second)) < 3 or min(parts) >= PART or whole < 3 * min(parts):
        return False
    if second[0].isupper() and not first.isupper():
        return False
    return not (knowledge.ngrams.count(f"{first}-{second}".lower()) or knowledge.registers.places(f"{first}-{second}"))


def restore_hyphens(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« savoirfaire » reads « savoir-faire », « Clichysous-Bois » reads « Clichy-sous-Bois »."""
    text = draft.text
    repaired: dict[str, str] = {}
    words = distinct_words(text)
    for word in rare_words(words, COMMON, knowledge):
        if len(word) >= SHORTEST_RESTORED and (shown := find_lost_hyphen(word, words, knowledge)):
            repaired[word] = shown
    return [Change(at, at + len(word), repaired[word], 0.9) for at, word in sorted(find_words(repaired, text, BEFORE, AFTER))]


def find_lost_hyphen(word: str, words: set[str], knowledge: Knowledge) -> str | None:
    """The word with its hyphen, where the register, the document or French at large proves it."""
    if word[0].isupper() and "-" in word:
        if _is_place(word, knowledge.registers):
            return None
        return next((shown for shown in _hyphenations(word) if _is_place(shown, knowledge.registers)), None)
    if "-" in word or not word.islower():
        return None
    return next((shown for shown, is_proved in _compounds(word, knowledge) if is_proved or shown in words), None)


@lru_cache(maxsize=1 << 14)
def _compounds(word: str, knowledge: Knowledge) -> tuple[tuple[str, bool], ...]:
    """The compounds that a rare word may be, each with whether French at large proves it."""
    frequency = knowledge.lexicon.frequencies.get
    found = []
    for i in range(2, len(word) - 1):
        first, second = word[:i], word[i:]
        weakest = frequency(first, 0.0)
        if weakest < PART or (weakest := min(weakest, frequency(second, 0.0))) < PART or first in GLUING:
            continue
        shown = f"{first}-{second}"
        is_everyday = weakest >= EVERYDAY and min(len(first), len(second)) >= 5 and word not in knowledge.lexicon.frequencies
        found.append((shown, bool(first in HEADS or knowledge.ngrams.count(shown) or is_everyday)))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _is_place(name: str, registers: Registers) -> bool:
    """Whether a hyphenated name is a place's; the register is asked only where each part stands in the name of some place."""
    return all(map(registers.may_name, name.split("-"))) and bool(registers.places(name))


def _hyphenations(word: str) -> Iterator[str]:
    """The word with one more hyphen, at each place between two letters."""
    for i in range(2, len(word) - 1):
        if word[i - 1].isalpha() and word[i].isalpha():
            yield f"{word[:i]}-{word[i:]}"
