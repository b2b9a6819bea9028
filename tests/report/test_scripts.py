"""What documents, file names and names say stays text: no script of theirs runs in a real browser, and links still work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.execution.jobs import Tools
from pipeline.report import write_report
from pipeline.storage import read_table
from pipeline.tables import TABLES
from tests.conftest import build
from tests.report.browsing import WIDE, opened

SCRIPT = '"\'><img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script><a href="javascript:globalThis.ran=1">là</a><!--'
HELD = "#mesures & 100% <b onmouseover=\"globalThis.ran=1\">'gratuit'? <img src=x onerror=globalThis.ran=1>.txt"
TEXT = f"""Lettre du quartier

CHIFFRES CLÉS

{SCRIPT}

La Ville de Brest a planté 3 400 arbres en 2023, et Bastien Coudrelle, maire de Brest, en a coûté 12 % <script>globalThis.ran=1</script>
de plus. Voir javascript:globalThis.ran=1 ou https://exemple.example.org/"onclick="globalThis.ran=1 au besoin.

</article></main><script>globalThis.ran=1</script>
"""
PAGE = f"""<!doctype html><html lang="fr"><head><title>Compte &lt;script&gt;globalThis.ran=1&lt;/script&gt;</title></head>
<body onload="globalThis.ran=1"><h1>Compte rendu &lt;img src=x onerror=globalThis.ran=1&gt;</h1><script>globalThis.ran=1</script>
<p>Le conseil a voté 250 000 € pour l'école &lt;svg onload=globalThis.ran=1&gt;. {SCRIPT}</p>
<p><a href="javascript:globalThis.ran=1">le compte rendu</a> de la Ville de Brest</p></body></html>"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> tuple[Path, Path]:
    """Tables and report of documents that are full of scripts, one of them in a file whose name is one too."""
    raw = tmp_path_factory.mktemp("raw")
    (raw / HELD).write_text(TEXT, encoding="utf-8")
    (raw / "page «1» ? #2 50%.html").write_text(PAGE, encoding="utf-8")
    out = build(raw, tmp_path_factory.mktemp("out"), tools)
    write_report(out, out / "report")
    return out, out / "report"


@pytest.fixture(scope="module")
def poisoned(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample corpus in which every name, title, measure, role and address is a script."""
    out = tmp_path_factory.mktemp("poisoned")
    for name, table in TABLES.items():
        rows = read_table(sample_build, name).to_pylist()
        for row in rows:
            row |= {column: _poison(row[column]) for column in table.columns if _is_free(name, column)}
        pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), out / f"{name}.parquet")
    write_report(out, out / "report")
    return out / "report"


def _is_free(table: str, column: str) -> bool:
    """Whether a column holds words of documents, not an identifier, a code or the text that offsets point into."""
    declared = TABLES[table].columns[column]
    is_text = declared.type in (pa.string(), pa.list_(pa.string())) and not declared.choices
    return is_text and not column.endswith("_id") and (table, column) not in {("documents", "text"), ("documents", "duplicate_of")}


def _poison(value: Any) -> Any:
    if isinstance(value, list):
        return [_poison(item) for item in value] or [SCRIPT]
    return f"{SCRIPT} {value or ''}"


def pages(report: Path) -> list[Path]:
    """The overview, the lists, and some pages of each other kind, the largest first."""
    kinds = ("documents", "organisations", "people")
    return sorted(report.glob("*.html")) + [
        page for kind in kinds for page in sorted((report / kind).iterdir(), key=lambda p: (-p.stat().st_size, p.name))[:2]
    ]


def assert_harmless(page: Any, said: list[str], where: str) -> None:
    """No script ran or was tried, and nothing of a document became an element."""
    page.wait_for_timeout(30)  # errors of pictures come later
    assert page.evaluate("globalThis.ran") is None, where
    assert said == [], where
    assert page.locator("img, iframe, object, base, [onerror], [onload], [onclick], [onmouseover]").count() == 0, where
    assert page.locator("a[href^='javascript:' i]").count() == 0, where
    assert all("/assets/" in src or src.endswith("-index.js") for src in page.evaluate("[...document.scripts].map(s => s.src)")), where


def test_the_detector_sees_a_script_that_runs(browser: Any, poisoned: Path) -> None:
    page, said = opened(browser, poisoned / "people.html", WIDE)
    page.evaluate("html => { document.querySelector('#liste td').innerHTML = html }", SCRIPT)
    with pytest.raises(AssertionError):
        assert_harmless(page, said, "planted")
    page.close()
    free = browser.new_page()
    free.set_content(f"<p>{SCRIPT[2:]}")
    free.wait_for_function("globalThis.ran === 1")
    free.close()


def test_names_that_are_scripts_stay_text(browser: Any, poisoned: Path) -> None:
    for path in pages(poisoned):
        page, said = opened(browser, path, WIDE)
        assert "<script>globalThis.ran=1</script>" in page.locator("main").inner_text() or path.name == "index.html"
        assert_harmless(page, said, path.name)
        page.close()


def test_a_search_shows_scripts_as_text(browser: Any, poisoned: Path) -> None:
    page, said = opened(browser, poisoned / "people.html", WIDE)
    page.get_by_label("Chercher").fill("<script>globalthis.ran")
    page.get_by_role("status").filter(has_text=" sur ").wait_for()
    assert page.locator("#liste tbody tr").count() > 0
    assert "<script>globalThis.ran=1</script>" in page.locator("#liste").inner_text()
    assert_harmless(page, said, "search")
    page.close()


def test_documents_full_of_scripts_stay_text(browser: Any, hostile: tuple[Path, Path]) -> None:
    _, report = hostile
    shown = ""
    for path in pages(report):
        page, said = opened(browser, path, WIDE)
        shown += page.locator("main").inner_text()
        assert_harmless(page, said, path.name)
        page.close()
    assert "</article></main><script>globalThis.ran=1</script>" in shown
    assert HELD in shown


def test_links_of_a_hostile_file_name_work(browser: Any, hostile: tuple[Path, Path]) -> None:
    _, report = hostile
    page, said = opened(browser, report / "documents.html", WIDE)
    for index in range(page.locator("#liste tbody a").count()):
        page.locator("#liste tbody a").nth(index).click()
        page.locator("#texte").wait_for()
        page.go_back()
    assert said == []
    page.close()


def _figures(out: Path) -> Iterator[dict[str, Any]]:
    yield from read_table(out, "figures").to_pylist()


def test_a_click_on_a_figure_between_scripts_lands_on_it(browser: Any, hostile: tuple[Path, Path]) -> None:
    out, report = hostile
    figures = list(_figures(out))
    assert len({figure["doc_id"] for figure in figures}) == 2
    for doc_id in sorted({figure["doc_id"] for figure in figures}):
        page, said = opened(browser, report / "documents" / f"{doc_id}.html", WIDE)
        for figure, link in zip([f for f in figures if f["doc_id"] == doc_id], page.locator("#chiffres a").all(), strict=True):
            link.click()
            assert page.locator(":target").inner_text() == figure["raw"]
        assert_harmless(page, said, doc_id)
        page.close()
