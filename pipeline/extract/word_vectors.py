"""The first part of spaCy's recogniser sees one word at a time: what it makes of a word is worked out once and remembered.

A text of 100,000 words has some 6,000 different ones; the part took a third of the recogniser's time. The numbers are the same to the
last bit, wherever a word stands among others, as long as they are worked out for several words at once (see ``ROWS``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from thinc.api import Model

MOST = 50_000
"""Words that are remembered (20 MB); then all are forgotten."""
ROWS = 16
"""Words are worked out in multiples of so many: of a single one the last bits differ, of 16, 64, 100, 256 and 1,000 they do not."""
Rows = npt.NDArray[np.uint64]
"""For each word what the model looks up: a hash of its norm, its start, its end, its shape, and of itself."""


class Words:
    """Words as if they were a document, for layers that ask one for its features."""

    def __init__(self, vocab: Vocab, rows: Rows) -> None:
        self.vocab = vocab
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def to_array(self, asked: object) -> Rows:
        """The features, or the hashes by which vectors are found."""
        return self._rows[:, :-1] if isinstance(asked, list) else self._rows[:, -1]


class WordVectors:
    """A layer in the place of the one that sees single words."""

    def __init__(self, layer: Model[Any, Any], vocab: Vocab) -> None:
        self._layer = layer
        self._vocab = vocab
        (features,) = (part for part in layer.walk() if part.name == "extract_features")
        self._columns = [*features.attrs["columns"], "ORTH"]
        self._known: dict[bytes, int] = {}
        any_words = np.zeros((ROWS, len(self._columns)), np.uint64)
        self._table = np.empty((MOST, self._work_out(any_words).shape[1]), np.float32)

    def forward(self, model: object, docs: Sequence[Doc], is_train: bool) -> tuple[list[npt.NDArray[np.float32]], Any]:
        """The vectors of the words of each document; nothing is learnt here."""
        rows = np.ascontiguousarray(np.concatenate([doc.to_array(self._columns) for doc in docs]))
        keys: list[bytes] = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
        if len(self._known) + len(keys) > MOST:
            self._known.clear()
        new = {key: at for at, key in enumerate(keys) if key not in self._known}
        if new:
            self._learn(list(new), rows[list(new.values())])
        found = self._table[[self._known[key] for key in keys]]
        return np.split(found, np.cumsum([len(doc) for doc in docs])[:-1]), None

    def _learn(self, keys: list[bytes], rows: Rows) -> None:
        padded = np.concatenate([rows, np.repeat(rows[-1:], -len(rows) % ROWS, axis=0)])
        begun = len(self._known)
        self._table[begun : begun + len(keys)] = self._work_out(padded)[: len(keys)]
        self._known |= {key: begun + at for at, key in enumerate(keys)}

    def _work_out(self, rows: Rows) -> npt.NDArray[np.float32]:
        vectors: npt.NDArray[np.float32] = self._layer.predict([Words(self._vocab, rows)])[0]
        return vectors


def remember_words(tok2vec: Model[Any, Any], vocab: Vocab) -> None:
    """Have a ``tok2vec`` of spaCy (embed, then encode) work out its first half once a word."""
    from thinc.api import Model

    vectors = WordVectors(tok2vec.layers[0], vocab)
    tok2vec.layers[0] = Model("word_vectors", vectors.forward)
