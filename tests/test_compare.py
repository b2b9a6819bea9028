"""What changed between two builds is said row by row, whatever was renumbered or moved."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import open_dataset
from pipeline.compare import MOVES, SUBJECT, compare_builds, compare_rows
from pipeline.export.console import run_diff
from pipeline.tables import TABLES

FIGURE = dict.fromkeys(TABLES["figures"].columns) | {
    "doc_id": "a",
    "figure_id": "a:f00001",
    "raw": "12 %",
    "value": 12.0,
    "start": 5,
    "end": 9,
}


def test_a_build_does_not_differ_from_itself(sample_build: Path) -> None:
    assert compare_builds(sample_build, sample_build) == {}


def test_moved_and_renumbered_rows_are_the_same() -> None:
    moved = FIGURE | {"figure_id": "a:f00007", "start": 50, "end": 54}
    assert not compare_rows(TABLES["figures"], [FIGURE], [moved])


def test_added_gone_and_changed_are_told_apart() -> None:
    other = FIGURE | {"raw": "3 €", "value": 3.0}
    difference = compare_rows(TABLES["figures"], [FIGURE, other], [FIGURE | {"measure": "hausse"}, FIGURE | {"raw": "7 €"}])
    assert [change.columns for change in difference.changed] == [("measure",)]
    assert [row["raw"] for row in difference.added] == ["7 €"]
    assert [row["raw"] for row in difference.gone] == ["3 €"]
    assert difference.by_document() == {"a": (1, 1, 1)}


def test_a_row_twice_is_not_a_row_once() -> None:
    assert len(compare_rows(TABLES["figures"], [FIGURE, FIGURE], [FIGURE]).gone) == 1


@pytest.mark.parametrize("name", SUBJECT)
def test_subjects_are_columns_that_say_what(name: str) -> None:
    assert set(SUBJECT[name]) <= set(TABLES[name].columns) - MOVES


def test_numbered_tables_are_those_with_a_subject() -> None:
    numbered = {name for name, table in TABLES.items() if "doc_id" in table.columns and table.key[0] != "doc_id"}
    assert numbered == set(SUBJECT)


def test_diff_prints_rows_as_json(sample_build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.privacy.build import write_tables

    tables = {name: open_dataset(sample_build).arrow(name) for name in TABLES}
    write_tables(tmp_path, tables | {"links": tables["links"].slice(1)})
    assert run_diff(sample_build, tmp_path, as_json=True) == 4
    assert list(json.loads(capsys.readouterr().out)) == ["links"]
    assert run_diff(sample_build, tmp_path, as_json=False) == 4
    assert "links: 0 added, 1 gone, 0 changed" in capsys.readouterr().out
    assert run_diff(sample_build, tmp_path / "nowhere", as_json=False) == 1


def test_diff_says_which_columns_changed_and_which_names_came_and_went(
    sample_build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.privacy.build import write_tables

    tables = {name: open_dataset(sample_build).arrow(name) for name in TABLES}
    people = tables["people"].to_pylist()
    changed = people[:1] + [row | {"mention_count": row["mention_count"] + 1} for row in people[1:4]] + people[5:]
    write_tables(tmp_path, tables | {"people": pa.Table.from_pylist(changed, schema=tables["people"].schema)})
    assert run_diff(sample_build, tmp_path, as_json=False) == 4
    assert capsys.readouterr().out.splitlines() == [
        "people: 0 added, 1 gone, 3 changed", "  changed in: mention_count (3)", f"  gone: {people[4]['name']}",
    ]  # fmt: skip
