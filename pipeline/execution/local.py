"""Shards run on this machine: one after another, or in worker processes."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context

from pipeline.errors import BuildError
from pipeline.execution.shards import Shard
from pipeline.execution.stages import Outcome, Tools, run_shard
from pipeline.settings import Settings


def run_shards(shards: Sequence[Shard], stages: Sequence[str], settings: Settings, tools: Tools) -> Iterator[Outcome]:
    """Run all shards, largest first, in no promised order of results."""
    ordered = sorted(shards, key=lambda s: (-s.byte_count, s.ids))
    workers = min(settings.jobs, len(ordered))
    if workers < 2:
        for shard in ordered:
            yield run_shard(shard, stages, settings, tools)
        return
    # linear algebra threads would fight the workers for the same cores; spawned children inherit this
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=quiet_libraries) as pool:
        running = {pool.submit(_run_in_worker, shard, tuple(stages), settings): shard for shard in ordered}
        try:
            for future in as_completed(running):
                yield future.result()
        except BrokenProcessPool:
            raise BuildError("a worker process died (out of memory?): run again with fewer JOBS=; what was finished is kept") from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def quiet_libraries() -> None:
    """Silence what libraries say of each glyph that they do not know; a document that fails still says so."""
    logging.basicConfig(level=logging.ERROR)


def _run_in_worker(shard: Shard, stages: tuple[str, ...], settings: Settings) -> Outcome:
    return run_shard(shard, stages, settings, _worker_tools(settings.model))


@cache
def _worker_tools(model: str) -> Tools:
    """Loaded once in each worker."""
    return Tools(model)
