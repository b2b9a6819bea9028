"""The sample corpus is what its manifest and its gold say."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import runpy
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
RAW, MAKE, GOLD = ROOT / "raw", ROOT / "raw" / "make", ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared"
GOLD_FILES = sorted(GOLD.glob("*.jsonl"))
PDF_SCRIPTS = ["fiche_eclairage", "budget_orne", "lettre_baie", "programme_ateliers", "deliberation_scan"]
ENCODINGS = {
    "fiches-solidarites-2022.txt": "mac_roman",
    "seminaires-cadres-littoral.txt": "utf-8-sig",
    "lettre-ruralites-mars.txt": "cp1252",
    "lettre-ruralites-mars_v2.txt": "cp1252",
    "journees-archives-programme.txt": "iso8859-15",
}


def read_gold(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    head, *rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return head, rows


def documents() -> list[Path]:
    return [p for p in sorted(RAW.iterdir()) if p.is_file() and p.name not in ("README.md", "manifest.csv")]


def read_text(path: Path) -> str:
    return path.read_bytes().decode(ENCODINGS.get(path.name, "utf-8"))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.fixture
def make_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(MAKE))
    for name in ("layout", *PDF_SCRIPTS):
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_manifest_lists_every_document_with_its_hash() -> None:
    with (RAW / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["path"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == [p.name for p in documents()]
    for path in documents():
        assert rows[path.name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest(), f"run raw/make/manifest.py: {path.name}"
        assert rows[path.name]["bytes"] == str(path.stat().st_size)


def test_the_read_me_describes_every_document() -> None:
    text = (RAW / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in documents() if f"| {p.name} |" not in text] == []


def test_one_document_is_there_twice() -> None:
    hashes = Counter(hashlib.sha256(p.read_bytes()).hexdigest() for p in documents())
    assert sorted(hashes.values())[-2:] == [1, 2]


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda p: p.stem)
def test_every_gold_record_stands_verbatim_on_its_line(path: Path) -> None:
    head, rows = read_gold(path)
    lines = (RAW / head["file"]).read_text(encoding="utf-8").split("\n")
    for row in rows:
        assert any(first <= row["line"] <= last for first, last in head["lines"]), row
        if "raw" in row:
            assert "\n".join(lines[row["line"] - 1 :])[row["col"] :].startswith(row["raw"]), row
        if row["kind"] == "person":
            assert row["email"] is None or row["email"].endswith("example.org"), row


def test_gold_is_large_enough_to_measure_with() -> None:
    counts = Counter(row["kind"] for path in GOLD_FILES for row in read_gold(path)[1])
    floors = {"mention": 250, "figure": 60, "person": 40, "section": 60, "initial": 15, "repair": 30, "project": 9, "event": 7, "link": 10}
    assert {kind: counts[kind] for kind, floor in floors.items() if counts[kind] < floor} == {}


def test_annotated_sources_give_the_committed_documents_and_gold(make_folder: None) -> None:
    annotate = runpy.run_path(str(MAKE / "annotate.py"))
    sources = sorted((MAKE / "annotated").glob("*.gold"))
    assert [f"{Path(s.stem).stem}.jsonl" for s in sources] == [p.name for p in GOLD_FILES]
    for source in sources:
        text, records, ranges = annotate["read_source"](source.read_text(encoding="utf-8"))
        assert text == (RAW / source.stem).read_text(encoding="utf-8"), f"run raw/make/annotate.py: {source.stem}"
        assert ({"kind": "range", "file": source.stem, "lines": ranges}, records) == read_gold(GOLD / f"{Path(source.stem).stem}.jsonl")


@pytest.mark.parametrize("script", PDF_SCRIPTS)
def test_pdf_scripts_write_the_same_bytes_and_the_committed_pages(script: str, tmp_path: Path, make_folder: None) -> None:
    for module in ("reportlab", "matplotlib", "pyphen", "PIL"):
        pytest.importorskip(module)
    import layout  # type: ignore[import-not-found]
    import pypdfium2

    built = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        folder.mkdir()
        layout.RAW = folder
        runpy.run_path(str(MAKE / f"{script}.py"), run_name="__main__")
        built.append(next(folder.glob("*.pdf")))
    assert built[0].read_bytes() == built[1].read_bytes()
    texts = []
    for path in (built[0], RAW / built[0].name):
        with pypdfium2.PdfDocument(path) as pdf:
            texts.append([page.get_textpage().get_text_bounded() for page in pdf])
    assert texts[0] == texts[1]


@pytest.mark.skipif(not (SHARED / "corpus" / "text").is_dir(), reason="the real corpus is not beside the project")
def test_nothing_was_taken_from_the_real_corpus() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = words_of(text)
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    real: set[tuple[str, ...]] = set()
    for path in (SHARED / "corpus" / "text").glob("*.txt"):
        real |= runs(path.read_text(encoding="utf-8"))
    for path in [p for p in documents() if p.suffix != ".pdf"] + list(MAKE.glob("*.py")):
        assert sorted(runs(read_text(path)) & real) == [], path.name
