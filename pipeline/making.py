"""Rows and columns become the tables that are declared in ``tables``, or are refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import BuildError
from pipeline.tables import Table

Row = Mapping[str, Any]


def make_table(table: Table, rows: Sequence[Row], is_sorted: bool = True) -> pa.Table:
    """Rows as an Arrow table, in the order of the key unless it is to be sorted later.

    Raises BuildError naming table, column and row when a row breaks the declaration.
    """
    expected = set(table.columns)
    for row in rows:
        if row.keys() != expected:
            key = ", ".join(str(row.get(name)) for name in table.key)
            raise BuildError(f"table {table.name}, row {key}: has columns {sorted(row.keys() ^ expected)} too many or missing")
    made = table_of(table, {name: [row[name] for row in rows] for name in table.columns})
    return sort_table(table, made) if is_sorted else made


def table_of(table: Table, columns: Mapping[str, Sequence[Any]]) -> pa.Table:
    """Columns as an Arrow table, checked as ``make_table`` does."""
    return pa.Table.from_arrays([_make_array(table, name, columns) for name in table.columns], schema=table.schema)


def sort_table(table: Table, made: pa.Table) -> pa.Table:
    """The table in the order of its key, which must not occur twice."""
    if len(table.key) == 1 and _ascends(made.column(table.key[0])):  # to look takes a tenth of what it takes to sort
        return made.combine_chunks()
    made = made.take(pc.sort_indices(made, sort_keys=[(name, "ascending") for name in table.key])).combine_chunks()
    columns = [made.column(name) for name in table.key]
    same = reduce(pc.and_, (pc.equal(column.slice(1), column.slice(0, max(0, made.num_rows - 1))) for column in columns))
    if (at := pc.index(same, True).as_py()) >= 0:
        raise BuildError(f"table {table.name}: the key {', '.join(str(column[at].as_py()) for column in columns)} occurs twice")
    return made


def _ascends(values: pa.ChunkedArray) -> bool:
    """Whether each value is greater than the one before it."""
    return bool(pc.all(pc.less(values.slice(0, max(0, len(values) - 1)), values.slice(1)), min_count=0).as_py())


def _make_array(table: Table, name: str, columns: Mapping[str, Sequence[Any]]) -> pa.Array:
    column = table.columns[name]
    values = columns[name]
    try:
        array = pa.array(values, type=column.type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        for at, value in enumerate(values):
            try:
                pa.array([value], type=column.type)
            except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
                raise _fault(table, columns, at, f"column {name}: {value!r} is no {column.type} ({error})") from None
        raise
    if array.null_count and name not in table.nullable:
        raise _fault(table, columns, array.is_null().index(True).as_py(), f"column {name} is null")
    if column.choices:
        for value in array.unique().to_pylist():
            if value is not None and value not in column.choices:
                raise _fault(table, columns, values.index(value), f"column {name}: {value!r} is none of {', '.join(column.choices)}")
    return array


def _fault(table: Table, columns: Mapping[str, Sequence[Any]], at: int, what: str) -> BuildError:
    return BuildError(f"table {table.name}, row {', '.join(str(columns[name][at]) for name in table.key)}: {what}")
