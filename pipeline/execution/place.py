"""Where a worker is at work, in memory that it shares with its supervisor: to say it costs a hundredth of what a message does."""

from __future__ import annotations

import os
from mmap import mmap
from struct import Struct
from typing import NamedTuple

SLOT = 16_384
"""Bytes for a step and a document, which is named after its path."""
COUNT, HEAD = Struct("=Q"), Struct("=HH")


class At(NamedTuple):
    """A place, and which it is of those since the worker was started."""

    number: int = 0
    step: str = ""
    doc_id: str = ""


class Place:
    """The place, in a file of its own. It is written to where it was not read from last, and the count after it: whoever dies
    in between has said nothing.
    """

    def __init__(self, file: int) -> None:
        os.pwrite(file, bytes(3 * SLOT), 0)  # on a full disk this fails; to touch a page that is not there would end the process
        self._memory = mmap(file, 3 * SLOT)
        self._count = 0

    def write(self, step: str, doc_id: str) -> None:
        """Say where work begins; an empty ``step`` is what lies between documents."""
        self._count += 1
        first, second = step.encode(), doc_id.encode(errors="replace")[: SLOT - 100]
        start = SLOT * (1 + self._count % 2)
        HEAD.pack_into(self._memory, start, len(first), len(second))
        self._memory[start + HEAD.size : start + HEAD.size + len(first) + len(second)] = first + second
        COUNT.pack_into(self._memory, 0, self._count)

    def read(self) -> At:
        """Where work began last."""
        while True:
            (count,) = COUNT.unpack_from(self._memory)
            start = SLOT * (1 + count % 2)
            first, second = HEAD.unpack_from(self._memory, start)
            data = self._memory[start + HEAD.size : start + HEAD.size + first + second]
            if COUNT.unpack_from(self._memory)[0] == count:  # else the slot may be written to at this moment
                return At(count, data[:first].decode(errors="replace"), data[first:].decode(errors="replace"))
