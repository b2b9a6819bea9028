"""The documents of the sample corpus, read and cleaned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring.pages import ROOT
from pipeline.clean import clean_document
from pipeline.errors import DocumentError
from pipeline.ingest import MEDIA_TYPES, ingest_document
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, RawDocument, Source

RAW = ROOT / "raw"


def documents(folder: Path = RAW) -> Iterator[RawDocument]:
    """Every readable document of a folder once, in order."""
    seen = set()
    for path in sorted(folder.iterdir()):
        if path.suffix not in MEDIA_TYPES or path.name == "README.md":
            continue
        try:
            raw = ingest_document(path, path.name)
        except DocumentError:
            continue
        if raw.text and raw.source.sha256 not in seen:
            seen.add(raw.source.sha256)
            yield raw


def clean_text(text: str, knowledge: Knowledge) -> CleanDocument:
    """The cleaning stage on a text without layout."""
    return clean_document(RawDocument(Source("text", "text.txt", "", len(text), "text/plain"), text), knowledge)
