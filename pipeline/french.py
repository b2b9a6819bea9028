"""Small functions on French strings that several stages share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTER = r"[^\W\d_]"
"""A letter of any script, for regular expressions."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, plain apostrophes, one space between words: a key to compare names.

    >>> fold("Conseil départemental de l\u2019Ardèche")
    "conseil departemental de l'ardeche"
    """
    text = text.replace("\u2019", "'").replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", text).strip().casefold()


def name_key(text: str) -> str:
    """``fold`` with hyphens, apostrophes and points as spaces: "Saint-Denis" and "saint denis" are one.

    >>> name_key("L'Haÿ-les-Roses")
    'l hay les roses'
    """
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def slug(text: str) -> str:
    """A readable identifier.

    >>> slug("Association des Maires ruraux (AMRF)")
    'association-des-maires-ruraux-amrf'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def is_capitals(text: str) -> bool:
    """Whether a text is printed in capitals (at least two letters, none in lower case).

    >>> is_capitals("LES CHIFFRES 2021"), is_capitals("LES Auteurs"), is_capitals("1607")
    (True, False, False)
    """
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence ends, closing marks aside.

    >>> ends_sentence("fut décidé. »"), ends_sentence("dans un second temps, il")
    (True, False)
    """
    return text.rstrip(" \t\u00a0\u202f»\u201d\"')]*_").endswith((".", "!", "?", "…", ":", ";"))
