"""What changed between two builds: rows added, gone and changed, by table and by document.

Rows are numbered within their document, so that one name more renumbers all that follow it, and one word
more moves them. Rows are therefore paired by what they say: two rows with the same content are the same
row wherever they stand; of the others, two of the same subject (the same name, the same figure as
printed, …) are one row that changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.dataset import open_dataset
from pipeline.tables import TABLES, Table

SUBJECT: Mapping[str, tuple[str, ...]] = {
    "sections": ("title_raw",),
    "repairs": ("rule", "before"),
    "mentions": ("text",),
    "roles": ("person_id", "relation"),
    "figures": ("raw",),
    "projects": ("title",),
    "events": ("title", "number"),
    "links": ("url",),
}
"""What a row numbered within its document is about; rows of the other tables have a key that stays."""
MOVES = {"section_id", "parent_id", "parent_event_id", "position", "start", "end", "raw_start", "raw_end", "bbox", "page", "page_end"}
"""Columns of numbered rows that say where, not what."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A row of both builds, and the columns in which they differ."""

    old: Row
    new: Row
    columns: tuple[str, ...]


@dataclass(slots=True)
class TableDifference:
    """What happened to one table; ``added`` and ``gone`` hold whole rows."""

    added: list[Row] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed)

    def by_document(self) -> dict[str, tuple[int, int, int]]:
        """Rows added, gone and changed of each document; of tables without documents, all under ""."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for at, rows in enumerate((self.added, self.gone, [change.new for change in self.changed])):
            for row in rows:
                counts[row.get("doc_id", "")][at] += 1
        return {doc_id: (added, gone, changed) for doc_id, (added, gone, changed) in sorted(counts.items())}


def compare_builds(old: Path, new: Path) -> dict[str, TableDifference]:
    """The differences between two builds, for each table that has any."""
    before, after = open_dataset(old), open_dataset(new)
    found = {
        table.name: compare_rows(table, before.arrow(table.name).to_pylist(), after.arrow(table.name).to_pylist())
        for table in TABLES.values()
    }
    return {name: difference for name, difference in found.items() if difference}


def compare_rows(table: Table, old: Sequence[Row], new: Sequence[Row]) -> TableDifference:
    """Pair the rows of two builds.

    >>> rows = [{"doc_id": "a", "stage": "ingest", "reason": "empty", "detail": None}]
    >>> compare_rows(TABLES["rejections"], rows, [{**rows[0], "reason": "encrypted"}]).changed[0].columns
    ('reason',)
    """
    content = _content(table)
    olds = _without(old, new, content)
    news = _without(new, old, content)
    subject = table.key if table.name not in SUBJECT else ("doc_id", *SUBJECT[table.name])
    waiting: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in olds:
        waiting[_values(row, subject)].append(row)
    difference = TableDifference()
    for row in news:
        if same := waiting[_values(row, subject)]:
            before = same.pop(0)
            difference.changed.append(Change(before, row, tuple(c for c in content if before[c] != row[c])))
        else:
            difference.added.append(row)
    left = {id(row) for rows in waiting.values() for row in rows}
    difference.gone = [row for row in olds if id(row) in left]
    return difference


def _content(table: Table) -> tuple[str, ...]:
    """The columns that say what a row says."""
    aside = {*table.key, *MOVES} if table.name in SUBJECT else set()
    return tuple(name for name in table.columns if name not in aside)


def _without(rows: Sequence[Row], others: Sequence[Row], content: tuple[str, ...]) -> list[Row]:
    """The rows whose content the other build has not, each counted as often as it occurs."""
    there = Counter(_values(row, content) for row in others)
    left = []
    for row in rows:
        values = _values(row, content)
        if there[values]:
            there[values] -= 1
        else:
            left.append(row)
    return left


def _values(row: Row, columns: Sequence[str]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value := row[name], list) else value for name in columns)
