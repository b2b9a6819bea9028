"""Inputs to begin with: pieces of the sample corpus, small PDFs whose streams are not packed, so that bytes can be changed."""

from __future__ import annotations

import io
import re
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

RAW = Path(__file__).parents[2] / "raw"
PIECE = 1_500
NUMBERS = (
    "2,7 Md€ (dont 459 M€) ; entre 10 et 20 % ; le 3 octobre 2021",
    "une cinquantaine de propositions, deux cent mille habitants, 1 sur 3, les trois quarts",
    "1 607 h par an, 7 h 30, 12 000 m², -5 °C, 1er, XXIe siècle, 3/4, n° 12, 02 99 00 00 00",
    "plus de 1 500 agents ; de 12 à 15 tonnes ; 1.234.567,89 € ; 10^6 ; 1e9 ; 0,5 pt",
)


def pieces() -> list[bytes]:
    """Parts of the sample texts, cut at blank lines."""
    found: list[bytes] = []
    for path in sorted([*RAW.glob("*.txt"), *RAW.glob("*.md")]):
        text, piece = path.read_text(encoding="utf-8", errors="replace"), ""
        for block in re.split(r"(?<=\n)\n+", text):
            piece += block + "\n"
            if len(piece) > PIECE:
                found.append(piece.encode())
                piece = ""
        found.append(piece.encode())
    return [f for f in found if f.strip()]


def page_of(text: str) -> bytes:
    """A PDF of one page that shows the lines of a text, unpacked."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=0, invariant=True)
    canvas.setFont("Helvetica-Bold", 14)
    for i, line in enumerate(text.splitlines()[:30]):
        canvas.drawString(60, 780 - 14 * i, line[:90])
        canvas.setFont("Helvetica", 10)
    canvas.rect(50, 100, 300, 80)
    canvas.line(50, 140, 350, 140)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def seeds(target: str) -> list[bytes]:
    """What a target starts from."""
    texts = pieces()
    if target == "numbers":
        return [n.encode() for n in NUMBERS]
    if target == "ledger":
        return [bytes(range(i, i + 60)) for i in range(0, 180, 30)]
    if target == "pdf":
        return [page_of(text.decode()) for text in texts[:12]]
    if target == "html":
        pages = [path.read_bytes() for path in sorted(RAW.glob("*.html"))]
        made = [b"<html><body><main><h1>Titre</h1><p>" + text.replace(b"\n\n", b"</p><p>") + b"</p></main>" for text in texts[:8]]
        return pages + made
    return texts
