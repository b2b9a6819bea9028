"""What is measured as a noun phrase, where the text says it as a sentence: « les dépenses sont neutres », « réduire les émissions »."""

from __future__ import annotations

import re

from pipeline.extract.figure_patterns import DETERMINERS, GROUPS, NOMINALS
from pipeline.extract.measures import of_phrase
from pipeline.extract.verb_forms import PLURAL, SURE, predicate_start, verb_form

_SP = "[ \u00a0]"
_ADVERB = rf"(?:{_SP}(?:déjà|désormais|aujourd['’]hui|encore|aussi|ainsi))?"
_PREDICATE = re.compile(
    rf"{_SP}(?:(?P<relative>(?:qui|que|qu['’]|dont|où)(?!\w))"
    rf"|(?P<be>(?:sont|est|étaient|était|seront|sera|ont{_SP}été|a{_SP}été){_ADVERB}{_SP})(?P<of>[^\W\d_]+)"
    rf"|(?P<have>(?:ont|a)(?={_ADVERB}{_SP}[^\W\d_]+(?:é|i|u|it|is|ert)(?!\w)))|(?P<verb>(?:ont|ne|n['’]|se|s['’])(?!\w)))"
)
"""The first of: a relative clause, « sont neutres », « ont suivi », the particle before a verb."""
_NO_STATE = DETERMINERS | {"de", "d"}
_WORD = re.compile(rf"{_SP}([^\W\d_]+)")
_AIM = re.compile(
    rf"(?:\A|{_SP}|['’])(?P<verb>{'|'.join(NOMINALS)})(?:{_SP}(?P<what>(?:les?|la|ses|nos|leurs){_SP}.+|l['’].+))?\Z", re.IGNORECASE
)
_GIVEN = re.compile(
    rf"(?P<who>.+){_SP}qui{_SP}(?:a|ont){_SP}(?P<done>[^\W\d_]+(?:é|i)){_SP}(?P<one>une?){_SP}(?P<what>[^\W\d_].+)\Z"
)
_GROUP = re.compile(
    rf"(?<!\w)(?P<one>une?|l['’]|la|le|son|sa|notre){_SP}?(?P<group>(?:(?:petite?|grande?|nouve(?:au|lle)|jeune){_SP})?(?:{GROUPS})"
    rf"(?:{_SP}[^\W\d_]+(?:el|al|if|ive|aire|elle|ale))?){_SP}(?:de{_SP}|d['’])\Z",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    rf"(?P<noun>[^\W\d_]+){_SP}(?P<done>[^\W\d_]+(?:é|i|u))e?s?{_SP}par{_SP}(?P<with>(?:l['’]|la{_SP}|le{_SP})?[A-ZÀ-Ý][^,.;:()]{{1,50}}{_SP}et{_SP})?"
    rf"(?:les{_SP})?\Z"
)
_SAID = re.compile(
    rf"{_SP}(?!(?:et|ou|qui|que|dont|en|par|pour|à|aux?|sur|dans|avec|chez|lors|de|des|du)(?!\w)|d['’])"
    r"[^\d,.;:!?()\n%€]{4,80}(?=[.,;:!?)]|\Z)"
)
SAID_WORDS = 10
"""Words that may be said of a share: what is longer is a sentence of its own."""
_NO_NOUN = frozenset("est sont été était étaient sera seront soit fut furent être a ont pas non".split())


def as_phrase(label: str) -> str:
    """A label that is a sentence as a noun phrase; any other as it is.

    >>> as_phrase("déchets collectés sont recyclés"), as_phrase("agents ont suivi un stage"), as_phrase("agents pensent à partir")
    ('déchets collectés recyclés', 'agents ayant suivi un stage', 'agents qui pensent à partir')
    >>> as_phrase("communes qui sont littorales"), as_phrase("places de crèche")
    ('communes qui sont littorales', 'places de crèche')
    """
    match = _PREDICATE.search(label)
    stop = match.start() if match else len(label)
    verb = predicate_start(label, 0, stop)
    word = _WORD.match(label, verb, stop)
    if word and verb_form(word[1].lower()) in (SURE, PLURAL):
        return f"{label[:verb]} qui{label[verb:]}"
    if match is None or match["relative"]:
        return label
    if match["have"]:
        return f"{label[: match.start()]} ayant{label[match.end() :]}"
    if match["be"] and match["of"].lower() not in _NO_STATE:
        return f"{label[: match.start()]} {label[match.start('of') :]}"
    return f"{label[: match.start()]} qui{label[match.start() :]}"


