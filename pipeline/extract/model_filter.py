"""What is kept of the model's spans: names of the genre, no headings, verbs, laws or debris."""

from __future__ import annotations

import re

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS
from pipeline.extract.model import ModelSpan
from pipeline.extract.name_patterns import ANAPHOR, NOT_A_NAME, TITLES
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

EDGES = " \u00a0\t-–—«»\"'\u2019“”(),.;:!?*/|→>"
ARTICLES = re.compile(r"^(?:(?:[Ll]a|[Ll]e|[Ll]es|[Dd]u|[Dd]es|[Dd]e|[Aa]u|[Aa]ux)[ \u00a0]|[LlDd]['\u2019])+(?=[A-ZÀ-Ýa-z])")


def keep_model_span(text: str, span: ModelSpan, other_acronyms: frozenset[str], knowledge: Knowledge) -> Mention | None:
    """The mention that a model span gives, its edges put right, or None."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if span.label == "PER" and (title := TITLES.match(text[start:end])):
        start += title.end()
    name = text[start:end]
    if not name or "\n" in name or "@" in name or not any(c.isupper() for c in name):
        return None
    if name.upper() in NOT_ORGANISATIONS or name in other_acronyms or ANAPHOR.fullmatch(name):
        return None
    if span.label != "PER" and NOT_A_NAME.search(text[max(0, start - 40) : start]):
        return None
    return Mention(start, end, span.label, name, "model", 0.6)
