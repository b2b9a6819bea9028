"""Figures that take their measure from the one before: parts in brackets, « et de 1,2 M€ », « dont 31 M€ en fonctionnement »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.extract.figure_patterns import STATES
from pipeline.extract.figure_text import CONFIDENCE, make_figure, speaks_of_them, text_figure
from pipeline.extract.figure_votes import vote_figures
from pipeline.extract.measures import clean_label, counted, following, qualifier, qualifier_start
from pipeline.extract.number_quantity import Quantity
from pipeline.extract.verb_forms import PLURAL, verb_form
from pipeline.records import Figure

_BRACKET = re.compile(r"[ \u00a0]?\((?:dont |soit )?[^()\n]*\d[^()\n]*\)")
_SHARED = re.compile(
    r"(?:[,;]|(?<!\w)(?:et|puis|ou))[ \u00a0](?:puis[ \u00a0]|enfin[ \u00a0])?(?:de[ \u00a0]|d['’])\Z"
    r"|\A[ \u00a0]en[ \u00a0](?:19|20)\d\d[ \u00a0]à[ \u00a0]\Z|[, \u00a0]contre[ \u00a0]\Z"
)
"""« des emprunts de 2,5 M€ et de 1,2 M€ », « de 61 % en 2022 à 73 % », « 742 €, contre 790 € »"""
_OF_WHICH = re.compile(r"(?<!\w)dont[ \u00a0]\Z")
"""« 48 M€, dont 31 M€ en fonctionnement »"""
_AND = re.compile(r"(?:(?<!\w)et|,)[ \u00a0]\Z")
_FURTHER = re.compile(r"[ \u00a0](?=(?:en|pour|au titre)[ \u00a0](?!(?:19|20)\d\d))")
_AGAINST = re.compile(r"[, \u00a0(]contre[ \u00a0]\Z")
_OF_YEAR = re.compile(r" en (?:19|20)\d\d\Z")
_PART = re.compile(r"[^.;:()]{0,40}(?<!\w)dont[ \u00a0]")
_SO_MANY = re.compile(r"(?:,|\bsoit)[ \u00a0]\Z")
_MORE = re.compile(r"[ \u00a0]de[ \u00a0](?:plus|moins)(?!\w)")
"""« 2 700 visiteurs, soit 300 de plus »"""
_ALL = re.compile(r"[^.;:\d]{0,60}(?:,|(?<!\w)(?:et|dont|lesquel(?:le)?s))[ \u00a0]")
_NEXT = re.compile(r"[ \u00a0](se(?![^\W\d_])|s['’]|[^\W\d_]+)")
"""« Sur les 215 questionnaires distribués, 188 sont revenus », « 276 idées, parmi lesquelles 41 ont été retenues »"""
_SAYS_WHERE = re.compile(r"[ \u00a0](?:en|dans|à|au|aux|sur|chez|pour)[ \u00a0]")
"""« 240 places, dont 120 en crèche »"""
_OF_THEM = re.compile(
    r"(?<!\w)(?:en|n['’]en)[ \u00a0](?:ai|a|avons|avez|ont|avait|avaient|compt\w+|dénombr\w+|recens\w+|restent|reste)[ \u00a0]"
    r"(?:[^\W\d_]+é[ \u00a0])?\Z"
)
_SAID = re.compile(r"[ \u00a0](?:qui|ayant)[ \u00a0]")
"""« 55 % des rameurs [qui viennent à pied], 8 % d'entre eux »"""
_OUT_OF = re.compile(
    r"[ \u00a0](?:des|de[ \u00a0](?:nos|ses|leurs|ces)|sur[ \u00a0](?:les|nos|ses|leurs))[ \u00a0](?:quelque[ \u00a0])?"
    r"\d[\d \u00a0]*(?=[ \u00a0][^\W\d_])"
)
_COUNTS = re.compile(r"[ \u00a0]?(?:d['’]|de[ \u00a0]|des[ \u00a0])")
A_MILLION = 1_000_000
FAR = 160
"""« Nous en avons interrogé 2 450 »: how many characters back what is counted may be."""
MOST_CHANGE = 20
"""By how much a count changes at most from one year to the next: « 12 agents, contre 400 raisons » sets nothing side by side."""
_OF_SOMEBODY = ("part d'entre eux", "part d’entre eux", "part d'entre elles", "part d’entre elles")
_SENTENCE_END = re.compile(r"[.!?;](?:\s|\Z)")


