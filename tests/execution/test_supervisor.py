"""What a document does to the process that works on it, it does to itself alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from pipeline.errors import BuildError
from pipeline.execution.build import ALL_STAGES, Report, make_plan, run_plan
from pipeline.execution.jobs import BATCH, Job, Verdict
from pipeline.execution.supervisor import TRIES, Death, Supervisor, blame
from pipeline.ingest import Limits
from pipeline.settings import Settings
from pipeline.storage import read_table
from tests.conftest import ROOT
from tests.hostile.making import drawing, forms_of_forms

LIMITS = Limits(seconds=2, memory_mb=800)
WORDS = {"bon": "Le conseil de Brest vote.", "autre": "Les élus de Nantes se sont réunis."}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Two sound notes in one shard, and a model of the tests that does what a document tells it to."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, text in WORDS.items():
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    return Settings(raw=raw, out=tmp_path / "out", model="tests.execution.recognisers:obedient", ocr="off", limits=LIMITS)


def build(settings: Settings) -> Report:
    return run_plan(make_plan(settings), settings, ALL_STAGES)


def rows(settings: Settings, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = read_table(settings.out, table).to_pylist()
    return found


def test_documents_that_harm_their_worker_are_given_up_and_the_others_are_as_without_them(settings: Settings) -> None:
    build(settings)
    alone = {table: rows(settings, table) for table in ("documents", "sections", "mentions")}
    assert len(alone["mentions"]) >= 2
    reasons = {
        "HANG": "takes more than 2 s: split the file or raise limits.seconds",
        "SLEEP": "takes more than 2 s: split the file or raise limits.seconds",
        "EAT": "needs more than 800 MB of memory: split the file or raise limits.memory_mb",
        "CRASH": "crashes the program that reads it: save it again with another program",
    }
    for order in reasons:
        (settings.raw / f"mauvais {order}.txt").write_text(f"{order} à Quimper.", encoding="utf-8")
    build(settings)
    rejections = {str(row["doc_id"]).split("-")[1].upper(): row for row in rows(settings, "rejections")}
    assert {order: (row["stage"], row["reason"]) for order, row in rejections.items()} == {o: ("extract", r) for o, r in reasons.items()}
    assert {order: row["detail"] for order, row in rejections.items() if row["detail"]} == {"CRASH": "signal SIGSEGV"}
    assert {table: [r for r in rows(settings, table) if "mauvais" not in str(r["doc_id"])] for table in alone} == alone
    assert build(settings).done == []


def test_a_bug_in_a_worker_stops_the_build_with_its_trace(settings: Settings) -> None:
    (settings.raw / "mauvais.txt").write_text("FAIL à Quimper.", encoding="utf-8")
    with pytest.raises(BuildError, match=r"the model failed on .*mauvais\.txt.*ZeroDivisionError") as stopped:
        build(settings)
    assert "recognisers.py" in str(stopped.value.__cause__)


def test_a_model_that_cannot_be_loaded_stops_the_build(settings: Settings) -> None:
    with pytest.raises(BuildError, match=r"model 'tests\.execution\.recognisers:none' cannot be loaded"):
        build(settings.model_copy(update={"model": "tests.execution.recognisers:none"}))


def test_a_worker_that_somebody_kills_is_begun_anew(settings: Settings) -> None:
    (settings.raw / "kill.txt").write_text("ONCE à Quimper.", encoding="utf-8")
    build(settings)
    assert rows(settings, "rejections") == []
    assert len(rows(settings, "documents")) == 3


def test_a_machine_that_starts_no_process_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(BuildError, match=r"no worker process can be started \(Resource temporarily unavailable\): make room in"):
        build(settings)


def test_who_is_to_blame_for_a_death() -> None:
    plan_job = Job(shard=None, steps=("clean",))  # type: ignore[arg-type]
    assert blame(plan_job, Death("clean", "a", "signal SIGSEGV"), 1) == plan_job
    (verdict,) = blame(plan_job, Death("clean", "a", "signal SIGSEGV"), 2).verdicts
    assert (verdict.step, verdict.doc_id, verdict.detail) == ("clean", "a", "signal SIGSEGV")
    assert blame(plan_job, Death("clean", "a", "", "takes more"), 1).verdicts == (Verdict("clean", "a", "takes more"),)
    assert blame(plan_job, Death("extract", BATCH, "signal SIGKILL"), 1).is_apart
    assert blame(plan_job, Death("", "", "exit code 1"), TRIES - 1) == plan_job
    with pytest.raises(BuildError, match=r"ended 3 times \(exit code 1; out of memory\?\): run again with fewer JOBS="):
        blame(plan_job, Death("", "", "exit code 1"), TRIES)


def test_no_worker_outlives_a_build_that_is_killed(settings: Settings) -> None:
    (settings.raw / "mauvais.txt").write_text("HANG à Quimper.", encoding="utf-8")
    slow = {"PIPELINE_LIMITS__SECONDS": "60", "PIPELINE_MODEL": settings.model, "PIPELINE_OCR": "off"}
    command = [sys.executable, "-m", "pipeline", "run", "--raw", str(settings.raw), "--out", str(settings.out), "--jobs", "2"]
    running = subprocess.Popen(command, env={**os.environ, **slow}, stderr=subprocess.DEVNULL)
    workers: list[psutil.Process] = []
    for _ in range(200):
        workers = psutil.Process(running.pid).children(recursive=True)
        if workers and workers[0].cpu_times().user > 1:
            break
        time.sleep(0.1)
    assert workers
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert psutil.wait_procs(workers, timeout=10)[1] == []


def test_a_pdf_that_kills_who_looks_for_scans_in_it_is_no_scan(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "formes.pdf").write_bytes(forms_of_forms())
    (tmp_path / "dessin.pdf").write_bytes(drawing())
    with closing(Supervisor(settings)) as worker:
        assert not worker.is_scan(tmp_path / "formes.pdf")
        assert worker.is_scan(tmp_path / "dessin.pdf")
        assert not worker.is_scan(tmp_path / "rien.pdf")
