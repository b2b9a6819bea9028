"""Work done on this machine: in worker processes that can be killed, or in this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager
from functools import cached_property, partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.execution.jobs import Job, Outcome, Tools
from pipeline.execution.spread import Workers
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.execution.supervisor import Supervisor

T = TypeVar("T")
R = TypeVar("R")


class Local:
    """Worker processes, each started when it is first needed and kept, with what it has loaded, until all is done."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._are_many = False

    @cached_property
    def _workers(self) -> list[Supervisor]:
        from pipeline.execution.supervisor import Supervisor  # what watches a process is not loaded by a build with nothing to do

        return [Supervisor(self.settings) for _ in range(self.settings.jobs)]

    def prepare(self, is_first: bool) -> None:
        """Start workers, one where documents have been read before: while they load, the raw folder can be looked at."""
        for worker in self._workers if is_first else self._workers[:1]:
            worker.prepare()

    def run_jobs(self, jobs: Sequence[Job], settings: Settings) -> Iterator[Outcome]:
        """Do all jobs, the largest shards first, in no promised order of results."""
        if jobs:
            yield from self._give_out(lambda worker, job: worker.run(job), in_order(jobs), self._workers[: len(jobs)])

    def spread(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        """A function on many things: by the workers that have been started, for to start another takes longer than what is asked;
        by as many as there may be where documents are many.
        """
        started = [worker for worker in self._workers if worker.is_started]

        def call(worker: Supervisor, item: T) -> Any:
            return worker.call(function, item)

        todo = list(items)
        yield from self._give_out(call, todo, self._workers[: len(todo)] if self._are_many else started or self._workers[:1])

    def renew(self) -> None:
        """End the workers that have read many documents: what is left to be done needs nothing of what they hold, and room of its own."""
        self.close()
        self._are_many = True

    def _give_out(self, do: Callable[[Supervisor, T], R], items: Sequence[T], workers: Sequence[Supervisor]) -> Iterator[R]:
        """Each thing to a worker that has nothing to do, until all is done or something fails: then all workers are ended."""
        if not items:
            return
        idle: SimpleQueue[Supervisor] = SimpleQueue()
        for worker in workers:
            idle.put(worker)

        def run(item: T) -> R:
            worker = idle.get()
            try:
                return do(worker, item)
            finally:
                idle.put(worker)

        pool = ThreadPoolExecutor(len(workers))
        is_done = False
        try:
            for future in as_completed([pool.submit(run, item) for item in items]):
                yield future.result()
            is_done = True
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if not is_done:
                self.close()
            pool.shutdown()

    def close(self) -> None:
        """End all workers; others take their place when there is something to do again."""
        for worker in self.__dict__.pop("_workers", ()):
            worker.close()


@contextmanager
def open_local(settings: Settings, tools: Tools | None = None) -> Iterator[Workers]:
    """Workers on this machine: processes, or with ``tools`` this one, where nothing can be killed: for tests and for tools that look on."""
    if tools:
        yield Workers(partial(run_here, tools))
        return
    with closing(Local(settings)) as local:
        yield Workers(local.run_jobs, resolve=local.spread, publish=local.spread, prepare=local.prepare, renew=local.renew)


def run_here(tools: Tools, jobs: Sequence[Job], settings: Settings) -> Iterator[Outcome]:
    """All jobs in this process."""
    from pipeline.execution.stages import run_shard

    return (run_shard(job, settings, tools) for job in in_order(jobs))


def in_order(jobs: Sequence[Job]) -> list[Job]:
    """The largest shards first, so that no worker is left with one in the end."""
    return sorted(jobs, key=lambda job: (-job.shard.byte_count, job.shard.ids))
