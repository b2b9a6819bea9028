"""The second half of spaCy's recogniser: four layers in which a word sees its neighbours, as plain numpy.

The numbers are those of ``spacy.MaxoutWindowEncoder.v2``, in half of its time: the weights lie as the matrix product wants
them, the arrays of a step stay in the processor's cache, and rows that nothing reads are not worked out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from thinc.api import Model

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]

STEP = 256
"""Rows that are worked out at once: 128 and 512 ran a tenth slower."""
ROWS = 16
"""Products are of multiples of so many rows. On processors with AVX-512 a row's numbers are then the same to the last bit wherever it
stands, of 16 rows or 2,000; with OpenBLAS's kernels for AVX2 the last bits depend on its place, as they did in spaCy."""
REACH = (1, 2, 1, 0)
"""How far beyond a passage, on both sides, each layer's rows are read by the next ones: farther out all rows of the first are alike."""
PAD = max(REACH)
WINDOW = np.array((-1, 0, 1))


@dataclass(frozen=True, slots=True)
class Layer:
    """A maxout over a word and its neighbours, made even, and added to the word."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    @property
    def width(self) -> int:
        """Numbers a word."""
        return len(self.scale)


def read_layers(encode: Model[Any, Any]) -> list[Layer]:
    """The weights of an encoder."""
    parts = [part for part in encode.walk() if part.name in ("maxout", "layernorm")]
    return [_read_layer(maxout, norm) for maxout, norm in zip(parts[::2], parts[1::2], strict=True)]


def _read_layer(maxout: Model[Any, Any], norm: Model[Any, Any]) -> Layer:
    weights, bias = (set_apart(read_weights(maxout, name)) for name in "Wb")
    return Layer(turn(weights), bias, read_weights(norm, "G"), read_weights(norm, "b"))


def read_weights(layer: Model[Any, Any], name: str) -> Floats:
    """Some of the numbers that a layer has learnt."""
    return np.asarray(layer.get_param(name), np.float32)


def set_apart(pieces: Floats) -> Floats:
    """The pieces of a maxout one after the other: spaCy has those of each number side by side.

    >>> set_apart(np.array([[1, 2, 3], [4, 5, 6]])).tolist()
    [1, 4, 2, 5, 3, 6]
    """
    return np.swapaxes(pieces, 0, 1).reshape(-1, *pieces.shape[2:])


def turn(weights: Floats) -> Floats:
    """Weights as the matrix product takes them fastest: so turned it takes a quarter less."""
    return np.ascontiguousarray(weights.T)


def ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers from each start on, so many of each.

    >>> ranges(np.array([3, 10]), np.array([2, 3])).tolist()
    [3, 4, 10, 11, 12]
    """
    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())


def product(rows: Floats, weights: Floats) -> Floats:
    """The matrix product, of which a row does not depend on how many there are."""
    missing = -len(rows) % ROWS
    padded = np.concatenate([rows, np.zeros((missing, rows.shape[1]), np.float32)]) if missing else rows
    found: Floats = np.dot(padded, weights)
    return found[: len(rows)]


class Encoder:
    """The layers, with the arrays that they work in."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self._layers = tuple(layers)
        width = self._layers[0].width
        self._seen = np.zeros((STEP, 3 * width), np.float32)
        self._pieces = np.empty((STEP, 3 * width), np.float32)
        self._squares = np.empty((STEP, width), np.float32)
        alone = np.empty((ROWS, width), np.float32)
        self._run(self._layers[0], np.zeros((1, width), np.float32), np.zeros((ROWS, 3), np.intp), alone, np.arange(ROWS))
        self._far = alone[0]
        """What the first layer makes of no words."""

    def __call__(self, vectors: Floats, words: Numbers, lengths: Numbers, needed: Numbers) -> Floats:
        """The rows of the first ``needed`` words of each passage. ``vectors`` holds those of all words, and zeros at 0."""
        begin = np.cumsum(lengths + 2 * PAD) - lengths - PAD
        places = [self._places(depth, begin, lengths, needed) for depth in range(len(REACH))]
        count = int((lengths + 2 * PAD).sum())
        placed = np.zeros(count, np.intp)
        placed[ranges(begin, lengths)] = words
        odd = np.tile(self._far, (count, 1))
        even = np.empty_like(odd)
        last = np.empty((len(places[-1]), len(self._far)), np.float32)
        self._run(self._layers[0], vectors, placed[places[0][:, None] + WINDOW], odd, places[0])
        self._run(self._layers[1], odd, places[1][:, None] + WINDOW, even, places[1])
        self._run(self._layers[2], even, places[2][:, None] + WINDOW, odd, places[2])
        self._run(self._layers[3], odd, places[3][:, None] + WINDOW, last, np.arange(len(last)))
        return last

    def _places(self, depth: int, begin: Numbers, lengths: Numbers, needed: Numbers) -> Numbers:
        """The rows of a layer that are read by what is needed."""
        reach = REACH[depth]
        ends = np.minimum(lengths + reach, needed + len(REACH) - 1 - depth)
        return ranges(begin - reach, ends + reach)

    def _run(self, layer: Layer, rows: Floats, windows: Numbers, into: Floats, places: Numbers) -> None:
        """One layer: what it makes of ``windows`` of three rows stands ``into[places]``."""
        width = layer.width
        for at in range(0, len(windows), STEP):
            window = windows[at : at + STEP]
            count = len(window)
            seen, pieces, squares = self._seen[:count], self._pieces[:count], self._squares[:count]
            np.take(rows, window.ravel(), axis=0, out=seen.reshape(-1, width), mode="clip")
            padded = count + -count % ROWS
            np.dot(self._seen[:padded], layer.weights, out=self._pieces[:padded])
            pieces += layer.bias
            best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
            np.maximum(best, pieces[:, 2 * width :], out=best)
            best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(width)
            np.multiply(best, best, out=squares)
            spread = np.add.reduce(squares, axis=1, keepdims=True) / np.float32(width) + np.float32(1e-8)
            best *= spread**-0.5
            best *= layer.scale
            best += layer.shift
            best += seen[:, width : 2 * width]
            into[places[at : at + STEP]] = best
