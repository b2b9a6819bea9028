"""Extract: a CleanDocument becomes an Extraction: sections, mentions, roles, figures, projects, events, links."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.acronyms import find_definitions
from pipeline.extract.mentions import extract_mentions
from pipeline.extract.model import ModelSpan, Recogniser
from pipeline.extract.reading import reading_text
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Extraction


def recognise_documents(documents: Sequence[CleanDocument], recogniser: Recogniser, knowledge: Knowledge) -> list[tuple[ModelSpan, ...]]:
    """The model's spans in each document, in clean offsets: one stream over the paragraphs of all of them."""
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    for index, document in enumerate(documents):
        reading = reading_text(document, knowledge)
        for paragraph in document.paragraphs:
            text = reading[paragraph.start : paragraph.end]
            if any(c.isupper() for c in text):
                texts.append(text)
                places.append((index, paragraph.start))
    found: list[list[ModelSpan]] = [[] for _ in documents]
    for (index, start), spans in zip(places, recogniser(texts), strict=True):
        found[index] += (ModelSpan(start + s.start, start + s.end, s.label) for s in spans)
    return [tuple(spans) for spans in found]


def extract_document(document: CleanDocument, spans: Sequence[ModelSpan], knowledge: Knowledge) -> Extraction:
    """Read one document, given the model's spans in it."""
    reading = reading_text(document, knowledge)
    acronyms = find_definitions(reading)
    mentions = extract_mentions(document, reading, spans, (), acronyms, knowledge)
    return Extraction(document.source.doc_id, mentions=mentions, acronyms=acronyms)
