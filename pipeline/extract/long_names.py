"""Names of bodies whose end is far: syndicates by what they do, bodies against an evil, the long form of an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pipeline.extract.headed import Headed, first_words
from pipeline.extract.name_patterns import ADJECTIVES, AP, ARTICLE, CAPS, NOUN_ADJECTIVES, PLACE, SP
from pipeline.extract.verb_forms import sentence_start
from pipeline.records import Acronym, Mention

_KIND = (
    rf"(?:{NOUN_ADJECTIVES}|potables?|usées?|pluviales?|ménag(?:ères?|ers)|assimilés|collectifs?|collective|urbains?|routi(?:ers?|ères?)|multiples?|unique"
    r"|électriques?|énergétiques?|hydrauliques?|aquatiques?|musicales?|thermiques?|interurbains?)\b"
)
_WHAT = (
    rf"(?:{SP}(?:et{SP})?(?:{ARTICLE}|pour{SP}(?:la{SP}|le{SP}|les{SP}|l{AP})|en{SP}|à{SP}(?=vocation))"
    rf"[a-zà-ÿœ][\wà-ÿœ\u2019'-]{{2,}}(?:{SP}(?:et{SP})?{_KIND})*)"
)
SYNDICATE = Headed(
    re.compile(
        rf"\b[Ss]yndicat(?:{SP}(?:{ADJECTIVES}|ouvert|fermé)\b)+{_WHAT}{{1,4}}{SP}(?:{ARTICLE})(?:(?:région|vallée|agglomération|pays){SP}(?:{ARTICLE})?)?{CAPS}"
    ),
    first_words(("[Ss]yndicat",)),
)
"""« Syndicat mixte d'alimentation en eau potable du Jaudy », « syndicat intercommunal à vocation multiple du Marais »"""
AGAINST = re.compile(rf"{SP}contre{SP}(?:la{SP}|le{SP}|les{SP}|l{AP}){CAPS}")
"""« Centre Régional de Lutte [contre le Cancer Val d'Aurelle] »"""
STRUGGLE = re.compile(r"\b(?:[Ll]utte|[Pp]révention|[Aa]ction|[Mm]obilisation)\Z")
SITE = Headed(
    re.compile(rf"\b(?:gare|château|abbaye|mont|col|île|stade){SP}(?:{ARTICLE})?{PLACE}"),
    first_words(("gare|château|abbaye|mont|col|île|stade",)),
)
"""« la gare de Vierzon », « le mont Ventoux »: in lower case, named by their place."""


def find_syndicates(text: str) -> Iterator[Mention]:
    """The syndicates that are named by what they do and by their territory.

    >>> text = "Le Syndicat mixte de production d'eau potable du Trieux paie. Le syndicat mixte de bassin finance la digue de Dol."
    >>> [m.text for m in find_syndicates(text)]
    ["Syndicat mixte de production d'eau potable du Trieux"]
    """
    for match in SYNDICATE.finditer(text):
        if sentence_start(text, match.start(), match.end()) >= match.end():
            yield Mention(match.start(), match.end(), "ORG", match.group(), "rule", 0.9)


def find_sites(text: str) -> Iterator[Mention]:
    """Stations, castles, mounts and islands in lower case, with their name.

    >>> [m.text for m in find_sites("De la gare de Vierzon au mont Lozère, en gare")]
    ['gare de Vierzon', 'mont Lozère']
    """
    for match in SITE.finditer(text):
        yield Mention(match.start(), match.end(), "LOC", match.group(), "rule", 0.75)


def complete(text: str, mentions: Iterable[Mention], acronyms: Sequence[Acronym]) -> Iterator[Mention]:
    """The bodies with the end that an abbreviation's definition, or « contre » and a name, gives them.

    >>> text = "l'Union pour le logement sur les berges (ULB)"
    >>> found = complete(text, [Mention(2, 21, "ORG", text[2:21], "rule", 0.8)], [Acronym("ULB", text[2:39], 2, 45)])
    >>> [m.text for m in found]
    ['Union pour le logement sur les berges']
    """
    longs = {a.start: a.start + len(a.long) for a in acronyms if text.startswith(a.long, a.start)}
    for m in mentions:
        end = max(m.end, longs.get(m.start, 0))
        if end == m.end and STRUGGLE.search(m.text) and (against := AGAINST.match(text, end)):
            end = against.end()
        yield m if end == m.end or m.is_anaphor else replace(m, end=end, text=text[m.start : end])
