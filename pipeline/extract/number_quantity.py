"""One number expression as it was read."""

from __future__ import annotations

import re

import msgspec

from pipeline.extract.number_patterns import S

_SPACE = re.compile(S)
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
"""« 1.870.000 »"""


class Quantity(msgspec.Struct, frozen=True):
    """One number expression and its reading; ``unit`` is the printed unit of measure, None for a bare number."""

    start: int
    end: int
    value: float
    value_max: float | None = None
    unit: str | None = None
    code: str | None = None
    kind: str | None = None
    """The unit's kind; ``rank`` for ordinals, ``other`` for ratios and fractions, None for a bare number."""
    is_words: bool = False
    is_round: bool = False
    """A round number by its word: « une vingtaine »."""
    is_clock: bool = False
    """Hours with minutes: « 7 h 30 », a time of day or a duration."""
    is_year: bool = False
    noun: str | None = None
    """The noun inside a ratio: « 1 offre sur 3 »."""
    scale: float = 1.0
    number_end: int = 0
    """Where the number alone ends, before its unit."""
    lead: int = -1
    """Of both numbers of a change, « est passé de 61 à 73 agents »: where the verb begins; -1 for any other number."""
    shared: int = -1
    """Of the first number of a change: where the words that it shares with the second begin."""


def read_digits(printed: str) -> float:
    """The value of a number in digits.

    >>> read_digits("1 870 000"), read_digits("5,34"), read_digits("1.500"), read_digits("4.5")
    (1870000.0, 5.34, 1500.0, 4.5)
    """
    if printed.isdigit():
        return float(printed)
    whole = _SPACE.sub("", printed)
    if "." in whole and _POINTED.fullmatch(whole):
        whole = whole.replace(".", "")
    return float(whole.replace(",", "."))
