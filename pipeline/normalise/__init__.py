"""Normalise: the Extractions of a corpus become its entities, linked to the official registers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.knowledge import Knowledge
from pipeline.normalise.acronyms import collect_acronyms
from pipeline.normalise.belonging import Belonging
from pipeline.normalise.decisions import apply_decisions, resolve_people
from pipeline.normalise.documents import Resolver
from pipeline.normalise.linking import Linker
from pipeline.normalise.organisations import Book
from pipeline.normalise.overrides import Overrides, load_overrides
from pipeline.normalise.places import Atlas
from pipeline.records import CleanDocument, DocumentLinks, Entities, Extraction

__all__ = ["Overrides", "load_overrides", "normalise_corpus"]


def normalise_corpus(
    documents: Sequence[CleanDocument], extractions: Sequence[Extraction], knowledge: Knowledge, overrides: Overrides
) -> Entities:
    """Resolve every name of a corpus to one row an organisation, a place or a person.

    Documents are taken by identifier, so that their order does not matter. An organisation's row does
    not depend on other documents but for its spelling and for abbreviations that only they define.
    """
    texts = {d.source.doc_id: d.text for d in documents}
    ordered = sorted(extractions, key=lambda e: e.doc_id)
    linker = Linker(knowledge.registers)
    book = Book(knowledge.registers, collect_acronyms(ordered, knowledge.registers))
    atlas = Atlas(linker)
    links: list[DocumentLinks] = []
    resolvers: list[Resolver] = []
    for extraction in ordered:
        resolver = Resolver(extraction, texts.get(extraction.doc_id, ""), linker, book, atlas)
        resolvers.append(resolver)
        mentions = resolver.mentions()
        belonging = Belonging(resolver, mentions)
        links.append(
            DocumentLinks(
                extraction.doc_id,
                mentions=mentions,
                role_orgs=tuple(belonging.organisation(r) for r in extraction.roles),
                figure_orgs=tuple(resolver.figure_organisation(f) for f in extraction.figures),
                project_orgs=tuple(resolver.project_organisation(p) for p in extraction.projects),
            )
        )
    return apply_decisions(links, resolve_people(resolvers, links), book, atlas, overrides)
