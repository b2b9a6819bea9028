"""French words with their frequencies (wordfreq, data CC BY-SA 4.0, as a dependency)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

import msgspec

COMMON_ENDINGS = re.compile(r"(?:tion|sion|ité|eté|isme|ique|ateur|atrice|utrice|iser|iver|ifier|isons|ements?)s?$")
"""Endings of nouns, adjectives and verbs that no French name or given name has: « citoyenneté », « objectiver »."""


REMEMBERED = 20000
"""Words asked about last: several rules ask the same of each name."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Frequencies of French word forms in lower case, as shares of all words (0..1)."""

    frequencies: Mapping[str, float]
    common_words: frozenset[str] = frozenset()
    """Words that administrative French writes in lower case (``resources/common_words``)."""

    def frequency(self, word: str) -> float:
        """How often a form occurs, 0 when unknown; elisions are looked up by their second part.

        >>> load_lexicon().frequency("Ville") > load_lexicon().frequency("villanelle")
        True
        """
        word = word.lower().replace("\u2019", "'")
        found = self.frequencies.get(word)
        if found is None and "'" in word:
            found = self.frequencies.get(word.rpartition("'")[2])
        return found or 0.0

    def knows(self, word: str, floor: float = 1e-8) -> bool:
        """Whether a form is a French word; a hyphenated one is when each of its parts is."""
        if self.frequency(word) >= floor:
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(self.frequency(p) >= floor for p in parts)


    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 - one Lexicon serves the whole life of a worker
    def is_common(self, word: str) -> bool:
        """Whether a word with a capital is likely no name but a common word at the start of a sentence.

        >>> lexicon = load_lexicon()
        >>> lexicon.is_common("Renforcer"), lexicon.is_common("Citoyenneté"), lexicon.is_common("Lille")
        (True, True, False)
        """
        word = word.lower()
        if word in self.common_words:
            return True
        if self.frequency(word) == 0.0:
            return False
        return bool(COMMON_ENDINGS.search(word)) or (word.endswith("er") and self.frequency(word[:-2] + "é") > self.frequency(word))


OWN_FREQUENCY = 1e-6
"""Of a word that a user adds: once in a million words, as « intercommunal » or « mutualisation » in wordfreq."""


CENTIBELS = {"format": "cB", "version": 1}
"""What wordfreq's lists begin with, where the words that follow are in as many groups as there are frequencies, each a tenth of a
decibel below the one before."""


def load_lexicon(own: frozenset[str] = frozenset()) -> Lexicon:
    """The 311,000 French forms of wordfreq's large list, the list of common words (0.1 s), and a user's own words."""
    import pyarrow.parquet as pq

    with as_file(files("pipeline.resources") / "common_words" / "words.parquet") as path:
        common = frozenset(pq.ParquetFile(path).read()["word"].to_pylist())
    known = load_frequencies()
    return Lexicon(known | {word: OWN_FREQUENCY for word in own if word not in known} if own else known, common)


def load_frequencies() -> dict[str, float]:
    """wordfreq's large French list, from its file: the library, which cuts texts of all languages into words, takes 0.1 s to load."""
    found = find_spec("wordfreq")
    assert found
    assert found.origin
    path = Path(found.origin).parent / "data" / "large_fr.msgpack.gz"
    header, *groups = msgspec.msgpack.decode(gzip.decompress(path.read_bytes()))
    if header == CENTIBELS:
        return {word: frequency for bels, words in enumerate(groups) for frequency in (10 ** (-bels / 100),) for word in words}
    from wordfreq import get_frequency_dict

    known: dict[str, float] = get_frequency_dict("fr", wordlist="large")
    return known
