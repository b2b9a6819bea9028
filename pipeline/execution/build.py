"""A build: what is to be done, doing it, and what was done.

Each result is named after everything that it depends on, so that what exists under its name is good and
what does not is made; what nothing needs any more is removed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pipeline.errors import BuildError, DamagedFileError
from pipeline.execution.fingerprint import OVERRIDES, code_version, fingerprint, library_versions, model_version
from pipeline.execution.folders import check_out, harmed_files
from pipeline.execution.jobs import Job, Outcome, Tools
from pipeline.execution.locking import locked
from pipeline.execution.scans import find_scans
from pipeline.execution.shards import STAGE_OF, STEP_OF, STEPS, Shard, cut_shards, file_content, not_run, step_folder
from pipeline.execution.shuffle import MANY, Shuffle, make_shuffle, resolve
from pipeline.execution.spread import Spread, Store, Workers, in_turn
from pipeline.files import file_names, hash_file, remove_asides, remove_stale, write_json
from pipeline.ingest.corpus import Corpus, list_corpus, look_at_folder
from pipeline.ingest.engine import find_engine
from pipeline.own import load_own
from pipeline.privacy.forgotten import check_list, load_forgotten, mark_forgotten
from pipeline.remote import is_remote
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.execution.joining import Published

ALL_STAGES = ("ingest", "clean", "extract", "normalise", "publish")


@dataclass(frozen=True, slots=True)
class Plan:
    """The corpus as it is now, cut into shards, and the names of the two results that need all of it."""

    corpus: Corpus
    shards: tuple[Shard, ...]
    rules: str
    """All that decides how names are resolved, beside what the documents say."""
    normalise_id: str
    publish_id: str


@dataclass(slots=True)
class Report:
    """What a build did."""

    seen: int = 0
    """Documents in the shards that were done."""
    documents: int = 0
    """Documents that there was something to do for."""
    words: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    """Stages at which there was something to do."""
    damaged: list[str] = field(default_factory=list)
    """Files that were found to be harmed, and made again."""

    def add(self, outcome: Outcome) -> None:
        """Count what a shard did."""
        self.seen += outcome.seen
        self.documents += outcome.documents
        self.words += outcome.words
        for step, seconds in outcome.seconds.items():
            self.spend(STAGE_OF[step], seconds)

    def spend(self, stage: str, seconds: float) -> None:
        """Count time at a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
        if stage not in self.done:
            self.done.append(stage)


Watch = Callable[[Report], None]


def make_plan(settings: Settings, spread: Spread = in_turn) -> Plan:
    """Look at the raw folder and name every result."""
    check_out(settings.raw, settings.out)
    check_own_files(settings)
    store = Store(settings.out / "stages" / "hashes.json", spread)
    corpus = list_corpus(settings.raw, settings.out, store.look if is_remote(settings.raw) else look_at_folder)
    if forgotten := load_forgotten(settings.privacy):
        corpus = forgotten.rename(corpus)
    shards = cut_shards(corpus.files, settings, find_scans(corpus.files, settings, spread))
    decisions = settings.overrides or OVERRIDES
    resolving = code_version("pipeline.execution.resolving")  # cuts documents into the groups that links are kept by
    versions = {shard.versions[STEPS.index("names")] for shard in shards}
    rules = fingerprint("rules", sorted(versions), hash_file(decisions), resolving)
    normalise_id = fingerprint("normalise", [s.ids[STEPS.index("names")] for s in shards], rules)
    duplicates = [file_content(f) for f in corpus.files if f.duplicate_of]
    publish_id = fingerprint("publish", normalise_id, [s.ids[STEPS.index("rows")] for s in shards], duplicates, code_version(__name__))
    return Plan(corpus, tuple(shards), rules, normalise_id, publish_id)


def check_own_files(settings: Settings) -> None:
    """Raises BuildError when a user's own files cannot be used, or a forget list is gone, before any document is read."""
    check_list(settings.out, settings.privacy)
    load_own(settings.own)
    if settings.overrides:
        if not settings.overrides.is_file():
            raise BuildError(f"overrides: there is no file {settings.overrides}")
        from pipeline.normalise.overrides import load_overrides

        load_overrides(settings.overrides)


def run_plan(
    plan: Plan,
    settings: Settings,
    stages: Sequence[str],
    tools: Tools | None = None,
    watch: Watch = lambda _: None,
    workers: Workers | None = None,
) -> Report:
    """Run the given stages on what is not done yet: by ``workers``, else by those that ``open_local`` gives. ``watch`` is called
    with the report after each shard.

    A file of an earlier build that turns out to be harmed is removed, and what it held is made again.
    """
    from pipeline.execution.local import open_local  # loads what watches workers

    report = Report()
    with locked(settings.out), nullcontext(workers) if workers else open_local(settings, tools) as those:
        remove_asides(settings.out)
        remove_asides(settings.out / "stages")
        while True:
            try:
                run_steps(plan, settings, [STEP_OF[stage] for stage in stages], report, watch, those)
                join(plan, settings, stages, report, those)
                mark_forgotten(settings.out, settings.privacy)
                return report
            except DamagedFileError as error:
                if str(error.path) in report.damaged:  # made again, and harmed again
                    told = "is harmed whenever it is written: check the disk, or give another folder (--out, OUT=)"
                    raise BuildError(f"{error.path} {told}") from error
                error.path.unlink(missing_ok=True)
                report.damaged.append(str(error.path))


