"""French words with their frequencies (wordfreq, data CC BY-SA 4.0, as a dependency)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass



@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frequencies of French word forms in lower case, as shares of all words (0..1)."""

    frequencies: Mapping[str, float]

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


def load_lexicon() -> Lexicon:
    """The 311,000 French forms of wordfreq's large list (0.15 s)."""
    from wordfreq import get_frequency_dict

    return Lexicon(get_frequency_dict("fr", wordlist="large"))
