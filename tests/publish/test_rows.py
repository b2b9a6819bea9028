"""One document's records become rows with places, sections and identifiers."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.errors import BuildError
from pipeline.making import make_table
from pipeline.offsets import replay
from pipeline.publish.checks import check_quotes
from pipeline.publish.rows import DocumentRows, document_row
from pipeline.records import (
    CleanDocument,
    DocumentLinks,
    Edit,
    Event,
    Extraction,
    Figure,
    Line,
    Link,
    Mention,
    Project,
    Role,
    Section,
    Source,
    WordBox,
)
from pipeline.tables import TABLES

SOURCE = Source("lettre", "lettre.pdf", "0" * 64, 10, "application/pdf", page_count=2, title="Sans titre", retrieved_on="2024-02-03")
RAW = "LES AGENTS\n\na Ville de Nevers compte 12 agents\nau PROJET\n\nvoir example.org"
EDITS = (Edit(12, 12, "", "L", "lost_initial", 0.9, "S"), Edit(46, 47, "\n", " ", "line_join"))
TEXT = replay(RAW, EDITS)
LINES = (
    Line(0, 10, 1, (10.0, 10.0, 90.0, 20.0)),
    Line(
        12, 46, 1, (10.0, 30.0, 90.0, 40.0), words=(WordBox(12, 13, 10.0, 12.0), WordBox(14, 19, 14.0, 30.0), WordBox(23, 29, 40.0, 60.123))
    ),
    Line(47, 56, 2, (10.0, 10.0, 90.0, 20.0)),
    Line(58, 74, 2, (10.0, 30.0, 90.0, 40.0)),
)
DOCUMENT = CleanDocument(SOURCE, TEXT, len(RAW), EDITS, (), LINES)


def span(text: str) -> tuple[int, int]:
    return TEXT.index(text), TEXT.index(text) + len(text)


EXTRACTION = Extraction(
    "lettre",
    title="Les agents",
    sections=(
        Section(0, 58, 0, 10, 1, "theme", "Les agents", "LES AGENTS"),
        Section(*span("PROJET"), *span("PROJET"), 2, "project", "Projet", "PROJET", parent=0),
        Section(*span("voir example.org"), *span("voir"), 1, "further", "Voir", "voir"),
    ),
    mentions=(Mention(*span("Ville de Nevers"), "ORG", "Ville de Nevers", "rule", 0.9),),
    roles=(Role("Claire Dorvault", "Claire", "Dorvault", None, "contact", None, None, None, None, *span("agents"), 0.5),),
    figures=(Figure("12 agents", 12.0, None, "agents", None, "count", None, "agents", False, None, *span("12 agents"), 0.9),),
    projects=(Project(1, "Projet", None, None, 8, *span("PROJET")),),
    events=(
        Event(None, "Rencontre", None, None, ("eau",), "2024-05-02", None, *span("PROJET")),
        Event(*[None] * 4, (), None, None, 0, 3, 0),
    ),
    links=(Link("https://example.org", "voir", *span("example.org")),),
)
LINKS = DocumentLinks("lettre", ("commune:58194",), ("person:claire-dorvault",), (None,), ("commune:58194",), (None,))


@pytest.fixture
def rows() -> dict[str, list[dict[str, Any]]]:
    return DocumentRows(DOCUMENT, EXTRACTION, LINKS).tables()


def test_every_row_keeps_its_declaration_and_quotes_the_text(rows: dict[str, list[dict[str, Any]]]) -> None:
    for name, some in rows.items():
        assert make_table(TABLES[name], some).num_rows == len(some)
        check_quotes(TABLES[name], some, TEXT)


def test_a_row_is_in_the_innermost_section(rows: dict[str, list[dict[str, Any]]]) -> None:
    assert [rows[t][0]["section_id"] for t in ("mentions", "projects", "links")] == ["lettre:s00001", "lettre:s00002", "lettre:s00003"]


def test_a_mention_has_its_raw_place_and_box(rows: dict[str, list[dict[str, Any]]]) -> None:
    (mention,) = rows["mentions"]
    assert (mention["mention_id"], mention["entity_id"]) == ("lettre:m00001", "commune:58194")
    assert RAW[mention["raw_start"] : mention["raw_end"]] == "Ville de Nevers"
    assert (mention["page"], mention["bbox"]) == (1, [14.0, 30.0, 60.12, 40.0])


def test_repairs_are_the_ledger(rows: dict[str, list[dict[str, Any]]]) -> None:
    restored, joined = rows["repairs"]
    assert (restored["start"], restored["end"], restored["raw_start"], restored["raw_end"]) == (12, 13, 12, 12)
    assert (restored["before"], restored["after"], restored["alternative"], restored["page"]) == ("", "L", "S", 1)
    assert (joined["rule"], joined["before"], joined["after"]) == ("line_join", "\n", " ")


def test_sections_know_their_pages_and_parents(rows: dict[str, list[dict[str, Any]]]) -> None:
    first, second, _ = rows["sections"]
    assert (first["page"], first["page_end"], first["parent_id"]) == (1, 2, None)
    assert second["parent_id"] == "lettre:s00001"


def test_sessions_lead_to_their_event(rows: dict[str, list[dict[str, Any]]]) -> None:
    assert [e["parent_event_id"] for e in rows["events"]] == [None, "lettre:e00001"]


def test_a_document_has_its_printed_title_and_a_rejected_one_no_text() -> None:
    assert document_row(SOURCE, DOCUMENT, EXTRACTION)["title"] == "Les agents"
    assert document_row(SOURCE)["title"] == "Sans titre"
    assert document_row(SOURCE)["text"] is None


@pytest.mark.parametrize("text", ["février 2024", "2024-13-01"])
def test_a_date_in_the_manifest_that_is_none_says_where(text: str) -> None:
    from msgspec.structs import replace

    with pytest.raises(BuildError, match=r"retrieved_on of lettre.pdf in manifest.csv: .* write it as 2021-03-04"):
        document_row(replace(SOURCE, retrieved_on=text))


def test_a_quote_that_is_not_in_the_text_is_named(rows: dict[str, list[dict[str, Any]]]) -> None:
    rows["mentions"][0]["text"] = "ville de nevers"
    with pytest.raises(BuildError, match="row lettre:m00001: text is 'ville de nevers' but the text reads 'Ville de Nevers'"):
        check_quotes(TABLES["mentions"], rows["mentions"], TEXT)


def test_links_that_are_not_parallel_are_a_bug() -> None:
    with pytest.raises(BuildError, match="normalise gave 0 mentions for 1 records of lettre"):
        DocumentRows(DOCUMENT, EXTRACTION, DocumentLinks("lettre")).tables()


@pytest.mark.parametrize(
    ("value", "code", "euros"), [(11.6, "MEUR", 11_600_000.0), (58_410.0, "kEUR", 58_410_000.0), (42.5, "EUR", 42.5), (12.0, None, None)]
)
def test_amounts_compare_in_euros(value: float, code: str | None, euros: float | None) -> None:
    figure = replace(EXTRACTION.figures[0], value=value, unit_code=code)
    (row,) = DocumentRows(DOCUMENT, replace(EXTRACTION, figures=(figure,)), DocumentLinks("lettre", figure_orgs=(None,))).figures()
    assert row["value_eur"] == euros
