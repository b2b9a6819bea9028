"""The words and their frequencies are those that wordfreq gives."""

from __future__ import annotations

import subprocess
import sys

import pytest
from wordfreq import get_frequency_dict

from pipeline import lexicon
from pipeline.lexicon import OWN_FREQUENCY, load_lexicon


@pytest.mark.parametrize("header", [lexicon.CENTIBELS, {"format": "cB", "version": 2}])
def test_frequencies_are_those_of_the_library(header: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "CENTIBELS", header)
    assert lexicon.load_frequencies() == get_frequency_dict("fr", wordlist="large")


def test_the_library_is_not_loaded_for_its_list() -> None:
    asked = "import sys; from pipeline.lexicon import load_lexicon; load_lexicon(); print('wordfreq' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "False\n"


def test_words_of_the_user_are_known_and_those_of_the_list_keep_their_frequency() -> None:
    ours = load_lexicon(frozenset(["biclouterie", "ville"]))
    assert ours.frequency("Biclouterie") == OWN_FREQUENCY
    assert ours.frequency("ville") == load_lexicon().frequency("ville") > OWN_FREQUENCY
