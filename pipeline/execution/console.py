"""What the commands do and print; ``__main__`` holds their options only, so that --help stays fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipeline.errors import BuildError, CorpusChangedError
from pipeline.execution.build import ALL_STAGES, Plan, Report, make_plan, pending_shards, run_plan
from pipeline.execution.explain import explain, remember
from pipeline.execution.fingerprint import model_version
from pipeline.execution.folders import is_built, looks_new
from pipeline.execution.saying import NOT_READ, OK, count, stopped, visible
from pipeline.execution.shards import STEP_OF
from pipeline.execution.spread import Workers
from pipeline.execution.starting import quiet_libraries, spare_pandas
from pipeline.execution.summary import summarise
from pipeline.ingest.corpus import MEDIA_TYPES
from pipeline.remote import is_remote
from pipeline.settings import Settings, read_settings

CONTEXT = 30
LOOKS = 3
"""At a raw folder that changes while it is read, before the build is given up."""


def run_build(stages: Sequence[str], strict: bool, is_explained: bool = False, **given: Any) -> int:
    """Run stages, report, and give the exit code."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    quiet_libraries()
    begun = perf_counter()
    try:
        settings = with_places(read_settings(**given))
        if "extract" in stages:
            check_model(settings.model)
        with open_workers(settings) as workers:
            if "extract" in stages and looks_new(settings.raw, settings.out):
                workers.prepare(not is_built(settings.out))
            report = _build(settings, stages, workers, console, is_explained)
    except BuildError as error:
        return stopped(error, console)
    if report is None:
        kinds = " ".join(sorted(MEDIA_TYPES))
        console.print(f"[bold red]no document in {escape(str(settings.raw.absolute()))}[/]; readable are {kinds}")
        return NOT_READ
    _say_done(report, perf_counter() - begun, console)
    return _summary(settings, strict, console) if stages[-1] == "publish" else OK


def _build(settings: Settings, stages: Sequence[str], workers: Workers, console: Console, is_explained: bool) -> Report | None:
    """Look at the raw folder and do what is to be done, again where it changes meanwhile; None where there is no document."""
    attempt = 0
    while True:
        attempt += 1
        plan = make_plan(settings, workers.look)
        for line in (*plan.corpus.warnings, *(f"left aside: {s}" for s in plan.corpus.skipped)):
            console.print(f"[yellow]{escape(line)}[/]")
        if not plan.corpus.has_readable:
            return None
        for line in explain(plan, settings, stages) if is_explained else ():
            console.print(escape(line))
        try:
            report = _run(plan, settings, stages, workers, console)
        except CorpusChangedError as error:
            if attempt == LOOKS:
                raise
            console.print(f"[yellow]{escape(visible(error.source_path))} changed or went away: looking at the folder again[/]")
            continue
        remember(plan, settings, stages)
        for path in report.damaged:
            console.print(f"[yellow]{escape(path)} was damaged and has been made again[/]")
        return report


def with_places(settings: Settings) -> Settings:
    """The settings for workers elsewhere, which start in other folders than this process."""
    if settings.on == "local":
        return settings
    return settings.model_copy(update={name: value.absolute() for name, value in settings if isinstance(value, Path) or is_remote(value)})


@contextmanager
def open_workers(settings: Settings) -> Iterator[Workers]:
    """Those who do the work."""
    if settings.on == "local":
        if settings.scheduler:
            raise BuildError(f"there is a scheduler, {settings.scheduler}, but the work is to be done here: give --on dask too")
        from pipeline.execution.local import open_local

        with open_local(settings) as workers:
            yield workers
        return
    from pipeline.execution.cluster import open_cluster

    spare_pandas()
    with open_cluster(settings.scheduler, settings.jobs) as cluster:
        yield Workers(cluster.run_jobs, look=cluster.spread, resolve=cluster.spread)


