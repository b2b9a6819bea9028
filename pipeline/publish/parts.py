"""What a batch of documents adds to the tables, before and after it is known whom its names mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import BuildError
from pipeline.making import make_table, sort_table
from pipeline.publish.checks import check_foreign_keys, check_quotes
from pipeline.publish.rows import DocumentRows, Row, document_row
from pipeline.records import CleanDocument, DocumentLinks, Extraction, Rejection, Source
from pipeline.storage import Stored, encode_table
from pipeline.tables import TABLES, Table

DOCUMENT_TABLES = ("documents", "sections", "repairs", "mentions", "roles", "figures", "projects", "events", "links", "rejections")
LINKED: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "mentions": {"entity_id": "mentions"},
    "roles": {"person_id": "role_people", "org_id": "role_orgs"},
    "figures": {"org_id": "figure_orgs"},
    "projects": {"org_id": "project_orgs"},
})  # fmt: skip
"""The columns that name an entity, and the field of ``DocumentLinks`` that fills them."""


def rows_of_document(document: CleanDocument, extraction: Extraction) -> dict[str, list[Row]]:
    """The rows of one document by table, checked, without the entities that they refer to."""
    unknown = DocumentLinks(
        extraction.doc_id,
        mentions=(None,) * len(extraction.mentions),
        role_people=("",) * len(extraction.roles),
        role_orgs=(None,) * len(extraction.roles),
        figure_orgs=(None,) * len(extraction.figures),
        project_orgs=(None,) * len(extraction.projects),
    )
    rows = DocumentRows(document, extraction, unknown).tables()
    for name, some in rows.items():
        check_quotes(TABLES[name], some, document.text)
    return rows


def failure_rows(source: Source, rejection: Rejection) -> dict[str, list[Row]]:
    """The rows of a document that was given up."""
    given_up = {"doc_id": rejection.doc_id, "stage": rejection.stage, "reason": rejection.reason, "detail": rejection.detail or None}
    return {"documents": [document_row(source)], "rejections": [given_up]}


def pack_rows(documents: Iterable[Mapping[str, Sequence[Row]]]) -> list[Stored]:
    """The rows of a batch of documents as one table of each kind, checked against its declaration."""
    rows: dict[str, list[Row]] = {name: [] for name in DOCUMENT_TABLES}
    for each in documents:
        for name, some in each.items():
            rows[name] += some
    tables = {name: make_table(TABLES[name], some, is_sorted=False) for name, some in rows.items()}
    check_foreign_keys(tables)
    return [Stored("", "", name, encode_table(table)) for name, table in tables.items()]


def link_table(table: Table, part: pa.Table, links: Mapping[str, DocumentLinks]) -> pa.Table:
    """The rows of a batch with the entities that they refer to, in the order of their key.

    They must come document by document, in the order of the records that they were made of.
    """
    for column, field in LINKED.get(table.name, {}).items():
        counts = pc.value_counts(part.column("doc_id"))
        found = [getattr(links[doc_id], field) for doc_id in counts.field("values").to_pylist()]
        for doc_id, count, some in zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), found, strict=True):
            if len(some) != count:
                raise BuildError(f"normalise gave {len(some)} {field} for {count} records of {doc_id}, which is a bug")
        part = part.set_column(part.schema.get_field_index(column), table.schema.field(column), pa.array(chain(*found), pa.string()))
    return sort_table(table, part)


class Duplicates:
    """The documents that were left aside because they are there twice, on their way to their places among the others."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._waiting = sorted(sources, key=lambda source: source.doc_id)

    def add(self, documents: pa.Table) -> pa.Table:
        """The documents of a batch, with those that come before the last of them."""
        last = documents.column("doc_id")[-1].as_py()
        now = [source for source in self._waiting if source.doc_id <= last]
        self._waiting = self._waiting[len(now) :]
        return place_duplicates(documents, now)

    def rest(self) -> pa.Table:
        """Those after all batches."""
        return place_duplicates(TABLES["documents"].schema.empty_table(), self._waiting)


def place_duplicates(documents: pa.Table, duplicates: Sequence[Source]) -> pa.Table:
    """Documents, and those left aside at their places among them."""
    if not duplicates:
        return documents
    table = TABLES["documents"]
    return sort_table(table, pa.concat_tables([documents, make_table(table, [document_row(source) for source in duplicates])]))
