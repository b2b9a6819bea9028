"""On a Dask cluster, in an object store, whatever dies half-way: the same bytes as from one process here."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measuring.nodes import Nodes
from pipeline.errors import BuildError, CorpusChangedError, DamagedFileError
from pipeline.execution import cluster
from pipeline.execution.build import ALL_STAGES, Report, make_plan, run_plan
from pipeline.execution.spread import Workers
from pipeline.remote import to_path
from pipeline.settings import Settings
from tests.execution.conftest import MODEL, hashes

pytest.importorskip("distributed", reason="the extra cluster is not installed")
Make = Callable[[str], Settings]
StartNode = Callable[[], "subprocess.Popen[bytes]"]


def build(settings: Settings, workers: cluster.Cluster, after_first: Callable[[], object] = lambda: None) -> Report:
    """Build; ``after_first`` is called when the first shard is done."""
    called: list[object] = []

    def watch(_: Report) -> None:
        if not called:
            called.append(after_first())

    plan = make_plan(settings, workers.spread)
    return run_plan(plan, settings, ALL_STAGES, watch=watch, workers=Workers(workers.run_jobs, workers.spread, workers.spread))


def test_two_processes_give_the_bytes_of_one(letter_settings: Make, serial: dict[str, str]) -> None:
    settings = letter_settings("two").model_copy(update={"jobs": 2})
    run_plan(make_plan(settings), settings, ALL_STAGES)
    assert hashes(settings.out) == serial


def test_dask_on_this_machine_with_a_worker_killed(letter_settings: Make, serial: dict[str, str]) -> None:
    settings = letter_settings("dask")
    with cluster.open_cluster(None, 1) as workers:
        victim = workers.client.run(os.getpid).popitem()[1]
        report = build(settings, workers, lambda: os.kill(victim, signal.SIGKILL))
        assert hashes(settings.out) == serial
        assert report.seen >= 8
        assert build(settings, workers).done == []


def test_in_an_object_store_with_a_node_killed(
    letter_settings: Make, serial: dict[str, str], letters: Path, bucket: str, scheduler: str, start_node: StartNode, processes: Nodes
) -> None:
    raw, out = to_path(f"{bucket}/raw"), to_path(f"{bucket}/out")
    for path in letters.rglob("*.*"):
        (raw / path.relative_to(letters).as_posix()).write_bytes(path.read_bytes())
    settings = letter_settings("s3").model_copy(update={"raw": raw, "out": out})
    first, _ = start_node(), start_node()
    with cluster.open_cluster(scheduler, 1) as workers:
        workers.client.wait_for_workers(2, timeout=60)
        build(settings, workers, lambda: processes.kill(first))
        assert hashes(out) == serial
        assert not (out / "stages" / ".lock").exists()
    assert run_plan(make_plan(settings), settings, ALL_STAGES).done == []


def test_a_driver_that_is_killed_is_gone_on_from(
    letter_settings: Make, serial: dict[str, str], scheduler: str, start_node: StartNode, processes: Nodes
) -> None:
    settings = letter_settings("driver")
    start_node()
    command = ("pipeline", "run", "--raw", str(settings.raw), "--out", str(settings.out), "--on", "dask", "--scheduler", scheduler)
    environment = {"PIPELINE_MODEL": MODEL, "PIPELINE_OCR": "off", "PIPELINE_SHARD_BYTES": "1000"}
    driver = processes.start(*command, **environment)
    finished = settings.out / "stages" / "rows"
    while not (finished.is_dir() and any(finished.glob("[!.]*.parquet"))):
        assert driver.poll() is None, "the build ended before it could be killed"
        time.sleep(0.02)
    processes.kill(driver)
    assert not (settings.out / "documents.parquet").exists()
    assert processes.start(*command, **environment).wait(timeout=120) == 0
    assert hashes(settings.out) == serial


@pytest.fixture(scope="module")
def threads() -> Iterator[cluster.Cluster]:
    """A cluster of one thread of this process."""
    from distributed import Client

    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=":0") as client:
        yield cluster.Cluster(client)


def test_no_more_tasks_are_given_out_than_can_be_worked_on(threads: cluster.Cluster) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    ahead = [len(taken) - done for done, _ in enumerate(threads.spread(abs, numbers()))]
    assert len(ahead) == len(taken) == 50
    assert max(ahead) <= cluster.AHEAD


def test_a_task_that_goes_on_failing_stops_the_build_and_is_named(threads: cluster.Cluster) -> None:
    def fail(_: object) -> None:
        raise OSError("disk full")

    with pytest.raises(BuildError, match=r"'mai\.txt' failed 3 times: .*disk full"):
        list(threads.spread(fail, ["mai.txt"]))


def test_documents_that_kill_every_worker_are_named(threads: cluster.Cluster) -> None:
    from distributed import KilledWorker

    class Lost:
        status = "error"

        def result(self) -> None:
            raise KilledWorker("task", None, 4)

    with pytest.raises(BuildError, match=r"every worker died that was given lettres/mai\.txt"):
        threads.result(Lost(), "lettres/mai.txt")


def test_without_workers_the_build_stops(threads: cluster.Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody:
        def wait_for_workers(self, count: int, timeout: float) -> None:
            raise TimeoutError

        def cancel(self, futures: list[Any]) -> None:
            assert not futures

    with pytest.raises(BuildError, match="no Dask worker for 600 s"):
        list(cluster.Cluster(Nobody()).spread(abs, [1]))


def test_a_worker_of_another_version_is_refused(threads: cluster.Cluster, letter_settings: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = letter_settings("version")
    monkeypatch.setattr(cluster, "worker_versions", lambda _: ("another",))
    with pytest.raises(BuildError, match="has another version of the pipeline"):
        build(settings, threads)
    assert not (settings.out / "documents.parquet").exists()


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BuildError, match="no Dask scheduler answers at nowhere"), cluster.open_cluster("nowhere", 1):
        pass


@pytest.mark.parametrize("error", [DamagedFileError(Path("a.parquet")), CorpusChangedError("mai.txt")])
def test_errors_travel_whole(error: BuildError) -> None:
    import pickle

    again = pickle.loads(pickle.dumps(error))
    assert (str(again), vars(again)) == (str(error), vars(error))
