"""Shards run on this machine: in worker processes that can be killed, or in this one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue

from pipeline.execution.jobs import Job, Outcome, Tools
from pipeline.execution.stages import run_shard
from pipeline.execution.supervisor import Supervisor
from pipeline.settings import Settings


def run_jobs(jobs: Sequence[Job], settings: Settings, tools: Tools | None = None) -> Iterator[Outcome]:
    """Do all jobs, the largest shards first, in no promised order of results.

    With ``tools`` given they are done in this process, where nothing can be killed: for tests and for tools that look on.
    """
    ordered = sorted(jobs, key=lambda job: (-job.shard.byte_count, job.shard.ids))
    if tools is not None:
        yield from (run_shard(job, settings, tools) for job in ordered)
        return
    count = min(settings.jobs, len(ordered))
    if not count:
        return
    idle: SimpleQueue[Supervisor] = SimpleQueue()
    workers = [Supervisor(settings) for _ in range(count)]
    for worker in workers:
        idle.put(worker)

    def run(job: Job) -> Outcome:
        worker = idle.get()
        try:
            return worker.run(job)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(count)
    try:
        for future in as_completed([pool.submit(run, job) for job in ordered]):
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()
        pool.shutdown()
