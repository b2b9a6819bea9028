"""The cells of a table: which hold a number, which rows go on with the row above, which column names who gets money."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from pipeline.french import fold

_NUMERIC = re.compile(
    r"\s*[+\-−–]?[ \u00a0\u202f]?\d[^A-Za-zÀ-ÿ]*"
    r"(?:[^\W\d_]{1,6}\.?|milli(?:er|on|ard)s?(?: (?:de |d['’])\S{1,8})?)?\s*(?:\(\d\))?\s*"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?")
_TAKER = re.compile(
    r"(?:noms? )?(?:(?:de l'|des |de la |du ))?(?:associations?|structures?|beneficiaires?|organismes?|attributaires?"
    r"|porteurs?(?: de projets?)?|demandeurs?|clubs?|compagnies?)(?: (?:beneficiaires?|subventionne\w*|sportives?|culturelles?))?"
)
"""The folded head of the column that names who gets a subsidy: « Nom de l'association »."""


class Cell(msgspec.Struct, frozen=True):
    """One cell and its place in the clean text."""

    start: int
    end: int
    text: str

    @property
    def is_numeric(self) -> bool:
        """Whether a cell holds a number and nothing else (a year is a head, not a number)."""
        return bool(_NUMERIC.fullmatch(self.text)) and not _YEAR.fullmatch(self.text.strip())


def taker_column(heads: Sequence[str]) -> int | None:
    """The column that names who gets the money of a row, None in other tables.

    >>> taker_column(["Code", "Structure", "Montant"]), taker_column(["Structure par âge", "Hommes"]), taker_column(["Lieu", "Tarif"])
    (1, None, None)
    """
    columns = [i for i, head in enumerate(heads) if _TAKER.fullmatch(fold(head.replace("’", "'")).strip(" .:*()"))]
    return columns[0] if len(columns) == 1 else None


def joined_rows(table: list[list[Cell]]) -> list[list[Cell]]:
    """The rows of a table where those that only go on with words of the row above are put into it, and left empty.

    >>> def row(*cells): return [Cell(0, 0, cell) for cell in cells]
    >>> [[c.text for c in r] for r in joined_rows([row("12", "Les Amis", "Fête à", "90 €"), row("", "du parc", "Lyon", "")])]
    [['12', 'Les Amis du parc', 'Fête à Lyon', '90 €'], ['', '', '', '']]
    """
    found: list[list[Cell]] = []
    last = 0
    for i, row in enumerate(table):
        if i and _goes_on(found[last], row):
            found[last] = [_with_words(above, cell.text.strip()) for above, cell in zip(found[last], row, strict=True)]
            found.append([replace(cell, text="") for cell in row])
        else:
            found.append(row)
            last = i
    return found


def _goes_on(above: list[Cell], row: list[Cell]) -> bool:
    """Whether a row holds nothing but words under words of a row with a number, the first cell empty."""
    if len(row) != len(above) or len(row) < 3 or row[0].text.strip() or not any(cell.is_numeric for cell in above[1:]):
        return False
    pairs = [(over, cell) for over, cell in zip(above, row, strict=True) if cell.text.strip()]
    return bool(pairs) and all(len(over.text.strip()) > 2 and not over.is_numeric and not cell.is_numeric for over, cell in pairs)


def _with_words(cell: Cell, more: str) -> Cell:
    """A cell with the words of the line below; its place stays that of its first line."""
    if not more:
        return cell
    words = cell.text.strip()
    return replace(cell, text=words + more if words.endswith("-") else f"{words} {more}")
