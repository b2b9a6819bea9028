"""Each test draws the page that shows one difficulty."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.ingest import Limits
from pipeline.ingest.pdf import read_pdf
from tests.ingest.drawing import BODY, LEADING, LEFT, RIGHT, blocks, draw, fill, roles, write


def test_columns_are_read_one_after_the_other_whatever_the_drawing_order() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 310, 200, *RIGHT)
        write(canvas, 60, 207, *LEFT)
        write(canvas, 60, 120, "Un titre qui court au-dessus des deux colonnes", size=20, font="Helvetica-Bold")

    assert blocks(draw(page)) == ["Un titre qui court au-dessus des deux colonnes", "\n".join(LEFT), "\n".join(RIGHT)]


def test_boxes_are_read_whole_and_cell_by_cell() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 150, *LEFT)
        fill(canvas, 50, 220, 545, 310)
        write(canvas, 60, 236, "LES CHIFFRES", font="Helvetica-Bold")
        for x, number, label in (
            (60, "31 %", ("des élèves inscrits", "à la cantine")),
            (220, "1 240", ("agents de la Ville",)),
            (380, "18 M€", ("d’investissement",)),
        ):
            write(canvas, x, 262, number, size=20, font="Helvetica-Bold")
            write(canvas, x, 280, *label, size=8, leading=10)

    found = blocks(draw(page))
    assert found[1:] == ["LES CHIFFRES", "31 %\ndes élèves inscrits\nà la cantine", "1 240\nagents de la Ville", "18 M€\nd’investissement"]


def test_people_boxes_keep_each_person_together() -> None:
    def page(canvas: Canvas) -> None:
        fill(canvas, 50, 90, 545, 200)
        for x, name, role, place in (
            (60, "Noé Lanvollon", "Directeur des parcs", "Ville de Brest"),
            (300, "Ève Morvan", "Juriste", "Ville de Rennes"),
        ):
            write(canvas, x, 110, name, font="Helvetica-Bold")
            write(canvas, x, 124, role, place)

    assert blocks(draw(page)) == ["Noé Lanvollon\nDirecteur des parcs\nVille de Brest", "Ève Morvan\nJuriste\nVille de Rennes"]


CAPS = [
    ("L", "a commune a choisi de"),
    ("L’", "agglomération gère"),
    ("À", "partir de novembre"),
    ("En", "août le débit baisse"),
    ("15", "vitrines sont vides"),
]


@pytest.mark.parametrize(("cap", "first"), CAPS)
def test_drop_cap_is_a_line_before_its_line(cap: str, first: str) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100 + 2 * LEADING, cap, size=46)
        edge = 64 + canvas.stringWidth(cap, "Helvetica", 46)
        write(canvas, edge, 100, first, "réunir les habitants des", "quatre quartiers du bourg")
        write(canvas, 60, 100 + 3 * LEADING, "pour parler de la halle et du marché du samedi", "matin.")

    found = roles(draw(page))
    assert found[:2] == [("drop_cap", cap), ("text", first)]
    assert [role for role, _ in found].count("drop_cap") == 1


def test_key_figure_beside_its_label_is_no_drop_cap() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100 + LEADING, "24", size=30)
        write(canvas, 110, 100, "places créées dans", "trois communes")
        write(canvas, 60, 250, *LEFT)

    assert "drop_cap" not in dict(roles(draw(page)))


def test_words_without_space_glyphs_and_letter_spaced_headings() -> None:
    def page(canvas: Canvas) -> None:
        x = 60.0
        for word in ("La", "ville", "a", "planté", "cent", "arbres."):
            for letter in word:
                write(canvas, x, 140, letter)
                x += canvas.stringWidth(letter, "Helvetica", BODY)
            x += 0.25 * BODY
        text = canvas.beginText(60, A4[1] - 100)
        text.setFont("Helvetica-Bold", 14)
        text.setCharSpace(3)
        text.textOut("DES CLÉS POUR AGIR")
        canvas.drawText(text)

    assert blocks(draw(page)) == ["DES CLÉS POUR AGIR", "La ville a planté cent arbres."]


def test_text_drawn_twice_is_read_once_with_its_double_letters() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            write(canvas, 60 + shift, 100, "Pommes, ville et affiche illisible", font="Helvetica-Bold")

    assert blocks(draw(page)) == ["Pommes, ville et affiche illisible"]


def test_running_lines_page_numbers_and_turned_text_are_set_apart() -> None:
    def page(number: int) -> object:
        def inner(canvas: Canvas) -> None:
            write(canvas, 60, 30, "Cahier des projets de la vallée", size=8)
            write(canvas, 60, 150, *(LEFT if number == 1 else RIGHT))
            write(canvas, 500, 815, f"Page {number}", size=8)
            canvas.saveState()
            canvas.translate(30, 400)
            canvas.rotate(90)
            canvas.drawString(0, 0, "Cohésion sociale")
            canvas.restoreState()

        return inner

    found = roles(draw(page(1), page(2)))  # type: ignore[arg-type]
    aside = [
        "Cahier des projets de la vallée",
        "Page 1",
        "Cohésion sociale",
        "Cahier des projets de la vallée",
        "Page 2",
        "Cohésion sociale",
    ]
    assert [text for role, text in found if role in ("furniture", "margin")] == aside
    assert [text for role, text in found if role == "text"] == LEFT + RIGHT


def test_lines_that_recur_in_the_text_are_no_running_lines() -> None:
    def page(canvas: Canvas) -> None:
        for top in range(100, 780, 40):
            write(canvas, 60, top, f"Délibération sur le point {top} de l’ordre du jour", "Adopté à l’unanimité", size=10, leading=14)

    assert {role for role, _ in roles(draw(page, page))} == {"text"}


def test_a_name_cut_by_the_end_of_pages_is_no_running_line() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100, "Étaient présents les membres du conseil dont les noms suivent.", size=10)
        write(canvas, 60, 800, "BELVANON-", size=10)

    assert [text for role, text in roles(draw(page, page)) if "BELVANON" in text and role == "text"]


def test_paragraph_cut_by_a_page_goes_on_and_the_note_waits() -> None:
    def first(canvas: Canvas) -> None:
        write(
            canvas,
            60,
            700,
            "Le plan est confié à chaque direction, qui rend compte de ses",
            "progrès tous les six mois à la commission des",
        )
        write(canvas, 60, 780, "1. Délibération du conseil de mai, consultable en mairie.", size=8)

    def second(canvas: Canvas) -> None:
        write(canvas, 60, 100, "finances et au public.")

    data = draw(first, second)
    text, lines, _ = read_pdf(data, Limits())
    assert text.startswith(
        "Le plan est confié à chaque direction, qui rend compte de ses\nprogrès tous les six mois à la commission des\n"
        "finances et au public.\n\n1. "
    )
    assert [(line.role, line.page, line.wraps) for line in lines] == [
        ("text", 1, True),
        ("text", 1, True),
        ("text", 2, False),
        ("note", 1, False),
    ]


def test_raised_digits_and_letters_stay_with_their_word() -> None:
    def page(canvas: Canvas) -> None:
        x = 60.0
        for text, size, rise in (
            ("Le 1", 11, 0),
            ("er", 7, 4),
            (" mai, 350 m", 11, 0),
            ("2", 7, 4),
            (" de toits rénovés.", 11, 0),
            ("3", 7, 4),
        ):
            write(canvas, x, 100 - rise, text, size=size)
            x += canvas.stringWidth(text, "Helvetica", size)

    assert blocks(draw(page)) == ["Le 1er mai, 350 m² de toits rénovés.³"]


def test_numbers_in_columns_are_a_table() -> None:
    rows = [
        ("Chapitre", "2022", "2023"),
        ("Fiscalité locale", "8 214 560", "8 597 310"),
        ("Dotations", "4 102 775", "3 986 240"),
        ("Total", "12 317 335", "12 583 550"),
    ]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, *LEFT)
        for i, row in enumerate(rows):
            write(canvas, 60, 200 + 18 * i, row[0])
            for right, cell in zip((300, 400), row[1:], strict=True):
                canvas.drawRightString(right, A4[1] - 200 - 18 * i, cell)

    found = roles(draw(page))
    assert [text for role, text in found if role == "table"] == ["\t".join(row) for row in rows]


def test_drawn_grid_keeps_wrapped_and_empty_cells() -> None:
    def page(canvas: Canvas) -> None:
        for y in (100, 140, 180, 220):
            canvas.line(60, A4[1] - y, 400, A4[1] - y)
        for x in (60, 230, 300, 400):
            canvas.line(x, A4[1] - 100, x, A4[1] - 220)
        write(canvas, 65, 115, "Structure", font="Helvetica-Bold")
        write(canvas, 235, 115, "Type", font="Helvetica-Bold")
        write(canvas, 305, 115, "Montant", font="Helvetica-Bold")
        write(canvas, 65, 155, "Les amis du canal", "et de ses écluses")
        write(canvas, 305, 155, "500 €")
        write(canvas, 65, 195, "La halle aux livres")
        write(canvas, 235, 195, "F")
        write(canvas, 305, 195, "1 200 €")

    table = ["Structure\tType\tMontant", "Les amis du canal et de ses écluses\t\t500 €", "La halle aux livres\tF\t1 200 €"]
    assert roles(draw(page)) == [("table", row) for row in table]


def test_labels_are_read_with_what_stands_beside_them() -> None:
    def page(canvas: Canvas) -> None:
        for i, hour in enumerate(("8 h 45", "9 h 15", "10 h 30")):
            write(canvas, 60, 100 + 80 * i, hour)
            write(canvas, 200, 100 + 80 * i, f"Séance numéro {i + 1}", "avec les élus de la commune", "et les agents du service")

    assert [block for block in blocks(draw(page)) if " h " in block or "Séance" in block.split("\n")[0]][0::2] == [
        "8 h 45",
        "9 h 15",
        "10 h 30",
    ]


def test_two_programmes_side_by_side() -> None:
    def page(canvas: Canvas) -> None:
        for x, day, title in ((50, "JEUDI 9", "Table ronde"), (310, "VENDREDI 10", "Atelier")):
            write(canvas, x, 80, day, font="Helvetica-Bold")
            for i in range(3):
                write(canvas, x, 110 + 80 * i, f"{9 + 2 * i} h", size=9)
                write(canvas, x + 50, 110 + 80 * i, f"{title} {i + 1}", font="Helvetica-Bold")
                write(canvas, x + 50, 124 + 80 * i, "avec les élus de la commune", "et les agents du service")

    heads = [block for block in blocks(draw(page)) if "avec" not in block]
    first, second = (["9 h", f"{title} 1", "11 h", f"{title} 2", "13 h", f"{title} 3"] for title in ("Table ronde", "Atelier"))
    assert heads == ["JEUDI 9", *first, "VENDREDI 10", *second]
