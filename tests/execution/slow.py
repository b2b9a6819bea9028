"""A model for tests, ``tests.execution.slow:recogniser``: finds « de Brest », so slowly that a build can be caught half-way."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

from pipeline.extract.model import ModelSpan, Recogniser


def recogniser() -> Recogniser:
    """Takes a fifth of a second for a batch."""
    return read


def read(texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]:
    time.sleep(0.2)
    for text in texts:
        yield tuple(ModelSpan(m.start(), m.end(), "LOC") for m in re.finditer(r"(?<=de )[A-Z]\w+", text))
