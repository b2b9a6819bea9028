"""What the join over all documents needs, made ready while the workers are busy: this process only waits for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from pipeline.execution.jobs import Tools
from pipeline.execution.shards import Shard, step_folder
from pipeline.files import file_names
from pipeline.records import DocumentNames
from pipeline.storage import read_records

HELD = 20_000
"""Documents whose names are held in memory, some 7 kB each. More are resolved in pieces, which takes two to three times as long."""


class NamesAhead:
    """The names of all documents; those of shards that are done are read in the background."""

    def __init__(self, shards: Sequence[Shard], out: Path, tools: Tools) -> None:
        self.tools = tools
        self._shards = shards
        self._out = out
        self._pool = ThreadPoolExecutor(1)
        for module in ("pipeline.normalise", "pipeline.publish"):
            self._pool.submit(import_module, module)
        self._pool.submit(lambda: tools.registers)
        self._read: dict[int, Future[list[DocumentNames]]] = {}
        self.look()

    def look(self) -> None:
        """Begin to read what was done since the last look."""
        stand = file_names(step_folder(self._out, "names"))
        for n, shard in enumerate(self._shards):
            path = shard.path(self._out, "names")
            if n not in self._read and path.name in stand:
                self._read[n] = self._pool.submit(read_records, path, DocumentNames)

    def __iter__(self) -> Iterator[DocumentNames]:
        """Document by document, when the workers are done."""
        for n, shard in enumerate(self._shards):
            read = self._read.pop(n, None)
            yield from read.result() if read else read_records(shard.path(self._out, "names"), DocumentNames)

    def close(self) -> None:
        """Read nothing more."""
        self._pool.shutdown(cancel_futures=True)
