"""What the word that leads to a number says is measured: an age, a rise, a share, a change from one value to another."""

from __future__ import annotations

import re

from pipeline.extract.figure_patterns import CHANGES, CHANGING, INHABITED, PERSON, PERSONS, QUALITIES
from pipeline.extract.measures import clean_end, clean_label, following, of_phrase, qualifier_start
from pipeline.extract.noun_phrases import preceding, subject_before
from pipeline.extract.number_quantity import Quantity
from pipeline.extract.phrasing import aimed_at

_STANDS_FOR = re.compile(r"[ \u00a0,]+représent(?P<form>ant|ent|e)[ \u00a0]+(?:près de |plus de |environ |moins de )?\Z")
_SEVERAL = re.compile(r"(?:,|(?<!\w)et)[ \u00a0](?:les?|la|l['’]|des?)[^.;:]*\Z")
"""« le vélo et la marche représentent 12 % »: who is meant is not one phrase."""
_SET_AT = re.compile(
    r"(?<!\w)(?:(?:pour|avec|à|dans la limite d['’])[ \u00a0]?|d['’])une?[ \u00a0]"
    r"(?P<noun>(?:montant|prix|coût|tarif|taux|volume|délai|budget|durée|période|somme|surface|superficie|longueur|hauteur|capacité|population)"
    r"(?:[ \u00a0](?:totale?|maximale?|minimale?|moyenn?e?|globale?|annuelle?|mensuelle?|prévisionnelle?))?)"
    r"[ \u00a0](?:estimée?[ \u00a0]à[ \u00a0]|de[ \u00a0]|d['’])\Z"
)
"""« des travaux pour un montant de 3 M€ », « un bail d'une durée de 12 ans »"""
_QUALITY = re.compile(
    r"[ \u00a0,]+(?:" + "|".join(f"(?P<{noun}>{form})" for noun, form in QUALITIES.items())
    + r")[ \u00a0]+(?:(?:plus[ \u00a0])?que[ \u00a0]|d['’]|de[ \u00a0])?\Z",
    re.IGNORECASE,
)
_OF_END = re.compile(r"(?:,?[ \u00a0]d[e'’])?[ \u00a0]?\Z")
_OBJECT = re.compile(r"(?:les?|la|ses|nos|leurs?|sa|son|notre)[ \u00a0]|l['’]", re.IGNORECASE)
"""« a réduit de 12 % ses rejets »: what follows is what changes."""
_COUNTED = re.compile(r"\d[ \u00a0]([^\W\d_]{3,}[sx])\Z")
_HAS = re.compile(r"(?<!\w)(?<!\by.)(?:a|ont|avait|avaient)[ \u00a0]\Z")
_YET = re.compile(r"[ \u00a0](?:pour|de|d['’]|devant)")
"""« Le pont a 50 ans », not « elle a trois ans pour agir »"""
_WHICH = re.compile(r",?[ \u00a0]qui\Z")
"""« Les travaux, qui dureront de 18 à 24 mois »"""
_CHANGED = re.compile(
    r"(?<!\w)(?:(?:a|ont|avait|avaient)[ \u00a0](?:été[ \u00a0])?(?:[^\W\d_]+ment[ \u00a0])?(?:"
    + "|".join(f"(?P<{noun}>(?:{stem})[^\\W\\d_]*)" for noun, stem in CHANGES.items())
    + r")|(?:"
    + "|".join(f"(?P<{noun}_now>{forms})" for noun, forms in CHANGING.items())
    + r"))[ \u00a0](?:fortement[ \u00a0]|encore[ \u00a0]|légèrement[ \u00a0])?(?:de[ \u00a0]|d['’])\Z"
)
_IN_CHANGE = re.compile(
    r"(?<!\w)(?:est|sont|était|étaient|reste|restent)[ \u00a0](?:[^\W\d_]+ment[ \u00a0])?en[ \u00a0](?:forte[ \u00a0]|légère[ \u00a0])?"
    r"(hausse|baisse|recul|progression|augmentation|diminution)[ \u00a0](?:de[ \u00a0]|d['’])\Z"
)
_DETERMINED = re.compile(r"(?<!\w)(?:la|une?|de|en|cette|sa|leur|forte|légère|nette|le|un|ce|son)[ \u00a0]\Z", re.IGNORECASE)
_POPULATION = re.compile(r"([^\W\d_]+)[ \u00a0,]+(?:de[ \u00a0]|d['’])\Z")
_FACTOR = re.compile(r"(?<!\w)(?:multipli|divis)[^\W\d_]*[ \u00a0]par[ \u00a0]\Z", re.IGNORECASE)
"""« Le nombre de repas a été multiplié par 2,5 »"""
_AGED = re.compile(r"(?<!\w)(?:dès|à partir de|(?<!tous )(?:les|des|aux)[ \u00a0](?:moins|plus)[ \u00a0]de)[ \u00a0]\Z")
_OF_AGE = re.compile(r"(?<!\w)(?:de|dès|à partir de)[ \u00a0]\Z|[^\W\d_]s[ \u00a0]\Z")
_AGES = re.compile(r"(?<!\w)(?<!tous )(?:les|des|aux)[ \u00a0]\Z")
_GIVES = re.compile(
    r"(?<!\w)(?:consacr|allou|affect|dédi|réserv|destin)(?:e|ent|é|era|eront|er|ait|ons)[ \u00a0]"
    r"(?:chaque année |ainsi |aussi |désormais )?\Z"
)
_GOES_TO = re.compile(
    r"(?:[ \u00a0]par[ \u00a0](?:an|mois|habitant|élève))?[ \u00a0](?:vont|va|iront|ira|reviennent|revient"
    r"|(?:sont|est|seront|sera|ont été|a été)[ \u00a0](?:consacr|affect|destin|réserv|allou)ée?s?)"
    r"[ \u00a0](?:à[ \u00a0]|(?=aux?[ \u00a0]))"
)
_TO = re.compile(r"[ \u00a0](?:à[ \u00a0](?!\d)|(?=aux?[ \u00a0]))")
_LISTED = re.compile(r"\d[ \u00a0](?:€|%|M€|euros)[ \u00a0](?:vont|va|iront|ira|reviennent|revient)(?!\w)[^.]*(?:,|\bet)[ \u00a0]\Z")
_PAYS = re.compile(r"(?<!\w)(?:pa[iy]|vend|factur|lou)[^\W\d_]*[ \u00a0]\Z")
_EACH = re.compile(r"[ \u00a0](?:l['’]|la[ \u00a0]|le[ \u00a0])")
_IN = (("de la ", "dans la "), ("de l'", "dans l'"), ("de l’", "dans l’"), ("du ", "dans le "), ("des ", "dans les "))


