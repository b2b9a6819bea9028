"""Capitals to sentence case, letter by letter: the result is as long as the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.clean.case_patterns import ACCENTED, ACRONYMS, AUTHORITY, COMMON_WORD_PLACES, LINKING, NAMES, STATE_OF
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.lexicon import Lexicon

ADDRESS = re.compile(r"\b[A-Z0-9-]+(?:\.[A-Z0-9-]+)*\.(?:FR|ORG|COM|EU|NET|BZH|INFO)\b")
"""« BETA.GOUV.FR » in a heading in capitals."""
_TOKEN = re.compile(r"[^\W\d_]+['\u2019]?|\d+|[^\w\s]")
CAPITAL_SHARE = 0.4
"""« LES Auteurs » is in capitals (4 letters of 10), « la DGS » in a sentence is not."""
ACCENT_RATIO = 20.0
"""« regions » is 40 times rarer than « régions » in wordfreq; real pairs (cote, côte) stay under 10."""
MAX_PLACE_WORDS = 7


def sentence_case(text: str, knowledge: Knowledge, names: frozenset[str] = frozenset()) -> str:
    """Lower the capitals that only the typography asked for; names, acronyms and accents are kept or restored.

    >>> from pipeline.knowledge import load_knowledge
    >>> sentence_case("LES CLES POUR AGIR EN FRANCE", load_knowledge())
    'Les clés pour agir en France'
    """
    letters = list(filter(str.isalpha, text))
    if len(letters) < 2 or sum(map(str.isupper, letters)) < CAPITAL_SHARE * len(letters):
        return text
    tokens = list(_TOKEN.finditer(text))
    if not any(len(m[0]) > 1 and m[0].isupper() for m in tokens):
        return text
    known = {fold(word): word for name in names for word in re.findall(r"[^\W\d_]+", name) if not word.islower()}
    out = list(text)
    places = _place_letters(tokens, text, knowledge)
    opening = True
    for i, token in enumerate(tokens):
        word = token[0]
        if not word[0].isalpha():
            opening = (opening and not word[0].isdigit()) or word in ".?!" or (word == ")" and i == 1)
            continue
        shown = _word_in_case(tokens, i, text, knowledge, known)
        if opening and len(shown[0].upper()) == 1:
            shown = shown[0].upper() + shown[1:]
        out[token.start() : token.end()] = shown
        opening = False
    for position, letter in places.items():
        out[position] = letter
    for address in ADDRESS.finditer(text):
        out[address.start() : address.end()] = address[0].lower()
    return "".join(out)


def _word_in_case(tokens: list[re.Match[str]], i: int, text: str, knowledge: Knowledge, known: Mapping[str, str]) -> str:
    """One word as it stands inside a sentence."""
    word = tokens[i][0]
    key = fold(word)
    name = known.get(key) or NAMES.get(word.casefold())
    if name and len(name) == len(word):
        return name
    follower = tokens[i + 1][0] if i + 1 < len(tokens) else ""
    if key == "etat" and i and tokens[i - 1][0][1:] in ("'", "\u2019") and follower.lower() not in STATE_OF:
        return "État"
    if len(word) == 1 and word.isascii() and follower in (")", "/", "."):
        return word  # « A) Transition »
    if word in ACRONYMS or (word.isupper() and _looks_like_acronym(word, knowledge)):
        return word
    lower = word.lower()
    if len(lower) != len(word):
        return word
    if lower == "a":
        return _a_or_accent(tokens, i, knowledge)
    return restore_accents(lower, knowledge)


def _looks_like_acronym(word: str, knowledge: Knowledge) -> bool:
    """Short, and no French word, or without a vowel."""
    if len(word) > 6 or len(word) < 2 or not word[-1].isalpha():
        return False
    if not re.search(r"[AEIOUYÀ-Ý]", word):
        return True
    return len(word) <= 5 and knowledge.lexicon.frequency(restore_accents(word.lower(), knowledge)) < 2e-7


def _a_or_accent(tokens: list[re.Match[str]], i: int, knowledge: Knowledge) -> str:
    """« À L'ÉCHELLE »: the preposition unless the neighbours ask for the verb."""
    before = tokens[i - 1][0].lower() if i else ""
    after = tokens[i + 1][0].lower() if i + 1 < len(tokens) else ""
    pairs = knowledge.ngrams.pair_count
    verb, preposition = ((pairs(before, a) + 0.5) * (pairs(a, after) + 0.5) for a in ("a", "à"))
    return "a" if verb > preposition else "à"


