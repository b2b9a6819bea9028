"""What is kept of the model's spans: names of the genre, no headings, verbs, laws or debris."""

from __future__ import annotations

import re

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS
from pipeline.extract.model import ModelSpan
from pipeline.extract.name_patterns import (
    ADJECTIVE_BEFORE,
    ALONE,
    ANAPHOR,
    BODY_ENDING,
    FUNCTION_START,
    INHABITANTS,
    INSTITUTION_HEADS,
    NOT_A_NAME,
    OTHER_START,
    PLURAL_BEFORE,
    TITLES,
)
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

EDGES = " \u00a0\t-–—«»\"'\u2019“”(),.;:!?*/|→>#•"
ARTICLE_START = re.compile(
    r"^(?:[a-zà-ÿ]{4,} (?=d[eu]s? |d['\u2019]))?(?:(?:la|le|les|du|des|de|au|aux|un|une|en|et|à)[ \u00a0]|[LlDd]['\u2019])+(?=[A-ZÀ-Ý])"
)
"""« la [France] », « communes de [Dole] »"""
SENTENCE_END = frozenset(".!?…:;\n→•>|\t#")
ENUMERATOR = re.compile(r"\n[A-Z\d][).] ?$")
PREPOSED = re.compile(r"\b(?:à|À|en|sur|vers)[ \u00a0]$")
LONGEST = 90
"""Longer model spans are runs of debris."""
DEBRIS = re.compile(r"[@%\t\n→<>|=]|\.(?:fr|org|com|eu)\b")
"""Marks that no name holds."""
NO_NAME = re.compile(r"[IVXLC]+(?:e|er|ème)?$|[LD]['\u2019][a-zà-ÿ]")
"""« XXIe », « D'une métropole à l'autre »"""
GIVEN_AND_CAPITALS = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý]{4,}(?:-[A-ZÀ-Ý]{3,})?")
"""« Jeanne MARTIN »: a person, whatever the model says."""
VERB = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re)")
OBJECT_AFTER = re.compile(r"[ \u00a0](?:les?|la|des?|du|une?|aux?|à|en|l['\u2019]|d['\u2019])\b|[ \u00a0][ld]['\u2019]")
"""« Cartographier les usages »: an infinitive that opens a heading."""
ENUMERATED = re.compile(r"^(?:[A-Z]\. )(?=[A-ZÀ-Ý])")
ABBREVIATION_FIRST = re.compile(r"([A-Z]{3,}) ([A-ZÀ-Ý][a-zà-ÿ]+)$")
"""« CNFPT Graphisme »: the next word starts something else."""
LOOSE_END = re.compile(r"[ \u00a0](?:de|du|des|la|le|les|et|en|à|au|aux|pour|d['\u2019]|l['\u2019])$")
WORD = re.compile(r"[^\W\d_]+")


def starts_sentence(text: str, position: int) -> bool:
    """Whether a position is where a sentence, heading, bullet or cell starts.

    >>> starts_sentence("Oui. « Renforcer", 7), starts_sentence("à Caen", 2)
    (True, False)
    """
    before = text[max(0, position - 8) : position].rstrip(" \u00a0«“\"'\u2019-–—(*")
    return not before.strip() or before[-1] in SENTENCE_END or ENUMERATOR.search(before) is not None


def keep_model_span(text: str, span: ModelSpan, other_acronyms: frozenset[str], knowledge: Knowledge) -> Mention | None:
    """The mention that a model span gives, its edges put right, or None."""
    start, end = _trim(text, span, knowledge)
    name = text[start:end]
    label = _label(name, span.label)
    if not 1 < len(name) <= LONGEST or not any(c.isupper() for c in name) or DEBRIS.search(name):
        return None
    if name.upper() in NOT_ORGANISATIONS or name in other_acronyms or ANAPHOR.fullmatch(name) or NO_NAME.match(name):
        return None
    if OTHER_START.match(name) or (label != "PER" and NOT_A_NAME.search(text[max(0, start - 40) : start])):
        return None
    if label == "PER" and " " not in name and PREPOSED.search(text[max(0, start - 6) : start]) and knowledge.registers.places(name):
        label = "LOC"
    if _is_common(text, start, name, label, knowledge):
        return None
    return Mention(start, end, label, name, "model", 0.6)


def _label(name: str, said: str) -> str:
    """The model's label unless the form of the name speaks against it."""
    if GIVEN_AND_CAPITALS.fullmatch(name):
        return "PER"
    if BODY_ENDING.search(name) or (said == "LOC" and name.partition(" ")[0] in INSTITUTION_HEADS and " " in name):
        return "ORG"
    return said


def _trim(text: str, span: ModelSpan, knowledge: Knowledge) -> tuple[int, int]:
    """The span without marks, articles, titles and functions at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if span.label != "PER" and (number := ENUMERATED.match(text[start:end])):
        start += number.end()
    if (short := ABBREVIATION_FIRST.match(text[start:end])) and knowledge.lexicon.is_common(short[2]):
        end = start + len(short[1])
    while loose := LOOSE_END.search(text[start:end]):
        end = start + loose.start()
    for pattern in (TITLES, FUNCTION_START, ARTICLE_START) if span.label != "LOC" else (ARTICLE_START,):
        if (match := pattern.match(text[start:end])) and not (pattern is ARTICLE_START and span.label == "PER"):
            start += match.end()
    return start, end


def _is_common(text: str, start: int, name: str, label: str, knowledge: Knowledge) -> bool:
    """Whether a span is made of ordinary words, or names inhabitants."""
    if name in ALONE or knowledge.registers.places(name) or knowledge.registers.foreign(name):
        return False
    words = WORD.findall(name)
    if label == "LOC" and len(words) == 1 and INHABITANTS.search(name):
        before = text[max(0, start - 16) : start]
        if PLURAL_BEFORE.search(before) or ADJECTIVE_BEFORE.search(before):
            return True
    if label != "PER" and len(words) > 3 and not any(w[0].isupper() for w in words[1:]) and starts_sentence(text, start):
        return True
    if len(words) == 1 and VERB.fullmatch(name) and OBJECT_AFTER.match(text, start + len(name)) and starts_sentence(text, start):
        return True
    common = [knowledge.lexicon.is_common(w) for w in words if w[0].isupper()]
    if all(common) and (len(words) == 1 or starts_sentence(text, start)):
        return True
    return label == "PER" and (all(common) or (common[0] and starts_sentence(text, start)))
