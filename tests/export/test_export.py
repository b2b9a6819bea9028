"""The tables in other formats say what the Parquet tables say, and nothing in them runs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline import open_dataset
from pipeline.errors import BuildError
from pipeline.export import FORMATS, export_tables
from pipeline.export.views import VIEWS
from pipeline.tables import TABLES

duckdb = pytest.importorskip("duckdb")
openpyxl = pytest.importorskip("openpyxl")
sqlite_utils = pytest.importorskip("sqlite_utils")
pytest.importorskip("xlsxwriter")


@pytest.fixture(scope="module")
def exported(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of the sample corpus."""
    folder = tmp_path_factory.mktemp("exports")
    for kind, name in FORMATS.items():
        assert export_tables(kind, open_dataset(sample_build), folder / name) == []
    return folder


def test_csv_is_what_french_excel_reads(exported: Path, sample_build: Path) -> None:
    data = (exported / "csv" / "figures.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") >= open_dataset(sample_build).arrow("figures").num_rows
    with (exported / "csv" / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    figures = open_dataset(sample_build).arrow("figures").to_pylist()
    assert [row["figure_id"] for row in rows] == [row["figure_id"] for row in figures]
    assert [float(row["value"].replace(",", ".")) for row in rows] == [row["value"] for row in figures]


@pytest.mark.parametrize("text", ["=1+1", "+33 1 23 45 67 89", "-2", "@SUM(A1)", "\tx"])
def test_no_text_is_run_as_a_formula(text: str, tmp_path: Path) -> None:
    from pipeline.export.csv import _cell

    assert _cell(text).startswith("'")
    import xlsxwriter

    from pipeline.export.xlsx import OPTIONS, _write_cell

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), OPTIONS) as book:
        _write_cell(book.add_worksheet(), 0, 0, text)
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A1"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_workbook_has_a_sheet_a_table_and_a_french_dictionary(exported: Path, sample_build: Path) -> None:
    book = openpyxl.load_workbook(exported / "tables.xlsx", read_only=True)
    assert book.sheetnames == ["dictionnaire", *TABLES]
    for name in TABLES:
        assert book[name].max_row - 1 == open_dataset(sample_build).arrow(name).num_rows, name


def test_same_tables_give_the_same_workbook(exported: Path, sample_build: Path, tmp_path: Path) -> None:
    export_tables("xlsx", open_dataset(sample_build), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (exported / "tables.xlsx").read_bytes()


def test_duckdb_has_keys_comments_and_views(exported: Path, sample_build: Path) -> None:
    with duckdb.connect(str(exported / "tables.duckdb"), read_only=True) as connection:
        for name in TABLES:
            assert connection.execute(f"select count(*) from {name}").fetchall()[0][0] == open_dataset(sample_build).arrow(name).num_rows
        kinds = connection.execute("select constraint_type, count(*) from duckdb_constraints() group by all").fetchall()
        assert dict(kinds)["PRIMARY KEY"] == len(TABLES) and dict(kinds)["FOREIGN KEY"] > 10
        assert not connection.execute(
            "select column_name from duckdb_columns() where not internal and comment is null and table_name not like 'v\\_%' escape '\\'"
        ).fetchall()
        for view in VIEWS:
            assert connection.execute(f"select count(*) from {view}").fetchall()[0][0] > 0, view


def test_sqlite_can_be_searched_without_accents(exported: Path) -> None:
    database = sqlite_utils.Database(str(exported / "tables.sqlite"))
    assert {f.other_table for f in database.table("roles").foreign_keys} == {"people", "organisations", "documents", "sections"}
    found = list(database.table("sections").search("departement"))
    assert found and any("département" in (row["text"] + row["title"]).casefold() for row in found)


def test_long_text_is_cut_and_said(sample_build: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    from pipeline.dataset import Dataset
    from pipeline.privacy.build import write_tables

    tables = {name: open_dataset(sample_build).arrow(name) for name in TABLES}
    rows = tables["documents"]
    at = rows.schema.get_field_index("text")
    tables["documents"] = rows.set_column(at, rows.schema.field(at), pa.array(["x" * 40_000] * rows.num_rows))
    write_tables(tmp_path, tables)
    said = export_tables("csv", Dataset(tmp_path), tmp_path / "csv")
    assert len(said) == 1 and said[0].startswith("documents.text: 18 texts cut")
    with (tmp_path / "csv" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {len(row["text"]) for row in csv.DictReader(file, delimiter=";")} == {32_767}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_place_that_cannot_be_written_is_named(kind: str, sample_build: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match=r"file/x.* cannot be written: "):
        export_tables(kind, open_dataset(sample_build), tmp_path / "file" / "x")


def test_a_folder_given_for_a_file_gets_the_file(sample_build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.export.console import run_export

    assert run_export("duckdb", sample_build, tmp_path) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["tables.duckdb"]
    assert run_export("csv", sample_build, tmp_path / "csv") == 0
    assert "01053 becomes 1053" in capsys.readouterr().err


def test_heads_and_texts_can_be_seen(exported: Path) -> None:
    """Columns are as wide as their names, and a text of many lines shows the first."""
    book = openpyxl.load_workbook(exported / "tables.xlsx")
    for sheet in book:
        widths = {at: group.width for group in sheet.column_dimensions.values() for at in range(group.min, group.max + 1)}
        assert [cell.value for cell in sheet[1] if widths[cell.column] < len(cell.value)] == []
    names = [cell.value for cell in book["documents"][1]]
    assert book["documents"].cell(2, names.index("text") + 1).alignment.vertical == "top"


def test_a_failed_export_leaves_nothing(sample_build: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match="cannot be written"):
        export_tables("xlsx", open_dataset(sample_build), tmp_path / "file" / "t.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