def _run(plan: Plan, settings: Settings, stages: Sequence[str], workers: Workers, console: Console) -> Report:
    total = sum(len(s.files) for s in pending_shards(plan, settings, [STEP_OF[stage] for stage in stages]))
    if not total or not console.is_terminal:
        return run_plan(plan, settings, stages, workers=workers)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    begun = perf_counter()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("documents", total=total, rate="")

        def watch(report: Report) -> None:
            speed = report.words / (perf_counter() - begun)
            progress.update(task, completed=report.seen, rate=f"{speed:,.0f} words/s")

        return run_plan(plan, settings, stages, watch=watch, workers=workers)


def _say_done(report: Report, seconds: float, console: Console) -> None:
    if not report.done:
        console.print(f"nothing to do ({seconds:.1f} s)")
        return
    parts = ", ".join(f"{stage} {report.seconds[stage]:.1f} s" for stage in ALL_STAGES if stage in report.seconds)
    done = [count(report.documents, "document")] if report.documents else []
    done += [count(report.words, "word"), f"{report.words / seconds:,.0f} words/s"] if report.words else []
    console.print(f"{', '.join([*done, f'{seconds:.1f} s'])} (all processes: {parts})")


def _summary(settings: Settings, strict: bool, console: Console) -> int:
    """Say what became of the documents; the exit code that this means."""
    summary = summarise(settings.out)
    tried = sum(summary.tried.values())
    partial, failed, needs_ocr = (summary.tried.get(status, 0) for status in ("partial", "failed", "needs_ocr"))
    said = [f"{count(tried - failed - needs_ocr, 'document')} read" + (f" ({partial} of them in part)" if partial else "")]
    said += [f"{failed} failed"] if failed else []
    said += [f"{needs_ocr} without text, to be read by OCR"] if needs_ocr else []
    said += [f"{count(summary.duplicates, 'duplicate')} left aside"] if summary.duplicates else []
    console.print(f"{', '.join(said)}; the tables are in {escape(str(settings.out))}")
    for source_path, status, error in summary.errors:
        console.print(f"[yellow]{escape(source_path)}: {status}: {escape(error)}[/]")
    lost = failed + needs_ocr
    return NOT_READ if tried and (lost == tried or (strict and lost)) else OK


def check_model(name: str) -> None:
    """Raises BuildError when a model is not installed, before anything is read."""
    if model_version(name) == "none":
        raise BuildError(f"model {name!r} is not installed: set `model` to an installed spaCy pipeline, its folder, or module:factory")


def run_evaluate(gold: Path, corpus: Path | None, out: Path | None, errors: int) -> int:
    """Print the scores of a build."""
    from pipeline.evaluation import evaluate, report_lines

    console = Console(highlight=False, soft_wrap=True)
    try:
        settings = read_settings(out=out)
        for line in report_lines(evaluate(settings.out, gold, corpus or settings.raw), errors):
            console.print(escape(line))
    except BuildError as error:
        return stopped(error, console)
    return OK


def run_show_repairs(document: str, out: Path | None) -> int:
    """Print the repairs of one document, each with the clean text around it."""
    from pipeline.storage import read_table

    console = Console(highlight=False, soft_wrap=True)
    try:
        settings = read_settings(out=out)
        documents = read_table(settings.out, "documents", ["doc_id", "source_path", "text"]).to_pylist()
        found = [d for d in documents if d["doc_id"] == document or d["source_path"].endswith(document)]
        if len(found) != 1:
            known = ", ".join(d["doc_id"] for d in (found or documents)[:20])
            raise BuildError(f"{document!r} names {count(len(found), 'document')}; give one of: {known}")
        repairs = [r for r in read_table(settings.out, "repairs").to_pylist() if r["doc_id"] == found[0]["doc_id"]]
    except BuildError as error:
        return stopped(error, console)
    text = found[0]["text"] or ""
    for repair in repairs:
        left, right = text[max(0, repair["start"] - CONTEXT) : repair["start"]], text[repair["end"] : repair["end"] + CONTEXT]
        before, after = (escape(visible(repair[side])) for side in ("before", "after"))
        console.print(
            f"[dim]{repair['start']:>7} {repair['rule']:<14} {repair['confidence']:.2f}[/] {escape(visible(left))}"
            f"[red strike]{before}[/][bold green]{after}[/]{escape(visible(right))}"
        )
    console.print(count(len(repairs), "repair"))
    return OK
