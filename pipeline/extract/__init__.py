"""Extract: a CleanDocument becomes an Extraction: sections, mentions, roles, figures, projects, events, links.

Some six hundred patterns are compiled when the first document is read (0.35 s), not when another stage asks for a small part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Extraction

if TYPE_CHECKING:
    from pipeline.extract.model import ModelSpan, Recogniser

__all__ = ["extract_document", "recognise_documents"]


def recognise_documents(documents: Sequence[CleanDocument], recogniser: Recogniser, knowledge: Knowledge) -> list[tuple[ModelSpan, ...]]:
    """The model's spans with a capital in each document, in clean offsets."""
    from pipeline.extract.recognition import recognise

    return recognise(documents, recogniser, knowledge)


def extract_document(document: CleanDocument, spans: Sequence[ModelSpan], knowledge: Knowledge) -> Extraction:
    """Read one document, given the model's spans in it."""
    from pipeline.extract.reader import read_document

    return read_document(document, spans, knowledge)
