"""Hostile files, each made when a test needs it."""

from __future__ import annotations

import io
import os
import socket
import zlib
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

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


def raw_pdf(*objects: bytes, is_listed: bool = True) -> bytes:
    """A PDF of numbered objects, the first its catalogue, with or without a sound list of where they are."""
    out, places = b"%PDF-1.5\n", []
    parts = [out]
    at = len(out)
    for number, content in enumerate(objects, 1):
        places.append(at if is_listed else 7)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, at if is_listed else 99_999)
    return b"".join(parts) + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def stream(content: bytes, head: bytes = b"", is_packed: bool = False) -> bytes:
    """A stream object."""
    content, head = (zlib.compress(content), head + b"/Filter/FlateDecode") if is_packed else (content, head)
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def one_page(content: bytes, *more: bytes, forms: bytes = b"", is_listed: bool = True) -> bytes:
    """A PDF of one page in Helvetica; more objects follow as numbers 6, 7 ..."""
    resources = b"<</Font<</F1 5 0 R>>/XObject<<%s>>>>" % forms
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources%s>>" % resources,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
        is_listed=is_listed,
    )


def bomb() -> bytes:
    """A page whose content is 200 MB of blanks once unpacked."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    return one_page(b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(content), content))


def endless_pages() -> bytes:
    """A page tree that holds itself."""
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


def many_pages(count: int = 5_000) -> bytes:
    """More pages than a document may have."""
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[page] * count)


def many_glyphs(count: int = 300_000) -> bytes:
    """A page with more letters than paper holds."""
    lines = b"".join(b"(%s) Tj T*\n" % (b"la rue du port " * 20) for _ in range(count // 300))
    return one_page(stream(b"BT /F1 1 Tf 1 TL 10 800 Td\n" + lines + b"ET", is_packed=True))


def form_in_itself() -> bytes:
    """A drawing that draws itself."""
    form = stream(b"/X0 Do BT /F1 12 Tf 50 700 Td (Bonjour) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 7 0 R")
    return one_page(stream(b"/X0 Do"), form, b"<</Font<</F1 5 0 R>>/XObject<</X0 6 0 R>>>>", forms=b"/X0 6 0 R")


def forms_of_forms(levels: int = 9) -> bytes:
    """A drawing of ten drawings of ten drawings …: a billion words in two kilobytes."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X0 %d 0 R>>>>"
    forms = [stream(b"/X0 Do " * 10, head % (7 + n)) for n in range(levels)]
    last = stream(b"BT /F1 12 Tf 50 700 Td (Bonjour) Tj ET", head % 5)
    return one_page(stream(b"/X0 Do"), *forms, last, forms=b"/X0 6 0 R")


def broken_xref() -> bytes:
    """Text that a reader finds only by searching, as its list of objects is wrong."""
    return one_page(stream(b"BT /F1 12 Tf 50 700 Td (La Ville de Brest vote son budget.) Tj ET"), is_listed=False)


def unnamed_letters() -> bytes:
    """A font whose letters have numbers only."""
    text = " ".join("Le conseil de la commune de Brest a voté le budget de la voirie et des écoles pour la rentrée.".split() * 4)
    content = b"BT /F1 12 Tf 50 700 Td <%s> Tj ET" % b"".join(b"%04x" % (ord(c) % 97 + 3) for c in text)
    system = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    data = one_page(stream(content), b"<</Type/Font/Subtype/CIDFontType2/BaseFont/XYZ/CIDSystemInfo%s>>" % system)
    plain = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return data.replace(plain, b"<</Type/Font/Subtype/Type0/BaseFont/XYZ/Encoding/Identity-H/DescendantFonts[6 0 R]>>")


def deep_page(depth: int = 100_000) -> bytes:
    """A web page nested deeper than any parser's stack."""
    return b"<html><body>" + b"<div><b>" * depth + b"Le conseil vote." + b"</b></div>" * depth + b"</body></html>"


