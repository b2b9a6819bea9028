"""What a whole build publishes, on the sample corpus and, where it is there, on the real one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.errors import BuildError
from pipeline.files import hash_file
from pipeline.publish.checks import check_foreign_keys
from pipeline.publish.corpus import Pairs
from pipeline.storage import read_table
from pipeline.tables import TABLES

BUILDS = ["sample_build", "shared_build"]


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_table(folder, name).to_pylist()
    return found


@pytest.mark.parametrize("build", BUILDS)
def test_every_row_says_what_stands_at_its_place(build: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(build)
    texts = {d["doc_id"]: d["text"] for d in rows(folder, "documents")}
    for table in TABLES.values():
        for row in rows(folder, table.name) if "start" in table.columns else ():
            printed = texts[row["doc_id"]][row["start"] : row["end"]]
            assert 0 <= row["start"] <= row["end"] <= len(texts[row["doc_id"]])
            assert not table.quotes or row[table.quotes] == printed


@pytest.mark.parametrize("build", BUILDS)
def test_the_ledger_leads_from_clean_back_to_raw(build: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(build)
    repairs = rows(folder, "repairs")
    for document in rows(folder, "documents"):
        mine = sorted((r for r in repairs if r["doc_id"] == document["doc_id"]), key=lambda r: (r["raw_start"], r["raw_end"]))
        shift = 0
        for repair in mine:
            assert repair["start"] == repair["raw_start"] + shift
            assert len(repair["before"]) == repair["raw_end"] - repair["raw_start"]
            shift += len(repair["after"]) - len(repair["before"])
        assert document["char_count"] is None or document["char_count"] == document["raw_char_count"] + shift


def test_every_table_but_rejections_has_rows(sample_build: Path) -> None:
    assert [name for name in TABLES if name != "rejections" and not len(read_table(sample_build, name))] == []


def test_counts_are_those_of_the_rows(sample_build: Path) -> None:
    mentions = rows(sample_build, "mentions")
    for organisation in rows(sample_build, "organisations"):
        mine = [m for m in mentions if m["entity_id"] == organisation["org_id"]]
        assert organisation["mention_count"] == len(mine)
        assert organisation["document_count"] >= len({m["doc_id"] for m in mine})


def test_the_datapackage_is_valid_and_describes_every_file(sample_build: Path) -> None:
    from frictionless import Package

    text = (sample_build / "datapackage.json").read_text()
    assert Package.validate_descriptor(json.loads(text)).valid
    for resource in json.loads(text)["resources"]:
        assert resource["hash"] == f"sha256:{hash_file(sample_build / resource['path'])}"
        assert [f["name"] for f in resource["schema"]["fields"]] == read_table(sample_build, resource["name"]).column_names


PYTHON_TYPES = {"string": str, "integer": int, "number": float, "boolean": bool, "date": date, "any": list}


def test_every_cell_is_what_the_datapackage_says(sample_build: Path) -> None:
    for resource in json.loads((sample_build / "datapackage.json").read_text())["resources"]:
        schema = resource["schema"]
        assert schema["missingValues"] == []  # an empty text is a value, as Parquet has nulls
        table = read_table(sample_build, resource["name"])
        assert len(set(zip(*(table[key].to_pylist() for key in schema["primaryKey"]), strict=True))) == len(table)
        for field in schema["fields"]:
            limits = field.get("constraints", {})
            for value in table[field["name"]].unique().to_pylist() if field["type"] != "any" else table[field["name"]].to_pylist():
                if value is None:
                    assert not limits.get("required"), field["name"]
                else:
                    assert type(value) is PYTHON_TYPES[field["type"]], (resource["name"], field["name"], value)
                    assert value in limits.get("enum", [value])


def test_frictionless_finds_the_tables_valid(sample_build: Path) -> None:
    from frictionless import Package

    found = Package(str(sample_build / "datapackage.json")).validate()
    assert found.valid, found.flatten(["type", "note"])[:5]


def test_pandas_keeps_whole_numbers_whole(sample_build: Path) -> None:
    frame = pd.read_parquet(sample_build / "mentions.parquet")
    assert str(frame["page"].dtype) == "Int64" and frame["page"].isna().any() and str(frame["start"].dtype) == "int64"


def test_the_dictionary_names_every_column_with_an_example(sample_build: Path) -> None:
    dictionary = (sample_build / "README.md").read_text()
    for table in TABLES.values():
        assert f"\n## {table.name}\n" in dictionary
        for name in table.columns:
            assert f"| {name}" in dictionary or f"| **{name}**" in dictionary


def test_a_reference_that_leads_nowhere_is_named(sample_build: Path) -> None:
    tables = {name: read_table(sample_build, name) for name in TABLES}
    tables["people"] = tables["people"].slice(0, 0)
    with pytest.raises(BuildError, match=r"table roles, column person_id: .* not in people"):
        check_foreign_keys(tables)


def test_pairs_are_counted_once_a_section() -> None:
    named = [("a", "s1", "x"), ("a", "s1", "y"), ("a", "s1", "y"), ("a", "s2", "x"), ("a", "s2", "y"), ("b", "s3", "y"), ("b", None, "x")]
    pairs = Pairs()
    for some in (named[:5], named[5:], [("c", "s4", each) for each in "zxy"], []):
        columns = [pa.array([row[i] for row in some], pa.string()) for i in range(3)]
        pairs.add(pa.table(dict(zip(["doc_id", "section_id", "entity_id"], columns, strict=True))))
    (table,) = pairs.tables()
    assert list(zip(*table.to_pydict().values(), strict=True)) == [("x", "y", 3, 2), ("x", "z", 1, 1), ("y", "z", 1, 1)]
    assert list(Pairs().tables()) == []
