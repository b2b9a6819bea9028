"""A build as a user starts it, from its command line."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import psutil

LOOK_SECONDS = 0.1
"""Between two looks at the memory of a build."""
MEGABYTE = 1e6


@dataclass(slots=True)
class Build:
    """What a build took, start-up and all its processes counted."""

    cpu: float
    wall: float
    driver_mb: float
    """Peak memory of the process that was started: it gives out the work and joins the tables."""
    worker_mb: float
    """Of the largest of those that it started; 0 where it started none."""

    @property
    def peak_mb(self) -> float:
        """Of the largest process."""
        return max(self.driver_mb, self.worker_mb)


def build(raw: Path, out: Path, jobs: int = 1) -> Build:
    """``python -m pipeline run`` in a fresh process. Errors: what it printed, when it fails."""
    return run_command([sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--out", str(out), "--jobs", str(jobs)])


def run_command(command: Sequence[str]) -> Build:
    """Run a command that starts workers of its own, and look at the memory of each while it runs."""
    begun = perf_counter()
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # users start from compiled sources
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=env)
        peaks: dict[bool, float] = {True: 0.0, False: 0.0}
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            look(process.pid, peaks)
            sleep(LOOK_SECONDS)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} gave {process.returncode}: {said.read().decode()}")
    return Build(used.ru_utime + used.ru_stime, perf_counter() - begun, peaks[True], peaks[False])


def look(driver: int, peaks: dict[bool, float]) -> None:
    """Raise the peaks, of the driver (True) and of those it started (False), to what they have now."""
    with suppress(psutil.Error):  # one that has just ended
        first = psutil.Process(driver)
        for process in (first, *first.children(recursive=True)):
            is_driver = process.pid == driver
            peaks[is_driver] = max(peaks[is_driver], process.memory_info().rss / MEGABYTE)
