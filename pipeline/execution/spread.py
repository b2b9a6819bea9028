"""The same function on many things, wherever that is done; and what a raw folder in an object store holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from pipeline.errors import BuildError
from pipeline.execution.jobs import Job, Outcome
from pipeline.files import read_json, write_json
from pipeline.ingest.corpus import MANIFEST, Found
from pipeline.remote import FETCHING, content_tag, list_objects, open_remote
from pipeline.settings import Settings

T = TypeVar("T")
R = TypeVar("R")
PIECE = 1 << 22
HASHED_AT_ONCE = 200
"""Files that one task hashes: some ten megabytes of documents."""


Executor = Callable[[Sequence[Job], Settings], Iterator[Outcome]]
"""Does jobs, in no promised order of results; see docs/decisions/rebuilding.md."""


class Spread(Protocol):
    """Does a function on many things, somewhere: results come in no promised order."""

    def __call__(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        """The results."""


def in_turn(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Here, one after another."""
    return map(function, items)


@dataclass(frozen=True, slots=True)
class Workers:
    """Those who do the work of a build: what is no shard's own they do as they are told, or it is done here."""

    execute: Executor
    look: Spread = in_turn
    """Looks at a raw folder in an object store."""
    resolve: Spread = in_turn
    """Resolves names."""
    publish: Spread = in_turn
    """Writes tables, which lie on the machine of the process that was started until all are written."""
    prepare: Callable[[bool], object] = lambda _: None
    """Called before the raw folder is looked at, where it is likely that there are documents to read: all, or some."""
    renew: Callable[[], object] = lambda: None
    """Called between the documents and the rest where documents are many."""


class Store:
    """Looks at a raw folder in an object store; a file is read for its hash once, and again when the store says that it changed."""

    def __init__(self, memory: Path, spread: Spread = in_turn) -> None:
        self.memory = memory
        self.spread = spread

    def look(self, raw: Path, out: Path | None, is_wanted: Callable[[str], bool]) -> Iterator[Found]:
        """The files of the folder."""
        apart = f"{str(out).removeprefix(str(raw)).strip('/')}/" if out and str(out).startswith(f"{str(raw).rstrip('/')}/") else None
        objects = {
            name: info
            for name, info in list_objects(raw, is_deep=True).items()
            if not (apart and name.startswith(apart)) and is_document(name) and is_wanted(name)
        }
        hashes = self.hashes(raw, objects)
        for name in sorted(objects):
            yield Found(name, raw / name, None, hashes[name], objects[name]["size"])

    def hashes(self, raw: Path, objects: dict[str, dict[str, Any]]) -> dict[str, str]:
        """SHA-256 of each file by its name."""
        kept = read_json(self.memory)
        known: dict[str, list[Any]] = kept["files"] if isinstance(kept, dict) and kept.get("raw") == str(raw) else {}
        tags = {name: [content_tag(info), info["size"]] for name, info in objects.items()}
        found = {name: known[name][2] for name, tag in tags.items() if name in known and tag[0] and known[name][:2] == tag}
        new = [raw / name for name in objects if name not in found]
        for some in self.spread(hash_objects, [new[at : at + HASHED_AT_ONCE] for at in range(0, len(new), HASHED_AT_ONCE)]):
            found |= {path.removeprefix(f"{str(raw).rstrip('/')}/"): digest for path, digest in some.items()}
        if new or len(known) != len(found):
            write_json(self.memory, {"raw": str(raw), "files": {name: [*tags[name], found[name]] for name in sorted(found)}})
        return found


def is_document(name: str) -> bool:
    """Whether a file is neither hidden nor a manifest.

    >>> is_document("lettres/mai.txt"), is_document("lettres/.DS_Store"), is_document("manifest.csv")
    (True, False, False)
    """
    parts = PurePosixPath(name).parts
    return parts[-1] != MANIFEST and not any(part.startswith(".") for part in parts)


def hash_objects(paths: list[Path]) -> dict[str, str]:
    """SHA-256 of remote files, read in pieces."""
    with ThreadPoolExecutor(FETCHING) as pool:
        return {str(path): digest for path, digest in zip(paths, pool.map(hash_object, paths), strict=True)}


def hash_object(path: Path) -> str:
    """SHA-256 of one remote file."""
    digest = sha256()
    try:
        with open_remote(path) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except OSError as error:
        raise BuildError(f"{path} cannot be fetched ({error}): run again when the store answers") from None
    return digest.hexdigest()
