"""Numbers written in French words: cardinals (read by text2num), « une vingtaine », « deux tiers », « septième ».

The tables are data; ``WORDS`` is the piece of pattern that ``number_grammar`` puts in its one pass.
"""

from __future__ import annotations

from functools import lru_cache

from text_to_num import text2num

COLLECTIVES: dict[str, int] = {
    "demi-douzaine": 6,  # une demi-douzaine d'élus
    "huitaine": 8,  # une huitaine de jours
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
}
"""Nouns that give a round number: « une quinzaine de collectivités » is about 15."""

FRACTIONS: dict[str, float] = {
    "un tiers": 1 / 3,
    "deux tiers": 2 / 3,
    "un quart": 1 / 4,
    "trois quarts": 3 / 4,
    "un cinquième": 1 / 5,
    "deux cinquièmes": 2 / 5,
    "trois cinquièmes": 3 / 5,
    "quatre cinquièmes": 4 / 5,
    "un dixième": 1 / 10,
}
"""« un tiers des agents » is the share 0.333…"""

ORDINALS: dict[str, int] = {
    "deuxième": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "onzième": 11,
    "douzième": 12,
    "quinzième": 15,
    "vingtième": 20,
}
"""Ranks in words, where a ranking is printed: « la septième commune de France »."""

_SMALL = """
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante
    cinquante soixante septante huitante octante nonante cent cents mille
"""
_ATOM = "(?:" + "|".join(sorted(_SMALL.split(), key=len, reverse=True)) + r")(?![^\W\d_])"
_NEXT = rf"(?:[ \u00a0-]et[ \u00a0-](?:une?|onze)(?![^\W\d_])|[- \u00a0](?:{_ATOM}|une?(?![^\W\d_])))"
_ONE = (
    r"une?(?=[ \u00a0](?:[^\W\d_]+[ \u00a0]sur|à|ou|sur)[ \u00a0](?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt|cent|\d)"
    r"|[ \u00a0]mil(?:lion|liard)(?!\w))"
)
_COLLECTIVE = "|".join(sorted(COLLECTIVES, key=len, reverse=True))

CARDINAL = rf"(?i:{_ATOM}(?:{_NEXT})*|{_ONE})"
"""« quarante-deux », « soixante et onze »; « un » only before « à trois », « sur huit », « million »."""
COLLECTIVE = (
    r"(?i:(?:une?|deux|trois|quatre|cinq|six|la|cette)[ \u00a0](?:bonne[ \u00a0])?"
    rf"(?:{_COLLECTIVE})s?)(?=[ \u00a0](?:de[ \u00a0]|d['\u2019]))"
)
FRACTION = "(?i:" + "|".join(FRACTIONS) + r")(?!\w)"
ORDINAL = "(?i:" + "|".join(ORDINALS) + r")(?!\w)"


@lru_cache(maxsize=4096)
def read_cardinal(words: str) -> int | None:
    """The value of a cardinal in words, None where the words make no one number.

    >>> read_cardinal("soixante-dix-huit"), read_cardinal("Deux"), read_cardinal("une"), read_cardinal("deux huit")
    (78, 2, 1, None)
    """
    words = words.lower().replace("\u00a0", " ")
    if words in ("un", "une"):
        return 1
    if words.endswith((" une", "-une")):
        words = words[:-1]
    try:
        return int(text2num(words.replace("vingts", "vingt").replace("cents", "cent"), "fr"))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def read_collective(words: str) -> int:
    """The value of « une vingtaine », « trois centaines ».

    >>> read_collective("une vingtaine"), read_collective("trois centaines")
    (20, 300)
    """
    *first, noun = words.lower().replace("\u00a0", " ").split(" ")
    times = 1 if first[0] in ("la", "cette") else read_cardinal(first[0]) or 1
    return times * COLLECTIVES[noun.removesuffix("s")]
