"""A table in which the rows of some documents are replaced is the table of the documents as they are then."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish import Pairs
from pipeline.publish.patch import Cut, StandingTable, is_same, patched

LETTERS = "abcdefgh"
SCHEMA = pa.schema([pa.field("doc_id", pa.string()), pa.field("row", pa.int64())])


def rows(documents: dict[str, int], start: int = 0) -> pa.Table:
    """So many rows of each document."""
    named = [doc_id for doc_id in sorted(documents) for _ in range(documents[doc_id])]
    return pa.table([named, [start + n for n in range(len(named))]], schema=SCHEMA)


def write(path: Path, table: pa.Table, size: int) -> Path:
    pq.write_table(table, path, row_group_size=size)
    return path


documents = st.dictionaries(st.sampled_from(LETTERS), st.integers(0, 4))


@given(old=documents, new=documents, size=st.integers(1, 7), borders=st.sets(st.sampled_from(LETTERS), min_size=2, max_size=6))
def test_rows_are_replaced_by_document(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, int], new: dict[str, int], size: int, borders: set[str]
) -> None:
    path = write(tmp_path_factory.mktemp("patch") / "old.parquet", rows(old), size)
    ends = [*sorted(borders), ""]
    ranges = list(pairwise(ends))[::2]
    expected = rows(old).to_pylist()
    with StandingTable(path) as standing:
        cuts = []
        for low, high in ranges:
            cut = [doc_id for doc_id in LETTERS if low <= doc_id < (high or "z")]
            fresh = rows({doc_id: new[doc_id] for doc_id in cut if doc_id in new}, start=100)
            cuts.append(Cut(standing.place(low), standing.place(high or None), partial(pa.Table.slice, fresh)))
            expected = [row for row in expected if row["doc_id"] not in cut] + fresh.to_pylist()
        expected.sort(key=lambda row: (row["doc_id"], row["row"]))
        made = pa.concat_tables([SCHEMA.empty_table(), *patched(standing, cuts)])
        assert made.to_pylist() == expected
        assert is_same(standing, cuts) == (expected == rows(old).to_pylist())


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_documents_are_not_cut_in_two(tmp_path: Path, size: int) -> None:
    table = rows({"a": 3, "b": 1, "c": 5, "d": 2})
    with StandingTable(write(tmp_path / "t.parquet", table, size)) as standing:
        parts = list(standing.documents(3, 11))
        assert pa.concat_tables(parts).to_pylist() == table.to_pylist()[3:]
        found: Sequence[set[str]] = [set(part.column("doc_id").to_pylist()) for part in parts]
        assert sum(map(len, found)) == 3
        assert list(standing.documents(4, 4)) == []


def mentions(*named: tuple[str, str, str]) -> pa.Table:
    columns = [pa.array([row[i] for row in named], pa.string()) for i in range(3)]
    return pa.table(dict(zip(["doc_id", "section_id", "entity_id"], columns, strict=True)))


def counted(pairs: Pairs) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for table in pairs.tables() for row in table.to_pylist()]


def test_pairs_are_taken_away_and_added() -> None:
    before = mentions(("a", "s1", "z"), ("a", "s1", "x"), ("a", "s2", "x"), ("a", "s2", "z"), ("b", "s3", "x"), ("b", "s3", "y"))
    whole = Pairs()
    whole.add(before)
    (standing,) = whole.tables()
    pairs = Pairs()
    pairs.add_counted(standing)
    pairs.add(before.slice(0, 4), times=-1)
    assert counted(pairs) == [("x", "y", 1, 1)]
    pairs.add(mentions(("a", "s1", "y"), ("a", "s1", "x"), ("a", "s1", "m")))
    assert counted(pairs) == [("m", "x", 1, 1), ("m", "y", 1, 1), ("x", "y", 2, 2)]
