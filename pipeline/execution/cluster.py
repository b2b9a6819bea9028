"""Shards run on a Dask cluster: plain futures, a bounded number of them at a time, results that are small.

Files are written by the workers and skipped where they exist, so that a lost worker, node or driver costs
only what was under way. Nothing but this module knows Dask.
"""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from pipeline.errors import BuildError
from pipeline.execution.jobs import Job, Outcome
from pipeline.execution.local import in_order
from pipeline.execution.shards import step_versions
from pipeline.execution.starting import quiet_libraries
from pipeline.execution.supervisor import Supervisor
from pipeline.ingest.engine import find_engine
from pipeline.settings import Settings

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2
"""Tasks given out for each thread of a worker: one at work, one waiting, so that memory stays bounded however long the list."""
RETRIES = 2
"""Of a task that failed on something that is not the build's: a full disk, a store that does not answer."""
PATIENCE = 600.0
"""Seconds to wait for a worker when there is none."""
LOOK_SECONDS = 5.0
"""Between two looks at how many workers there are."""


class Cluster:
    """The workers of a Dask cluster."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self._threads = 0
        self._looked = 0.0

    def run_jobs(self, jobs: Sequence[Job], settings: Settings) -> Iterator[Outcome]:
        """Do all jobs, the largest shards first, in no promised order of results."""
        engine = find_engine(settings.ocr)
        work = partial(run_job, settings=settings, ocr=engine.version if engine else None)
        for result in self.map(work, in_order(jobs), name_job):
            if isinstance(result, Failure):
                raise result.error from result.cause
            yield result

    def spread(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        """A function on many things, on the workers."""
        return self.map(function, items, repr)

    def map(self, function: Callable[[T], R], items: Iterable[T], name: Callable[[T], str]) -> Iterator[R]:
        """Results as they come; ``name`` says what a task was about that no worker survived."""
        from distributed import wait

        waiting = iter(items)
        running: dict[Any, T] = {}
        try:
            while True:
                for item in islice(waiting, max(0, self.room() - len(running))):
                    running[self.client.submit(function, item, pure=False, retries=RETRIES)] = item
                if not running:
                    return
                try:
                    done = wait(list(running), timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    continue  # room() sees whether there is still a worker
                for future in done:
                    yield self.result(future, name(running.pop(future)))
        finally:
            self.client.cancel(list(running))

    def room(self) -> int:
        """How many tasks may be under way; workers come and go."""
        if monotonic() - self._looked > LOOK_SECONDS or not self._threads:
            try:
                self.client.wait_for_workers(1, timeout=PATIENCE)
                self._threads = sum(self.client.nthreads().values())
            except TimeoutError:
                raise BuildError(f"no Dask worker for {PATIENCE:.0f} s: start some and run again; what was finished is kept") from None
            except (OSError, RuntimeError) as error:
                raise lost_scheduler(error) from None
            self._looked = monotonic()
        return AHEAD * self._threads

    def result(self, future: Any, name: str) -> Any:
        """What a task gave."""
        from distributed import CancelledError, KilledWorker

        try:
            return future.result()
        except KilledWorker:
            raise BuildError(f"every worker died that was given {name}: give workers more memory, or set these files apart") from None
        except (CancelledError, OSError) as error:
            if future.status != "error":
                raise lost_scheduler(error) from None
            raise BuildError(f"{name} failed {RETRIES + 1} times: {error!r}") from error


def lost_scheduler(error: BaseException) -> BuildError:
    """The message for a scheduler that went away."""
    return BuildError(f"the Dask scheduler went away ({error!r}): start it and run again; what was finished is kept")


@contextmanager
def open_cluster(scheduler: str | None, jobs: int) -> Iterator[Cluster]:
    """The cluster of a running scheduler, or one on this machine with as many workers as jobs."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise BuildError(f"Dask is not installed ({error.name}): pip install '.[cluster]'") from None
    logging.getLogger("distributed").setLevel(logging.ERROR)  # it tells of each worker that comes and goes
    if scheduler:
        try:
            client = Client(scheduler, timeout="30s")
        except (OSError, ValueError) as error:
            raise BuildError(f"no Dask scheduler answers at {scheduler} ({error}): start it with `dask scheduler`") from None
        with client:
            yield Cluster(client)
        return
    with (
        LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            memory_limit=0,  # documents are held to limits.memory_mb by those who read them
            dashboard_address=None,
            host="127.0.0.1",
            silence_logs=logging.ERROR,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield Cluster(client)


def name_job(job: Job) -> str:
    """The documents of a job."""
    return ", ".join(file.source_path for file in job.shard.files)


# --- on the worker -----------------------------------------------------------------------------


class Failure:
    """Why a job stops the build: a result, for Dask would try again what raises, and lose where it arose."""

    def __init__(self, error: BuildError) -> None:
        self.error = error
        self.cause = error.__cause__


class Pool:
    """The processes that do a Dask worker's jobs, one a thread, each with the model loaded."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[Supervisor] = []
        self._settings: Settings | None = None

    def run(self, job: Job, settings: Settings) -> Outcome:
        """Do a job; what a build with other settings left is ended first."""
        with self._lock:
            if settings != self._settings:
                for worker in self._idle:
                    worker.close()
                self._idle, self._settings = [], settings
            worker = self._idle.pop() if self._idle else Supervisor(settings)
        try:
            return worker.run(job)
        finally:
            with self._lock:
                if settings == self._settings:
                    self._idle.append(worker)
                else:
                    worker.close()


POOL = Pool()


def run_job(job: Job, settings: Settings, ocr: str | None) -> Outcome | Failure:
    """A job on a worker, which must be of the driver's own version: its files are named after it."""
    quiet_libraries()
    try:
        if job.shard.versions != worker_versions(settings.model_dump_json()) or ocr != worker_ocr(settings.ocr):
            raise BuildError(
                f"the worker on {socket.gethostname()} has another version of the pipeline, of a library, of Python, of the model or of "
                "Tesseract than the one that starts the build: install the same everywhere"
            )
        return POOL.run(job, settings)
    except BuildError as error:
        return Failure(error)


@cache
def worker_versions(settings: str) -> tuple[str, ...]:
    """The versions of the steps here."""
    return tuple(step_versions(Settings.model_validate(json.loads(settings))))  # as from pipeline.toml: of JSON no path is taken


@cache
def worker_ocr(setting: str) -> str | None:
    """The version of what reads scans here."""
    engine = find_engine(setting)
    return engine.version if engine else None
