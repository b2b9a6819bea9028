"""Abbreviations in capitals: which the text defines, and which stand for organisations."""

from __future__ import annotations

import re

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS
from pipeline.extract.model_patterns import TOOL_BEFORE
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import Acronym

DEFINED = re.compile(r"\((?:le |la |les |l['\u2019])?([A-Z][A-Za-z.]{1,9}|[A-Z]\d[A-Z]{1,5})\)")
"""« Association des maires ruraux (AMRF) »"""
EXPANDED = re.compile(r"([A-Z](?<!\w.)(?:[A-Za-z]{0,3}[A-Z]{1,6}|\d[A-Z]{1,5})) \(([A-ZÀ-Ý][^()\n]{5,80})\)")
"""« AMRF (Association des maires ruraux) »"""
TOKEN = re.compile(
    r"[A-ZÉÈ](?<![\w@./\u2019'-].)"  # the letter first: a pattern that opens with a look-behind is tried at each letter
    r"(?:[A-ZÉÈ]{1,5}-[A-Z]{2,6}|[A-ZÉÈ]{1,9}|(?<=[A-Z])(?:\d[A-Z]{1,5}|[a-z]{1,2}[A-Z]{2,6}|[A-Z]{1,5}[a-z]{1,3}[A-Z]?))(?![\w@/]|\.\w)"
)
"""« CNFPT », « I4CE », « RnPAT », « CFE-CGC »; not inside addresses."""
ELIDED = re.compile(r"[A-ZÉÈ](?<=[ldLD]['\u2019].)(?:[A-ZÉÈ]{1,9}|(?<=[A-Z])(?:\d[A-Z]{1,5}|[a-z]+))(?![\w@/]|\.\w)")
"""After an elision: « l'INET »."""
CAPITALS_BEFORE = re.compile(
    r"(?:[A-ZÀ-Ý]{2}[ \u00a0'\u2019-]|\b[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?[ \u00a0]|(?<!\w)[A-ZÀ-Ý]\.[ \u00a0]?)$"
)
"""« GRAND [EST] », « Jeanne [MARTIN] », « J. [MARTIN] »"""
DOCUMENT_BEFORE = re.compile(r"(?<!\w)(?:Guide|Rapport|Étude|Note|Source|Baromètre|Dossier|Communiqué|Publication)s?[ \u00a0]$")
"""« Guide [ADCF] »: who published it"""
CAPITALS_AFTER = re.compile(r"[ \u00a0'\u2019-][A-ZÀ-Ý]{2}")
YEAR_AFTER = re.compile(r"[ \u00a0](?:19|20)\d\d(?!\d)")
"""« EMA 2019 »: an edition of a survey or of a plan, not a body."""
ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème)?")
COMMON = 3e-6
"""Above this share of all words a form is an ordinary word in capitals (DATA, BEST, POUR), not an abbreviation."""
LONG, KNOWN = 8, 1e-7
"""An abbreviation has fewer letters than the first, or is no French word, however rare: « BROCANTES »."""
LONG_TOWN = 5
"""A commune's name in capitals of as many letters is no abbreviation: « JACOU »."""
WRITTEN_AS_NAME = re.compile(r"[A-Z](?<![\w@./-].)[a-zé]{3,}(?![\w@/-]|\.\w)")
"""« Cerema », « Ademe »"""
LINE = re.compile(r"[^\n]*")
SMALL = frozenset(("de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "pour", "sur", "the", "of", "for", "and"))


def find_definitions(text: str) -> tuple[Acronym, ...]:
    """Short and long forms that the text binds together.

    >>> [(a.short, a.long) for a in find_definitions("le Schéma départemental des aînés (SDA) et l'AMX (Association des Maires du X)")]
    [('SDA', 'Schéma départemental des aînés'), ('AMX', 'Association des Maires du X')]
    """
    found = []
    for match in DEFINED.finditer(text):
        long = _long_form(text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2], match[1].replace(".", ""))
        if long:
            start = text.rindex(long, 0, match.start())
            found.append(Acronym(match[1], long, start, match.end()))
    expanded = (m for m in EXPANDED.finditer(text) if _spells(re.findall(r"\w+", m[2]), m[1]))
    found += (Acronym(m[1], m[2], m.start(), m.end()) for m in expanded)
    return tuple(sorted(found, key=lambda a: a.start))


def _long_form(before: str, short: str) -> str | None:
    """The shortest run of words before the parenthesis whose initials spell the short form."""
    words = list(re.finditer(r"[\w]+", before))
    for first in range(len(words) - 1, max(-1, len(words) - 15), -1):
        word = words[first].group()
        if fold(word[:1]) == fold(short[:1]) and fold(word) not in SMALL and _spells([w.group() for w in words[first:]], short):
            return before[words[first].start() :].strip(" ,:«»\u00a0")
    return None


def _spells(words: list[str], short: str) -> bool:
    """Whether the words' initials, small words left out at will, spell the short form."""
    letters = [c for c in fold(short) if c.isalnum()]
    content = [fold(w) for w in words if fold(w) not in SMALL]
    if not content or not letters:
        return False
    initials = [w[0] for w in content]
    if initials == letters:
        return True
    every = [fold(w)[0] for w in words]
    at = 0
    for letter in every:  # small words may count: « Centre d'études et d'expertise (CEREMA) » is left alone
        if at < len(letters) and letter == letters[at]:
            at += 1
    return at == len(letters) and len(content) <= len(letters) + 1


def organisation_acronyms(text: str, definitions: tuple[Acronym, ...], is_organisation: frozenset[str], knowledge: Knowledge) -> set[str]:
    """The abbreviations of a text that stand for one organisation.

    ``is_organisation`` are the short forms that the text defines as organisations. Others qualify when they
    stand apart from other capitals, are no French word, and no list says that they are something else:
    of 21 such abbreviations in five real documents 19 were organisations.
    """
    defined = {a.short for a in definitions}
    found = set(is_organisation)
    for match in ELIDED.finditer(text):
        short = match.group()
        if sum(map(str.isupper, short)) >= 3 and short not in defined and short.upper() not in NOT_ORGANISATIONS:
            found.add(short)
    for match in TOKEN.finditer(text):
        short = match.group()
        if short in found or short in defined or NOT_ORGANISATIONS.issuperset(short.upper().split("-")) or len(short) < 3:
            continue
        if not knowledge.registers.body(short) and (
            _is_word(short, knowledge) or ROMAN.fullmatch(short) or YEAR_AFTER.match(text, match.end())
        ):
            continue  # an ordinary word, a town, a number, an edition
        if short == text[text.rfind("\n", 0, match.start()) + 1 : LINE.match(text, match.start()).end()].strip():  # type: ignore[union-attr]
            continue  # a heading or a button
        before = text[max(0, match.start() - 48) : match.start()]
        if TOOL_BEFORE.search(before):
            continue  # « la plateforme RAPIDD »
        named = CAPITALS_BEFORE.search(before) and not DOCUMENT_BEFORE.search(before)
        if not named and not CAPITALS_AFTER.match(text, match.end()):
            found.add(short)
    return found


def _is_word(short: str, knowledge: Knowledge) -> bool:
    """Whether capitals are those of an ordinary word or of a commune."""
    frequency = knowledge.lexicon.frequency(short)
    if frequency >= COMMON or (len(short) >= LONG and frequency >= KNOWN):
        return True
    return is_town_in_capitals(short, knowledge)


def is_town_in_capitals(name: str, knowledge: Knowledge) -> bool:
    """Whether a word in capitals is a territory's name and too long for an abbreviation.

    >>> from pipeline.knowledge import load_knowledge
    >>> is_town_in_capitals("BOUGUENAIS", load_knowledge()), is_town_in_capitals("ADEME", load_knowledge())
    (True, False)
    """
    return name.isupper() and len(name) >= LONG_TOWN and bool(knowledge.registers.places(name))
