"""The tables that stand above single documents: entities with their counts, and who is named with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import BuildError
from pipeline.records import DocumentLinks, Entities
from pipeline.tables import TABLES

Row = dict[str, Any]
Numbers = npt.NDArray[np.int64]
PAIRS_AT_ONCE = 100_000
"""Rows of ``cooccurrences`` that are written in one go."""


def entity_ids(entities: Entities) -> Iterator[str]:
    """The identifiers of all entities."""
    yield from (organisation.org_id for organisation in entities.organisations)
    yield from (place.place_id for place in entities.places)
    yield from (person.person_id for person in entities.people)


def entity_rows(entities: Entities, counts: tuple[Mapping[str, int], Mapping[str, int]]) -> dict[str, list[Row]]:
    """The rows of organisations, places and people; ``counts`` as ``count_references`` gives them."""
    mentions, documents = counts
    kinds: tuple[tuple[str, str, Iterable[Any]], ...] = (
        ("organisations", "org_id", entities.organisations),
        ("places", "place_id", entities.places),
        ("people", "person_id", entities.people),
    )
    found: dict[str, list[Row]] = {}
    lost = set(documents)
    for table, key, records in kinds:
        columns = [name for name in TABLES[table].columns if name not in ("mention_count", "document_count")]
        rows = [{name: getattr(record, name) for name in columns} for record in records]
        found[table] = [{**r, "mention_count": mentions.get(r[key], 0), "document_count": documents.get(r[key], 0)} for r in rows]
        lost -= {row[key] for row in rows}
    if lost:
        raise BuildError(f"{min(lost)!r} and {len(lost) - 1} more are referred to but are no entities, which is a bug")
    return found


def count_references(links: Iterable[DocumentLinks]) -> tuple[Counter[str], Counter[str]]:
    """For each entity the mentions of it, and the documents that name it in whatever table."""
    mentions: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for link in links:
        mentions.update(e for e in link.mentions if e)
        referred = chain(link.mentions, link.role_people, link.role_orgs, link.figure_orgs, link.project_orgs)
        documents.update({e for e in referred if e})
    return mentions, documents


class Pairs:
    """Counts pairs of entities named in the same section, batch of documents by batch of documents.

    A pair is one number, so that ten thousand documents need tens of megabytes.
    """

    def __init__(self, entities: Iterable[str]) -> None:
        self.names = pa.array(sorted(entities), pa.string())
        self._pairs: list[Numbers] = []
        self._sections: list[Numbers] = []
        self._documents: list[Numbers] = []

    def add(self, mentions: pa.Table) -> None:
        """Count the mentions of a batch of documents."""
        named = mentions.filter(pc.and_(pc.is_valid(mentions["section_id"]), pc.is_valid(mentions["entity_id"])))
        if not named.num_rows:
            return
        columns = [number(named["doc_id"]), number(named["section_id"]), pc.index_in(named["entity_id"], self.names)]
        document, section, entity = (np.asarray(column, dtype=np.int64) for column in columns)
        order = np.lexsort((entity, section))
        document, section, entity = document[order], section[order], entity[order]
        fresh = np.ones(len(entity), dtype=bool)
        fresh[1:] = (entity[1:] != entity[:-1]) | (section[1:] != section[:-1])
        document, section, entity = document[fresh], section[fresh], entity[fresh]
        ends = np.flatnonzero(np.append(section[1:] != section[:-1], True)) + 1
        after = np.repeat(ends, np.diff(ends, prepend=0)) - np.arange(len(entity)) - 1  # entities after this one in its section
        first = np.repeat(np.arange(len(entity)), after)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after)
        pairs = entity[first] * len(self.names) + entity[second]
        found, sections = np.unique(pairs, return_counts=True)
        in_documents = np.unique(np.stack([pairs, document[first]]), axis=1)[0]
        self._pairs.append(found)
        self._sections.append(sections)
        self._documents.append(np.unique(in_documents, return_counts=True)[1])

    def tables(self) -> Iterator[pa.Table]:
        """The rows of ``cooccurrences`` in the order of their key."""
        if not self._pairs:
            return
        pairs, inverse = np.unique(np.concatenate(self._pairs), return_inverse=True)
        counts = [np.bincount(inverse, np.concatenate(each)).astype(np.int64) for each in (self._sections, self._documents)]
        for at in range(0, len(pairs), PAIRS_AT_ONCE):
            some = slice(at, at + PAIRS_AT_ONCE)
            names = [self.names.take(pa.array(each)) for each in np.divmod(pairs[some], len(self.names))]
            columns = [*names, *(pa.array(each[some]) for each in counts)]
            yield pa.Table.from_arrays(columns, schema=TABLES["cooccurrences"].schema)


def number(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Each distinct value as a number."""
    return pc.index_in(values, pc.unique(values))
