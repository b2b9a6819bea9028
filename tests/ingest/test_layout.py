"""Layouts that other producers make; each test draws the page that shows one."""

from __future__ import annotations

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest import Limits
from pipeline.ingest.pdf import read_pdf
from tests.ingest.drawing import LEADING, LEFT, RIGHT, blocks, draw, fill, roles, write

LONG = [*LEFT, *RIGHT]


def test_title_over_two_of_three_columns() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 40, 80, "Les halles et les canaux du pays", size=20, font="Helvetica-Bold")
        for x in (40, 220, 400):
            write(canvas, x, 120, *LONG)

    assert blocks(draw(page)) == ["Les halles et les canaux du pays", *["\n".join(LONG)] * 3]


def test_top_of_a_column_that_stands_higher_than_the_heading_beside_it() -> None:
    def page(canvas: Canvas) -> None:
        fill(canvas, 40, 60, 550, 110)
        write(canvas, 60, 80, "Rédaction : Noé Lanvollon", "Photographies : Ève Morvan")
        write(canvas, 310, 129, "et tout le quartier est venu.")
        write(canvas, 310, 143, *RIGHT)
        write(canvas, 60, 143, "CONTEXTE", font="Helvetica-Bold")
        write(canvas, 60, 159, *LEFT)

    found = blocks(draw(page))
    assert found[1:3] == ["CONTEXTE", "\n".join(LEFT)]
    assert "et tout le quartier" in found[3]


def test_heading_below_columns_opens_what_follows() -> None:
    def page(canvas: Canvas) -> None:
        for x in (60, 310):
            write(canvas, x, 100, *LONG)
        write(canvas, 60, 240, "SUBVENTIONS", font="Helvetica-Bold")
        write(canvas, 60, 260, "Le conseil verse cette année douze subventions aux associations de la commune et du canton.")

    found = blocks(draw(page))
    assert found[-2] == "SUBVENTIONS"
    assert found[-1].startswith("Le conseil verse")


def test_bullets_drawn_as_shapes_and_hanging_dashes_open_items() -> None:
    def page(canvas: Canvas) -> None:
        for top, lines in ((100, LEFT[:2]), (128, RIGHT[:2])):
            canvas.circle(64, A4[1] - top + 3.5, 1.1, stroke=0, fill=1)
            write(canvas, 75, top, *lines)
        for top, lines in ((200, LEFT[2:]), (228, RIGHT[2:])):
            write(canvas, 60, top, "–")
            write(canvas, 75, top, *lines)

    found = [text for role, text in roles(draw(page)) if role == "list_item"]
    assert found == [f"• {LEFT[0]}", f"• {RIGHT[0]}", f"– {LEFT[2]}", f"– {RIGHT[2]}"]


def test_key_figures_whose_labels_touch() -> None:
    def page(canvas: Canvas) -> None:
        fill(canvas, 50, 90, 300, 170)
        write(canvas, 60, 104, "LES CHIFFRES", font="Helvetica-Bold")
        for x, number, label in ((60, "31 %", ("d’élèves inscrits à midi", "au moins")), (153, "18 g", ("de restes",))):
            write(canvas, x, 130, number, size=18, font="Helvetica-Bold")
            write(canvas, x, 144, *label, size=8, leading=10)

    assert blocks(draw(page)) == ["LES CHIFFRES", "31 %\nd’élèves inscrits à midi\nau moins", "18 g\nde restes"]


def test_key_figures_below_their_labels() -> None:
    def page(canvas: Canvas) -> None:
        fill(canvas, 50, 90, 200, 250)
        for top, number, label in ((110, "31 %", "d’élèves inscrits"), (160, "18 M€", "d’investissement"), (210, "1 240", "agents")):
            write(canvas, 60, top, label, size=8)
            write(canvas, 60, top + 17, number, size=16, font="Helvetica-Bold")

    assert blocks(draw(page)) == ["d’élèves inscrits\n31 %", "d’investissement\n18 M€", "agents\n1 240"]


def test_frame_of_four_lines_is_a_box_and_cells_are_none() -> None:
    def page(canvas: Canvas) -> None:
        for left, top, right, bottom in ((50, 90, 300, 140), (50, 300, 150, 350), (150, 300, 250, 350)):
            for x0, y0, x1, y1 in (
                (left, top, right, top),
                (left, bottom, right, bottom),
                (left, top, left, bottom),
                (right, top, right, bottom),
            ):
                canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)
        write(canvas, 60, 110, *LEFT[:2])
        write(canvas, 60, 320, "500 €")
        write(canvas, 160, 320, "700 €")

    text, lines, _ = read_pdf(draw(page), Limits())
    assert [line.box for line in lines if text[line.start : line.end] in LEFT] == [1, 1]
    assert not any(line.box for line in lines if "€" in text[line.start : line.end])


def test_opening_guillemet_and_space_in_a_drop_cap_that_hangs_above_its_line() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100 + LEADING - 4, "«\u00a0N", size=28)
        write(canvas, 110, 100, "ous voulons des bancs", "et des arbres », dit-elle")
        write(canvas, 60, 100 + 2 * LEADING, "au marché du samedi, devant la halle neuve.")

    assert roles(draw(page))[0] == ("drop_cap", "« N")


def rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a line; y is measured from the top of the page."""
    canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)


def test_lines_of_a_cell_shaded_one_by_one_are_one_row() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 120, 160, 180):
            rule(canvas, 60, y, 500, y)
        rule(canvas, 60, 140, 360, 140)  # below the first line of the label only
        for x in (60, 360, 500):
            rule(canvas, x, 100, x, 180)
        write(canvas, 64, 114, "Droits de place")
        write(canvas, 364, 114, "Tarif")
        write(canvas, 64, 134, "Emplacement d’un marchand de fruits,")
        write(canvas, 64, 154, "avec son véhicule")
        write(canvas, 364, 144, "12,50 €")
        write(canvas, 64, 174, "Lavoir")
        write(canvas, 364, 174, "2 €")

    rows = ["Droits de place\tTarif", "Emplacement d’un marchand de fruits, avec son véhicule\t12,50 €", "Lavoir\t2 €"]
    assert roles(draw(page)) == [("table", row) for row in rows]


def test_a_cell_over_several_rows_does_not_join_them() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 140):
            rule(canvas, 60, y, 500, y)
        rule(canvas, 160, 120, 500, 120)
        for x in (60, 160, 360, 500):
            rule(canvas, x, 100, x, 140)
        write(canvas, 64, 124, "Halles")
        for top, name, price in ((114, "Étal", "12 €"), (134, "Banc", "5 €")):
            write(canvas, 164, top, name)
            write(canvas, 364, top, price)

    assert [text.split("\t")[1:] for _, text in roles(draw(page))] == [["Étal", "12 €"], ["Banc", "5 €"]]


def test_a_row_that_a_page_break_leaves_without_its_upper_edge() -> None:
    def page(canvas: Canvas) -> None:
        for y in (120, 140, 160):
            rule(canvas, 60, y, 500, y)
        for x in (60, 360, 500):
            rule(canvas, x, 100, x, 120)
            rule(canvas, x, 120, x, 160)
        for top, name, price in ((114, "La boule du port", "450 €"), (134, "Les amis du lavoir", "80 €"), (154, "Le fil", "90 €")):
            write(canvas, 64, top, name)
            write(canvas, 364, top, price)

    assert roles(draw(page)) == [("table", row) for row in ("La boule du port\t450 €", "Les amis du lavoir\t80 €", "Le fil\t90 €")]
