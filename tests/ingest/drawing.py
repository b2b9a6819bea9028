"""Pages drawn for the tests of PDF reading, and what is read from them."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest import Limits
from pipeline.ingest.pdf import read_pdf

BODY = 11
LEADING = 14


def draw(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF with a page for each function."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(
    canvas: Canvas, x: float, top: float, *lines: str, size: float = BODY, font: str = "Helvetica", leading: float = LEADING
) -> float:
    """Draw lines from ``top`` (measured from the top of the page) down; the place of the next line."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, A4[1] - top, line)
        top += leading
    return top


def fill(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    """Draw a tinted box."""
    canvas.setFillGray(0.9)
    canvas.rect(x0, A4[1] - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    canvas.setFillGray(0)


LEFT = ["Le conseil a voté le budget", "de la commune. Il a choisi de", "rénover la halle et de planter", "cent arbres le long du canal."]
RIGHT = ["Une seconde colonne donne la", "parole aux habitants, qui ont", "été réunis trois fois au cours", "de l’hiver dans le gymnase."]


def blocks(data: bytes) -> list[str]:
    return read_pdf(data, Limits())[0].split("\n\n")


def roles(data: bytes) -> list[tuple[str, str]]:
    text, lines, _ = read_pdf(data, Limits())
    return [(line.role, text[line.start : line.end]) for line in lines]
