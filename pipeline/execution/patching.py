"""Published tables that follow a change: what stands is taken over, the rows of the documents concerned are put anew.

The bytes are those of tables written from nothing. What the tables were made of is kept beside the stages; where that
is missing, or a table is harmed, or the code is another, all tables are written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec.structs import replace

from pipeline.errors import DamagedFileError
from pipeline.execution.fingerprint import fingerprint
from pipeline.execution.shards import Shard, step_folder
from pipeline.execution.shuffle import Shuffle
from pipeline.files import hash_file, write_bytes
from pipeline.records import Source
from pipeline.remote import is_remote
from pipeline.storage import Written, read_digests

MOST = 0.2
"""Share of the shards above which all tables are written. Of 1,000 newsletters that takes 2.3 s of processor time; where each table
changes, to put the rows of a fiftieth anew takes 1.8 s, of a tenth 1.9, of a fifth 2.3, of three tenths 2.6. Of 1,011 letters 0.39, and
0.24, 0.27, 0.39, 0.43."""


class Part(msgspec.Struct, frozen=True):
    """The rows of one shard, and what was put into them."""

    name: str
    first: str
    last: str
    links: str
    """A hash of whom the names in its documents mean."""


class Origin(msgspec.Struct, frozen=True):
    """What published tables are made of, and these once they stand."""

    code: str
    parts: tuple[Part, ...]
    duplicates: dict[str, str]
    """What is known of each document that is left aside because it is there twice, by doc_id."""
    tables: dict[str, Written] = {}


@dataclass(frozen=True, slots=True)
class Gap:
    """Documents whose rows are put anew: from ``low`` up to ``high``, which is none of them."""

    low: str
    high: str | None
    part: Path | None = None
    """Where the new rows are, of one shard at most, so that few are in memory at a time."""
    same: frozenset[str] = frozenset()
    """The tables whose rows are as before, but for the entities that they name."""
    is_relinked: bool = True
    """Whether some name other entities."""

    def holds(self, doc_id: str) -> bool:
        """Whether a document is one of them."""
        return self.low <= doc_id and (self.high is None or doc_id < self.high)


@dataclass(frozen=True, slots=True)
class Patch:
    """What is to be put anew in the tables of a folder: small, for it travels."""

    out: Path
    gaps: tuple[Gap, ...]
    moved: tuple[Gap, ...]
    """Documents outside of these gaps that are left aside now, or no longer, or otherwise: they have a row in ``documents`` alone."""
    duplicates: tuple[Source, ...]
    shuffle: Shuffle


def origin_path(out: Path) -> Path:
    """The file that says what the tables of a folder were made of."""
    return out / "stages" / "published.json"


def find_origin(shards: Sequence[Shard], shuffle: Shuffle, duplicates: Mapping[str, str], code: str) -> Origin | None:
    """What tables are to be made of. None where documents come in another order by doc_id than by their keys, which go on
    after it with a colon: their rows would not be found.
    """
    if any(one >= other for one, other in pairwise(file.doc_id for shard in shards for file in shard.files)):
        return None
    links: dict[str, bytes] = {}
    for group in range(len(shuffle.groups)):
        links |= read_digests(shuffle.piece("links", group))
    return Origin(code, tuple(_find_part(shard, links) for shard in shards), dict(duplicates))


def _find_part(shard: Shard, links: Mapping[str, bytes]) -> Part:
    told = fingerprint([links.get(file.doc_id, b"").hex() for file in shard.files])
    return Part(shard.ids[-1], shard.files[0].doc_id, shard.files[-1].doc_id, told)


def keep_origin(out: Path, origin: Origin, tables: Mapping[str, Written]) -> None:
    """Write down what the tables that stand now were made of."""
    standing = {name: replace(table, aside="") for name, table in tables.items()}
    write_bytes(origin_path(out), msgspec.json.encode(replace(origin, tables=standing)))


def forget_origin(out: Path) -> None:
    """Keep nothing: tables stand that are not to be patched."""
    if not is_remote(out):
        origin_path(out).unlink(missing_ok=True)


def standing_origin(out: Path, code: str) -> Origin | None:
    """What the tables that stand in a folder were made of, where that is known, by this code, and none of them is harmed."""
    try:
        origin = msgspec.json.decode(origin_path(out).read_bytes(), type=Origin)
    except (OSError, msgspec.DecodeError):
        return None
    if origin.code != code:
        return None
    files = {out / f"{name}.parquet": table.digest for name, table in origin.tables.items()}
    return origin if all(path.is_file() and hash_file(path) == digest for path, digest in files.items()) else None


def find_gaps(old: Sequence[Part], new: Sequence[Part], folder: Path) -> Iterator[Gap]:
    """Where parts came, went or changed between those that are in both, which come in the same order."""
    both = set(old) & set(new)
    kept = [part for part in new if part in both]
    lows, highs = ["", *(part.last + "\0" for part in kept)], [*(part.first for part in kept), None]
    for low, high, gone, come in zip(lows, highs, _between(old, both), _between(new, both), strict=True):
        if len(gone) == len(come) == 1:
            yield _change(low, high, gone[0], come[0], folder)
        elif gone or come:
            firsts = [part.first for part in come[1:]]
            files: list[Path | None] = [*(_file(folder, part) for part in come)] or [None]
            yield from (Gap(*each) for each in zip([low, *firsts], [*firsts, high], files, strict=True))


def _change(low: str, high: str | None, old: Part, new: Part, folder: Path) -> Gap:
    """A part in the place of another, whose file may still be there."""
    same: frozenset[str] = frozenset()
    with suppress(FileNotFoundError, DamagedFileError):
        was, now = (read_digests(_file(folder, part), by="kind") for part in (old, new))
        same = frozenset(kind for kind in now if now[kind] == was.get(kind))
    return Gap(low, high, _file(folder, new), same, old.links != new.links)


def _file(folder: Path, part: Part) -> Path:
    return folder / f"{part.name}.parquet"


def _between(parts: Iterable[Part], kept: set[Part]) -> list[list[Part]]:
    """The parts before the first of those that are kept, between each two of them, and after the last."""
    found: list[list[Part]] = [[]]
    for part in parts:
        if part in kept:
            found.append([])
        else:
            found[-1].append(part)
    return found


def find_moved(old: Mapping[str, str], new: Mapping[str, str], gaps: Sequence[Gap]) -> Iterator[Gap]:
    """The documents outside of the gaps of which something else is known than before, each a gap of its own."""
    for doc_id in sorted(old.keys() | new.keys()):
        if old.get(doc_id) != new.get(doc_id) and not is_in(doc_id, gaps):
            yield Gap(doc_id, doc_id + "\0")


def is_in(doc_id: str, gaps: Sequence[Gap]) -> bool:
    """Whether a document is in one of some gaps, which are in order."""
    at = bisect_right(gaps, doc_id, key=lambda gap: gap.low) - 1
    return at >= 0 and gaps[at].holds(doc_id)


def make_patch(out: Path, old: Origin, new: Origin, duplicates: Sequence[Source], shuffle: Shuffle) -> Patch | None:
    """What is to be put anew; None where to write all tables takes less."""
    gaps = tuple(find_gaps(old.parts, new.parts, step_folder(out, "rows")))
    moved = tuple(find_moved(old.duplicates, new.duplicates, gaps))
    if len(gaps) > MOST * len(new.parts):
        return None
    wanted = tuple(source for source in duplicates if is_in(source.doc_id, gaps) or is_in(source.doc_id, moved))
    return Patch(out, gaps, moved, wanted, shuffle)
