"""What became of the documents of a build, kept so that a build with nothing to do need not read their table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from pipeline.files import read_json, write_json


class Summary(msgspec.Struct, frozen=True):
    """What became of the documents."""

    digest: str
    """SHA-256 of the table that this was read from."""
    tried: dict[str, int]
    """By status, how many documents; duplicates left aside."""
    duplicates: int
    errors: list[tuple[str, str, str]]
    """Path, status and error of those with an error."""


def summarise(out: Path) -> Summary:
    """What became of the documents of the build in a folder, as said at its end or as their table says."""
    digest = read_json(out / "build.json")["files"]["documents.parquet"]
    memory = out / "stages" / "summary.json"
    try:
        kept = msgspec.convert(read_json(memory), Summary)
    except msgspec.ValidationError:
        kept = None
    if kept is None or kept.digest != digest:
        kept = _read(out, digest)
        write_json(memory, kept)
    return kept


def _read(out: Path, digest: str) -> Summary:
    from pipeline.storage import read_table  # loads Arrow

    documents = read_table(out, "documents", ["source_path", "status", "error", "duplicate_of"]).to_pylist()
    tried = Counter(d["status"] for d in documents if d["duplicate_of"] is None)
    errors = [(d["source_path"], d["status"], d["error"]) for d in documents if d["error"]]
    return Summary(digest, dict(sorted(tried.items())), len(documents) - tried.total(), errors)
