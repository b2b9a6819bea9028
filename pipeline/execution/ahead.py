"""What the join over all documents needs, made ready while the workers are busy: this process only waits for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from pipeline.execution.jobs import Tools
from pipeline.execution.shards import Shard, step_folder
from pipeline.execution.stages import read_results
from pipeline.files import file_names
from pipeline.records import DocumentNames

HELD = 20_000
"""Documents whose names are held in memory, some 7 kB each. More are resolved in pieces, which takes two to three times as long."""


class NamesAhead:
    """The names of all documents; those of shards that are done are read in the background."""

    def __init__(self, shards: Sequence[Shard], out: Path, tools: Tools) -> None:
        self.tools = tools
        self._shards = shards
        self._out = out
        self._pool = ThreadPoolExecutor(1)
        self._pool.submit(_load, tools)
        self._read: dict[int, Future[list[DocumentNames]]] = {}
        self.look()

    def look(self) -> None:
        """Begin to read what was done since the last look."""
        stand = file_names(step_folder(self._out, "names"))
        for n, shard in enumerate(self._shards):
            if n not in self._read and shard.path(self._out, "names").name in stand:
                self._read[n] = self._pool.submit(read_names, shard, self._out)

    def __iter__(self) -> Iterator[DocumentNames]:
        """Document by document, when the workers are done."""
        for n, shard in enumerate(self._shards):
            read = self._read.pop(n, None)
            yield from read.result() if read else read_names(shard, self._out)

    def close(self) -> None:
        """Read nothing more."""
        self._pool.shutdown(cancel_futures=True)


def read_names(shard: Shard, out: Path) -> list[DocumentNames]:
    """The names in the documents of a shard."""
    return [result.records[0] for result in read_results(shard, "names", out) if not result.is_given_up]


def _load(tools: Tools) -> None:
    """Load what takes longest: the code of the join, and the registers."""
    import pipeline.normalise
    import pipeline.publish

    assert pipeline.normalise and pipeline.publish and tools.registers
