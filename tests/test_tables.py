"""The declarations of tables and columns hold together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.columns import COLUMNS
from pipeline.tables import TABLES, Table

CONTRACT = Path(__file__).parents[2] / "shared" / "design" / "CONTRACT.md"
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))


@each_table
def test_key_is_declared_and_never_null(table: Table) -> None:
    assert table.key
    assert set(table.key) <= set(table.columns)
    assert not table.nullable & set(table.key)


@each_table
def test_foreign_keys_lead_to_a_table_with_one_key_of_the_same_type(table: Table) -> None:
    for column, target in table.foreign.items():
        (key,) = TABLES[target].key
        assert table.columns[column].type == TABLES[target].columns[key].type


@each_table
def test_what_is_quoted_has_a_place(table: Table) -> None:
    if table.quotes:
        assert {table.quotes, "start", "end", "raw_start", "raw_end", "doc_id"} <= set(table.columns)


@each_table
def test_every_column_is_described_in_both_languages(table: Table) -> None:
    for name, column in table.columns.items():
        assert column.en and column.fr, name
        assert not column.en.endswith("."), f"{name}: descriptions are phrases without a full stop"


def test_every_declared_column_is_used() -> None:
    used = {id(column) for table in TABLES.values() for column in table.columns.values()}
    assert [name for name, column in COLUMNS.items() if id(column) not in used] == []


def test_every_table_and_column_of_the_contract_is_declared() -> None:
    if not CONTRACT.exists():
        pytest.skip("no folder shared/ beside the repository")
    for name, key, columns in re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", CONTRACT.read_text(), re.M):
        plain = re.sub(r"\([^)]*\)|`[^`]*`|:.*", "", columns)
        wanted = {word.split()[0] for word in f"{key.strip(' ()')}, {plain}".split(",") if word.strip(" )")}
        assert wanted - {"("} <= set(TABLES[name].columns), name
