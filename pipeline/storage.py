"""The only reader and writer of the tables that the pipeline makes.

The rows of published tables are checked by ``making``; what passes between stages is one
Parquet file a shard and stage, each row a document as MessagePack. No file holds a clock time, so that
the same rows give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import BuildError, DamagedFileError
from pipeline.files import aside, hash_file, put_in_place, write_bytes, writing
from pipeline.remote import is_remote, open_remote
from pipeline.tables import TABLES, Table

T = TypeVar("T")
ROW_GROUP = 50_000
"""Rows: a look-up by doc_id takes 3 ms instead of 27 (measured on sorted tables)."""
ROWS = {"documents": 1_000, "sections": 10_000}
"""Rows of a group where they are long, so that a group has about 10 MB in memory."""
STAGE_SCHEMA = pa.schema(
    [
        pa.field("doc_id", pa.string(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("payload", pa.binary(), nullable=False),
        pa.field("digest", pa.binary(8), nullable=False),
    ]
)


# --- published tables --------------------------------------------------------------------------


class Written(msgspec.Struct, frozen=True):
    """A published table that is complete, but not yet in its place; small and plain, for another process may put it there."""

    aside: str
    """Where it lies; nothing for one that stands in its place already."""
    rows: int
    digest: str
    """SHA-256 of the file."""
    examples: Mapping[str, Any]
    """The first value of each column that says something."""


class TableWriter:
    """Writes one published table aside, part after part in the order of its key; ``put_tables`` puts it in its place.

    Rows are written in groups of one size, so that where the parts end does not change the bytes.
    """

    def __init__(self, folder: Path, table: Table) -> None:
        self.table = table
        self._rows = 0
        self._examples: dict[str, object] = {}
        self._is_given_away = False
        self._path = folder / f"{table.name}.parquet"
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        with writing(self._path):
            aside(self._path).parent.mkdir(parents=True, exist_ok=True)
            self._sink = aside(self._path).open("wb")
            self._writer = pq.ParquetWriter(self._sink, table.file_schema, compression="zstd", compression_level=3)

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, error: object, *_: object) -> None:
        with suppress(OSError, ValueError):  # on a full disk even that fails
            self._writer.close()
        with suppress(OSError):
            self._sink.close()
        if error or not self._is_given_away:
            aside(self._path).unlink(missing_ok=True)

    def add(self, part: pa.Table) -> None:
        """Add rows, all of them after those already added."""
        for name in self.table.columns:
            if name not in self._examples and (value := _first(part.column(name))) is not None:
                self._examples[name] = value
        self._waiting.append(part)
        self._waiting_rows += part.num_rows
        self._rows += part.num_rows
        size = ROWS.get(self.table.name, ROW_GROUP)
        if self._waiting_rows >= size:
            joined = pa.concat_tables(self._waiting)
            whole = joined.num_rows - joined.num_rows % size
            for start in range(0, whole, size):
                self._write(joined.slice(start, size))
            self._waiting, self._waiting_rows = [joined.slice(whole).combine_chunks()], joined.num_rows - whole

    def _write(self, group: pa.Table) -> None:
        with writing(self._path):
            self._writer.write_table(group.combine_chunks(), row_group_size=ROW_GROUP)

    def close(self) -> Written:
        """Write what is left; the file is complete, but still aside."""
        if self._waiting_rows or not self._rows:
            self._write(pa.concat_tables([*self._waiting, self.table.schema.empty_table()]))
        with writing(self._path):
            self._writer.close()
            self._sink.flush()
            os.fsync(self._sink.fileno())
        self._is_given_away = True
        return Written(str(aside(self._path)), self._rows, hash_file(aside(self._path)), self._examples)


def put_tables(folder: Path, written: Mapping[str, Written]) -> None:
    """Put tables in their place, all of which are complete."""
    for name, table in written.items():
        if not table.aside:
            continue
        with writing(folder / f"{name}.parquet"):
            put_in_place(folder / f"{name}.parquet", Path(table.aside))


def drop_tables(written: Mapping[str, Written]) -> None:
    """Remove tables that are not to be put in their place."""
    for table in written.values():
        if table.aside:
            Path(table.aside).unlink(missing_ok=True)


def _first(values: pa.ChunkedArray) -> object:
    """The first value that says something, None where there is none."""
    found = (v.as_py() for at in range(0, len(values), 1_000) for v in values.slice(at, 1_000).drop_null())
    return next((value for value in found if value not in ("", [])), None)


def encode_table(table: pa.Table) -> bytes:
    """A table as Arrow's own bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def decode_table(data: bytes) -> pa.Table:
    """The table that ``encode_table`` encoded."""
    return pa.ipc.open_stream(data).read_all()


