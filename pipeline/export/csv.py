"""CSV files that French Excel opens right with a double click: semicolons, decimal commas, UTF-8 with a mark."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.dataset import Dataset
from pipeline.export.aside import written_aside
from pipeline.export.cells import SEPARATOR, count_cut, cut, defuse


def write_csv(dataset: Dataset, folder: Path) -> list[str]:
    """Write one file a table into a folder."""
    shortened: list[str] = []
    for name in dataset.names:
        columns = dataset.arrow(name).to_pydict()
        shortened += count_cut(name, columns)
        with written_aside(folder / f"{name}.csv") as aside, aside.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(columns)
            writer.writerows(map(_cell, row) for row in zip(*columns.values(), strict=True))
    return shortened


def _cell(value: Any) -> str:
    """A value as French Excel reads it: 1234.5 is « 1234,5 », a whole number has no decimals, a flag is VRAI or FAUX.

    >>> _cell(2_700_000_000.0), _cell(19.4), _cell(True), _cell(None), _cell([354.5, 98.0])
    ('2700000000', '19,4', 'VRAI', '', '354,5 | 98')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, list):
        value = SEPARATOR.join(map(_cell, value))
    return defuse(cut(value))
