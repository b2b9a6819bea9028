"""The project's scorer gives the same numbers as the shared one, where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.evaluation import evaluate

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
SCORER = SHARED / "eval" / "score.py"


@pytest.mark.skipif(not SCORER.is_file(), reason="the shared scorer is not beside the repository")
def test_same_numbers_as_the_shared_scorer(sample_build: Path) -> None:
    gold, corpus = ROOT / "tests" / "gold", ROOT / "raw"
    command = [sys.executable, str(SCORER), str(sample_build), str(gold), "--corpus", str(corpus), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = evaluate(sample_build, gold, corpus)
    assert ours.keys() - theirs.keys() == {"figures.confidence", "people.confidence"}
    assert theirs.keys() <= ours.keys()
    for task, score in ((task, ours[task]) for task in theirs):
        assert (score.hits, score.excesses, score.misses) == (theirs[task]["tp"], theirs[task]["fp"], theirs[task]["fn"]), task
        rates = (round(score.precision, 4), round(score.recall, 4), round(score.f1, 4))
        assert rates == (theirs[task]["p"], theirs[task]["r"], theirs[task]["f1"]), task
