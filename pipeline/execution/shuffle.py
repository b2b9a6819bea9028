"""How the names of a corpus are resolved, in pieces where they are many: the chain of docs/decisions/resolution.md.

What goes from one piece of a step to one of the next lies in files, written aside and renamed: a piece that exists
is complete, so that one that was lost is done again and nothing else. The process that started the build holds no names,
and does not load what the steps need; one worker sees the abbreviations, the pairs that are alike, and the rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.execution.shards import Shard, step_folder
from pipeline.execution.spread import Spread
from pipeline.files import file_names, file_sizes
from pipeline.own import OwnFiles
from pipeline.records import DocumentLinks, DocumentNames

if TYPE_CHECKING:
    from pipeline.normalise.overrides import Overrides

MANY = 2
"""Groups above which what is left is done by new workers: 10,000 documents of 150 words are three, and take 150 MB to resolve."""
HELD = 12
"""Groups whose names one worker holds at once. More are resolved in pieces, which take two to three times as long in one process:
1,000 newsletters of 3,400 words are five groups, and took 4.7 s and 540 MB at once, 11.6 s and 520 MB in pieces."""
GROUP = 1_000_000
"""Bytes of files with names that are taken together, and for which there is one partition: the names in 600,000 words of newsletters,
or in 100 MB of brochures as PDF."""
MOST = 1_000
"""Groups and partitions there may be: each partition reads a row of each group's file. More documents make them larger."""


@dataclass(frozen=True, slots=True)
class Shuffle:
    """One resolution: the groups of files with the names of documents, and where the pieces of its file lie."""

    groups: tuple[tuple[Path, ...], ...]
    entities: Path
    """The file that the rows go to in the end; the pieces lie beside it, and are named after it."""
    overrides: Overrides | None
    """The analyst's decisions, if there are any."""
    rules: str
    """A hash of all that decides a resolution beside what the documents say."""
    own: OwnFiles
    starts: tuple[str, ...]
    """The first document of each group: groups follow one another in the order of documents."""

    @property
    def partitions(self) -> int:
        """Into how many parts names are cut by their keys: as many as there are groups."""
        return len(self.groups)

    def piece(self, step: str, number: int) -> Path:
        """The file of a group or partition at a step."""
        return self.entities.with_name(f"{self.entities.stem}-{step}-{number}.parquet")

    @property
    def kept(self) -> set[str]:
        """The names of the files that remain: the rows of entities, the links of the documents of each group, what to go on from."""
        links = (self.piece("links", group).name for group in range(len(self.groups)))
        return {self.entities.name, *links, *([self.piece("basis", 0).name] if self.is_held else ())}

    @property
    def is_held(self) -> bool:
        """Whether one worker can hold all names at once."""
        return len(self.groups) <= HELD

    def home(self, doc_id: str) -> int:
        """The group of a document."""
        return bisect_right(self.starts, order(doc_id)) - 1

    def narrowed(self, group: int) -> Shuffle:
        """The same with the files of one group alone: to send and to receive the paths of 100,000 shards takes 0.7 s, for each piece."""
        return replace(self, groups=tuple(paths if number == group else () for number, paths in enumerate(self.groups)))

    def names(self, group: int) -> Iterator[DocumentNames]:
        """What the documents of a group say."""
        from pipeline.storage import read_records  # loads Arrow, which a build with nothing to do needs not

        for path in self.groups[group]:
            yield from read_records(path, DocumentNames)


def order(doc_id: str) -> str:
    """What documents are ordered by: as the keys of the tables, which go on after the doc_id with a colon."""
    return f"{doc_id}:"


def make_shuffle(
    shards: Sequence[Shard], out: Path, entities: Path, overrides: Overrides | None, own: OwnFiles, rules: str = "", group: int = GROUP
) -> Shuffle:
    """Groups and partitions of such a size that a process holds one of them at ease; the files with names must be there."""
    there = file_sizes(step_folder(out, "names"))
    sizes = [there.get(shard.path(out, "names").name, 0) for shard in shards]
    cut = [shards[start:end] for start, end in pairwise(cut_places(sizes, max(group, sum(sizes) // MOST)))]
    return Shuffle(
        tuple(tuple(shard.path(out, "names") for shard in some) for some in cut),
        entities,
        overrides,
        rules,
        own,
        tuple(order(some[0].files[0].doc_id) for some in cut),
    )


def cut_places(sizes: Sequence[int], enough: int) -> list[int]:
    """Where to cut so that each part is just large enough.

    >>> cut_places([4, 4, 4, 9, 1], 6)
    [0, 2, 4, 5]
    """
    places, size = [0], 0
    for at, each in enumerate(sizes, start=1):
        size += each
        if size >= enough or at == len(sizes):
            places.append(at)
            size = 0
    return places


def resolve(shuffle: Shuffle, spread: Spread) -> None:
    """Write the rows of all entities, and the links of the documents of each group."""
    once, groups, partitions = [0], range(len(shuffle.groups)), range(shuffle.partitions)
    if shuffle.is_held:
        run(shuffle, spread, "entities", once)
        return
    run(shuffle, spread, "defined", groups)
    run(shuffle, spread, "definitions", once)
    run(shuffle, spread, "claims", groups)
    run(shuffle, spread, "profiles", partitions)
    run(shuffle, spread, "pairs", partitions)
    run(shuffle, spread, "merged", once)
    run(shuffle, spread, "gathered", groups)
    run(shuffle, spread, "rows", partitions)
    run(shuffle, spread, "joined", once)


def run(shuffle: Shuffle, spread: Spread, step: str, numbers: Sequence[int]) -> None:
    """The pieces of a step that are not done yet."""
    done = file_names(shuffle.entities.parent)
    todo = [number for number in numbers if shuffle.piece(step, number).name not in done]
    is_whole = step == "entities"
    for _ in spread(make_piece, (Piece(shuffle if is_whole else shuffle.narrowed(number), step, number) for number in todo)):
        pass


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """One piece of a step, with what it takes: it travels."""

    shuffle: Shuffle
    step: str
    number: int

    def __repr__(self) -> str:
        return f"step {self.step}, piece {self.number}"


def make_piece(piece: Piece) -> None:
    """Do it."""
    from pipeline.execution.resolving import STEPS

    STEPS[piece.step](piece.shuffle, piece.number)


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
        from pipeline.storage import read_records

        if group != self._at:
            self._held = {link.doc_id: link for link in read_records(self._shuffle.piece("links", group), DocumentLinks)}
            self._at = group
