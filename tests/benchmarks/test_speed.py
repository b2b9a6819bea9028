"""The corpus made for the benchmarks, and that the quick benchmarks run from end to end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from pkgutil import resolve_name

import pytest

from benchmarks.ablation import APART, INGREDIENTS, READER
from benchmarks.measuring.builds import run_command
from benchmarks.measuring.invented import LONG, SHORT, document_path, make_document, sample_pieces, write_documents
from benchmarks.measuring.timing import run_apart

ROOT = Path(__file__).parents[2]


def test_documents_are_the_same_each_time_and_all_different(tmp_path: Path) -> None:
    pieces = len(sample_pieces(SHORT))
    assert make_document(7, SHORT) == make_document(7, SHORT)
    copies = [make_document(7 + turn * pieces, SHORT) for turn in range(20)]
    assert len({line for text in copies for line in text.split("\n") if len(line) > 200}) > 15
    words = write_documents(tmp_path, 5, SHORT)
    assert words == sum(len(document_path(tmp_path, number).read_text(encoding="utf-8").split()) for number in range(5))
    assert len(make_document(0, LONG)) > len(make_document(0, SHORT))


def spend(seconds: float) -> str:
    from time import process_time

    begun = process_time()
    while process_time() < begun + seconds:
        pass
    return os.environ["OPENBLAS_NUM_THREADS"]


def test_a_function_is_timed_in_a_process_of_its_own_with_one_thread() -> None:
    run = run_apart(spend, 0.3)
    assert run.result == "1" and run.cpu >= 0.3 and run.peak_mb > 1


def test_a_function_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="died"):
        run_apart(spend, "long")


def test_a_quick_benchmark_runs_and_leaves_the_page(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "performance.md").read_bytes()
    command = [sys.executable, "-c", "import benchmarks.growth as g; g.SIZES = (3,); g.main()"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"BENCH": "quick"}, capture_output=True, text=True, check=True)
    assert "time exponent" in done.stdout and (ROOT / "docs" / "performance.md").read_bytes() == page


@pytest.mark.parametrize("place", sorted({*(place for place, _ in INGREDIENTS.values()), *(READER + name for name in APART)}))
def test_what_is_switched_off_is_there(place: str) -> None:
    assert resolve_name(place) is not None


WORKER = "kept = bytearray(150_000_000); import time; time.sleep(0.5)"


def test_the_memory_of_a_build_and_of_its_workers_is_told_apart() -> None:
    driver = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WORKER!r}], check=True)"
    run = run_command([sys.executable, "-c", driver])
    assert run.worker_mb > 150 > run.driver_mb > 0 and run.peak_mb == run.worker_mb
    assert run.wall > 0.5 and run.cpu > 0


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match=r"gave 1: .*no such thing"):
        run_command([sys.executable, "-c", "raise SystemExit('no such thing')"])
