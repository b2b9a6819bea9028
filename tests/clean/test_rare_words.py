"""Which words are rare does not depend on what was asked before."""

from __future__ import annotations

from pipeline.clean.draft import distinct_words, rare_words
from pipeline.knowledge import Knowledge

TEXT = "La Ville de Créteil réunit les communes ; la movenne et le savoirfaire.\nLA VILLE, la Ville"


def test_the_same_words_are_rare_when_asked_again(knowledge: Knowledge) -> None:
    frequency = knowledge.lexicon.frequencies.get
    for share in (1e-7, 3e-7, 1e-3):
        rare = {word for word in distinct_words(TEXT) if frequency(word.lower(), 0.0) < share}
        assert set(rare_words(distinct_words(TEXT), share, knowledge)) == rare
        assert set(rare_words(distinct_words(TEXT), share, knowledge)) == rare
        assert "savoirfaire" in rare
