"""Keys under which spellings of one name meet, and the choice of the spelling to show."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from pipeline.french import fold, is_capitals, name_key
from pipeline.normalise.patterns import LEADING, SMALL_WORDS, organisation_type

SIGLUM = re.compile(r".{1,3}|.[^aeiouy]{3,4}")
"""A word in capitals that stays so, folded: « SAS », « MHSC », not « NORD »."""
ELISION = re.compile(r"(?:[dl]|qu)['’](?=[^\W\d_]{2})", re.IGNORECASE)
SPACES = re.compile(r"\s+")
OPEN_BRACKET = re.compile(r"\([^()]*$")


@lru_cache(maxsize=1 << 16)
def organisation_key(text: str) -> str:
    """The telling words of a name, folded.

    >>> organisation_key("l'Association des Maires ruraux"), organisation_key("OBSERVATOIRE POUR LA JEUNESSE")
    ('association maires ruraux', 'observatoire jeunesse')
    """
    words = name_key(text).split()
    return " ".join(w for w in words if w not in SMALL_WORDS) or " ".join(words)


def abbreviates(short: str, name: str) -> bool:
    """Whether capitals stand for a name: each telling word gives its first letter, and maybe more.

    >>> abbreviates("EMS", "Eurométropole de Strasbourg"), abbreviates("CUD", "Communauté urbaine de Dunkerque")
    (True, True)
    >>> abbreviates("CUD", "Ville de Dunkerque"), abbreviates("DRH", "Dijon Métropole")
    (False, False)
    """
    letters = fold(short).replace(".", "")
    if not 3 <= len(letters) <= 6 or not is_capitals(short):
        return False
    words = organisation_key(name).split()
    return len(words) > 1 and re.fullmatch("".join(f"{word[0]}[{word}]{{0,2}}" for word in words), letters) is not None


@lru_cache(maxsize=1 << 16)
def without_article(text: str) -> str:
    """A name without the article before it.

    >>> without_article("l’Agence régionale"), without_article("La Poste"), without_article("Les  Amis")
    ('Agence régionale', 'La Poste', 'Les Amis')
    """
    text = SPACES.sub(" ", OPEN_BRACKET.sub("", text)).strip(' .,;:«»"-–')
    text = text if "(" in text else text.strip("()")
    found = LEADING.match(fold(text))
    return text[found.end() :] if found and text[:1].islower() else text


def best_spelling(counts: Mapping[str, int]) -> str:
    """The spelling to show: not in capitals, with its accents, capitalised, the commonest.

    >>> best_spelling({"BANQUE DES TERRITOIRES": 3, "banque des territoires": 1, "Banque des Territoires": 1})
    'Banque des Territoires'
    """

    def rank(text: str) -> tuple[bool, bool, int, int, str]:
        shouted = is_capitals(text) and " " in text
        accents = sum(ord(c) > 127 for c in text)
        return (shouted, not text[:1].isupper(), -counts[text], -accents, text)

    best = min(counts, key=rank) if len(counts) > 1 else next(iter(counts))
    return lowered(best) if is_capitals(best) and " " in best else best[:1].upper() + best[1:]


def lowered(text: str) -> str:
    """A name in capitals as one would write it: a body whose kind is known as a phrase, another word by word.

    >>> lowered("BANQUE DES TERRITOIRES"), lowered("ÉDITIONS DU LAVOIR"), lowered("MHSC RUGBY"), lowered("LES RIEURS DE L'ÎLE-VERTE")
    ('Banque des territoires', 'Éditions du Lavoir', 'MHSC Rugby', "Les Rieurs de l'Île-Verte")
    """
    if organisation_type(fold(text)) != "autre":
        return text[:1] + text[1:].lower()
    words = " ".join(w.lower() if fold(w) in SMALL_WORDS else w if SIGLUM.fullmatch(fold(w)) else _capitalised(w) for w in text.split())
    return words[:1].upper() + words[1:]


def _capitalised(word: str) -> str:
    """« L'ÎLE-VERTE » reads « l'Île-Verte »."""
    elision = ELISION.match(word)
    parts = word[elision.end() if elision else 0 :].split("-")
    return (elision[0].lower() if elision else "") + "-".join(part[:1] + part[1:].lower() for part in parts)


def same_but_for_typos(a: str, b: str, names: Container[str] = ()) -> bool:
    """Whether two keys have the same words but for a letter or two in long ones; numbers must agree, and ``names`` are never misprints.

    >>> same_but_for_typos("association maires ruraux", "asociation maires ruraux")
    True
    >>> same_but_for_typos("direction enfance", "direction urgence"), same_but_for_typos("lot 1", "lot 2")
    (False, False)
    >>> same_but_for_typos("amicale vitre", "amicale vitry", {"vitre", "vitry"})
    False
    """
    first, second = a.split(), b.split()
    return len(first) == len(second) and all(
        x == y or (same_word(x, y) and not (x in names and y in names)) for x, y in zip(first, second, strict=True)
    )


def same_word(a: str, b: str) -> bool:
    """One edit where the longer has five letters, two where the shorter has ten; the first letter must agree.

    >>> same_word("union", "uion"), same_word("consrevatoire", "conservatoire"), same_word("lot", "lots"), same_word("lot1", "lot2")
    (True, True, False, False)
    """
    if a == b:
        return True
    shortest = min(len(a), len(b))
    if shortest < 4 or max(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    if not (both := a + b).isalpha() and any(c.isdigit() for c in both):
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (2 if shortest >= 10 else 1)


def blocks(key: str) -> Iterator[tuple[str, str]]:
    """The name with one word left out, and the start or the end of that word: one edit spares one of them.

    A name of four words and more also meets those that share all but two.
    """
    words = key.split()
    long = [i for i, word in enumerate(words) if len(word) >= 4]
    for i in long:
        word, rest = words[i], " ".join((*words[:i], "*", *words[i + 1 :]))
        yield rest, word[:2]
        yield rest, f"{word[0]}*{word[-2:]}"
    for i, j in combinations(long, 2) if 4 <= len(words) <= 6 else ():
        yield " ".join(f"{w[0]}*" if k in (i, j) else w for k, w in enumerate(words)), "**"


def aliases(spellings: Iterable[str], name: str) -> tuple[str, ...]:
    """The other spellings, sorted, without those that differ by capitals alone."""
    kept: dict[str, str] = {}
    for text in sorted(spellings, key=lambda t: (is_capitals(t), t)):
        kept.setdefault(text.casefold(), text)
    return tuple(sorted(t for k, t in kept.items() if k != name.casefold()))
