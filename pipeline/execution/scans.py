"""Which files have pages that OCR reads: only those are read again when Tesseract changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from pipeline.execution.fingerprint import code_version, fingerprint
from pipeline.execution.spread import Spread, in_turn
from pipeline.ingest.corpus import CorpusFile
from pipeline.ingest.ocr import find_engine, wants_ocr
from pipeline.ingest.pdf_checks import Limits
from pipeline.remote import local_copy
from pipeline.settings import Settings
from pipeline.storage import read_json, write_json


def find_scans(files: Sequence[CorpusFile], settings: Settings, spread: Spread = in_turn) -> dict[str, str]:
    """The version of what OCR reads them with, for each file (by sha256) with pages that it reads; a file is looked at once."""
    engine = find_engine(settings.ocr)
    if engine is None:
        return {}
    memory = settings.out / "stages" / "scans.json"
    version = fingerprint(code_version("pipeline.ingest.ocr"), asdict(settings.limits))
    kept = read_json(memory) or {}
    known: dict[str, bool] = kept["files"] if kept.get("version") == version else {}
    pdfs = {f.sha256: f for f in files if f.sha256 and f.path.suffix.casefold() == ".pdf"}
    if new := [digest for digest in pdfs if digest not in known]:
        known |= dict(spread(partial(look_at_scan, limits=settings.limits), [pdfs[digest] for digest in new]))
        write_json(memory, {"version": version, "files": {digest: known[digest] for digest in pdfs}})
    return {digest: engine.version for digest in pdfs if known[digest]}


def look_at_scan(file: CorpusFile, limits: Limits) -> tuple[str, bool]:
    """The hash of a PDF, and whether OCR reads pages of it."""
    with local_copy(file.path) as path:
        return str(file.sha256), wants_ocr(path, limits)
