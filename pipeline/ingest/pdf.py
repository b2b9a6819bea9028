"""PDF files: characters become words, lines and paragraphs in reading order, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import DocumentError
from pipeline.french import ends_sentence
from pipeline.ingest.boxes import Drawings, drawn_bullets, place_in_boxes, read_drawings
from pipeline.ingest.building import TextBuilder
from pipeline.ingest.characters import Sheet
from pipeline.ingest.drop_caps import DropCap, find_drop_caps, insert_caps
from pipeline.ingest.engine import Engine
from pipeline.ingest.furniture import split_furniture
from pipeline.ingest.grids import find_grids
from pipeline.ingest.items import Box, Item, Leaf, Table
from pipeline.ingest.layout import order_region
from pipeline.ingest.ocr import Scan, mean_confidence, pages_to_scan, read_scans
from pipeline.ingest.paragraphs import PrintedLine, build_blocks, build_lines, runs_on
from pipeline.ingest.pdf_checks import GET_OCR, Limits, check_glyphs, check_streams, count_pages
from pipeline.ingest.pdfium import open_pdf, read_sheets
from pipeline.ingest.plumber import read_again
from pipeline.ingest.reading import read_words
from pipeline.ingest.tables import close_grid, find_tables, grid_bbox
from pipeline.ingest.words import Word, usual_letter_size
from pipeline.records import BBox, Line, WordBox

NOTE_START = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,2}|\d{1,2}[.)]?|\*{1,3}|\(\d{1,2}\))[.)]?")
"""« 1. », « ² », « (3) », « * » open a footnote."""
FIRM_MARK = re.compile(r"[⁰¹²³⁴-⁹]|\d{1,2}[.)]")
"""What a note in a box must open with: a number alone is a key figure there."""
NOTE_SIZE = 0.93
"""A footnote is set at most this much of the body's size."""

SCAN_AREA = 0.9
"""Of the page: scanners leave no margin, photographs seldom fill a page."""
STAMP_ZONE = 0.15
"""Of the page's height, above or below: where registers stamp what they receive."""
STAMP_WORDS = 40
"""« Envoyé en préfecture le …, reçu le …, affiché le …, ID : … » has about 20."""

Block = list[PrintedLine]


@dataclass(slots=True)
class PageContent:
    """What was drawn on one page."""

    number: int
    height: float
    words: list[Word]
    turned: dict[int, list[Word]]
    """Words that read upwards (1) or downwards (-1), their places turned so that they read from left to right."""
    drawings: Drawings
    grids: list[list[list[BBox]]] = field(default_factory=list)
    is_image: bool = False


def read_pdf(data: bytes, limits: Limits, ocr: Engine | None = None) -> tuple[str, tuple[Line, ...], dict[str, Any]]:
    """Text, lines, and what the file says of itself (fields of ``Source``); pages without a text layer are left to ``ocr``."""
    with open_pdf(data) as document:
        page_count = count_pages(document, limits)
        check_streams(data, limits)
        title = str(document.get_metadata_value("Title") or "").strip("\x00 \ufeff") or None
        sheets = read_again(read_sheets(document, limits.page_characters), data, limits.page_characters)
        pages = [read_page(sheet) for sheet in sheets]
    missing = sorted({*range(1, page_count + 1)} - {page.number for page in pages})
    if not pages:
        raise DocumentError("the PDF is damaged (its pages cannot be reached): fetch it again")
    scans = scan_pages(data, pages, ocr) if ocr else []
    if not any(page.words and (ocr or not page.is_image) for page in pages):
        reason = "OCR found no word (blank, handwritten or too faint?): scan it again" if ocr else GET_OCR
        raise DocumentError(f"no text layer: {reason}", f"{page_count} pages", "failed" if ocr else "needs_ocr")
    check_glyphs("".join(word.text + " " for page in pages for word in page.words))
    facts: dict[str, Any] = {"page_count": page_count, "title": title}
    if unread := ", ".join(str(page.number) for page in pages if page.is_image):
        facts |= {"status": "partial", "error": f"pages without a text layer: {unread}; {'OCR found no word on them' if ocr else GET_OCR}"}
    if missing:
        facts |= {"status": "partial", "error": f"pages that cannot be reached (damaged file): {', '.join(map(str, missing))}"}
    blocks = list(document_blocks(pages))
    for scan in scans:
        scan.put_back()
    for page in pages:
        for turn, words in page.turned.items():
            turn_back(words, turn)
    builder = TextBuilder()
    for block in blocks:
        for line in block:
            builder.put(line.text, make_line(line, builder.next_start))
        builder.end_block()
    return builder.text, tuple(builder.lines), facts