def with_parts(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures of a paragraph, those that share the measure of the one before or of the whole they are part of with it.

    >>> from pipeline.extract.figure_text import text_figure
    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Un budget de 3 M€ (1 M€ en voirie et 2 M€ en bâtiments)"
    >>> [f.measure for f in with_parts(line, [text_figure(line, n, 0, len(line)) for n in find_quantities(line)])]
    ['budget', 'budget en voirie', 'budget en bâtiments']
    >>> line = "La Ville verse une aide de 12 000 € au club et de 3 000 € à l'amicale, contre 2 000 € avant"
    >>> [f.measure for f in with_parts(line, [text_figure(line, n, 0, len(line)) for n in find_quantities(line)])]
    ['aide', 'aide', 'aide']
    """
    whole: Figure | None = None
    base: Figure | None = None
    close = -1
    found: list[Figure] = []
    for figure in figures:
        if whole and figure.start < close and figure.unit_code == whole.unit_code:
            stop = min(close, next((f.start for f in figures if f.start > figure.start), close))
            own = clean_label(text[figure.end : stop])
            found.append(replace(figure, measure=f"{whole.measure} {own}".strip() if whole.measure else own))
            continue
        if found:
            base = _base(text, figure, found[-1], base)
            figure = _part(text, figure, base) if base else _shared(text, figure, found[-1])
        match = _BRACKET.match(text, figure.end)
        whole, close = (figure, match.end()) if match and figure.unit_code else (None, -1)
        found.append(figure)
    return found


def told_figures(text: str, numbers: Sequence[Quantity], start: int, end: int) -> list[Figure]:
    """The figures of a stretch of running text, in its order."""
    votes = list(vote_figures(text, start, end))
    found: list[Figure] = []
    for number in numbers:
        if votes and any(v.start < number.end and number.start < v.end for v in votes):
            continue
        figure = text_figure(text, _in_money(text, number, found[-1]) if found else number, start, end)
        figure = figure or (_compared(text, number, found[-1]) if found else None) or _out_of(text, number, start, end)
        if figure:
            found.append(_share_of(text, _some_of(text, figure, found[-1]), found[-1]) if found else figure)
    return sorted([*found, *votes], key=lambda f: f.start)


def _in_money(text: str, number: Quantity, before: Figure) -> Quantity:
    """« 46 millions d'euros, dont 33 millions pour la voirie »: the second are euros too; any other number as it is."""
    if number.unit or number.scale < A_MILLION or before.unit_code != "EUR" or _SENTENCE_END.search(text, before.end, number.start):
        return number
    if _COUNTS.match(text, number.end):
        return number
    return replace(number, unit=before.unit, code=before.unit_code, kind="money")


def _out_of(text: str, number: Quantity, start: int, end: int) -> Figure | None:
    """« 640 des 1 450 agents » counts agents, None where no other number follows."""
    match = _OUT_OF.match(text, number.end, end)
    if match is None or number.unit or number.kind or number.is_year or number.start < start:
        return None
    noun = counted(text, match.end(), end, 2)
    if noun is None:
        return None
    measure = following(text, match.end(), end) or noun[0]
    return make_figure(text, number, start, unit=noun[0], kind="count", measure=measure, confidence=CONFIDENCE["digits"])


def _some_of(text: str, figure: Figure, before: Figure) -> Figure:
    """« 7 postes, dont deux vacants » counts posts; any other figure as it is.

    >>> from pipeline.extract.figure_text import text_figure
    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "7 postes, dont deux vacants"
    >>> first, second = (text_figure(line, n, 0, len(line)) for n in find_quantities(line))
    >>> _some_of(line, second, first).measure
    'postes vacants'
    """
    if figure.kind != "count" or before.kind != "count" or not before.unit or not figure.unit or not figure.measure:
        return figure
    if not _PART.fullmatch(text, before.end, qualifier_start(text, figure.start, before.end)) or figure.unit not in STATES:
        return figure
    return replace(figure, unit=before.unit, measure=f"{before.unit} {figure.measure}")


def _share_of(text: str, figure: Figure, before: Figure) -> Figure:
    """« Des 780 usagers, 56 % préfèrent le soir » tells a share of them; any other figure as it is."""
    is_more = figure.unit == "%" and not figure.measure and before.kind == "count" and before.unit and _MORE.match(text, figure.end)
    if is_more and not _SENTENCE_END.search(text, before.end, figure.start):
        return _measured_as(figure, f"{'hausse' if is_more[0].endswith('plus') else 'baisse'} des {before.unit}")
    is_told = figure.measure and figure.measure not in _OF_SOMEBODY
    if figure.unit != "%" or is_told or figure.start - before.end > FAR or not speaks_of_them(text, figure.end):
        return figure
    if before.kind in ("count", "other") and before.unit and before.unit_code is None:
        return _measured_as(figure, f"part des {before.unit}")
    is_share = before.unit == "%" and before.measure and before.measure.startswith("part d")
    return _measured_as(figure, _SAID.split(before.measure)[0]) if is_share and before.measure else figure


def _compared(text: str, number: Quantity, before: Figure) -> Figure | None:
    """A bare number of what the count before it counts, as « contre 190 », « soit 20 de plus »; None where it is not one.

    >>> from pipeline.extract.figure_text import text_figure
    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Le club compte 212 rameurs, contre 190 avant"
    >>> first, second = find_quantities(line)
    >>> _compared(line, second, text_figure(line, first, 0, len(line))).measure
    'rameurs'
    """
    if before.kind != "count" or number.unit or number.kind or number.is_year:
        return None
    start = qualifier_start(text, number.start, before.end)
    if _SENTENCE_END.search(text, before.end, start) or not before.value / MOST_CHANGE <= number.value <= before.value * MOST_CHANGE:
        is_near = start - before.end < FAR and number.value < before.value
        is_same = is_near and _OF_THEM.search(text, before.end, start) is not None
    else:
        is_same = _AGAINST.search(text, before.end, start) is not None or _sets_out(text, number, before.end, start)
    if not is_same:
        return None
    return replace(
        before, raw=text[number.start : number.end], value=float(number.value), value_max=number.value_max, in_words=number.is_words,
        start=number.start, end=number.end, qualifier=qualifier(text, number.start, number.end, before.end),
        measure=_OF_YEAR.sub("", before.measure or "") or None,
    )  # fmt: skip


def _base(text: str, figure: Figure, before: Figure, base: Figure | None) -> Figure | None:
    """The whole of which a figure is a further part: « 48 M€, dont 31 M€ en fonctionnement et 17 M€ en investissement »."""
    between = text[before.end : qualifier_start(text, figure.start, before.end)]
    if _OF_WHICH.search(between) and not _SENTENCE_END.search(between):
        return before
    goes_on = base is not None and _FURTHER.match(text, figure.end) and _AND.search(between) and not _SENTENCE_END.search(between)
    return base if goes_on else None


def _part(text: str, figure: Figure, whole: Figure) -> Figure:
    """A figure that is a part of another, measured as the whole with its own words; as it is where it counts something else."""
    own = _FURTHER.match(text, figure.end)
    if figure.unit_code is None or figure.unit_code != whole.unit_code or not whole.measure or not (own or not figure.measure):
        return figure
    part = following(text, figure.end, len(text)) if own else ""
    return _measured_as(figure, f"{whole.measure} {part}".strip())


def _sets_out(text: str, number: Quantity, at: int, start: int) -> bool:
    """Whether the words on both sides of a number say that it counts the same: « soit 300 de plus », « 188 sont revenus »."""
    if _OF_WHICH.search(text, at, start) and _SAYS_WHERE.match(text, number.end):
        return True
    is_more = _SO_MANY.search(text, at, start) and _MORE.match(text, number.end)
    return bool(is_more or (_ALL.fullmatch(text, at, start) and _these(text, number.end)))


def _these(text: str, at: int) -> bool:
    """Whether a plural verb follows: « 188 sont revenus », « neuf se poursuivent »."""
    match = _NEXT.match(text, at)
    return match is not None and (match[1] in ("se", "s'", "s’") or verb_form(match[1]) == PLURAL)


def _shared(text: str, figure: Figure, before: Figure) -> Figure:
    """A figure with the measure of the one before it in the sentence where the words between the two say that it is the same."""
    if figure.unit_code != before.unit_code or figure.unit_code is None or not before.measure or figure.start < before.end:
        return figure
    start = qualifier_start(text, figure.start, before.end)
    if _SENTENCE_END.search(text, before.end, start):
        return figure
    between = text[before.end : start]
    if _SHARED.search(between):
        return _measured_as(figure, before.measure)
    return figure


def _measured_as(figure: Figure, measure: str) -> Figure:
    """A figure with another measure; one that had none is as sure as the others now."""
    return replace(figure, measure=measure, confidence=figure.confidence if figure.measure else round(figure.confidence + 0.1, 3))
