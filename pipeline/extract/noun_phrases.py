"""The noun phrase that leads to a number: « une subvention exceptionnelle de 12 000 € »."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.figure_patterns import (
    ADJECTIVES_BEFORE,
    BEFORE_NUMBER,
    DETERMINERS,
    NOT_COUNTED,
    PREPOSITIONS,
    VERBS,
)
from pipeline.extract.measures import clean_label, qualifier_start
from pipeline.extract.number_words import CARDINAL
from pipeline.extract.verb_forms import is_infinitive, is_verb_after

_SP = "[ \u00a0]"
_ASIDE = re.compile(
    rf"(?:(?<=\w){_SP}\([^()]*\)|,[^,.;:()]{{3,60}},)(?:{_SP}(?=(?:s['’])?[^\W\d_]*{_SP}?(?:de{_SP}|d['’]|à{_SP})?\Z)|\Z)"
    rf"|,{_SP}(?=(?:de{_SP}|d['’]|à{_SP})\Z)|,{_SP}[^\W\d_]+(?:é|i|u|ert)e?s?{_SP}(?=(?:à|de|pour|sur){_SP}\Z)"
)
"""What stands between a subject and its verb or its number: « Les travaux, confiés à un groupement, durent », « les frais, estimés à »."""
_TOKEN = re.compile(r"(?:[cdjlmnst]|qu|jusqu)['’]|\d[\d,]*|[^\W\d_]+(?:[-.'’][^\W\d_]+)*|[^\w\s]", re.IGNORECASE)
_VERB = re.compile(VERBS, re.IGNORECASE)
_GLUE = ("s", "l", "n", "ne", "y")
_AUXILIARIES = (
    *("a", "ont", "est", "sont", "été", "avait", "avaient", "aura", "auront", "était", "étaient"),
    *("sera", "seront", "serait", "soit", "soient"),
)
_MODALS = frozenset("peut peuvent pourra pourront pourrait doit doivent devra devront devrait va vont".split())
_REFLEXIVE = ("se", "s'", "s’")
_COPULAS = (*_AUXILIARIES, "reste", "restent", "demeure", "demeurent", "sera", "seront")
_ARTICLES = ("des", "aux", "au", "du", "un", "une")
_OPENING = (".", ":", ";", "!", "?", "«", "(", "&", "→", "•", "–", "—", "-")
_CARDINAL = re.compile(CARDINAL, re.IGNORECASE)
_ARTICLED = DETERMINERS - PREPOSITIONS
_GRAMMAR = DETERMINERS | PREPOSITIONS
_NO_NOUN = _GRAMMAR | ADJECTIVES_BEFORE
_WHEN = frozenset("après avant dans depuis durant en pendant sous".split())
"""What tells when, before a duration: « la digue que la mer prendra dans cinquante ans »."""
_PARTICIPLES = ("é", "ée", "és", "ées", "û")
_IRREGULAR = (*_PARTICIPLES, "u", "i", "is", "it", "ert")
"""Endings of participles, and those that one after an auxiliary has: « ont reçu », « a réuni », « a offert »."""
_RATES = {"hauteur": ("à",), "raison": ("à",), "rythme": ("au",), "total": ("un", "au")}
"""« à hauteur de », « pour un total de »: no measure of its own."""
_PERSON = re.compile(r"(?:M\.|Mme|MM\.|Monsieur|Madame)[ \u00a0]|(?:[^\W\d_]+ième|premi(?:er|ère)|second|seconde)\Z")
"""« Mme Durand propose 5 000 € », « La deuxième consomme 45 kWh »: no thing that is measured."""
_IN_VIEW = re.compile(
    rf"\A(?:face|grâce|suite){_SP}(?:à{_SP}(?:l['’]|la{_SP})?|aux?{_SP})|\A(?:malgré|outre){_SP}(?:les?{_SP}|la{_SP}|l['’])"
)
"""« Face à [l'allongement des délais] »"""
_GERUND = re.compile(rf"(?<!\w)en{_SP}[^\W\d_]{{2,}}ant(?:{_SP}(?:les?|la|aux?|des|une?|de)|{_SP}l['’])?{_SP}\Z")
"""« l'intervention des agents en respectant les 1 607 heures »: what is measured is not said."""
_AVERAGE = re.compile(r"moyenn?e?s?(?= (?:est|sont|de|d['’]))", re.IGNORECASE)
"""« Le taux moyen est de »: a qualifier, and part of what is measured."""
MAX_LEFT_WORDS = 12
"""How far back the measured thing is sought before a number with a unit."""


def preceding(text: str, start: int, floor: int) -> str:
    """The noun phrase that leads to a number: « une subvention exceptionnelle de 12 000 € ».

    >>> line = "La Ville a voté une subvention exceptionnelle de 12 000 €"
    >>> preceding(line, 49, 0), preceding("Ainsi, en 2 mois", 10, 0)
    ('subvention exceptionnelle', '')
    """
    start = qualifier_start(text, start, floor)
    if average := _AVERAGE.match(text, start):
        start = average.end()
    left = text[max(floor, start - 160) : start]
    if "," in left or "(" in left:
        left = _ASIDE.sub(" ", left)
    words = [] if "ant" in left[-20:] and _GERUND.search(left) else _TOKEN.findall(left)
    is_when = bool(words) and words[-1].lower() in _WHEN
    has_verb = _drop_leads(words)
    if has_verb and is_when:
        return ""  # « la digue que la mer prendra dans cinquante ans »
    in_brackets = left.rstrip().endswith("(")
    phrase: list[str] = []
    for i in range(len(words) - 1, max(-1, len(words) - 1 - MAX_LEFT_WORDS), -1):
        word = words[i].lower().strip("'’")
        if _ends_phrase(words, i):
            break
        phrase.insert(0, words[i])
        if _CARDINAL.fullmatch(word):
            break
        if word in _ARTICLED and not (i and words[i - 1].lower().strip("'’") in PREPOSITIONS):
            break
    before = words[: len(words) - len(phrase)]
    if in_brackets and before and before[-1] in ("et", ",", "ou"):
        before = []
    is_numbered = has_verb and before[-1:] and before[-1][0].isdigit()  # « les 60 berceaux sont occupés à 94 % »
    found = _joined(phrase if is_numbered else _noun_phrase(phrase, before))
    if not found and has_verb:
        found = _joined(_subject(words, starts=start - 160 <= floor))
    found = _IN_VIEW.sub("", found)
    return "" if len(found) < 3 or found.lower() in NOT_COUNTED or _PERSON.match(found) else found


def _drop_leads(words: list[str]) -> bool:
    """Take off the words that only lead to the number: « s'établit à »; whether a verb was among them."""
    has_verb = False
    while words:
        if _is_letter(words[-1]):
            break
        if len(words) > 1 and words[-2].lower() in _MODALS and (words[-1] == "aller" or is_infinitive(words[-1].lower())):
            del words[-2:]
            has_verb = True
            continue
        if len(words) > 2 and words[-1] == "qui" and words[-2] == "," and has_verb:
            del words[-2:]  # « le hangar, qui mesure »
            continue
        if len(words) > 1 and words[-2].lower() in _REFLEXIVE:  # « se négocie »
            del words[-2:]
            has_verb = True
            continue
        if has_verb and words[-1] == "et":
            break
        if len(words) > 1 and words[-2].lower() in _RATES.get(words[-1].lower(), ()):
            del words[-2:]
            continue
        participle = len(words) > 1 and words[-2].lower() in _AUXILIARIES and words[-1].endswith(_IRREGULAR)
        verb = _is_finite(words, len(words) - 1) or words[-1].lower() in _COPULAS
        if not (_leads_on(words[-1]) or participle or verb):
            break
        has_verb = has_verb or verb
        words.pop()
    return has_verb


def _is_letter(word: str) -> bool:
    """« les agents de catégorie A »: a letter that names something."""
    return len(word) == 1 and word.isupper() and word != "À"


def subject_before(text: str, at: int, floor: int) -> str:
    """The noun phrase that opens the sentence in which a place stands, where a verb follows it.

    >>> subject_before("Le chantier aura duré un an et coûté", 29, 0)
    'chantier'
    """
    return _joined(_subject(_TOKEN.findall(text[max(floor, at - 160) : at]), starts=at - 160 <= floor))


def _ends_phrase(words: list[str], i: int) -> bool:
    """Whether the i-th word cannot stand in the noun phrase that ends right after it."""
    word = words[i].lower().strip("'’")
    if word in _GRAMMAR or _is_letter(words[i]):
        return False
    if word[:1].isdigit():  # « le trafic de 8 heures »
        return i == 0 or words[i - 1].lower().strip("'’") not in ("de", "d")
    return word in NOT_COUNTED or not word[:1].isalpha() or _is_verb(word) or _is_finite(words, i)


def _subject(words: list[str], *, starts: bool) -> list[str]:
    """The noun phrase that opens the sentence, up to its verb: « La dette recule de 6 % et » is about « La dette ».

    ``starts`` where the first word opens the text.

    >>> _subject(["La", "dette", "recule", "de", "6", "%", "et"], starts=True), _subject(["Elle", "recule", "et"], starts=True)
    (['La', 'dette'], [])
    """
    start = max((i + 1 for i, word in enumerate(words) if word in ".;:!?"), default=0 if starts else len(words))
    if start >= len(words) or words[start].lower().strip("'’") not in _ARTICLED:
        return []
    end = next((i for i in range(start + 1, len(words)) if _ends_phrase(words, i)), len(words))
    if "," in words[end:]:
        return []
    return words[start:end] if end < len(words) and words[end][0].isalpha() and end - start > 1 else []


def _joined(words: list[str]) -> str:
    """Words as a clean phrase."""
    return clean_label("".join(w if w.endswith(("'", "’")) else w + " " for w in words))


def _noun_phrase(phrase: list[str], before: list[str]) -> list[str]:
    """The part of some words that is a noun phrase by the article that opens it, or by opening the sentence; else nothing.

    >>> _noun_phrase(["vend", "des", "capteurs"], ["on"]), _noun_phrase(["grandi"], ["a"]), _noun_phrase(["Budget"], [])
    (['des', 'capteurs'], [], ['Budget'])
    """
    low = [w.lower().strip("'’") for w in phrase]
    if low and is_infinitive(low[0]):  # « Pouvoir profiter pendant deux mois »
        noun = next((i for i, word in enumerate(low) if word in DETERMINERS), len(low))
        return phrase[noun:]
    if phrase and _CARDINAL.fullmatch(low[0]):
        return phrase[1:]
    if not phrase or low[0] in DETERMINERS:
        named = all(w[0].isupper() for w, word in zip(phrase, low, strict=True) if word not in _GRAMMAR)
        return [] if named else phrase
    if low[0] in PREPOSITIONS and len(low) > 1 and low[1] in DETERMINERS:
        return phrase[1:]
    if not before or before[-1] in _OPENING or (before[-1] == ")" and phrase[0][0].isupper()):
        verb = len(phrase) == 1 and (low[0].endswith(("er", "ir", "re", "ment")) or low[0].endswith(_PARTICIPLES))
        return [] if verb else phrase
    article = next((i for i, word in enumerate(low) if word in _ARTICLES), None)
    return [] if article is None else phrase[article:]


def _is_finite(words: list[str], i: int) -> bool:
    """Whether the i-th word is a verb: « rapporte » after a noun, not « le compte », « une forte demande ».

    >>> _is_finite(["la", "redevance", "rapporte"], 2), _is_finite(["le", "compte"], 1), _is_finite(["la", "ville", "compte"], 2)
    (True, False, True)
    """
    before = words[i - 1].lower().strip("'’") if i else ""
    return before not in _NO_NOUN and is_verb_after(before, words[i].lower())


@lru_cache(maxsize=4096)
def _is_verb(word: str) -> bool:
    """Whether a word is one of the verbs that open a predicate."""
    return _VERB.fullmatch(word) is not None


def _leads_on(word: str) -> bool:
    """Whether a word only leads from the thing measured to its number."""
    return word in ":(–—" or word.lower().strip("'’") in BEFORE_NUMBER or word.lower().strip("'’") in _GLUE
