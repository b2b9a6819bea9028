"""Mentions of people, organisations and places: model, patterns, registers and structure together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract import candidates as find
from pipeline.extract.acronyms import organisation_acronyms
from pipeline.extract.arbiter import arbitrate
from pipeline.extract.model import ModelSpan
from pipeline.extract.model_filter import keep_model_span
from pipeline.knowledge import Knowledge
from pipeline.records import Acronym, CleanDocument, Mention, Role


def extract_mentions(
    document: CleanDocument,
    reading: str,
    spans: Sequence[ModelSpan],
    people: Sequence[Role],
    acronyms: tuple[Acronym, ...],
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """All mentions of a document, by position.

    ``reading`` is the clean text with its capitals in sentence case, ``spans`` are the model's on it,
    ``people`` the names that the structure showed.
    """
    registers = knowledge.registers
    found = [Mention(r.start, r.end, "PER", document.text[r.start : r.end], "structure", r.confidence) for r in people]
    bodies = [*find.find_authorities(reading, registers), *find.find_institutions(reading)]
    found += bodies
    found += find.find_repeated(reading, bodies)
    found += find.find_anaphors(reading)
    defined = frozenset(a.short for a in acronyms if any(b.start < a.end and a.start < b.end for b in bodies))
    wanted = organisation_acronyms(reading, acronyms, defined, frozenset())
    found += find.find_acronyms(reading, wanted)
    found += find.find_places(reading, knowledge)
    given_names = {r.given_name for r in people}
    others = frozenset(a.short for a in acronyms) - wanted
    for span in spans:
        mention = keep_model_span(reading, span, others, knowledge)
        if mention and mention.text in given_names:
            mention = replace(mention, label="PER")
        if mention:
            found.append(mention)
    return tuple(_as_printed(m, document.text) for m in arbitrate(found))


def _as_printed(mention: Mention, text: str) -> Mention:
    """The mention with the text as printed, capitals and all."""
    return replace(mention, text=text[mention.start : mention.end])
