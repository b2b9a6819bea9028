"""The tables that stand above single documents: entities with their counts, and who is named with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from itertools import combinations
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records import Entities

Row = dict[str, Any]
REFERENCES = {"mentions": ("entity_id",), "roles": ("person_id", "org_id"), "figures": ("org_id",), "projects": ("org_id",)}
"""Columns through which a document names an entity."""


def entity_rows(entities: Entities, tables: dict[str, pa.Table]) -> dict[str, list[Row]]:
    """The rows of organisations, places and people, counted over the tables of the documents."""
    mentions = count_mentions(tables["mentions"])
    documents = count_documents(tables)
    kinds: tuple[tuple[str, str, Iterable[Any]], ...] = (
        ("organisations", "org_id", entities.organisations),
        ("places", "place_id", entities.places),
        ("people", "person_id", entities.people),
    )
    found: dict[str, list[Row]] = {}
    for table, key, records in kinds:
        rows = [asdict(record) for record in records]
        found[table] = [{**r, "mention_count": mentions.get(r[key], 0), "document_count": documents.get(r[key], 0)} for r in rows]
    return found


def count_mentions(mentions: pa.Table) -> dict[str, int]:
    """Mentions of each entity."""
    counts = mentions.group_by("entity_id").aggregate([("mention_id", "count")])
    return dict(zip(counts.column("entity_id").to_pylist(), counts.column("mention_id_count").to_pylist(), strict=True))


def count_documents(tables: dict[str, pa.Table]) -> dict[str, int]:
    """Documents that name each entity, in whatever table."""
    schema = pa.schema({"entity": pa.string(), "doc_id": pa.string()})
    pairs = [(table, column) for table, columns in REFERENCES.items() for column in columns]
    named = [tables[table].select([column, "doc_id"]).rename_columns(schema.names).cast(schema) for table, column in pairs]
    counts = pa.concat_tables(named).group_by("entity").aggregate([("doc_id", "count_distinct")])
    return dict(zip(counts.column("entity").to_pylist(), counts.column("doc_id_count_distinct").to_pylist(), strict=True))


def cooccurrence_rows(mentions: pa.Table) -> list[Row]:
    """Pairs of entities named in the same section."""
    named = mentions.filter(pc.and_(pc.is_valid(mentions["section_id"]), pc.is_valid(mentions["entity_id"])))
    groups = named.group_by(["doc_id", "section_id"]).aggregate([("entity_id", "distinct")])
    sections: Counter[tuple[str, str]] = Counter()
    documents: set[tuple[str, str, str]] = set()
    for doc_id, entities in zip(groups.column("doc_id").to_pylist(), groups.column("entity_id_distinct").to_pylist(), strict=True):
        for a, b in combinations(sorted(entities), 2):
            sections[a, b] += 1
            documents.add((a, b, doc_id))
    in_documents = Counter((a, b) for a, b, _ in documents)
    return [
        {"entity_a": a, "entity_b": b, "section_count": count, "document_count": in_documents[a, b]} for (a, b), count in sections.items()
    ]
