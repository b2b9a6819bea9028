"""A build: what is to be done, doing it, and what was done.

Each result is named after everything that it depends on, so that what exists under its name is good and
what does not is made; what nothing needs any more is removed.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa

from pipeline.errors import BuildError
from pipeline.execution.fingerprint import OVERRIDES, code_version, fingerprint, library_versions, model_version
from pipeline.execution.folders import check_out, lock_path
from pipeline.execution.local import run_shards
from pipeline.execution.shards import STAGES, Shard, cut_shards, file_facts, stage_folder
from pipeline.execution.stages import Outcome, Tools, file_source, read_batch
from pipeline.ingest.corpus import Corpus, CorpusFile, list_corpus
from pipeline.ingest.ocr import find_engine, wants_ocr
from pipeline.records import CleanDocument, Entities, Extraction
from pipeline.settings import Settings
from pipeline.storage import hash_file, read_json, read_records, remove_stale, write_bytes, write_json, write_records, write_table
from pipeline.tables import TABLES

ALL_STAGES = (*STAGES, "normalise", "publish")


@dataclass(frozen=True, slots=True)
class Plan:
    """The corpus as it is now, cut into shards, and the names of the two results that need all of it."""

    corpus: Corpus
    shards: tuple[Shard, ...]
    normalise_id: str
    publish_id: str


@dataclass(slots=True)
class Report:
    """What a build did."""

    documents: int = 0
    words: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    """Stages at which there was something to do."""

    def add(self, outcome: Outcome) -> None:
        """Count what a shard did."""
        self.documents += outcome.documents
        self.words += outcome.words
        for stage, seconds in outcome.seconds.items():
            self.spend(stage, seconds)

    def spend(self, stage: str, seconds: float) -> None:
        """Count time at a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
        if stage not in self.done:
            self.done.append(stage)


def make_plan(settings: Settings) -> Plan:
    """Look at the raw folder and name every result."""
    check_out(settings.raw, settings.out)
    corpus = list_corpus(settings.raw, settings.out)
    shards = cut_shards(corpus.files, settings, find_scans(corpus.files, settings))
    decisions = settings.overrides or OVERRIDES
    if not decisions.is_file():
        raise BuildError(f"overrides: there is no file {decisions}")
    normalise_id = fingerprint("normalise", [s.ids for s in shards], code_version("pipeline.normalise"), hash_file(decisions))
    duplicates = file_facts([f for f in corpus.files if f.duplicate_of])
    publish_id = fingerprint("publish", normalise_id, duplicates, code_version("pipeline.publish"))
    return Plan(corpus, tuple(shards), normalise_id, publish_id)


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


