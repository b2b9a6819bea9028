"""The characters of a PDF page with their places, from PDFium; what a run of them shares (font, size, direction) is asked once."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2

from pipeline.errors import DocumentError
from pipeline.ingest.calls import INTEGER, POINTER, as_function, call, rows_of
from pipeline.ingest.characters import UNKNOWN, Characters, Floats, Integers, Sheet, View
from pipeline.ingest.shapes import draws_text, read_shapes

LINE_END_HYPHENS = (0x02, 0xFFFE)
"""PDFium's codes for a hyphen, printed or soft, at the end of a line."""
JOINER = 0x2060
SPACE = 0x20
UPSIDE_DOWN = 2
LEAST_WIDTH = 0.35
"""Of a character's box: a letter that starts before is drawn over it rather than after it."""


get_code = as_function("FPDFText_GetUnicode", ctypes.c_uint, POINTER, INTEGER)
get_text = as_function("FPDFText_GetText", INTEGER, POINTER, INTEGER, INTEGER, POINTER)
get_object = as_function("FPDFText_GetTextObject", ctypes.c_size_t, POINTER, INTEGER)
get_box = as_function("FPDFText_GetLooseCharBox", INTEGER, POINTER, INTEGER, POINTER)
get_origin = as_function("FPDFText_GetCharOrigin", INTEGER, POINTER, INTEGER, POINTER, POINTER)
get_matrix = as_function("FPDFText_GetMatrix", INTEGER, POINTER, INTEGER, POINTER)
get_size = as_function("FPDFText_GetFontSize", ctypes.c_double, POINTER, INTEGER)
has_no_name = as_function("FPDFText_HasUnicodeMapError", INTEGER, POINTER, INTEGER)
is_hyphen = as_function("FPDFText_IsHyphen", INTEGER, POINTER, INTEGER)
get_font = as_function("FPDFTextObj_GetFont", ctypes.c_size_t, POINTER)
get_font_name = as_function("FPDFFont_GetBaseFontName", ctypes.c_size_t, POINTER, POINTER, ctypes.c_size_t)


