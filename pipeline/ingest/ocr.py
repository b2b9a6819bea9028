"""Pages that are pictures, read by Tesseract: its words become those that the layout code takes.

What the words look like comes from hOCR, which knows each line's baseline and height, as the plain list
of words (``image_to_data``) does not. A page is a little askew when it comes from a scanner: the layout
code is given the words as if it were straight, and ``put_back`` gives them their places in print again.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from math import atan, cos, sin
from pathlib import Path
from statistics import mean, median
from typing import Any

import lxml.html
import pypdfium2

from pipeline.errors import DocumentError
from pipeline.ingest.glyphs import Word
from pipeline.ingest.pdf_checks import Limits, check_streams, is_scrambled, is_undecodable, open_check
from pipeline.records import BBox

LANGUAGE = "fra"
RESOLUTION = 300
"""Dots an inch of the picture that is read, whatever the scanner's."""
MOST_PIXELS = 25_000_000
"""A sheet of A3 has 17 million at 300 dots an inch; larger sheets are read at fewer."""
SPECKLE = 3
"""Pixels of the median filter. On a speckled scan of 150 dpi words right went from .93 to .96 and false words from
.20 to .04; 5 pixels gave no more and blur small print."""
PAGE_SECONDS = 300
LINE_HEIGHT = 0.9
"""In em, from the foot of « p » to the head of « l » in common fonts (Times 0.90, Helvetica 0.92)."""
SAME_SIZE = 0.15
"""Heights of lines this near are one size of print: within a paragraph they differ by up to 0.14 (speckled scan)."""
APOSTROPHE = re.compile(r"[^\W\d_]['’]")
"""« d’ école »: French prints no space after it, Tesseract reads one where the gap is wide."""

Span = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Engine:
    """Tesseract as it is installed; ``version`` names the program and the data that it reads French with."""

    version: str

    def read(self, picture: Any, resolution: int) -> bytes:
        """The hOCR of a picture, empty where Tesseract fails or takes too long; by one thread, which gives the same each time."""
        import pytesseract

        os.environ["OMP_THREAD_LIMIT"] = "1"
        try:
            found = pytesseract.image_to_pdf_or_hocr(
                picture, lang=LANGUAGE, extension="hocr", config=f"--psm 3 --dpi {resolution}", timeout=PAGE_SECONDS
            )
        except RuntimeError:  # its own errors are of this kind too
            return b""
        return bytes(found)


@cache
def find_engine(setting: str) -> Engine | None:
    """Tesseract, unless the setting ``ocr`` is "off", or the extra, the program or its French data are not installed."""
    if setting == "off":
        return None
    try:
        import pytesseract

        version = pytesseract.get_tesseract_version()
        command = [pytesseract.pytesseract.tesseract_cmd, "--list-langs"]
        listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    except (ImportError, OSError, subprocess.CalledProcessError):  # TesseractNotFoundError is an OSError
        return None
    if LANGUAGE not in listing:
        return None
    folder = re.search(r'"(.+)"', listing[0])
    data = Path(folder[1] if folder else "") / f"{LANGUAGE}.traineddata"
    digest = sha256(data.read_bytes()).hexdigest()[:12] if data.is_file() else "unknown"
    return Engine(f"tesseract {version}, {LANGUAGE} {digest}")


@dataclass(slots=True)
class Scan:
    """The words of a page that was read from its picture, and where each is printed."""

    words: list[Word] = field(default_factory=list)
    places: list[BBox] = field(default_factory=list)

    def put_back(self) -> None:
        """Give the words, laid out as if the page were straight, their places in print again."""
        for word, (x0, top, x1, bottom) in zip(self.words, self.places, strict=True):
            word.x0, word.top, word.x1, word.bottom = x0, top, x1, bottom


def read_scans(data: bytes, numbers: Sequence[int], engine: Engine) -> dict[int, Scan]:
    """The given pages (from 1) of a PDF, read from their pictures."""
    scans: dict[int, Scan] = {}
    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            picture, scale, corner = draw_page(document[number - 1])
            scans[number] = scan_words(engine.read(picture, round(72 * scale)), 1 / scale, corner)
    finally:
        document.close()
    settle_sizes([word for scan in scans.values() for word in scan.words])
    return scans


