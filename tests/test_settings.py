"""What is wrong in pipeline.toml or the environment is named, with its key; nothing wrong is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import BuildError
from pipeline.remote import to_path
from pipeline.settings import read_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An own folder, whose ``pipeline.toml`` is read."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("limits.pages = 0", "setting limits: pages must be 1 or more"),
        ("limits.seconds = -1", "setting limits: seconds must be 1 or more"),
        ("raw = 3", "setting raw: a path is wanted, between quotes"),
        ('raw = ""', "setting raw: a path is wanted"),
        ('out = ["x"]', "setting out: a path is wanted"),
        ("words = 3", "setting words: a path is wanted"),
        ('privacy = ""', "setting privacy: a path is wanted"),
        ("raw = 'é'".encode("latin-1"), "pipeline.toml cannot be read: save it as UTF-8"),
        ('raw = "C:\\Users"', "a path of Windows between single ones"),
        ("jobs =\nout = 2", "pipeline.toml cannot be read: .*line 1"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(text: str | bytes, said: str) -> None:
    Path("pipeline.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BuildError, match=said):
        read_settings()


def test_a_file_that_is_a_folder_is_named() -> None:
    Path("pipeline.toml").mkdir()
    with pytest.raises(BuildError, match=r"pipeline\.toml cannot be read: Is a directory"):
        read_settings()


def test_the_mark_that_windows_puts_before_a_file_is_read_over() -> None:
    Path("pipeline.toml").write_text("jobs = 2", encoding="utf-8-sig")
    assert read_settings().jobs == 2


def test_the_home_folder_has_a_short_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/analyste")
    Path("pipeline.toml").write_text('raw = "~/documents"\nwords = "~/mots.txt"')
    settings = read_settings()
    assert (settings.raw, settings.words) == (Path("/home/analyste/documents"), Path("/home/analyste/mots.txt"))


def test_limits_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_LIMITS", "500")
    with pytest.raises(BuildError, match="setting limits"):
        read_settings()
    monkeypatch.setenv("PIPELINE_LIMITS", "pages")
    with pytest.raises(BuildError, match="PIPELINE_LIMITS is not JSON: set one limit, as PIPELINE_LIMITS__PAGES=500"):
        read_settings()
    monkeypatch.delenv("PIPELINE_LIMITS")
    monkeypatch.setenv("PIPELINE_LIMITS__PAGES", "500")
    assert read_settings().limits.pages == 500


def test_folders_elsewhere_are_taken_as_text_and_as_the_command_line_gives_them() -> None:
    pytest.importorskip("upath")
    Path("pipeline.toml").write_text('raw = "memory://corpus/raw"')
    given = read_settings(out=to_path("memory://corpus/out"))
    assert (str(given.raw), str(given.out)) == ("memory://corpus/raw", "memory://corpus/out")
