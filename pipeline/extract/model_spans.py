"""The spans of the model with their edges and labels put right: without articles, titles and functions, two bodies apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipeline.extract.acronyms import is_town_in_capitals
from pipeline.extract.body_patterns import BODY_ENDING
from pipeline.extract.demonyms import is_demonym
from pipeline.extract.model import ModelSpan
from pipeline.extract.model_filter import REASONS
from pipeline.extract.model_patterns import (
    ABBREVIATION_FIRST,
    ARTICLE_START,
    BODY_AFTER,
    CAPITAL_ARTICLE,
    EDGES,
    ENUMERATED,
    FIRM_OF_TOWN,
    GIVEN_AND_CAPITALS,
    INNER_CAPITAL,
    JOINED_PLACES,
    LED_BODY,
    LINE_OR_ROUTE,
    LOOSE_END,
    LOWER_ARTICLE,
    LOWER_FUNCTION,
    NEXT_BODY,
    NUMBERED_BODY,
    OF_FRANCE,
    OF_PLACE_KIND,
    OF_REGION,
    OF_TOWN,
    PART_AFTER,
    PREPOSED,
    PRONOUN_AFTER,
    PROSECUTOR,
    QUOTE_CLOSED,
    ROLE_AFTER,
    SAINT,
    SCHOOL_START,
    SPACED_DASH,
    TWO_BODIES,
)
from pipeline.extract.name_patterns import CREDIT_START, FUNCTION_START, INSTITUTION_HEADS, TITLES
from pipeline.extract.proposal import Proposal, starts_sentence
from pipeline.extract.verb_forms import sentence_start
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

APOSTROPHES = ("'", "\u2019")
LEADING: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        "PER": (TITLES, FUNCTION_START, CREDIT_START, LOWER_ARTICLE, LOWER_FUNCTION),
        "ORG": (TITLES, FUNCTION_START, CREDIT_START, ARTICLE_START),
        "LOC": (FUNCTION_START, ARTICLE_START, LINE_OR_ROUTE),
    }
)
"""What may stand before a name in a span of the model, by its label."""


def split_span(text: str, span: ModelSpan) -> Iterator[ModelSpan]:
    """A span, or the two bodies that stand in it.

    >>> text = "Agence régionale de santé et l'Assurance maladie"
    >>> [text[s.start : s.end] for s in split_span(text, ModelSpan(0, 48, "ORG"))]
    ['Agence régionale de santé', 'Assurance maladie']
    """
    both = (TWO_BODIES if span.label == "ORG" else JOINED_PLACES).search(text, span.start, span.end) if span.label != "PER" else None
    if span.label == "LOC" and (body := NEXT_BODY.search(text, span.start, span.end)):
        yield ModelSpan(span.start, body.start(), span.label)
        yield ModelSpan(body.end(), span.end, "ORG")
        return
    if both is None:
        yield span
        return
    yield ModelSpan(span.start, both.start(), span.label)
    yield ModelSpan(both.end(), span.end, span.label)


def keep_model_span(text: str, span: ModelSpan, other_acronyms: frozenset[str], knowledge: Knowledge) -> Mention | None:
    """The mention that a model span gives, its edges and label put right, or None where one of ``REASONS`` speaks against it."""
    start, end = _trim(text, span, knowledge)
    name = text[start:end]
    if len(name) < 2:
        return None
    label = _label(text, start, name, span.label, knowledge)
    proposal = Proposal(text, start, name, label, other_acronyms, knowledge)
    for speaks_against in REASONS.values():
        if speaks_against(proposal):
            return None
    return Mention(start, end, label, name, "model", 0.6)


def _label(text: str, start: int, name: str, said: str, knowledge: Knowledge) -> str:
    """The model's label unless the form of the name speaks against it, or « à » before a town."""
    if GIVEN_AND_CAPITALS.fullmatch(name):
        return "PER"
    if BODY_ENDING.search(name) or INNER_CAPITAL.fullmatch(name):
        return "ORG"  # « OpenDataFrance »
    if said == "LOC":
        return _label_of_place(text, start, name, knowledge)
    if said == "PER":
        return _label_of_person(text, start, name, knowledge)
    return "LOC" if is_town_in_capitals(name, knowledge) and not knowledge.registers.body(name) else "ORG"


def _label_of_place(text: str, start: int, name: str, knowledge: Knowledge) -> str:
    """What was taken for a place is a body by its form, or by who leads it; a person after « Britannique » or before a function."""
    if name in ("Sénat", "Parlement") or SCHOOL_START.match(name):
        return "ORG"  # « au Sénat », « le lycée Vaugelin »
    is_phrase = " " in name
    if NUMBERED_BODY.fullmatch(name) or (is_phrase and name.partition(" ")[0] in INSTITUTION_HEADS):
        return "ORG"
    if (not is_phrase and "-" not in name) or knowledge.registers.places(name):
        return "LOC"
    if OF_FRANCE.fullmatch(name) or _is_firm(name, knowledge) or (is_phrase and LED_BODY.search(text[max(0, start - 30) : start])):
        return "ORG"
    end = start + len(name)
    is_line = is_phrase and BODY_AFTER.match(text, end) and starts_sentence(text, start)
    is_person = is_line or (is_phrase and (_follows_demonym(text, start) or ROLE_AFTER.match(text, end)))
    return "PER" if is_person else "LOC"  # « la Britannique Jane Doe », « Tiina Kask, directrice »


