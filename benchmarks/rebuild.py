"""What a build costs when one document of a thousand is changed, added or taken away, and when nothing is.

    python -m benchmarks.rebuild

Documents made from the sample corpus: letters of some 500 words, and newsletters of seven times as many, for the sixteen real
brochures, minutes and reports of ../shared have 3,600 on average. Processor time and time by the clock, each with its share of
the first build. Writes the tables into docs/performance.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring.builds import Build, build
from benchmarks.measuring.invented import LONG, document_path, make_document, write_documents
from benchmarks.measuring.pages import QUICK, make_table, report

COUNT = 40 if QUICK else 1_000
KINDS = {"letters": 1, "newsletters": 7}
"""Parts of a document."""


def main() -> None:
    """Measure and write."""
    report("rebuild", "\n\n".join(measure(kind, parts) for kind, parts in KINDS.items()))


def measure(kind: str, parts: int) -> str:
    """The table for documents of one kind."""
    with tempfile.TemporaryDirectory() as name:
        raw, out = Path(name, "raw"), Path(name, "out")
        words = write_documents(raw, COUNT, LONG, parts)
        middle, new = document_path(raw, COUNT // 2), document_path(raw, COUNT)
        changes: list[tuple[str, Callable[[], object]]] = [
            ("first build", lambda: None),
            ("nothing changed", lambda: None),
            ("one document changed", lambda: middle.write_text(make_document(2 * COUNT, LONG, parts), encoding="utf-8")),
            ("one document added", lambda: new.write_text(make_document(COUNT, LONG, parts), encoding="utf-8")),
            ("one document taken away", new.unlink),
        ]
        rows: list[list[object]] = []
        first: Build | None = None
        for said, change in changes:
            change()
            run = build(raw, out)
            first = first or run
            rows.append([said, f"{run.cpu:.2f}", run.cpu / first.cpu, f"{run.wall:.2f}", run.wall / first.wall])
    head = ["", "CPU s", "of the first build", "s by the clock", "of the first build"]
    return f"{COUNT:,} {kind}, {words:,} words:\n\n{make_table(head, rows)}"


if __name__ == "__main__":
    main()
