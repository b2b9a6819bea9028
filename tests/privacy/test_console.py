"""``run --public`` and ``forget`` as a user types them; the build itself is done with tools that are loaded already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.errors import BuildError
from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.execution.saying import stopped
from pipeline.settings import read_settings
from pipeline.storage import read_table

NOTE = "LES AUTEURS\n\nHildegarde Montrachais\nhildegarde.montrachais@example.org\n\nMme Montrachais a étudié les haies de la commune.\n"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_free: Tools) -> None:
    """One document in raw/, and builds that load no model."""

    def build(*_: object, **given: Any) -> int:
        settings = read_settings(**given)
        try:
            run_plan(make_plan(settings), settings, ALL_STAGES, model_free)
        except BuildError as error:  # as the real one does
            return stopped(error, Console(stderr=True, soft_wrap=True))
        return 0

    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/note.txt").write_text(NOTE, encoding="utf-8")
    monkeypatch.setattr("pipeline.execution.console.run_build", build)
    monkeypatch.setattr("pipeline.privacy.console.run_build", build)


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def test_public_writes_a_second_set_and_says_what_was_replaced() -> None:
    code, said = run("run", "--public")
    assert (code, "public set: 1 name under a pseudonym" in said) == (0, True), said
    assert "Montrachais" in read_table(Path("processed"), "documents")["text"][0].as_py()
    assert "Montrachais" not in read_table(Path("processed/public"), "documents")["text"][0].as_py()
    assert Path("privacy/pseudonyms.key").stat().st_mode & 0o777 == 0o600
    assert "public set:" not in run("run", "--public")[1]


def test_a_key_from_the_environment_needs_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_PRIVACY_KEY", "k" * 40)
    assert run("run", "--public")[0] == 0
    assert not Path("privacy").exists()
    monkeypatch.setenv("PIPELINE_PRIVACY_KEY", "short")
    assert "give at least 32" in run("run", "--public")[1]


def test_keys_may_not_lie_among_what_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_PRIVACY", "processed/keys")
    code, said = run("run", "--public")
    assert (code, "keys must not lie among what is published" in said) == (1, True)


def test_forget_says_what_was_removed_and_where_the_name_still_stands() -> None:
    run("run", "--public")
    code, said = run("forget", "--person", "person:hildegarde-montrachais", "--reason", "art. 17")
    assert code == 0, said
    assert "removed: 1 row of people, 1 row of roles" in said
    assert "redact or delete them: note.txt" in said
    assert "the name is in none of them" in said
    for folder in ("processed", "processed/public"):
        assert "Montrachais" not in read_table(Path(folder), "documents")["text"][0].as_py()
    Path("raw/autre.txt").write_text("Le prix est allé à Hildegarde Montrachais.\n", encoding="utf-8")
    assert run("run")[0] == 0
    assert not any("Montrachais" in text for text in read_table(Path("processed"), "documents")["text"].to_pylist())


def test_copies_of_a_document_are_among_the_files_that_still_hold_the_name() -> None:
    Path("raw/hildegarde montrachais.txt").write_text(NOTE, encoding="utf-8")
    run("run")
    code, said = run("forget", "--person", "person:hildegarde-montrachais")
    assert code == 0, said
    assert "redact or delete them: note.txt, personne-effacee.txt" in said


def test_nobody_of_that_id() -> None:
    run("run")
    code, said = run("forget", "--person", "person:hildegarde-montrachet")
    assert (code, "near it: person:hildegarde-montrachais" in said) == (1, True)
    assert not Path("privacy/forgotten.json").exists()


def test_copies_of_the_tables_go_with_the_person() -> None:
    pytest.importorskip("sqlite_utils")
    run("run", "--public")
    for out in ("processed", "processed/public"):
        for kind in ("csv", "sqlite"):
            assert run("export", kind, "--out", out)[0] == 0
    assert run("report")[0] == 0
    Path("processed/exports/mes notes.txt").write_text("à moi")
    code, said = run("forget", "--person", "Hildegarde Montrachais")
    assert code == 0
    assert "removed, for they named people as before: processed/report, processed/exports, processed/public/exports" in said
    assert [p.name for p in Path("processed/exports").iterdir()] == ["mes notes.txt"]
    assert not Path("processed/public/exports").exists()
    assert not [p for p in Path("processed").rglob("*") if p.is_file() and b"ontrachais" in p.read_bytes()]


def test_a_person_forgotten_by_mistake_comes_back() -> None:
    run("run", "--public")
    before = {p: p.read_bytes() for p in Path("processed").rglob("*.parquet") if "stages" not in p.parts}
    assert run("forget", "--person", "Hildegarde Montrachais")[0] == 0
    assert run("forget", "--person", "Awa Kerouanton")[0] == 0
    code, said = run("forget", "--person", "MONTRACHAIS Hildegarde", "--undo")
    assert (code, "off the forget list" in said) == (0, True)
    assert {p: p.read_bytes() for p in before} == before
    code, said = run("forget", "--person", "Hildegarde Montrachais", "--undo")
    assert (code, "nobody is on the forget list" in said) == (1, True)
    assert run("forget", "--person", "Awa Kerouanton", "--undo")[0] == 0
    assert not Path("privacy/forgotten.json").exists()
    code, said = run("forget", "--person", "person:awa-kerouanton", "--undo")
    assert (code, "holds no identifiers" in said) == (1, True)


def test_nobody_comes_back_because_the_list_is_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path.cwd()
    run("run")
    assert run("forget", "--person", "Hildegarde Montrachais")[0] == 0
    Path("processed/stages/.forgotten").unlink()
    run("run")  # any build with the list leaves word of it
    Path("elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    arguments = ("run", here / "raw", "--out", here / "processed")
    code, said = run(*arguments)
    assert (code, f"obey the forget list in {here / 'privacy'}" in said) == (1, True)
    monkeypatch.setenv("PIPELINE_PRIVACY", str(here / "privacy"))
    assert run(*arguments)[0] == 0
    assert run("forget", "--person", "Hildegarde Montrachais", "--undo", "--raw", here / "raw", "--out", here / "processed")[0] == 0
    monkeypatch.delenv("PIPELINE_PRIVACY")
    assert run(*arguments)[0] == 0