def draw_page(page: Any) -> tuple[Any, float, tuple[float, float]]:
    """A page as a grey picture without specks, its pixels a point, and its corner in the coordinates of the other pages."""
    from PIL import ImageFilter

    width, height = page.get_size()
    scale = min(RESOLUTION / 72, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil().convert("L").filter(ImageFilter.MedianFilter(SPECKLE))
    shown, sheet = page.get_cropbox(), page.get_mediabox()
    corner = (shown[0] - sheet[0], sheet[3] - shown[3]) if not page.get_rotation() else (0.0, 0.0)
    page.close()
    return picture, scale, corner


def scan_words(hocr: bytes, point: float, corner: tuple[float, float] = (0.0, 0.0)) -> Scan:
    """The words of an hOCR page; ``point`` is the size of a pixel in points."""
    scan = Scan()
    if not hocr:
        return scan
    page = lxml.html.fromstring(hocr, parser=lxml.html.HTMLParser(encoding="utf-8"))
    nodes = [node for node in page.iter("span") if node.get("class") not in ("ocrx_word", None)]
    lines = [line for node in nodes if (line := read_line(node))]
    angle = atan(median(slope for line in lines for slope in [line.slope] * len(line.words))) if lines else 0.0
    for line in lines:
        feet = [turn((x0 + x1) / 2, line.foot((x0 + x1) / 2), angle)[1] for (x0, _, x1, _), _, _ in line.words]
        baseline, size = median(feet) * point + corner[1], line.height * point / LINE_HEIGHT
        for i, ((x0, top, x1, bottom), text, confidence) in enumerate(line.words):
            left, right = (turn(x, line.foot(x), angle)[0] * point + corner[0] for x in (x0, x1))
            space = "" if i and APOSTROPHE.fullmatch(line.words[i - 1][1][-2:]) else " "
            word = Word(text, left, right, baseline - 0.75 * size, baseline + 0.2 * size, baseline, size, "", space)
            word.confidence = confidence
            scan.words.append(word)
            scan.places.append((
                x0 * point + corner[0], top * point + corner[1], x1 * point + corner[0], bottom * point + corner[1]
            ))  # fmt: skip
    return scan


@dataclass(slots=True)
class ScannedLine:
    """A line as Tesseract sees it, in pixels; ``slope`` and ``offset`` give its baseline from the left foot of its box."""

    bbox: Span
    slope: float
    offset: float
    height: float
    words: list[tuple[Span, str, float]]
    """Box, text, confidence 0..1."""

    def foot(self, x: float) -> float:
        """Where the baseline runs."""
        return self.bbox[3] + self.offset + self.slope * (x - self.bbox[0])


def read_line(node: Any) -> ScannedLine | None:
    """A line of hOCR, None where it holds nothing but spaces."""
    facts = read_facts(node)
    words = []
    for child in node.iterfind("span[@class='ocrx_word']"):
        text, about = "".join(child.text_content().split()), read_facts(child)
        if text:
            words.append((as_span(about["bbox"]), text, about["x_wconf"][0] / 100))
    if not words:
        return None
    bbox = as_span(facts["bbox"])
    slope, offset = facts.get("baseline", [0.0, 0.0])
    height = facts.get("x_size", [bbox[3] - bbox[1]])[0]
    return ScannedLine(bbox, slope, offset, max(height, 1.0), words)


def read_facts(node: Any) -> dict[str, list[float]]:
    """The numbers that hOCR gives of a node.

    >>> read_facts(lxml.html.fromstring("<span title='bbox 1 2 3 4; baseline -0.01 -5'>mot</span>"))
    {'bbox': [1.0, 2.0, 3.0, 4.0], 'baseline': [-0.01, -5.0]}
    """
    parts = (part.split() for part in node.get("title", "").split(";"))
    return {part[0]: [float(number) for number in part[1:]] for part in parts if part}


def as_span(numbers: Sequence[float]) -> Span:
    """A box of hOCR."""
    return (numbers[0], numbers[1], numbers[2], numbers[3])


def turn(x: float, y: float, angle: float) -> tuple[float, float]:
    """A point of a page that is turned by an angle where it would be on the straight page."""
    return x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)


def settle_sizes(words: Sequence[Word]) -> None:
    """Give lines of nearly one height one size, the most frequent first.

    >>> words = [Word(t, 0, 9, 0, 9, 9, s, "") for t, s in (("Budget", 18.7), ("La ville vote", 13.6), ("la rue.", 14.1))]
    >>> settle_sizes(words); [word.size for word in words]
    [18.7, 13.6, 13.6]
    """
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(word.size, 1)] += len(word.text)
    settled: dict[float, float] = {}
    for size, _ in sorted(letters.items(), key=lambda item: (-item[1], item[0])):
        settled[size] = next((s for s in settled.values() if abs(s - size) <= SAME_SIZE * s), size)
    for word in words:
        word.size = settled[round(word.size, 1)]


def mean_confidence(words: Sequence[Word]) -> float | None:
    """How sure Tesseract is of the words of a line, None for printed text."""
    found = [word.confidence for word in words if word.confidence is not None]
    return round(mean(found), 3) if found else None


def pages_to_scan(texts: Sequence[str], pictures: Collection[int]) -> list[int]:
    """The numbers (from 1) of the pages to read by OCR: pictures, and those whose text layer cannot be used.

    >>> pages_to_scan(["La ville a voté", "", "\\ufffd\\ufffd"], {2})
    [2, 3]
    """
    is_useless = not any(texts) or is_scrambled(" ".join(texts))
    return [number for number, text in enumerate(texts, 1) if is_useless or number in pictures or is_undecodable(text)]


def wants_ocr(path: Path, limits: Limits) -> bool:
    """Whether OCR would read pages of a PDF: a quick look at what PDFium finds, 5 ms a page, without taking pages apart."""
    try:
        data = path.read_bytes() if path.stat().st_size <= limits.file_bytes else b""
        open_check(data, limits)
        check_streams(data, limits)
        texts = [text.strip() for text in page_texts(data)]
    except (DocumentError, pypdfium2.PdfiumError):
        return False
    return bool(pages_to_scan(texts, {number for number, text in enumerate(texts, 1) if not text}))


def page_texts(data: bytes) -> Iterator[str]:
    """The text layer of each page as PDFium gives it."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            layer = page.get_textpage()
            yield layer.get_text_range()
            layer.close()
            page.close()
    finally:
        document.close()
