"""The model over the passages of many documents in one stream."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.model import ModelSpan, Recogniser
from pipeline.extract.reading import reading_text
from pipeline.extract.windows import find_passages
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument

LONG_WORD = re.compile(r"\S{400,}")
"""No name is as long; spaCy's tokenizer takes time with the square of it (100,000 apostrophes: more than two minutes)."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def recognise(documents: Sequence[CleanDocument], recogniser: Recogniser, knowledge: Knowledge) -> list[tuple[ModelSpan, ...]]:
    """The model's spans with a capital in each document, in clean offsets; a text that stands in several places is read once."""
    sight: tuple[int, int] | None = getattr(recogniser, "sight", None)
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    for index, document in enumerate(documents):
        reading = reading_text(document, knowledge)
        for paragraph in document.paragraphs:
            text = reading[paragraph.start : paragraph.end]
            for start, end in find_passages(text, sight, knowledge.lexicon):
                texts.append(LONG_WORD.sub(_blank, text[start:end]))
                places.append((index, paragraph.start + start))
    distinct = list(dict.fromkeys(texts))
    read = dict(zip(distinct, recogniser(distinct), strict=True))
    found: list[list[ModelSpan]] = [[] for _ in documents]
    for (index, at), text in zip(places, texts, strict=True):
        names = (s for s in read[text] if any(map(str.isupper, text[s.start : s.end])))
        found[index] += (ModelSpan(at + s.start, at + s.end, s.label) for s in names)
    return [tuple(spans) for spans in found]
