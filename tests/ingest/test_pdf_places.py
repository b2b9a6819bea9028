"""Where the words of a page stand, and which pages are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import DocumentError
from pipeline.ingest import Limits
from pipeline.ingest.pdf import read_pdf
from tests.ingest.drawing import LEFT, RIGHT, draw, fill, write


def test_every_place_is_true() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100, *LEFT)
        fill(canvas, 50, 200, 300, 260)
        write(canvas, 60, 220, *RIGHT[:2])

    text, lines, facts = read_pdf(draw(page), Limits())
    assert facts["page_count"] == 1
    assert [line.box for line in lines] == [0] * 4 + [1] * 2
    for line in lines:
        assert line.bbox is not None
        x0, top, x1, bottom = line.bbox
        assert 0 <= x0 < x1 <= A4[0] and 0 <= top < bottom <= A4[1]
        assert " ".join(text[w.start : w.end] for w in line.words) == text[line.start : line.end]


def test_turned_text_has_its_place_on_the_page() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 150, *LEFT)
        for x, angle, text in ((30, 90, "Cohésion"), (560, -90, "Mobilités")):
            canvas.saveState()
            canvas.translate(x, 400)
            canvas.rotate(angle)
            canvas.setFont("Helvetica", 10)
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    _, lines, _ = read_pdf(draw(page), Limits())
    up, down = (line.bbox for line in lines if line.role == "margin")
    width = 10 * 4
    assert up and 18 < up[0] < up[2] <= 31 and A4[1] - 400 - width - 10 < up[1] < up[3] <= A4[1] - 399
    assert down and 559 <= down[0] < down[2] < 572 and A4[1] - 401 <= down[1] < down[3] < A4[1] - 400 + width + 10


def test_a_stamp_over_a_scanned_page_is_no_text_layer() -> None:
    picture = ImageReader(Image.new("L", (60, 80), 230))

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, *A4)
        write(canvas, 300, 30, "Envoyé en préfecture le 12/03/2024", "Reçu en préfecture le 12/03/2024", size=8, leading=10)

    def cover(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, *A4)
        write(canvas, 60, 400, "Rapport annuel", size=40)

    with pytest.raises(DocumentError, match="no text layer"):
        read_pdf(draw(scan), Limits())
    assert "status" not in read_pdf(draw(cover), Limits())[2]
    facts = read_pdf(draw(cover, scan), Limits())[2]
    assert facts["status"] == "partial" and "text layer: 2;" in facts["error"]


def test_pages_without_text_need_ocr() -> None:
    with pytest.raises(DocumentError, match="no text layer") as caught:
        read_pdf(draw(lambda canvas: fill(canvas, 50, 50, 300, 300)), Limits())
    assert caught.value.status == "needs_ocr"


def test_limits_name_what_was_passed() -> None:
    data = draw(*[lambda canvas: write(canvas, 60, 100, *LEFT)] * 3)  # type: ignore[list-item]
    cases = (
        (replace(Limits(), pages=2), "too many pages.*raise limits.pages"),
        (replace(Limits(), page_characters=50), "characters.*raise limits.page_characters"),
        (replace(Limits(), stream_bytes=50), "decompression limit.*raise limits.stream_bytes"),
    )
    for limits, reason in cases:
        with pytest.raises(DocumentError, match=reason):
            read_pdf(data, limits)
