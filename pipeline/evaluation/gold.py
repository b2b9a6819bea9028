"""Annotations made by hand: one JSONL file per annotated range of a source file.

The first record says what was annotated: ``{"kind": "range", "file": "…", "lines": [[first, last], …]}``
(lines from 1, both ends included). Every other record has ``kind`` and the ``line`` it begins on; ``raw``
is the exact text in the source, found from that line on; records of a line that are alike are its occurrences
in their order (``col`` gives the column where that would not do).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import BuildError

OPEN_FLAGS = frozenset({"diagram", "generic", "ignore", "implicit", "implied", "lost", "optional", "paragraph", "source_typo"})
"""Flags of records that a build may have or not."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation. ``start`` is -1 where its ``raw`` does not stand in the source."""

    kind: str
    line: int
    start: int
    end: int
    record: dict[str, Any]

    @property
    def flag(self) -> str | None:
        """Why the annotation is special, if it is."""
        value: str | None = self.record.get("flag")
        return value

    @property
    def is_open(self) -> bool:
        """Whether a build may have it or not."""
        return self.flag in OPEN_FLAGS

    def __getitem__(self, column: str) -> Any:
        return self.record.get(column)


class GoldRange:
    """The annotations of one file and the part of its source that they cover."""

    def __init__(self, path: Path, corpus: Path) -> None:
        with path.open(encoding="utf-8") as lines:
            records = [msgspec.json.decode(line, type=dict[str, Any]) for line in lines if not line.isspace()]
        if not records or records[0].get("kind") != "range":
            raise BuildError(f"{path}: the first record must be the range")
        self.name = path.stem
        self.file: str = records[0]["file"]
        source = corpus / self.file
        if not source.is_file():
            raise BuildError(f"{path}: {source} is not there; give the folder of the annotated files")
        self.text = source.read_text(encoding="utf-8")
        self._lines = [0, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]
        self._spans = [(self._lines[a - 1], self._end_of(b)) for a, b in records[0]["lines"]]
        seen: Counter[tuple[object, ...]] = Counter()
        self.marks = [self._place(record, seen) for record in records[1:]]

    def _end_of(self, line: int) -> int:
        return self._lines[line] if line < len(self._lines) else len(self.text)

    def _place(self, record: dict[str, Any], seen: Counter[tuple[object, ...]]) -> Mark:
        """A record with the place of its raw text, that of its line when it has none."""
        kind: str = record["kind"]
        line: int = record["line"]
        raw: str | None = record.get("raw")
        start = end = self._lines[line - 1]
        if raw and record.get("col") is not None:
            start += record["col"]
        elif raw:
            same = (kind, line, raw, record.get("label"))
            start = self._occurrence(raw, start, seen[same])
            seen[same] += 1
        if raw:
            end = start + len(raw)
        return Mark(kind, line, start, end, record)

    def _occurrence(self, raw: str, at: int, count: int) -> int:
        """Where a text stands from a position on, skipping ``count`` occurrences while there are more."""
        place: int = self.text.find(raw, at)
        while count and place >= 0 and (following := self.text.find(raw, place + 1)) >= 0:
            place, count = following, count - 1
        return place

    def of(self, kind: str) -> list[Mark]:
        """The annotations of one kind, in the order of the file."""
        return [m for m in self.marks if m.kind == kind]

    def covers(self, offset: int) -> bool:
        """Whether a raw position lies in what was annotated."""
        return any(start <= offset < end for start, end in self._spans)

    def line(self, offset: int) -> int:
        """The line of a raw position, from 1."""
        return bisect_right(self._lines, offset)

    def where(self, line: int) -> str:
        """A place for a person to look up."""
        return f"{self.name}:{line}"


def read_gold(folder: Path, corpus: Path) -> list[GoldRange]:
    """The annotated ranges of a folder, by name. Raises BuildError when there are none."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise BuildError(f"no annotations (*.jsonl) in {folder}")
    return [GoldRange(path, corpus) for path in paths]
