"""When an answer equals an annotation: texts, names, numbers and units as people compare them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any

_MARKS = str.maketrans({"\u2019": "'", "\u2011": "-", "\u2013": "-", "\u2014": "-"})
_EDGES = ' .,;:·«»"()'


def plain(value: object) -> str:
    """A text in lower case with plain quotes, dashes and spaces and no punctuation around it; accents stay.

    >>> plain("« L’Haÿ–les–Roses »")
    "l'haÿ-les-roses"
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = unicodedata.normalize("NFKC", str(value)).translate(_MARKS)
    return re.sub(r"\s+", " ", text).strip(_EDGES).casefold()


def tokens(value: object) -> list[str]:
    """The words of a text without accents, case and punctuation.

    >>> tokens("Directrice de l'Éducation (19 %)")
    ['directrice', 'de', 'l', 'education', '19', '%']
    """
    letters = unicodedata.normalize("NFD", plain(value))
    return re.findall(r"[a-z0-9%€]+", "".join(c for c in letters if not unicodedata.combining(c)))


def likeness(one: object, other: object) -> float:
    """Share of words that two texts have in common, 0 to 1.

    >>> likeness("Ville de Créteil", "ville de Creteil"), likeness("Ville de Lyon", "Métropole de Lyon")
    (1.0, 0.6666666666666666)
    """
    ours, theirs = tokens(one), tokens(other)
    if not ours or not theirs:
        return float(ours == theirs)
    return 2 * (Counter(ours) & Counter(theirs)).total() / (len(ours) + len(theirs))


def readings(record: Mapping[str, Any], column: str) -> list[Any]:
    """The annotated value of a column and the others that the annotator takes as well.

    >>> readings({"org": "INET", "alt": {"org": ["CNFPT"]}}, "org")
    ['INET', 'CNFPT']
    """
    other = record.get("alt")
    if isinstance(other, dict):
        other = other.get(column)
    if other is None:
        other = []
    elif not isinstance(other, list):
        other = [other]
    return [record.get(column), *other, *(record.get(f"{column}_alt") or [])]


def best_likeness(record: Mapping[str, Any], column: str, answer: object) -> float:
    """How like an answer is to the likest accepted value."""
    return max(likeness(value, answer) for value in readings(record, column))


def same_number(one: object, other: object) -> bool:
    """Whether two numbers are equal, both unknown counting as equal.

    >>> same_number(1607, 1607.0), same_number(None, float("nan")), same_number(None, 3)
    (True, True, False)
    """
    first, second = _number(one), _number(other)
    if first is None or second is None:
        return first is second
    return abs(first - second) <= 1e-6 * max(1.0, abs(first))


def _number(value: object) -> float | None:
    number = None if value is None else float(value)  # type: ignore[arg-type]
    return None if number is None or math.isnan(number) else number


def same_unit(one: object, other: object) -> bool:
    """Whether the first word of one unit stands in the other.

    >>> same_unit("enjeux", "grands enjeux"), same_unit("agents", "EUR")
    (True, False)
    """
    ours, theirs = tokens(one), tokens(other)
    return bool(ours and theirs) and (ours[0] in theirs or theirs[0] in ours)


def same_person(one: object, other: object) -> bool:
    """Whether two names have the same words, in whatever order and case.

    >>> same_person("MARTIN Jeanne", "Jeanne Martin")
    True
    """
    words = sorted(tokens(one))
    return bool(words) and words == sorted(tokens(other))


def same_address(url: object) -> str:
    """A web address without its scheme and last slash."""
    return plain(url).removeprefix("https://").removeprefix("http://").rstrip("/")