def told_measure(text: str, number: Quantity, floor: int, whole: str) -> str | None:
    """What the words before a number with a unit measure, None where they tell nothing; ``whole`` is what follows a percentage.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Le délai moyen a été ramené de 12 à 5 jours, les inscriptions ont reculé de 12 %."
    >>> [told_measure(line, n, 0, "") for n in find_quantities(line)]
    ['délai moyen', 'délai moyen', 'recul des inscriptions']
    """
    if number.lead >= 0:
        lead = floor + len(text[floor : number.lead].rstrip(", \u00a0"))  # « les délais, passés de 45 à 71 jours »
        return preceding(text, number.lead, floor) or preceding(text, lead, floor) or None
    told = _set_at(text, number, floor) or _quality(text, number, floor) or _changed(text, number, floor, whole)
    told = told or (_aim(text, number, floor, whole) if number.kind == "percent" else None)
    return told or _stands_for(text, number, floor, whole)


def factor_measure(text: str, number: Quantity, floor: int) -> str | None:
    """What is « multiplié par 2,5 »; None where the number is no factor, "" where it does not say what.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Le nombre de repas a été multiplié par 2,5."
    >>> factor_measure(line, find_quantities(line)[0], 0)
    'nombre de repas'
    """
    start = qualifier_start(text, number.start, floor)
    match = _FACTOR.search(text, floor, start) if text[start - 4 : start - 1].lower() == "par" else None
    return preceding(text, match.start(), floor) if match else None


def age_of(text: str, number: Quantity, floor: int, before: str) -> str | None:
    """« les moins de 26 ans », « dès 6 ans » tell an age, « les enfants de 3 à 12 ans » that of the children."""
    if number.unit not in ("ans", "mois"):
        return None
    start = qualifier_start(text, number.start, floor)
    who = re.split(r"[ \u00a0'’]", before)
    if who[0] in PERSONS and _OF_AGE.search(text, floor, start):
        return f"âge des {before}"
    if number.value_max is not None and who[-1] in PERSON | PERSONS and _OF_AGE.search(text, floor, start):
        return of_phrase("âge", _with_article(who[-1], text[floor:start]))
    if before and number.unit == "ans" and _HAS.search(text, floor, start) and not _YET.match(text, number.end):
        return of_phrase("âge", _with_article(before, text[floor:start]))
    pattern = _AGED if number.value_max is None else _AGES
    return "âge" if number.unit == "ans" and pattern.search(text, floor, number.start) else None


def purpose(text: str, number: Quantity, floor: int, ceiling: int) -> str:
    """What money goes to, or is paid for: « 23 € vont aux écoles, 17 € à la voirie », « consacre 3 M€ à sa flotte », « paie 2 € l'heure ».

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Sur 100 €, 23 € vont aux écoles, 17 € à la voirie"
    >>> [purpose(line, n, 0, len(line)) for n in find_quantities(line)]
    ['', 'écoles', 'voirie']
    """
    start = qualifier_start(text, number.start, floor)
    given = _GIVES.search(text, floor, start) or _LISTED.search(text, floor, number.start)
    match = _GOES_TO.match(text, number.end, ceiling) or (_TO.match(text, number.end, ceiling) if given else None)
    if match is None and number.kind == "money" and _PAYS.search(text, max(floor, text.rfind(" ", floor, start - 1)), start):
        match = _EACH.match(text, number.end, ceiling)
    return following(text, match.end(), ceiling) if match else ""


