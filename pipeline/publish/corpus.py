"""The tables that stand above single documents: entities with their counts, and who is named with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.making import sort_table, table_of
from pipeline.records import Entities
from pipeline.tables import TABLES, Table

Numbers = npt.NDArray[np.int64]
Counts = tuple[Numbers, Numbers, Numbers]
"""Pairs, in how many sections each stands, and in how many documents."""
SPAN = 1 << 31
"""More than there are entities: two numbers below it are one number."""
PAIRS_AT_ONCE = 100_000
"""Rows of ``cooccurrences`` that are written in one go."""


def entity_tables(entities: Entities) -> dict[str, pa.Table]:
    """The tables of organisations, places and people, made column by column: there are tens of thousands of rows."""
    kinds: dict[str, Sequence[Any]] = {"organisations": entities.organisations, "places": entities.places, "people": entities.people}
    return {name: sort_table(TABLES[name], table_of(TABLES[name], columns_of(TABLES[name], some))) for name, some in kinds.items()}


def columns_of(table: Table, records: Sequence[Any]) -> dict[str, list[Any]]:
    """The columns of a table whose rows are records with fields of the same names."""
    return {name: list(map(attrgetter(name), records)) for name in table.columns}


class Pairs:
    """Counts pairs of entities named in the same section, batch of documents by batch of documents.

    A pair is one number, so that ten thousand documents need tens of megabytes.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._counts: list[Counts] = []

    def add(self, mentions: pa.Table, times: int = 1) -> None:
        """Count the mentions of a batch of documents; ``times=-1`` takes away what they counted before."""
        named = mentions.filter(pc.and_(pc.is_valid(mentions["section_id"]), pc.is_valid(mentions["entity_id"])))
        if not named.num_rows:
            return
        columns = (named[name] for name in ("doc_id", "section_id", "entity_id"))
        (document, documents), (section, sections), (entity, entities) = map(number, columns)
        document_of = np.empty(len(sections), np.int64)
        document_of[section] = document
        numbers, places = np.unique(self._number(entities), return_inverse=True)
        section, entity = np.divmod(np.unique(section * len(numbers) + places[entity]), len(numbers))  # each once in a section
        ends = np.flatnonzero(np.append(section[1:] != section[:-1], True)) + 1
        after = np.repeat(ends, np.diff(ends, prepend=0)) - np.arange(len(entity)) - 1  # entities after this one in its section
        first = np.repeat(np.arange(len(entity)), after)
        second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(after) - after, after)
        if len(first):
            counted = count(entity[first] * len(numbers) + entity[second], document_of[section[first]], len(documents))
            low, high = np.divmod(counted[0], len(numbers))
            self._counts.append((numbers[low] * SPAN + numbers[high], times * counted[1], times * counted[2]))

    def add_counted(self, table: pa.Table) -> None:
        """Add what was counted before: rows of ``cooccurrences``."""
        (first, names), (second, others) = number(table["entity_a"]), number(table["entity_b"])
        first, second = self._number(names)[first], self._number(others)[second]
        pairs = np.minimum(first, second) * SPAN + np.maximum(first, second)
        self._counts.append((pairs, table["section_count"].to_numpy(), table["document_count"].to_numpy()))

    def _number(self, names: pa.Array) -> Numbers:
        """The numbers of entities, in the order in which they were first met."""
        return np.array([self._numbers.setdefault(name, len(self._numbers)) for name in names.to_pylist()], np.int64)

    def tables(self) -> Iterator[pa.Table]:
        """The rows of ``cooccurrences`` in the order of their key."""
        if not self._counts:
            return
        names = sorted(self._numbers)
        place = np.empty(len(names), np.int64)
        place[[self._numbers[name] for name in names]] = np.arange(len(names))
        pairs, *counts = (np.concatenate(each) for each in zip(*self._counts, strict=True))
        first, second = (place[each] for each in np.divmod(pairs, SPAN))
        pairs, *counts = add_up(np.minimum(first, second) * SPAN + np.maximum(first, second), *counts)
        is_left = counts[0] != 0
        pairs, *counts = (each[is_left] for each in (pairs, *counts))
        known = pa.array(names, pa.string())
        for at in range(0, len(pairs), PAIRS_AT_ONCE):
            some = slice(at, at + PAIRS_AT_ONCE)
            columns = [*(known.take(pa.array(each)) for each in np.divmod(pairs[some], SPAN)), *(pa.array(each[some]) for each in counts)]
            yield pa.Table.from_arrays(columns, schema=TABLES["cooccurrences"].schema)


def count(pairs: Numbers, document: Numbers, documents: int) -> Counts:
    """Count pairs that stand in a section of a document, in how many sections and in how many documents."""
    places = np.sort(pairs * documents + document)
    pairs = places // documents
    begins = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1]))
    in_documents = np.add.reduceat(np.append(1, (places[1:] != places[:-1]).astype(np.int64)), begins)
    return pairs[begins], np.diff(begins, append=len(pairs)), in_documents


def add_up(pairs: Numbers, *counts: Numbers) -> Counts:
    """Each pair once, in order, with the sums of its counts."""
    order = np.argsort(pairs, kind="stable")  # what comes in runs that are in order, as here, takes less
    pairs = pairs[order]
    ends = np.flatnonzero(np.append(pairs[1:] != pairs[:-1], True))
    sections, documents = (np.diff(np.cumsum(each[order])[ends], prepend=0) for each in counts)
    return pairs[ends], sections, documents


def number(values: pa.ChunkedArray) -> tuple[Numbers, pa.Array]:
    """Each value as the number of a distinct one, and these."""
    encoded = values.combine_chunks().dictionary_encode()
    return np.asarray(encoded.indices, dtype=np.int64), encoded.dictionary