Watch = Callable[[Report], None]


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep a second build out of the same folder."""
    lock_path(out).parent.mkdir(parents=True, exist_ok=True)
    with lock_path(out).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildError(f"another build is running in {out}: wait for it, or give another OUT=") from None
        yield


def run_plan(plan: Plan, settings: Settings, stages: Sequence[str], tools: Tools, watch: Watch = lambda _: None) -> Report:
    """Run the given stages on what is not done yet. ``watch`` is called with the report after each shard."""
    report = Report()
    with locked(settings.out):
        if by_document := [stage for stage in stages if stage in STAGES]:
            run_stages(plan, settings, by_document, tools, report, watch)
        if "normalise" in stages:
            normalise(plan, settings, tools, report)
        if "publish" in stages:
            publish(plan, settings, report)
    return report


def pending_shards(plan: Plan, settings: Settings, stages: Sequence[str]) -> list[Shard]:
    """The shards with something to do at the given stages."""
    return [s for s in plan.shards if any(not s.path(settings.out, stage).exists() for stage in stages)]


def run_stages(plan: Plan, settings: Settings, stages: Sequence[str], tools: Tools, report: Report, watch: Watch) -> None:
    """Run stages that work document by document, then remove results that nothing needs."""
    for outcome in run_shards(pending_shards(plan, settings, stages), stages, settings, tools):
        report.add(outcome)
        watch(report)
    for stage in stages:
        remove_stale(stage_folder(settings.out, stage), {s.path(settings.out, stage).name for s in plan.shards})


def normalise(plan: Plan, settings: Settings, tools: Tools, report: Report) -> None:
    """Resolve the entities of the whole corpus."""
    path = entities_path(plan, settings)
    if not path.exists():
        from pipeline.normalise import load_overrides, normalise_corpus

        begun = perf_counter()
        documents: list[CleanDocument] = []
        extractions: list[Extraction] = []
        for shard in plan.shards:
            read = read_batch(shard, "extract", settings.out).records
            kept = {e.doc_id for e in read}
            extractions += read
            documents += (d for d in read_batch(shard, "clean", settings.out).records if d.source.doc_id in kept)
        entities = normalise_corpus(documents, extractions, tools.knowledge, load_overrides(settings.overrides))
        write_records(path, [("", entities)])
        report.spend("normalise", perf_counter() - begun)
    remove_stale(path.parent, {path.name})


def entities_path(plan: Plan, settings: Settings) -> Path:
    """The file that holds the entities of the corpus."""
    return stage_folder(settings.out, "normalise") / f"{plan.normalise_id}.parquet"


def publish(plan: Plan, settings: Settings, report: Report) -> None:
    """Write all tables and what describes them, unless they stand there already."""
    if is_published(plan, settings.out):
        return
    from pipeline.publish import publish_tables

    path = entities_path(plan, settings)
    if not path.exists():
        raise BuildError("stage normalise has not been run on these documents and settings: run `make normalise` (or `make all`) first")
    begun = perf_counter()
    batches = (
        (read_batch(s, "clean", settings.out).records, (last := read_batch(s, "extract", settings.out)).records, last.failures)
        for s in plan.shards
    )
    duplicates = [file_source(f) for f in plan.corpus.files if f.duplicate_of]
    tables = publish_tables(batches, duplicates, read_records(path, Entities)[0])
    files = write_published(settings.out, tables)
    report.spend("publish", perf_counter() - begun)
    write_json(settings.out / "build.json", describe_build(plan, settings, tables, files, report))


def write_published(out: Path, tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Write the tables, the data dictionary and the datapackage; the hashes of the files by name."""
    from pipeline.publish.package import datapackage, dictionary

    for name, made in tables.items():
        write_table(out, TABLES[name], made)
    files = {path.name: (hash_file(path), path.stat().st_size) for path in (out / f"{name}.parquet" for name in tables)}
    write_json(out / "datapackage.json", datapackage(files))
    write_bytes(out / "README.md", dictionary(tables).encode())
    return {name: hash_file(out / name) for name in (*files, "datapackage.json", "README.md")}


def describe_build(
    plan: Plan, settings: Settings, tables: Mapping[str, pa.Table], files: Mapping[str, str], report: Report
) -> dict[str, Any]:
    """The record of a build: the only published file in which two builds of the same input may differ (``seconds``)."""
    return {
        "publish_id": plan.publish_id,
        "inputs": {file.source_path: file.sha256 for file in plan.corpus.files},
        "code": {stage: code_version(f"pipeline.{stage}") for stage in ALL_STAGES},
        "model": {"name": settings.model, "version": model_version(settings.model)},
        "libraries": library_versions(),
        "ocr": engine.version if (engine := find_engine(settings.ocr)) else None,
        "rows": {name: made.num_rows for name, made in tables.items()},
        "files": dict(files),
        "seconds": {stage: round(seconds, 2) for stage, seconds in report.seconds.items()},
    }


def is_published(plan: Plan, out: Path) -> bool:
    """Whether the tables of this plan stand in a folder, unharmed."""
    build = read_json(out / "build.json")
    if not build or build.get("publish_id") != plan.publish_id:
        return False
    return all((out / name).is_file() and hash_file(out / name) == digest for name, digest in build["files"].items())
