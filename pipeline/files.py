"""Files written aside, flushed to disk and renamed, so that one that exists is complete; here or in an object store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.errors import BuildError
from pipeline.remote import is_remote, list_objects, put_bytes, put_file, scratch

if TYPE_CHECKING:
    import pyarrow as pa


def write_bytes(path: Path, data: bytes | pa.Buffer) -> None:
    """Write aside, flush to disk, rename: whoever finds the file finds all of it."""
    with writing(path):
        if is_remote(path):
            put_bytes(path, bytes(data))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside(path).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(path)


def aside(path: Path) -> Path:
    """Where a file is written before it is put in its place."""
    return scratch(path) if is_remote(path) else path.with_name(f".{path.name}.{os.getpid()}.aside")


def put_in_place(path: Path, made: Path | None = None) -> None:
    """Put what was written aside, by this process or another, in its place."""
    made = made or aside(path)
    if is_remote(path):
        put_file(made, path)
    else:
        made.replace(path)
        sync_folder(path.parent)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A file that cannot be written stops the build, and leaves nothing aside that takes up room."""
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            aside(path).unlink()
        raise BuildError(f"{path} cannot be written: {error.strerror or error}; make room or give another folder (--out, OUT=)") from None


def sync_folder(folder: Path) -> None:
    """Make sure that a renamed file is found under its name after a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def write_json(path: Path, value: object) -> None:
    """Write readable JSON, keys in the order given."""
    write_bytes(path, msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def read_json(path: Path) -> Any:
    """What ``write_json`` wrote, or None where there is no such file or it is broken."""
    try:
        return msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def hash_file(path: Path) -> str:
    """SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def file_names(folder: Path) -> set[str]:
    """The names of the files of a folder, none where there is no folder."""
    if is_remote(folder):
        return set(list_objects(folder))
    return {entry.name for entry in os.scandir(folder) if entry.is_file()} if folder.is_dir() else set()


def file_sizes(folder: Path) -> dict[str, int]:
    """The bytes of each file of a folder, by its name."""
    if is_remote(folder):
        return {name: info["size"] for name, info in list_objects(folder).items()}
    return {entry.name: entry.stat().st_size for entry in os.scandir(folder) if entry.is_file()} if folder.is_dir() else {}


def remove_stale(folder: Path, keep: set[str]) -> None:
    """Remove the files of a folder that are not to be kept, and what killed builds left aside."""
    for name in file_names(folder) - keep:
        (folder / name).unlink()


def remove_asides(folder: Path) -> None:
    """Remove what killed processes left aside in a folder."""
    for path in folder.glob(".*.aside"):
        path.unlink()
