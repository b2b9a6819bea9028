"""Entities of a corpus resolved in pieces, wherever they are worked on: the chain of docs/decisions/resolution.md.

What goes from one piece of a step to one of the next lies in files, a row for each receiver, written aside
and renamed: a piece that exists is complete, so that one that was lost is done again and nothing else.
Nobody holds all names; one process sees the abbreviations, the pairs that are alike, and the rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, get_origin

import msgspec

from pipeline.execution.shards import Shard
from pipeline.execution.spread import Spread
from pipeline.files import file_names
from pipeline.normalise.acronyms import Definitions, merge_definitions
from pipeline.normalise.decisions import Gathered, join_rows, make_rows, settle
from pipeline.normalise.organisations import Directory
from pipeline.normalise.overrides import Overrides
from pipeline.normalise.resolution import (
    Claim,
    Member,
    Pair,
    Profile,
    Resolution,
    compare_partition,
    merge_pairs,
    resolve_partition,
    scatter,
    scatter_profiles,
)
from pipeline.own import OwnFiles, load_own
from pipeline.records import DocumentLinks, DocumentNames, Entities
from pipeline.registers import Registers, load_registers
from pipeline.storage import Stored, read_records, read_stored, store, write_stored

GROUP = 50
"""Shards whose documents are taken together: some thousand documents."""
PARTITION = 2_000
"""Documents for which there is one partition: some 200,000 mentions."""
MOST = 1_000
"""Groups and partitions there may be: each partition reads a row of each group's file. More documents make them larger."""


def _counter(kind: Any, value: Any) -> Any:
    """Counters come back as counters: the one type of the records that msgspec does not know."""
    if (get_origin(kind) or kind) is not Counter:
        raise NotImplementedError(kind)
    return Counter(value)


KINDS: Mapping[str, Any] = {
    "definitions": Definitions,
    "claims": list[Claim],
    "members": list[Member],
    "profiles": list[tuple[str, Profile]],
    "pairs": list[Pair],
    "merged": dict[str, str],
    "gathered": Gathered,
    "rows": Entities,
}
"""What a row of the pieces of each step holds."""
DECODERS = {step: msgspec.msgpack.Decoder(kind, dec_hook=_counter) for step, kind in KINDS.items()}
ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class Shuffle:
    """One resolution: the groups of files with the names of documents, the partitions, and where the pieces of its file lie."""

    groups: tuple[tuple[Path, ...], ...]
    partitions: int
    entities: Path
    """The file that the rows go to in the end; the pieces lie beside it, and are named after it."""
    overrides: Overrides
    own: OwnFiles
    starts: tuple[str, ...]
    """The first document of each group: groups follow one another in the order of documents."""

    def piece(self, step: str, number: int) -> Path:
        """The file of a group or partition at a step."""
        return self.entities.with_name(f"{self.entities.stem}-{step}-{number}.parquet")

    def home(self, doc_id: str) -> int:
        """The group of a document."""
        return bisect_right(self.starts, order(doc_id)) - 1

    def rows_for(self, step: str, count: int, receiver: int) -> Iterator[Any]:
        """What all pieces of a step hold for a partition or group of the next."""
        for number in range(count):
            for row in read_stored(self.piece(step, number), str(receiver)):
                yield DECODERS[step].decode(row.payload)

    def names(self, group: int) -> Iterator[DocumentNames]:
        """What the documents of a group say."""
        for path in self.groups[group]:
            yield from read_records(path, DocumentNames)


def order(doc_id: str) -> str:
    """What documents are ordered by: as the keys of the tables, which go on after the doc_id with a colon."""
    return f"{doc_id}:"


