"""Publish: documents, extractions and entities become the tables of the data contract."""

from __future__ import annotations

from pipeline.publish.corpus import Pairs, entity_ids, entity_rows
from pipeline.publish.parts import DOCUMENT_TABLES, Duplicates, failure_rows, link_table, pack_rows, rows_of_document

__all__ = [
    "DOCUMENT_TABLES",
    "Duplicates",
    "Pairs",
    "entity_ids",
    "entity_rows",
    "failure_rows",
    "link_table",
    "pack_rows",
    "rows_of_document",
]
