"""One DuckDB file: every table with its keys and comments, and views that answer ordinary questions."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.dataset import Dataset
from pipeline.export.aside import written_aside
from pipeline.export.views import VIEWS
from pipeline.tables import TABLES, Table

TYPES = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN", pa.date32(): "DATE"}


def write_duckdb(dataset: Dataset, path: Path) -> list[str]:
    """Write the file."""
    with written_aside(path) as aside, duckdb.connect(str(aside)) as connection:
        for name in _parents_first():
            connection.execute(_declaration(TABLES[name]))
            rows = dataset.arrow(name)
            connection.register("given", rows)
            connection.execute(f"INSERT INTO {name} SELECT * FROM given")
            connection.unregister("given")
            for statement in _comments(TABLES[name]):
                connection.execute(statement)
        for view, (query, comment) in VIEWS.items():
            connection.execute(f"CREATE VIEW {view} AS {query}")
            connection.execute(f"COMMENT ON VIEW {view} IS {_quote(comment)}")
    return []


def _parents_first() -> list[str]:
    """The tables in an order in which each comes after those that it refers to."""
    ordered: list[str] = []
    while len(ordered) < len(TABLES):
        ordered += [
            name for name, table in TABLES.items() if name not in ordered and all(t in ordered or t == name for t in table.foreign.values())
        ]
    return ordered


def _declaration(table: Table) -> str:
    """A table with its keys; a reference to the table itself cannot be declared, for DuckDB wants the row referred to first."""
    columns = [
        # quoted, for « end » is a word of SQL
        f'"{name}" {_type(column.type)} {"" if name in table.nullable else "NOT NULL"}'
        for name, column in table.columns.items()
    ]
    columns.append(f"PRIMARY KEY ({', '.join(table.key)})")
    columns += [
        f"FOREIGN KEY ({column}) REFERENCES {target} ({TABLES[target].key[0]})"
        for column, target in table.foreign.items()
        if target != table.name
    ]
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _type(kind: pa.DataType) -> str:
    return f"{TYPES[kind.value_type]}[]" if pa.types.is_list(kind) else TYPES[kind]


def _comments(table: Table) -> list[str]:
    said = [f"COMMENT ON TABLE {table.name} IS {_quote(f'{table.fr} / {table.en}')}"]
    for name, column in table.columns.items():
        meaning = f"{column.fr} / {column.en}" + (f" ({column.unit})" if column.unit else "")
        said.append(f'COMMENT ON COLUMN {table.name}."{name}" IS {_quote(meaning)}')
    return said


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
