"""Folders that are not on this machine: object stores, and whatever else fsspec reaches.

A folder of this machine stays a ``pathlib.Path``. ``s3://bucket/prefix`` becomes a ``UPath``, which has the
methods of a Path and is typed as one; what differs between the two is done here and nowhere else.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from pipeline.errors import BuildError, DamagedFileError

FETCHING = 16
"""Files fetched at once: the time goes into waiting for the store."""
SCHEME = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+://")


def to_path(value: object) -> Path:
    """A folder as a user names it.

    >>> to_path("raw")
    PosixPath('raw')
    """
    if not isinstance(value, str) or not SCHEME.match(value):
        return value if is_remote(value) else Path(cast(str, value))  # type: ignore[return-value]
    try:
        from upath import UPath

        # what other workers have written since must be seen
        return cast(Path, UPath(value, use_listings_cache=False))
    except ImportError as error:
        raise ValueError(f"not on this machine, and what reaches it is not installed ({error.name}): pip install '.[cluster]'") from None


def is_remote(path: object) -> bool:
    """Whether a path is not one of this machine."""
    return hasattr(path, "fs")


def _parts(path: Path) -> tuple[Any, str]:
    """The file system of a remote path, and its name there."""
    remote = cast(Any, path)
    return remote.fs, remote.path


def list_objects(folder: Path, is_deep: bool = False) -> dict[str, dict[str, Any]]:
    """What is known of each file of a remote folder, and of the folders in it where asked, by its name under the folder."""
    fs, root = _parts(folder)
    fs.invalidate_cache()
    try:
        found = fs.find(root, detail=True) if is_deep else {info["name"]: info for info in fs.ls(root, detail=True)}
    except FileNotFoundError:
        return {}
    root = root.rstrip("/") + "/"
    names = {name.removeprefix(root): info for name, info in found.items() if info["type"] == "file"}
    return {name: info for name, info in names.items() if name and not name.endswith("/")}


def content_tag(info: dict[str, Any]) -> str | None:
    """What a store says of the content of a file, which changes when it does; None where it says nothing."""
    return next((str(info[key]).strip('"') for key in ("ETag", "etag", "md5Hash", "content_md5") if info.get(key)), None)


def put_bytes(path: Path, data: bytes) -> None:
    """Write a remote file: one request, so that whoever finds the file finds all of it."""
    fs, name = _parts(path)
    fs.pipe_file(name, data)


def put_new(path: Path, data: bytes) -> bool:
    """Write a remote file unless there is one; whether it was written."""
    fs, name = _parts(path)
    try:
        fs.pipe_file(name, data, mode="create")
    except FileExistsError:
        return False
    return True


def put_file(local: Path, path: Path) -> None:
    """Move a file of this machine to a remote place. A store shows a file sent in pieces only once the last has come."""
    fs, name = _parts(path)
    fs.put_file(str(local), name)
    local.unlink()


def open_remote(path: Path) -> Any:
    """A remote file to read here and there in: nothing is read ahead."""
    fs, name = _parts(path)
    return fs.open(name, "rb", cache_type="none")


@contextmanager
def local_copies(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Files on this machine that are read more than once: the paths themselves, or copies for as long as they are needed.

    Of a copy that turns out to be harmed the file in the store is named, which is to be removed.
    """
    if not any(is_remote(path) for path in paths):
        yield paths
        return
    with tempfile.TemporaryDirectory(prefix="pipeline-") as folder, ThreadPoolExecutor(FETCHING) as pool:
        copies = list(pool.map(lambda path: fetch(path, Path(folder) / path.name), paths))
        try:
            yield copies
        except DamagedFileError as error:
            raise DamagedFileError(dict(zip(copies, paths, strict=True)).get(error.path, error.path)) from error


def fetch(path: Path, local: Path) -> Path:
    """Copy a remote file to a place on this machine. Raises FileNotFoundError, or BuildError when the store does not give it."""
    fs, name = _parts(path)
    try:
        fs.get_file(name, str(local))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BuildError(f"{path} cannot be fetched ({error}): run again; what was finished is kept") from None
    return local


def scratch(path: Path) -> Path:
    """Where this process keeps a remote file on this machine for a while."""
    return Path(tempfile.gettempdir()) / f"pipeline-{os.getpid()}-{sha256(str(path).encode()).hexdigest()[:16]}{path.suffix}"


@contextmanager
def local_copy(path: Path) -> Iterator[Path]:
    """A file on this machine: the path itself, or a copy for as long as it is needed.

    Raises FileNotFoundError, or BuildError when a remote file cannot be had: that is no fault of the document's.
    """
    if not is_remote(path):
        yield path
        return
    copy = scratch(path)
    try:
        yield fetch(path, copy)
    finally:
        copy.unlink(missing_ok=True)
