"""Shards: bounded batches of documents, the unit of work and of what is redone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from pipeline.execution.fingerprint import code_version, fingerprint, model_version
from pipeline.ingest.corpus import CorpusFile
from pipeline.settings import Settings

STAGES = ("ingest", "clean", "extract")
"""The stages that work on one document at a time, in order."""
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shard:
    """A batch of documents and the name of its result at each stage."""

    files: tuple[CorpusFile, ...]
    ids: tuple[str, ...]

    def path(self, out: Path, stage: str) -> Path:
        """The file that holds the shard's result at a stage; it exists once the stage is done."""
        return stage_folder(out, stage) / f"{self.ids[STAGES.index(stage)]}.parquet"

    @property
    def byte_count(self) -> int:
        """Bytes of its files."""
        return sum(file.byte_count for file in self.files)


def stage_folder(out: Path, stage: str) -> Path:
    """Where the results of a stage lie."""
    return out / "stages" / stage


def cut_shards(files: Sequence[CorpusFile], settings: Settings, ocr: Mapping[str, str] = NONE) -> list[Shard]:
    """Cut a corpus into shards of about ``shard_bytes``. ``ocr`` gives what reads the pictures in a file, by its sha256.

    A cut falls after a document whose name draws it, the larger the likelier, so that adding or
    changing a document moves at most the cuts beside it. Duplicates are left out.
    """
    batches: list[list[CorpusFile]] = [[]]
    size = 0
    for file in sorted((e for e in files if e.duplicate_of is None), key=lambda e: e.doc_id):
        batches[-1].append(file)
        size += file.byte_count
        if _draws_cut(file, settings.shard_bytes) or size > 4 * settings.shard_bytes:
            batches.append([])
            size = 0
    return [Shard(tuple(batch), _stage_ids(batch, settings, ocr)) for batch in batches if batch]


def _draws_cut(file: CorpusFile, shard_bytes: int) -> bool:
    draw = int.from_bytes(sha256(file.source_path.encode()).digest()[:4], "big") / 2**32
    return draw < file.byte_count / shard_bytes


def _stage_ids(files: Sequence[CorpusFile], settings: Settings, ocr: Mapping[str, str]) -> tuple[str, ...]:
    """A stage's result depends on the result before it, the code of the stage, and the settings it reads."""
    readers = {file.sha256: ocr[file.sha256] for file in files if file.sha256 in ocr}
    ingest = fingerprint("ingest", file_facts(files), code_version("pipeline.ingest"), asdict(settings.limits), readers)
    clean = fingerprint("clean", ingest, code_version("pipeline.clean"))
    extract = fingerprint("extract", clean, code_version("pipeline.extract"), settings.model, model_version(settings.model))
    return ingest, clean, extract


def file_facts(files: Sequence[CorpusFile]) -> list[object]:
    """What is known of files before they are read; their place on this machine left out."""
    return [{**asdict(file), "path": None} for file in files]
