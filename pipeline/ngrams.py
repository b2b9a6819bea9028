"""Counts of words and word pairs of administrative French (``resources/ngrams``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

SENTENCE_START = ""
"""The word before the first one."""
_WORD = re.compile(r"[^\W\d_]+(?:['’]|(?:-[^\W\d_]+)*)|\d+(?:[.,]\d+)*|[,(«]")


def sentence_words(text: str) -> list[str]:
    """The words of a sentence in lower case; elided words stand alone, numbers are "0".

    >>> sentence_words("L'Ardèche compte 335 communes, dit-on.")
    ["l'", 'ardèche', 'compte', '0', 'communes', ',', 'dit-on']
    """
    if "İ" in text or "Σ" in text:  # the two letters whose lower case is longer, or hangs on what follows
        found = [w.lower().replace("\u2019", "'") for w in _WORD.findall(text)]
    else:
        found = _WORD.findall(text.lower().replace("\u2019", "'"))
    return ["0" if w[0].isdigit() else w for w in found]


@dataclass(frozen=True, slots=True)
class Ngrams:
    """Counts of words, of words that start a sentence, and of word pairs."""

    words: Mapping[str, int]
    """Word to row number."""
    counts: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    pair_keys: npt.NDArray[np.int64]
    """Row of the first word times the number of words plus row of the second, sorted."""
    pair_counts: npt.NDArray[np.int32]
    followers: npt.NDArray[np.int64]
    """How many different words follow each word."""
    word_total: int
    start_total: int

    def count(self, word: str) -> int:
        """How often a word (as ``sentence_words`` gives it) was seen."""
        row = self.words.get(word)
        return self.counts.item(row) if row is not None else 0

    def start_count(self, word: str) -> int:
        """How often a word was seen at the start of a sentence."""
        row = self.words.get(word)
        return self.starts.item(row) if row is not None else 0

    def follower_count(self, word: str) -> int:
        """How many different words were seen after a word: many after "l'", few after "c'".

        >>> load_ngrams().follower_count("l'") > load_ngrams().follower_count("c'")
        True
        """
        row = self.words.get(word)
        return self.followers.item(row) if row is not None else 0

    def pair_count(self, first: str, second: str) -> int:
        """How often one word followed the other.

        >>> load_ngrams().pair_count("la", "commune") > load_ngrams().pair_count("le", "commune")
        True
        """
        a, b = self.words.get(first), self.words.get(second)
        if a is None or b is None:
            return 0
        key = a * len(self.words) + b
        at = int(self.pair_keys.searchsorted(key))
        return int(self.pair_counts[at]) if at < len(self.pair_keys) and self.pair_keys[at] == key else 0


def load_ngrams() -> Ngrams:
    """Read ``resources/ngrams`` (0.01 s)."""
    import pyarrow.parquet as pq

    with as_file(files("pipeline") / "resources" / "ngrams") as folder:
        words, pairs = (pq.ParquetFile(folder / f"{name}.parquet").read() for name in ("words", "pairs"))
    counts, starts = (words.column(name).to_numpy() for name in ("count", "start_count"))
    keys = pairs.column("first").to_numpy().astype(np.int64) * words.num_rows + pairs.column("second").to_numpy()
    return Ngrams(
        words={word: row for row, word in enumerate(words.column("word").to_pylist())},
        counts=counts,
        starts=starts,
        pair_keys=keys,
        pair_counts=pairs.column("count").to_numpy(),
        followers=np.bincount(pairs.column("first").to_numpy(), minlength=words.num_rows),
        word_total=int(counts.sum()),
        start_total=int(starts.sum()),
    )
