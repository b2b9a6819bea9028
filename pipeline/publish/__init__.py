"""Publish: documents, extractions and entities become the tables of the data contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from pipeline.publish.checks import check_foreign_keys, check_quotes
from pipeline.publish.corpus import cooccurrence_rows, entity_rows
from pipeline.publish.rows import DocumentRows, Row, document_row
from pipeline.records import CleanDocument, DocumentLinks, Entities, Extraction, Rejection, Source
from pipeline.storage import join_tables, make_table
from pipeline.tables import TABLES

DOCUMENT_TABLES = ("documents", "sections", "repairs", "mentions", "roles", "figures", "projects", "events", "links", "rejections")


def publish_tables(
    batches: Iterable[tuple[Sequence[CleanDocument], Sequence[Extraction], Sequence[Source | Rejection]]],
    duplicates: Sequence[Source],
    entities: Entities,
) -> dict[str, pa.Table]:
    """All tables, checked, each sorted by its key.

    A batch is the documents of one shard that were read, what was extracted from them, and those given up.
    """
    links = {each.doc_id: each for each in entities.links}
    parts: dict[str, list[pa.Table]] = {name: [] for name in DOCUMENT_TABLES}
    for documents, extractions, failures in batches:
        rows: dict[str, list[Row]] = {name: [] for name in DOCUMENT_TABLES}
        read = {e.doc_id: e for e in extractions}
        for document in documents:
            doc_id = document.source.doc_id
            if doc_id not in read:
                continue  # given up by extract: among the failures
            for name, some in DocumentRows(document, read[doc_id], links.get(doc_id, DocumentLinks(doc_id))).tables().items():
                check_quotes(TABLES[name], some, document.text)
                rows[name] += some
        rows["documents"] += (document_row(f) for f in failures if isinstance(f, Source))
        rows["rejections"] += (rejection_row(f) for f in failures if isinstance(f, Rejection))
        for name, found in rows.items():
            parts[name].append(make_table(TABLES[name], found))
    parts["documents"].append(make_table(TABLES["documents"], [document_row(source) for source in duplicates]))
    tables = {name: join_tables(TABLES[name], some) for name, some in parts.items()}
    above = {**entity_rows(entities, tables), "cooccurrences": cooccurrence_rows(tables["mentions"])}
    tables |= {name: make_table(TABLES[name], found) for name, found in above.items()}
    check_foreign_keys(tables)
    return {name: tables[name] for name in TABLES}


def rejection_row(rejection: Rejection) -> Row:
    """The row of a document that was given up."""
    return {"doc_id": rejection.doc_id, "stage": rejection.stage, "reason": rejection.reason, "detail": rejection.detail or None}
