"""Where a noun phrase ends and the verb begins: « 40 places / ouvrira en juin », « pages / et demande 4 000 euros ».

No tagger is run: regular verbs are known by their stem and ending, the others by a list; what a noun or an adjective is written like is
a verb only where the words around it say so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.figure_patterns import DETERMINERS, PREPOSITIONS
from pipeline.extract.number_words import CARDINAL
from pipeline.extract.verb_patterns import (
    INFINITIVES,
    NO_FUTURE,
    NO_IMPERFECT,
    NO_VERBS_PLURAL,
    NO_VERBS_SINGULAR,
    NOUNS_IN_ER,
    PARTICIPLES,
    PRESENT_PARTICIPLE,
    PRESENT_PLURAL,
    PRESENT_SINGULAR,
    REGULAR,
    SECOND_GROUP,
)

SURE, PLURAL, LIKE_A_PARTICIPLE, LIKE_A_NOUN = "sure", "plural", "like a participle", "like a noun"
"""What a verb is written like besides; a plural one takes a plural subject."""
_FUTURE = re.compile(r"[^\W\d_]{2,}(?:[eiu]|[dtvr]|oi)r(?:a|ont|ait|aient|ons)")
_STEM = re.compile(r"(?P<stem>[^\W\d_]{3,})(?P<end>ent|ait|aient|èrent|ons|ez|e)")
_SOFTENED = (("ç", "c"), ("ge", "g"))
"""« commençait », « prolongeait »: before a."""
_GRAVE = re.compile(r"è(?=[^\W\d_]{1,2}\Z)")
_DOUBLED = re.compile(r"(?<=e)(ll|tt)\Z")


_WORD = re.compile(r"(?:[cdjlmnst]|qu)['’]|[^\W_]+(?:[-.'’][^\W_]+)*|[^\w\s]", re.IGNORECASE)
_NOUN_FOLLOWS = DETERMINERS | PREPOSITIONS | frozenset("l' l’ d' d’ sans après avant depuis pendant lors dès non très plus".split())
_LINKS = ("et", "ou", ",")
_CLITICS = frozenset("y ne n' n’ se s' s’ lui".split())
"""« y [tient] », « se [réunit] »"""
_OBJECT = re.compile(
    rf"[ \u00a0]*(?:\d|{CARDINAL}[ \u00a0]"
    r"|(?:une?|les?|la|l['’]|ce|cette|ces|son|sa|ses|leurs?|que|qu['’]|déjà|aussi|ainsi|plus|près|environ|encore)(?!\w))"
)
"""What follows the verb of « et demande 4 000 euros », not the noun of « accueil et écoute »."""


def predicate_start(text: str, at: int, end: int) -> int:
    """Where the verb begins after the noun phrase that starts at a place, ``end`` where there is none.

    >>> lines = "places ouvrira en juin", "pages et demande un prix", "agents et demande de soins", "élus en tirent", "lots et donné un"
    >>> [line[: predicate_start(line, 0, len(line))] for line in lines]
    ['places', 'pages', 'agents et demande de soins', 'élus', 'lots']
    """
    before, before_start = "", at
    for match in _WORD.finditer(text, at, end):
        word = match.group().lower()
        if before and word[0].isalpha() and not match.group()[0].isupper() and _opens(before, word, text, match.end()):
            cut = before_start if before in (*_LINKS, "en") else match.start()
            return len(text[:cut].rstrip()) if cut > at else end
        before, before_start = word, match.start()
    return end


def sentence_start(text: str, at: int, end: int) -> int:
    """Where the verb begins after a name: as ``predicate_start``, but what is written like a noun needs an object.

    >>> names = "Réseau des voisins y tient un bar", "Mission de lutte contre le bruit finance le mur", "Fédération danse et marche"
    >>> [name[: sentence_start(name, 0, len(name))] for name in names]
    ['Réseau des voisins', 'Mission de lutte contre le bruit', 'Fédération danse et marche']
    """
    before, before_start = "", at
    for match in _WORD.finditer(text, at, end):
        word = match.group()
        if word[0].islower() and before and before not in _LINKS and (before in _CLITICS or before not in _NOUN_FOLLOWS):
            form = verb_form(word)
            if form in (SURE, PLURAL) or (form == LIKE_A_NOUN and before[0].isalpha() and _OBJECT.match(text, match.end())):
                return len(text[: before_start if before in _CLITICS else match.start()].rstrip())
        before, before_start = word.lower(), match.start()
    return end


def _opens(before: str, word: str, text: str, at: int) -> bool:
    """Whether a word after another is the verb of a sentence."""
    if before == "en":
        return verb_form(word) == PLURAL
    if before in _NOUN_FOLLOWS:
        return False
    if before in _LINKS:
        form = verb_form(word)
        is_participle = word in PARTICIPLES or word in SECOND_GROUP or (word.endswith("é") and _known(word[:-1]))
        takes_object = form == LIKE_A_NOUN or word in NO_VERBS_SINGULAR or is_participle
        return form in (SURE, PLURAL) or (takes_object and _OBJECT.match(text, at) is not None)
    return is_verb_after(before, word)


def is_verb_after(before: str, word: str) -> bool:
    """Whether a word right after another that is no article and no preposition is a finite verb.

    >>> is_verb_after("ville", "finance"), is_verb_after("élus", "produit"), is_verb_after("bien", "produit"), is_verb_after("", "demande")
    (True, True, False, False)
    """
    form = verb_form(word)
    if form in (SURE, PLURAL):
        return True
    if not before[:1].isalpha():
        return False
    return form == LIKE_A_NOUN or (form == LIKE_A_PARTICIPLE and before.endswith(("s", "x", "z")))


def is_infinitive(word: str) -> bool:
    """Whether a word in lower case is an infinitive: « financer », « pouvoir », not « atelier ».

    >>> is_infinitive("financer"), is_infinitive("pouvoir"), is_infinitive("atelier"), is_infinitive("déjeuner")
    (True, True, False, False)
    """
    return word in INFINITIVES or (word.endswith("er") and word[:-2] in REGULAR and word not in NOUNS_IN_ER)


@lru_cache(maxsize=8192)
def verb_form(word: str) -> str:
    """What kind of finite verb in the third person a word in lower case can be, "" where it is none.

    >>> [verb_form(word) for word in ("accueillera", "financent", "produit", "demande", "urbaine", "président", "opéra")]
    ['sure', 'plural', 'like a participle', 'like a noun', '', '', '']
    """
    if word in PRESENT_PLURAL:
        return PLURAL
    if word in PRESENT_SINGULAR:
        return SURE
    if word in PRESENT_PARTICIPLE:
        return LIKE_A_PARTICIPLE
    if word in NO_FUTURE or word in NO_IMPERFECT or word in NO_VERBS_PLURAL or word in NO_VERBS_SINGULAR:
        return ""
    if _FUTURE.fullmatch(word) and (not word.endswith("ons") or _known(word.removesuffix("erons"))):
        return PLURAL if word.endswith(("ent", "ont")) else SURE
    for ending, form in (("ssent", PLURAL), ("ssaient", PLURAL), ("ssait", SURE), ("t", SURE)):
        if word.endswith(ending) and word.removesuffix(ending) in SECOND_GROUP:
            return form
    match = _STEM.fullmatch(word)
    if match is None or not _known(match["stem"]):
        return PLURAL if word.endswith("aient") else SURE if word.endswith("ait") else ""
    if match["end"] in ("e", "ons"):
        return LIKE_A_NOUN
    return PLURAL if match["end"].endswith("ent") else SURE


def _known(stem: str) -> bool:
    """Whether a stem is that of a regular verb: « financ », « commenç », « gèr », « appell », « emploi »."""
    if stem in REGULAR:
        return True
    if any(stem.endswith(soft) and stem.removesuffix(soft) + hard in REGULAR for soft, hard in _SOFTENED):
        return True
    if _GRAVE.search(stem) and (_GRAVE.sub("é", stem) in REGULAR or _GRAVE.sub("e", stem) in REGULAR):
        return True
    return stem[:-1] in REGULAR if _DOUBLED.search(stem) else stem.endswith("i") and f"{stem[:-1]}y" in REGULAR
