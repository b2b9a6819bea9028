"""What the pages of a report cost beside the build that they show, and how soon a browser has opened them.

    python -m benchmarks.report

A thousand documents of some 500 words made from the sample corpus. Of lists the first page is opened, of documents, organisations
and people the largest page, each in a fresh context of headless Chromium, narrow as a telephone and wide.
Writes the tables into docs/performance.md.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measuring.builds import Build, build, run_command
from benchmarks.measuring.invented import LONG, write_documents
from benchmarks.measuring.pages import QUICK, make_table, report
from benchmarks.measuring.timing import rounds

COUNT = 40 if QUICK else 1_000
REPORT = (sys.executable, "-m", "pipeline", "report")
WIDTHS = (360, 1280)
TIMES = """() => new Promise(done => new PerformanceObserver(seen => {
  const [page] = performance.getEntriesByType('navigation');
  setTimeout(() => done([page.domContentLoadedEventEnd, page.loadEventEnd, seen.getEntries()[0].startTime]), 0);
}).observe({type: 'paint', buffered: true}))"""
"""Milliseconds from the start of the navigation to the document read, the page loaded, and the first paint."""


def main() -> None:
    """Measure and write."""
    with tempfile.TemporaryDirectory() as name:
        raw, out = Path(name, "raw"), Path(name, "out")
        words = write_documents(raw, COUNT, LONG)
        first = build(raw, out)
        # each round into a folder of its own: over an earlier report pages that say the same are not written again
        folders = [Path(name, f"pages-{number}") for number in range(rounds())]
        runs, again = ([run_command([*REPORT, "--out", str(out), "--to", str(to)]) for to in folders] for _ in range(2))
        pages = folders[0]
        files = [path for path in pages.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        cost = make_table(
            ["", "CPU s", "of the build", "s by the clock", "peak MB", "files", "MB"],
            [
                ["build", f"{first.cpu:.1f}", None, f"{first.wall:.1f}", round(first.peak_mb), None, None],
                ["report", *cost_of(runs, first), len(files), f"{size:.0f}"],
                ["report of the same tables again", *cost_of(again, first), None, None],
            ],
        )
        opening = make_table(
            ["page", "kB", *(f"{said}, {width} px" for width in WIDTHS for said in ("read", "loaded", "first paint"))], opened(pages)
        )
    report("report", f"{COUNT:,} documents, {words:,} words.\n\n{cost}\n\nMilliseconds until a page is there:\n\n{opening}")


def cost_of(runs: Sequence[Build], whole: Build) -> list[object]:
    """Processor time, its share of a build, time by the clock, and the peak of memory."""
    cpu, wall = median(run.cpu for run in runs), median(run.wall for run in runs)
    return [f"{cpu:.1f}", cpu / whole.cpu, f"{wall:.1f}", round(runs[0].peak_mb)]


def opened(pages: Path) -> list[list[object]]:
    """A row for each page: its size, and how soon it was opened in each width."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        rows: list[list[object]] = []
        for said, path in looked_at(pages):
            times = [middle([open_page(browser, path, width) for _ in range(rounds())]) for width in WIDTHS]
            rows.append([said, round(path.stat().st_size / 1e3), *(time for some in times for time in some)])
        browser.close()
    return rows


def looked_at(pages: Path) -> Iterator[tuple[str, Path]]:
    """The pages that are opened."""
    yield "overview", pages / "index.html"
    for name in ("documents", "organisations", "people"):
        yield f"list of {name}", pages / f"{name}.html"
    for name in ("documents", "organisations", "people"):
        yield f"largest of {name}", max((pages / name).iterdir(), key=lambda path: (path.stat().st_size, path.name))


def open_page(browser: Browser, path: Path, width: int) -> Sequence[float]:
    """Open a page as for the first time."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    times: Any = page.evaluate(TIMES)
    context.close()
    return times  # type: ignore[no-any-return]


def middle(times: Sequence[Sequence[float]]) -> list[int]:
    """The median of each of several times.

    >>> middle([[10.2, 30.0], [11.0, 20.0], [90.0, 25.0]])
    [11, 25]
    """
    return [round(median(some)) for some in zip(*times, strict=True)]


if __name__ == "__main__":
    main()