def _is_firm(name: str, knowledge: Knowledge) -> bool:
    """« Dijon Céréales », « Atmo Normandie »: a town and what is done there, a word and the région where it is."""
    firm = FIRM_OF_TOWN.fullmatch(name)
    if firm and firm["trade"] not in OF_PLACE_KIND and knowledge.lexicon.is_common(firm["trade"]):
        return bool(knowledge.registers.places(firm["town"]))
    branch = OF_REGION.fullmatch(name)
    found = knowledge.registers.places(branch["region"]) if branch and not knowledge.lexicon.is_common(name.split()[0]) else ()
    return any(a.type == "region" for a in found)


def _label_of_person(text: str, start: int, name: str, knowledge: Knowledge) -> str:
    """What was taken for a person is a country, a saint's town, a town after « à »."""
    first = name.partition(" ")[0]
    abroad = knowledge.registers.foreign(first) if "-" in first else None
    if abroad and abroad.type == "pays":
        return "LOC"  # « présidente des États-Unis d'Amérique »
    # « représente la France »: the country, not a woman of that name
    if SAINT.fullmatch(name) or (name == "France" and text.endswith("la ", 0, start)):
        return "LOC"
    if " " not in name and PREPOSED.search(text[max(0, start - 6) : start]) and knowledge.registers.places(name):
        return "LOC"
    return "PER"


def _follows_demonym(text: str, start: int) -> bool:
    """Whether « Suissesse » stands right before a place, with its capital."""
    word = text[text.rfind(" ", 0, max(0, start - 1)) + 1 : start - 1]
    word = word[2:] if word[1:2] in APOSTROPHES else word
    return word[:1].isupper() and text[start - 1] == " " and is_demonym(word)


def _trim(text: str, span: ModelSpan, knowledge: Knowledge) -> tuple[int, int]:
    """The span without marks, articles, titles and functions at its edges."""
    start, end = span.start, span.end
    several = " " in (seen := text[start:end]) or "\u00a0" in seen  # most are one word
    if several and (dash := SPACED_DASH.search(text, start, end)):
        end = dash.start()
    if several and (quote := QUOTE_CLOSED.search(text, start, end)) and "«" not in seen:
        end = quote.start()
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if several:
        start, end = _trim_words(text, start, end, span.label, knowledge)
    name = text[start:end]
    for pattern in LEADING[span.label]:
        if match := pattern.match(name):
            name = name[match.end() :]
    if span.label == "LOC" and name.startswith("République ") and PROSECUTOR.search(text, max(0, start - 24), start):
        name = OF_TOWN.sub("", name.partition(" ")[2], count=1)
    if several and span.label != "ORG" and is_demonym((people := name.partition(" "))[0]) and " " in people[2]:
        name = people[2]  # « Britannique Jane Doe »
    return _with_article(text, end - len(name), end, span.label, knowledge), end


def _trim_words(text: str, start: int, end: int, label: str, knowledge: Knowledge) -> tuple[int, int]:
    """A span of several words without a number before and a word after that is not of the name."""
    if label != "PER" and (number := ENUMERATED.match(text[start:end])):
        start += number.end()
    if (short := ABBREVIATION_FIRST.match(text[start:end])) and knowledge.lexicon.is_common(short[2]):
        end = start + len(short[1])
    if label == "ORG":
        end = sentence_start(text, start, end)
        end = pronoun.start() if (pronoun := PRONOUN_AFTER.search(text, start, end)) else end
    if part := PART_AFTER.search(text[start:end]):
        end = start + part.start()
    while loose := LOOSE_END.search(text[start:end]):
        end = start + loose.start()
    return start, end


def _with_article(text: str, start: int, end: int, label: str, knowledge: Knowledge) -> int:
    """Where the name of a place starts: with its article, without « de »."""
    if label == "PER" and (of := OF_TOWN.match(text[start:end])) and knowledge.registers.places(text[start + of.end() : end]):
        return start + of.end()  # « mes collègues [de Metz] »
    is_near = label == "LOC" and "L" in text[max(0, start - 4) : start]
    article = CAPITAL_ARTICLE.search(text, max(0, start - 4), start) if is_near else None
    is_name = article and (article["shouted"] or not starts_sentence(text, article.start()))
    if article and is_name and knowledge.registers.places(text[article.start() : end]):
        return article.start()  # « #8 [Les Sables-d'Olonne] »
    return start
