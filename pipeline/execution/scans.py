"""Which files have pages that OCR reads: only those are read again when Tesseract changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from pipeline.execution.fingerprint import code_version, fingerprint
from pipeline.ingest.corpus import CorpusFile
from pipeline.ingest.ocr import find_engine, wants_ocr
from pipeline.settings import Settings
from pipeline.storage import read_json, write_json


def find_scans(files: Sequence[CorpusFile], settings: Settings) -> dict[str, str]:
    """The version of what OCR reads them with, for each file (by sha256) with pages that it reads; a file is looked at once."""
    engine = find_engine(settings.ocr)
    if engine is None:
        return {}
    memory = settings.out / "stages" / "scans.json"
    version = fingerprint(code_version("pipeline.ingest.ocr"), asdict(settings.limits))
    kept = read_json(memory) or {}
    known: dict[str, bool] = kept["files"] if kept.get("version") == version else {}
    pdfs = [f for f in files if f.path.suffix.casefold() == ".pdf"]
    if new := [f for f in pdfs if f.sha256 not in known]:
        known |= {f.sha256: wants_ocr(f.path, settings.limits) for f in new}
        write_json(memory, {"version": version, "files": {f.sha256: known[f.sha256] for f in pdfs}})
    return {f.sha256: engine.version for f in pdfs if known[f.sha256]}