def read_table(folder: Path, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """One published table, or some of its columns."""
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise BuildError(f"{path} is missing: build the tables first (make all)")
    source = open_remote(path) if is_remote(path) else path
    if columns:
        # pq.read_table would load pandas, which takes longer than the columns do
        with pq.ParquetFile(source) as file:
            return file.read(list(columns)).select(list(columns))
    return pq.read_table(source, schema=TABLES[name].schema)


# --- what passes between stages ----------------------------------------------------------------


class Stored(msgspec.Struct, frozen=True):
    """A row of a stage's file: something that a stage made of a document, as bytes.

    ``key`` names all that it depends on, so that another build can take it over as it is.
    """

    doc_id: str
    key: str
    kind: str
    payload: bytes

    @property
    def digest(self) -> bytes:
        """What tells a row that was harmed from a sound one."""
        return blake2b(b"\0".join((self.doc_id.encode(), self.key.encode(), self.kind.encode(), self.payload)), digest_size=8).digest()


def store(doc_id: str, key: str, record: object) -> Stored:
    """A record, any of the types of ``records``, as a row."""
    return Stored(doc_id, key, type(record).__name__, msgspec.msgpack.encode(record))


def write_stored(path: Path, rows: Sequence[Stored], row_group: int = ROW_GROUP) -> None:
    """Write the rows of a stage's file."""
    columns = [[getattr(row, name) for row in rows] for name in STAGE_SCHEMA.names]
    arrays = [pa.array(column, type=f.type) for column, f in zip(columns, STAGE_SCHEMA, strict=True)]
    _write_parquet(path, pa.Table.from_arrays(arrays, schema=STAGE_SCHEMA), row_group)


def read_stored(path: Path, *kinds: str) -> list[Stored]:
    """The rows of a stage's file in the order in which they were written, or those of some kinds.

    Raises DamagedFileError when a row is not as it was written.
    """
    with _reading(path) as source, pq.ParquetFile(source) as file:
        if not file.schema_arrow.equals(STAGE_SCHEMA):
            raise ValueError("columns")
        groups = [n for n in range(file.num_row_groups) if _may_hold(file.metadata.row_group(n), kinds)]
        table = file.read_row_groups(groups, use_threads=False)
        columns = [table.column(name).to_pylist() for name in STAGE_SCHEMA.names]
        found = [(Stored(*row), digest) for *row, digest in zip(*columns, strict=True) if not kinds or row[2] in kinds]
        if any(row.digest != digest for row, digest in found):
            raise ValueError("checksum")
    return [row for row, _ in found]


def _may_hold(group: pq.RowGroupMetaData, kinds: Sequence[str]) -> bool:
    """Whether rows of some kinds may stand in a group of rows."""
    known = group.column(STAGE_SCHEMA.get_field_index("kind")).statistics if kinds else None
    return known is None or any(known.min <= kind <= known.max for kind in kinds)


def read_keys(path: Path) -> set[str]:
    """The keys of the rows of a stage's file."""
    with _reading(path) as source, pq.ParquetFile(source) as file:
        return set(file.read(columns=["key"], use_threads=False).column("key").to_pylist())


def read_digests(path: Path, by: str = "doc_id") -> dict[str, bytes]:
    """What tells each row from another that might stand in its place, in a file with one row a document, or a kind."""
    with _reading(path) as source, pq.ParquetFile(source) as file:
        table = file.read(columns=[by, "digest"], use_threads=False)
        return dict(zip(table.column(by).to_pylist(), table.column("digest").to_pylist(), strict=True))


@contextmanager
def _reading(path: Path) -> Iterator[Any]:
    """What to read a file from. Whatever a reader raises on a file that exists means that the file was harmed."""
    source = open_remote(path) if is_remote(path) else path
    try:
        yield source
    except FileNotFoundError:
        raise
    except (OSError, ValueError, TypeError, AttributeError, pa.ArrowException) as error:
        raise DamagedFileError(path) from error


def read_records(path: Path, *types: type[T]) -> list[T]:
    """The records of the given types, in the order in which they were written."""
    return decode_records(read_stored(path), *types)


def decode_records(rows: Iterable[Stored], *types: type[T]) -> list[T]:
    """The records of the given types among some rows."""
    decoders = {t.__name__: msgspec.msgpack.Decoder(t) for t in types}
    return [decoders[row.kind].decode(row.payload) for row in rows if row.kind in decoders]


def _write_parquet(path: Path, table: pa.Table, row_group: int = ROW_GROUP) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=3, row_group_size=row_group)
    write_bytes(path, sink.getvalue())
