"""The rows that one document gives to each table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import fmean
from typing import Any

from pipeline.errors import BuildError
from pipeline.offsets import Locator
from pipeline.records import BBox, CleanDocument, DocumentLinks, Event, Extraction, Section, Source

Row = dict[str, Any]
EUROS = {"EUR": 1, "kEUR": 1_000, "MEUR": 1_000_000, "GEUR": 1_000_000_000}
"""Euros in a unit of a table's head: « en milliers d'euros » is kEUR."""


class DocumentRows:
    """Builds the rows of one document; every place goes through its ``Locator``."""

    def __init__(self, document: CleanDocument, extraction: Extraction, links: DocumentLinks) -> None:
        self.document = document
        self.extraction = extraction
        self.links = links
        self.doc_id = document.source.doc_id
        self.locator = Locator(document.edits, document.lines)
        self._sections = sorted(range(len(extraction.sections)), key=lambda i: extraction.sections[i].start)
        self._section_starts = [extraction.sections[i].start for i in self._sections]

    def tables(self) -> dict[str, list[Row]]:
        """All rows, by table."""
        return {
            "documents": [document_row(self.document.source, self.document, self.extraction)],
            "sections": list(self.sections()),
            "repairs": list(self.repairs()),
            "mentions": list(self.mentions()),
            "roles": list(self.roles()),
            "figures": list(self.figures()),
            "projects": list(self.projects()),
            "events": list(self.events()),
            "links": list(self.addresses()),
        }

    def identify(self, letter: str, index: int) -> str:
        """The identifier of the index-th record of a kind."""
        return f"{self.doc_id}:{letter}{index + 1:05d}"

    def place(self, start: int, end: int) -> Row:
        """The four offsets of a clean span."""
        raw_start, raw_end = self.locator.map.raw_span(start, end)
        return {"start": start, "end": end, "raw_start": raw_start, "raw_end": raw_end}

    def section_id(self, start: int) -> str | None:
        """The innermost section that holds a position: the last one to start before it, if it reaches so far."""
        at = bisect_right(self._section_starts, start) - 1
        while at >= 0:
            index = self._sections[at]
            if start < self.extraction.sections[index].end:
                return self.identify("s", index)
            at -= 1
        return None

    def common(self, start: int, end: int) -> Row:
        """The columns that every record found in the text has."""
        return {"doc_id": self.doc_id, "section_id": self.section_id(start), **self.place(start, end)}

    def sections(self) -> Iterator[Row]:
        """One row a heading."""
        for index, section in enumerate(self.extraction.sections):
            yield {
                "section_id": self.identify("s", index),
                "doc_id": self.doc_id,
                "parent_id": None if section.parent is None else self.identify("s", section.parent),
                "position": index + 1,
                "level": section.level,
                "type": section.type,
                "title": section.title,
                "title_raw": section.title_raw,
                "text": self.document.text[section.start : section.end],
                **self.place(section.start, section.end),
                **self.section_pages(section),
                "is_inferred": section.is_inferred,
            }

    def section_pages(self, section: Section) -> Row:
        """The pages on which a section starts and ends."""
        last = max(section.start, section.end - 1)
        return {"page": self.locator.page(section.start), "page_end": self.locator.page(last)}

    def repairs(self) -> Iterator[Row]:
        """One row an edit of the ledger."""
        spans = self.locator.map.edit_spans()
        for index, (edit, (start, end)) in enumerate(zip(self.document.edits, spans, strict=True)):
            yield {
                "repair_id": self.identify("c", index),
                "doc_id": self.doc_id,
                "rule": edit.rule,
                "before": edit.before,
                "after": edit.after,
                "alternative": edit.alternative,
                "start": start,
                "end": end,
                "raw_start": edit.raw_start,
                "raw_end": edit.raw_end,
                "page": self.locator.page_of_raw(edit.raw_start),
                "confidence": edit.confidence,
            }

    def mentions(self) -> Iterator[Row]:
        """One row a name."""
        for index, (mention, entity) in enumerate(self._linked("mentions", self.extraction.mentions, self.links.mentions)):
            yield {
                "mention_id": self.identify("m", index),
                **self.common(mention.start, mention.end),
                "label": mention.label,
                "text": mention.text,
                "page": self.locator.page(mention.start),
                "bbox": self.box(mention.start, mention.end),
                "method": mention.method,
                "score": mention.score,
                "is_anaphor": mention.is_anaphor,
                "entity_id": entity,
            }

    def roles(self) -> Iterator[Row]:
        """One row a person given in a role."""
        people = self._linked("role_people", self.extraction.roles, self.links.role_people)
        for index, ((role, person), org) in enumerate(zip(people, self.links.role_orgs, strict=True)):
            yield {
                "role_id": self.identify("r", index),
                "person_id": person,
                "org_id": org,
                **self.common(role.start, role.end),
                "relation": role.relation,
                "role": role.role,
                "role_type": role.role_type,
                "corps": role.corps,
                "page": self.locator.page(role.start),
                "confidence": role.confidence,
            }

    def figures(self) -> Iterator[Row]:
        """One row a quantity."""
        for index, (figure, org) in enumerate(self._linked("figure_orgs", self.extraction.figures, self.links.figure_orgs)):
            yield {
                "figure_id": self.identify("f", index),
                **self.common(figure.start, figure.end),
                "raw": figure.raw,
                "value": figure.value,
                "value_max": figure.value_max,
                "value_eur": round(figure.value * EUROS[figure.unit_code], 2) if figure.unit_code in EUROS else None,
                "unit": figure.unit,
                "unit_code": figure.unit_code,
                "kind": figure.kind,
                "qualifier": figure.qualifier,
                "measure": figure.measure,
                "in_words": figure.in_words,
                "org_id": org,
                "page": self.locator.page(figure.start),
                "bbox": self.box(figure.start, figure.end),
                "confidence": figure.confidence,
            }

    def projects(self) -> Iterator[Row]:
        """One row a project sheet."""
        for index, (project, org) in enumerate(self._linked("project_orgs", self.extraction.projects, self.links.project_orgs)):
            yield {
                "project_id": self.identify("p", index),
                **self.common(project.start, project.end),
                "number": project.number,
                "title": project.title,
                "org_id": org,
                "theme": project.theme,
                "page": project.page,
            }

    def events(self) -> Iterator[Row]:
        """One row an event or session."""
        for index, event in enumerate(self.extraction.events):
            yield {
                "event_id": self.identify("e", index),
                **self.common(event.start, event.end),
                "parent_event_id": None if event.parent is None else self.identify("e", event.parent),
                "number": event.number,
                "title": event.title,
                "place": event.place,
                "city": event.city,
                "themes": list(event.themes),
                **self.event_dates(event),
            }

    def event_dates(self, event: Event) -> Row:
        """The days of an event."""
        where = f"event {event.title!r} of {self.doc_id}"
        return {"date_start": read_date(event.date_start, where), "date_end": read_date(event.date_end, where)}

    def addresses(self) -> Iterator[Row]:
        """One row a web address."""
        for index, link in enumerate(self.extraction.links):
            yield {
                "link_id": self.identify("l", index),
                **self.common(link.start, link.end),
                "url": link.url,
                "label": link.label,
                "page": self.locator.page(link.start),
            }

    def box(self, start: int, end: int) -> list[float] | None:
        """The box of a span, to a hundredth of a point."""
        found: BBox | None = self.locator.bbox(start, end)
        return [round(x, 2) for x in found] if found else None

    def _linked(self, name: str, records: Sequence[Any], links: Sequence[str | None]) -> Iterator[tuple[Any, str | None]]:
        if len(records) != len(links):
            raise BuildError(f"normalise gave {len(links)} {name} for {len(records)} records of {self.doc_id}, which is a bug")
        return zip(records, links, strict=True)


def document_row(source: Source, document: CleanDocument | None = None, extraction: Extraction | None = None) -> Row:
    """The row of a file; without a document it was not read or is a duplicate, and has no text."""
    return {
        "doc_id": source.doc_id,
        "source_path": source.source_path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "title": (extraction and extraction.title) or source.title,
        "genre": extraction and extraction.genre,
        "language": extraction and extraction.language,
        "page_count": source.page_count,
        **ocr_facts(document),
        "raw_char_count": document and document.raw_char_count,
        "char_count": document and len(document.text),
        "word_count": document and len(document.text.split()),
        "text": document and document.text,
        "status": source.status,
        "error": source.error,
        "duplicate_of": source.duplicate_of,
        "retrieved_on": read_date(source.retrieved_on, f"retrieved_on of {source.source_path} in manifest.csv"),
        "source_url": source.source_url,
        "licence": source.licence,
    }


def ocr_facts(document: CleanDocument | None) -> Row:
    """How many pages OCR read, and how sure it was of their words."""
    if document is None or document.source.page_count is None:
        return {"ocr_page_count": None, "ocr_confidence": None}
    pages = {line.page for line in document.lines if line.ocr_confidence is not None}
    words = [line.ocr_confidence for line in document.lines if line.ocr_confidence is not None for _ in line.words]
    return {"ocr_page_count": len(pages), "ocr_confidence": round(fmean(words), 3) if words else None}


def read_date(text: str | None, where: str) -> date | None:
    """An ISO date.

    >>> read_date("2021-03-04", "an example")
    datetime.date(2021, 3, 4)
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BuildError(f"{where}: {text!r} is no date; write it as 2021-03-04") from None
