"""Publish: documents, extractions and entities become the tables of the data contract."""

from __future__ import annotations

from pipeline.publish.corpus import Pairs, entity_tables
from pipeline.publish.parts import DOCUMENT_TABLES, Duplicates, failure_rows, link_table, pack_rows, place_duplicates, rows_of_document

__all__ = [
    "DOCUMENT_TABLES",
    "Duplicates",
    "Pairs",
    "entity_tables",
    "failure_rows",
    "link_table",
    "pack_rows",
    "place_duplicates",
    "rows_of_document",
]