def scan_pages(data: bytes, pages: Sequence[PageContent], ocr: Engine) -> list[Scan]:
    """Put what OCR reads on the pages that need it in the place of their words."""
    texts = {page.number: " ".join(word.text for word in page.words) for page in pages}
    scans = read_scans(data, pages_to_scan(texts, {page.number for page in pages if page.is_image}), ocr)
    for page in pages:
        if (scan := scans.get(page.number)) and scan.words:
            page.words, page.turned, page.is_image, page.height = scan.words, {}, False, scan.height
    return list(scans.values())


def read_page(sheet: Sheet) -> PageContent:
    """The words and shapes of a page."""
    turns = sheet.characters.turn
    words = read_words(sheet.characters.take(turns == 0))
    turned = {turn: read_words(sheet.characters.take(turns == turn)) for turn in (1, -1) if (turns == turn).any()}
    drawings = read_drawings(sheet.shapes, sheet.width, sheet.height)
    words += drawn_bullets(words, drawings.dots)
    content = PageContent(sheet.number, sheet.height, words, turned, drawings)
    if len(drawings.rules) > 2 and len(drawings.walls) > 2:
        content.grids = [close_grid(grid, drawings.walls) for grid in find_grids(sheet.shapes.edges)]
    content.is_image = len(sheet.pictures) > 0 and (not words or is_stamped_scan(words, sheet))
    return content


def is_stamped_scan(words: Sequence[Word], sheet: Sheet) -> bool:
    """Whether a picture fills the page and all that is written over it is a stamp at its edge: a scan « Reçu en préfecture le … »."""
    whole = sheet.pictures[:, 2:].clip(0, (sheet.width, sheet.height)) - sheet.pictures[:, :2].clip(0, (sheet.width, sheet.height))
    if whole.prod(axis=1).max() < SCAN_AREA * sheet.width * sheet.height or len(words) > STAMP_WORDS:
        return False
    upper, lower = STAMP_ZONE * sheet.height, (1 - STAMP_ZONE) * sheet.height
    return all(word.baseline < upper for word in words) or all(word.baseline > lower for word in words)


def document_blocks(pages: Sequence[PageContent]) -> Iterator[Block]:
    """The paragraphs of a document in reading order.

    Boxes and footnotes wait for the end of the paragraph that they interrupt; running lines and
    turned text follow the text of their page's last whole paragraph.
    """
    body = usual_letter_size(word for page in pages for word in page.words)
    flow: list[Block] = []
    split = split_furniture([(page.words, page.height, list(map(grid_bbox, page.grids))) for page in pages])
    for page, (words, furniture) in zip(pages, split, strict=True):
        blocks = page_blocks(page, words)
        notes = take_notes(blocks, body)
        aside = [[PrintedLine(piece, role="furniture")] for piece in furniture]
        aside += [[replace_role(line, "margin") for line in build_lines(turned)] for turned in page.turned.values()]
        for block in (*blocks, *notes, *aside):
            for line in block:
                line.page = page.number
            flow.append(block)
    return iter(join_running_blocks(flow))


def replace_role(line: PrintedLine, role: str) -> PrintedLine:
    """The line in another role."""
    line.role = role
    return line


def turn_back(words: Sequence[Word], turn: int) -> None:
    """Give turned words, laid out as if they read from left to right, their places on the page again."""
    for word in words:
        x0, x1, top, bottom = word.x0, word.x1, word.top, word.bottom
        if turn == 1:
            word.x0, word.top, word.x1, word.bottom = top, -x1, bottom, -x0
        else:
            word.x0, word.top, word.x1, word.bottom = -bottom, x0, -top, x1


