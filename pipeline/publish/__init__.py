"""Publish: documents, extractions and entities become the tables of the data contract."""

from __future__ import annotations

from pipeline.publish.corpus import Pairs, count_references, entity_rows
from pipeline.publish.parts import DOCUMENT_TABLES, add_duplicates, failure_rows, link_table, pack_rows, rows_of_document

__all__ = [
    "DOCUMENT_TABLES",
    "Pairs",
    "add_duplicates",
    "count_references",
    "entity_rows",
    "failure_rows",
    "link_table",
    "pack_rows",
    "rows_of_document",
]
