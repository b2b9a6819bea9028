"""Patterns that hang on known words, tried only where these stand: a text is cut into words once, for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.memo import keep_last

WORD = re.compile(r"\w+")
LETTER = re.compile(r"\[(\w+)\]|(\w)(\??)")
OPENING = re.compile(rf"(?:{LETTER.pattern})+")


class Words:
    """The words of a text and, of those that are asked for, which are few, where they stand."""

    __slots__ = ("_starts", "distinct", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.distinct = frozenset(WORD.findall(text))
        self._starts: dict[str, Sequence[int]] = {}

    def starts(self, word: str) -> Sequence[int]:
        """Where a word stands, whole.

        >>> Words("de Tours à l'Université des Tours").starts("Tours")
        [3, 28]
        """
        if word not in self.distinct:
            return ()
        found = self._starts.get(word)
        if found is None:
            found = self._starts[word] = list(_whole(word, self.text))
        return found


def _whole(word: str, text: str) -> Iterator[int]:
    """Where a word stands with no letter, digit or low line on either side."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            yield at
        at = text.find(word, at + 1)


@keep_last
def words_of(text: str) -> Words:
    """The words of a text, cut once for all patterns."""
    return Words(text)


def first_words(heads: Iterable[str]) -> frozenset[str]:
    """The words that may open a match of simple patterns.

    >>> sorted(first_words(("[Vv]illes?", "CD|CR", "Sous-direction", "[Pp]ôle[ ]d'équilibre")))
    ['CD', 'CR', 'Pôle', 'Sous', 'Ville', 'Villes', 'pôle', 'ville', 'villes']
    """
    found: set[str] = set()
    for head in (part for heads_of in heads for part in heads_of.split("|")):
        if opening := OPENING.match(head):
            letters = [m[1] or ((m[2], "") if m[3] else m[2]) for m in LETTER.finditer(opening.group())]
            found.update(map("".join, product(*letters)))
    return frozenset(found)


def _places(text: str, words: frozenset[str]) -> Sequence[int]:
    of_text = words_of(text)
    present = of_text.distinct & words
    if len(present) > 1:
        return sorted([at for word in present for at in of_text.starts(word)])
    return of_text.starts(*present) if present else ()


@dataclass(frozen=True, slots=True)
class Headed:
    """A pattern whose matches start with one of the words, whole."""

    pattern: re.Pattern[str]
    heads: frozenset[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As that of the pattern.

        >>> town = Headed(re.compile("ville de [A-Z][a-z]+"), frozenset(("ville",)))
        >>> [m.group() for m in town.finditer("la ville de Dreux")]
        ['ville de Dreux']
        """
        reached = 0
        for at in _places(text, self.heads):
            if at >= reached and (match := self.pattern.match(text, at)):
                reached = match.end()
                yield match


@dataclass(frozen=True, slots=True)
class Before:
    """A pattern of what stands before a name, whose matches start with one of the words, whole."""

    pattern: re.Pattern[str]
    heads: frozenset[str]

    def search(self, text: str) -> re.Match[str] | None:
        """As that of the pattern, in a few words.

        >>> law = Before(re.compile(r"\\bloi $"), frozenset(("loi",)))
        >>> law.search("selon la loi ") is not None, law.search("selon les élus ")
        (True, None)
        """
        return None if self.heads.isdisjoint(WORD.findall(text)) else self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class InLine:
    """A pattern whose matches hold one of the words, whole, and no line break."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As that of the pattern."""
        end = -1
        for at in _places(text, self.words):
            if at > end:
                end = text.find("\n", at)
                end = len(text) if end < 0 else end
                yield from self.pattern.finditer(text, text.rfind("\n", 0, at) + 1, end)
