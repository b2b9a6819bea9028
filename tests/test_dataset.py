"""One line gives typed tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import open_dataset
from pipeline.errors import BuildError
from pipeline.tables import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_pandas_holds_what_arrow_holds(name: str, sample_build: Path) -> None:
    data = open_dataset(sample_build)
    frame, table = data.pandas(name), data.arrow(name)
    assert list(frame.columns) == table.column_names and len(frame) == table.num_rows
    assert [int(n) for n in frame.isna().sum()] == [column.null_count for column in table.columns]


def test_whole_numbers_stay_whole_and_choices_are_categories(sample_build: Path) -> None:
    frame = open_dataset(sample_build).pandas("mentions")
    assert frame["page"].dtype == "Int64" and frame["page"].isna().any()
    assert isinstance(frame["label"].dtype, pd.CategoricalDtype)
    assert isinstance(open_dataset(sample_build).pandas("events")["themes"].iloc[0], list)


def test_duckdb_has_a_view_a_table(sample_build: Path) -> None:
    pytest.importorskip("duckdb")
    assert {row[0] for row in open_dataset(sample_build).duckdb().sql("show tables").fetchall()} == set(TABLES)


def test_lists_hold_plain_numbers(sample_build: Path) -> None:
    boxes = open_dataset(sample_build).pandas("figures")["bbox"].dropna()
    assert {type(number) for box in boxes for number in box} == {float}


def test_tables_may_lie_elsewhere(sample_build: Path) -> None:
    pytest.importorskip("duckdb")
    upath = pytest.importorskip("upath")
    store = upath.UPath("memory://tables-elsewhere")
    store.mkdir()
    for name in TABLES:
        (store / f"{name}.parquet").write_bytes((sample_build / f"{name}.parquet").read_bytes())
    data = open_dataset("memory://tables-elsewhere")
    assert data.arrow("roles") == open_dataset(sample_build).arrow("roles")
    assert data.duckdb().execute("select count(*) from roles").fetchall() == [(data.arrow("roles").num_rows,)]
    with pytest.raises(BuildError, match=r"memory://nowhere.* is no complete build"):
        open_dataset("memory://nowhere")


def test_no_build_is_said(tmp_path: Path, sample_build: Path) -> None:
    with pytest.raises(BuildError, match="no complete build"):
        open_dataset(tmp_path)
    with pytest.raises(BuildError, match="there is no table 'figure'; known: documents"):
        open_dataset(sample_build).arrow("figure")
