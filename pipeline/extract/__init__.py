"""Extract: a CleanDocument becomes an Extraction: sections, mentions, roles, figures, projects, events, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.acronyms import find_definitions
from pipeline.extract.events import extract_events
from pipeline.extract.figures import extract_figures
from pipeline.extract.genre import find_title, guess_genre, guess_language
from pipeline.extract.links import extract_links
from pipeline.extract.mentions import extract_mentions
from pipeline.extract.model import ModelSpan, Recogniser
from pipeline.extract.people import extract_block_roles, extract_text_roles, merge_roles
from pipeline.extract.projects import extract_projects
from pipeline.extract.reading import reading_text
from pipeline.extract.sections import extract_sections
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Extraction

LONGEST = 20_000
"""Characters that the model is given at once: it needs 1.5 GB for a million, and refuses more. Paragraphs of real documents stay below."""


def recognise_documents(documents: Sequence[CleanDocument], recogniser: Recogniser, knowledge: Knowledge) -> list[tuple[ModelSpan, ...]]:
    """The model's spans in each document, in clean offsets: one stream over the paragraphs of all of them."""
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    for index, document in enumerate(documents):
        reading = reading_text(document, knowledge)
        for paragraph in document.paragraphs:
            for start, end in cut_paragraph(reading, paragraph.start, paragraph.end):
                text = reading[start:end]
                if any(c.isupper() for c in text):
                    texts.append(text)
                    places.append((index, start))
    found: list[list[ModelSpan]] = [[] for _ in documents]
    for (index, start), spans in zip(places, recogniser(texts), strict=True):
        found[index] += (ModelSpan(start + s.start, start + s.end, s.label) for s in spans)
    return [tuple(spans) for spans in found]


def cut_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places that the model is given one by one: a paragraph, cut at spaces where it is longer than its memory allows.

    >>> list(cut_paragraph("La Ville de Brest", 0, 17))
    [(0, 17)]
    """
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


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
        roles=merge_roles(block_roles, text_roles),
        figures=extract_figures(document, sections, knowledge),
        projects=extract_projects(document, sections, knowledge),
        events=extract_events(document, sections, knowledge),
        links=extract_links(document, sections),
    )
