"""Small functions on French strings that several stages share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTER = r"[^\W\d_]"
"""A letter of any script, for regular expressions."""
NAME_WORD = re.compile(r"[^\W_]+")
SLUG_WORD = re.compile(r"[a-z0-9]+")


class _Plain(dict[int, str]):
    """Each letter without its accents, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        return self[code]


_PLAIN = _Plain({ord("\u2019"): "'", ord("œ"): "oe", ord("Œ"): "OE", ord("æ"): "ae", ord("Æ"): "AE"})


_UNACCENTED = _Plain()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _plain(letter: re.Match[str]) -> str:
    return _PLAIN[ord(letter[0])]


def unaccented(word: str) -> str:
    """A word without its accents, its capitals and all else kept.

    >>> unaccented("Élégie")
    'Elegie'
    """
    return word.translate(_UNACCENTED)


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Lower case without accents, plain apostrophes, one space between words: a key to compare names.

    >>> fold("Conseil départemental de l\u2019Ardèche")
    "conseil departemental de l'ardeche"
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_plain, text)  # few letters of a text: a third of the time of ``translate``, which looks at each
    return " ".join(text.split()).casefold()


def name_key(text: str) -> str:
    """``fold`` with hyphens, apostrophes and points as spaces: "Saint-Denis" and "saint denis" are one.

    >>> name_key("L'Haÿ-les-Roses")
    'l hay les roses'
    """
    return " ".join(NAME_WORD.findall(fold(text)))


def slug(text: str) -> str:
    """A readable identifier.

    >>> slug("Association des Maires ruraux (AMRF)")
    'association-des-maires-ruraux-amrf'
    """
    return "-".join(SLUG_WORD.findall(fold(text)))


def letter_count(text: str) -> int:
    """How many letters a text has.

    >>> letter_count("1 607 h")
    1
    """
    return sum(map(str.isalpha, text))


def is_capitals(text: str) -> bool:
    """Whether a text is printed in capitals (at least two letters, none in lower case).

    >>> is_capitals("LES CHIFFRES 2021"), is_capitals("LES Auteurs"), is_capitals("1607")
    (True, False, False)
    """
    return text.isupper() and letter_count(text) > 1


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence ends, closing marks aside.

    >>> ends_sentence("fut décidé. »"), ends_sentence("dans un second temps, il")
    (True, False)
    """
    return text.rstrip(" \t\u00a0\u202f»\u201d\"')]*_").endswith((".", "!", "?", "…", ":", ";"))