def make_shuffle(
    shards: Sequence[Shard],
    out: Path,
    entities: Path,
    overrides: Overrides,
    own: OwnFiles,
    group: int = GROUP,
    partition: int = PARTITION,
) -> Shuffle:
    """Groups and partitions of such a size that a process holds one of them at ease."""
    group = max(group, -(-len(shards) // MOST))
    cut = [shards[at : at + group] for at in range(0, len(shards), group)]
    return Shuffle(
        tuple(tuple(shard.path(out, "names") for shard in some) for some in cut),
        min(MOST, 1 + sum(len(shard.files) for shard in shards) // partition),
        entities,
        overrides,
        own,
        tuple(order(some[0].files[0].doc_id) for some in cut),
    )


def write_rows(path: Path, values: Iterable[object]) -> None:
    """One row for each receiver, in a row group of its own. Only this module reads it, in the same build."""
    write_stored(path, [Stored("", "", str(number), ENCODER.encode(value)) for number, value in enumerate(values)], row_group=1)


def resolve_apart(shuffle: Shuffle, spread: Spread) -> Entities:
    """The rows of all entities; the links of documents are left in the files that ``LinkFiles`` reads."""
    groups, partitions = range(len(shuffle.groups)), range(shuffle.partitions)
    pairs = [pair for found in spread(partial(define, shuffle), groups) for pair in found]
    write_rows(shuffle.piece("definitions", 0), [merge_definitions(sorted(pairs))])
    run(spread, shuffle, "claims", claim, groups)
    run(spread, shuffle, "profiles", profile, partitions)
    run(spread, shuffle, "pairs", compare, partitions)
    alike = (pair for some in shuffle.rows_for("pairs", shuffle.partitions, 0) for pair in some)
    write_rows(shuffle.piece("merged", 0), [merge_pairs(alike)])
    run(spread, shuffle, "gathered", settle_group, groups)
    run(spread, shuffle, "rows", finish, partitions)
    return join_rows(shuffle.rows_for("rows", shuffle.partitions, 0), ())


def run(spread: Spread, shuffle: Shuffle, step: str, work: Any, numbers: Iterable[int]) -> None:
    """The pieces of a step that are not done yet."""
    done = file_names(shuffle.entities.parent)
    todo = [number for number in numbers if shuffle.piece(step, number).name not in done]
    for _ in spread(partial(work, shuffle), todo):
        pass


def define(shuffle: Shuffle, group: int) -> list[tuple[str, str]]:
    """The abbreviations that the documents of a group define."""
    return [pair for names in shuffle.names(group) for pair in names.definitions]


def claim(shuffle: Shuffle, group: int) -> None:
    """What the documents of a group put into each partition."""
    definitions = load_row(shuffle.piece("definitions", 0), "definitions")
    found = scatter(shuffle.names(group), definitions, registers(shuffle.own), shuffle.partitions)
    write_rows(shuffle.piece("claims", group), found)


def profile(shuffle: Shuffle, partition: int) -> None:
    """A partition's people and organisations: each document is told who its people are, each partition what it is to compare."""
    claims = (claim for some in shuffle.rows_for("claims", len(shuffle.groups), partition) for claim in some)
    profiles, members = resolve_partition(claims)
    told: list[list[Member]] = [[] for _ in shuffle.groups]
    for member in members:
        told[shuffle.home(member[0])].append(member)
    write_rows(shuffle.piece("members", partition), told)
    write_rows(shuffle.piece("profiles", partition), scatter_profiles(profiles, shuffle.partitions))


def compare(shuffle: Shuffle, partition: int) -> None:
    """The pairs of a partition that are one entity."""
    keyed = (each for some in shuffle.rows_for("profiles", shuffle.partitions, partition) for each in some)
    write_rows(shuffle.piece("pairs", partition), [compare_partition(keyed, registers(shuffle.own))])


def settle_group(shuffle: Shuffle, group: int) -> None:
    """The links of the documents of a group, and what they say of the entities of each partition."""
    members = (member for some in shuffle.rows_for("members", shuffle.partitions, group) for member in some)
    people = {(doc_id, ref): person_id for doc_id, ref, person_id in members}
    definitions = load_row(shuffle.piece("definitions", 0), "definitions")
    resolution = Resolution(definitions, people, load_row(shuffle.piece("merged", 0), "merged"))
    links, gathered = settle(shuffle.names(group), resolution, registers(shuffle.own), shuffle.overrides)
    write_stored(shuffle.piece("links", group), [store(link.doc_id, "", link) for link in links])
    write_rows(shuffle.piece("gathered", group), gathered.split(shuffle.partitions))


def finish(shuffle: Shuffle, partition: int) -> None:
    """The rows of the entities of a partition."""
    gathered = Gathered()
    for other in shuffle.rows_for("gathered", len(shuffle.groups), partition):
        gathered.absorb(other)
    directory = Directory(registers(shuffle.own), load_row(shuffle.piece("definitions", 0), "definitions"))
    write_rows(shuffle.piece("rows", partition), [make_rows(gathered, directory, shuffle.overrides)])


@cache
def registers(own: OwnFiles) -> Registers:
    """With what a user adds to them; loaded once in each process."""
    return load_registers(load_own(own).bodies)


@lru_cache(maxsize=2)
def load_row(path: Path, step: str) -> Any:
    """The one row of a file that every piece of a step needs."""
    return DECODERS[step].decode(read_stored(path, "0")[0].payload)


class LinkFiles(Mapping[str, DocumentLinks]):
    """The links of all documents by doc_id, a group of documents in memory at a time."""

    def __init__(self, shuffle: Shuffle) -> None:
        self._shuffle = shuffle
        self._at = -1
        self._held: dict[str, DocumentLinks] = {}

    def __getitem__(self, doc_id: str) -> DocumentLinks:
        self._hold(self._shuffle.home(doc_id))
        return self._held[doc_id]

    def __iter__(self) -> Iterator[str]:
        for group in range(len(self._shuffle.groups)):
            self._hold(group)
            yield from self._held

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _hold(self, group: int) -> None:
        if group != self._at:
            self._held = {link.doc_id: link for link in read_records(self._shuffle.piece("links", group), DocumentLinks)}
            self._at = group
