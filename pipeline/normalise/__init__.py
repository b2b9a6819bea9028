"""Normalise: the Extractions of a corpus become its entities, linked to the official registers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.knowledge import Knowledge
from pipeline.normalise.acronyms import merge_definitions
from pipeline.normalise.decisions import join_rows, make_rows, settle
from pipeline.normalise.gathering import gather
from pipeline.normalise.organisations import Directory
from pipeline.normalise.overrides import Overrides, load_overrides
from pipeline.normalise.revision import revise
from pipeline.normalise.state import State, resolve_here
from pipeline.records import CleanDocument, DocumentNames, Entities, Extraction
from pipeline.registers import Registers

__all__ = [
    "Overrides",
    "State",
    "gather_names",
    "load_overrides",
    "normalise_corpus",
    "resolve_anew",
    "resolve_names",
    "revise",
]


def gather_names(document: CleanDocument, extraction: Extraction, knowledge: Knowledge) -> DocumentNames:
    """What one document says of organisations, places and people, linked as far as it and the registers tell.

    All that takes time is done here; the record may be kept as long as document, extraction and registers stay the same.
    """
    return gather(document, extraction, knowledge.registers)


def resolve_names(names: Iterable[DocumentNames], registers: Registers, overrides: Overrides, partitions: int = 1) -> Entities:
    """Resolve the names of a corpus to one row an organisation, a place or a person.

    Neither the order of the documents nor the number of ``partitions`` changes the result. An organisation's row
    does not depend on other documents but for its spelling and for abbreviations that only they define.
    """
    return resolve_anew(names, registers, overrides, partitions)[0]


def resolve_anew(
    names: Iterable[DocumentNames], registers: Registers, overrides: Overrides, partitions: int = 1
) -> tuple[Entities, State]:
    """The same, with what ``revise`` can go on from when some documents have changed."""
    kept = list(names)
    definitions = merge_definitions(pair for each in kept for pair in each.definitions)
    resolution, state = resolve_here(kept, definitions, registers, partitions)
    links, gathered = settle(kept, resolution, registers, overrides)
    directory = Directory(registers, definitions)
    return join_rows((make_rows(part, directory, overrides) for part in gathered.split(partitions)), links), state


def normalise_corpus(
    documents: Sequence[CleanDocument], extractions: Sequence[Extraction], knowledge: Knowledge, overrides: Overrides
) -> Entities:
    """Both steps, for a corpus at hand."""
    read = {document.source.doc_id: document for document in documents}
    return resolve_names((gather_names(read[e.doc_id], e, knowledge) for e in extractions), knowledge.registers, overrides)
