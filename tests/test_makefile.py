"""The Makefile takes paths as users have them, and removes only what a build made."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pipeline.tables import TABLES

ROOT = Path(__file__).parents[1]


def make(*arguments: str) -> str:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}  # not as a part of `make test`
    return subprocess.run(["make", *arguments], capture_output=True, text=True, cwd=ROOT, check=True, env=plain).stdout


@pytest.mark.parametrize("target", ["all", "ingest", "clean-text", "extract", "normalise", "publish"])
def test_paths_may_hold_spaces_and_a_tilde(target: str) -> None:
    said = make("-n", target, "RAW=/tmp/my docs", "OUT=~/my tables")
    assert '--raw "/tmp/my docs"' in said
    assert f'--out "{os.environ["HOME"]}/my tables"' in said


def test_evaluate_takes_paths_with_spaces() -> None:
    said = make("-n", "evaluate", "GOLD=my gold", "CORPUS=my corpus", "OUT=my tables")
    assert '--gold "my gold" --corpus "my corpus" --out "my tables"' in said


def make_files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text('{"publish_id": "x"}')


def test_clean_removes_what_a_build_made_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "my tables"
    made = [f"{name}.parquet" for name in TABLES] + ["README.md", "datapackage.json", "build.json", "stages/clean/a.parquet"]
    make_files(out, *made, "notes.parquet", "notes.md")
    make_files(tmp_path / "my", "README.md", "stages/a.txt")
    make("clean", f"OUT={out}")
    assert sorted(p.name for p in out.iterdir()) == ["notes.md", "notes.parquet"]
    assert (tmp_path / "my" / "stages" / "a.txt").exists()


def test_clean_leaves_a_folder_without_a_build_alone(tmp_path: Path) -> None:
    make_files(tmp_path, "README.md", "stages/a.txt")
    assert "nothing to remove" in make("clean", f"OUT={tmp_path}")
    assert (tmp_path / "README.md").exists()
    assert (tmp_path / "stages" / "a.txt").exists()
    make("clean", f"OUT={tmp_path / 'nowhere'}")
