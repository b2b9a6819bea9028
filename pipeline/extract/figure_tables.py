"""Figures of tables: one for each numeric cell, named by its row and column heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from pipeline.extract.figure_cells import Cell, joined_rows, taker_column
from pipeline.extract.figure_text import make_figure, text_figure
from pipeline.extract.measures import clean_label, counted
from pipeline.extract.number_grammar import find_quantities
from pipeline.extract.units import HEADS
from pipeline.records import CleanDocument, Figure

_HEADS = tuple((re.compile(pattern, re.IGNORECASE), unit, code, kind) for pattern, unit, code, kind in HEADS)
_COUNT_OF = re.compile(r"nombre (?:total |moyen )?(?:de |d['’])", re.IGNORECASE)
_PLURAL = re.compile(r"(?=[A-ZÀ-Ý][a-zà-ÿ’'-]+[sx](?:[ \u00a0]|\Z))")
_TOTAL = re.compile(r"(?:sous-)?total\b|\Z", re.IGNORECASE)
_SUM = re.compile(r"(?:sous-)?tota(?:l|ux)\b", re.IGNORECASE)
_ASIDE = re.compile(r"[ \u00a0]:[ \u00a0]|[ \u00a0]\(")
BOTH_HEADS, ONE_HEAD = 0.9, 0.8
"""How sure a cell is that a row and a column name, or one of the two: where a head is missing the reading of the table is in doubt."""
CAPTION_WITHIN = 2
"""How many paragraphs above a table its caption may stand."""


class Reading(msgspec.Struct, frozen=True):
    """The unit that a head gives to bare numbers."""

    unit: str | None = None
    code: str | None = None
    kind: str = "count"


def table_figures(document: CleanDocument, rows: Sequence[int]) -> list[Figure]:
    """The figures of all tables; ``rows`` are the indices of the table paragraphs that are not in a box."""
    found: list[Figure] = []
    heads: list[str] = []
    page: int | None = None
    for run in _tables(document, rows):
        table = joined_rows([_cells(document, i) for i in run])
        bold = {i for i, row in enumerate(run) if document.paragraphs[row].is_bold}
        if not _is_contents(table):
            if not _goes_on(table, heads, document.paragraphs[run[0]].page != page):
                heads = []
            figures, heads = _one_table(document, table, bold, _caption(document, run[0]), heads)
            found += figures
            page = document.paragraphs[run[0]].page
    return found


def _goes_on(table: list[list[Cell]], heads: list[str], is_new_page: bool) -> bool:
    """Whether a table has the heads of the one before it: it opens with numbers, on a new page perhaps below a line of one cell.

    >>> def row(*cells): return [Cell(0, 0, cell) for cell in cells]
    >>> _goes_on([row("Halles", ""), row("Étal", "12 €")], ["Lieu", "Tarif"], True)
    True
    """
    groups = 0
    while is_new_page and groups + 1 < len(table) and _is_group(table[groups]):
        groups += 1
    return bool(_numeric(table[groups])) and len(heads) == len(table[groups])


def _is_group(row: list[Cell]) -> bool:
    """Whether a row has words in its first cell only."""
    return len(row) > 1 and bool(row[0].text.strip()) and not any(cell.text.strip() for cell in row[1:])


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


def _is_contents(table: list[list[Cell]]) -> bool:
    """Whether a table of two columns lists titles with page numbers, which only grow."""
    pages = [row[1].text.strip() for row in table if len(row) == 2]
    numbers = [int(page) for page in pages if page.isdigit()]
    return len(numbers) >= 4 and len(numbers) == len(table) and numbers == sorted(numbers) and numbers[-1] < 1000


def _one_table(
    document: CleanDocument, table: list[list[Cell]], bold: set[int], above: str, heads: list[str]
) -> tuple[list[Figure], list[str]]:
    """The figures of one table and its column heads; ``heads`` are those that it takes over, ``bold`` its rows in bold."""
    is_coded = any(row[0].is_numeric and row[0].text.strip().isdigit() and _numeric(row) for row in table if len(row) > 2)
    names = Counter(_row_name(row, is_coded) for row in table if _numeric(row, is_coded))
    group = title = owner = ""
    found: list[Figure] = []
    for place, row in enumerate(table):
        numeric = _numeric(row, is_coded)
        filled = [c for c in row if c.text.strip()]
        if not found and _closes_heads(heads, filled, row):
            heads = _merge_heads(heads, row, False)
            continue
        if numeric:
            name, owner = _owned(row, _row_name(row, is_coded), owner)
            taker = _taker(row, name, owner, taker_column(heads))
            name = _with_purpose(row, name, taker)
            if names[name] > 1 and name and (title or group):
                name = f"{title or group} — {name}"  # the line over the rows tells them from their namesakes
            found += _row_figures(document, numeric, name or group, heads, above, taker)
            continue
        if len(filled) == 1 and filled[0] is row[0]:
            group = clean_label(filled[0].text)
            if place in bold and not (place and place - 1 in bold and _is_group(table[place - 1])):
                title = _ASIDE.split(filled[0].text)[0].strip(" .:*")
            above = above if found else f"{above} {filled[0].text}"
        elif len(filled) > 1 and (not found or (len(filled) >= len(row) - 1 and (place in bold or not bold))):
            heads, group = _merge_heads(heads, row, bool(found)), ""
            title = ""
        for cell in filled:
            found += _words_of_cell(document, cell)
    return found, heads


def _row_figures(
    document: CleanDocument, numeric: list[tuple[int, Cell]], name: str, heads: list[str], above: str, taker: str | None
) -> list[Figure]:
    """The figures of the numeric cells of a row; its money is that of who gets it."""
    found: list[Figure] = []
    for column, cell in numeric:
        head = heads[column].strip() if column < len(heads) else ""
        figures = _cell_figure(document, cell, name, head, f"{heads[0] if heads else ''} {above}".strip())
        found += [replace(f, org=taker) if taker and f.kind == "money" else f for f in figures]
    return found


def _closes_heads(heads: list[str], filled: list[Cell], row: list[Cell]) -> bool:
    """Whether a row is the rest of heads that wrapped inside a bracket: « Tarif (TVA » over « 20 %) »."""
    ends = [i for i, cell in enumerate(row) if cell.text.count(")") > cell.text.count("(")]
    is_rest = bool(ends) and len(ends) == len(filled) and len(heads) == len(row)
    return is_rest and all(heads[i].count("(") > heads[i].count(")") for i in ends)


def _numeric(row: list[Cell], is_coded: bool = False) -> list[tuple[int, Cell]]:
    """The numeric cells of a row after its head, with their columns."""
    first = 2 if len(row) > 2 and _is_code(row[0], is_coded) and not row[1].is_numeric else 1
    return [(i, cell) for i, cell in enumerate(row) if i >= first and cell.is_numeric]


def _is_code(cell: Cell, is_coded: bool) -> bool:
    """Whether the first cell of a row is a bare number; in a column of codes one that looks like a year is a code too."""
    return (cell.is_numeric and not any(c.isalpha() for c in cell.text)) or (is_coded and cell.text.strip().isdigit())


def _row_name(row: list[Cell], is_coded: bool = False) -> str:
    """What a row is about: its first cell, or its cells of words where the first is a code.

    >>> def row(*cells): return [Cell(0, 0, cell) for cell in cells]
    >>> _row_name(row("Total", "12")), _row_name(row("4612", "Les Amis du parc", "12"))
    ('Total', 'Les Amis du parc')
    >>> _row_name(row("1975", "La Boule du port", "450 €"), is_coded=True)
    'La Boule du port'
    """
    if row[0].text.strip() and not _is_code(row[0], is_coded):
        return row[0].text.strip()
    words = [c.text.strip() for c in row[1:] if len(c.text.strip()) > 2 and not c.is_numeric]
    return " — ".join(words[:2])


def _owned(row: list[Cell], name: str, owner: str) -> tuple[str, str]:
    """The name of a row whose first cells are printed once for several rows, and whose rows these are.

    >>> def row(*cells): return [Cell(0, 0, cell) for cell in cells]
    >>> _owned(row("", "", "Solidarité", "5 000 €"), "Solidarité", "Les Lucioles")
    ('Les Lucioles — Solidarité', 'Les Lucioles')
    """
    if row[0].text.strip():
        return name, name.partition(" — ")[0]
    goes_on = len(row) > 3 and not row[1].text.strip() and not _TOTAL.match(name)
    return " — ".join(part for part in (owner, name) if part) if goes_on else name, owner


def _taker(row: list[Cell], name: str, owner: str, column: int | None) -> str | None:
    """Who gets the money of a row: its cell under « Association », else the one named for several rows; None for totals."""
    if column is None or column >= len(row) or any(_SUM.match(cell.text.strip()) for cell in row):
        return None
    words = row[column].text.strip(" .*")
    return words if any(c.isalpha() for c in words) else owner if owner and name.startswith(owner) else None


def _with_purpose(row: list[Cell], name: str, taker: str | None) -> str:
    """The name of a row of subsidies with what the money is for, the first other cell of words; that of other rows as it is."""
    if not taker or name.startswith(f"{taker} — "):
        return name
    words = [cell.text.strip() for cell in row if not cell.is_numeric and len(cell.text.strip()) > 2]
    return " — ".join([taker, *[word for word in words if word.strip(" .*") != taker and any(c.isalpha() for c in word)][:1]])


def _words_of_cell(document: CleanDocument, cell: Cell) -> list[Figure]:
    """The quantities in the sentences of a cell: « réduire de 12 % les trajets »."""
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
    return next((found for head in heads if (found := _unit_of(head))), Reading())


@lru_cache(maxsize=256)
def _unit_of(head: str) -> Reading | None:
    """The unit that a head gives: asked again for every cell under it."""
    return next((Reading(unit, code, kind) for pattern, unit, code, kind in _HEADS if pattern.search(head)), None)


def _cell_figure(document: CleanDocument, cell: Cell, name: str, head: str, above: str) -> list[Figure]:
    """The figure of one numeric cell; in a list without heads the label may say what is counted: « Séjours organisés  15 »."""
    numbers = find_quantities(document.text, cell.start, cell.end)
    if len(numbers) != 1 or not (name or head):
        return []
    number = numbers[0]
    heads = [name.strip(" .:*"), head.strip(" .:*")]
    measure = " — ".join(h for h in heads if h)
    figure = make_figure(document.text, number, cell.start, measure=measure, confidence=BOTH_HEADS if all(heads) else ONE_HEAD)
    if number.unit is not None or number.kind is not None:
        return [figure]
    found = _reading(head, name, above)
    noun = _COUNT_OF.match(name) or (None if head or found.unit else _PLURAL.match(name))
    unit = counted(name, noun.end(), len(name), 2, loose=True) if noun else None
    return [
        replace(
            figure,
            unit=found.unit or (unit[0][0].lower() + unit[0][1:] if unit else None),
            unit_code=found.code,
            kind=found.kind,
        )
    ]
