"""The edges of names that stand: a place without its article, a person whose name has a particle in one piece."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from pipeline.extract.model_patterns import IN_ADDRESS
from pipeline.extract.names import is_role_head
from pipeline.extract.proposal import starts_sentence
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

_ARTICLE = re.compile(r"(?:L[ae]|Les|la|les?)[ \u00a0]|[Ll]['\u2019][ \u00a0]?")
_ARTICLES = ("L", "l")
_NAME = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?"
_PARTICLES = r"(?:De|Du|Des|Le|La|Van|Von|El|Ben|Di|Da)"
_GIVEN = re.compile(rf"(?<![\w.@/-])(?P<given>{_NAME})[ \u00a0](?:(?:de|du|des|de[ \u00a0]la)[ \u00a0]|d['\u2019])$")
"""« [Isaure de] Malvignac »"""
_PARTICLE = re.compile(rf"(?<![\w.@/-]){_PARTICLES}[ \u00a0]$")
"""« Mme [De] Vaucelles »: with its capital, of the name."""
_TITLED = re.compile(  # the letter first: found faster
    rf"M(?<![\w.].)(?:\.|me|lle|onsieur|adame)[ \u00a0](?P<name>(?:{_PARTICLES}[ \u00a0])?{_NAME}"
    rf"(?:[ \u00a0]{_NAME}){{0,2}})(?![\w'\u2019-])"
)
_ACT = re.compile(
    r"[ \u00a0](?:(?:Conventions?|Autorisations?|Avenants?|Attributions?|Approbation|Agrément|Protocole|Résiliation|Dénomination"
    r"|Déclassement|Désaffectation|Acquisitions?|Cessions?|Adhésion|Renouvellement|Reconduction|Dispositif|Procédure|Réalisation|Relance|Appel"
    r"|Demande|Déclaration|Propriété|Signature|Versement|[ÉE]largissement)(?!\w)|Pour\Z)"
)
"""« Théâtre des Halles [Convention] », « Ville de Dole [Avenant] n° 2 »: on an agenda, what is decided follows the name."""
_SERVICES = ("Direction", "Pôle", "Service", "Mission", "Bureau", "Cellule", "Unité", "Division", "Département", "Commission")
_LONG_SERVICE = 2
"""« Commission Vie associative [Attribution] »: words of a service before the act, less one; « Service Procédure » has none."""
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


def without_act(mention: Mention) -> Mention:
    """A name without the act of an agenda that runs on from it.

    >>> names = "Théâtre des Halles Convention", "Service Procédure", "Convention citoyenne"
    >>> [without_act(Mention(0, len(name), "ORG", name, "model", 0.6)).text for name in names]
    ['Théâtre des Halles', 'Service Procédure', 'Convention citoyenne']
    """
    match = _ACT.search(mention.text)
    if match is None or (mention.text.startswith(_SERVICES) and mention.text.count(" ", 0, match.start()) < _LONG_SERVICE):
        return mention
    return replace(mention, end=mention.start + match.start(), text=mention.text[: match.start()])


def join_particles(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The mentions, by position, with the two halves of a name with a particle as one person, who is not meant after « l'espace ».

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "Isaure de Malvignac écrit."
    >>> halves = [Mention(0, 6, "PER", "Isaure", "model", 0.6), Mention(10, 19, "PER", "Malvignac", "model", 0.6)]
    >>> [(m.text, m.label) for m in join_particles(text, halves, load_knowledge())]
    [('Isaure de Malvignac', 'PER')]
    """
    found: list[Mention] = []
    for m in (_with_particle(text, m, mentions) for m in mentions):
        given = _given_name(text, m, found, knowledge)
        if given is None:
            found.append(m)
            continue
        if found and found[-1].start == given:
            found.pop()
        if not _in_address(text, given):
            found.append(replace(m, start=given, label="PER", text=text[given : m.end]))
    return found


def _with_particle(text: str, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """A family name with the particle before it whose capital no start of a sentence explains."""
    if mention.label != "PER" or mention.method != "model" or " " in mention.text:
        return mention
    match = _PARTICLE.search(text, max(0, mention.start - 5), mention.start)
    if match is None:
        return mention
    name = text[match.start() : mention.end]
    if starts_sentence(text, match.start()) and not any(m.text.endswith(" " + name) for m in mentions):
        return mention
    return replace(mention, start=match.start(), text=name)


def find_titled_one(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The names after « M. » or « Mme » where nothing stands yet.

    >>> [m.text for m in find_titled_one("Mme Le Vaucelles et Madame La Directrice, avec Mme Adjointe", [])]
    ['Le Vaucelles']
    """
    standing = sorted((m.start, m.end) for m in mentions)
    starts, reached = [start for start, _ in standing], list(accumulate((end for _, end in standing), max))
    for match in _TITLED.finditer(text):
        start, end = match.span("name")
        before = bisect_left(starts, end)  # mentions that begin before the name ends
        if (before and reached[before - 1] > start) or any(map(is_role_head, match["name"].split())):
            continue
        yield Mention(start, end, "PER", match["name"], "rule", 0.7)


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
    if last.end != match.end("given") or last.method != "model" or last.label == "ORG":
        return None
    if last.text != name and (last.label != "PER" or registers.places(family.text)):
        return None
    if family.label == "LOC" and (registers.places(family.text) or registers.foreign(family.text)):
        return None
    return last.start if "PER" in (family.label, last.label) or _in_address(text, last.start) else None


def _in_address(text: str, start: int) -> bool:
    return IN_ADDRESS.search(text, max(0, start - 26), start) is not None
