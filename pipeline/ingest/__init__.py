"""Ingest: a file becomes a RawDocument, or a DocumentError that says what to do about it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.errors import DocumentError
from pipeline.ingest.corpus import MEDIA_TYPES, Corpus, CorpusFile, ManifestEntry, list_corpus, make_doc_id
from pipeline.ingest.engine import Engine
from pipeline.ingest.pdf_checks import Limits
from pipeline.ingest.text import decode
from pipeline.records import Line, RawDocument, Source

__all__ = ["MEDIA_TYPES", "Corpus", "CorpusFile", "Limits", "ManifestEntry", "ingest_document", "list_corpus", "make_doc_id"]

DEFAULT_LIMITS = Limits()


def ingest_document(
    path: Path, source_path: str, entry: ManifestEntry | None = None, limits: Limits = DEFAULT_LIMITS, ocr: Engine | None = None
) -> RawDocument:
    """Read one file. ``source_path`` is its path under the raw folder, with forward slashes; ``ocr`` reads pages that are pictures."""
    size = path.stat().st_size
    if size == 0:
        raise DocumentError("the file is empty (0 bytes): fetch it again")
    if size > limits.file_bytes:
        raise DocumentError(f"the file is too large ({size:,} bytes, limit {limits.file_bytes:,}): split it or raise limits.file_bytes")
    data = path.read_bytes()
    media_type = find_media_type(data, source_path)
    if media_type != "application/pdf" and size > limits.text_bytes:
        raise DocumentError(f"the text is too large ({size:,} bytes, limit {limits.text_bytes:,}): split it or raise limits.text_bytes")
    lines: tuple[Line, ...] = ()
    facts: dict[str, Any] = {}
    if media_type == "application/pdf":
        from pipeline.ingest.pdf import read_pdf  # loads PDFium

        text, lines, facts = read_pdf(data, limits, ocr)
    elif media_type == "text/html":
        from pipeline.ingest.html import read_html  # loads trafilatura

        text, lines, facts["title"], facts["encoding"] = read_html(data, entry.source_url if entry else None)
    else:
        text, facts["encoding"] = decode(data)
    if not text.strip("\ufeff\x00 \t\n"):
        raise DocumentError("the file holds no text")
    source = Source(
        doc_id=make_doc_id(source_path),
        source_path=source_path,
        sha256=sha256(data).hexdigest(),
        byte_count=size,
        media_type=media_type,
        retrieved_on=entry.retrieved_on if entry else None,
        source_url=entry.source_url if entry else None,
        licence=entry.licence if entry else None,
        **facts,
    )
    return RawDocument(source, text, lines)


def find_media_type(data: bytes, source_path: str) -> str:
    """What the file is: its first bytes where they are telling, else its extension.

    >>> find_media_type(b"%PDF-1.7 ...", "lettre.txt"), find_media_type(b"Bonjour", "lettre.md")
    ('application/pdf', 'text/markdown')
    """
    suffix = Path(source_path).suffix
    if (by_name := MEDIA_TYPES.get(suffix.casefold())) is None:
        readable = " ".join(sorted(MEDIA_TYPES))
        raise DocumentError(f"unknown kind of file ({suffix or 'no extension'}): save it as PDF; readable are {readable}")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if by_name == "application/pdf":
        raise DocumentError("not a PDF: the file does not start with %PDF-; give it its right extension", repr(data[:16]))
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return by_name
