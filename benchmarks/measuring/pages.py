"""Tables in Markdown, and their place between two markers of a page in docs/. How to measure is told in ``timing``."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
"""More material for measuring, where it lies beside the repository."""


QUICK = os.environ.get("BENCH") == "quick"
"""Less material and one round, to see that everything runs; the pages keep the figures that they have."""


def report(benchmark: str, text: str) -> None:
    """Print what ``benchmarks.NAME`` measured, and write it into docs/performance.md with the machine it was measured on."""
    print(text, flush=True)
    write_between(ROOT / "docs" / "performance.md", f"measured by benchmarks.{benchmark}", f"Measured on {machine()}.\n\n{text}")


def make_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; shares are printed as percentages.

    >>> print(make_table(["rule", "right"], [["junk", 0.5]]))
    | rule | right |
    |---|---|
    | junk | 50.0 % |
    """
    lines = [head, ["---"] * len(head), *([show(cell) for cell in row] for row in rows)]
    return "\n".join(f"|{'|'.join(line)}|" if line[0] == "---" else f"| {' | '.join(line)} |" for line in lines)


def show(cell: object) -> str:
    """A share as a percentage, nothing as a dash, the rest as it is.

    >>> show(0.975), show(None), show(1200), show("junk")
    ('97.5 %', '–', '1,200', 'junk')
    """
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:.1%}".replace("%", " %")
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def share(part: int, whole: int) -> float | None:
    """A part of a whole, None of nothing."""
    return part / whole if whole else None


def write_between(page: Path, mark: str, text: str) -> None:
    """Put a text between ``<!-- mark -->`` and ``<!-- /mark -->`` of a page, which a quick run leaves as it is."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    content = page.read_text(encoding="utf-8")
    before, _, rest = content.partition(start)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{page} has no {start} … {end}")
    if not QUICK:
        page.write_text(f"{before}{start}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def machine() -> str:
    """What the figures were measured on."""
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def _processor() -> str:
    """The processor's own name where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def versions(*names: str) -> str:
    """The installed versions of some libraries."""
    return ", ".join(f"{name} {metadata.version(name)}" for name in names)