@dataclass(slots=True)
class Fonts:
    """The names of a document's fonts, and which of their codes have no name."""

    names: list[str] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    unnamed: dict[tuple[int, int], bool] = field(default_factory=dict)

    def number(self, font: int) -> int:
        """The place of a font among the names."""
        if font not in self.numbers:
            buffer = ctypes.create_string_buffer(256)
            get_font_name(font, ctypes.addressof(buffer), 256)
            self.numbers[font] = len(self.names)
            self.names.append(buffer.value.decode("utf-8", "replace"))
        return self.numbers[font]

    def is_unnamed(self, layer: int, place: int, font: int, code: int) -> bool:
        """Whether a font gives no name for a character: PDFium then shows its number.

        Fonts drawn in the file (Type 3, without a name) mostly number their letters as ASCII does.
        """
        if (font, code) not in self.unnamed:
            is_ascii = not self.names[font] and 32 <= code < 127
            is_odd = code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000
            self.unnamed[font, code] = is_odd or (not is_ascii and has_no_name(layer, place) == 1)
        return self.unnamed[font, code]


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """The document of PDFium, closed at the end."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError("a password is needed: save the file without one", str(error)) from error
        raise DocumentError("the PDF is truncated or damaged: fetch it again", str(error)) from error
    try:
        yield document
    finally:
        document.close()


def read_sheets(document: Any, most_characters: int) -> Iterator[Sheet | None]:
    """What is drawn on each page, which is closed before the next is opened; None for a page that cannot be reached."""
    fonts = Fonts()
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            yield None
            continue
        sheet: Sheet | None = None
        try:
            sheet = read_sheet(page, index + 1, fonts, most_characters)
        except pypdfium2.PdfiumError:
            pass  # its text cannot be reached
        finally:
            page.close()
        yield sheet


def read_sheet(page: Any, number: int, fonts: Fonts, most_characters: int) -> Sheet:
    """What is drawn on one page."""
    view = page_view(page)
    layer = page.get_textpage()
    try:
        count = layer.count_chars()
        if count > most_characters:
            fix = "not a page of text; if it is one, raise limits.page_characters"
            raise DocumentError(f"page {number} has {count:,} characters, limit {most_characters:,}: {fix}")
        characters = read_characters(ctypes.cast(layer.raw, ctypes.c_void_p).value or 0, count, view, fonts)
    finally:
        layer.close()
    shapes, pictures = read_shapes(page, view)
    has_text = len(characters) > 0 or draws_text(page)
    return Sheet(number, view.width, view.height, characters, shapes, pictures, has_text)


def page_view(page: Any) -> View:
    """How a page is shown: cropped, and turned by quarters."""
    left, bottom, right, top = page.get_bbox()
    turns = {
        0: ((1, 0, -left), (0, -1, top)),
        90: ((0, 1, -bottom), (1, 0, -left)),
        180: ((-1, 0, right), (0, 1, -bottom)),
        270: ((0, -1, top), (-1, 0, right)),
    }
    rotation = page.get_rotation()
    width, height = right - left, top - bottom
    if rotation in (90, 270):
        width, height = height, width
    return View(width, height, np.array(turns[rotation], dtype=np.float64))


def read_characters(layer: int, count: int, view: View, fonts: Fonts) -> Characters:
    """The characters of a page; spaces and line ends that PDFium puts in, which no run of text holds, are left out."""
    runs = np.fromiter(map(get_object, repeat(layer), range(count)), np.int64, count)
    all_codes = read_codes(layer, count)
    where = np.flatnonzero(runs)
    is_spaced = np.append(False, (runs[:-1] == 0) & (all_codes[:-1] == SPACE))[:count][where]
    codes, runs, places, count = join_surrogates(all_codes[where]), runs[where], where.tolist(), len(where)
    boxes, origins = np.zeros((count, 4), np.float32), np.zeros((count, 2))
    call(map(get_box, repeat(layer), places, rows_of(boxes)))
    call(map(get_origin, repeat(layer), places, rows_of(origins), rows_of(origins, 8)))
    is_first = np.diff(runs, prepend=0) != 0
    sizes, turns, numbers = read_runs(layer, where[is_first].tolist(), runs[is_first], view, fonts)
    run = np.cumsum(is_first) - 1
    size, turn, font = sizes[run], turns[run], numbers[run]
    is_part = np.append(False, (origins[1:] == origins[:-1]).all(axis=1) & (run[1:] == run[:-1]) & (boxes[:-1, 2] > boxes[:-1, 0]))[:count]
    codes = name_codes(layer, places, codes, font, fonts)
    x, y = view.places(origins[:, 0], origins[:, 1])
    left, top, right, bottom = view.boxes(boxes.astype(np.float64))
    start = np.select([turn == 1, turn == -1], [-y, y], x)
    baseline = np.select([turn == 1, turn == -1], [x, -x], y)
    end = cut_overhang(start, np.select([turn == 1, turn == -1], [-top, bottom], right), baseline)
    is_seen = (left <= view.width) & (right >= 0) & (top <= view.height) & (bottom >= 0)
    top, bottom = np.where(turn == 0, top, baseline - size), np.where(turn == 0, bottom, baseline)
    found = Characters(codes, start, end, top, bottom, baseline, size, font, is_part, is_spaced, fonts.names, turn)
    is_sound = np.isfinite(start + end + top + bottom) & (size > 0) & (turn != UPSIDE_DOWN) & (codes != JOINER)
    return found.take(is_seen & is_sound)


def read_codes(layer: int, count: int) -> Integers:
    """The code of each character; all at once, unless PDFium leaves some out of the text that it gives so."""
    text = np.zeros(count + 1, np.uint16)
    if get_text(layer, 0, count, text.ctypes.data) == count + 1:
        return text[:count].astype(np.int64)
    return np.fromiter(map(get_code, repeat(layer), range(count)), np.int64, count)


def join_surrogates(codes: Integers) -> Integers:
    """The codes with the halves of those above U+FFFF joined; a second half becomes a joiner, which nothing prints."""
    halves = np.flatnonzero((codes[:-1] & 0xFC00 == 0xD800) & (codes[1:] & 0xFC00 == 0xDC00))
    codes[halves] = 0x10000 + (codes[halves] & 0x3FF) * 0x400 + (codes[halves + 1] & 0x3FF)
    codes[halves + 1] = JOINER
    return codes


def cut_overhang(start: Floats, end: Floats, baseline: Floats) -> Floats:
    """Where characters end, at most where the next one starts: PDFium's box of « f » or of a letter without a width reaches into it."""
    end = np.maximum(start, end)
    cuts = (baseline[1:] == baseline[:-1]) & (start[1:] < end[:-1]) & (start[1:] > start[:-1] + LEAST_WIDTH * (end - start)[:-1])
    end[:-1][cuts] = start[1:][cuts]
    return end


def read_runs(layer: int, places: list[int], runs: Integers, view: View, fonts: Fonts) -> tuple[Floats, Integers, Integers]:
    """Of each run of characters drawn at once: the size of its print, which way it is turned, its font."""
    matrices = np.zeros((len(places), 6), np.float32)
    call(map(get_matrix, repeat(layer), places, rows_of(matrices)))
    sizes = np.fromiter(map(get_size, repeat(layer), places), np.float64, len(places))
    numbers = np.fromiter(map(fonts.number, map(get_font, runs.tolist())), np.int64, len(places))
    a, b, c, d, _, _ = matrices.astype(np.float64).T * np.sign(sizes)
    (xx, xy, _), (yx, yy, _) = view.matrix
    right, down, up = xx * a + xy * b, yx * a + yy * b, yx * c + yy * d
    is_level = np.abs(right) >= np.abs(down)
    turns = np.select([is_level & (up < 0), is_level, down < 0], [0, UPSIDE_DOWN, 1], -1)
    return np.abs(sizes) * np.hypot(c, d), turns, numbers


def name_codes(layer: int, places: list[int], codes: Integers, font: Integers, fonts: Fonts) -> Integers:
    """The codes with hyphens at line ends as hyphens, and with those that the font gives no name for as unknown."""
    for i in np.flatnonzero(np.isin(codes, LINE_END_HYPHENS)).tolist():
        codes[i] = ord("-") if is_hyphen(layer, places[i]) == 1 else UNKNOWN
    pairs, firsts, kind = np.unique(font << 32 | codes, return_index=True, return_inverse=True)
    known = [UNKNOWN if fonts.is_unnamed(layer, places[i], int(font[i]), int(codes[i])) else int(codes[i]) for i in firsts.tolist()]
    return np.array(known, np.int64)[kind] if len(pairs) else codes
