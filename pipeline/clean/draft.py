"""The text of one document between two cleaning rules, and the ledger so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.memo import keep_last
from pipeline.offsets import Change, Locator, OffsetMap, compose, replay
from pipeline.records import Edit, Line, RawDocument

LONGEST = 60
"""Letters of a word: the longest name of a commune has 45. Rules try each letter of a word, which of 500,000 took 15 s."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule is given: the text as the earlier rules left it. ``apply`` gives the next draft."""

    raw: RawDocument
    text: str
    edits: tuple[Edit, ...] = ()

    def apply(self, changes: Iterable[Change], rule: str) -> Draft:
        """The draft after a rule's changes, each now an Edit in the ledger."""
        listed = list(changes)
        if not listed:
            return self
        edits = compose(self.raw.text, self.edits, listed, rule)
        return Draft(self.raw, replay(self.raw.text, edits), edits)

    def map(self) -> OffsetMap:
        """Positions between the raw text and this draft's."""
        return OffsetMap(self.edits)

    def locator(self) -> Locator:
        """Lines, pages and boxes of this draft's text."""
        return Locator(self.edits, self.raw.lines)

    def layout(self) -> list[tuple[int, int, Line]]:
        """(start, end, line) in this draft's text for each printed line that still has text."""
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


@keep_last
def distinct_words(text: str) -> set[str]:
    """The words of a text, hyphens inside kept, none longer than LONGEST; what stands in addresses is cut like the rest.

    >>> sorted(distinct_words("(Saint-Denis, la ville) la"))
    ['Saint-Denis', 'la', 'ville']
    """
    return {word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(set(text.split()))) if len(word) <= LONGEST}
