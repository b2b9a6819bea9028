"""spaCy's French entity recogniser without spaCy's documents and states: the same names in less than half of the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.extract.convolutions import Encoder, Numbers, ranges, read_layers
from pipeline.extract.model import LABELS, SIGHT, ModelSpan
from pipeline.extract.name_moves import Asked, Moves
from pipeline.extract.word_vectors import Tokens, WordVectors

if TYPE_CHECKING:
    from pipeline.extract.french_model import FrenchModel

BATCH = 32_000
"""Characters of the texts that are read at once."""


class FrenchReader:
    """A recogniser. Words after the last one with a capital are read only where a name that is begun may hold them."""

    sight = SIGHT

    def __init__(self, model: FrenchModel, most_strings: int) -> None:
        parser = model.ner.model
        embed, encode = parser.get_ref("tok2vec").layers[0].layers
        self.vectors = WordVectors(model.tokenizer, embed, most_strings)
        self.encoder = Encoder(read_layers(encode))
        moves = model.ner.moves
        self.moves = Moves(parser, [moves.get_class_name(number) for number in range(moves.n_moves)])

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]:
        """The names in each text."""
        batch: list[str] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += len(text)
            if size > BATCH:
                yield from self._read_batch(batch)
                batch, size = [], 0
        yield from self._read_batch(batch)

    def _read_batch(self, texts: Sequence[str]) -> Iterator[tuple[ModelSpan, ...]]:
        tokens = self.vectors.read(texts)
        needed = needed_tokens(tokens)
        found: list[list[ModelSpan]] = [[] for _ in texts]
        again = self._read(tokens, np.flatnonzero(needed), needed, found)
        for text in again:
            found[text].clear()
        self._read(tokens, np.array(again, np.intp), tokens.lengths, found)
        return map(tuple, found)

    def _read(self, tokens: Tokens, texts: Numbers, needed: Numbers, found: Sequence[list[ModelSpan]]) -> list[int]:
        """Read the first ``needed`` tokens of some texts; those texts in which a name may go on after them."""
        if not len(texts):
            return []
        lengths, needed = tokens.lengths[texts], needed[texts]
        begins = (np.cumsum(tokens.lengths) - tokens.lengths)[texts]
        rows = self.encoder(self.vectors.rows, tokens.rows[ranges(begins, lengths)], lengths, needed)
        places = ranges(begins, needed)
        ends = np.cumsum(needed) - 1
        last, cut = np.zeros((2, len(places)), np.bool_)
        last[ends], cut[ends] = needed == lengths, needed < lengths
        facts = np.repeat(texts, needed), tokens.starts[places], tokens.ends[places]
        owners, starts, stops = (fact.tolist() for fact in facts)
        again = []
        for name in self.moves.find(rows, Asked(tokens.spaces[places], last, cut)):
            if label := LABELS.get(name.label):
                found[owners[name.first]].append(ModelSpan(starts[name.first], stops[name.last], label))
                if name.is_open:
                    again.append(owners[name.first])
        return again


def needed_tokens(tokens: Tokens) -> Numbers:
    """For each text how many tokens must be read to know the names with a capital that begin in it."""
    at = np.flatnonzero(tokens.capitals)
    bounds = np.concatenate([[0], np.cumsum(tokens.lengths)])
    last = np.searchsorted(at, bounds[1:]) - 1  # the last capital before each end
    needed: Numbers = np.maximum(0, np.concatenate([at, [-1]])[last] + 1 - bounds[:-1])
    return needed
