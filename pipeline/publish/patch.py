"""A published table of which the rows of some documents are put anew, the others taken as they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq


class Cut(NamedTuple):
    """Rows of a table from one number up to another, and what gives those that take their place."""

    start: int
    stop: int
    fresh: Callable[[], pa.Table]


class StandingTable:
    """A published table in the order of doc_id, read by groups of rows: only those that are asked for."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path)
        self._sizes = [self._file.metadata.row_group(group).num_rows for group in range(self._file.num_row_groups)]
        self._held: tuple[int, pa.Table] = (-1, None)
        self._known: tuple[int, pa.ChunkedArray] = (-1, None)
        self.rows = sum(self._sizes)

    def __enter__(self) -> StandingTable:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def place(self, doc_id: str | None) -> int:
        """How many rows stand before those of a document; all of them before None."""
        before = 0
        for group, size in enumerate(self._sizes):
            if doc_id is not None and size and self._last(group) >= doc_id:
                column = self._documents(group)
                return before + bisect_left(range(size), doc_id, key=lambda at: column[at].as_py())
            before += size
        return before

    def slice(self, start: int, stop: int) -> Iterator[pa.Table]:
        """The rows from one number up to another, group by group."""
        before = 0
        for group, size in enumerate(self._sizes):
            first, last = max(start - before, 0), min(stop - before, size)
            if first < last:
                yield self._group(group).slice(first, last - first)
            before += size

    def documents(self, start: int, stop: int) -> Iterator[pa.Table]:
        """The same, without cutting a document in two."""
        waiting: list[pa.Table] = []
        for part in self.slice(start, stop):
            whole = pa.concat_tables([*waiting, part])
            column = whole.column("doc_id")
            at = bisect_left(range(len(column)), column[-1].as_py(), key=lambda n: column[n].as_py())
            yield whole.slice(0, at)
            waiting = [whole.slice(at)]
        yield from waiting

    def _group(self, group: int) -> pa.Table:
        if self._held[0] != group:
            self._held = group, self._file.read_row_group(group, use_threads=False)
        return self._held[1]

    def _documents(self, group: int) -> pa.ChunkedArray:
        """The doc_id of each row of a group: to read it alone takes a tenth of what the rows take."""
        if self._known[0] != group:
            self._known = group, self._file.read_row_group(group, columns=["doc_id"], use_threads=False).column("doc_id")
        return self._known[1]

    def _last(self, group: int) -> str:
        """The last document of a group of rows."""
        column = self._file.schema_arrow.get_field_index("doc_id")
        known = self._file.metadata.row_group(group).column(column).statistics
        return str(known.max if known and known.has_min_max else self._documents(group)[-1].as_py())


def is_same(table: StandingTable, cuts: Iterable[Cut]) -> bool:
    """Whether the rows that are to be replaced are those that stand there."""
    return all(_is_same(table, cut.start, cut.stop, cut.fresh()) for cut in cuts)


def _is_same(table: StandingTable, start: int, stop: int, new: pa.Table) -> bool:
    return bool(new.num_rows == stop - start and pa.concat_tables([new.slice(0, 0), *table.slice(start, stop)]).equals(new))


def patched(table: StandingTable, cuts: Iterable[Cut]) -> Iterator[pa.Table]:
    """All rows in order, with the new ones of each cut."""
    at = 0
    for cut in cuts:
        yield from table.slice(at, cut.start)
        yield cut.fresh()
        at = cut.stop
    yield from table.slice(at, table.rows)
