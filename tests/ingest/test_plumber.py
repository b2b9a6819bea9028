"""Pages that PDFium cannot read are read with pdfplumber."""

from __future__ import annotations

from typing import Any

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import DocumentError
from pipeline.ingest import Limits, pdfium, plumber
from pipeline.ingest.characters import UNKNOWN, Characters, Sheet
from pipeline.ingest.pdf import read_pdf
from tests.ingest.drawing import LEFT, RIGHT, draw, fill, write


def first(canvas: Canvas) -> None:
    write(canvas, 60, 100, "Une halle rénovée", size=20, font="Helvetica-Bold")
    write(canvas, 60, 140, *LEFT)


def second(canvas: Canvas) -> None:
    fill(canvas, 300, 180, 540, 270)
    write(canvas, 60, 200, *LEFT)
    write(canvas, 310, 200, *RIGHT)


DATA = draw(first, second)


def fail_on(monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    """PDFium breaks on a page."""
    read = pdfium.read_sheet

    def broken(handle: Any, number: int, *others: Any) -> Sheet:
        if number == page:
            raise pypdfium2.PdfiumError("Failed to load text page.")
        return read(handle, number, *others)

    monkeypatch.setattr(pdfium, "read_sheet", broken)


@pytest.mark.parametrize("page", [1, 2])
def test_a_page_that_breaks_pdfium_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch, page: int) -> None:
    text, lines, facts = read_pdf(DATA, Limits())
    fail_on(monkeypatch, page)
    again, others, new_facts = read_pdf(DATA, Limits())
    assert (again, new_facts) == (text, facts)
    assert [line.role for line in others] == [line.role for line in lines]
    for line, other in zip(lines, others, strict=True):
        assert other.page == line.page and other.box == line.box and other.size == line.size and other.is_bold == line.is_bold
        assert np.abs(np.array(other.bbox) - line.bbox).max() < 0.2 * line.size  # heights of letters are each reader's own


def test_letters_that_pdfium_cannot_name_are_asked_of_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> None:
    text = read_pdf(DATA, Limits())[0]
    read = pdfium.read_characters

    def unnamed(*arguments: Any) -> Characters:
        found = read(*arguments)
        found.codes[::3] = UNKNOWN
        return found

    monkeypatch.setattr(pdfium, "read_characters", unnamed)
    assert read_pdf(DATA, Limits())[0] == text


def test_text_that_comes_out_empty_is_asked_of_pdfplumber(monkeypatch: pytest.MonkeyPatch) -> None:
    text = read_pdf(DATA, Limits())[0]
    read = pdfium.read_characters
    monkeypatch.setattr(pdfium, "read_characters", lambda *arguments: read(*arguments).take(np.zeros(0, np.int64)))
    assert read_pdf(DATA, Limits())[0] == text


def test_sound_pages_do_not_cost_a_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plumber, "open_second", lambda data: pytest.fail("pdfplumber was opened"))
    assert read_pdf(draw(first, lambda canvas: None), Limits())[0].startswith("Une halle")


def test_a_page_that_neither_reads_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_on(monkeypatch, 2)
    monkeypatch.setattr(plumber, "open_second", lambda data: plumber.NoPages())
    assert read_pdf(DATA, Limits())[2]["error"] == "pages that cannot be reached (damaged file): 2"
    fail_on(monkeypatch, 1)
    with pytest.raises(DocumentError, match="damaged"):
        read_pdf(draw(first), Limits())
