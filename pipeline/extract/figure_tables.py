"""Figures of tables: one for each numeric cell, named by its row and column heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.figure_text import make_figure, text_figure
from pipeline.extract.measures import clean_label
from pipeline.extract.number_grammar import Quantity, find_quantities
from pipeline.extract.units import HEADS
from pipeline.records import CleanDocument, Figure

_HEADS = tuple((re.compile(pattern, re.IGNORECASE), unit, code, kind, times) for pattern, unit, code, kind, times in HEADS)
_NUMERIC = re.compile(r"\s*[+\-−–]?[ \u00a0\u202f]?\d[^A-Za-zÀ-ÿ]*(?:[^\W\d_]{1,6}\.?)?\s*(?:\(\d\))?\s*")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?")
CAPTION_WITHIN = 2
"""How many paragraphs above a table its caption may stand."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and its place in the clean text."""

    start: int
    end: int
    text: str

    @property
    def is_numeric(self) -> bool:
        """Whether a cell holds a number and nothing else (a year is a head, not a number)."""
        return bool(_NUMERIC.fullmatch(self.text)) and not _YEAR.fullmatch(self.text.strip())


@dataclass(frozen=True, slots=True)
class Reading:
    """The unit that a head gives to bare numbers."""

    unit: str | None = None
    code: str | None = None
    kind: str = "count"
    times: float = 1.0


def table_figures(document: CleanDocument, rows: Sequence[int], numbers: Sequence[Sequence[Quantity]]) -> list[Figure]:
    """The figures of all tables; ``rows`` are the indices of the table paragraphs that are not in a box."""
    found: list[Figure] = []
    for table in _tables(document, rows):
        found += _one_table(document, table)
    return found


def _tables(document: CleanDocument, rows: Sequence[int]) -> Iterator[list[int]]:
    """Runs of neighbouring table paragraphs."""
    run: list[int] = []
    for i in rows:
        if run and (i != run[-1] + 1 or document.paragraphs[i].page != document.paragraphs[run[-1]].page):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _cells(document: CleanDocument, row: int) -> list[Cell]:
    """The cells of a table paragraph, which tabs separate."""
    paragraph = document.paragraphs[row]
    cells, at = [], paragraph.start
    for part in document.text[paragraph.start : paragraph.end].split("\t"):
        cells.append(Cell(at, at + len(part), part))
        at += len(part) + 1
    return cells


def _one_table(document: CleanDocument, table: list[int]) -> list[Figure]:
    rows = [_cells(document, i) for i in table]
    above = _caption(document, table[0])
    heads: list[str] = []
    group = ""
    found: list[Figure] = []
    for row in rows:
        for cell in row:
            if not cell.is_numeric:
                found += _words_of_cell(document, cell)
        numeric = [c for c in row[1:] if c.is_numeric]
        if not numeric:
            filled = [c for c in row if c.text.strip()]
            if len(filled) > 1:
                heads, group = _merge_heads(heads, row, bool(found)), ""
            elif filled and found:
                group = clean_label(filled[0].text)
            elif filled:
                above = f"{above} {filled[0].text}"
            continue
        name = row[0].text.strip() or group
        for column, cell in enumerate(row):
            if column and cell.is_numeric:
                head = heads[column].strip() if column < len(heads) else ""
                found += _cell_figure(document, cell, name, head, above)
    return found


def _words_of_cell(document: CleanDocument, cell: Cell) -> list[Figure]:
    """The quantities in the sentences of a cell: « émettant moins de 95 g de CO2/km »."""
    numbers = find_quantities(document.text, cell.start, cell.end)
    return [f for n in numbers if (f := text_figure(document.text, n, cell.start, cell.end))]


def _merge_heads(heads: list[str], row: list[Cell], is_new: bool) -> list[str]:
    """Heads over two lines read one after the other."""
    if is_new or len(heads) != len(row):
        return [c.text for c in row]
    return [f"{a.strip()} {c.text.strip()}".strip() for a, c in zip(heads, row, strict=True)]


def _caption(document: CleanDocument, first: int) -> str:
    """The line above a table that may name its unit: « Dépenses, en milliers d'euros »."""
    lines = [document.text[p.start : p.end] for p in document.paragraphs[max(0, first - CAPTION_WITHIN) : first]]
    return " ".join(line for line in lines if len(line) < 160)


def _reading(*heads: str) -> Reading:
    """The unit that the nearest head gives."""
    for head in heads:
        for pattern, unit, code, kind, times in _HEADS:
            if pattern.search(head):
                return Reading(unit or None, code, kind, times)
    return Reading()


def _cell_figure(document: CleanDocument, cell: Cell, name: str, head: str, above: str) -> list[Figure]:
    """The figure of one numeric cell."""
    numbers = find_quantities(document.text, cell.start, cell.end)
    if len(numbers) != 1 or not (name or head):
        return []
    number = numbers[0]
    heads = [clean_label(name) or name, head.strip(" .:")]
    measure = " — ".join(h for h in heads if h)
    figure = make_figure(document.text, number, cell.start, measure=measure, confidence=0.9)
    if number.unit is not None or number.kind is not None:
        return [figure]
    found = _reading(head, name, above)
    scale = found.times
    return [
        Figure(
            raw=figure.raw, value=figure.value * scale, value_max=None if figure.value_max is None else figure.value_max * scale,
            unit=found.unit, unit_code=found.code, kind=found.kind, qualifier=figure.qualifier, measure=measure, in_words=False,
            org=figure.org, start=figure.start, end=figure.end, confidence=figure.confidence,
        )  # fmt: skip
    ]
