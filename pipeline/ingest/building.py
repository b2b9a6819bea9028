"""The text of a document under construction, with the place of each line in it."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.offsets import shift_line
from pipeline.records import Line


class TextBuilder:
    """Lines go in, one string with blank lines between blocks and the lines' offsets come out.

    >>> builder = TextBuilder()
    >>> builder.add("Contexte", Line(0, 8)); builder.end_block(); builder.add("La ville", Line(0, 8))
    >>> builder.text, [(line.start, line.end) for line in builder.lines]
    ('Contexte\\n\\nLa ville', [(0, 8), (10, 18)])
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._separator = ""
        self.lines: list[Line] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def next_start(self) -> int:
        """Where the next line will start."""
        return self._length + len(self._separator)

    def add(self, text: str, line: Line) -> None:
        """Append one line; ``line`` has its offsets from 0."""
        self.put(text, replace(shift_line(line, self.next_start), end=self.next_start + len(text)))

    def put(self, text: str, line: Line) -> None:
        """Append one line, whose offsets start at ``next_start``."""
        self._parts += (self._separator, text)
        self.lines.append(line)
        self._length += len(self._separator) + len(text)
        self._separator = "\n"

    def end_block(self) -> None:
        """What follows is another paragraph, cell or box."""
        if self._parts:
            self._separator = "\n\n"
