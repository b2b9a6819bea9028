"""What PDFium draws, held against pdfplumber's reading of the same pages; pages that are turned, cropped, nested or hostile."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import DocumentError
from pipeline.ingest import Limits
from pipeline.ingest.characters import Characters, Floats, Sheet
from pipeline.ingest.glyphs import drop_repeated
from pipeline.ingest.grids import find_grids
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdfium import open_pdf, read_sheets
from pipeline.ingest.reading import read_words
from pipeline.records import BBox
from tests.ingest.drawing import LEFT, draw, write

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 100_000
SAME_PLACE = 0.6
"""Points between the two readers' origins: PDFium rounds widths to a thousandth of the size."""
SAME_SIZE = 0.1


def sheets(data: bytes) -> list[Sheet]:
    with open_pdf(data) as document:
        return [sheet for sheet in read_sheets(document, LIMIT) if sheet]


def letters(characters: Characters) -> Counter[str]:
    """How often each is drawn; hyphens are one letter whatever their code."""
    return Counter("".join(map(chr, characters.codes.tolist())).translate({0xAD: "-", 0x2010: "-"}))


def rounded(grids: Sequence[Sequence[Sequence[BBox]]]) -> list[list[list[tuple[int, ...]]]]:
    return [[[tuple(map(round, cell)) for cell in row] for row in grid] for grid in grids]


def grids_of_pdfplumber(edges: Floats) -> list[list[list[BBox]]]:
    """What pdfplumber makes of the same edges."""
    kinds = [("h" if x1 - x0 > bottom - top else "v", (x0, top, x1, bottom)) for x0, top, x1, bottom in edges.tolist()]
    given = [
        dict(zip(("x0", "top", "x1", "bottom"), e, strict=True), orientation=k, width=e[2] - e[0], height=e[3] - e[1]) for k, e in kinds
    ]
    joined = [e for e in merge_edges(given, 3, 3, 3, 3) if max(e["x1"] - e["x0"], e["bottom"] - e["top"]) >= 3]
    tables = cells_to_tables(intersections_to_cells(edges_to_intersections(joined, 3, 3)))
    grids = [[list(row) for _, row in groupby(sorted(t, key=lambda c: (c[1], c[0])), lambda c: c[1])] for t in tables]
    return [grid for grid in grids if len(grid) > 1]


def compare(data: bytes) -> None:
    """The same letters, sizes and places, spaces aside: PDFium leaves those at the end of a run out."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for sheet, page in zip(sheets(data), pdf.pages, strict=True):
            theirs = [c for c in page.dedupe_chars(tolerance=1).chars if c["upright"] and c["matrix"][0] > 0 and not c["text"].isspace()]
            wanted = Counter("".join(c["text"] for c in theirs).translate({0xAD: "-", 0x2010: "-"}))
            ours = drop_repeated(sheet.characters.take(sheet.characters.turn == 0))
            found = letters(ours)
            for space in [c for c in found if c.isspace()]:
                del found[space]
            assert found == wanted, (page.page_number, found - wanted, wanted - found)
            places = np.column_stack([ours.x0, ours.baseline])
            for c in theirs[::7]:
                point = np.array([c["matrix"][4], page.height - c["matrix"][5]])
                near = int(np.argmin(np.abs(places - point).sum(axis=1)))
                assert np.abs(places[near] - point).max() < SAME_PLACE, (page.page_number, c["text"], point, places[near])
                assert abs(ours.size[near] - c["size"]) < SAME_SIZE, (page.page_number, c["text"])
            assert rounded(find_grids(sheet.shapes.edges)) == rounded(grids_of_pdfplumber(sheet.shapes.edges))
            page.close()


@pytest.mark.parametrize("path", sorted((ROOT / "raw").glob("*.pdf")), ids=lambda path: path.name)
def test_both_readers_agree_on_the_sample(path: Path) -> None:
    compare(path.read_bytes())


@pytest.mark.parametrize("name", ["d02.pdf", "d11.pdf"])
def test_both_readers_agree_on_other_producers(name: str) -> None:
    path = ROOT.parent / "shared" / "corpus" / "pdf" / name
    if not path.exists():
        pytest.skip("needs ../shared/corpus")
    compare(path.read_bytes())


def one_line(canvas: Canvas) -> None:
    write(canvas, 60, 100, "La ville a voté le budget.")


def place_of_ville(data: bytes) -> tuple[int, int, str]:
    sheet = sheets(data)[0]
    word = next(w for w in read_words(sheet.characters.take(sheet.characters.turn == 0)) if w.text == "ville")
    return round(word.x0), round(word.baseline), word.font


def page_with(prepare: Callable[[Canvas], None]) -> bytes:
    def page(canvas: Canvas) -> None:
        prepare(canvas)
        one_line(canvas)

    return draw(page)


def test_places_are_those_of_the_page_as_shown() -> None:
    assert place_of_ville(page_with(lambda canvas: None)) == (75, 100, "Helvetica")
    cropped = page_with(lambda canvas: canvas.setCropBox((50, 40, 500, 800)))
    assert place_of_ville(cropped) == (25, round(100 - (A4[1] - 800)), "Helvetica")


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_upright_once_its_text_is_turned_back(angle: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        canvas.saveState()
        moves = {90: (A4[0], 0), 180: A4, 270: (0, A4[0])}  # the sheet is A4 lying on its side where a quarter is turned
        canvas.translate(*moves[angle])
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 300, "La ville a voté le budget.")
        canvas.restoreState()

    x, baseline, _ = place_of_ville(draw(page))
    assert (x, baseline) == (75, round((A4[0] if angle == 90 else A4[1]) - 300))


def test_text_off_the_page_is_left_out_and_invisible_text_is_kept() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100, *LEFT)
        write(canvas, 60, -40, "Texte au-dessus de la page")
        hidden = canvas.beginText(60, 500)
        hidden.setFont("Helvetica", 11)
        hidden.setTextRenderMode(3)
        hidden.textOut("Texte d’une couche OCR")
        canvas.drawText(hidden)

    assert read_pdf(draw(page), Limits())[0].split("\n\n") == ["\n".join(LEFT), "Texte d’une couche OCR"]


def test_forms_are_drawn_where_they_are_used() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("cadre")
        canvas.rect(0, 0, 200, 60)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(10, 30, "La ville a voté")
        canvas.endForm()
        canvas.saveState()
        canvas.translate(100, 400)
        canvas.scale(2, 2)
        canvas.doForm("cadre")
        canvas.restoreState()

    data = draw(page)
    sheet = sheets(data)[0]
    frame = [round(edge) for edge in sheet.shapes.boxes[0]]
    assert frame == [100, round(A4[1] - 520), 500, round(A4[1] - 400)]
    assert abs(place_of_ville(data)[0] - (100 + 2 * (10 + 15))) <= 1
    assert set(sheet.characters.size.round(3).tolist()) == {22.0}


def test_ligatures_and_doubled_letters_both_survive() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.35, 0.2):
            write(canvas, 60 + shift, 100, "Une affiche illisible, ville, efficace", font="Times-Bold")

    assert read_pdf(draw(page), Limits())[0] == "Une affiche illisible, ville, efficace"


def test_a_font_without_names_for_its_letters_needs_ocr() -> None:
    path = ROOT.parent / "shared" / "corpus" / "hostile" / "07_police_sans_tounicode.pdf"
    if not path.exists():
        pytest.skip("needs ../shared/corpus")
    with pytest.raises(DocumentError, match="cannot be decoded") as caught:
        read_pdf(path.read_bytes(), Limits())
    assert caught.value.status == "needs_ocr"