def with_predicate(text: str, whole: str, at: int, ceiling: int) -> str:
    """What a share is of with what is said of it: « 8 % des lacs sont en bon état » measures the share « des lacs en bon état ».

    >>> line = "8 % des lacs sont en bon état."
    >>> with_predicate(line, "des lacs", 3, len(line)), with_predicate("8 % des lacs, dont trois", "des lacs", 3, 24)
    ('des lacs en bon état', 'des lacs')
    """
    end = text.find(whole, at, ceiling) + len(whole)
    match = _SAID.match(text, end, ceiling) if end >= len(whole) and whole else None
    if match is None or not 2 <= len(match[0].split()) <= SAID_WORDS:
        return whole
    said = as_phrase(whole + match[0])
    return said if said != whole + match[0] else whole


def aimed_at(head: str, label: str) -> str | None:
    """The change that an aim names, with what follows the number: « L'objectif est de réduire » and « les émissions ».

    >>> aimed_at("L'objectif est de réduire", "les émissions"), aimed_at("Nous voulons baisser la facture", ""), aimed_at("La ville", "")
    ('réduction des émissions', 'baisse de la facture', None)
    """
    match = _AIM.search(head)
    what = f"{match['what'] or ''} {label}".strip() if match else ""
    return of_phrase(NOMINALS[match["verb"].lower()], what) if match and what else None


def given_by(label: str, printed: str) -> str:
    """« la ville qui a fixé un objectif de baisse » measures the « objectif de baisse fixé par la ville ».

    >>> given_by("région qui a voté une aide au vélo", "La région qui a voté une aide au vélo"), given_by("aide au vélo", "Aide au vélo")
    ('aide au vélo votée par la région', 'aide au vélo')
    """
    match = _GIVEN.match(label)
    if match is None:
        return label
    article = re.search(rf"(?<!\w)(?:(?:la|les?|une?){_SP}|l['’])(?={re.escape(match['who'])})", printed, re.IGNORECASE)
    who = f"{article[0].lower() if article else ''}{match['who']}"
    return f"{match['what']} {match['done']}{'e' if match['one'] == 'une' else ''} par {who}"


def of_group(text: str, start: int, floor: int) -> str:
    """« une petite équipe de 2 personnes » counts those « de la petite équipe »; "" where no group is named.

    >>> of_group("avec une petite équipe de 2 personnes", 26, 0), of_group("un groupe de 12 élus", 13, 0), of_group("près de 12 élus", 8, 0)
    (' de la petite équipe', ' du groupe', '')
    """
    is_part = text[max(floor, start - 3) : start].endswith(("de ", "de\u00a0", "d'", "d’"))  # the pattern alone would search every line
    match = _GROUP.search(text, max(floor, start - 60), start) if is_part else None
    if match is None:
        return ""
    group = match["group"]
    one = match["one"].lower()
    if one in ("son", "sa", "notre"):
        return f" de {one} {group}"
    if group[0].lower() in "aeéè" or one in ("l'", "l’"):
        return f" de l'{group}"
    return f" du {group}" if one in ("un", "le") else f" de la {group}"


def doers(text: str, start: int, floor: int) -> str:
    """« la charte signée par 12 communes » counts those « ayant signé la charte »; "" where nobody did anything.

    >>> doers("la charte signée par 12 communes", 21, 0), doers("la méthode mise au point avec 12 communes", 30, 0)
    (' ayant signé la charte', '')
    """
    left = text[max(floor, start - 120) : start]
    match = _DONE_BY.search(left) if " par " in left[-70:] else None
    if match is None or match["noun"].lower() in _NO_NOUN:
        return ""
    article = re.search(rf"(?<!\w)(?:la|le|les|une?|cette|ce|ces|leurs?){_SP}\Z|(?<!\w)l['’]\Z", left[: match.start("noun")], re.IGNORECASE)
    if article is None:
        return ""
    others = re.sub(rf"{_SP}et{_SP}\Z", "", match["with"] or "")
    return f" ayant {match['done']} {article[0].lower()}{match['noun']}" + (f" avec {others}" if others else "")
