"""The text as the recognisers read it: capitals of headings in sentence case, every offset as in the clean text."""

from __future__ import annotations

from pipeline.clean.case import sentence_case
from pipeline.french import is_capitals
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument


def reading_text(document: CleanDocument, knowledge: Knowledge, names: frozenset[str] = frozenset()) -> str:
    """The clean text with the paragraphs that are printed in capitals in sentence case; same length."""
    parts: list[str] = []
    at = 0
    for paragraph in document.paragraphs:
        text = document.text[paragraph.start : paragraph.end]
        if is_capitals(text) and len(text) > 6:
            parts += (document.text[at : paragraph.start], sentence_case(text, knowledge, names))
            at = paragraph.end
    parts.append(document.text[at:])
    return "".join(parts)
