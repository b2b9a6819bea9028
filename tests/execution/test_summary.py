"""What became of the documents is said as their table has it, and a build with nothing to do loads little to say it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.execution.summary import Summary, summarise
from pipeline.files import read_json, write_json
from pipeline.settings import Settings
from tests.execution.conftest import MODEL

ROOT = Path(__file__).parents[2]
AGAIN = """
import sys
from pathlib import Path
from pipeline.execution.console import run_build
code = run_build(("ingest", "clean", "extract", "normalise", "publish"), False, raw=Path(sys.argv[1]), out=Path(sys.argv[2]))
print(code, *sorted({"numpy", "pandas", "psutil", "pyarrow", "spacy"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def built(letter_settings: Callable[[str], Settings]) -> Settings:
    """Letters, one of them there twice, and a file that cannot be read, as a build of the command line leaves them."""
    settings = letter_settings("summary")
    run_plan(make_plan(settings), settings, ALL_STAGES, Tools(MODEL))
    return settings


def test_what_became_of_the_documents(built: Settings) -> None:
    found = summarise(built.out)
    assert (found.tried, found.duplicates) == ({"failed": 1, "ok": 7}, 1)
    assert [(path, status) for path, status, _ in found.errors] == [("coupée.pdf", "failed")]
    assert summarise(built.out) == found


@pytest.mark.parametrize("kept", [{"digest": "of another table", "tried": {"ok": 900}, "duplicates": 0, "errors": []}, {"digest": 3}, []])
def test_what_was_said_of_another_table_is_not_said_again(built: Settings, kept: object) -> None:
    write_json(built.out / "stages" / "summary.json", kept)
    assert summarise(built.out).tried == {"failed": 1, "ok": 7}


def test_what_is_kept_is_not_read_again(built: Settings) -> None:
    digest = read_json(built.out / "build.json")["files"]["documents.parquet"]
    told = Summary(digest, {"ok": 900}, 0, [])
    write_json(built.out / "stages" / "summary.json", told)
    assert summarise(built.out) == told
    (built.out / "stages" / "summary.json").unlink()


def test_a_build_with_nothing_to_do_loads_little(built: Settings) -> None:
    summarise(built.out)
    more = {"PIPELINE_MODEL": MODEL, "PIPELINE_OCR": "off", "PIPELINE_SHARD_BYTES": "1000", "PYTHONPATH": str(ROOT)}
    again = [sys.executable, "-c", AGAIN, str(built.raw), str(built.out)]
    done = subprocess.run(again, capture_output=True, text=True, env=os.environ | more, check=True, cwd=built.out)
    assert "nothing to do" in done.stderr
    assert "1 failed" in done.stderr
    assert done.stdout.split() == ["0"]
