"""What is checked across rows and tables before anything is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import BuildError
from pipeline.tables import TABLES, Table

ACROSS = {("documents", "duplicate_of")}
"""References that lead out of a batch of documents."""


def check_quotes(table: Table, rows: Sequence[Mapping[str, Any]], text: str) -> None:
    """Each row says exactly what stands at its place in the clean text, and its places are in order."""
    for row in rows:
        if "start" not in row:
            continue
        start, end = row["start"], row["end"]
        if not 0 <= start <= end <= len(text) or not 0 <= row["raw_start"] <= row["raw_end"]:
            raise BuildError(f"table {table.name}, row {_key(table, row)}: {start}..{end} is no place in the document")
        if table.quotes and row[table.quotes] != text[start:end]:
            what = f"{table.quotes} is {row[table.quotes]!r} but the text reads {text[start:end]!r}"
            raise BuildError(f"table {table.name}, row {_key(table, row)}: {what}")


def _key(table: Table, row: Mapping[str, Any]) -> str:
    return ", ".join(str(row[name]) for name in table.key)


def check_foreign_keys(tables: Mapping[str, pa.Table]) -> None:
    """Each reference between the given tables leads to a row."""
    for table in (TABLES[name] for name in tables):
        for column, target in table.foreign.items():
            if target not in tables or (table.name, column) in ACROSS:
                continue
            values = tables[table.name].column(column).drop_null()
            known = pc.is_in(values, value_set=tables[target].column(TABLES[target].key[0]).combine_chunks())
            lost = values.filter(pc.invert(known))
            if len(lost):
                raise BuildError(f"table {table.name}, column {column}: {lost[0].as_py()!r} and {len(lost) - 1} more are not in {target}")
