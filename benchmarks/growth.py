"""Seconds, memory and bytes of 100, 1,000 and 10,000 documents, from a clean start with one worker.

    python -m benchmarks.growth

Documents of some 150 words made from the sample corpus. The exponent says how the processor time of a document grows between
two sizes once start-up and model load (the time of one document) are taken off: 1.00 is linear. Peak memory is given apart
for the driver, which lists, resolves and joins, and for the worker, which reads. Writes the table into docs/performance.md.
"""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

from benchmarks.measuring.builds import Build, build
from benchmarks.measuring.invented import write_documents
from benchmarks.measuring.pages import QUICK, make_table, report

SIZES = (10, 100) if QUICK else (100, 1_000, 10_000)
HEAD = (
    "documents", "words", "CPU s", "s", "driver, peak MB", "worker, peak MB", "MB written", "time exponent",
    "driver's memory against the size before", "worker's",
)  # fmt: skip


def main() -> None:
    """Measure and write."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_documents(work / "raw-1", 1)
        start = build(work / "raw-1", work / "out-1").cpu
        before: tuple[int, Build] | None = None
        for size in SIZES:
            raw, out = work / f"raw-{size}", work / f"out-{size}"
            words = write_documents(raw, size)
            run = build(raw, out)
            written = sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) / 1e6
            row = [size, words, f"{run.cpu:.1f}", f"{run.wall:.1f}", f"{run.driver_mb:,.0f}", f"{run.worker_mb:,.0f}", f"{written:.1f}"]
            rows.append([*row, *(growth((size, run), before, start) if before else [None] * 3)])
            before = size, run
    report("growth", f"Start-up, one document: {start:.1f} s of processor time.\n\n{make_table(HEAD, rows)}")


def growth(now: tuple[int, Build], before: tuple[int, Build], start: float) -> list[str]:
    """The exponent of time without start-up, and how many times the memory of both processes."""
    (size, run), (smaller, earlier) = now, before
    exponent = math.log(max(run.cpu - start, 0.01) / max(earlier.cpu - start, 0.01)) / math.log(size / smaller)
    return [f"{exponent:.2f}", f"{run.driver_mb / earlier.driver_mb:.2f}", f"{run.worker_mb / earlier.worker_mb:.2f}"]


if __name__ == "__main__":
    main()
