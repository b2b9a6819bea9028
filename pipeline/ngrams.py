"""Counts of words and word pairs of administrative French."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ngrams:
    """Counts of words and word pairs."""


def load_ngrams() -> Ngrams:
    """Read ``resources/ngrams``."""
    return Ngrams()
