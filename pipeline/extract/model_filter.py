"""What is kept of the model's spans: names of the genre, no headings, verbs, laws or debris."""

from __future__ import annotations

import re

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS
from pipeline.extract.model import ModelSpan
from pipeline.extract.name_patterns import ANAPHOR, FUNCTION_START, INHABITANTS, NOT_A_NAME, OTHER_START, TITLES
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

EDGES = " \u00a0\t-–—«»\"'\u2019“”(),.;:!?*/|→>#•"
ARTICLE_START = re.compile(r"^(?:(?:la|le|les|du|des|de|au|aux|un|une|en|et|à)[ \u00a0]|[LlDd]['\u2019])+(?=[A-ZÀ-Ý])")
SENTENCE_END = frozenset(".!?…:\n→•>|\t#")
ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème)?")
LOWER_AFTER_ELISION = re.compile(r"[LD]['\u2019][a-zà-ÿ]")
"""« D'une métropole à l'autre »"""
GIVEN_AND_CAPITALS = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý]{4,}(?:-[A-ZÀ-Ý]{3,})?")
"""« Jeanne MARTIN »: a person, whatever the model says."""
WORD = re.compile(r"[^\W\d_]+")


def starts_sentence(text: str, position: int) -> bool:
    """Whether a position is where a sentence, heading, bullet or cell starts.

    >>> starts_sentence("Oui. « Renforcer", 7), starts_sentence("à Caen", 2)
    (True, False)
    """
    before = text[max(0, position - 8) : position].rstrip(" \u00a0«“\"'\u2019-–—(*")
    return not before.strip() or before[-1] in SENTENCE_END


def keep_model_span(text: str, span: ModelSpan, other_acronyms: frozenset[str], knowledge: Knowledge) -> Mention | None:
    """The mention that a model span gives, its edges put right, or None."""
    start, end = _trim(text, span)
    name = text[start:end]
    label = "PER" if GIVEN_AND_CAPITALS.fullmatch(name) else span.label
    if not name or "\n" in name or not any(c.isupper() for c in name) or re.search(r"[@%\t→<>|=]|\.(?:fr|org|com|eu)\b", name):
        return None
    if len(name) == 1 or name.upper() in NOT_ORGANISATIONS or ROMAN.fullmatch(name) or LOWER_AFTER_ELISION.match(name) or name in other_acronyms or ANAPHOR.fullmatch(name):
        return None
    if label != "PER" and (NOT_A_NAME.search(text[max(0, start - 40) : start]) or OTHER_START.match(name)):
        return None
    if _is_common(text, start, name, label, knowledge):
        return None
    return Mention(start, end, label, name, "model", 0.6)


def _trim(text: str, span: ModelSpan) -> tuple[int, int]:
    """The span without marks, articles, titles and functions at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    for pattern in (TITLES, FUNCTION_START, ARTICLE_START) if span.label != "LOC" else (ARTICLE_START,):
        if (match := pattern.match(text[start:end])) and not (pattern is ARTICLE_START and span.label == "PER"):
            start += match.end()
    return start, end


def _is_common(text: str, start: int, name: str, label: str, knowledge: Knowledge) -> bool:
    """Whether a span is made of ordinary words, or names inhabitants."""
    lexicon = knowledge.lexicon
    capitals = [w for w in WORD.findall(name) if w[0].isupper()]
    common = [lexicon.is_common(w) for w in capitals]
    if label == "LOC" and len(capitals) == 1 and INHABITANTS.search(name) and not knowledge.registers.places(name):
        return True
    if all(common) and (len(capitals) == 1 or label == "PER" or starts_sentence(text, start)):
        return not knowledge.registers.places(name)
    return common[0] and starts_sentence(text, start) and label == "PER"
