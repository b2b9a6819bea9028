"""The edges of names that stand: a place without its article, a person whose name has a particle in one piece."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.extract.model_filter import starts_sentence
from pipeline.extract.model_patterns import IN_ADDRESS
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

_ARTICLE = re.compile(r"(?:L[ae]|Les|la|les?)[ \u00a0]|[Ll]['\u2019][ \u00a0]?")
_ARTICLES = ("L", "l")
_GIVEN = re.compile(
    r"(?<![\w.@/-])(?P<given>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)[ \u00a0](?:(?:de|du|des|de[ \u00a0]la)[ \u00a0]|d['\u2019])$"
)
"""« [Isaure de] Malvignac »"""
_LONGEST = 40
"""A given name and a particle are shorter."""


def without_article(mention: Mention, knowledge: Knowledge) -> Mention:
    """A place without the article that is not of its name.

    >>> from pipeline.knowledge import load_knowledge
    >>> found = [Mention(0, len(name), "LOC", name, "model", 0.6) for name in ("La Loire", "Le Havre", "La Croisette")]
    >>> [without_article(m, load_knowledge()).text for m in found]
    ['Loire', 'Le Havre', 'La Croisette']
    """
    article = _ARTICLE.match(mention.text) if mention.label == "LOC" and mention.text[0] in _ARTICLES else None
    bare = mention.text[article.end() :] if article else ""
    if article is None or not bare[:1].isupper():
        return mention
    found, abroad = knowledge.registers.places(mention.text), knowledge.registers.foreign(mention.text)
    names = [a.place_name for a in found if a.type in ("departement", "region")]
    names += [abroad.name] if abroad and abroad.type != "ville" else []
    if any(a.type == "commune" and _ARTICLE.match(a.place_name) for a in found):
        return mention
    if not names or any(_ARTICLE.match(name) for name in names):
        return mention
    return replace(mention, start=mention.start + article.end(), text=bare)


def join_particles(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The mentions, by position, with the two halves of a name with a particle as one person, who is not meant after « l'espace ».

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "Isaure de Malvignac écrit."
    >>> halves = [Mention(0, 6, "PER", "Isaure", "model", 0.6), Mention(10, 19, "PER", "Malvignac", "model", 0.6)]
    >>> [(m.text, m.label) for m in join_particles(text, halves, load_knowledge())]
    [('Isaure de Malvignac', 'PER')]
    """
    found: list[Mention] = []
    for m in mentions:
        given = _given_name(text, m, found, knowledge)
        if given is None:
            found.append(m)
            continue
        if found and found[-1].start == given:
            found.pop()
        if not _in_address(text, given):
            found.append(replace(m, start=given, label="PER", text=text[given : m.end]))
    return found


def _given_name(text: str, family: Mention, before: Sequence[Mention], knowledge: Knowledge) -> int | None:
    """Where the given name starts that a particle joins to a name of one word; None where there is none."""
    if family.method != "model" or family.label == "ORG" or not family.text.isalpha():
        return None
    match = _GIVEN.search(text, max(0, family.start - _LONGEST), family.start)
    if match is None or (match.group().endswith(("de ", "de\u00a0")) and fold(family.text[0]) in "aeiou"):
        return None  # « de Altel » would be « d'Altel »
    name, last = match["given"], before[-1] if before else None
    registers = knowledge.registers
    if knowledge.lexicon.is_common(name) or registers.places(name) or registers.foreign(name):
        return None
    if last is None or last.end <= match.start():
        is_name = not starts_sentence(text, match.start()) or not knowledge.lexicon.knows(name)
        return match.start() if family.label == "PER" and is_name else None
    if (last.start, last.text) != (match.start(), name) or last.method != "model" or last.label == "ORG":
        return None
    if family.label == "LOC" and (registers.places(family.text) or registers.foreign(family.text)):
        return None
    return match.start() if "PER" in (family.label, last.label) or _in_address(text, match.start()) else None


def _in_address(text: str, start: int) -> bool:
    return IN_ADDRESS.search(text, max(0, start - 26), start) is not None
