"""The last part of spaCy's recogniser, as plain numpy: where names begin and end, decided for all words at once.

spaCy's parser goes from word to word. Outside of names what it decides of a word depends on this word alone, so that all words
can be asked at once; in a name, on the word, the one before it and the first of the name. It decides the same here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from pipeline.extract.convolutions import Floats, Numbers, product, read_weights, set_apart, turn

if TYPE_CHECKING:
    from thinc.api import Model

Flags = npt.NDArray[np.bool_]
COLUMNS = 32
"""Scores are worked out in so many columns, or a multiple: of 18 the last bits depend on how many words are asked."""

AT_ONCE = 64
"""Words of a name that are followed for all names at once. Longer ones, which are none, are followed one by one where no other name covers
their first word: in 10,000 capitals each may begin one that goes on to the end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of passages, one after the other: which are spaces, which end a passage, and after which ones it goes on unread."""

    spaces: Flags
    last: Flags
    cut: Flags


@dataclass(frozen=True, slots=True)
class Name:
    """A name, by its first and last word. ``is_open`` when more words must be read to know the last one."""

    first: int
    last: int
    label: str
    is_open: bool


class Moves:
    """The weights of the parser, and its moves: B-PER, I-PER, L-PER, U-PER, … and O."""

    def __init__(self, parser: Model[Any, Any], moves: Sequence[str]) -> None:
        narrow = next(part for part in parser.get_ref("tok2vec").layers if part.name == "linear")
        lower, upper = parser.get_ref("lower"), parser.get_ref("upper")
        self._narrow = turn(read_weights(narrow, "W"))
        self._narrow_bias = read_weights(narrow, "b")
        self._roles = [turn(set_apart(weights)) for weights in read_weights(lower, "W")]
        self._absent = [set_apart(values) for values in read_weights(lower, "pad")[0]]
        self._bias = set_apart(read_weights(lower, "b"))
        self.labels = tuple(name[2:] for name in moves if name.startswith("B-"))
        begin, inside, end, unit = ([moves.index(f"{kind}-{label}") for label in self.labels] for kind in "BILU")
        self._outside = _Scores(upper, [*begin, *unit, moves.index("O")])
        self._inside = _Scores(upper, [*inside, *end])

    def find(self, rows: Floats, asked: Asked) -> Iterator[Name]:
        """The names in passages, given the rows of their words."""
        seen = product(rows, self._narrow)
        seen += self._narrow_bias
        alone = product(seen, self._roles[0])
        count = len(self.labels)
        scores = self._outside(self._hidden(alone, self._absent[1], self._absent[2]))
        scores[asked.last, :count] = -np.inf
        scores[asked.spaces, : 2 * count] = -np.inf
        moves = scores.argmax(axis=1)
        begun = np.flatnonzero(moves < count)
        ends, opens = np.arange(len(rows)), np.zeros(len(rows), np.bool_)
        ends[begun], opens[begun] = self._ends(seen, alone, begun, moves[begun], asked, AT_ONCE)
        at = 0
        for first in np.flatnonzero(moves < 2 * count).tolist():
            if first >= at:
                last = int(ends[first])
                if last < 0:
                    (last,), opens[[first]] = self._ends(seen, alone, np.array([first]), moves[[first]], asked, len(rows))
                yield Name(first, int(last), self.labels[moves[first] % count], bool(opens[first]))
                at = last + 1

    def _ends(self, seen: Floats, alone: Floats, begun: Numbers, labels: Numbers, asked: Asked, most: int) -> tuple[Numbers, Flags]:
        """The last word of each name that is begun, or the last one read, where it goes on unread; and whether it does.

        Below nothing where it has more than ``most`` words.
        """
        ends, opens = begun.copy(), np.zeros(len(begun), np.bool_)
        first = product(seen[begun], self._roles[1])
        going = np.arange(len(begun))
        for _ in range(most):
            if not len(going):
                break
            is_cut = asked.cut[ends[going]]
            opens[going[is_cut]] = True
            going = going[~is_cut]
            ends[going] += 1
            at = ends[going]
            scores = self._inside(self._hidden(alone[at], first[going], product(seen[at - 1], self._roles[2])))
            each = np.arange(len(going))
            goes_on = scores[each, labels[going]] >= scores[each, labels[going] + len(self.labels)]
            going = going[goes_on & ~asked.last[at]]
        ends[going] = -1
        return ends, opens

    def _hidden(self, word: Floats, first: Floats, before: Floats) -> Floats:
        """The hidden layer: a maxout of two pieces over what a word, the first of the name and the one before it give."""
        total = word + first
        total += before
        total += self._bias
        half = total.shape[1] // 2
        best: Floats = np.maximum(total[:, :half], total[:, half:])
        return best


class _Scores:
    """The scores of some moves."""

    def __init__(self, upper: Model[Any, Any], moves: Sequence[int]) -> None:
        self._count = len(moves)
        weights = read_weights(upper, "W")[list(moves)]
        self._weights = np.zeros((weights.shape[1], self._count + -self._count % COLUMNS), np.float32)
        self._weights[:, : self._count] = weights.T
        self._bias = read_weights(upper, "b")[list(moves)]

    def __call__(self, hidden: Floats) -> Floats:
        scores = product(hidden, self._weights)[:, : self._count]
        scores += self._bias
        return scores
