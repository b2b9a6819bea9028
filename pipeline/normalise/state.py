"""What is kept of a resolution so that the next can go on from it."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

import msgspec
import numpy as np
import numpy.typing as npt

from pipeline.normalise.resolution import Pair, Profile, comparison_keys


class State(msgspec.Struct, frozen=True):
    """Who was found, in which blocks, under which keys they are compared, and who is like whom."""

    homes: list[tuple[str, str]]
    """The identifier of each profile, and the key of its block."""
    marks: bytes
    """A checksum, 32 bits each, of every comparison key of every profile."""
    owners: bytes
    """The number, 32 bits each, of the profile that has it."""
    pairs: list[Pair]
    merged: dict[str, str]
    """Each identifier that gives way, and the one that remains."""

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
            made.pairs,
            made.merged,
        )


def _numbers(data: bytes) -> npt.NDArray[np.uint32]:
    return np.frombuffer(data, np.uint32)


def mark(key: str) -> int:
    """A checksum of a comparison key."""
    return zlib.crc32(key.encode())


def make_state(profiles: Iterable[Profile], pairs: Sequence[Pair], merged: Mapping[str, str]) -> State:
    """The state of a resolution, or of some blocks of it."""
    homes: list[tuple[str, str]] = []
    marks, owners = array("I"), array("I")
    for number, profile in enumerate(profiles):
        homes.append((profile.entity_id, profile.block))
        some = set(map(mark, comparison_keys(profile)))
        marks.extend(some)
        owners.extend([number] * len(some))
    return State(homes, marks.tobytes(), owners.tobytes(), list(pairs), dict(merged))
