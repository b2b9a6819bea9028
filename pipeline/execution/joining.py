"""The published tables, joined from those of all shards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import pyarrow as pa

from pipeline.execution.patching import Patch
from pipeline.execution.shuffle import LinkFiles, Shuffle
from pipeline.execution.spread import Spread
from pipeline.files import hash_file, remove_asides, write_bytes, write_json
from pipeline.records import Entities, Source
from pipeline.storage import TableWriter, Written, decode_table, drop_tables, put_tables, read_records, read_stored
from pipeline.tables import TABLES

SHARES = (
    ("mentions", "cooccurrences", "roles", "figures", "projects"),
    ("documents", "sections", "repairs", "events", "links", "rejections", "organisations", "places", "people"),
)
"""Tables that one process writes: those that name entities, and the others, which take about as long."""

Write = Callable[[Sequence[str]], dict[str, dict[str, object]]]
"""Writes some tables aside: what ``Written`` says of each, as plain data, for it travels."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the tables, and hashes by file."""

    tables: dict[str, Written]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Join:
    """What is joined to tables, and where they go."""

    out: Path
    parts: tuple[Path, ...]
    """The rows of each shard, in the order of documents."""
    duplicates: tuple[Source, ...]
    shuffle: Shuffle

    def read(self, names: Sequence[str]) -> Iterator[dict[str, pa.Table]]:
        """The rows of some tables, shard by shard, as they were made from single documents."""
        for path in self.parts:
            yield {row.kind: decode_table(row.payload) for row in read_stored(path, *names)}


def publish_tables(join: Join, spread: Spread) -> Published:
    """Write all tables, each from those of all shards in their order, then the dictionary and the datapackage.

    One shard's rows are in memory at a time. Nothing is put in its place before all is written.
    """
    return _publish(join.out, partial(write_tables, join), {}, spread)


def publish_patch(patch: Patch, standing: Mapping[str, Written], spread: Spread) -> Published:
    """Write those tables that differ from the ones that stand, then what describes them all."""
    return _publish(patch.out, partial(patch_tables, patch), standing, spread)


def _publish(out: Path, write: Write, standing: Mapping[str, Written], spread: Spread) -> Published:
    written: dict[str, Written] = {}
    try:
        for some in spread(write, SHARES):
            written |= msgspec.convert(some, dict[str, Written])
        tables = {name: written[name] if name in written else standing[name] for name in TABLES}
        files = finish_tables(out, tables)
    except BaseException:
        drop_tables(written)
        remove_asides(out)
        raise
    return Published(tables, files)


def patch_tables(patch: Patch, names: Sequence[str]) -> dict[str, dict[str, object]]:
    """Write those of some tables aside that do not stay as they are."""
    from pipeline.execution.patched import write_changed

    return write_changed(patch, names)


def write_tables(join: Join, names: Sequence[str]) -> dict[str, dict[str, object]]:
    """Write some tables aside: what ``Written`` says of each, as plain data."""
    from pipeline.publish import DOCUMENT_TABLES, Duplicates, Pairs, entity_tables, link_table

    links = LinkFiles(join.shuffle)
    duplicates = Duplicates(join.duplicates)
    pairs = Pairs() if "cooccurrences" in names else None
    with ExitStack() as stack:
        writers = {name: stack.enter_context(TableWriter(join.out, TABLES[name])) for name in names}
        for parts in join.read([name for name in names if name in DOCUMENT_TABLES]):
            for name, part in parts.items():
                linked = link_table(TABLES[name], part, links)
                writers[name].add(duplicates.add(linked) if name == "documents" else linked)
                if pairs and name == "mentions":
                    pairs.add(linked)
        if pairs:
            for part in pairs.tables():
                writers["cooccurrences"].add(part)
        if "documents" in names:
            writers["documents"].add(duplicates.rest())
        if "people" in names:
            (entities,) = read_records(join.shuffle.entities, Entities)
            for name, table in entity_tables(entities).items():
                writers[name].add(table)
        written = {name: writer.close() for name, writer in writers.items()}
    return msgspec.to_builtins(written)  # type: ignore[no-any-return]


def finish_tables(folder: Path, written: Mapping[str, Written]) -> dict[str, str]:
    """Put the tables in their place, then write what describes them; the hash of each file."""
    from pipeline.publish.package import Contents, datapackage, dictionary

    put_tables(folder, written)
    files = {f"{name}.parquet": table.digest for name, table in written.items()}
    write_json(folder / "datapackage.json", datapackage(files))
    write_bytes(folder / "README.md", dictionary({name: Contents(w.rows, w.examples) for name, w in written.items()}).encode())
    return files | {name: hash_file(folder / name) for name in ("datapackage.json", "README.md")}
