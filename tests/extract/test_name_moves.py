"""The moves of a recogniser, however many labels it has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from pipeline.extract.name_moves import COLUMNS, _Scores


@pytest.mark.parametrize("count", [9, COLUMNS, COLUMNS + 9])
def test_all_moves_that_are_asked_for_are_scored(count: int) -> None:
    draw = np.random.default_rng(0)
    weights, bias, hidden = (draw.standard_normal(size).astype(np.float32) for size in ((60, 8), (60,), (20, 8)))
    upper: Any = SimpleNamespace(get_param={"W": weights, "b": bias}.get)
    moves = list(range(count))[::-1]
    assert np.allclose(_Scores(upper, moves)(hidden), hidden @ weights[moves].T + bias[moves], atol=1e-5)
