"""A resolution of all names, and what is kept of it so that the next can go on from it."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Container, Iterable, Mapping, Sequence, Set
from itertools import chain

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.normalise.acronyms import Definitions
from pipeline.normalise.resolution import (
    Keyed,
    Pair,
    Profile,
    Resolution,
    compare_partition,
    merge_pairs,
    resolve_partition,
    scatter,
    scatter_profiles,
)
from pipeline.records import DocumentNames
from pipeline.registers import Registers


class State(msgspec.Struct, frozen=True):
    """Who was found, in which blocks, under which keys they are compared, and who is like whom."""

    homes: list[tuple[str, str]]
    """The identifier of each profile, and the key of its block."""
    marks: bytes
    """A checksum, 32 bits each, of every comparison key of every profile."""
    owners: bytes
    """The number, 32 bits each, of the profile that has it."""
    alike: list[Profile]
    """The profiles that are like another."""
    keys: list[str]
    """The comparison keys under which they met."""
    pairs: list[tuple[int, int, int, float]]
    """Each pair as the numbers of its key and of its profiles, and its score: of a name that many bear there are thousands."""
    merged: dict[str, str]
    """Each identifier that gives way, and the one that remains."""

    def alike_but_under(self, keys: Container[str]) -> list[Pair]:
        """The pairs but for those under some keys."""
        stays = [key not in keys for key in self.keys]
        mine, alike = self.keys, self.alike
        return [Pair(mine[key], alike[head], alike[other], score) for key, head, other, score in self.pairs if stays[key]]

    def blocks_under(self, keys: Collection[str]) -> set[str]:
        """The blocks that may have profiles with some comparison keys, perhaps a few more."""
        met = np.isin(_numbers(self.marks), np.fromiter(map(mark, keys), np.uint32, len(keys)))
        return {self.homes[owner][1] for owner in np.unique(_numbers(self.owners)[met])}

    def revise(self, blocks: Set[str], made: State) -> State:
        """The same with some blocks as they were made again; pairs and who gives way to whom as in ``made``."""
        stays = np.array([key not in blocks for _, key in self.homes], bool)
        numbers = (np.cumsum(stays) - 1).astype(np.uint32)
        owners = _numbers(self.owners)
        left = stays[owners]
        homes = [home for home in self.homes if home[1] not in blocks]
        return State(
            [*homes, *made.homes],
            _numbers(self.marks)[left].tobytes() + made.marks,
            numbers[owners[left]].tobytes() + (_numbers(made.owners) + np.uint32(len(homes))).tobytes(),
            made.alike,
            made.keys,
            made.pairs,
            made.merged,
        )


def _numbers(data: bytes) -> npt.NDArray[np.uint32]:
    return np.frombuffer(data, np.uint32)


def mark(key: str) -> int:
    """A checksum of a comparison key."""
    return zlib.crc32(key.encode())


def make_state(profiles: Sequence[Profile], keyed: Iterable[Keyed], pairs: Sequence[Pair], merged: Mapping[str, str]) -> State:
    """The state of a resolution, or of some blocks of it."""
    numbers = {id(profile): number for number, profile in enumerate(profiles)}
    found = [(mark(key), numbers[id(profile)]) for key, profile in keyed]
    marks, owners = np.array(found, np.uint32).reshape(-1, 2).T
    homes = [(profile.entity_id, profile.block) for profile in profiles]
    alike = {(p.entity_id, p.block): p for pair in pairs for p in (pair.head, pair.other)}
    places = {home: number for number, home in enumerate(alike)}
    keys = {key: number for number, key in enumerate(dict.fromkeys(pair.key for pair in pairs))}
    numbered = [
        (keys[p.key], places[p.head.entity_id, p.head.block], places[p.other.entity_id, p.other.block], p.score) for p in pairs
    ]
    return State(homes, marks.tobytes(), owners.tobytes(), list(alike.values()), list(keys), numbered, dict(merged))


def resolve_here(
    names: Iterable[DocumentNames], definitions: Definitions, registers: Registers, partitions: int = 1
) -> tuple[Resolution, State]:
    """All steps of a resolution in one process, partition by partition."""
    people: dict[tuple[str, str], str] = {}
    profiles: list[Profile] = []
    for part in scatter(names, definitions, registers, partitions):
        some, members = resolve_partition(part)
        profiles += some
        people.update(((doc_id, ref), person_id) for doc_id, ref, person_id in members)
        part.clear()
    keyed = scatter_profiles(profiles, partitions)
    pairs = [pair for some in keyed for pair in compare_partition(some, registers)]
    merged = merge_pairs(pairs)
    return Resolution(definitions, people, merged), make_state(profiles, chain(*keyed), pairs, merged)
