"""How well pictures of pages are read, and what the confidence of a word is worth.

Each page of the PDFs of ``raw/`` that has a text layer is made into a poor scan (150 dots an inch, blurred, speckled) and read
by OCR; words are compared, place by place, with the text layer. The scan of ``raw/`` is compared with the text it was drawn from.
"""

from __future__ import annotations

import ast
import io
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import ImageFilter
from rapidfuzz.distance import Levenshtein

from pipeline.errors import DocumentError
from pipeline.ingest import Limits
from pipeline.ingest.engine import Engine, find_engine
from pipeline.ingest.pdf import read_pdf
from pipeline.records import BBox, Line

ROOT = Path(__file__).parents[1]
STEPS = (0.0, 0.6, 0.8, 0.9)
Placed = list[tuple[int, BBox, str, float | None]]
"""Page, box, text and confidence of each word."""


def main() -> None:
    """Print both measures."""
    engine = find_engine("auto")
    if engine is None:
        print("Tesseract is not installed: see docs/ocr.md")
        return
    print(engine.version)
    truth, found = drawn_text(), " ".join(read_pdf((ROOT / "raw" / "deliberation-scan.pdf").read_bytes(), Limits(), engine)[0].split())
    print(f"deliberation-scan.pdf: {accuracy(truth, found):.3f} of the characters right, {len(truth)} in all")
    right: Counter[float] = Counter()
    seen: Counter[float] = Counter()
    for path in sorted((ROOT / "raw").glob("*.pdf")):
        data = path.read_bytes()
        try:
            printed, scanned = words_of(data, None), words_of(make_scan(data), engine)
        except DocumentError:  # has no text layer
            continue
        for page, box, text, confidence in scanned:
            step = max(s for s in STEPS if s <= (confidence or 0.0))
            seen[step] += 1
            right[step] += any(p == page and covers(b, box) and plain(t) == plain(text) for p, b, t, _ in printed)
        lost = sum(
            not any(p == page and covers(box, b) and plain(t) == plain(text) for p, b, t, _ in scanned) for page, box, text, _ in printed
        )
        print(f"{path.name}: {1 - lost / len(printed):.3f} of {len(printed)} words read right")
    for step in STEPS:
        print(f"confidence from {step}: {seen[step]} words, {right[step] / max(seen[step], 1):.3f} right")


def drawn_text() -> str:
    """What raw/make/deliberation_scan.py draws."""
    tree = ast.parse((ROOT / "raw" / "make" / "deliberation_scan.py").read_text(encoding="utf-8"))
    (value,) = (n.value for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "TEXT")
    return " ".join(str(part[0]) for part in ast.literal_eval(value))


def accuracy(truth: str, found: str) -> float:
    """One less the edits a character, straight and curly apostrophes being one."""
    return 1 - Levenshtein.distance(plain(truth), plain(found)) / len(truth)


def plain(text: str) -> str:
    """Without what a reader does not miss: which apostrophe or dash it is."""
    return text.translate(str.maketrans("’–—", "'--"))


def words_of(data: bytes, engine: Engine | None) -> Placed:
    """The words of a PDF."""
    text, lines, _ = read_pdf(data, Limits(), engine)
    return [(line.page or 0, box, text[start:end], line.ocr_confidence) for line in lines for start, end, box in boxes_of(line)]


def boxes_of(line: Line) -> list[tuple[int, int, BBox]]:
    """Where each word of a line stands."""
    _, top, _, bottom = line.bbox or (0.0, 0.0, 0.0, 0.0)
    return [(word.start, word.end, (word.x0, top, word.x1, bottom)) for word in line.words]


def covers(outer: BBox, inner: BBox) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def make_scan(data: bytes) -> bytes:
    """The pages of a PDF as pictures of the quality of an office scanner."""
    noise = random.Random(14)
    pictures: list[Any] = []
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L").filter(ImageFilter.GaussianBlur(0.6))
        for _ in range(picture.width * picture.height // 400):
            picture.putpixel((noise.randrange(picture.width), noise.randrange(picture.height)), noise.randrange(90, 190))
        pictures.append(picture)
    result = io.BytesIO()
    pictures[0].save(result, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    return result.getvalue()


if __name__ == "__main__":
    main()
