"""The steps by which the names of a corpus are resolved, each done where ``shuffle`` has it done.

What goes from one piece of a step to one of the next lies in files, a row for each receiver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, get_origin

import msgspec
from msgspec.structs import replace

from pipeline.execution.jobs import load_registers_with
from pipeline.execution.revising import find_earlier, revise_earlier, write_basis
from pipeline.execution.shuffle import Shuffle
from pipeline.execution.starting import uncollected
from pipeline.normalise import load_overrides, resolve_anew
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
from pipeline.records import DocumentLinks, DocumentNames, Entities
from pipeline.storage import Stored, read_stored, store, write_stored


def _counter(kind: Any, value: Any) -> Any:
    """Counters come back as counters: the one type of the records that msgspec does not know."""
    if (get_origin(kind) or kind) is not Counter:
        raise NotImplementedError(kind)
    return Counter(value)


KINDS: Mapping[str, Any] = {
    "defined": list[tuple[str, str]],
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


def write_rows(path: Path, values: Iterable[object]) -> None:
    """One row for each receiver, in a row group of its own. Only this module reads it, in the same build."""
    write_stored(path, [Stored("", "", str(number), ENCODER.encode(value)) for number, value in enumerate(values)], row_group=1)


def rows_for(shuffle: Shuffle, step: str, count: int, receiver: int) -> Iterator[Any]:
    """What all pieces of a step hold for a partition or group of the next."""
    for number in range(count):
        for row in read_stored(shuffle.piece(step, number), str(receiver)):
            yield DECODERS[step].decode(row.payload)


def resolve_at_once(shuffle: Shuffle, _: int) -> None:
    """All in one piece, from the resolution before where little has changed since."""
    registers, overrides = load_registers_with(shuffle.own), decisions(shuffle)
    with uncollected():
        if earlier := find_earlier(shuffle):
            names, links = earlier.names, earlier.links
            entities, state = revise_earlier(earlier, registers, overrides)
        else:
            names, links = [each for group in range(len(shuffle.groups)) for each in shuffle.names(group)], {}
            entities, state = resolve_anew(names, registers, overrides)
        write_all_links(shuffle, {**links, **store_links(entities.links)}, names)
        write_basis(shuffle, state)
    write_entities(shuffle, entities)


def define(shuffle: Shuffle, group: int) -> None:
    """The abbreviations that the documents of a group define."""
    write_rows(shuffle.piece("defined", group), [[pair for names in shuffle.names(group) for pair in names.definitions]])


def agree(shuffle: Shuffle, _: int) -> None:
    """The abbreviations on which the documents agree."""
    pairs = (pair for some in rows_for(shuffle, "defined", len(shuffle.groups), 0) for pair in some)
    write_rows(shuffle.piece("definitions", 0), [merge_definitions(pairs)])


def claim(shuffle: Shuffle, group: int) -> None:
    """What the documents of a group put into each partition."""
    definitions = load_row(shuffle.piece("definitions", 0), "definitions")
    found = scatter(shuffle.names(group), definitions, load_registers_with(shuffle.own), shuffle.partitions)
    write_rows(shuffle.piece("claims", group), found)


def profile(shuffle: Shuffle, partition: int) -> None:
    """A partition's people and organisations: each document is told who its people are, each partition what it is to compare."""
    claims = (claim for some in rows_for(shuffle, "claims", len(shuffle.groups), partition) for claim in some)
    profiles, members = resolve_partition(claims)
    told: list[list[Member]] = [[] for _ in shuffle.groups]
    for member in members:
        told[shuffle.home(member[0])].append(member)
    write_rows(shuffle.piece("members", partition), told)
    write_rows(shuffle.piece("profiles", partition), scatter_profiles(profiles, shuffle.partitions))


def compare(shuffle: Shuffle, partition: int) -> None:
    """The pairs of a partition that are one entity."""
    keyed = (each for some in rows_for(shuffle, "profiles", shuffle.partitions, partition) for each in some)
    write_rows(shuffle.piece("pairs", partition), [compare_partition(keyed, load_registers_with(shuffle.own))])


def merge(shuffle: Shuffle, _: int) -> None:
    """Which identifiers give way to which."""
    alike = (pair for some in rows_for(shuffle, "pairs", shuffle.partitions, 0) for pair in some)
    write_rows(shuffle.piece("merged", 0), [merge_pairs(alike)])


def settle_group(shuffle: Shuffle, group: int) -> None:
    """The links of the documents of a group, and what they say of the entities of each partition."""
    members = (member for some in rows_for(shuffle, "members", shuffle.partitions, group) for member in some)
    people = {(doc_id, ref): person_id for doc_id, ref, person_id in members}
    definitions = load_row(shuffle.piece("definitions", 0), "definitions")
    resolution = Resolution(definitions, people, load_row(shuffle.piece("merged", 0), "merged"))
    links, gathered = settle(shuffle.names(group), resolution, load_registers_with(shuffle.own), decisions(shuffle))
    write_stored(shuffle.piece("links", group), list(store_links(links).values()))
    write_rows(shuffle.piece("gathered", group), gathered.split(shuffle.partitions))


def finish(shuffle: Shuffle, partition: int) -> None:
    """The rows of the entities of a partition."""
    gathered = Gathered()
    for other in rows_for(shuffle, "gathered", len(shuffle.groups), partition):
        gathered.absorb(other)
    directory = Directory(load_registers_with(shuffle.own), load_row(shuffle.piece("definitions", 0), "definitions"))
    write_rows(shuffle.piece("rows", partition), [make_rows(gathered, directory, decisions(shuffle))])


def join(shuffle: Shuffle, _: int) -> None:
    """The rows of all partitions, in order."""
    write_entities(shuffle, join_rows(rows_for(shuffle, "rows", shuffle.partitions, 0), ()))


def store_links(links: Iterable[DocumentLinks]) -> dict[str, Stored]:
    """Links as they are stored, by document."""
    return {link.doc_id: store(link.doc_id, "", link) for link in links}


def write_all_links(shuffle: Shuffle, links: Mapping[str, Stored], names: Iterable[DocumentNames]) -> None:
    """The links of the given documents, group by group."""
    found: list[list[Stored]] = [[] for _ in shuffle.groups]
    for each in names:
        doc_id = each.links.doc_id
        found[shuffle.home(doc_id)].append(links[doc_id])
    for group, some in enumerate(found):
        write_stored(shuffle.piece("links", group), some)


def write_entities(shuffle: Shuffle, entities: Entities) -> None:
    """The rows of all entities, the last that is written: with them the resolution is done."""
    write_stored(shuffle.entities, [store("", "", replace(entities, links=()))])


def decisions(shuffle: Shuffle) -> Overrides:
    """The analyst's, or none."""
    return shuffle.overrides or load_overrides()


@lru_cache(maxsize=2)
def load_row(path: Path, step: str) -> Any:
    """The one row of a file that every piece of a step needs."""
    return DECODERS[step].decode(read_stored(path, "0")[0].payload)


STEPS: Mapping[str, Callable[[Shuffle, int], None]] = {
    "entities": resolve_at_once,
    "defined": define,
    "definitions": agree,
    "claims": claim,
    "profiles": profile,
    "pairs": compare,
    "merged": merge,
    "gathered": settle_group,
    "rows": finish,
    "joined": join,
}
"""What is done for one piece of each step."""
