"""Names that a common noun announces: « l'association Oxalis », « le quotidien régional Le Littoral »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pipeline.extract.headed import Headed, first_words
from pipeline.extract.name_patterns import AP, HYPHENATED, SP
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

ANNOUNCERS = (
    "association", "collectif", "coopérative", "fondation", "mutuelle", "amicale", "fédération", "confédération", "ONG", "organisation",
    "parti", "syndicat", "groupe", "groupement", "club", "entreprise", "société", "start-up", "startup", "compagnie",
    "cabinet", "agence", "bureau d'études", "banque", "enseigne", "studio", "laboratoire", "think tank", "incubateur",
    "bailleur social", "bailleur", "office", "éco-organisme", "organisme", "filiale de", "filiale d'",
    "opérateur", "hébergeur", "éditeur", "prestataire", "constructeur", "fabricant", "équipementier",
    "agence de presse", "agence d'urbanisme", "maison d'édition", "magazine", "journal", "quotidien", "hebdomadaire", "mensuel",
)  # fmt: skip
"""Nouns right before the name of an organisation, in lower case."""
WORD = re.compile(r"[^\W_]+")
ORIGIN = rf"(?:{SP}[a-zà-ÿ]{{2,}}(?:ais|aise|ois|oise|ien|ienne|éen|éenne|ain|aine|and|ande|iste|al|ale|ional|ionale|aire))?"
"""« le quotidien allemand … », « le collectif féministe … »"""
_PLURAL = r"(?!dans|sans|sous|vers|mais|plus|puis|depuis|alors|tous|après|hors|lors|nous|vous|avons|sommes)[a-zà-ÿ]{3,}s"
_LES = rf"Les{SP}(?:P{AP}tite?s{SP})?[A-ZÀ-Ý][a-zà-ÿ]+s{SP}{_PLURAL}|Les{SP}P{AP}tite?s{SP}{HYPHENATED}"
"""« Les Anges rebelles », « Les P'tits Loups »"""
_NAME = rf"(?:{_LES}|(?:(?:Les|La|Le){SP}|L{AP})?{HYPHENATED}(?:{SP}(?:&{SP})?{HYPHENATED})*)"
_ANY = rf"\b(?:{'|'.join(ANNOUNCERS)}){ORIGIN}{SP}"
ANNOUNCED = Headed(re.compile(rf"{_ANY}(?P<name>{_NAME})(?![\w-])"), first_words(ANNOUNCERS))
QUOTED = Headed(re.compile(rf"{_ANY}[«“\"]{SP}?(?P<name>[A-ZÀ-Ý][^«»“”\"\n]{{1,50}}?){SP}?[»”\"]"), first_words(ANNOUNCERS))
"""« l'association « Au fil de la Sauldre » »"""

_PHRASED = "association|collectif|coopérative|fondation|amicale|compagnie|troupe|club"
_ON = rf"(?:{SP}(?:(?:du|des|de{SP}la|aux?|en|pour|sur|sans|avec){SP}|de{SP}l{AP}){HYPHENATED}|{SP}et{SP}(?:la{SP})?{HYPHENATED})"
PHRASE = Headed(
    re.compile(rf"\b(?:{_PHRASED}){ORIGIN}{SP}(?P<name>(?:(?P<several>Les){SP}|La{SP}|Le{SP}|L{AP})?(?P<first>{HYPHENATED}){_ON}+)(?![\w-])"),
    first_words((_PHRASED,)),
)
"""« l'association Vieillir au Bourg », « la coopérative Les Bâtisseuses du Périgord »: a name whose first word is one of the language
goes on after a preposition, where « l'association Oxalis en Bretagne » does not."""
INFINITIVE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re)")

FIRMS = "bailleur|filiale|start-up|startup|entreprise|coopérative|éditeur|opérateur|éco-organisme|prestataire|foncière|mutuelle|ONG"
_FIRM = rf"(?:{FIRMS})"
FIRM = Headed(re.compile(_FIRM), first_words((FIRMS,)))
APPOSED = re.compile(rf"(?<![\w.@/-])(?P<name>{HYPHENATED}(?:{SP}{HYPHENATED}){{0,2}}),{SP}(?:(?:une?|la|le){SP}|l{AP})?{_FIRM}\b")
"""« Logiroad, start-up nantaise »"""


def find_announced(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """The names that a noun before them shows to be organisations.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "avec l'association Oxalis, la compagnie « Les pieds dans l'eau » et le groupe de travail"
    >>> [m.text for m in find_announced(text, load_knowledge())]
    ['Oxalis', "Les pieds dans l'eau"]
    >>> [m.text for m in find_announced("l'association Vivre au Bourg et l'association Oxalis en Bretagne", load_knowledge())]
    ['Oxalis', 'Vivre au Bourg']
    """
    for pattern in (ANNOUNCED, QUOTED):
        for match in pattern.finditer(text):
            words = WORD.findall(match["name"])
            if pattern is QUOTED or not all(knowledge.lexicon.is_common(w) or len(w) == 1 or w.isdigit() for w in words):
                yield Mention(match.start("name"), match.end("name"), "ORG", match["name"], "rule", 0.75)
    for match in PHRASE.finditer(text):
        if match["several"] or knowledge.lexicon.is_common(match["first"]) or INFINITIVE.fullmatch(match["first"]):
            yield Mention(match.start("name"), match.end("name"), "ORG", match["name"], "rule", 0.75)


def find_apposed(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """The names that a noun after them shows to be firms.

    >>> from pipeline.knowledge import load_knowledge
    >>> [m.text for m in find_apposed("avec Seqens, bailleur social, et Nantes, entreprise", load_knowledge())]
    ['Seqens']
    """
    for cue in FIRM.finditer(text):
        start = max(0, text.rfind("\n", 0, cue.start()) + 1, cue.start() - 90)
        match = next((m for m in APPOSED.finditer(text, start, cue.end()) if m.end() == cue.end()), None)
        if match and not knowledge.registers.places(match["name"]) and not knowledge.lexicon.is_common(match["name"].split()[0]):
            yield Mention(match.start("name"), match.end("name"), "ORG", match["name"], "rule", 0.7)


def settle_announced(text: str, mentions: Sequence[Mention], announced: Iterable[Mention], knowledge: Knowledge) -> list[Mention]:
    """The mentions with every other occurrence of an announced name as an organisation, towns left alone."""
    names = {m.text for m in announced if len(m.text) > 2 and not knowledge.registers.places(m.text)}
    return [replace(m, label="ORG") if m.text in names and m.method == "model" else m for m in mentions]
