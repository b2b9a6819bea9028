"""Broken and hostile files beside good ones, through the whole build: each is refused for its own reason, the good ones are read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.execution.stages import Tools
from pipeline.storage import read_table
from tests.conftest import SHARED, build

HOSTILE = SHARED / "corpus" / "hostile"
TEXT = ("La Ville de Brest rénove sa halle.", "Les habitants et les élus se sont réunis", "trois fois dans le gymnase de la rue du Port.")


def letter(encrypt: StandardEncryption | None = None) -> bytes:
    """A sound page of text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True, encrypt=encrypt)
    for i, line in enumerate(TEXT):
        canvas.drawString(60, 700 - 14 * i, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def drawing() -> bytes:
    """A page without a letter."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first its catalogue."""
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def bomb() -> bytes:
    """A page whose content is 200 MB of blanks once unpacked."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(content), content)
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream)


def endless_pages() -> bytes:
    """A page tree that holds itself."""
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


CASES: tuple[tuple[str, Callable[[], bytes], str, str], ...] = (
    ("mot-de-passe.pdf", lambda: letter(StandardEncryption("sésame", canPrint=0)), "failed", "password"),
    ("tronque.pdf", lambda: letter()[:400], "failed", "truncated or damaged"),
    ("vide.pdf", lambda: b"", "failed", "empty"),
    ("texte.pdf", lambda: "Bonjour à toutes et à tous".encode(), "failed", "not a PDF"),
    ("bombe.pdf", bomb, "failed", "decompression limit"),
    ("pages-sans-fin.pdf", endless_pages, "failed", "damaged"),
    ("image.pdf", drawing, "needs_ocr", "no text layer"),
)
GOOD = "Lettre n° 5 – été à Saint-Étienne (définitive).pdf"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, model_free: Tools) -> Path:
    """The build of all the cases and of two good files."""
    raw = tmp_path_factory.mktemp("raw")
    for name, make, _, _ in CASES:
        (raw / name).write_bytes(make())
    (raw / GOOD).write_bytes(letter())
    (raw / "note.txt").write_text("Le conseil de la commune a voté le budget.", encoding="utf-8")
    return build(raw, tmp_path_factory.mktemp("out"), model_free)


@pytest.mark.parametrize(("name", "status", "reason"), [(name, status, reason) for name, _, status, reason in CASES])
def test_each_is_refused_for_its_own_reason(tables: Path, name: str, status: str, reason: str) -> None:
    document = {row["source_path"]: row for row in read_table(tables, "documents").to_pylist()}[name]
    assert (document["status"], document["text"]) == (status, None)
    rejected = {row["doc_id"]: row for row in read_table(tables, "rejections").to_pylist()}[document["doc_id"]]
    assert rejected["stage"] == "ingest"
    assert reason in rejected["reason"]


def test_good_files_beside_them_are_read(tables: Path) -> None:
    documents = {row["source_path"]: row for row in read_table(tables, "documents").to_pylist()}
    assert documents[GOOD]["status"] == documents["note.txt"]["status"] == "ok"
    assert documents[GOOD]["text"].startswith(TEXT[0])
    assert len(read_table(tables, "rejections")) == len(CASES)


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="no folder shared/ beside the repository")
def test_the_shared_ones_through_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPELINE_OCR", "off")
    raw = tmp_path / "raw"
    raw.mkdir()
    for path in HOSTILE.glob("*.pdf"):
        (raw / path.name).write_bytes(path.read_bytes())
    (raw / "note.txt").write_text("Le conseil de la commune a voté le budget.", encoding="utf-8")
    result = CliRunner().invoke(app, ["run", "--raw", str(raw), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    status = {row["source_path"][:2]: row["status"] for row in read_table(tmp_path / "out", "documents").to_pylist()}
    expected = {"01": "failed", "02": "failed", "03": "failed", "04": "failed", "05": "failed", "06": "needs_ocr", "07": "needs_ocr"}
    assert status == {**expected, "Fi": "ok", "no": "ok"}
