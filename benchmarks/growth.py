"""Seconds, memory and bytes of 100, 1,000 and 10,000 documents, from a clean start in one process.

    python -m benchmarks.growth

Documents of some 120 words made from the sample corpus. The exponent says how the processor time of a document grows between
two sizes once start-up and model load (the time of one document) are taken off: 1.00 is linear. Peak memory is that of the
largest process. Writes the table into docs/performance.md.
"""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

from benchmarks.measuring.builds import build
from benchmarks.measuring.invented import write_documents
from benchmarks.measuring.pages import QUICK, make_table, report

SIZES = (10, 100) if QUICK else (100, 1_000, 10_000)


def main() -> None:
    """Measure and write."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_documents(work / "raw-1", 1)
        start = build(work / "raw-1", work / "out-1").cpu
        before: tuple[int, float, float] | None = None
        for size in SIZES:
            raw, out = work / f"raw-{size}", work / f"out-{size}"
            words = write_documents(raw, size)
            run = build(raw, out)
            spent = max(run.cpu - start, 0.01)
            exponent = math.log(spent / before[1]) / math.log(size / before[0]) if before else None
            memory = run.peak_mb / before[2] if before else None
            size_mb = sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) / 1e6
            row = [size, words, f"{run.cpu:.1f}", f"{run.wall:.1f}", f"{run.peak_mb:,.0f}", f"{size_mb:.1f}"]
            rows.append([*row, f"{exponent:.2f}" if exponent else None, f"{memory:.2f}" if memory else None])
            before = (size, spent, run.peak_mb)
    head = ["documents", "words", "CPU s", "s", "peak MB", "MB written", "time exponent", "memory against the size before"]
    report("growth", f"Start-up, one document: {start:.1f} s of processor time.\n\n{make_table(head, rows)}")


if __name__ == "__main__":
    main()
