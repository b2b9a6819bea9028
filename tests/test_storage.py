"""Rows are checked, files are whole, and the same rows give the same bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BuildError, DamagedFileError
from pipeline.files import read_json, remove_stale, write_json
from pipeline.making import make_table
from pipeline.records import CleanDocument, Edit, Extraction, Mention, Paragraph, RawDocument, Rejection, Source
from pipeline.storage import (
    ROW_GROUP,
    Stored,
    TableWriter,
    decode_table,
    encode_table,
    put_tables,
    read_keys,
    read_records,
    read_stored,
    read_table,
    store,
    write_stored,
)
from pipeline.tables import TABLES, Table

EVENT: dict[str, Any] = {
    "event_id": "a:e00001",
    "doc_id": "a",
    "section_id": None,
    "parent_event_id": None,
    "number": 3,
    "title": "Rencontre des agents",
    "place": None,
    "city": "Nevers",
    "themes": ["eau"],
    "date_start": date(2024, 5, 2),
    "date_end": None,
    "start": 0,
    "end": 4,
    "raw_start": 0,
    "raw_end": 4,
}
PERSON: dict[str, Any] = {"given_name": None, "family_name": None, "email": None, "aliases": [], "mention_count": 1, "document_count": 1}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"number": "trois"}, "table events, row a:e00001: column number: 'trois' is no int64"),
        ({"doc_id": None}, "table events, row a:e00001: column doc_id is null"),
        ({"date_start": "mai"}, "table events, row a:e00001: column date_start: 'mai'"),
        ({"colour": "red"}, "table events, row a:e00001: has columns .'colour'. too many or missing"),
    ],
)
def test_a_row_that_breaks_its_declaration_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(BuildError, match=message):
        make_table(TABLES["events"], [EVENT | change])


def test_a_value_that_is_none_of_the_choices_is_named() -> None:
    row = {"doc_id": "a", "stage": "lecture", "reason": "empty", "detail": None}
    with pytest.raises(BuildError, match="row a, lecture: column stage: 'lecture' is none of ingest, clean, extract"):
        make_table(TABLES["rejections"], [row])


def test_a_key_occurs_once() -> None:
    with pytest.raises(BuildError, match="table events: the key a:e00001 occurs twice"):
        make_table(TABLES["events"], [EVENT, EVENT])


def write_table(folder: Path, table: Table, *parts: pa.Table) -> None:
    with TableWriter(folder, table) as writer:
        for part in parts:
            writer.add(part)
        written = writer.close()
    put_tables(folder, {table.name: written})


@given(
    names=st.lists(st.text(st.characters(exclude_categories=["Cs"])), unique=True, max_size=6),
    aliases=st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3),
)
def test_a_table_comes_back_as_it_was_sorted_by_key(tmp_path_factory: pytest.TempPathFactory, names: list[str], aliases: list[str]) -> None:
    table, folder = TABLES["people"], tmp_path_factory.mktemp("people")
    rows = [{"person_id": name, "name": name} | PERSON | {"aliases": aliases} for name in names]
    write_table(folder, table, make_table(table, rows))
    first = (folder / "people.parquet").read_bytes()
    assert read_table(folder, "people").to_pylist() == sorted(rows, key=lambda r: r["person_id"].encode())
    write_table(folder, table, make_table(table, rows[::-1]))
    assert (folder / "people.parquet").read_bytes() == first


def test_a_missing_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"people\.parquet is missing: build the tables first"):
        read_table(tmp_path, "people")


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    source = Source("a", "a.txt", "0" * 64, 12, "text/plain")
    records = [
        RawDocument(source, "a Ville"),
        CleanDocument(source, "La Ville", 7, (Edit(0, 0, "", "L", "lost_initial", 0.9, "S"),), (Paragraph(0, 8),)),
        Extraction("a", mentions=(Mention(0, 8, "ORG", "La Ville", "rule", 0.5),)),
        Rejection("b", "ingest", "empty"),
    ]
    path = tmp_path / "deep" / "shard.parquet"
    write_stored(path, [store("a", "", r) for r in records])
    assert read_records(path, RawDocument, CleanDocument, Extraction, Rejection) == records
    assert read_records(path, Rejection) == [records[-1]]


def test_where_parts_end_does_not_change_the_bytes(tmp_path: Path) -> None:
    table = TABLES["people"]
    names = [f"person-{n:06d}" for n in range(2 * ROW_GROUP + 17)]
    made = make_table(table, [{"person_id": name, "name": name[-3:]} | PERSON for name in names])
    for folder, step in (("one", len(names)), ("many", 7_001), ("groups", ROW_GROUP)):
        write_table(tmp_path / folder, table, *(made.slice(at, step) for at in range(0, len(names), step)))
    assert len({(tmp_path / folder / "people.parquet").read_bytes() for folder in ("one", "many", "groups")}) == 1
    assert read_table(tmp_path / "many", "people").equals(made)


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_table_that_is_not_finished_is_not_found(tmp_path: Path, is_closed: bool) -> None:
    with pytest.raises(ZeroDivisionError), TableWriter(tmp_path, TABLES["people"]) as writer:
        writer.add(make_table(TABLES["people"], []))
        if is_closed:
            writer.close()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


ROWS = [Stored("a", "k1", "text", b"one"), Stored("b", "k2", "text", b"two" * 50), Stored("b", "k2", "note", b"")]


def test_stored_rows_come_back_whole_or_by_kind(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    write_stored(path, ROWS, row_group=1)
    assert read_stored(path) == ROWS
    assert read_stored(path, "note") == ROWS[2:]
    assert read_keys(path) == {"k1", "k2"}
    table = make_table(TABLES["events"], [EVENT])
    assert decode_table(encode_table(table)).equals(table)


def test_no_harm_to_a_stage_file_goes_unseen(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    write_stored(path, ROWS)
    sound = path.read_bytes()
    for at in range(0, len(sound), 3):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        try:
            assert read_stored(path) == ROWS  # of no consequence: a statistic, a name of the writer
        except DamagedFileError as error:
            assert error.path == path
    for harmed in (b"", sound[: len(sound) // 2], b"PAR1" + bytes(len(sound) - 8) + b"PAR1"):
        path.write_bytes(harmed)
        with pytest.raises(DamagedFileError, match="is damaged"):
            read_stored(path)


def test_no_records_is_a_file_too(tmp_path: Path) -> None:
    write_stored(tmp_path / "none.parquet", [])
    assert read_records(tmp_path / "none.parquet", Source) == []


def test_nothing_is_left_aside(tmp_path: Path) -> None:
    write_json(tmp_path / "one.json", {"a": 1})
    (tmp_path / ".two.json.1.aside").touch()
    remove_stale(tmp_path, {"one.json"})
    assert [p.name for p in tmp_path.iterdir()] == ["one.json"]
    assert read_json(tmp_path / "one.json") == {"a": 1}
    assert read_json(tmp_path / "two.json") is None


def test_schemas_hold_no_metadata() -> None:
    for table in TABLES.values():
        assert table.schema.metadata is None
        assert isinstance(table.schema, pa.Schema)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(BuildError, match=r"out/a\.json cannot be written: .* OUT="):
        write_json(tmp_path / "out" / "a.json", 1)
