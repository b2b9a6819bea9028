"""What a value of a table becomes in a cell of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.execution.saying import count

CELL_LIMIT = 32_767
"""Characters that Excel keeps in a cell."""
SEPARATOR = " | "
"""Between the items of a list."""
CUT = "… [texte coupé]"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that starts so may be run as a formula when a CSV file is opened (OWASP, « CSV Injection »)."""


def cut(text: str) -> str:
    """A text that a cell can hold, its end left out if it must be.

    >>> len(cut("x" * 50_000)), cut("Créteil")
    (32767, 'Créteil')
    """
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT)] + CUT


def defuse(text: str) -> str:
    """Keep a text from being run as a formula, by the apostrophe that spreadsheets read as « text follows ».

    >>> defuse("=HYPERLINK(1)"), defuse("+33 1 23 45 67 89"), defuse("Créteil")
    ("'=HYPERLINK(1)", "'+33 1 23 45 67 89", 'Créteil')
    """
    return "'" + text if text.startswith(FORMULA) else text


def count_cut(name: str, columns: Mapping[str, Sequence[Any]]) -> list[str]:
    """In words, how many texts of each column of a table are longer than a cell of Excel."""
    said = []
    for column, values in columns.items():
        long = sum(isinstance(value, str) and len(value) > CELL_LIMIT for value in values)
        if long:
            said.append(f"{name}.{column}: {count(long, 'text')} cut to {CELL_LIMIT:,} characters, the most that Excel keeps in a cell")
    return said
