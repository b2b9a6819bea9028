"""Tables without lines whose cells stand nearer than the words of one cell."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest import Limits
from pipeline.ingest.pdf import read_pdf
from tests.ingest.drawing import BODY, LEADING, draw, write

CLUBS = (
    ("Club", "2022", "2023"),
    ("Les Archers du moulin", "4 200 €", "4 500 €"),
    ("Foyer rural", "7 800 €", "8 000 €"),
    ("Chorale", "3 150 €", "3 300 €"),
)
POOLS = (("Bassin", "Plein tarif", "Tarif réduit"), ("Les Dauphins, 50 m", "5,00 €", "3,50 €"), ("La Source", "12,00 €", "8,00 €"))
PLANTS = (("Usine", "Débit (m³/j)", "Eau (m³)"), ("Val", "6 000", "1 204 300"), ("Bois", "2 500", "611 870"))


def set_tight(canvas: Canvas, table: tuple[tuple[str, ...], ...], to_right: bool, top: float = 120) -> None:
    """Columns as wide as their widest cell, three points apart, as browsers set a table without style."""
    canvas.setFont("Helvetica", BODY)
    x = 60.0
    for cells in zip(*table, strict=True):
        widths = [canvas.stringWidth(cell) for cell in cells]
        for row, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            left = x + max(widths) - width if to_right and cells is not cells[0] and x > 60 else x
            canvas.drawString(left, A4[1] - top - row * LEADING, cell)
        x += max(widths) + 3


@pytest.mark.parametrize("table", [CLUBS, POOLS, PLANTS])
@pytest.mark.parametrize("to_right", [False, True])
def test_cells_are_told_apart_by_what_is_free_in_all_rows(table: tuple[tuple[str, ...], ...], to_right: bool) -> None:
    text, lines, _ = read_pdf(draw(lambda canvas: set_tight(canvas, table, to_right)), Limits())
    assert text.split("\n") == ["\t".join(row) for row in table]
    assert {line.role for line in lines} == {"table"}


def test_heads_over_two_lines() -> None:
    def page(canvas: Canvas) -> None:
        set_tight(
            canvas, (("Salle", "Demi-journée", "Journée entière"), ("Les Tilleuls", "45 €", "80 €"), ("La Grange", "60 €", "110 €")), False
        )
        write(canvas, 60 + canvas.stringWidth("Les Tilleuls") + 3, 107, "Tarif de la")

    assert "Salle\tTarif de la Demi-journée\tJournée entière" in read_pdf(draw(page), Limits())[0]


def test_a_head_wider_than_its_numbers_over_two_lines() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", BODY)
        heads = {120: ("", "", "Prix moyen"), 127: ("Fruit", "Caisses", ""), 134: ("", "", "(€)")}
        for top, cells in (heads | {154: ("Poire", "1 204", "3,85"), 174: ("Coing", "87", "14,20")}).items():
            for right, cell in zip((100, 200, 280), cells, strict=True):
                canvas.drawRightString(right, A4[1] - top, cell)

    assert read_pdf(draw(page), Limits())[0] == "Fruit\tCaisses\tPrix moyen (€)\nPoire\t1 204\t3,85\nCoing\t87\t14,20"


@pytest.mark.parametrize(
    "lines",
    [
        ("Nombre de conseillers : 33", "Nombre de présents : 27", "Nombre de votants : 31"),
        ("La dette est passée de 14 à 12", "millions d’euros entre 2019 et 2023", "puis elle a baissé encore de 10 %", "et finira en 2031"),
        ("Rien à lire", "par Zoé 7", "pour 8"),
        ("Budget", "Le budget de 2022 était de 12", "Le budget de 2023 était de 14", "Le budget de 2024 était de 15"),
    ],
)  # fmt: skip
def test_sentences_that_end_with_numbers_are_no_table(lines: tuple[str, ...]) -> None:
    _, found, _ = read_pdf(draw(lambda canvas: write(canvas, 60, 100, *lines)), Limits())
    assert all(line.role == "text" for line in found)