def laughs() -> bytes:
    """A web page whose entities would unfold to a billion words."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = "<p>Le conseil municipal se réunit chaque jeudi : &l9;</p>"
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{entities}]><html><body>{body}</body></html>'.encode()


def tricks() -> bytes:
    """Text that reads otherwise than it is stored."""
    marked = "Le mai\u202ere\u202c de Br\u200best\u2066 vote\u2069 le bud\u00adget\u200d.\ufeff Les\u2060 élus\u202e\u202e\u202e.\n"
    return marked.encode() * 20


def long_line(count: int = 1_000_000) -> bytes:
    """A line of a million characters."""
    return ("Le conseil de la commune vote le budget " * (count // 40)).encode()


def long_word(count: int = 1_000_000) -> bytes:
    """A word of a million letters, and as many marks."""
    return b"a" * (count // 2) + b"-" * (count // 4) + b"." * (count // 4)


FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "mot-de-passe.pdf": (lambda: letter(StandardEncryption("sésame", canPrint=0)), "failed", "password"),
    "tronque.pdf": (lambda: letter()[:400], "failed", "truncated or damaged"),
    "vide.pdf": (lambda: b"", "failed", "empty"),
    "vide.txt": (lambda: b"", "failed", "empty"),
    "texte.pdf": (lambda: "Bonjour à toutes et à tous".encode(), "failed", "not a PDF"),
    "image.txt": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "failed", "a PNG image"),
    "rapport.docx": (lambda: b"PK\x03\x04" + bytes(100), "failed", "unknown kind of file (.docx): save it as PDF"),
    "LISEZMOI": (lambda: b"Bonjour", "failed", "unknown kind of file (no extension)"),
    "bombe.pdf": (bomb, "failed", "decompression limit"),
    "pages-sans-fin.pdf": (endless_pages, "failed", "damaged"),
    "5000-pages.pdf": (many_pages, "failed", "too many pages (5,000, limit 3,000)"),
    "300000-signes.pdf": (many_glyphs, "failed", "characters, limit 200,000"),
    "dessin.pdf": (drawing, "needs_ocr", "no text layer"),
    "sans-noms.pdf": (unnamed_letters, "needs_ocr", "text layer"),
    "formes.pdf": (forms_of_forms, "failed", ""),
    "nuls.txt": (lambda: bytes(5_000), "failed", "no text"),
}
"""What is refused: how it is made, the status, a part of the reason."""
READ: dict[str, Callable[[], bytes]] = {
    "xref-faux.pdf": broken_xref,
    "forme-en-soi.pdf": form_in_itself,
    "profond.html": deep_page,
    "rires.html": laughs,
    "ligne.txt": long_line,
    "mot.txt": long_word,
    "ruses.txt": tricks,
    "octets.txt": lambda: "Le conseil vote à Brest.\n".encode() * 50 + b"\xff\xfe\xc3(\xa0\xa1" * 3 + b"Fin.\n",
    "nul-dedans.txt": lambda: b"Le conseil\0 vote le budget\0 de la commune.\n" * 10,
}
"""What may be read or refused, as long as nothing else suffers."""
GOOD: dict[str, Callable[[], bytes]] = {
    "Lettre n° 5 – été à Saint-Étienne (définitive).pdf": letter,
    "note.txt": lambda: "Le conseil de la commune a voté le budget de 12 000 euros.\n".encode(),
    "dossier.pdf/page.html": lambda: b"<html><body><h1>La halle</h1><p>La Ville de Brest vote le budget de la halle.</p></body></html>",
    "deux\nlignes.txt": lambda: "La Ville de Nantes ouvre une école.\n".encode(),
    "z/\u200bcaché.md": lambda: "# Le marché\n\nLa Ville de Quimper compte 62 985 habitants.\n".encode(),
}
"""Sound files, some with odd names."""


def fill(raw: Path, files: dict[str, Callable[[], bytes]]) -> None:
    """Write files."""
    for name, make in files.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())


def add_odd_things(raw: Path) -> list[str]:
    """Things that are no documents, whatever they are called; what is said of each."""
    outside = raw.parent / "secret.txt"
    outside.write_text("Ceci ne doit pas être lu.")
    (raw / "dehors.txt").symlink_to(outside)
    (raw / "dehors").symlink_to(raw.parent)
    (raw / "boucle.txt").symlink_to(raw / "boucle.txt")
    (raw / "nulle-part.pdf").symlink_to(raw / "rien.pdf")
    (raw / "peripherique.txt").symlink_to("/dev/zero")
    os.mkfifo(raw / "tube.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(raw)  # the name of a socket must be short
        try:
            bound.bind("prise.txt")
        finally:
            os.chdir(here)
    (raw / os.fsdecode(b"octet-\xff.bin")).write_bytes(b"rien")
    return [
        "dehors.txt: a link that leads out", "dehors: a link that leads out", "boucle.txt: a link that leads nowhere",
        "nulle-part.pdf: a link that leads nowhere", "peripherique.txt: a link that leads out", "tube.txt: not an ordinary file",
        "prise.txt: not an ordinary file",
    ]  # fmt: skip
