"""A worker process and who watches it: what takes too long or too much memory is killed from outside, and begun anew without it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import msgspec
import psutil

from pipeline.errors import BuildError, CorpusChangedError, DamagedFileError
from pipeline.execution.jobs import BATCH, Call, Job, Load, Look, Outcome, Verdict
from pipeline.execution.messages import Changed, Damaged, Done, Given, Message, Seen, Stopped, decode_message
from pipeline.execution.place import At, Place
from pipeline.execution.starting import ENVIRONMENT
from pipeline.remote import to_path
from pipeline.settings import Settings

T = TypeVar("T")
LOOK_SECONDS = 0.1
"""Between two looks at a worker that says nothing."""
WAITING = 4
"""Times the limit of seconds of work that a document may take on the clock: it may wait for disks and for other programs."""
TRIES = 3
"""Of a worker that ends by itself between documents."""
MEGABYTE = 1 << 20


class WorkerError(Exception):
    """Where in a worker process an error arose."""


@dataclass(frozen=True, slots=True)
class Death:
    """How a worker ended, and what it was working on."""

    step: str
    doc_id: str
    detail: str
    reason: str | None = None
    """Why it was killed; None where it ended by itself."""


class Supervisor:
    """One worker process, started when it is first needed and again after each death."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._place: Place | None = None
        self._is_closed = False

    @property
    def is_started(self) -> bool:
        """Whether the worker is there, with what it has loaded."""
        return self._process is not None

    def prepare(self) -> None:
        """Start the worker, and have it load what documents need."""
        if self._process is None and not self._is_closed:
            self._start()
            assert self._connection
            with suppress(OSError):  # as in ``_try``
                self._connection.send(Load())

    def run(self, job: Job) -> Outcome:
        """Do a job, whatever its documents do to the worker."""
        deaths: Counter[tuple[str, str]] = Counter()
        while True:
            match self._obtain(job):
                case Done(outcome):
                    return outcome
                case Death(step, doc_id) as death:
                    deaths[step, doc_id] += 1
                    job = blame(job, death, deaths[step, doc_id])

    def call(self, function: Callable[[T], Any], item: T) -> Any:
        """What a function gives for something."""
        for _ in range(TRIES):
            match self._obtain(Call(function, item)):
                case Given(value):
                    return value
                case Death() as death:
                    why = death.detail
        raise ended(why)

    def _obtain(self, order: Job | Call) -> Message | Death:
        """What comes of an order but for what stops the build, which is raised."""
        match self._try(order):
            case Stopped(message, trace):
                raise BuildError(message) from (WorkerError(trace) if trace else None)
            case Damaged(path):
                raise DamagedFileError(to_path(path))
            case Changed(source_path):
                raise CorpusChangedError(source_path)
            case Death() as death:
                return death
            case message:
                self._rest()
                return message

    def close(self) -> None:
        """End the worker for good."""
        self._is_closed = True
        self._end()

    def is_scan(self, path: Path) -> bool:
        """Whether OCR reads pages of a PDF; of one that kills who looks at it that is said when it is read."""
        fate = self._try(Look(path))
        return isinstance(fate, Seen) and fate.is_scan

    def _try(self, order: Job | Look | Call) -> Message | Death:
        if self._is_closed:
            raise BuildError("the build was stopped")
        if self._process is None:
            self._start()
        assert self._connection
        assert self._place
        before = self._place.read()
        with suppress(OSError):  # a worker that ended meanwhile is found when it is listened to
            self._connection.send(order)
        return self._listen(self._place, before)

    def _start(self) -> None:
        try:
            self._start_process()
        except OSError as error:
            where = f"make room in {tempfile.gettempdir()}, or end other programs"
            raise BuildError(f"no worker process can be started ({error.strerror or error}): {where}; what was finished is kept") from error

    def _start_process(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile() as board:
            self._place = Place(board.fileno())
            shared = (theirs.fileno(), board.fileno())
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pipeline.execution.worker", *map(str, shared)],
                stdin=subprocess.PIPE,  # ends with this process, and the worker with it
                pass_fds=shared,
                env={**ENVIRONMENT, **os.environ, "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,  # so that what it started can be killed with it
            )
        self._connection = Connection(ours.detach())
        with suppress(OSError):
            self._connection.send(self.settings)

    def _listen(self, place: Place, before: At) -> Message | Death:
        """What the worker says in the end, or how it ended."""
        assert self._connection
        connection = self._connection
        at = before
        watched: Watched | None = None
        while True:
            try:
                if connection.poll(LOOK_SECONDS):
                    message: Message = decode_message(connection.recv_bytes())
                    return message
            except (EOFError, OSError, msgspec.DecodeError):
                at = place.read()
                step, doc_id = ("", "") if at == before else at[1:]
                return Death(step, doc_id, self._end())
            if (now := place.read()) != at:
                at, watched = now, None
            if at.step and at != before:
                watched = watched or self._look()
                if watched and (reason := self._excess(watched)):
                    self._end()
                    return Death(at.step, at.doc_id, "", reason)

    def _look(self) -> Watched | None:
        assert self._process
        with suppress(psutil.Error):
            process = psutil.Process(self._process.pid)
            return Watched(process, monotonic(), work_seconds(process))
        return None

    def _excess(self, watched: Watched) -> str | None:
        """What the worker has too much of."""
        limits = self.settings.limits
        with suppress(psutil.Error):
            if watched.process.memory_info().rss > limits.memory_mb * MEGABYTE:
                return f"needs more than {limits.memory_mb:,} MB of memory: split the file or raise limits.memory_mb"
            waited = monotonic() - watched.since > WAITING * limits.seconds
            if waited or work_seconds(watched.process) - watched.work > limits.seconds:
                return f"takes more than {limits.seconds:,} s: split the file or raise limits.seconds"
        return None

    def _rest(self) -> None:
        """Between two jobs: a worker that has grown large is replaced, so that no document pays for those before it."""
        assert self._process
        with suppress(psutil.Error):
            if 2 * psutil.Process(self._process.pid).memory_info().rss > self.settings.limits.memory_mb * MEGABYTE:
                self._end()

    def _end(self) -> str:
        """Kill the worker and what it started; how it ended."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is None or connection is None:
            return ""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        connection.close()
        if process.stdin:
            process.stdin.close()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


@dataclass(frozen=True, slots=True)
class Watched:
    """A worker when it was first seen to be at work on a document."""

    process: psutil.Process
    since: float
    work: float


def work_seconds(process: psutil.Process) -> float:
    """Processor time of a process: how busy the machine is does not matter."""
    times = process.cpu_times()
    return float(times.user + times.system)


def blame(job: Job, death: Death, times: int) -> Job:
    """The job as it is to be tried again, after a worker died so many times at one place."""
    if not death.step:
        if times < TRIES:
            return job
        raise ended(death.detail)
    if death.doc_id == BATCH:
        return replace(job, is_apart=True)
    if death.reason is None and times < 2:
        return job  # somebody else may have killed it
    reason = death.reason or "crashes the program that reads it: save it again with another program"
    return replace(job, verdicts=(*job.verdicts, Verdict(death.step, death.doc_id, reason, death.detail)))


def ended(how: str) -> BuildError:
    """The message for a worker that ends again and again on no document's account."""
    why = f"{how}; out of memory?"
    return BuildError(f"a worker process ended {TRIES} times ({why}): run again with fewer JOBS=; what was finished is kept")