def restore_accents(word: str, knowledge: Knowledge) -> str:
    """The accented form of a lower-case word where it is far more frequent.

    >>> from pipeline.knowledge import load_knowledge
    >>> [restore_accents(w, load_knowledge()) for w in ("regions", "metropole", "cote", "agir")]
    ['régions', 'métropole', 'cote', 'agir']
    """
    return _accented(word, knowledge.lexicon)


@lru_cache(maxsize=1 << 16)
def _accented(word: str, lexicon: Lexicon) -> str:
    """``restore_accents``: a corpus in capitals asks for the same words."""
    frequency = lexicon.frequencies.get
    best, best_frequency = word, (frequency(word) or 1e-8) * ACCENT_RATIO
    forms = {word}
    for _ in range(2):
        forms |= {f[:i] + a + f[i + 1 :] for f in forms for i, c in enumerate(f) for a in ACCENTED.get(c, "")}
        for form in sorted(forms):
            found = frequency(form) or 0.0
            if found > best_frequency:
                best, best_frequency = form, found
        if best != word or len(word) < 6:
            break
    return best


def _place_letters(tokens: list[re.Match[str]], text: str, knowledge: Knowledge) -> dict[int, str]:
    """The letters of names of places, by position: « HAUTS-DE-SEINE » reads « Hauts-de-Seine »."""
    letters: dict[int, str] = {}
    i = 0
    while i < len(tokens):
        size = _place_size(tokens, i, text, knowledge)
        printed = text[tokens[i].start() : tokens[i + size - 1].end()] if size else ""
        official = _official(printed, knowledge)
        for token in tokens[i : i + size]:
            at = token.start() - tokens[i].start()
            word = official[at : at + len(token[0])].lower()
            if (size == 1 or word.replace("\u2019", "'") not in LINKING) and len(word) == len(token[0]):
                letters[token.start()] = token[0][0].upper()
                letters.update((token.start() + k, word[k]) for k in range(1, len(word)))
            else:
                letters.update((token.start() + k, c) for k, c in enumerate(word))
        i += max(1, size)
    return letters


def _official(printed: str, knowledge: Knowledge) -> str:
    """A place's name with the accents of the register, letter by letter: « NIEVRE » reads « Nièvre »."""
    found = knowledge.registers.places(printed) if printed else ()
    same = (p.place_name for p in found if len(p.place_name) == len(printed) and fold(p.place_name) == fold(printed))
    return next(same, printed)


def _place_size(tokens: list[re.Match[str]], i: int, text: str, knowledge: Knowledge) -> int:
    """How many tokens from the i-th are the name of a place; 0 when none are."""
    first = tokens[i][0]
    if len(first) < 2 or not first.isupper() or first.lower().replace("\u2019", "'") in LINKING:
        return 0
    before = [t[0].lower() for t in tokens[max(0, i - 3) : i]]
    asked = any(w in AUTHORITY for w in before) and all(w in AUTHORITY or w.replace("\u2019", "'") in LINKING for w in before[-1:])
    for size in range(min(MAX_PLACE_WORDS, len(tokens) - i), 0, -1):
        last = tokens[i + size - 1]
        if not last[0][-1].isalpha():
            continue
        found = knowledge.registers.places(text[tokens[i].start() : last.end()])
        if not found:
            continue
        if size > 1 or asked:
            return size
        word = first.lower()
        population = max(place.population or 0 for place in found)
        rare = knowledge.lexicon.frequency(word) < 3e-6
        if word not in COMMON_WORD_PLACES and ((rare and population >= 2000) or population >= 30000):
            return 1
    return 0
