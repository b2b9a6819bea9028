"""One document read: everything that is extracted from it, in the order in which one part needs another."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.acronyms import find_definitions
from pipeline.extract.events import extract_events
from pipeline.extract.figures import extract_figures
from pipeline.extract.genre import find_title, guess_genre, guess_language
from pipeline.extract.links import extract_links
from pipeline.extract.mentions import extract_mentions, with_people
from pipeline.extract.model import ModelSpan
from pipeline.extract.people import extract_block_roles, extract_text_roles, merge_roles
from pipeline.extract.projects import extract_projects
from pipeline.extract.reading import reading_text
from pipeline.extract.sections import extract_sections
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Extraction


def read_document(document: CleanDocument, spans: Sequence[ModelSpan], knowledge: Knowledge) -> Extraction:
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
        mentions=with_people(mentions, text_roles, document.text),
        acronyms=acronyms,
        roles=merge_roles(block_roles, text_roles),
        figures=extract_figures(document, sections, knowledge),
        projects=extract_projects(document, sections, knowledge),
        events=extract_events(document, sections, knowledge),
        links=extract_links(document, sections),
    )
