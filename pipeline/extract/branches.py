"""Bodies of a class, named by their place or number: « SDIS de la Mayenne », « SPL Archipel Nord », « CDG 29 »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.extract.acronym_patterns import CLASSES_OF_BODIES
from pipeline.extract.acronyms import SMALL
from pipeline.extract.body_patterns import NAMED_BODY
from pipeline.extract.headed import Headed, first_words
from pipeline.extract.name_patterns import ARTICLE, HYPHENATED, PLACE, PLURAL_BEFORE, SP
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

FORMER_REGIONS = frozenset(
    """Alsace Aquitaine Auvergne Bourgogne Champagne-Ardenne Franche-Comté Languedoc-Roussillon Limousin Lorraine Midi-Pyrénées
    Nord-Pas-de-Calais Picardie Poitou-Charentes Rhône-Alpes""".split()
)
"""Régions until 2015 (INSEE, Code officiel géographique), by which bodies are still named: « MSA Midi-Pyrénées Nord »."""
NOT_NAMED_SO = frozenset(("ETI", "PME", "SAGE", "TPE", "PMI", "CIO", "ESN", "SSII", "MECS", "ESMS", "EAJE"))
"""Classes that no single body is called by: « PME », « SAGE »."""
LEGAL_FORMS = (
    *("SEM", "SEML", "SPL", "SPLA", "SCIC", "SCOP", "SARL", "SAS", "SASU", "SCI", "EURL", "GIE", "GIP", "EPCC", "EPFL", "ONG", "GAEC"),
    *("EHPAD", "ESAT", "FJT", "IME", "MJC", "CFA", "MFR"),
)
"""A name of its own may follow: « SPL Archipel Nord », « EHPAD Louise Vasseur »."""
NUMBERED = ("ADIL", "ADM", "AMF", "CAUE", "CDG", "CDOS", "CIDFF", "DDT", "FDSEA", "SDE", "SDEE", "SDIS", "UDAF", "UDCCAS")
"""Bodies known by the number of their département: « CAUE 63 »."""
OTHERS = frozenset("ADIL ADMR BGE CAUE CDOS CHR CHRU CIVAM CPIE EPFL FDSEA GIP IAE IEP MFR MSA PLIE UDAF".split())
"""Classes whose abbreviation alone may name one body."""
_CLASSES = sorted({c for c in CLASSES_OF_BODIES - NOT_NAMED_SO if len(c) > 2} | OTHERS)
_WRITTEN = rf"{'|'.join(_CLASSES)}|Crous|Dreal|Drac|Urssaf|Caf|Safer"
OF_PLACE = Headed(re.compile(rf"(?<![\w@./-])(?:{_WRITTEN}){SP}{ARTICLE}{PLACE}"), first_words((_WRITTEN,)))
"""« CCAS de Guéret », « PETR du Pays Midi-Quercy »"""
AT_PLACE = Headed(re.compile(rf"(?<![\w@./-])(?:{_WRITTEN}){SP}(?P<place>{HYPHENATED}(?:{SP}{HYPHENATED})*)"), first_words((_WRITTEN,)))
"""« DREETS Grand Est »"""
NAMED = Headed(
    re.compile(rf"(?<![\w@./-])(?:{'|'.join(LEGAL_FORMS)}){SP}(?P<name>{HYPHENATED}(?:{SP}(?:{ARTICLE})?{HYPHENATED})*)"),
    first_words(LEGAL_FORMS),
)
WITH_NUMBER = re.compile(rf"(?<![\w@./-])(?:{'|'.join(NUMBERED)})[ \u00a0-]?(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])(?![\w/,.]*\d)")
ADJECTIVE = re.compile(
    rf"{SP}(?P<word>[a-zà-ÿ]{{3,}}(?:aise?s?|oise?s?|iens?|iennes?|éens?|éennes?|ains?|aines?|ans?|anes?|ins?|ines?|ands?|andes?))(?![\w-])"
)
"""« Pyrénées [catalanes] », « Quercy [caussadais] »"""
TWO = re.compile(r"[ \u00a0]et[ \u00a0](?:les? |la |l['\u2019])")
"""« Eurométropole de Metz [et la] Métropole du Grand Nancy » are two."""
CELL = re.compile(
    rf"(?:Pôle|Direction|Service|Délégation|Mission|Unité){SP}[A-ZÀ-Ý][\w'\u2019-]*"
    rf"(?:{SP}[a-zà-ÿ][\w'\u2019-]*){{1,5}}(?={SP}*(?:[\t\n|]|$))"
)
"""« Pôle Petite enfance », alone in its cell or on its line"""
TERRITORY_AFTER = re.compile(rf"{SP}(?P<name>{HYPHENATED}(?:{SP}(?:de{SP}la{SP}|de{SP})?{HYPHENATED}){{0,4}})")
SMALLEST_TERRITORY = 50_000
"""People of the territories whose name a body bears without « de »: régions, départements, great towns."""
GROUP_AFTER = re.compile(r"[ \u00a0](?:Métropole|Agglomération)\b")
"""« Chambre de commerce et d'industrie Rouen [Métropole] »"""
WORDS_AFTER = re.compile(r"(?:,?[ \u00a0]\w[\w'\u2019-]*){1,4}")


