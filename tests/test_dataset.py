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


def test_no_build_is_said(tmp_path: Path, sample_build: Path) -> None:
    with pytest.raises(BuildError, match="no complete build"):
        open_dataset(tmp_path)
    with pytest.raises(BuildError, match="there is no table 'figure'; known: documents"):
        open_dataset(sample_build).arrow("figure")
