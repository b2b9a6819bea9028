"""What the word that leads to a number says is measured: an age, a rise, a share, a change from one value to another."""

from __future__ import annotations

import re

from pipeline.extract.figure_patterns import CHANGES, CHANGING, INHABITED, QUALITIES
from pipeline.extract.measures import clean_label, qualifier_start
from pipeline.extract.noun_phrases import preceding, subject_before
from pipeline.extract.number_quantity import Quantity

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
_CHANGED = re.compile(
    r"(?<!\w)(?:(?:a|ont|avait|avaient)[ \u00a0](?:[^\W\d_]+ment[ \u00a0])?(?:"
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
_IN = (("de la ", "dans la "), ("de l'", "dans l'"), ("de l’", "dans l’"), ("du ", "dans le "), ("des ", "dans les "))


def told_measure(text: str, number: Quantity, floor: int, whole: str) -> str | None:
    """What the words before a number with a unit measure, None where they tell nothing; ``whole`` is what follows a percentage.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Le délai moyen a été ramené de 12 à 5 jours, les inscriptions ont reculé de 12 %."
    >>> [told_measure(line, n, 0, "") for n in find_quantities(line)]
    ['délai moyen', 'délai moyen', 'recul des inscriptions']
    """
    if number.lead >= 0:
        return preceding(text, number.lead, floor) or None
    told = _set_at(text, number, floor) or _quality(text, number, floor) or _changed(text, number, floor)
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


def population(text: str, number: Quantity, floor: int) -> str | None:
    """« communes de plus de 3 500 habitants » measures the population of communes."""
    start = qualifier_start(text, number.start, floor)
    match = _POPULATION.search(text, max(floor, start - 40), start)
    return _of("population", match[1]) if match and match[1].lower() in INHABITED else None


def _set_at(text: str, number: Quantity, floor: int) -> str | None:
    """« un bail pour une durée de 12 ans » measures the « durée d'un bail »."""
    start = qualifier_start(text, number.start, floor)
    match = _SET_AT.search(text, max(floor, start - 64), start)
    if match is None:
        return None
    whom = preceding(text, match.start(), floor)
    return _of(match["noun"], _with_article(whom, text[floor : match.start()])) or match["noun"]


def _quality(text: str, number: Quantity, floor: int) -> str | None:
    """« lycéens âgés de 15 à 18 ans » measures their age, « longue de 600 m » a length."""
    start = qualifier_start(text, number.start, floor)
    match = _QUALITY.search(text, max(floor, start - 24), start)
    if match is None or match.lastgroup is None:
        return None
    at = match.start() + (text[match.start()] == ",")  # the comma closes what was put in: « Les travaux, confiés à …, durent »
    if text[floor:at].endswith((" et", "\u00a0et")):
        whom = subject_before(text, at, floor)
    else:
        whom = preceding(text, at, floor) or preceding(text, match.start(), floor)
    return _of(match.lastgroup, _with_article(whom, text[floor:at]))


def _changed(text: str, number: Quantity, floor: int) -> str | None:
    """« Les inscriptions ont reculé de 12 % » measures the « recul des inscriptions »."""
    start = qualifier_start(text, number.start, floor)
    if found := _IN_CHANGE.search(text, max(floor, start - 48), start):
        return _of(found[1], _with_article(preceding(text, found.start(), floor), text[floor : found.start()]))
    match = _CHANGED.search(text, max(floor, start - 48), start)
    if match is None or match.lastgroup is None:
        return None
    what = preceding(text, match.start(), floor)
    if match.lastgroup.endswith("_now") and _DETERMINED.search(text, floor, match.start()):
        return None  # « une baisse de 3 % »
    return _of(match.lastgroup.removesuffix("_now"), _with_article(what, text[floor : match.start()]))


def _with_article(what: str, left: str) -> str:
    """A noun phrase with the article that stood before it: « La dette » and « dette » make « la dette »."""
    article = r"(?<!\w)(la |le |une? |l['’]|leur |sa |son )"
    articles = re.findall(rf"{article}{re.escape(what)}(?!\w)", left, re.IGNORECASE) if what else None
    return f"{articles[-1].lower()}{what}" if articles else what


def _of(noun: str, whom: str) -> str | None:
    """« âge » and « jeunes du canton » make « âge des jeunes du canton »."""
    if not whom:
        return None
    if whom.startswith("le "):
        return f"{noun} du {whom[3:]}"
    if whom.startswith(("la ", "l'", "l’", "leur ", "sa ", "son ")):
        return f"{noun} de {whom}"
    if whom.startswith(("un ", "une ")):
        return f"{noun} d'{whom}"
    first = whom.split(" ")[0]
    link = "des " if first.endswith(("s", "x")) else "d'" if first[0].lower() in "aeiouyéèêh" else "de "
    return f"{noun} {link}{whom}"


def _stands_for(text: str, number: Quantity, floor: int, whole: str) -> str | None:
    """« 300 agents représentant 12 % de l'effectif » measures the share of the agents in the staff."""
    if number.code != "%" or not (match := _STANDS_FOR.search(text, max(floor, number.start - 32), number.start)):
        return None
    if match["form"] == "ant":
        who = clean_label(re.sub(r"\A[\d\W]+", "", re.split(r"[,;:.()]", text[floor : match.start()])[-1]))
        share = f"part des {who}" if who else None
    else:
        who = _with_article(subject_before(text, number.start, floor), text[floor : match.start()])
        share = None if _SEVERAL.search(text, max(floor, match.start() - 160), match.start()) else _of("part", who)
    for of, within in _IN:
        if share and whole.startswith(of):
            return f"{share} {within}{clean_label(whole[len(of) :])}"
    return None
