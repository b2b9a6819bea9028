"""The evidence of one row: the sentence, the raw text with its damage, the repairs that touched it, the page.

All but the picture of the page comes from the published tables alone: undoing the repairs of a passage gives it as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import process

from pipeline.errors import BuildError
from pipeline.ingest import ingest_document
from pipeline.ingest.engine import find_engine
from pipeline.ingest.picture import render_page
from pipeline.offsets import Locator
from pipeline.records import BBox, Line
from pipeline.storage import read_table
from pipeline.tables import TABLES

Row = Mapping[str, Any]
PLACED = ("mentions", "roles", "figures", "sections", "projects", "events", "links", "repairs")
ENTITIES = {"organisations": "org_id", "people": "person_id", "places": "place_id"}
SENTENCE_END = re.compile(r"(?<=[.!?…])[»\"”)]*\s+(?=[«\"“(]?\s*[A-ZÀ-ÝŒ])|\n+")
PAGES = "pages"
"""The folder in ``exports`` for the pictures of pages, unless told otherwise."""
LONGEST = 600
"""Characters of a passage that are shown: of a longer row (a section, a project sheet), its start."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's clean text around a row, and the same stretch as it was read.

    ``start`` and ``end`` mark the row in ``clean``, ``raw_start`` and ``raw_end`` in ``raw``; ``repairs`` lie in the stretch.
    """

    clean: str
    start: int
    end: int
    raw: str
    raw_start: int
    raw_end: int
    repairs: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one row was read."""

    table: str
    row: Row
    document: Row
    section: Row | None
    passage: Passage


def find_row(out: Path, row_id: str) -> tuple[str, Row]:
    """The table and the row that an identifier names.

    Raises BuildError that suggests identifiers like it.
    """
    known: list[str] = []
    for table in (*PLACED, *ENTITIES):
        key = TABLES[table].key[0]
        ids = read_table(out, table, [key]).column(key)
        where = pc.index(ids, pa.scalar(row_id, ids.type)).as_py()
        if where >= 0:
            return table, read_table(out, table).slice(where, 1).to_pylist()[0]
        known += ids.to_pylist()
    near = [match for match, *_ in process.extract(row_id, known, limit=3, score_cutoff=60)]
    hint = f"; near it: {', '.join(near)}" if near else "; the ids are in the first column of each table"
    raise BuildError(f"no row {row_id!r} in {out}{hint}")


def find_evidence(out: Path, table: str, row: Row) -> Evidence:
    """The evidence of a row that has a place in a document."""
    document = rows_of(out, "documents", "doc_id", row["doc_id"])[0]
    section_id = row.get("section_id")
    section = next(iter(rows_of(out, "sections", "section_id", section_id)), None) if section_id else None
    repairs = sorted(rows_of(out, "repairs", "doc_id", row["doc_id"]), key=lambda r: (r["raw_start"], r["raw_end"]))
    return Evidence(table, row, document, section, cut_passage(document["text"], row["start"], row["end"], repairs))


def rows_of(out: Path, table: str, column: str, value: str) -> list[dict[str, Any]]:
    """The rows of a table with a value in a column."""
    made = read_table(out, table)
    found: list[dict[str, Any]] = made.filter(pc.equal(made[column], value)).to_pylist()
    return found


def entity_rows(out: Path, entity_id: str) -> list[tuple[str, Row]]:
    """Every row that names an entity, in the order of the documents."""
    columns = {"mentions": "entity_id", "roles": "person_id", "figures": "org_id", "projects": "org_id"}
    named = [(table, row) for table, column in columns.items() for row in rows_of(out, table, column, entity_id)]
    named += [("roles", row) for row in rows_of(out, "roles", "org_id", entity_id)]
    return sorted(named, key=lambda n: (n[1]["doc_id"], n[1]["start"], n[1]["end"], n[0]))


def cut_passage(text: str, start: int, end: int, repairs: Sequence[Row]) -> Passage:
    """The sentence or sentences of a span, clean and as read.

    >>> repair = {"start": 0, "end": 1, "raw_start": 0, "before": "", "after": "L", "rule": "lost_initial"}
    >>> passage = cut_passage("La Ville agit. Elle décide.", 3, 8, [repair])
    >>> passage.clean, passage.raw, passage.raw[passage.raw_start : passage.raw_end]
    ('La Ville agit.', 'a Ville agit.', 'Ville')
    """
    end = min(end, start + LONGEST)
    left = max((m.end() for m in SENTENCE_END.finditer(text, max(0, start - LONGEST), start)), default=max(0, start - LONGEST))
    following = SENTENCE_END.search(text, max(start, end - 1), min(len(text), end + LONGEST))
    right = max(end, following.start() if following else min(len(text), end + LONGEST))
    inside = [r for r in repairs if left <= r["start"] and r["end"] <= right]
    raw, marks = undo(text, left, right, inside, (start, end))
    return Passage(text[left:right], start - left, end - left, raw, *marks, tuple(inside))


def undo(text: str, left: int, right: int, repairs: Sequence[Row], span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """A stretch of clean text as it was read, and where a span of it lies there."""
    parts: list[str] = []
    at, length = left, 0
    first, last = None, None

    def put(piece: str) -> None:
        nonlocal length
        parts.append(piece)
        length += len(piece)

    for repair in repairs:
        begins, ends = repair["start"], repair["end"]
        if first is None and span[0] < begins:
            first = length + span[0] - at
        if last is None and span[1] <= begins and first is not None:
            last = length + span[1] - at
        put(text[at:begins])
        if first is None and span[0] < ends:
            first = length
        put(repair["before"])
        at = ends
        if last is None and span[1] <= ends and first is not None:
            last = length
    first = length + span[0] - at if first is None else first
    last = length + span[1] - at if last is None else last
    put(text[at:right])
    return "".join(parts), (first, max(first, last))


def page_picture(evidence: Evidence, raw: Path, ocr: str = "off") -> bytes | None:
    """The page of a row as PNG with a box around each of its lines; None for a document without pages.

    The boxes are read from the file anew, for not every table holds them. Raises BuildError when the file is not the one that was read.
    """
    document = evidence.document
    if document["media_type"] != "application/pdf":
        return None
    path = raw / document["source_path"]
    if not path.is_file():
        raise BuildError(f"{path} is missing: give the folder of the documents as --raw")
    if sha256(path.read_bytes()).hexdigest() != document["sha256"]:
        raise BuildError(f"{path} is not the file that was read (its sha256 differs): build the tables again")
    read = ingest_document(path, document["source_path"], ocr=find_engine(ocr))
    page, boxes = line_boxes(read.lines, evidence.row["raw_start"], evidence.row["raw_end"])
    return render_page(path, page, boxes)


def line_boxes(lines: Sequence[Line], raw_start: int, raw_end: int) -> tuple[int, list[BBox]]:
    """The page on which a raw span starts, and the box of each of its lines there."""
    here = Locator((), lines).lines(raw_start, raw_end)
    page = next((line.page for line in here if line.page), 1)
    found = (Locator((), [line]).bbox(max(raw_start, line.start), min(raw_end, line.end)) for line in here if line.page == page)
    return page, [box for box in found if box]
