"""Broken and hostile files beside good ones, through the command line: each is refused for its own reason, the good ones are
read as if they were alone.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.execution.jobs import Tools
from pipeline.ingest.corpus import list_corpus
from pipeline.storage import read_table
from pipeline.tables import TABLES
from tests.conftest import ROOT, SHARED, build
from tests.hostile.making import FILES, GOOD, READ, TEXT, add_odd_things, fill

HOSTILE = SHARED / "corpus" / "hostile"
SECONDS = 4
SETTINGS = {
    "PIPELINE_OCR": "off",
    "PIPELINE_MODEL": "tests.execution.recognisers:obedient",
    "PIPELINE_LIMITS__SECONDS": str(SECONDS),
    "PYTHONPATH": str(ROOT),
}


def run(raw: Path, out: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["run", "--raw", str(raw), "--out", str(out), *options], env=SETTINGS)
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that a folder may hold, good and bad."""
    folder = tmp_path_factory.mktemp("hostile") / "raw"
    fill(folder, {name: make for name, (make, _, _) in FILES.items()})
    fill(folder, READ)
    fill(folder, GOOD)
    with (folder / "creux.txt").open("wb") as sparse:
        sparse.truncate(2 << 30)
    return folder


@pytest.fixture(scope="module")
def built(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str, list[str]]:
    """The tables of all of it, with the exit code, what was said, and what was to be said of things that are no documents."""
    asides = add_odd_things(raw)
    out = tmp_path_factory.mktemp("out")
    code, said = run(raw, out)
    return out, code, said, asides


Built = tuple[Path, int, str, list[str]]


def test_one_bad_file_does_not_fail_a_build(built: Built) -> None:
    out, code, said, asides = built
    assert code == 0, said
    for aside in asides:
        assert f"left aside: {aside}" in said
    names = read_table(out, "documents").column("source_path").to_pylist()
    assert set(names) == {*FILES, *READ, *GOOD, "creux.txt", "octet-\\xff.bin"}


@pytest.mark.parametrize(("name", "status", "reason"), [(name, status, reason) for name, (_, status, reason) in FILES.items()])
def test_each_is_refused_for_its_own_reason(built: Built, name: str, status: str, reason: str) -> None:
    document = {row["source_path"]: row for row in read_table(built[0], "documents").to_pylist()}[name]
    assert (document["status"], document["text"]) == (status, None)
    rejected = {row["doc_id"]: row for row in read_table(built[0], "rejections").to_pylist()}[document["doc_id"]]
    assert rejected["stage"] == "ingest"
    assert reason in rejected["reason"]
    assert "\n" not in rejected["reason"]


def test_what_may_be_read_is_read_or_refused_for_a_reason(built: Built) -> None:
    documents = {row["source_path"]: row for row in read_table(built[0], "documents").to_pylist()}
    for name in READ:
        assert documents[name]["status"] == "ok" or documents[name]["error"], name
    assert {name for name in READ if documents[name]["status"] != "ok"} <= {"mot.txt", "profond.html", "ligne.txt"}
    assert "Ceci ne doit pas" not in json.dumps(read_table(built[0], "documents").to_pylist(), default=str)
    assert len(documents["rires.html"]["text"]) < 1_000
    assert documents["ruses.txt"]["text"].startswith("Le maire de Brest vote le budget. Les élus.")
    assert documents["creux.txt"]["error"].startswith("the file is too large (2,147,483,648 bytes, limit 200,000,000)")


def test_good_files_beside_them_are_as_without_them(built: Built, tmp_path: Path) -> None:
    fill(tmp_path / "raw", GOOD)
    code, said = run(tmp_path / "raw", tmp_path / "out", "--strict")
    assert code == 0, said
    ids = {row["doc_id"] for row in read_table(tmp_path / "out", "documents").to_pylist()}
    assert len(ids) == len(GOOD)
    for table in (table for table in TABLES.values() if "doc_id" in table.columns):
        beside = [row for row in read_table(built[0], table.name).to_pylist() if row["doc_id"] in ids]
        assert beside == read_table(tmp_path / "out", table.name).to_pylist(), table.name
    assert len(read_table(tmp_path / "out", "mentions")) > 2
    texts = dict(zip(*(read_table(tmp_path / "out", "documents").column(c).to_pylist() for c in ("source_path", "text")), strict=True))
    assert texts[next(iter(GOOD))].startswith(TEXT[0])


def test_with_strict_one_bad_file_is_3_and_so_are_bad_files_alone(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    cheap = {name: make for name, (make, _, _) in FILES.items() if name in ("tronque.pdf", "texte.pdf", "vide.txt", "image.txt")}
    fill(raw, cheap)
    code, said = run(raw, out)
    assert (code, "0 documents read, 4 failed; the tables are in" in " ".join(said.split())) == (3, True)
    assert all((out / f"{name}.parquet").is_file() for name in TABLES)
    assert len(read_table(out, "rejections")) == len(cheap)
    (raw / "note.txt").write_bytes(GOOD["note.txt"]())
    assert run(raw, out)[0] == 0
    assert run(raw, out, "--strict")[0] == 3


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="no folder shared/ beside the repository")
def test_the_shared_ones_are_as_their_list_says(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for path in HOSTILE.glob("*.pdf"):
        (raw / path.name).write_bytes(path.read_bytes())
    fill(raw, {"note.txt": GOOD["note.txt"]})
    code, said = run(raw, tmp_path / "out")
    assert code == 0, said
    status = {row["source_path"]: row["status"] for row in read_table(tmp_path / "out", "documents").to_pylist()}
    listed = json.loads((HOSTILE / "README.json").read_text(encoding="utf-8"))
    assert status == {**{name: each["expected"] for name, each in listed.items()}, "note.txt": "ok"}


def test_what_cannot_be_read_is_said(tmp_path: Path, model_free: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = tmp_path / "raw"
    fill(raw, {"a/clos.txt": GOOD["note.txt"], "b/note.txt": GOOD["note.txt"], "c/perdu.txt": GOOD["note.txt"]})
    opened, listed = Path.open, os.scandir

    def refuse_file(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "clos.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **named)

    def refuse_folder(path: Any = ".") -> Any:
        if not isinstance(path, int) and Path(path).name == "c":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "open", refuse_file)  # permissions do not hold for every user
    monkeypatch.setattr(os, "scandir", refuse_folder)
    out = build(raw, tmp_path / "out", model_free)
    (rejection,) = read_table(out, "rejections").to_pylist()
    assert rejection["reason"] == "the file cannot be read (Permission denied): change its permissions, or copy it here again"
    document = read_table(out, "documents").to_pylist()[0]
    assert (document["source_path"], document["sha256"], document["status"]) == ("a/clos.txt", None, "failed")
    assert list_corpus(raw).skipped == ("c: a folder that cannot be read: change its permissions",)
