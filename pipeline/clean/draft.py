"""The text of one document between two cleaning rules, and the ledger so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import filterfalse

import msgspec

from pipeline.knowledge import Knowledge
from pipeline.lexicon import Lexicon
from pipeline.memo import keep_last
from pipeline.offsets import Change, Locator, OffsetMap, compose, offset_map, replay
from pipeline.records import Edit, Line, RawDocument

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST = 60
"""Letters of a word: the longest name of a commune has 45. Rules try each letter of a word, which of 500,000 took 15 s."""


class Draft(msgspec.Struct, frozen=True):
    """What a rule is given: the text as the earlier rules left it. ``apply`` gives the next draft."""

    raw: RawDocument
    text: str
    edits: tuple[Edit, ...] = ()

    def apply(self, changes: Iterable[Change], rule: str) -> Draft:
        """The draft after a rule's changes, each now an Edit in the ledger."""
        listed = list(changes)
        if not listed:
            return self
        edits = compose(self.raw.text, self.edits, listed, rule, self.text)
        return Draft(self.raw, replay(self.raw.text, edits), edits)

    def map(self) -> OffsetMap:
        """Positions between the raw text and this draft's."""
        return offset_map(self.edits)

    def locator(self) -> Locator:
        """Lines, pages and boxes of this draft's text."""
        return Locator(self.edits, self.raw.lines)

    def layout(self) -> list[tuple[int, int, Line]]:
        """(start, end, line) in this draft's text for each printed line that still has text."""
        if not self.raw.lines:
            return []
        places = self.map()
        spans = ((*places.clean_span(line.start, line.end), line) for line in self.raw.lines)
        return [(a, b, line) for a, b, line in spans if b > a]


def match_lines(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern at line starts (twenty times as fast as « ^ » in a search of the whole text).

    >>> [m[0] for m in match_lines(re.compile("[ab]"), "a\\nc\\nb")]
    ['a', 'b']
    """
    start = 0
    while start <= len(text):
        if found := pattern.match(text, start):
            yield found
        start = text.find("\n", start) + 1 or len(text) + 1


REMEMBERED = 1 << 15
"""Frequent words: 100,000 words of the sample hold 6,000 different ones."""
MARK = re.compile(r"\n[ \t]*(?:[^\w\s]|_)")


@keep_last
def marked_lines(text: str) -> list[int]:
    """The starts of the lines that open with a mark instead of a word, and of the first line: few of a text.

    >>> marked_lines("a\\n- b\\nc\\n  # d")
    [0, 2, 8]
    """
    return [0, *(m.start() + 1 for m in MARK.finditer(text))]


def match_marked(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """``match_lines`` for a pattern that begins with a mark, blanks aside."""
    return filter(None, (pattern.match(text, start) for start in marked_lines(text)))


def find_words(words: Iterable[str], text: str, before: re.Pattern[str], after: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Where words stand between what may stand around them (one search each: a pattern of them all looks at each letter).

    >>> list(find_words(["le", "la"], "la salle, la", re.compile(r"(?<!\\w)"), re.compile(r"(?!\\w)")))
    [(0, 'la'), (10, 'la')]
    """
    for word in words:
        at = text.find(word)
        while at >= 0:
            if before.match(text, at) and after.match(text, at + len(word)):
                yield at, word
            at = text.find(word, at + 1)


@keep_last
def distinct_words(text: str) -> set[str]:
    """The words of a text, hyphens inside kept, none longer than LONGEST; what stands in addresses is cut like the rest.

    >>> sorted(distinct_words("(Saint-Denis, la ville) la"))
    ['Saint-Denis', 'la', 'ville']
    """
    return set().union(*map(_words_of_line, text.split("\n")))


@lru_cache(maxsize=1 << 12)
def _words_of_line(line: str) -> tuple[str, ...]:
    """The words of a line, most of which the next rules find as it was."""
    return tuple([word for word in WORD.findall(line) if len(word) <= LONGEST])


def rare_words(words: set[str], share: float, knowledge: Knowledge) -> list[str]:
    """The words that make up less than a share of all words in French."""
    frequent = _frequent_words(knowledge.lexicon, share)
    others, frequency = words - frequent, knowledge.lexicon.frequencies.get
    rare = [word for word in others if frequency(word.lower(), 0.0) < share]
    if len(frequent) < REMEMBERED:
        frequent.update(others.difference(rare))
    return rare


@lru_cache(maxsize=4)
def _frequent_words(lexicon: Lexicon, share: float) -> set[str]:
    """The words met so far that are no rare ones, for a text holds hundreds of them that the texts before it held."""
    return set()


@keep_last
def capitalised_words(text: str) -> set[str]:
    """The distinct words of a text with a capital first and small letters after."""
    return {word for word in filterfalse(str.islower, distinct_words(text)) if word[0].isupper() and not word.isupper()}
