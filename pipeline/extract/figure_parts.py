"""Figures that take their measure from the one before: parts in brackets, « et de 1,2 M€ », « dont 31 M€ en fonctionnement »."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.measures import clean_label, following, qualifier_start
from pipeline.records import Figure

_BRACKET = re.compile(r"[ \u00a0]?\((?:dont |soit )?[^()\n]*\d[^()\n]*\)")
_SHARED = re.compile(
    r"(?:[,;]|(?<!\w)(?:et|puis|ou))[ \u00a0](?:puis[ \u00a0]|enfin[ \u00a0])?(?:de[ \u00a0]|d['’])\Z"
    r"|\A[ \u00a0]en[ \u00a0](?:19|20)\d\d[ \u00a0]à[ \u00a0]\Z|,[ \u00a0]contre[ \u00a0]\Z"
)
"""« des emprunts de 2,5 M€ et de 1,2 M€ », « de 61 % en 2022 à 73 % », « 742 €, contre 790 € »"""
_OF_WHICH = re.compile(r"(?<!\w)dont[ \u00a0]\Z")
"""« 48 M€, dont 31 M€ en fonctionnement »"""
_FURTHER = re.compile(r"[ \u00a0](?=(?:en|pour|au titre)[ \u00a0](?!(?:19|20)\d\d))")
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
    close = -1
    found: list[Figure] = []
    for figure in figures:
        if whole and figure.start < close and figure.unit_code == whole.unit_code:
            stop = min(close, next((f.start for f in figures if f.start > figure.start), close))
            own = clean_label(text[figure.end : stop])
            found.append(replace(figure, measure=f"{whole.measure} {own}".strip() if whole.measure else own))
            continue
        figure = _shared(text, figure, found[-1]) if found else figure
        match = _BRACKET.match(text, figure.end)
        whole, close = (figure, match.end()) if match and figure.unit_code else (None, -1)
        found.append(figure)
    return found


def _shared(text: str, figure: Figure, before: Figure) -> Figure:
    """A figure with the measure of the one before it in the sentence where the words between the two say that it is the same."""
    if figure.unit_code != before.unit_code or figure.unit_code is None or not before.measure or figure.start < before.end:
        return figure
    start = qualifier_start(text, figure.start, before.end)
    if _SENTENCE_END.search(text, before.end, start):
        return figure
    between = text[before.end : start]
    own = _FURTHER.match(text, figure.end)
    if _OF_WHICH.search(between) and (own or not figure.measure):
        part = following(text, figure.end, len(text)) if own else ""
        return _measured_as(figure, f"{before.measure} {part}".strip())
    if _SHARED.search(between):
        return _measured_as(figure, before.measure)
    return figure


def _measured_as(figure: Figure, measure: str) -> Figure:
    """A figure with another measure; one that had none is as sure as the others now."""
    return replace(figure, measure=measure, confidence=figure.confidence if figure.measure else round(figure.confidence + 0.1, 3))
