"""A build as a user starts it, from its command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measuring.timing import Run, run_apart


def build(raw: Path, out: Path, jobs: int = 1) -> Run:
    """``python -m pipeline run`` in a fresh process, all its workers counted."""
    return run_apart(run_command, [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--out", str(out), "--jobs", str(jobs)])


def run_command(command: list[str]) -> None:
    """Run a command. Errors: what it printed, when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} gave {done.returncode}: {done.stderr}")
