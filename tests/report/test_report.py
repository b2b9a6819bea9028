"""The report is complete, its links lead somewhere, and what documents say stays text."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pipeline.errors import BuildError
from pipeline.report import write_report
from pipeline.report.annotate import Marked, Span
from pipeline.report.rows import Repair
from pipeline.storage import read_table

VOID = {"meta", "link", "input", "br", "rect"}


class Page(HTMLParser):
    """The anchors and links of a page, and whether its tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.scripts: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if given.get("href") else []
        if tag == "script":
            self.scripts.append(given.get("src", ""))
        assert not [name for name in given if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def report(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample corpus."""
    folder = tmp_path_factory.mktemp("report")
    write_report(sample_build, folder)
    return folder


def check_links(report: Path) -> None:
    """Every link of every page leads to a page of the report, and to an anchor of it."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in report.rglob("*.html")}
    for path, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), path
        for link in page.links:
            assert "://" not in link
            target, _, name = unquote(link).partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file.exists(), f"{path.name}: {link}"
            assert not name or name in pages[file].ids, f"{path.name}: {link}"


def test_every_link_leads_to_a_page_and_an_anchor(report: Path) -> None:
    check_links(report)


def test_there_is_a_page_for_each_document_organisation_and_person(report: Path, sample_build: Path) -> None:
    for folder, table in (("documents", "documents"), ("organisations", "organisations"), ("people", "people")):
        assert len(list((report / folder).iterdir())) == read_table(sample_build, table).num_rows


def test_the_text_of_a_page_is_the_clean_text(report: Path, sample_build: Path) -> None:
    for document in read_table(sample_build, "documents", ["doc_id", "text"]).to_pylist():
        html = (report / "documents" / f"{document['doc_id']}.html").read_text(encoding="utf-8")
        found = re.search(r'<article id="texte".*?>\n(.*)</article>', html, re.S)
        shown = re.sub(r"<ins[^>]*>✂</ins>|<[^>]+>", "", found[1]) if found else ""
        from html import unescape

        assert unescape(shown).split() == (document["text"] or "").split()


def test_every_figure_and_role_can_be_read_at_its_place(report: Path, sample_build: Path) -> None:
    for name in ("figures", "roles"):
        for row in read_table(sample_build, name).to_pylist()[:200]:
            html = (report / "documents" / f"{row['doc_id']}.html").read_text(encoding="utf-8")
            number = row[f"{name[:-1]}_id"].rpartition(":")[2]
            assert f'id="{number}"' in html or name == "roles"


def test_scripts_in_documents_stay_text() -> None:
    text = 'Ville <script>alert(1)</script> & « "12 % »'
    span = Span(0, 5, '<mark id="m00001">', "</mark>")
    repair = Repair("a:c00001", "a", '<b onclick="x">', '"><script>', "&", 32, 33, 1.0)
    html = Marked(text, [span], [repair]).html([])
    assert "<script" not in html and "onclick" not in re.sub(r'"[^"]*"', "", html)
    assert Page(html).ids == ["m00001", "c00001"]


@pytest.mark.parametrize(
    ("spans", "repairs", "expected"),
    [
        ([], [], "<p>Ville de Brest</p>"),
        ([(0, 5)], [], "<p>[Ville] de Brest</p>"),
        ([(0, 5), (0, 14)], [], '<p><span id="s0"></span>[Ville de Brest]</p>'),
        ([(9, 14)], [(0, 1)], "<p>{V}ille de [Brest]</p>"),
        ([(9, 14)], [(7, 11)], "<p>Ville d{e }[{Br}est]</p>"),
        ([(9, 14)], [(9, 9)], "<p>Ville de [{✂}Brest]</p>"),
        ([(9, 14)], [(14, 14)], "<p>Ville de [Brest]{✂}</p>"),
    ],
)
def test_marks_and_repairs_nest(spans: list[tuple[int, int]], repairs: list[tuple[int, int]], expected: str) -> None:
    given = [Span(a, b, f'<mark id="s{i}">', "</mark>") for i, (a, b) in enumerate(spans)]
    rows = [Repair(f"a:c{i}", "a", "junk", "x", "y" if a < b else "", a, b, 1.0) for i, (a, b) in enumerate(repairs)]
    html = Marked("Ville de Brest", given, rows).html([])
    html = re.sub(r"<mark[^>]*>", "[", html).replace("</mark>", "]")
    assert re.sub(r"<ins[^>]*>", "{", html).replace("</ins>", "}") == expected


def test_a_folder_of_somebody_else_is_left_alone(sample_build: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(BuildError, match="no report wrote"):
        write_report(sample_build, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "kept"


def test_of_an_earlier_report_only_pages_that_say_the_same_are_left(sample_build: Path, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    write_report(sample_build, folder)
    kept, changed, *_ = sorted((folder / "people").iterdir())
    before = {path: (path.stat().st_ino, path.read_bytes()) for path in (kept, changed)}
    changed.write_text("an earlier state", encoding="utf-8")
    (folder / "people" / "gone.html").write_text("nobody", encoding="utf-8")
    write_report(sample_build, folder)
    assert (kept.stat().st_ino, kept.read_bytes()) == before[kept]
    assert changed.read_bytes() == before[changed][1]
    assert not (folder / "people" / "gone.html").exists()


def test_a_report_is_written_again_where_files_cannot_be_linked(
    sample_build: Path, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", link)
    for _ in range(2):
        write_report(sample_build, tmp_path / "report")
    first, second = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in (report, tmp_path / "report"))
    assert first == second


def test_lists_put_first_what_is_named_most(report: Path, sample_build: Path) -> None:
    said = re.findall(
        r'<td class="n">([\d\u202f]+)</td><td class="n">[\d\u202f]+</td></tr>', (report / "organisations.html").read_text(encoding="utf-8")
    )
    counts = [int(count.replace("\u202f", "")) for count in said]
    assert counts == sorted(read_table(sample_build, "organisations")["mention_count"].to_pylist(), reverse=True)
