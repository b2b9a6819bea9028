"""Which files have pages that OCR reads: only those are read again when Tesseract changes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from functools import partial

from pipeline.execution.fingerprint import code_version, fingerprint
from pipeline.execution.spread import Spread, in_turn
from pipeline.files import read_json, write_json
from pipeline.ingest.corpus import CorpusFile
from pipeline.ingest.engine import find_engine
from pipeline.settings import Settings

LOOKED_AT_ONCE = 200
"""Files that one worker process looks at."""


def find_scans(files: Sequence[CorpusFile], settings: Settings, spread: Spread = in_turn) -> dict[str, str]:
    """The version of what OCR reads them with, for each file (by sha256) with pages that it reads; a file is looked at once."""
    pdfs = {f.sha256: f for f in files if f.sha256 and f.path.suffix.casefold() == ".pdf"}
    engine = find_engine(settings.ocr) if pdfs else None
    if engine is None:
        return {}
    memory = settings.out / "stages" / "scans.json"
    version = fingerprint(code_version("pipeline.ingest.ocr"), asdict(settings.limits))
    kept = read_json(memory) or {}
    known: dict[str, bool] = kept["files"] if kept.get("version") == version else {}
    if new := [pdfs[digest] for digest in pdfs if digest not in known]:
        batches = [new[at : at + LOOKED_AT_ONCE] for at in range(0, len(new), LOOKED_AT_ONCE)]
        for found in spread(partial(look_at_files, settings=settings), batches):
            known |= found
        write_json(memory, {"version": version, "files": {digest: known[digest] for digest in pdfs}})
    return {digest: engine.version for digest in pdfs if known[digest]}


def look_at_files(files: Sequence[CorpusFile], settings: Settings) -> dict[str, bool]:
    """Whether OCR reads pages of some PDFs, by their hash; each is looked at in a process that can be killed."""
    from pipeline.execution.supervisor import Supervisor

    with closing(Supervisor(settings)) as worker:
        return {str(file.sha256): worker.is_scan(file.path) for file in files}
