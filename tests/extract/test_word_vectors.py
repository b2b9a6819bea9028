"""What the recogniser makes of a word is remembered, and is the same to the last bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pipeline.execution.jobs import Tools
from pipeline.extract import word_vectors
from pipeline.extract.word_vectors import WordVectors

TEXTS = (
    "Madame Alix Valdor, maire de Guingamp, reçoit l'association Au fil du Trieux.",
    "La Ville de Guingamp et le Département des Côtes-d'Armor ouvrent 40 places.",
    "",
    "Guingamp",
    "Alix Valdor (a.valdor@example.org) et 3 200 € à la maire.",
)


@pytest.fixture(scope="module")
def recogniser(tools: Tools) -> Any:
    return tools.recogniser


def test_each_word_has_the_vector_that_the_model_gives_it(recogniser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = (part for part in recogniser.nlp.ner.model.walk() if part.name == "word_vectors")
    monkeypatch.setattr(word_vectors, "MOST", 60)  # so that words are forgotten on the way
    vectors = WordVectors(kept._func.__self__._layer, recogniser.nlp.vocab)
    for batch in (TEXTS[:2], TEXTS[2:], TEXTS[::-1], TEXTS[3:4]):
        docs = list(recogniser.nlp.tokenizer.pipe(batch))
        found, _ = vectors.forward(None, docs, False)
        assert [len(each) for each in found] == [len(doc) for doc in docs]
        alone = vectors._layer.predict(list(recogniser.nlp.tokenizer.pipe(TEXTS)))  # as the model does it: all words of a batch at once
        wanted = dict(zip(TEXTS, alone, strict=True))
        assert all(np.array_equal(each, wanted[text]) for text, each in zip(batch, found, strict=True))


def test_a_word_is_worked_out_once(recogniser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = (part for part in recogniser.nlp.ner.model.walk() if part.name == "word_vectors")
    vectors = WordVectors(kept._func.__self__._layer, recogniser.nlp.vocab)
    docs = list(recogniser.nlp.tokenizer.pipe(TEXTS))
    vectors.forward(None, docs, False)
    monkeypatch.setattr(vectors, "_work_out", pytest.fail)
    vectors.forward(None, docs[::-1], False)
