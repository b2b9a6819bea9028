"""What runs is pinned and may run; what is shipped is what its makers made; nothing is fetched and no document runs."""

from __future__ import annotations

import ast
import re
import socket
from pathlib import Path

import pypdfium2
import pytest

from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.ingest.html import read_html
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf_checks import Limits
from pipeline.ingest.picture import render_page
from pipeline.settings import read_settings
from pipeline.storage import read_table
from tests.hostile.making import raw_pdf
from tests.supply.chain import CHECKSUMS, PAGE, RESOURCES, ROOT, Package, checksums, may_run, normal, page, runtime_packages, shipped_data

PACKAGES = runtime_packages()
PINNED = {normal(line.partition("==")[0]): line.partition("==")[2] for line in (ROOT / "constraints.txt").read_text().splitlines()}
SOURCES = sorted(p for folder in ("pipeline", "benchmarks") for p in (ROOT / folder).rglob("*.py"))
AGAIN = "run .venv/bin/python -m tests.supply.chain and look at the diff"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_what_runs_is_pinned(package: Package) -> None:
    assert PINNED.get(normal(package.name)) == package.version


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_what_runs_may_run(package: Package) -> None:
    assert may_run(package.licence), f"{package.name}: {package.licence!r} is not on the list in tests/supply/licences.toml"


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT AND GPL-2.0-only", False), ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
     ("AGPL-3.0-or-later", False), ("unknown", False)],
)  # fmt: skip
def test_gpl_may_not_run(licence: str, allowed: bool) -> None:
    assert may_run(licence) == allowed


def test_the_list_of_licences_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), AGAIN


def test_shipped_data_are_what_was_checked_in() -> None:
    assert CHECKSUMS.read_text(encoding="utf-8") == checksums(), f"data changed: {AGAIN}"


@pytest.mark.parametrize("path", shipped_data(), ids=lambda p: p.relative_to(RESOURCES).as_posix())
def test_shipped_data_have_an_origin_and_a_licence(path: Path) -> None:
    origin = (path.parent / "ORIGIN.md").read_text(encoding="utf-8")
    assert path.name in origin
    assert re.search(r"licen[cs]e", origin, re.I)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_code_unpickles_or_evaluates(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not {"pickle", "dill", "marshal", "shelve", "cloudpickle"} & {name.partition(".")[0] for name in names}, node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec"}, node.lineno


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any use of a network ends the test."""

    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError(f"the network was used: {arguments}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


def scripted_page() -> bytes:
    """A page that would load, run and send if it were shown."""
    return (
        b'<!DOCTYPE html><html><head><title>Lettre <script>alert(1)</script></title><base href="http://192.0.2.1/">'
        b'<link rel="stylesheet" href="http://192.0.2.1/a.css"><script src="http://192.0.2.1/a.js"></script>'
        b"<script>document.write('APPELE')</script><style>@import url(http://192.0.2.1/b.css); p {color: red}</style></head>"
        b'<body onload="fetch(1)"><main><h1>La halle</h1><p onclick="alert(2)">La commune a vot\xc3\xa9 le budget de la halle.</p>'
        b'<img src="http://192.0.2.1/x.png" onerror="alert(3)"><iframe src="http://192.0.2.1/"></iframe>'
        b'<p>Voir <a href="javascript:alert(4)">le plan</a> de la rue et le gymnase du quartier.</p></main></body></html>'
    )


def scripted_pdf() -> bytes:
    """A PDF that runs a script and opens an address when it is opened, and carries a file."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/AA<</O 6 0 R>>>>"
    text = b"BT /F 12 Tf 60 700 Td (Le conseil de la commune a vote le budget de la halle et du gymnase.) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/Names<</EmbeddedFiles<</Names[(a.exe) 7 0 R]>>/JavaScript<</Names[(a) 6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</S/JavaScript/JS(app.launchURL\\('http://192.0.2.1/'\\); app.alert\\('APPELE'\\))/Next<</S/Launch/F(/bin/sh)>>>>",
        b"<</Type/Filespec/F(a.exe)/EF<</F 8 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 6>>\nstream\nAPPELE\nendstream",
    )
    return raw_pdf(*objects)


def test_a_build_uses_no_network(tmp_path: Path, model_free: Tools, no_network: None) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.html").write_bytes(scripted_page())
    (tmp_path / "raw" / "note.md").write_text("![plan](http://192.0.2.1/plan.png)\n\nLa halle <script>alert(1)</script> est ouverte.\n")
    (tmp_path / "raw" / "lettre.pdf").write_bytes((ROOT / "raw" / "fiche-eclairage-colmar.pdf").read_bytes())
    settings = read_settings(raw=tmp_path / "raw", out=tmp_path / "out", ocr="off")
    run_plan(make_plan(settings), settings, ALL_STAGES, model_free)
    assert read_table(settings.out, "documents")["status"].to_pylist() == ["ok"] * 3


def test_scripts_and_styles_of_a_page_are_no_text(no_network: None) -> None:
    text, _, title, _ = read_html(scripted_page())
    assert "La commune a voté le budget de la halle." in text
    for word in ("APPELE", "alert", "color", "192.0.2.1", "fetch"):
        assert word not in text, text
    assert title is not None


def test_actions_and_files_in_a_pdf_are_left_alone(no_network: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    data = scripted_pdf()
    (tmp_path / "a.pdf").write_bytes(data)
    with pypdfium2.PdfDocument(data) as document:
        assert document.count_attachments() == 1
    text, _, facts = read_pdf(data, Limits())
    assert text.strip() == "Le conseil de la commune a vote le budget de la halle et du gymnase."
    assert facts["page_count"] == 1
    assert render_page(tmp_path / "a.pdf", 1).startswith(b"\x89PNG")
    assert list(folder.iterdir()) == []
