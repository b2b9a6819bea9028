"""Figures of running text: what a number counts is read in the words around it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.figure_context import is_excluded, is_year
from pipeline.extract.figure_patterns import RANKED_NOT
from pipeline.extract.measures import clean_label, counted, following, owner, preceding, qualifier, share_of
from pipeline.extract.number_grammar import Quantity
from pipeline.records import Figure

_OF = re.compile(r"[ \u00a0]*(?:en moyenne |maximum |environ )?(?:de |d['’]|des |du )", re.IGNORECASE)
_RANKED = re.compile(
    r"(?:la|le|les) plus(?!\w)|\b(?:de|d['’]|du|des|en|dans)[ \u00a0](?:la |l['’]|les )?(?:[A-ZÀ-Ý]|monde|pays|région|département)|\bd['’][A-ZÀ-Ý]|(?:national|mondial|européen|français)e?(?!\w)"
)
_BRACKET = re.compile(r"[ \u00a0]?\((?:dont |soit )?[^()\n]*\d[^()\n]*\)")
_AGED = re.compile(r"([^,;:.()]*?)[ \u00a0]+âgée?s?[ \u00a0]+(?:de[ \u00a0]|d['’])(?:plus de |moins de |au moins )?\Z")
_STANDS_FOR = re.compile(r"([^;:.()]*?)[ \u00a0,]+(?:représentant|soit)[ \u00a0]+(?:près de |plus de |environ |moins de )?\Z")
_IN = (("de la ", "dans la "), ("de l'", "dans l'"), ("de l’", "dans l’"), ("du ", "dans le "), ("des ", "dans les "))
CONFIDENCE = {"unit": 0.92, "digits": 0.88, "words": 0.82, "small": 0.75, "rank": 0.7, "year": 0.5, "fraction": 0.6}
"""By what was read; the order was checked on the gold (area under precision-recall in the tests' report)."""


def text_figure(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """The figure that a number of a paragraph (floor:ceiling) gives, None where it is not one.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Près de 300 agents municipaux ont suivi deux jours de formation."
    >>> [text_figure(line, n, 0, len(line)).measure for n in find_quantities(line)]
    ['agents municipaux', 'formation']
    """
    if is_excluded(text, number, floor, ceiling):
        return None
    if number.kind == "rank":
        return _rank(text, number, floor, ceiling)
    if number.unit is not None or number.kind == "other":
        return _measured(text, number, floor, ceiling)
    noun = counted(text, number.end, ceiling, number.value_max or number.value)
    if noun is None or (number.is_year and is_year(text, number, floor)):
        return None
    unit, end = noun
    named = text.index(unit, number.end)
    confidence = CONFIDENCE["year" if number.is_year else "digits" if not number.is_words else "words" if number.value > 2 else "small"]
    return make_figure(
        text, number, floor, end=end, unit=unit, kind="count", measure=following(text, named, ceiling) or unit, confidence=confidence
    )


def with_parts(text: str, figures: list[Figure]) -> list[Figure]:
    """Figures in brackets after another of their unit take its measure: « 3 M€ (1 M€ en voirie et 2 M€ en bâtiments) ».

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Un budget de 3 M€ (1 M€ en voirie et 2 M€ en bâtiments)"
    >>> [f.measure for f in with_parts(line, [text_figure(line, n, 0, len(line)) for n in find_quantities(line)])]
    ['budget', 'budget en voirie', 'budget en bâtiments']
    """
    whole: Figure | None = None
    close = -1
    found: list[Figure] = []
    for figure in figures:
        if whole and figure.start < close and figure.unit_code == whole.unit_code:
            stop = min(close, next((f.start for f in figures if f.start > figure.start), close))
            own = clean_label(text[figure.end : stop])
            found.append(replace(figure, measure=f"{whole.measure} {own}".strip() if whole.measure else own))
            continue
        match = _BRACKET.match(text, figure.end)
        whole, close = (figure, match.end()) if match and figure.unit_code else (None, -1)
        found.append(figure)
    return found


def make_figure(
    text: str, number: Quantity, floor: int, *, measure: str | None, confidence: float,
    end: int | None = None, unit: str | None = None, kind: str | None = None,
) -> Figure:  # fmt: skip
    """A Figure from a number, its words and what was found of its measure."""
    stop = number.end if end is None else end
    found = qualifier(text, number.start, stop, floor) or qualifier(text, number.start, number.end, floor)
    if found is None and number.is_round:
        found = "approx"
    return Figure(
        raw=text[number.start : stop],
        value=float(number.value),
        value_max=None if number.value_max is None else float(number.value_max),
        unit=unit or number.unit,
        unit_code=number.code,
        kind=kind or number.kind or "count",
        qualifier=found,
        measure=measure or None,
        in_words=number.is_words,
        org=owner(measure) if measure else None,
        start=number.start,
        end=stop,
        confidence=confidence if measure else confidence - 0.2,
    )


def _measured(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """A number with a unit of measure, a ratio or a fraction."""
    if number.kind == "other" and number.unit is None:
        return _part(text, number, floor, ceiling)
    measure = _aged(text, number, floor) or _stands_for(text, number, floor, ceiling) or _plain_measure(text, number, floor, ceiling)
    return make_figure(text, number, floor, measure=measure, confidence=CONFIDENCE["unit"])


def _part(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """« un tiers des agents », « 1 offre sur 3 »."""
    link = _OF.match(text, number.end, ceiling)
    if number.value_max is None and not link:
        return None  # « le tiers », « au quart de tour »
    measure = share_of(text[number.end : ceiling].split(",")[0].strip(), "percent") if link else number.noun or preceding(text, number.start, floor)
    noun = counted(text, link.end() - 1, ceiling, 2) if link else counted(text, number.end, ceiling, 2)
    unit = number.noun or (noun[0] if noun else None)
    return make_figure(text, number, floor, unit=unit, kind="other", measure=measure or unit, confidence=CONFIDENCE["fraction"])


def _plain_measure(text: str, number: Quantity, floor: int, ceiling: int) -> str | None:
    """The complement after the number (« 15 % des agents »), else the noun before it (« un budget de 3 M€ »)."""
    after = ""
    if _OF.match(text, number.end, ceiling):
        stop = following(text, number.end, ceiling)
        after = share_of(_printed(text, number.end, ceiling), number.kind or "") if stop else ""
    return after or preceding(text, number.start, floor) or following(text, number.end, ceiling) or None


def _printed(text: str, at: int, ceiling: int) -> str:
    from pipeline.extract.measures import clause_end

    return re.sub(r"^(?:en moyenne |maximum |environ )", "", text[at : clause_end(text, at, ceiling)].strip())


def _aged(text: str, number: Quantity, floor: int) -> str | None:
    """« jeunes âgés de 10 à 25 ans » measures their age."""
    if number.code != "a" or not (match := _AGED.search(text, floor, number.start)):
        return None
    who = clean_label(" ".join(match[1].split()[-4:]))
    return f"âge des {who}" if who else None


def _stands_for(text: str, number: Quantity, floor: int, ceiling: int) -> str | None:
    """« 300 agents représentant 12 % de l'effectif » measures the share of the agents in the staff."""
    if number.code != "%" or not (match := _STANDS_FOR.search(text, floor, number.start)):
        return None
    whole = _printed(text, number.end, ceiling)
    who = clean_label(re.sub(r"^[\d\W]+", "", match[1].split(",")[-1]))
    for of, within in _IN:
        if who and whole.startswith(of):
            return f"part des {who} {within}{clean_label(whole[len(of) :])}"
    return None


def _rank(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """« la 5e métropole la plus attractive de France »."""
    noun = counted(text, number.end, ceiling, 1)
    if noun is None or noun[0].split(" ")[0].lower() in RANKED_NOT:
        return None
    measure = following(text, number.end, ceiling)
    if not _RANKED.search(text, number.end, min(ceiling, number.end + len(measure) + 8)):
        return None
    return make_figure(text, number, floor, end=noun[1], unit=noun[0], kind="rank", measure=measure, confidence=CONFIDENCE["rank"])
