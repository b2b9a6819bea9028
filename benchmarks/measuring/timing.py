"""Seconds, memory and spread: each tool in a process of its own, the tools in turn, several rounds.

How a benchmark is written here, whatever it measures:

- ``run_apart(function, *given)`` runs a function of a module in a fresh process, start-up and model load included,
  and gives its CPU seconds (user and system, its children's too), wall seconds, peak memory and result;
- ``take_turns({"tool": measure, …}, rounds())`` measures the tools one after another, round by round, so that a busy
  minute of the machine slows all of them; ``median_spread`` makes one cell of the figures;
- ``report("speed", "…text and tables…")`` of ``pages`` prints, and writes docs/performance.md between the markers
  ``<!-- measured by benchmarks.speed -->`` and ``<!-- /measured by benchmarks.speed -->``, which the page must have;
- with ``BENCH=quick`` in the environment ``QUICK`` is true: take less material; the page is left as it is.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

from benchmarks.measuring.pages import QUICK

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """What a function took in a process of its own."""

    cpu: float
    wall: float
    peak_mb: float
    """Of the largest of its processes."""
    result: Any


def run_apart(function: Callable[..., Any], *given: Any) -> Run:
    """Call a module's function in a fresh process, its linear algebra in one thread. Errors: ``RuntimeError`` when the process dies."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported: only an environment that is inherited is in time
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(theirs, function, given))
    begun = perf_counter()
    process.start()
    theirs.close()
    try:
        cpu, peak, result = ours.recv()
    except EOFError:
        raise RuntimeError(f"{function.__name__} died") from None
    finally:
        process.join()
    return Run(cpu, perf_counter() - begun, peak, result)


def _measure(pipe: Connection, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
    result = function(*given)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    pipe.send((sum(u.ru_utime + u.ru_stime for u in used), max(u.ru_maxrss for u in used) / 1024, result))


def rounds(full: int = 3) -> int:
    """How often each tool is measured."""
    return 1 if QUICK else full


def take_turns(tools: Mapping[str, Callable[[], T]], times: int) -> dict[str, list[T]]:
    """Measure all tools ``times`` times, in turn."""
    runs: dict[str, list[T]] = {name: [] for name in tools}
    for _ in range(times):
        for name, measure in tools.items():
            runs[name].append(measure())
    return runs


def median_spread(values: list[float], digits: int = 0) -> str:
    """The median, and how far the extremes are from it.

    >>> median_spread([9800.0, 10000.0, 10300.0]), median_spread([1.5], 1)
    ('10,000 ± 3 %', '1.5')
    """
    middle = median(values)
    far = max(abs(v - middle) for v in values) / middle if middle else 0.0
    return f"{middle:,.{digits}f}" + (f" ± {far:.0%}".replace("%", " %") if len(values) > 1 else "")
