"""Ingest: a file becomes a RawDocument."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from pipeline.french import slug
from pipeline.records import RawDocument, Source


def make_doc_id(source_path: str) -> str:
    """A stable identifier from the path under the raw folder.

    >>> make_doc_id("lettres/Été 2021.txt")
    'lettres-ete-2021-txt-b5f7e8'
    """
    return f"{slug(source_path)}-{sha256(source_path.encode()).hexdigest()[:6]}"


def ingest_document(path: Path, source_path: str) -> RawDocument:
    """Read one file."""
    data = path.read_bytes()
    source = Source(make_doc_id(source_path), source_path, sha256(data).hexdigest(), len(data), "text/plain")
    return RawDocument(source, data.decode("utf-8"))
