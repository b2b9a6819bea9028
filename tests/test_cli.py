"""The commands as a user types them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.storage import read_table
from tests.test_docs import COMMANDS

ROOT = Path(__file__).parents[1]
runner = CliRunner()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, so that nothing is read or written by default."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: object) -> tuple[int, str]:
    result = runner.invoke(app, [str(a) for a in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    code, said = run(command, "--help")
    assert code == 0
    assert "--out" in said or command == "diff"  # which takes two folders


def test_help_loads_neither_model_nor_tables() -> None:
    script = "import sys; sys.argv = ['pipeline', '--help']\ntry:\n import runpy; runpy.run_module('pipeline', run_name='__main__')\n"
    script += "except SystemExit: print(*{'spacy', 'pandas', 'pyarrow', 'pydantic', 'numpy'} & set(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.strip() == ""


def test_a_missing_folder_stops_with_what_to_do() -> None:
    code, said = run("run", "--raw", "nowhere")
    assert code == 1
    assert f"stopped: no raw folder at {Path('nowhere').absolute()}" in said


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pipeline.toml").write_text("job = 3\n")
    code, said = run("run")
    assert (code, said.startswith("stopped: there is no setting job; known: raw, out, jobs, on")) == (1, True)
    Path("pipeline.toml").write_text("[limits]\npage = 3\n")
    assert "there is no setting limits.page; known: file_bytes, text_bytes, pages" in run("run")[1]
    Path("pipeline.toml").write_text("jobs = \n")
    assert "stopped: pipeline.toml cannot be read" in run("run")[1]
    Path("pipeline.toml").unlink()
    monkeypatch.setenv("PIPELINE_JOBS", "0")
    code, said = run("run")
    assert code == 1
    assert "setting jobs: Input should be greater than or equal to 1 (got '0')" in said


def test_wrong_usage_is_2() -> None:
    assert run("run", "--colour")[0] == 2
    assert run("run", "--jobs", 0)[0] == 2


def test_a_folder_without_documents_is_3_and_names_what_is_readable() -> None:
    Path("raw").mkdir()
    Path("raw/photo.png").touch()
    code, said = run("run")
    assert code == 3
    assert f"no document in {Path('raw').absolute()}; readable are .htm .html .md .pdf .txt" in said
    assert not Path("processed").exists()


def test_a_missing_model_is_said_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_MODEL", "fr_no_model")
    Path("raw").mkdir()
    Path("raw/note.txt").write_text("les agents se retrouvent le jeudi.\n")
    code, said = run("run")
    assert code == 1
    assert said.startswith("stopped: model 'fr_no_model' is not installed: set `model`")
    assert not Path("processed").exists()
    assert run("ingest")[0] == 0


def test_the_summary_counts_in_words() -> None:
    Path("raw").mkdir()
    for name in ("a.txt", "b.txt"):
        (Path("raw") / name).write_text("les agents se retrouvent le jeudi.\n")
    assert run("ingest")[1].startswith("1 document, ")
    assert run("clean")[0] == run("extract")[0] == 0
    assert run("normalise")[1].startswith("1 document, ")
    said = run("publish")[1]
    assert "0 documents" not in said
    assert said.endswith("1 document read, 1 duplicate left aside; the tables are in processed")


def test_a_folder_of_bad_files_ends_with_tables_and_3() -> None:
    raw = Path("raw")
    raw.mkdir()
    (raw / "vide.txt").touch()
    code, said = run("run")
    assert code == 3
    assert "0 documents read, 1 failed; the tables are in processed" in said
    assert "vide.txt: failed: the file is empty" in said
    assert len(read_table(Path("processed"), "rejections")) == 1


def test_one_bad_file_is_a_warning_or_3_when_strict() -> None:
    raw = Path("raw")
    raw.mkdir()
    (raw / "vide.txt").touch()
    (raw / "note.txt").write_text("les agents se retrouvent le jeudi.\n")
    assert run("run")[0] == 0
    code, said = run("run", "--strict")
    assert code == 3
    assert "nothing to do" in said


def test_a_stage_alone_says_which_comes_before() -> None:
    Path("raw").mkdir()
    Path("raw/note.txt").write_text("les agents se retrouvent le jeudi.\n")
    code, said = run("clean")
    assert code == 1
    assert "run `make ingest` (or `make all`) first" in said
    assert run("ingest")[0] == 0
    assert run("clean")[0] == 0


def test_repairs_are_shown(sample_build: Path) -> None:
    document = next(r for r in read_table(sample_build, "repairs").to_pylist() if r["rule"] == "lost_initial")["doc_id"]
    code, said = run("show-repairs", document, "--out", sample_build)
    assert code == 0
    assert "lost_initial" in said
    assert said.endswith("repairs")
    code, said = run("show-repairs", "no-such-document", "--out", sample_build)
    assert code == 1
    assert "names 0 documents; give one of:" in said


def test_a_build_is_scored(sample_build: Path) -> None:
    code, said = run("evaluate", "--gold", ROOT / "tests" / "gold", "--corpus", ROOT / "raw", "--out", sample_build, "--errors", 1)
    assert code == 0
    assert "mentions.strict.all" in said
    code, said = run("evaluate", "--gold", "nowhere", "--out", sample_build)
    assert code == 1
    assert "stopped:" in said


def test_a_build_that_cannot_be_scored_stops(tmp_path: Path) -> None:
    gold = ("--gold", ROOT / "tests" / "gold", "--corpus", ROOT / "raw")
    code, said = run("evaluate", *gold, "--out", tmp_path / "nowhere")
    assert code == 1
    assert f"stopped: no tables in {tmp_path / 'nowhere'}: build them first" in said
    Path("raw").mkdir()
    Path("raw/note.txt").write_text("les agents se retrouvent le jeudi.\n")
    run("run")
    code, said = run("evaluate", *gold)
    assert code == 1
    assert "stopped: none of the annotated files (" in said


def test_two_processes_give_the_bytes_of_one(sample_build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_OCR", "off")
    code, said = run("run", "--raw", ROOT / "raw", "--out", "two", "--jobs", 2)
    assert code == 0, said
    for name in [p.name for p in sample_build.glob("*") if p.is_file() and p.name != "build.json"]:
        assert (sample_build / name).read_bytes() == (Path("two") / name).read_bytes(), name


def test_make_help_lists_every_target() -> None:
    from tests.test_docs import TARGETS

    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}  # not as a part of `make test`
    done = subprocess.run(["make", "help"], capture_output=True, text=True, cwd=ROOT, check=True, env=plain)
    assert [line.split()[0] for line in done.stdout.splitlines()] == TARGETS
