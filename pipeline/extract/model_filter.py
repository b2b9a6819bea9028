"""What is kept of the model's spans: names of the genre, no headings, verbs, laws or debris."""

from __future__ import annotations

import re

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS
from pipeline.extract.acronyms import YEAR_AFTER
from pipeline.extract.model import ModelSpan
from pipeline.extract.name_patterns import (
    ADJECTIVE_BEFORE,
    ALONE,
    ANAPHOR,
    BODY_ENDING,
    CREDIT_START,
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
NO_NAME = re.compile(
    r"[IVXLC]+(?:e|er|ème)?$|[LD]['\u2019][a-zà-ÿ]|[Pp]\.? ?\d+$|[A-Z]{2,5}/ |[Dd]irections? [Gg]énérales?$|Assemblée [Gg]énérale$"
    r"|(?:Monsieur|Madame|Mesdames|Messieurs|Mademoiselle|Mme|Mlle)$"
)
"""« XXIe », « D'une métropole à l'autre », « P.22 », « Monsieur », « DGS/ DG », « Direction Générale »"""
GIVEN_AND_CAPITALS = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý]{4,}(?:-[A-ZÀ-Ý]{3,})?")
"""« Jeanne MARTIN »: a person, whatever the model says."""
VERB = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re)")
OBJECT_AFTER = re.compile(r"[ \u00a0](?:les?|la|des?|du|une?|aux?|à|en|l['\u2019]|d['\u2019])\b|[ \u00a0][ld]['\u2019]")
"""« Cartographier les usages »: an infinitive that opens a heading."""
ENUMERATED = re.compile(r"^(?:[A-Z]\. )(?=[A-ZÀ-Ý])")
ABBREVIATION_FIRST = re.compile(r"([A-Z]{3,}) ([A-ZÀ-Ý][a-zà-ÿ]+)$")
"""« CNFPT Graphisme »: the next word starts something else."""
NOUN_AFTER = re.compile(r"[ \u00a0](?:de[ \u00a0]|du[ \u00a0]|des[ \u00a0]|d['\u2019])")
"""« Déchèterie de … »: a word with a complement at the start of a line is a noun."""
TOWN = 20000
"""A common word that opens a sentence is a place only if it is a town of this size (as in ``candidates``)."""
NUMBERED_BODY = re.compile(r"[A-Z]{3,6}[ \u00a0-]?\d{2,3}")
"""« CDG 25 »"""
NUMBERED_NOUN = re.compile(r"([^\W\d_]+)[ \u00a0](?:[A-Z]|[IVX]+|\d+)")
"""« Groupe B », « Tranche 3 », « Lot II »"""
SPACED_DASH = re.compile(r"(?<=\w)[ \u00a0][-–—][ \u00a0]")
"""« Port Marianne - Extension »: a name does not run across it."""
LOWER_ARTICLE = re.compile(r"(?:le|la|les)[ \u00a0](?=[A-ZÀ-Ý])|l['\u2019](?=[A-ZÀ-Ý])")
"""« le [Maire] »"""
LOOSE_END = re.compile(r"[ \u00a0](?:de|du|des|la|le|les|et|en|à|au|aux|pour|d['\u2019]|l['\u2019])$")
WORD = re.compile(r"[^\W\d_]+")


def starts_sentence(text: str, position: int) -> bool:
    """Whether a position is where a sentence, heading, bullet or cell starts.

    >>> starts_sentence("Oui. « Renforcer", 7), starts_sentence("à Caen", 2)
    (True, False)
    """
    before = text[max(0, position - 8) : position].rstrip(" \u00a0«“\"'\u2019-–—(*")
    return not before.strip() or before[-1] in SENTENCE_END or ENUMERATOR.search(before) is not None


