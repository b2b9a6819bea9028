"""What the recogniser is given to read."""

from __future__ import annotations

import pytest

from pipeline.extract.windows import find_passages, find_windows
from pipeline.knowledge import Knowledge

SIGHT = (2, 1)


def read(text: str, knowledge: Knowledge, sight: tuple[int, int] = SIGHT) -> list[str]:
    return [text[start:end] for start, end in find_windows(text, sight, knowledge.lexicon)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rien ne s'y passe", []),
        ("Les élus sont là", []),
        ("la ville de Brest ouvre un lieu", ["ville de Brest ouvre"]),
        ("Brest", ["Brest"]),
        ("on sort . - « Les élus sont là", []),  # signs after the end of a sentence, then its first word
        ("on sort : Les élus sont là", []),
        ("on sort, Les élus sont là", ["on sort, Les élus"]),
        ("on sort - Les élus sont là", ["sort - Les élus"]),
        ("un lieu à Brest et un lieu de vie à Lyon", ["lieu à Brest et", "vie à Lyon"]),
        ("un lieu à Brest et à Lyon", ["lieu à Brest et à Lyon"]),
    ],
)
def test_words_around_a_capital_that_the_start_of_a_sentence_does_not_explain(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    assert read(text, knowledge) == wanted


@pytest.mark.parametrize("space", ["  ", "\u00a0", "\t", " \n "])
def test_spaces_of_any_kind_stand_between_words(space: str, knowledge: Knowledge) -> None:
    text = space.join(["", "un", "lieu", "à", "Brest", "et", "ailleurs", ""])
    assert read(text, knowledge) == [space.join(["lieu", "à", "Brest", "et"])]


def test_all_is_read_where_a_model_must_see_all(knowledge: Knowledge) -> None:
    assert list(find_passages("un lieu à Brest", None, knowledge.lexicon)) == [(0, 15)]
    assert list(find_passages("un lieu à brest", None, knowledge.lexicon)) == []