def page_blocks(page: PageContent, words: list[Word]) -> list[Block]:
    """The paragraphs of a page in reading order."""
    tables, rest = find_tables(words, page.grids)
    caps = find_drop_caps(rest)
    in_caps = {id(word) for cap in caps for word in cap.words}
    items, numbers = place_in_boxes([w for w in rest if id(w) not in in_caps], tables, page.drawings)
    for cap in caps:
        numbers |= {id(word): numbers.get(id(cap.host), 0) for word in cap.words}
    return region_blocks(items, page.drawings.walls, caps, numbers, 0)


def region_blocks(items: Sequence[Item], walls: Sequence[BBox], caps: Sequence[DropCap], numbers: dict[int, int], box: int) -> list[Block]:
    """The paragraphs of the page or of a box."""
    blocks: list[Block] = []
    for leaf in order_region(items, walls, box > 0):
        blocks += leaf_blocks(leaf, walls, caps, numbers, box)
    return blocks


def leaf_blocks(leaf: Leaf, walls: Sequence[BBox], caps: Sequence[DropCap], numbers: dict[int, int], box: int) -> list[Block]:
    """The paragraphs of a column, a box or a table."""
    if isinstance(leaf, Box):
        return region_blocks(leaf.items, walls, caps, numbers, leaf.number)
    if isinstance(leaf, Table):
        rows = [PrintedLine([w for cell in row for w in cell], role="table", box=box, cells=row) for row in leaf.rows]
        return [rows]
    lines = insert_caps(build_lines(leaf), caps)
    for line in lines:
        line.box = numbers.get(id(line.words[0]), box)
    return build_blocks(lines, box > 0)


def take_notes(blocks: list[Block], body: float) -> list[Block]:
    """Remove the footnotes from a page's paragraphs and return them: small, numbered, below everything else."""
    notes: list[Block] = []
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        first = block[0]
        is_marked = not first.box or FIRM_MARK.match(first.words[0].text)
        is_small = first.size <= NOTE_SIZE * body and is_marked and first.role in ("text", "list_item")
        if not (is_small and NOTE_START.match(first.words[0].text) and len(first.text) > 8):
            continue
        lowest = max((line.baseline for other in blocks for line in other if other is not block and overlaps(line, first)), default=0.0)
        if first.baseline > lowest:
            notes.insert(0, [replace_role(line, "note") for line in block])
            del blocks[i]
    return notes


def overlaps(a: PrintedLine, b: PrintedLine) -> bool:
    """Whether two lines share some of their width."""
    return a.x0 < b.x1 and b.x0 < a.x1


def join_running_blocks(flow: Sequence[Block]) -> list[Block]:
    """Put paragraphs together that a column, a page, a box or a note cuts in two."""
    result: list[Block] = []
    open_at: int | None = None
    for block in flow:
        first = block[0]
        is_aside = first.role in ("furniture", "margin", "note") or first.box > 0
        if is_aside or first.role == "table":
            result.append(block)
            if not is_aside:
                open_at = None
            continue
        if open_at is not None and first.role != "list_item" and runs_on(result[open_at][-1], first):
            result[open_at][-1].wraps = True
            result[open_at] += block
            continue
        result.append(block)
        open_at = len(result) - 1 if not ends_sentence(block[-1].text) else None
    return result


def make_line(line: PrintedLine, start: int) -> Line:
    """The record of a printed line that starts at an offset."""
    starts: list[int] = []
    ends: list[int] = []
    at = start - 1
    for cell in line.cells or [line.words]:
        at += 1
        for i, word in enumerate(cell):
            at += len(word.space) if i else 0
            starts.append(at)
            at += len(word.text)
            ends.append(at)
    lefts, rights = [round(word.x0, 1) for word in line.words], [round(word.x1, 1) for word in line.words]
    top, bottom = min([word.top for word in line.words]), max([word.bottom for word in line.words])
    return Line(
        start=start,
        end=at,
        page=line.page,
        bbox=(min(lefts), round(top, 1), max(rights), round(bottom, 1)),
        size=round(line.size, 1),
        is_bold=line.is_bold,
        is_italic=line.is_italic,
        role=line.role,
        box=line.box,
        words=tuple(map(WordBox, starts, ends, lefts, rights)),
        wraps=line.wraps,
        ocr_confidence=mean_confidence(line.words),
    )
