"""One shard through the stages that work on one document at a time.

Pure stage functions are called here and their results stored; nothing here knows who runs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.errors import BuildError, DocumentError
from pipeline.execution.shards import STAGES, Shard
from pipeline.ingest import MEDIA_TYPES, ingest_document
from pipeline.ingest.corpus import CorpusFile
from pipeline.ingest.ocr import find_engine
from pipeline.knowledge import Knowledge, load_knowledge
from pipeline.records import CleanDocument, Extraction, RawDocument, Rejection, Source
from pipeline.settings import Settings
from pipeline.storage import read_records, write_records

if TYPE_CHECKING:
    from pipeline.extract.model import Recogniser

T = TypeVar("T")
R = TypeVar("R")


class Tools:
    """What a worker loads once, when a stage first needs it."""

    def __init__(self, model: str) -> None:
        self.model = model

    @cached_property
    def knowledge(self) -> Knowledge:
        """Lexicon, n-grams and registers."""
        return load_knowledge()

    @cached_property
    def recogniser(self) -> Recogniser:
        """The entity recogniser."""
        from pipeline.extract.model import load_recogniser

        return load_recogniser(self.model)


@dataclass(slots=True)
class Outcome:
    """What running a shard did; small, for it travels between processes."""

    documents: int = 0
    words: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Batch:
    """The records of one shard at one stage, and the documents given up so far."""

    records: list[Any]
    failures: list[Source | Rejection]


def run_shard(shard: Shard, stages: Sequence[str], settings: Settings, tools: Tools) -> Outcome:
    """Run the given stages that are not done yet on a shard, each from the result before it."""
    outcome = Outcome(documents=len(shard.files))
    batch: Batch | None = None
    for stage in stages:
        path = shard.path(settings.out, stage)
        if path.exists():
            batch = None
            continue
        begun = perf_counter()
        before = batch or _input(shard, stage, settings.out)
        batch = _STEPS[stage](shard, before, settings, tools)
        write_records(path, [(_doc_id(record), record) for record in (*batch.records, *batch.failures)])
        outcome.seconds[stage] = perf_counter() - begun
        outcome.words = max(outcome.words, _count_words(before), _count_words(batch))
    return outcome


def _input(shard: Shard, stage: str, out: Path) -> Batch:
    return Batch([], []) if stage == STAGES[0] else read_batch(shard, STAGES[STAGES.index(stage) - 1], out)


def _count_words(batch: Batch) -> int:
    return sum(len(record.text.split()) for record in batch.records if isinstance(record, CleanDocument))


def read_batch(shard: Shard, stage: str, out: Path) -> Batch:
    """What a stage left of a shard."""
    path = shard.path(out, stage)
    if not path.exists():
        target = "clean-text" if stage == "clean" else stage
        raise BuildError(f"stage {stage} has not been run on these documents and settings: run `make {target}` (or `make all`) first")
    records = read_records(path, RawDocument, CleanDocument, Extraction, Source, Rejection)
    failures = [r for r in records if isinstance(r, Source | Rejection)]
    return Batch([r for r in records if not isinstance(r, Source | Rejection)], failures)


def _doc_id(record: RawDocument | CleanDocument | Extraction | Source | Rejection) -> str:
    return record.source.doc_id if isinstance(record, RawDocument | CleanDocument) else record.doc_id


def _ingest(shard: Shard, batch: Batch, settings: Settings, tools: Tools) -> Batch:
    ocr = find_engine(settings.ocr)
    return _each("ingest", shard.files, file_source, lambda f: ingest_document(f.path, f.source_path, f.entry, settings.limits, ocr), [])


def _clean(shard: Shard, batch: Batch, settings: Settings, tools: Tools) -> Batch:
    from pipeline.clean import clean_document

    return _each("clean", batch.records, lambda d: d.source, lambda d: clean_document(d, tools.knowledge), batch.failures)


def _extract(shard: Shard, batch: Batch, settings: Settings, tools: Tools) -> Batch:
    from pipeline.extract import extract_document, recognise_documents

    documents = batch.records
    if not documents:
        return Batch([], batch.failures)  # loads no model
    try:
        spans = recognise_documents(documents, tools.recogniser, tools.knowledge)
    except Exception as error:
        raise BuildError(f"extract: the model failed on {', '.join(d.source.source_path for d in documents)}: {error!r}") from error
    pairs = list(zip(documents, spans, strict=True))
    return _each("extract", pairs, lambda p: p[0].source, lambda p: extract_document(p[0], p[1], tools.knowledge), batch.failures)


_STEPS: dict[str, Callable[[Shard, Batch, Settings, Tools], Batch]] = {"ingest": _ingest, "clean": _clean, "extract": _extract}


def _each(
    stage: str, items: Sequence[T], source: Callable[[T], Source], step: Callable[[T], R], failures: Sequence[Source | Rejection]
) -> Batch:
    """A step on each item; a DocumentError gives the document up, any other error stops the build."""
    done: list[R] = []
    given_up = list(failures)
    for item in items:
        try:
            done.append(step(item))
        except DocumentError as error:
            failed = replace(source(item), status=error.status, error=error.reason)
            given_up += [failed, Rejection(failed.doc_id, stage, error.reason, error.detail)]
        except Exception as error:
            raise BuildError(f"{stage} of {source(item).source_path} failed, which is a bug: {error!r}") from error
    return Batch(done, given_up)


def file_source(file: CorpusFile) -> Source:
    """What is known of a file that was not read."""
    entry = file.entry
    return Source(
        doc_id=file.doc_id,
        source_path=file.source_path,
        sha256=file.sha256,
        byte_count=file.byte_count,
        media_type=MEDIA_TYPES[file.path.suffix.casefold()],
        duplicate_of=file.duplicate_of,
        retrieved_on=entry.retrieved_on if entry else None,
        source_url=entry.source_url if entry else None,
        licence=entry.licence if entry else None,
    )
