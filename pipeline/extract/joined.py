"""Names that stand in two pieces, or partly: what stands side by side without a preposition or a comma is one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.extract.model_patterns import COMPASS, SITES
from pipeline.extract.name_patterns import AP, ARTICLE, SP
from pipeline.french import is_capitals
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

BEFORE = re.compile(rf"(?<![\w\u2019'@/.-])(?P<word>[A-ZÀ-Ý][\w-]{{2,}}){AP}\Z")
"""« [Fab']Corrèze »"""
AFTER = re.compile(rf"{SP}(?P<word>[A-ZÀ-Ý][a-zà-ÿ]{{2,}})(?![\w\u2019'@/-])")
OF = re.compile(rf"{SP}{ARTICLE}")
LONGEST_WORD = 30
AREAS = ("departement", "region")
CREDIT = re.compile(rf"{SP}?:{SP}")
"""« Lumières : Paul Kern »: who is credited stands after a colon."""
AMPERSAND = re.compile(rf"{SP}&{SP}")


def join_names(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The mentions, by position, with bodies that hold a place's name in one piece, and credits that are no persons left out.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "avec Emmaüs Bourges, à l'École supérieure d'art de Limoges et au Crédit Mutuel de Bretagne"
    >>> halves = [("ORG", "Emmaüs"), ("LOC", "Bourges"), ("ORG", "École supérieure d'art"), ("LOC", "Limoges")]
    >>> halves += [("ORG", "Crédit Mutuel"), ("LOC", "Bretagne")]
    >>> found = [Mention(text.find(n), text.find(n) + len(n), label, n, "model", 0.6) for label, n in halves]
    >>> [m.text for m in join_names(text, found, load_knowledge())]
    ['Emmaüs Bourges', "École supérieure d'art de Limoges", 'Crédit Mutuel de Bretagne']
    """
    found: list[Mention] = []
    for m, following in _with_next(mentions):
        body = found[-1] if found else None
        if m.label == "PER" and m.method == "model":
            if _is_credit(text, m, following):
                continue
            if AMPERSAND.search(m.text):
                m = replace(m, label="ORG")  # « atelier Pierre & Chanvre »
        if m.label == "LOC" and body and body.label == "ORG" and _is_of(text, body, m, knowledge):
            found[-1] = replace(body, end=m.end, text=text[body.start : m.end])
        else:
            found.append(_whole_name(text, m, body, following, knowledge) if m.label == "LOC" else m)
    return found


def _with_next(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention | None]]:
    yield from zip(mentions, (*mentions[1:], None), strict=False)


def _is_credit(text: str, mention: Mention, following: Mention | None) -> bool:
    """Whether a word before a colon and a person is what this person did: « Lumières : Paul Kern »."""
    if " " in mention.text or following is None or following.label != "PER" or " " not in following.text:
        return False
    return CREDIT.fullmatch(text, mention.end, following.start) is not None


def _is_of(text: str, body: Mention, place: Mention, knowledge: Knowledge) -> bool:
    """Whether a place says of which territory a body is; of a town only where the body's name ends in small letters.

    All nine such pairs in 21 pages that were annotated before any run were one name.
    """
    if body.is_anaphor or place.start - body.end > 7:
        return False
    if place.start - body.end == 1 and body.method != "structure" and text[body.end] in " \u00a0":
        return " " not in body.text and not is_capitals(body.text) and bool(knowledge.registers.places(place.text))  # « Emmaüs Bourges »
    if not OF.fullmatch(text, body.end, place.start) or knowledge.registers.authorities(body.text):
        return False
    found = knowledge.registers.places(place.text)
    is_area = any(a.type in AREAS for a in found)
    if " " in body.text:
        return is_area or body.text.split()[-1].islower()
    return is_area and len(body.text) > 2 and is_capitals(body.text) and not knowledge.registers.body(body.text)  # « ADDA du Lot »


def _whole_name(text: str, place: Mention, earlier: Mention | None, following: Mention | None, knowledge: Knowledge) -> Mention:
    """A place, or the body in whose name it stands: « Aveyron [Attractivité] », « [Fab']Corrèze »."""
    after = AFTER.match(text, place.end)
    is_elided = text[max(0, place.start - 1) : place.start] in ("'", "\u2019") and text[place.start - 3 : place.start - 1].isalpha()
    if not (after or is_elided) or place.text.split()[0] in SITES or not knowledge.registers.places(place.text):
        return place  # the usual case
    start, end = place.start, place.end
    before = BEFORE.search(text, max(0, start - LONGEST_WORD), start) if is_elided else None
    if before and (earlier is None or earlier.end <= before.start()) and not knowledge.lexicon.is_common(before["word"]):
        start = before.start()
    if after and (following is None or after.end() <= following.start) and _carries_on(after["word"], knowledge):
        end = after.end()
    return place if (start, end) == (place.start, place.end) else replace(place, start=start, end=end, text=text[start:end], label="ORG")


def _carries_on(word: str, knowledge: Knowledge) -> bool:
    """Whether a word right after a place belongs to a name with it: no part of the town, no place of its own."""
    return not COMPASS.match(word) and knowledge.lexicon.is_common(word) and not knowledge.registers.places(word)
