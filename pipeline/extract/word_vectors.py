"""Words as spaCy's recogniser sees them: a text cut into tokens, and a row of numbers for each. Both are worked out once a word.

The tokenizer cuts what stands between two spaces without regard to what stands around it, and the first half of the recogniser
sees one token at a time. A text of 100,000 words has some 10,000 different ones, in 6,000 different tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from pipeline.extract.convolutions import ROWS, Floats, Numbers, ranges

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.vocab import Vocab
    from thinc.api import Model

MOST = 100_000
"""Tokens of different words that are held (some 60 MB); 53,000 words of text bring 10,000. The first half of them, which are the common
ones, are kept; the others are forgotten when there are as many."""
WORD = re.compile(r"\S+|(?<!\S)\s+|(?<=\S)[^\S ]\s*")
"""What the tokenizer cuts by itself: what stands between spaces, and spaces themselves but for one after a word."""
PLAIN = re.compile(r"([A-Za-zÀ-ÖØ-öø-ÿŒœ]+|[0-9]+)([,;:)]?)")
"""A word that the tokenizer cuts into these two parts, if it has no rule for the word or its first part: as it did 456,000 such words.
Of the words that a text brings three in four are plain, and take an eighth of the time."""
PLACE = ("IDX", "LENGTH", "IS_SPACE")
Facts = npt.NDArray[np.uint64]
"""For each token what the model looks up, a hash of its norm, its start, its end, its shape, and of itself; and its ``PLACE``."""
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of several texts, one after the other."""

    lengths: Numbers
    """For each text how many."""
    rows: Numbers
    starts: Numbers
    ends: Numbers
    spaces: Flags
    capitals: Flags
    """Whether a capital stands in each."""


class HashedTokens:
    """Tokens as if they were a document, for layers that ask one for its features."""

    def __init__(self, vocab: Vocab, hashes: Facts) -> None:
        self.vocab = vocab
        self._hashes = hashes

    def __len__(self) -> int:
        return len(self._hashes)

    def to_array(self, asked: object) -> Facts:
        """The features, or the hashes by which vectors are found."""
        return self._hashes[:, :-1] if isinstance(asked, list) else self._hashes[:, -1]


