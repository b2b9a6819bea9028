"""The second reader of PDF pages, pdfplumber: slower, in Python throughout, and asked for the pages that PDFium cannot read."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import numpy as np

from pipeline.ingest.characters import UNKNOWN, Characters, Floats, Shapes, Sheet
from pipeline.ingest.pdf_checks import UNDECODABLE_SHARE

log = logging.getLogger(__name__)

WHITE = 0.98
"""The least of grey, or of red, green and blue, that does not show."""
LIGATURES = "ﬀﬁﬂﬃﬄ"


def read_again(sheets: Iterator[Sheet | None], data: bytes, most_characters: int) -> Iterator[Sheet]:
    """The pages of a file; those that the first reader gives up (None) or cannot name the letters of are read with pdfplumber."""
    with ExitStack() as opened:
        second: Any = None
        for number, sheet in enumerate(sheets, 1):
            if sheet is None or is_unread(sheet):
                second = second or opened.enter_context(open_second(data))
                found = read_page(second, number, most_characters)
                sheet = found if found and len(found.characters) and not is_unread(found) else sheet
            if sheet:
                yield sheet


def is_unread(sheet: Sheet) -> bool:
    """Whether a page has text that came out without its letters: none, or too many without a name."""
    codes = sheet.characters.codes
    if not len(codes):
        return sheet.has_text
    unnamed = (codes == UNKNOWN) | ((codes >= 0xE000) & (codes <= 0xF8FF)) | ((codes < 0x20) & (codes != 9) & (codes != 10) & (codes != 13))
    return bool(unnamed.sum() > UNDECODABLE_SHARE * len(codes))


class NoPages:
    """A file that pdfplumber cannot open."""

    pages: Sequence[Any] = ()

    def __enter__(self) -> NoPages:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def open_second(data: bytes) -> Any:
    """The file as pdfplumber opens it."""
    import pdfplumber  # its half second is spent on the few files that need it

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        return pdfplumber.open(io.BytesIO(data))
    except Exception as error:  # damaged files break it in any way
        log.debug("pdfplumber cannot open the file: %r", error)
        return NoPages()


def read_page(document: Any, number: int, most_characters: int) -> Sheet | None:
    """One page; None where pdfplumber breaks on it too. Turned text is left out."""
    try:
        page = document.pages[number - 1]
        try:
            marks = [(code, mark, i > 0) for mark in page.chars if mark["upright"] for i, code in enumerate(letter_codes(mark["text"]))]
            if not 0 < len(marks) <= most_characters:
                return None
            return Sheet(number, float(page.width), float(page.height), as_characters(marks), as_shapes(page), rows(page.images), True)
        finally:
            page.close()
    except Exception as error:
        log.debug("pdfplumber cannot read page %d: %r", number, error)
        return None


def letter_codes(text: str) -> list[int]:
    """The codes of what one glyph prints; pdfminer writes « (cid:12) » for a glyph without a name.

    >>> letter_codes("ﬁ"), letter_codes("(cid:12)") == [UNKNOWN]
    ([102, 105], True)
    """
    return [UNKNOWN] if text.startswith("(cid:") else list(map(ord, unicodedata.normalize("NFKC", text) if text in LIGATURES else text))


def as_characters(marks: Sequence[tuple[int, dict[str, Any], bool]]) -> Characters:
    """Codes with what pdfplumber says of their glyphs, as columns."""
    codes, glyphs, is_part = zip(*marks, strict=True)
    left, top, right, bottom = rows(glyphs).T
    foot = np.array([glyph["y0"] - glyph["matrix"][5] for glyph in glyphs])
    names = sorted({glyph["fontname"] for glyph in glyphs})
    places = {name: place for place, name in enumerate(names)}
    none = np.zeros(len(codes), np.int64)
    return Characters(
        np.array(codes, np.int64),
        left,
        right,
        top,
        bottom,
        bottom + foot,
        np.array([glyph["size"] for glyph in glyphs], np.float64),
        np.array([places[glyph["fontname"]] for glyph in glyphs], np.int64),
        np.array(is_part, bool),
        none.astype(bool),
        names,
        none,
    )


def as_shapes(page: Any) -> Shapes:
    """The rectangles and lines of a page; colours are not told apart, white fills are."""
    drawn = [*page.rects, *page.lines]
    is_line = np.array([shape["object_type"] == "line" for shape in drawn], bool)
    is_filled = np.array([bool(shape["fill"]) for shape in drawn], bool) & ~is_line
    is_stroked = np.array([bool(shape["stroke"]) for shape in drawn], bool)
    is_white = [np.size(shape["non_stroking_color"]) in (1, 3) and np.min(shape["non_stroking_color"]) > WHITE for shape in drawn]
    color = np.where(is_white, 0xFFFFFF, 0).astype(np.int64)
    return Shapes(rows(drawn), is_line, is_filled, is_stroked, color, rows(page.edges))


def rows(things: Sequence[dict[str, Any]]) -> Floats:
    """The rectangle of each thing on a page."""
    return np.array([(t["x0"], t["top"], t["x1"], t["bottom"]) for t in things], np.float64).reshape(-1, 4)