def join(plan: Plan, settings: Settings, stages: Sequence[str], report: Report, workers: Workers) -> None:
    """Run those of the stages that need all documents."""
    if not {"normalise", "publish"}.isdisjoint(stages):
        shuffle = shuffle_of(plan, settings)
        if "normalise" in stages:
            normalise(plan, settings, shuffle, report, workers)
        if "publish" in stages:
            publish(plan, settings, shuffle, report, workers)


def pending_shards(plan: Plan, settings: Settings, steps: Sequence[str]) -> list[Shard]:
    """The shards with something to do at the given steps."""
    done = {step: file_names(step_folder(settings.out, step)) for step in steps}
    return [s for s in plan.shards if any(s.path(settings.out, step).name not in done[step] for step in steps)]


def run_steps(plan: Plan, settings: Settings, steps: Sequence[str], report: Report, watch: Watch, workers: Workers) -> None:
    """Run steps that work document by document, then remove results that nothing needs."""
    for outcome in workers.execute(make_jobs(plan, settings, steps), settings):
        report.add(outcome)
        watch(report)
    for step in steps:
        if step not in ("names", "rows"):  # the next resolution goes on from what they said before, the next tables from what they were
            remove_stale(step_folder(settings.out, step), needed(plan, settings, step))


def needed(plan: Plan, settings: Settings, step: str) -> set[str]:
    """The names of the files of a step that this plan needs."""
    return {shard.path(settings.out, step).name for shard in plan.shards}


def make_jobs(plan: Plan, settings: Settings, steps: Sequence[str]) -> list[Job]:
    """A job a shard with something to do, with the files from which it can take over documents that have not changed."""
    pending = pending_shards(plan, settings, steps)
    holders = {step: stale_holders(plan, settings, step) for step in steps if pending and step != "rows"}
    jobs: list[Job] = []
    for shard in pending:
        earlier = {step: tuple(sorted({held[key] for key in shard.keys(step) if key in held})) for step, held in holders.items()}
        jobs.append(Job(shard, tuple(steps), earlier))
    return jobs


def stale_holders(plan: Plan, settings: Settings, step: str) -> dict[str, Path]:
    """The files of a step that this plan does not need as they are, by the keys of what they hold."""
    from pipeline.storage import read_keys  # loads Arrow

    keep = needed(plan, settings, step)
    holders: dict[str, Path] = {}
    folder = step_folder(settings.out, step)
    for path in sorted(folder.glob("[!.]*.parquet")) if folder.is_dir() else ():
        if path.name not in keep:
            with suppress(DamagedFileError):
                holders |= dict.fromkeys(read_keys(path), path)
    return holders


def normalise(plan: Plan, settings: Settings, shuffle: Shuffle, report: Report, workers: Workers) -> None:
    """Resolve the entities of the whole corpus."""
    folder = shuffle.entities.parent
    found = file_names(folder)
    if not shuffle.kept <= found:
        if pending_shards(plan, settings, ["names"]):
            raise not_run("names")
        begun = perf_counter()
        if len(shuffle.groups) > MANY:
            workers.renew()
        resolve(shuffle, workers.resolve)
        report.spend("normalise", perf_counter() - begun)
        found = file_names(folder)
    if found != shuffle.kept:
        remove_stale(folder, shuffle.kept)
    remove_stale(step_folder(settings.out, "names"), needed(plan, settings, "names"))


def shuffle_of(plan: Plan, settings: Settings) -> Shuffle:
    """How the names of the corpus are resolved."""
    overrides = None
    if settings.overrides:
        from pipeline.normalise.overrides import load_overrides

        overrides = load_overrides(settings.overrides)
    return make_shuffle(plan.shards, settings.out, entities_path(plan, settings), overrides, settings.own, plan.rules)


def entities_path(plan: Plan, settings: Settings) -> Path:
    """The file that holds the entities of the corpus."""
    return step_folder(settings.out, "normalise") / f"{plan.normalise_id}.parquet"


def publish(plan: Plan, settings: Settings, shuffle: Shuffle, report: Report, workers: Workers) -> None:
    """Write all tables and what describes them, unless they stand there already."""
    if not is_published(plan, settings.out):
        from pipeline.execution.publishing import publish_plan  # loads Arrow

        if not shuffle.kept <= file_names(shuffle.entities.parent):
            raise BuildError("stage normalise has not been run on these documents and settings: run `make normalise` (or `make all`) first")
        begun = perf_counter()
        published = publish_plan(plan, settings, shuffle, workers.publish)
        report.spend("publish", perf_counter() - begun)
        write_json(settings.out / "build.json", describe_build(plan, settings, published, report))
    remove_stale(step_folder(settings.out, "rows"), needed(plan, settings, "rows"))


def describe_build(plan: Plan, settings: Settings, published: Published, report: Report) -> dict[str, Any]:
    """The record of a build: the only published file in which two builds of the same input may differ (``seconds``)."""
    return {
        "publish_id": plan.publish_id,
        "inputs": {file.source_path: file.sha256 for file in plan.corpus.files},
        "code": {stage: code_version(f"pipeline.{stage}") for stage in ALL_STAGES},
        "model": {"name": settings.model, "version": model_version(settings.model)},
        "libraries": library_versions(),
        "ocr": engine.version if (engine := find_engine(settings.ocr)) else None,
        "rows": {name: table.rows for name, table in published.tables.items()},
        "files": published.files,
        "seconds": {stage: round(seconds, 2) for stage, seconds in report.seconds.items()},
    }


def is_published(plan: Plan, out: Path) -> bool:
    """Whether the tables of this plan stand in a folder, unharmed."""
    return not harmed_files(plan.publish_id, out)
