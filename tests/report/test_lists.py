"""Long lists are cut into pages that open at once, and a search looks in all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.report import write_report
from pipeline.report.lists import PAGE_ROWS, Listing
from pipeline.storage import read_table
from pipeline.tables import TABLES
from tests.report.browsing import NARROW, WIDE, opened
from tests.report.test_report import Page

SECOND = 1000.0
"""Milliseconds."""
LOADED = "(() => { const [n] = performance.getEntriesByType('navigation'); return Math.round(n.loadEventEnd) })()"


def listing(count: int) -> Listing:
    """A list of so many rows, whose second column is empty."""
    rows = [(f"Personne {number}", "", "maire" if number == count - 1 else "") for number in range(count)]
    return Listing("people", "Personnes", "les personnes", ("nom", "sigle", "fonctions"), [f"people/{n}.html" for n in range(count)], rows)


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (PAGE_ROWS, 1), (PAGE_ROWS + 1, 2), (3 * PAGE_ROWS, 3)])
def test_every_row_is_on_one_page(count: int, pages: int) -> None:
    made = dict(listing(count).pages())
    assert len(made) == pages
    assert sum(values["table"].count("<tr><td>") for values in made.values()) == count


def test_all_pages_have_the_columns_that_one_of_them_fills() -> None:
    for _, values in listing(PAGE_ROWS + 1).pages():
        assert ">fonctions<" in values["table"] and ">sigle<" not in values["table"]


def test_the_index_holds_what_the_pages_show() -> None:
    script = listing(2).index_script()
    rows = json.loads(script.removeprefix("globalThis.reportRows = ").removesuffix(";\n"))
    assert rows == [["people/0.html", "Personne 0", ""], ["people/1.html", "Personne 1", "maire"]]


@pytest.fixture(scope="module")
def large(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample corpus with 5,400 people more."""
    out = tmp_path_factory.mktemp("large")
    for name, table in TABLES.items():
        rows = read_table(sample_build, name).to_pylist()
        if name == "people":
            rows += [{**row, "person_id": f"{row['person_id']}-{n}", "name": f"{row['name']} {n}"} for n in range(40) for row in rows[:135]]
        pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), out / f"{name}.parquet")
    write_report(out, out / "report")
    return out / "report"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_lists_of_thousands_open_in_a_second(large: Path, browser: Any, size: dict[str, int]) -> None:
    took = []
    for path in [large / "people.html", large / "people-9.html"] * 2:
        page, said = opened(browser, path, size)
        took.append(float(page.evaluate(LOADED)))
        assert page.locator("#liste tbody tr").count() == PAGE_ROWS
        assert said == []
        page.close()
    assert min(took) < SECOND, took


def test_a_search_finds_who_is_on_another_page(large: Path, browser: Any) -> None:
    page, said = opened(browser, large / "people-2.html", WIDE)
    name = page.locator("#liste tbody a").first.inner_text()
    page.get_by_role("navigation", name="Pages de la liste").get_by_role("link", name="page 1,").click()
    page.get_by_label("Chercher").fill(name.upper())
    page.get_by_role("status").filter(has_text=" sur ").wait_for()
    assert page.locator(".pager").is_hidden()
    page.locator("#liste tbody").get_by_role("link", name=name, exact=True).click()
    assert page.locator("h1").inner_text() == name
    assert said == []
    page.close()


def test_a_search_with_too_many_answers_says_so_and_ends(large: Path, browser: Any) -> None:
    page, _ = opened(browser, large / "people.html", WIDE)
    before = page.locator("#liste tbody").inner_text()
    page.get_by_label("Chercher").fill("e")
    page.get_by_role("status").filter(has_text="premières").wait_for()
    assert page.locator("#liste tbody tr").count() == PAGE_ROWS
    page.get_by_label("Chercher").fill("")
    assert page.locator("#liste tbody").inner_text() == before and page.locator(".pager").is_visible()
    page.close()


def test_a_page_of_a_list_can_be_reached_by_keyboard(large: Path, browser: Any) -> None:
    page, said = opened(browser, large / "people.html", WIDE)
    page.get_by_label("Chercher").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people-2.html")
    assert page.locator(".pager [aria-current=page]").inner_text() == "2"
    assert said == []
    page.close()


def test_the_pages_of_a_list_link_to_all_people_and_to_each_other(large: Path) -> None:
    pages = [Page(path.read_text(encoding="utf-8")) for path in large.glob("people*.html")]
    people = [link for page in pages for link in page.links if link.startswith("people/")]
    assert sorted(people) == sorted(f"people/{path.name}" for path in (large / "people").iterdir())
    assert all((large / link).exists() for page in pages for link in page.links if not link.startswith("#"))


def test_the_same_tables_give_the_same_bytes(sample_build: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "b"):  # the second time over an earlier report
        write_report(sample_build, tmp_path / name)
    first, second = ({p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()} for n in "ab")
    assert first == second
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
