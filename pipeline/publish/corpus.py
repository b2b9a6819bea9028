"""The tables that stand above single documents: entities with their counts, and who is named with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records import Entities
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


def entity_rows(entities: Entities) -> dict[str, list[Row]]:
    """The rows of organisations, places and people."""
    kinds: dict[str, Iterable[Any]] = {"organisations": entities.organisations, "places": entities.places, "people": entities.people}
    return {table: [{name: getattr(record, name) for name in TABLES[table].columns} for record in kinds[table]] for table in kinds}


class Pairs:
    """Counts pairs of entities named in the same section, batch of documents by batch of documents.

    A pair is one number, so that ten thousand documents need tens of megabytes.
    """

    def __init__(self, entities: Iterable[str]) -> None:
        self.names = pa.array(sorted(entities), pa.string())
        self._numbers = {name: number for number, name in enumerate(self.names.to_pylist())}
        self._pairs: list[Numbers] = []
        self._sections: list[Numbers] = []
        self._documents: list[Numbers] = []

    def add(self, mentions: pa.Table) -> None:
        """Count the mentions of a batch of documents."""
        named = mentions.filter(pc.and_(pc.is_valid(mentions["section_id"]), pc.is_valid(mentions["entity_id"])))
        if not named.num_rows:
            return
        columns = (named[name] for name in ("doc_id", "section_id", "entity_id"))
        (document, documents), (section, sections), (entity, entities) = map(number, columns)
        document_of = np.empty(len(sections), np.int64)
        document_of[section] = document
        entity = np.array([self._numbers[name] for name in entities.to_pylist()])[entity]
        section, entity = np.divmod(np.unique(section * len(self.names) + entity), len(self.names))  # each once in a section
        ends = np.flatnonzero(np.append(section[1:] != section[:-1], True)) + 1
        after = np.repeat(ends, np.diff(ends, prepend=0)) - np.arange(len(entity)) - 1  # entities after this one in its section
        first = np.repeat(np.arange(len(entity)), after)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after)
        if len(first):
            self._count(entity[first] * len(self.names) + entity[second], document_of[section[first]], len(documents))

    def _count(self, pairs: Numbers, document: Numbers, documents: int) -> None:
        """Count pairs that stand in a section of a document, in how many sections and in how many documents."""
        places = np.sort(pairs * documents + document)
        pairs = places // documents
        begins = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1]))
        self._pairs.append(pairs[begins])
        self._sections.append(np.diff(begins, append=len(pairs)))
        self._documents.append(np.add.reduceat(np.append(1, (places[1:] != places[:-1]).astype(np.int64)), begins))

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


def number(values: pa.ChunkedArray) -> tuple[Numbers, pa.Array]:
    """Each value as the number of a distinct one, and these."""
    encoded = values.combine_chunks().dictionary_encode()
    return np.asarray(encoded.indices, dtype=np.int64), encoded.dictionary
