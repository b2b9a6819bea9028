"""Extract: a CleanDocument becomes an Extraction: sections, mentions, roles, figures, projects, events, links."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.acronyms import find_definitions
from pipeline.extract.events import extract_events
from pipeline.extract.figures import extract_figures
from pipeline.extract.genre import find_title, guess_genre, guess_language
from pipeline.extract.links import extract_links
from pipeline.extract.mentions import extract_mentions
from pipeline.extract.model import ModelSpan, Recogniser
from pipeline.extract.people_blocks import extract_block_roles
from pipeline.extract.people_text import extract_text_roles
from pipeline.extract.projects import extract_projects
from pipeline.extract.reading import reading_text
from pipeline.extract.sections import extract_sections
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
    sections = extract_sections(document, knowledge)
    block_roles = extract_block_roles(document, sections, knowledge)
    acronyms = find_definitions(reading)
    mentions = extract_mentions(document, reading, spans, block_roles, acronyms, knowledge)
    text_roles = extract_text_roles(document, sections, mentions, knowledge)
    return Extraction(
        doc_id=document.source.doc_id,
        title=find_title(document, sections),
        genre=guess_genre(document, sections),
        language=guess_language(document),
        sections=sections,
        mentions=mentions,
        acronyms=acronyms,
        roles=tuple(sorted((*block_roles, *text_roles), key=lambda r: (r.start, r.end))),
        figures=extract_figures(document, sections, knowledge),
        projects=extract_projects(document, sections, knowledge),
        events=extract_events(document, sections, knowledge),
        links=extract_links(document, sections),
    )
