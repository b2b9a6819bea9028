"""Replaying the ledger on the raw text gives the clean text, for every document of every corpus at hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.clean import clean_document
from pipeline.errors import DocumentError
from pipeline.ingest import MEDIA_TYPES, ingest_document
from pipeline.knowledge import Knowledge
from pipeline.offsets import OffsetMap, replay
from pipeline.records import CleanDocument, RawDocument

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CORPORA = {
    # folder, and the largest file read (one of the hostile files unpacks to a gibibyte)
    ROOT / "raw": None,
    ROOT / "tests" / "golden" / "raw": None,
    SHARED / "corpus" / "text": None,
    SHARED / "corpus" / "pdf": None,
    SHARED / "corpus" / "pdf-real": None,
    SHARED / "corpus" / "hostile": 600_000,
    SHARED / "eval" / "initials" / "docs": None,
    SHARED / "eval" / "press" / "docs": None,
}


def files(folder: Path, largest: int | None) -> list[Path]:
    found = sorted(p for p in folder.rglob("*") if p.suffix.casefold() in MEDIA_TYPES and p.name != "README.md")
    return [p for p in found if largest is None or p.stat().st_size <= largest]


def check(raw: RawDocument, document: CleanDocument) -> None:
    """The ledger is sorted, without overlaps, true of the raw text, and leads to the clean text."""
    for one, other in pairwise(document.edits):
        assert one.raw_end <= other.raw_start
    for edit in document.edits:
        assert raw.text[edit.raw_start : edit.raw_end] == edit.before != edit.after
        assert 0 < edit.confidence <= 1
    assert replay(raw.text, document.edits) == document.text
    places = OffsetMap(document.edits)
    for edit, (start, end) in zip(document.edits, places.edit_spans(), strict=True):
        assert document.text[start:end] == edit.after


@pytest.mark.parametrize(("folder", "largest"), CORPORA.items(), ids=lambda v: "-".join(v.parts[-2:]) if isinstance(v, Path) else "")
def test_the_ledger_replays(folder: Path, largest: int | None, knowledge: Knowledge) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name}: no folder shared/ beside the repository")
    read = 0
    for path in files(folder, largest):
        try:
            raw = ingest_document(path, path.name)
        except DocumentError:
            continue
        check(raw, clean_document(raw, knowledge))
        read += 1
    assert read