def keep_model_span(
    text: str, span: ModelSpan, other_acronyms: frozenset[str], lower_words: frozenset[str], knowledge: Knowledge
) -> Mention | None:
    """The mention that a model span gives, its edges put right, or None.

    ``lower_words`` are those that the text writes without a capital somewhere.
    """
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
    if label == "LOC" and NUMBERED_BODY.fullmatch(name):
        label = "ORG"
    if _is_common(text, start, name, label, knowledge):
        return None
    if name.isupper() and YEAR_AFTER.match(text, end) and not knowledge.registers.body(name):
        return None
    if label == "PER" and any(c.isdigit() for c in name):
        return None
    if (numbered := NUMBERED_NOUN.fullmatch(name)) and knowledge.lexicon.is_common(numbered[1]):
        return None
    if label != "PER" and _is_word_here(text, start, name, lower_words, knowledge):
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
    if dash := SPACED_DASH.search(text, start, end):
        end = dash.start()
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
    for pattern in (TITLES, FUNCTION_START, CREDIT_START, ARTICLE_START) if span.label != "LOC" else (FUNCTION_START, ARTICLE_START):
        if pattern is ARTICLE_START and span.label == "PER":
            pattern = LOWER_ARTICLE
        if match := pattern.match(text[start:end]):
            start += match.end()
    return start, end


def _is_common(text: str, start: int, name: str, label: str, knowledge: Knowledge) -> bool:
    """Whether a span is made of ordinary words, or names inhabitants."""
    if name in ALONE or _is_place(text, start, name, knowledge):
        return False
    words = WORD.findall(name)
    if label == "LOC" and len(words) == 1 and INHABITANTS.search(name):
        before = text[max(0, start - 16) : start]
        if PLURAL_BEFORE.search(before) or ADJECTIVE_BEFORE.search(before):
            return True
    if label != "PER" and len(words) > 3 and not any(w[0].isupper() for w in words[1:]) and starts_sentence(text, start):
        return True
    verb = words and (label != "PER" or len(words) == 1) and VERB.fullmatch(words[0]) and OBJECT_AFTER.match(text, start + len(words[0]))
    if verb and (starts_sentence(text, start) or (len(words) > 1 and knowledge.lexicon.is_common(words[0]))):
        return True
    common = [knowledge.lexicon.is_common(w) or (w[0] == "E" and knowledge.lexicon.is_common("É" + w[1:])) for w in words if w[0].isupper()]
    if all(common) and (len(words) == 1 or starts_sentence(text, start)):
        return True
    return label == "PER" and (all(common) or (common[0] and starts_sentence(text, start)))


def _is_place(text: str, start: int, name: str, knowledge: Knowledge) -> bool:
    """Whether a register knows a place of this name; a common word (Centres, Rivières) must be a town's or follow « à »."""
    if knowledge.registers.foreign(name):
        return True
    found = knowledge.registers.places(name)
    if not found or not knowledge.lexicon.is_common(name):
        return bool(found)
    return max(a.population or TOWN for a in found) >= TOWN or PREPOSED.search(text[max(0, start - 6) : start]) is not None


def _is_word_here(text: str, start: int, name: str, lower_words: frozenset[str], knowledge: Knowledge) -> bool:
    """Whether a span is a word of this text: after « les » or at the start of a sentence, and without a capital elsewhere."""
    if name in ALONE or _is_place(text, start, name, knowledge) or knowledge.registers.body(name):
        return False
    end = start + len(name)
    if not starts_sentence(text, start):  # « les Startups d'État »
        several = name.isalpha() and PLURAL_BEFORE.search(text[max(0, start - 14) : start])
        phrase = len(name.split()) > 2 and name[1:].islower() and knowledge.lexicon.is_common(name.split()[0])
        if phrase:  # « en Protection de l'enfance »
            return name[0].lower() + name[1:] in text
        return bool(several) and (name.lower() in lower_words or NOUN_AFTER.match(text, end) is not None)
    if name.isalpha():
        if not text[text.rfind("\n", 0, start) + 1 : start].strip() and text[end : end + 1] in ("", "\n"):
            return True
        return name.lower() in lower_words or NOUN_AFTER.match(text, end) is not None
    return name[1:].islower() and name[0].lower() + name[1:] in text
