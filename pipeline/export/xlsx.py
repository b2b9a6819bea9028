"""One Excel workbook: a sheet a table, a dictionary in French, nothing that runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.dataset import Dataset
from pipeline.export.aside import written_aside
from pipeline.export.cells import SEPARATOR, count_cut, cut
from pipeline.tables import TABLES

ROW_LIMIT = 1_048_575
"""Rows under the heads that a sheet of Excel holds; a longer table goes on in another sheet."""
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
CREATED = datetime(2000, 1, 1)
"""The same for every workbook, so that the same tables give the same bytes."""
WIDTHS = {
    "text": 60, "title": 40, "title_raw": 40, "measure": 40, "name": 32, "role": 32, "reason": 50, "error": 50, "url": 40, "source_url": 40,
    "source_path": 36, "email": 32, "aliases": 40, "candidates": 32, "themes": 32, "theme": 32, "place": 32, "before": 24, "after": 24,
    "raw": 18, "bbox": 26,
}  # fmt: skip
"""Of columns that hold more than a code or a number, in characters."""
ID_WIDTH = 28
ARROW = 4
"""Characters that the arrow of the filter takes in the head of a column."""


def write_xlsx(dataset: Dataset, path: Path) -> list[str]:
    """Write the workbook."""
    shortened: list[str] = []
    with written_aside(path) as aside, xlsxwriter.Workbook(str(aside), OPTIONS) as book:
        book.set_properties({"title": "Tables", "created": CREATED})
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        # a text of many lines shows its first one, and not its last
        top, day = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "num_format": "dd/mm/yyyy"})
        _write_dictionary(book.add_worksheet("dictionnaire"), head)
        for name in dataset.names:
            columns = dataset.arrow(name).to_pydict()
            shortened += count_cut(name, columns)
            rows = list(zip(*columns.values(), strict=True))
            for part, first in enumerate(range(0, max(len(rows), 1), ROW_LIMIT)):
                sheet = book.add_worksheet(name if not part else f"{name}_{part + 1}")
                _write_table(sheet, list(columns), rows[first : first + ROW_LIMIT], (head, top, day))
    return shortened


def _write_dictionary(sheet: Worksheet, head: Format) -> None:
    rows = [
        (table.name, name, column.fr + (f" ({', '.join(column.choices)})" if column.choices else ""), column.unit or "")
        for table in TABLES.values()
        for name, column in table.columns.items()
    ]
    for at, width in enumerate((16, 20, 100, 14)):
        sheet.set_column(at, at, width)
    _write_rows(sheet, ("table", "colonne", "sens", "unité"), rows, head)


def _write_table(sheet: Worksheet, names: list[str], rows: list[tuple[Any, ...]], formats: tuple[Format, Format, Format]) -> None:
    head, top, day = formats
    for at, name in enumerate(names):
        width = WIDTHS.get(name, ID_WIDTH if name.endswith("_id") else 0)
        is_date = name.startswith("date_") or name == "retrieved_on"
        sheet.set_column(at, at, max(width, len(name) + ARROW, 10), day if is_date else top)
    _write_rows(sheet, names, rows, head)


def _write_rows(sheet: Worksheet, names: Sequence[str], rows: list[tuple[Any, ...]], head: Format) -> None:
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, head)
    sheet.autofilter(0, 0, max(len(rows), 1), len(names) - 1)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value is not None and value != "":
                _write_cell(sheet, at, column, value)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """A text is always written as a text: never as a formula or an address."""
    if isinstance(value, list):
        value = SEPARATOR.join(str(item).removesuffix(".0").replace(".", ",") if isinstance(item, float) else str(item) for item in value)
    if isinstance(value, str):
        sheet.write_string(row, column, cut(value))
    else:
        sheet.write(row, column, value)