def find_branches(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """The bodies of a class that a place, a number or a name of their own tells apart.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "Le CCAS de Guéret, la SPL Archipel Nord, le CDG 29 et un SDIS."
    >>> [m.text for m in find_branches(text, load_knowledge())]
    ['CCAS de Guéret', 'SPL Archipel Nord', 'CDG 29']
    """
    for match in AT_PLACE.finditer(text):
        words = match["place"].split()
        if knowledge.registers.places(match["place"]) or any(w in FORMER_REGIONS for w in words):
            yield Mention(match.start(), match.end(), "ORG", match.group(), "rule", 0.85)
    for match in NAMED_BODY.finditer(text):
        opening = match["opening"] or ""
        skipped = len(opening) if opening and knowledge.lexicon.is_common(opening.strip()) else 0  # « Avec [Brest Habitat] »
        name = match.group()[skipped:]
        if knowledge.registers.places(name.split()[0]):
            yield Mention(match.start() + skipped, match.end(), "ORG", name, "rule", 0.8)
    numbered = WITH_NUMBER.finditer(text) if any(short in text for short in NUMBERED) else ()
    for pattern, matches in ((OF_PLACE, OF_PLACE.finditer(text)), (NAMED, NAMED.finditer(text)), (WITH_NUMBER, numbered)):
        for match in matches:
            if pattern is OF_PLACE and PLURAL_BEFORE.search(text, max(0, match.start() - 10), match.start()):
                continue  # « les [CCAS de Bretagne] »
            if pattern is NAMED and knowledge.lexicon.is_common(match["name"].split()[0]) and " " not in match["name"]:
                continue
            yield Mention(match.start(), match.end(), "ORG", match.group(), "rule", 0.85)


def lengthen(text: str, mention: Mention, knowledge: Knowledge) -> Mention:
    """A body named by a place, with what still belongs to the place's name: words that a register knows, or an adjective of origin.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "le Parc naturel régional des Pyrénées catalanes demain"
    >>> lengthen(text, Mention(3, 37, "ORG", text[3:37], "rule", 0.8), load_knowledge()).text
    'Parc naturel régional des Pyrénées catalanes'
    """
    last = mention.text.split()[-1]
    if mention.label != "ORG" or mention.is_anaphor:
        return mention
    opens_cell = not text[max(0, mention.start - 4) : mention.start].rstrip(" *-•–")[-1:].strip("\n\t|")
    cell = CELL.match(text, mention.start) if opens_cell else None
    if cell and mention.end < cell.end():
        return replace(mention, end=cell.end(), text=cell.group())
    if not last[:1].isupper():
        return _at_territory(text, mention, knowledge)
    if mention.score >= 0.9 and (after := WORDS_AFTER.match(text, mention.end)):
        words = re.finditer(r"[\w'\u2019-]+", after.group())
        ends = [after.start() + m.end() for m in words if m.group().lower() not in SMALL]
        for end in reversed(ends):
            if not TWO.search(text, mention.end, end) and knowledge.registers.authorities(text[mention.start : end]):
                return replace(mention, end=end, text=text[mention.start : end])
    return _of_origin(text, mention, knowledge)


def _of_origin(text: str, mention: Mention, knowledge: Knowledge) -> Mention:
    """« Parc naturel régional des Pyrénées [catalanes] »"""
    adjective = ADJECTIVE.match(text, mention.end)
    if adjective and " " in mention.text and not knowledge.lexicon.is_common(adjective["word"]):
        return replace(mention, end=adjective.end(), text=text[mention.start : adjective.end()])
    return mention


def _at_territory(text: str, mention: Mention, knowledge: Knowledge) -> Mention:
    """« Agence régionale de santé [Occitanie] », « Chambre d'agriculture [Pays de la Loire] »: the territory stands right after."""
    after = TERRITORY_AFTER.match(text, mention.end) if " " in mention.text and mention.score < 0.9 else None
    words = list(re.finditer(r"[^ \u00a0]+", after["name"])) if after else []
    for word in reversed(words):
        end = after.start("name") + word.end()  # type: ignore[union-attr]
        found = knowledge.registers.places(text[after.start("name") : end])  # type: ignore[union-attr]
        if any((a.population or 0) >= SMALLEST_TERRITORY for a in found):
            end = group.end() if (group := GROUP_AFTER.match(text, end)) else end
            return replace(mention, end=end, text=text[mention.start : end])
    return mention
