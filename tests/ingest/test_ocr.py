"""Pages that are pictures: what is read where Tesseract is installed, and what is said where it is not."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from rapidfuzz.distance import Levenshtein
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.ocr import drawn_text, plain
from pipeline.errors import DocumentError
from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.ingest import Limits, ingest_document
from pipeline.ingest.engine import Engine, find_engine
from pipeline.ingest.ocr import scan_words, wants_ocr
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf_checks import GET_OCR
from pipeline.records import Line
from pipeline.settings import read_settings
from pipeline.storage import read_table

ROOT = Path(__file__).parents[2]
SCAN = ROOT / "raw" / "deliberation-scan.pdf"
HOSTILE = ROOT / ".." / "shared" / "corpus" / "hostile"
TEXT = ["Le conseil municipal a voté le budget", "de la commune et les travaux de la halle."]


@pytest.fixture(scope="module")
def engine() -> Engine:
    found = find_engine("auto")
    if found is None:
        pytest.skip("the extra ocr, tesseract-ocr or tesseract-ocr-fra is not installed")
    return found


def draw(*pages: str) -> bytes:
    """A PDF of pages that are "text", a "picture" of that text, or an "empty picture"."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for kind in pages:
        if kind == "text":
            canvas.setFont("Helvetica", 12)
            for i, line in enumerate(TEXT):
                canvas.drawString(70, 700 - 15 * i, line)
        elif kind != "blank":
            canvas.drawImage(ImageReader(picture(draw("text" if kind == "picture" else "blank"))), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(data: bytes) -> object:
    """The first page as a picture of 144 dots an inch."""
    return pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil()


# --- without Tesseract -------------------------------------------------------------------------


def test_without_ocr_a_scan_says_how_to_get_it() -> None:
    with pytest.raises(DocumentError) as caught:
        ingest_document(SCAN, SCAN.name, ocr=None)
    assert caught.value.status == "needs_ocr"
    assert caught.value.reason == f"no text layer: {GET_OCR}"
    assert "leave the setting ocr on auto" in GET_OCR


def test_without_ocr_the_other_pages_are_read() -> None:
    text, lines, facts = read_pdf(draw("text", "picture"), Limits())
    assert text.split("\n") == TEXT
    assert facts["status"] == "partial"
    assert facts["error"] == f"pages without a text layer: 2; {GET_OCR}"
    assert all(line.ocr_confidence is None for line in lines)


def test_off_is_off() -> None:
    assert find_engine("off") is None


@pytest.mark.parametrize("path", sorted((ROOT / "raw").glob("*.pdf")), ids=lambda p: p.name)
def test_only_scans_want_ocr(path: Path) -> None:
    assert wants_ocr(path, Limits()) == (path == SCAN)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n1 0 obj\n<<"])
def test_files_that_cannot_be_read_want_no_ocr(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert not wants_ocr(tmp_path / "a.pdf", Limits())


HOCR = """<html><body><span class='ocr_line' title='bbox 100 100 1100 160; baseline -0.02 -10; x_size 50'>
<span class='ocrx_word' title='bbox 100 110 300 160; x_wconf 96'>l’</span>
<span class='ocrx_word' title='bbox 320 108 700 150; x_wconf 80'>école</span>
<span class='ocrx_word' title='bbox 720 100 1100 140; x_wconf 91'> </span></span>
<span class='ocr_line' title='bbox 100 200 1100 260; baseline -0.02 -10; x_size 54'>
<span class='ocrx_word' title='bbox 100 200 1100 260; x_wconf 0'>publique</span></span></body></html>""".encode()


def test_words_of_a_page_askew_are_straight_for_the_layout_and_then_in_place() -> None:
    scan = scan_words(HOCR, 0.24)
    (first, second, third), places = scan.words, scan.places
    assert [(w.space, w.text, w.confidence) for w in scan.words] == [(" ", "l’", 0.96), ("", "école", 0.8), (" ", "publique", 0.0)]
    assert first.baseline == second.baseline
    assert third.x0 - first.x0 == pytest.approx(-100 * 0.24 * 0.02, abs=0.01)  # the page leans
    assert first.size == pytest.approx(50 * 0.24 / 0.9)
    scan.put_back()
    assert (second.x0, second.top, second.x1, second.bottom) == places[1] == pytest.approx((76.8, 25.92, 168.0, 36.0))


def test_no_hocr_no_words() -> None:
    assert scan_words(b"", 0.24).words == []


# --- with Tesseract ----------------------------------------------------------------------------


def test_the_scan_of_the_sample_is_read(engine: Engine) -> None:
    document = ingest_document(SCAN, SCAN.name, ocr=engine)
    truth, found = plain(drawn_text()), plain(" ".join(document.text.split()))
    assert (document.source.status, document.source.error) == ("ok", None)
    assert Levenshtein.distance(truth, found) < 0.01 * len(truth)
    assert all(line.ocr_confidence is not None and 0.5 < line.ocr_confidence <= 1 for line in document.lines)
    boxes = [line.bbox for line in document.lines if line.bbox]
    assert len(boxes) == len(document.lines)
    assert all(0 < x0 < x1 < A4[0] and 0 < top < bottom < A4[1] for x0, top, x1, bottom in boxes)
    assert ingest_document(SCAN, SCAN.name, ocr=engine) == document


def test_only_pages_without_text_are_read_by_ocr(engine: Engine) -> None:
    text, lines, facts = read_pdf(draw("text", "picture"), Limits(), engine)
    assert "status" not in facts
    assert text.split("\n") == [*TEXT, "", *TEXT]
    assert [line.ocr_confidence is not None for line in lines] == [False, False, True, True]
    printed, scanned = lines[0], lines[2]
    assert is_near(printed, scanned)


def is_near(a: Line, b: Line) -> bool:
    """Whether two lines stand at one place in one size."""
    assert a.bbox and b.bbox and a.size and b.size
    return max(abs(a.bbox[0] - b.bbox[0]), abs(a.bbox[2] - b.bbox[2])) < 2 and abs(a.size - b.size) < 1.5


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_on_their_side_are_turned(engine: Engine, angle: int) -> None:
    upright = pypdfium2.PdfDocument(SCAN)[0].render(scale=2, grayscale=True).to_pil()
    buffer = io.BytesIO()
    upright.rotate(angle, expand=True).save(buffer, "PDF", resolution=144)
    text, lines, _ = read_pdf(buffer.getvalue(), Limits(), engine)
    assert "Le Conseil" in text.replace("\n", " ")
    assert text.index("COMMUNE DE") < text.index("Séance du") < text.index("OBJET")
    first = lines[0].bbox
    assert first
    near = {90: first[0], 180: A4[1] - first[3], 270: A4[1] - first[2]}[angle]
    assert 60 < near < 110  # the first line is near the edge that is the upper one


def test_pages_that_give_nothing_are_named(engine: Engine) -> None:
    assert read_pdf(draw("text", "empty picture"), Limits(), engine)[2] == {
        "page_count": 2,
        "title": "untitled",
        "status": "partial",
        "error": "pages without a text layer: 2; OCR found no word on them",
    }
    with pytest.raises(DocumentError, match="OCR found no word") as caught:
        read_pdf(draw("empty picture"), Limits(), engine)
    assert caught.value.status == "failed"


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared corpus is not beside the repository")
@pytest.mark.parametrize(
    ("name", "words"),
    [("06_scan_150dpi_sans_texte.pdf", "rouvrir des cuisines"), ("07_police_sans_tounicode.pdf", "l’agglomération attire des ménages")],
)
def test_hostile_files_are_read(engine: Engine, name: str, words: str) -> None:
    document = ingest_document(HOSTILE / name, name, ocr=engine)
    assert document.source.status == "ok"
    assert plain(words) in plain(document.text)


def test_installing_ocr_redoes_scans_alone(engine: Engine, model_free: Tools, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "scan.pdf").write_bytes(SCAN.read_bytes())
    for n in range(3):
        (raw / f"lettre-{n}.pdf").write_bytes(draw(*["text"] * (n + 1)))

    def build(ocr: str) -> tuple[set[str], dict[str, object]]:
        settings = read_settings(raw=raw, out=tmp_path / "out", shard_bytes=1000, ocr=ocr)
        run_plan(make_plan(settings), settings, ALL_STAGES, model_free)
        rows = read_table(settings.out, "documents").to_pylist()
        assert all((row["ocr_page_count"], row["ocr_confidence"]) == (0, None) for row in rows if row["source_path"] != "scan.pdf")
        return {p.name for p in (settings.out / "stages" / "ingest").iterdir()}, next(r for r in rows if r["source_path"] == "scan.pdf")

    without, row = build("off")
    assert (row["status"], row["ocr_page_count"], row["text"]) == ("needs_ocr", None, None)
    with_ocr, row = build("auto")
    assert (row["status"], row["ocr_page_count"]) == ("ok", 1)
    assert isinstance(row["ocr_confidence"], float) and row["ocr_confidence"] > 0.9
    assert len(without - with_ocr) == len(with_ocr - without) == 1
    assert len(without) > 1
