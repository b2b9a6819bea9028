"""French words with their frequencies (wordfreq, data CC BY-SA 4.0, as a dependency)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files

COMMON_ENDINGS = re.compile(r"(?:tion|sion|ité|eté|isme|ique|ateur|atrice|utrice|iser|iver|ifier|isons|ements?)s?$")
"""Endings of nouns, adjectives and verbs that no French name or given name has: « citoyenneté », « objectiver »."""


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


def load_lexicon(own: frozenset[str] = frozenset()) -> Lexicon:
    """The 311,000 French forms of wordfreq's large list, the list of common words (0.2 s), and a user's own words."""
    import pyarrow.parquet as pq
    from wordfreq import get_frequency_dict

    with as_file(files("pipeline.resources") / "common_words" / "words.parquet") as path:
        common = frozenset(pq.read_table(path)["word"].to_pylist())
    known = get_frequency_dict("fr", wordlist="large")
    return Lexicon(known | {word: OWN_FREQUENCY for word in own if word not in known} if own else known, common)