class WordVectors:
    """The words met, their tokens, and a row for each different token."""

    def __init__(self, tokenizer: Tokenizer, layer: Model[Any, Any], most_strings: int) -> None:
        from spacy.attrs import NAMES  # type: ignore[import-not-found]

        self.vocab: Vocab = tokenizer.vocab
        self._tokenizer = tokenizer
        tokenizer.max_cache_size = 0  # it would remember the same words
        self._layer = layer
        self._most_strings = most_strings
        (features,) = (part for part in layer.walk() if part.name == "extract_features")
        self._columns = [*features.attrs["columns"], "ORTH", *PLACE]
        used = {attr: work_out for attr, work_out in self.vocab.lex_attr_getters.items() if NAMES[attr] in self._columns}
        self.vocab.lex_attr_getters = used  # of some twenty: whether a word is like a number, an address, ...
        self._words: dict[str, int] = {}
        self._bounds = np.zeros(1, np.intp)
        """For each word its first token; at the end how many there are."""
        self._tokens = np.empty((0, 5), np.int32)
        """For each token its row, where it starts and ends in the word, whether it is a space, and has a capital."""
        self._known: dict[bytes, int] = {}
        self.rows = np.zeros((1, self._work_out(np.zeros((ROWS, len(self._columns) - len(PLACE)), np.uint64)).shape[1]), np.float32)
        """The rows of the tokens; the first is of none, and zero."""
        self._kept = 0, 0

    def read(self, texts: Sequence[str]) -> Tokens:
        """The tokens of texts."""
        words, begins, sizes = split_texts(texts)
        self._forget()
        if new := [word for word in dict.fromkeys(words) if word not in self._words]:
            self._learn(new)
        at = np.fromiter(map(self._words.__getitem__, words), np.intp, len(words))
        counts = self._bounds[at + 1] - self._bounds[at]
        row, start, end, space, capital = self._tokens[ranges(self._bounds[at], counts)].T
        begin = np.repeat(begins, counts)
        lengths = np.diff(np.append(0, np.cumsum(counts))[np.append(0, np.cumsum(sizes))])
        return Tokens(lengths, row, start + begin, end + begin, space > 0, capital > 0)

    def _forget(self) -> None:
        """Forget all but the words met first, when there are many."""
        if len(self._tokens) < MOST:
            return
        words, rows = self._kept
        self._words = dict(islice(self._words.items(), words))
        self._known = dict(islice(self._known.items(), rows))
        self._bounds = self._bounds[: words + 1]
        self._tokens = self._tokens[: self._bounds[-1]]

    def _learn(self, words: Sequence[str]) -> None:
        """Cut words into tokens, and work out a row for each new one."""
        if len(self._tokens) < MOST / 2:
            self._kept = len(self._words), len(self._known)
        rules = self._tokenizer.rules
        found = {word: match for word in words if (match := PLAIN.fullmatch(word)) and word not in rules and match[1] not in rules}
        plain = {word: [part for part in match.groups() if part] for word, match in found.items()}
        words = [*plain, *(word for word in words if word not in plain)]
        counts, facts = self._cut(list(plain.values()), words[len(plain) :])
        hashes = np.ascontiguousarray(facts[:, : -len(PLACE)])
        keys: list[bytes] = hashes.view(f"V{hashes.itemsize * hashes.shape[1]}").ravel().tolist()
        if new := {key: at for at, key in enumerate(keys) if key not in self._known}:
            self._add_rows(list(new), hashes[list(new.values())])
        starts, ends = facts[:, -3], facts[:, -3] + facts[:, -2]
        of_words = chain.from_iterable(map(repeat, words, counts))
        spans = zip(of_words, starts.tolist(), ends.tolist(), strict=True)
        capitals = [not word.islower() and any(map(str.isupper, word[start:end])) for word, start, end in spans]
        rows = [self._known[key] for key in keys]
        self._tokens = np.concatenate([self._tokens, np.stack([rows, starts, ends, facts[:, -1], capitals], axis=1).astype(np.int32)])
        self._words |= {word: at for at, word in enumerate(words, len(self._words))}
        self._bounds = np.concatenate([self._bounds, self._bounds[-1] + np.cumsum(counts)])

    def _cut(self, plain: Sequence[Sequence[str]], words: Sequence[str]) -> tuple[list[int], Facts]:
        """How many tokens words have, first those of which the parts are known, and what is known of each token."""
        from spacy.tokens import Doc

        parts = list(chain.from_iterable(plain))
        with self.vocab.memory_zone() if len(self.vocab.strings) > self._most_strings else nullcontext():
            docs = [Doc(self.vocab, words=parts), *self._tokenizer.pipe(words)]
            facts = np.concatenate([doc.to_array(self._columns) for doc in docs])
        facts[: len(parts), self._columns.index("IDX")] = [len(word[0]) * number for word in plain for number in range(len(word))]
        return [*map(len, plain), *map(len, docs[1:])], facts

    def _add_rows(self, keys: Sequence[bytes], hashes: Facts) -> None:
        begun = len(self._known) + 1
        padded = np.concatenate([hashes, np.repeat(hashes[-1:], -len(hashes) % ROWS, axis=0)])
        while begun + len(keys) > len(self.rows):
            self.rows = np.concatenate([self.rows, np.empty_like(self.rows)])
        self.rows[begun : begun + len(keys)] = self._work_out(padded)[: len(keys)]
        self._known |= {key: at for at, key in enumerate(keys, begun)}

    def _work_out(self, hashes: Facts) -> Floats:
        found: Floats = self._layer.predict([HashedTokens(self.vocab, hashes)])[0]
        return found


def split_texts(texts: Sequence[str]) -> tuple[list[str], Numbers, Numbers]:
    """The words of texts, as the tokenizer cuts at spaces, where each begins in its text, and how many each text has.

    >>> words, begins, sizes = split_texts(["à Brest", "", "12\u00a0€"])
    >>> words, begins.tolist(), sizes.tolist()
    (['à', 'Brest', '12', '\xa0', '€'], [0, 2, 0, 2, 3], [2, 0, 3])
    """
    words: list[str] = []
    sizes = np.zeros(len(texts), np.intp)
    odd: list[tuple[int, list[int]]] = []
    for number, text in enumerate(texts):
        found = text.split()
        if " ".join(found) != text:
            matches = list(WORD.finditer(text))
            found = [match[0] for match in matches]
            odd.append((len(words), [match.start() for match in matches]))
        words += found
        sizes[number] = len(found)
    steps = np.fromiter(map(len, words), np.intp, len(words)) + 1
    ends = np.append(0, np.cumsum(steps))
    begins = ends[:-1] - np.repeat(ends[np.cumsum(sizes) - sizes], sizes)
    for first, starts in odd:
        begins[first : first + len(starts)] = starts
    return words, begins, sizes
