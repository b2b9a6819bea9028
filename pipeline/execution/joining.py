"""What needs the whole corpus: the file of its entities, and the published tables joined from those of all shards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from msgspec.structs import replace

from pipeline.files import hash_file, read_json, write_bytes, write_json
from pipeline.publish import DOCUMENT_TABLES, Pairs, add_duplicates, count_references, entity_rows, link_table
from pipeline.publish.package import Contents, datapackage, dictionary
from pipeline.records import DocumentLinks, Entities, Source
from pipeline.storage import TableWriter, decode_records, decode_table, make_table, read_stored, store, write_stored
from pipeline.tables import TABLES


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: rows by table, hashes by file."""

    rows: dict[str, int]
    files: dict[str, str]


def write_entities(path: Path, entities: Entities) -> None:
    """Write the entities of a corpus, the links of each document apart."""
    write_stored(path, [store("", "", replace(entities, links=())), *(store(link.doc_id, "", link) for link in entities.links)])


def read_entities(path: Path) -> Entities:
    """The entities that ``write_entities`` wrote."""
    rows = read_stored(path)
    (entities,) = decode_records(rows, Entities)
    return replace(entities, links=tuple(decode_records(rows, DocumentLinks)))


def publish_tables(
    out: Path, parts: Sequence[Path], duplicates: Sequence[Source], entities: Entities, links: Mapping[str, DocumentLinks]
) -> Published:
    """Write all tables, each from those of all shards in their order, then the dictionary and the datapackage.

    One shard's rows of one table are in memory at a time. Nothing is put in its place before all is written.
    """
    above = entity_rows(entities, count_references(links.values()))
    pairs = Pairs(row[TABLES[name].key[0]] for name, rows in above.items() for row in rows)
    writers: dict[str, TableWriter] = {}
    with ExitStack() as stack:
        for name, table in TABLES.items():
            writer = writers[name] = stack.enter_context(TableWriter(out, table))
            if name in DOCUMENT_TABLES:
                for part in linked_parts(name, parts, duplicates, links):
                    writer.add(part)
                    if name == "mentions":
                        pairs.add(part)
            elif name == "cooccurrences":
                for part in pairs.tables():
                    writer.add(part)
            else:
                writer.add(make_table(table, above[name]))
            writer.close()
        files = finish_tables(out, writers)
    return Published({name: writer.rows for name, writer in writers.items()}, files)


def finish_tables(folder: Path, writers: Mapping[str, TableWriter]) -> dict[str, str]:
    """Put the tables in their place, then write what describes them; the hash of each file."""
    files = {f"{name}.parquet": writer.finish() for name, writer in writers.items()}
    write_json(folder / "datapackage.json", datapackage(files))
    write_bytes(folder / "README.md", dictionary({name: Contents(w.rows, w.examples) for name, w in writers.items()}).encode())
    return files | {name: hash_file(folder / name) for name in ("datapackage.json", "README.md")}


def harmed_files(publish_id: str, folder: Path) -> list[str]:
    """What of the files in a folder is not as the set of that name would have it: "all tables", or the names of single files."""
    build = read_json(folder / "build.json")
    if not isinstance(build, dict) or build.get("publish_id") != publish_id:
        return ["all tables"]
    return [name for name, digest in build["files"].items() if not (folder / name).is_file() or hash_file(folder / name) != digest]


def linked_parts(name: str, parts: Sequence[Path], duplicates: Sequence[Source], links: Mapping[str, DocumentLinks]) -> Iterator[pa.Table]:
    """The rows of one table, shard by shard."""
    read = (link_table(TABLES[name], decode_table(read_stored(path, name)[0].payload), links) for path in parts)
    return add_duplicates(read, duplicates) if name == "documents" else read
