"""The only reader and writer of files that the pipeline makes.

Published tables are checked against their declaration in ``tables``; what passes between stages is one
Parquet file a shard and stage, each row a document as MessagePack. Every file is written aside,
flushed to disk and renamed, so that a file that exists is complete, and holds no clock time, so that
the same rows give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b, sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import BuildError, DamagedFile
from pipeline.tables import TABLES, Table

Row = Mapping[str, Any]
T = TypeVar("T")
ROW_GROUP = 50_000
"""Rows: a look-up by doc_id takes 3 ms instead of 27 (measured on sorted tables)."""
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


def make_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    """Rows as an Arrow table in the order of the key.

    Raises BuildError naming table, column and row when a row breaks the declaration.
    """
    expected = set(table.columns)
    for row in rows:
        if row.keys() != expected:
            raise _fault(table, row, f"has columns {sorted(row.keys() ^ expected)} too many or missing")
    arrays = [_make_array(table, name, rows) for name in table.columns]
    return _sort(table, pa.Table.from_arrays(arrays, schema=table.schema))


def join_tables(table: Table, parts: Sequence[pa.Table]) -> pa.Table:
    """The rows of all parts as one contiguous table (how rows are chunked would change the bytes of the file)."""
    return _sort(table, pa.concat_tables([*parts, table.schema.empty_table()]))


def _sort(table: Table, made: pa.Table) -> pa.Table:
    """The table in the order of its key, which must not occur twice."""
    made = made.take(pc.sort_indices(made, sort_keys=[(name, "ascending") for name in table.key])).combine_chunks()
    keys = zip(*(made.column(name).to_pylist() for name in table.key), strict=True)
    for first, second in pairwise(keys):
        if first == second:
            raise BuildError(f"table {table.name}: the key {', '.join(map(str, second))} occurs twice")
    return made


def _make_array(table: Table, name: str, rows: Sequence[Row]) -> pa.Array:
    column = table.columns[name]
    values = [row[name] for row in rows]
    try:
        array = pa.array(values, type=column.type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        for row, value in zip(rows, values, strict=True):
            try:
                pa.array([value], type=column.type)
            except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
                raise _fault(table, row, f"column {name}: {value!r} is no {column.type} ({error})") from None
        raise
    if array.null_count and name not in table.nullable:
        raise _fault(table, rows[array.is_null().index(True).as_py()], f"column {name} is null")
    if column.choices:
        for value in pc.unique(array).to_pylist():
            if value is not None and value not in column.choices:
                raise _fault(table, rows[values.index(value)], f"column {name}: {value!r} is none of {', '.join(column.choices)}")
    return array


def _fault(table: Table, row: Row, what: str) -> BuildError:
    key = ", ".join(str(row.get(name)) for name in table.key)
    return BuildError(f"table {table.name}, row {key}: {what}")


def write_table(folder: Path, table: Table, made: pa.Table) -> None:
    """Write one published table as ``folder/name.parquet``."""
    _write_parquet(folder / f"{table.name}.parquet", made)


def read_table(folder: Path, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """One published table, or some of its columns."""
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise BuildError(f"{path} is missing: build the tables first (make all)")
    return pq.read_table(path, columns=list(columns) if columns else None, schema=None if columns else TABLES[name].schema)


# --- what passes between stages ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stored:
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
    """A record, any of the dataclasses of ``records``, as a row."""
    return Stored(doc_id, key, type(record).__name__, msgspec.msgpack.encode(record))


def write_stored(path: Path, rows: Sequence[Stored], row_group: int = ROW_GROUP) -> None:
    """Write the rows of a stage's file."""
    columns = [[getattr(row, name) for row in rows] for name in STAGE_SCHEMA.names]
    arrays = [pa.array(column, type=f.type) for column, f in zip(columns, STAGE_SCHEMA, strict=True)]
    _write_parquet(path, pa.Table.from_arrays(arrays, schema=STAGE_SCHEMA), row_group)


def read_stored(path: Path, kind: str | None = None) -> list[Stored]:
    """The rows of a stage's file in the order in which they were written, or those of one kind.

    Raises DamagedFile when a row is not as it was written.
    """
    with _reading(path):
        filters = None if kind is None else pc.field("kind") == kind
        table = pq.read_table(path, schema=STAGE_SCHEMA, filters=filters)
        columns = [table.column(name).to_pylist() for name in STAGE_SCHEMA.names]
    rows = [Stored(*row[:4]) for row in zip(*columns, strict=True)]
    if any(row.digest != digest for row, digest in zip(rows, columns[4], strict=True)):
        raise DamagedFile(path)
    return rows


def read_keys(path: Path) -> set[str]:
    """The keys of the rows of a stage's file."""
    with _reading(path):
        return set(pq.read_table(path, columns=["key"]).column("key").to_pylist())


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Whatever a reader raises on a file that exists means that the file was harmed."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, ValueError, pa.ArrowException, UnicodeDecodeError) as error:
        raise DamagedFile(path) from error


def write_records(path: Path, records: Iterable[tuple[str, object]]) -> None:
    """Write (doc_id, record) pairs; a record is any of the dataclasses of ``records``."""
    write_stored(path, [store(doc_id, "", record) for doc_id, record in records])


def read_records(path: Path, *types: type[T]) -> list[T]:
    """The records of the given types, in the order in which they were written."""
    return decode_records(read_stored(path), *types)


def decode_records(rows: Iterable[Stored], *types: type[T]) -> list[T]:
    """The records of the given types among some rows."""
    decoders = {t.__name__: msgspec.msgpack.Decoder(t) for t in types}
    return [decoders[row.kind].decode(row.payload) for row in rows if row.kind in decoders]


# --- files -------------------------------------------------------------------------------------


def _write_parquet(path: Path, table: pa.Table, row_group: int = ROW_GROUP) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", compression_level=3, row_group_size=row_group)
    write_bytes(path, sink.getvalue())


def write_bytes(path: Path, data: bytes | pa.Buffer) -> None:
    """Write aside, flush to disk, rename: whoever finds the file finds all of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{os.getpid()}.aside")
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise BuildError(f"{path} cannot be written: {error.strerror}; make room or give another OUT=") from None


def write_json(path: Path, value: object) -> None:
    """Write readable JSON, keys in the order given."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def read_json(path: Path) -> Any:
    """What ``write_json`` wrote, or None where there is no such file or it is broken."""
    try:
        return msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def hash_file(path: Path) -> str:
    """SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def remove_stale(folder: Path, keep: set[str]) -> None:
    """Remove the files of a folder that are not to be kept, and what killed builds left aside."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and path.name not in keep:
            path.unlink()
