"""What describes the tables: the Frictionless datapackage, the data dictionary, the record of the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.columns import Column
from pipeline.tables import TABLES, Table

FRICTIONLESS = {"string": "string", "int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date"}
EXAMPLE_WIDTH = 60


def datapackage(files: Mapping[str, str]) -> dict[str, Any]:
    """The Table Schema of every table. ``files`` gives the SHA-256 of each table's file; its bytes are left out, which
    Frictionless compares with those that it reads itself, and Parquet is read by another library.
    """
    return {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "name": "documents",
        "title": "French local-government documents as linked tables",
        "resources": [_resource(table, files[f"{table.name}.parquet"]) for table in TABLES.values()],
    }


def _resource(table: Table, digest: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, name, column) for name, column in table.columns.items()],
        "primaryKey": list(table.key),
        "missingValues": [],  # Parquet has nulls: an empty text is a value
    }
    if table.foreign:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if target == table.name else target, "fields": list(TABLES[target].key)}}
            for column, target in table.foreign.items()
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.en,
        "description_fr": table.fr,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(table: Table, name: str, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": name,
        "type": FRICTIONLESS.get(str(column.type), "any"),  # a list comes to Frictionless as an array of numpy, which it takes for no list
        "description": column.en,
        "description_fr": column.fr,
    }
    if field["type"] == "any":
        field["items"] = FRICTIONLESS[str(column.type.value_type)]
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {} if name in table.nullable else {"required": True}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if constraints:
        field["constraints"] = constraints
    return field


@dataclass(frozen=True, slots=True)
class Contents:
    """What the dictionary says of the rows of a table."""

    rows: int
    examples: Mapping[str, object]
    """A value of each column that has one."""


def dictionary(tables: Mapping[str, Contents] | None = None) -> str:
    """The data dictionary in Markdown, in English and French, with an example of each column where there is data."""
    return "\n".join(_dictionary_lines(tables)) + "\n"


def _dictionary_lines(tables: Mapping[str, Contents] | None) -> Iterator[str]:
    yield "# Data dictionary · Dictionnaire des données"
    yield ""
    yield "Generated from the declarations in the code. `documents.text[start:end]` is the text of any row that has a place; offsets count"
    yield "code points. Keys are in **bold**, `?` marks columns that may be null, → leads to the table whose key a column holds."
    yield ""
    yield "| table | rows | |" if tables else "| table | |"
    yield "|---|---:|---|" if tables else "|---|---|"
    for table in TABLES.values():
        rows = f" {tables[table.name].rows} |" if tables else ""
        yield f"| [{table.name}](#{table.name}) |{rows} {table.en}. *{table.fr}.* |"
    for table in TABLES.values():
        yield from _table_lines(table, tables[table.name] if tables else None)


def _table_lines(table: Table, data: Contents | None) -> Iterator[str]:
    yield from ("", f"## {table.name}", "", f"{table.en}.", "", f"*{table.fr}.*", "")
    yield f"| column | type | meaning | sens |{' example |' if data is not None else ''}"
    yield f"|---|---|---|---|{'---|' if data is not None else ''}"
    for name, column in table.columns.items():
        shown = f"**{name}**" if name in table.key else name
        shown += "?" if name in table.nullable else ""
        kind = FRICTIONLESS.get(str(column.type), "list")
        kind += f", {column.unit}" if column.unit else ""
        target = table.foreign.get(name)
        meaning = column.en + (f" → [{target}](#{target})" if target else "")
        meaning += f": {', '.join(f'`{c}`' for c in column.choices)}" if column.choices else ""
        example = f" {_example(data.examples.get(name))} |" if data is not None else ""
        yield f"| {shown} | {kind} | {meaning} | {column.fr} |{example}"


def _example(value: object) -> str:
    """A value, shortened to one line."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split()).replace("|", "\\|").replace("`", "'")
    return f"`{text if len(text) <= EXAMPLE_WIDTH else text[: EXAMPLE_WIDTH - 1] + '…'}`"
