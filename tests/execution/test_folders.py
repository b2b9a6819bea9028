"""A build never writes where it cannot, nor over what it did not make."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.errors import BuildError
from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.folders import check_out, looks_new
from pipeline.execution.jobs import Tools
from pipeline.settings import read_settings


def test_a_file_as_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "tables").write_text("rien")
    for out in (tmp_path / "tables", tmp_path / "tables" / "below"):
        with pytest.raises(BuildError, match=r"is a file: give a folder "):
            check_out(tmp_path / "raw", out)


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(BuildError, match=r"cannot be written to: .* another folder"):
        check_out(tmp_path / "raw", tmp_path / "new" / "tables")


def test_out_must_not_be_raw(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"the same folder, .* another folder"):
        check_out(tmp_path / "raw", tmp_path / "raw" / ".." / "raw")


@pytest.mark.parametrize("name", ["README.md", "datapackage.json", "documents.parquet", "build.json"])
def test_files_of_somebody_else_are_not_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / "out" / "stages").mkdir(parents=True)
    (tmp_path / "out" / name).write_text("à moi")
    with pytest.raises(BuildError, match=rf"out holds {name} that no build made .* another"):
        check_out(tmp_path / "raw", tmp_path / "out")


def test_tables_may_lie_in_the_raw_folder(tmp_path: Path, model_free: Tools) -> None:
    (tmp_path / "note.txt").write_text("Les agents se retrouvent le jeudi.\n", encoding="utf-8")
    settings = read_settings(raw=tmp_path, out=tmp_path / "tables", ocr="off")
    run_plan(make_plan(settings), settings, ALL_STAGES, model_free)
    again = make_plan(settings)
    assert [f.source_path for f in again.corpus.files] == ["note.txt"]
    assert run_plan(again, settings, ALL_STAGES, model_free).done == []


def test_what_was_touched_after_a_build_looks_new(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "raw" / "tables"
    assert not looks_new(raw, out)
    (raw / "lettres").mkdir(parents=True)
    letter, other = raw / "lettres" / "mai.txt", raw / "lettres" / "juin.txt"
    for path in (letter, other):
        path.write_text("Le conseil vote.", encoding="utf-8")
    assert looks_new(raw, out)

    def age(seconds: int) -> None:
        for path in (raw, letter.parent, *letter.parent.iterdir()):
            os.utime(path, (time.time() - seconds,) * 2)

    out.mkdir()
    (out / "build.json").write_text("{}", encoding="utf-8")
    os.utime(out / "build.json", (time.time() - 30,) * 2)  # clocks of file systems are coarse
    age(60)
    assert not looks_new(raw, out)
    letter.touch()
    assert looks_new(raw, out)
    age(60)
    other.unlink()
    assert looks_new(raw, out)