def population(text: str, number: Quantity, floor: int) -> str | None:
    """« communes de plus de 3 500 habitants » measures the population of communes."""
    start = qualifier_start(text, number.start, floor)
    match = _POPULATION.search(text, max(floor, start - 40), start)
    return of_phrase("population", match[1]) if match and match[1].lower() in INHABITED else None


def _set_at(text: str, number: Quantity, floor: int) -> str | None:
    """« un bail pour une durée de 12 ans » measures the « durée d'un bail »."""
    start = qualifier_start(text, number.start, floor)
    match = _SET_AT.search(text, max(floor, start - 64), start)
    if match is None:
        return None
    whom = preceding(text, match.start(), floor)
    return of_phrase(match["noun"], _with_article(whom, text[floor : match.start()])) or match["noun"]


def _quality(text: str, number: Quantity, floor: int) -> str | None:
    """« lycéens âgés de 15 à 18 ans » measures their age, « longue de 600 m » a length."""
    start = qualifier_start(text, number.start, floor)
    match = _QUALITY.search(text, max(floor, start - 24), start)
    if match is None or match.lastgroup is None:
        return None
    at = match.start() + (text[match.start()] == ",")  # the comma closes what was put in: « Les travaux, confiés à …, durent »
    relative = _WHICH.search(text, floor, at)
    at = relative.start() if relative else at
    if text[floor:at].endswith((" et", "\u00a0et")):
        whom = subject_before(text, at, floor)
    else:
        whom = preceding(text, at, floor) or preceding(text, match.start(), floor) or _noun_before(text, at, floor)
    return of_phrase(match.lastgroup, _with_article(whom, text[floor:at]))


def _noun_before(text: str, at: int, floor: int) -> str:
    """« 40 personnes [âgées de plus de 70 ans] »: the counted noun, which no article leads."""
    match = _COUNTED.search(text, max(floor, at - 40), at)
    return match[1] if match else ""


def _aim(text: str, number: Quantity, floor: int, whole: str) -> str | None:
    """« réduire de 30 % les rejets », « réduire les rejets de 30 % » measure the « réduction des rejets »."""
    start = qualifier_start(text, number.start, floor)
    left = _OF_END.sub("", text[max(floor, start - 120) : start])
    if len(left) == min(120, start - floor):
        return None
    label = clean_end(whole) if _OBJECT.match(whole) else ""
    return aimed_at(re.split(r"[,;:.()]|(?<!\w)et(?!\w)", left)[-1], label)


def _changed(text: str, number: Quantity, floor: int, whole: str) -> str | None:
    """« Les inscriptions ont reculé de 12 % » measures the « recul des inscriptions », « a réduit de 12 % ses rejets » their reduction."""
    start = qualifier_start(text, number.start, floor)
    if found := _IN_CHANGE.search(text, max(floor, start - 48), start):
        return of_phrase(found[1], _with_article(preceding(text, found.start(), floor), text[floor : found.start()]))
    match = _CHANGED.search(text, max(floor, start - 48), start)
    if match is None or match.lastgroup is None:
        return None
    what = preceding(text, match.start(), floor)
    if match.lastgroup.endswith("_now") and _DETERMINED.search(text, floor, match.start()):
        return None  # « une baisse de 3 % »
    if _OBJECT.match(whole):
        return of_phrase(match.lastgroup.removesuffix("_now"), clean_end(whole))
    return of_phrase(match.lastgroup.removesuffix("_now"), _with_article(what, text[floor : match.start()]))


def _with_article(what: str, left: str) -> str:
    """A noun phrase with the article that stood before it: « La dette » and « dette » make « la dette »."""
    article = r"(?<!\w)(la |le |une? |l['’]|leur |sa |son )"
    articles = re.findall(rf"{article}{re.escape(what)}(?!\w)", left, re.IGNORECASE) if what else None
    return f"{articles[-1].lower()}{what}" if articles else what


def _stands_for(text: str, number: Quantity, floor: int, whole: str) -> str | None:
    """« 300 agents représentant 12 % de l'effectif » measures the share of the agents in the staff."""
    if number.code != "%" or not (match := _STANDS_FOR.search(text, max(floor, number.start - 32), number.start)):
        return None
    if match["form"] == "ant":
        who = clean_label(re.sub(r"\A[\d\W]+", "", re.split(r"[,;:.()]", text[floor : match.start()])[-1]))
        share = f"part des {who}" if who else None
    else:
        who = _with_article(subject_before(text, number.start, floor), text[floor : match.start()])
        share = None if _SEVERAL.search(text, max(floor, match.start() - 160), match.start()) else of_phrase("part", who)
    for of, within in _IN:
        if share and whole.startswith(of):
            return f"{share} {within}{clean_label(whole[len(of) :])}"
    return None
