"""Pages that are pictures, read by Tesseract: its words become those that the layout code takes.

What the words look like comes from hOCR, which knows each line's baseline and height, as the plain list
of words (``image_to_data``) does not. A page is a little askew when it comes from a scanner: the layout
code is given the words as if it were straight, and ``put_back`` gives them their places in print again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import atan, cos, sin
from pathlib import Path
from statistics import mean, median
from typing import Any

import pypdfium2

from pipeline.errors import DocumentError
from pipeline.ingest.engine import Engine
from pipeline.ingest.hocr import read_hocr
from pipeline.ingest.pdf_checks import Limits, check_streams, count_pages, is_scrambled, is_undecodable
from pipeline.ingest.pdfium import open_pdf
from pipeline.ingest.words import Word
from pipeline.records import BBox

RESOLUTION = 300
"""Dots an inch of the picture that is read, whatever the scanner's."""
MOST_PIXELS = 25_000_000
"""A sheet of A3 has 17 million at 300 dots an inch; larger sheets are read at fewer."""
SPECKLE = 3
"""Pixels of the median filter. On a speckled scan of 150 dpi words right went from .93 to .96 and false words from
.20 to .04; 5 pixels gave no more and blur small print."""
LINE_HEIGHT = 0.9
"""In em, from the foot of « p » to the head of « l » in common fonts (Times 0.90, Helvetica 0.92)."""
SAME_SIZE = 0.15
"""Heights of lines this near are one size of print: within a paragraph they differ by up to 0.14 (speckled scan)."""
SENSE = 0.6
"""Mean confidence of a page that is worth a second look: the scans measured have 0.92 and more upright, 0.34 on their head."""
APOSTROPHE = re.compile(r"[^\W\d_]['’]")
"""« d’ école »: French prints no space after it, Tesseract reads one where the gap is wide."""


@dataclass(slots=True)
class Scan:
    """The words of a page that was read from its picture, and where each is printed."""

    words: list[Word] = field(default_factory=list)
    places: list[BBox] = field(default_factory=list)
    height: float = 0.0
    """Of the page, upright, in points."""

    def put_back(self) -> None:
        """Give the words, laid out as if the page were straight, their places in print again."""
        for word, (x0, top, x1, bottom) in zip(self.words, self.places, strict=True):
            word.x0, word.top, word.x1, word.bottom = x0, top, x1, bottom


def read_scans(data: bytes, numbers: Sequence[int], engine: Engine) -> dict[int, Scan]:
    """The given pages (from 1) of a PDF, read from their pictures."""
    scans: dict[int, Scan] = {}
    with open_pdf(data) as document:
        for number in numbers:
            picture, scale = draw_page(document[number - 1])
            scans[number] = scan_picture(picture, scale, engine)
    settle_sizes([word for scan in scans.values() for word in scan.words])
    return scans


def scan_picture(picture: Any, scale: float, engine: Engine) -> Scan:
    """The words of a picture; one that lies on its side or head is turned and read again."""
    resolution, point = round(72 * scale), 1 / scale
    scan = scan_words(engine.read(picture, resolution), point)
    scan.height = picture.height * point
    if is_turned(scan) and (angle := engine.turning(picture, resolution)):
        upright = picture.rotate(-angle, expand=True)
        width, height = picture.width * point, picture.height * point
        scan = scan_words(engine.read(upright, resolution), point)
        scan.places = [turn_back(place, angle, width, height) for place in scan.places]
        scan.height = upright.height * point
    return scan


def is_turned(scan: Scan) -> bool:
    """Whether a page may have been read lying on its side (words taller than wide) or on its head (words of no sense)."""
    longer = [place for word, place in zip(scan.words, scan.places, strict=True) if len(word.text) > 3]
    tall = sum(place[3] - place[1] > place[2] - place[0] for place in longer)
    return bool(scan.words) and (2 * tall > len(longer) or (mean_confidence(scan.words) or 0.0) < SENSE)


def turn_back(place: BBox, angle: int, width: float, height: float) -> BBox:
    """Where a box of a page that was turned by 90, 180 or 270 degrees clockwise stands on the page as it was.

    >>> turn_back((10, 20, 30, 25), 90, 200, 100), turn_back((10, 20, 30, 25), 180, 200, 100)
    ((20, 70, 25, 90), (170, 75, 190, 80))
    """
    x0, top, x1, bottom = place
    if angle == 90:
        return (top, height - x1, bottom, height - x0)
    if angle == 270:
        return (width - bottom, x0, width - top, x1)
    return (width - x1, height - bottom, width - x0, height - top)


def draw_page(page: Any) -> tuple[Any, float]:
    """A page as a grey picture without specks, and its pixels a point."""
    from PIL import ImageFilter

    width, height = page.get_size()
    scale = min(RESOLUTION / 72, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil().convert("L").filter(ImageFilter.MedianFilter(SPECKLE))
    page.close()
    return picture, scale


def scan_words(hocr: bytes, point: float) -> Scan:
    """The words of an hOCR page; ``point`` is the size of a pixel in points."""
    scan = Scan()
    lines = read_hocr(hocr)
    angle = atan(median(slope for line in lines for slope in [line.slope] * len(line.words))) if lines else 0.0
    for line in lines:
        feet = [turn((x0 + x1) / 2, line.foot((x0 + x1) / 2), angle)[1] for (x0, _, x1, _), _, _ in line.words]
        baseline, size = median(feet) * point, line.height * point / LINE_HEIGHT
        for i, ((x0, top, x1, bottom), text, confidence) in enumerate(line.words):
            left, right = (turn(x, line.foot(x), angle)[0] * point for x in (x0, x1))
            space = "" if i and APOSTROPHE.fullmatch(line.words[i - 1][1][-2:]) else " "
            word = Word(text, left, right, baseline - 0.75 * size, baseline + 0.2 * size, baseline, size, "", space)
            word.confidence = confidence
            scan.words.append(word)
            scan.places.append((x0 * point, top * point, x1 * point, bottom * point))
    return scan


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


def pages_to_scan(texts: Mapping[int, str], pictures: Collection[int]) -> list[int]:
    """The numbers of the pages to read by OCR, given the text of each: pictures, and those whose text layer cannot be used.

    >>> pages_to_scan({1: "La ville a voté", 2: "", 3: "\\ufffd\\ufffd"}, {2})
    [2, 3]
    """
    is_useless = not any(texts.values()) or is_scrambled(" ".join(texts.values()))
    return [number for number, text in texts.items() if is_useless or number in pictures or is_undecodable(text)]


def wants_ocr(path: Path, limits: Limits) -> bool:
    """Whether OCR would read pages of a PDF: a quick look at what PDFium finds, 5 ms a page, without taking pages apart."""
    try:
        data = path.read_bytes() if path.stat().st_size <= limits.file_bytes else b""
        with open_pdf(data) as document:
            count_pages(document, limits)
            check_streams(data, limits)
            texts = {number: text.strip() for number, text in enumerate(page_texts(document), 1)}
    except (DocumentError, pypdfium2.PdfiumError):
        return False
    return bool(pages_to_scan(texts, {number for number, text in texts.items() if not text}))


def page_texts(document: Any) -> Iterator[str]:
    """The text layer of each page as PDFium gives it."""
    for page in document:
        layer = page.get_textpage()
        yield layer.get_text_range()
        layer.close()
        page.close()
