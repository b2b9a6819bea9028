from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.ingest import Limits, ManifestEntry, ingest_document, make_doc_id

SHARED = Path(__file__).parents[2] / ".." / "shared" / "corpus"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not beside the repository")


def test_text_file_with_its_manifest_row(tmp_path: Path) -> None:
    path = tmp_path / "lettre.md"
    path.write_bytes("# Été\r\n\r\nLa ville".encode())
    entry = ManifestEntry("lettre.md", source_url="https://www.example.org/l", licence="Licence Ouverte", retrieved_on="2024-05-01")
    document = ingest_document(path, "lettre.md", entry)
    assert document.text == path.read_text(encoding="utf-8")
    assert document.lines == ()
    source = document.source
    assert (source.doc_id, source.media_type, source.encoding) == (make_doc_id("lettre.md"), "text/markdown", "utf-8")
    assert (source.source_url, source.licence, source.retrieved_on) == (entry.source_url, entry.licence, entry.retrieved_on)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("vide.pdf", b"", "the file is empty"),
        ("lettre.pdf", "Bonjour à tous".encode(), "not a PDF"),
        ("coupe.pdf", b"%PDF-1.7\n1 0 obj\n<<", "truncated or damaged"),
        ("blanc.txt", b"\n \n", "holds no text"),
        ("bureau.txt", b"PK\x03\x04", "ZIP or Office file"),
        ("gros.txt", b"La ville " * 100, "too large"),
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError, match=reason):
        ingest_document(tmp_path / name, name, limits=Limits(text_bytes=800))


def test_content_counts_more_than_the_name(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("<!DOCTYPE html><html><body><p>La ville de Brest a voté.</p></body></html>", encoding="utf-8")
    assert ingest_document(tmp_path / "page.txt", "page.txt").source.media_type == "text/html"


HOSTILE = {
    "01_mot_de_passe_requis.pdf": ("failed", "password"),
    "02_tronque_au_milieu.pdf": ("failed", "truncated"),
    "03_zero_octet.pdf": ("failed", "empty"),
    "04_texte_renomme.pdf": ("failed", "not a PDF"),
    "05_bombe_flate_1Go.pdf": ("failed", "decompression limit"),
    "06_scan_150dpi_sans_texte.pdf": ("needs_ocr", "no text layer"),
    "07_police_sans_tounicode.pdf": ("needs_ocr", "cannot be decoded"),
}


@needs_shared
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str) -> None:
    status, reason = HOSTILE[name]
    with pytest.raises(DocumentError, match=reason) as caught:
        ingest_document(SHARED / "hostile" / name, name)
    assert caught.value.status == status


@needs_shared
def test_odd_file_name() -> None:
    path = next((SHARED / "hostile").glob("Fiche*.pdf"))
    assert ingest_document(path, path.name).text.startswith("COMPTE-RENDU")


@needs_shared
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak memory as Linux gives it")
def test_decompression_bomb_stays_small() -> None:
    code = (
        "import resource, sys; from pathlib import Path; from pipeline.ingest import ingest_document\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: ingest_document(Path(sys.argv[1]), 'b.pdf')\n"
        "except Exception: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SHARED / "hostile" / "05_bombe_flate_1Go.pdf")],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert int(done.stdout) < 50_000  # kB
