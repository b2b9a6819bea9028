"""One SQLite file with full-text search, for Datasette: ``make explore``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils import Database

from pipeline.dataset import Dataset
from pipeline.export.aside import written_aside
from pipeline.export.views import VIEWS
from pipeline.tables import TABLES, Table

SEARCHED = {
    "documents": ("title", "text"),
    "sections": ("title", "text"),
    "mentions": ("text",),
    "organisations": ("name", "acronym"),
    "people": ("name",),
    "places": ("name",),
    "figures": ("raw", "measure"),
    "projects": ("title",),
    "events": ("title", "place"),
    "roles": ("role",),
}
"""What can be searched for, accents aside."""


def write_sqlite(dataset: Dataset, path: Path) -> list[str]:
    """Write the file. Lists are JSON, dates ISO text, flags 0 and 1."""
    with written_aside(path) as aside:
        database = Database(str(aside))
        # nobody reads the file before it is whole: 25 s were spent on waiting for the disk after every hundred rows, 2 on the work
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF"):
            database.execute(f"PRAGMA {pragma}")
        for name, table in TABLES.items():
            _create(database, table)
            database.table(name).insert_all(_rows(dataset.arrow(name).to_pylist()))
        for name, columns in SEARCHED.items():
            database.table(name).enable_fts(columns, tokenize="unicode61 remove_diacritics 2", create_triggers=False)
        for name, table in TABLES.items():
            for column in {*table.foreign, "doc_id"} & set(table.columns) - {*table.key[:1]}:
                database.table(name).create_index([column])
        for view, (query, _) in VIEWS.items():
            database.create_view(view, query)
        database.vacuum()
        database.close()
    return []


def _create(database: Database, table: Table) -> None:
    kinds: dict[str, Any] = {"int64": int, "double": float, "bool": int}
    database.table(table.name).create(
        {name: kinds.get(str(column.type), str) for name, column in table.columns.items()},
        pk=table.key if len(table.key) > 1 else table.key[0],
        foreign_keys=[(column, target, TABLES[target].key[0]) for column, target in table.foreign.items()],
        not_null=set(table.columns) - table.nullable,
    )


def _rows(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {name: _cell(value) for name, value in row.items()}


def _cell(value: Any) -> Any:
    """A value as SQLite holds it.

    >>> _cell(["la Ville", "CRÉTEIL"]), _cell(date(2024, 11, 22))
    ('["la Ville","CRÉTEIL"]', '2024-11-22')
    """
    if isinstance(value, list):
        return msgspec.json.encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value
