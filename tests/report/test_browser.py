"""The report in a real browser: accessible, without errors, and a click on a figure lands on its sentence."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipeline.report import write_report
from pipeline.storage import read_table
from tests.report.browsing import NARROW, WIDE, opened

AXE = find_spec("axe_playwright_python")
if AXE is None or AXE.origin is None:
    pytest.skip("axe-core is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def report(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample corpus."""
    folder = tmp_path_factory.mktemp("report")
    write_report(sample_build, folder)
    return folder


def sample_pages(report: Path) -> list[Path]:
    """The lists, and of each other kind the page of middle size."""
    kinds = [sorted((report / kind).iterdir(), key=lambda p: p.stat().st_size) for kind in ("documents", "organisations", "people")]
    return [*sorted(report.glob("*.html")), *(pages[len(pages) // 2] for pages in kinds)]


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_pages_are_accessible_and_silent(report: Path, browser: Any, size: dict[str, int], scheme: str) -> None:
    axe = (Path(str(AXE.origin)).parent / "axe.min.js").read_text(encoding="utf-8")  # type: ignore[union-attr]
    for path in sample_pages(report):
        page, said = opened(browser, path, size, scheme)
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'], preload: false}).then(r => r.violations)"
        )
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], path.name
        assert said == [], path.name
        page.close()


def test_no_page_scrolls_sideways_on_a_telephone(report: Path, browser: Any) -> None:
    longest = max((report / "documents").iterdir(), key=lambda p: p.stat().st_size)
    for path in [longest, *sample_pages(report)]:
        page, said = opened(browser, path, NARROW)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path.name
        assert said == [], path.name
        page.close()


def test_a_click_on_a_figure_lands_on_its_sentence(report: Path, browser: Any, sample_build: Path) -> None:
    figure = read_table(sample_build, "figures").to_pylist()[-1]
    page, said = opened(browser, report / "documents" / f"{figure['doc_id']}.html", WIDE)
    page.locator("#chiffres a").last.click()
    target = page.locator(":target")
    assert target.inner_text() == figure["raw"]
    page.wait_for_function(
        "(() => { const r = document.querySelector(':target').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()"
    )
    assert said == []
    page.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_jump_to_a_table_lands_on_its_heading(report: Path, browser: Any, size: dict[str, int]) -> None:
    longest = max((report / "documents").iterdir(), key=lambda p: p.stat().st_size)
    page, said = opened(browser, longest, size)
    for name in ("roles", "chiffres", "reparations"):
        page.locator(f".side a[href='#{name}']").click()
        page.wait_for_timeout(500)
        assert 0 <= page.evaluate("document.querySelector(':target').getBoundingClientRect().top") <= 80, name
        page.evaluate("scrollTo(0, 0)")
    assert said == []
    page.close()


def test_the_list_can_be_searched_without_accents(report: Path, browser: Any, sample_build: Path) -> None:
    page, said = opened(browser, report / "organisations.html", WIDE)
    page.get_by_label("Chercher").fill("departement")
    page.get_by_role("status").filter(has_text=" sur ").wait_for()
    shown = page.locator("#liste tbody tr:visible").count()
    assert 0 < shown < read_table(sample_build, "organisations").num_rows
    assert page.get_by_role("status").inner_text().startswith(f"{shown} sur ")
    assert said == []
    page.close()


def test_a_repair_can_be_read_with_the_keyboard(report: Path, browser: Any) -> None:
    page, _ = opened(browser, sample_pages(report)[4], WIDE)
    page.locator("article ins").first.focus()
    said = page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert "avant" in said and "%" in said
    page.close()
