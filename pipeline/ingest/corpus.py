"""The documents under a raw folder, and the manifest that says where they come from."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.french import slug
from pipeline.remote import is_remote
from pipeline.sheets import read_rows

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf"}
"""What can be read, by its extension; files of other kinds are documents too, which fail."""
MANIFEST = "manifest.csv"
MANIFEST_COLUMNS = ("path", "sha256", "bytes", "source_url", "licence", "retrieved_on")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One row of ``manifest.csv``; empty cells are None."""

    path: str
    sha256: str | None = None
    byte_count: int | None = None
    source_url: str | None = None
    licence: str | None = None
    retrieved_on: str | None = None


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One document to read."""

    path: Path
    source_path: str
    doc_id: str
    sha256: str | None
    """None where the file cannot be read."""
    byte_count: int
    entry: ManifestEntry | None = None
    duplicate_of: str | None = None
    """doc_id of the first file, by path, with the same content."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents sorted by path, the files left aside, and what a person should look at."""

    files: tuple[CorpusFile, ...]
    skipped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def has_readable(self) -> bool:
        """Whether any file is of a kind that can be read."""
        return any(Path(file.source_path).suffix.casefold() in MEDIA_TYPES for file in self.files)


def make_doc_id(source_path: str) -> str:
    """A stable identifier from the path under the raw folder.

    >>> make_doc_id("lettres/Été 2021.txt")
    'lettres-ete-2021-txt-c93492'
    """
    composed = unicodedata.normalize("NFC", source_path)  # some file systems give decomposed names
    return f"{slug(composed)}-{sha256(composed.encode()).hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the raw folder: why it is not read, or its hash and size."""

    name: str
    path: Path
    problem: str | None = None
    sha256: str | None = None
    byte_count: int = 0


Look = Callable[[Path, Path | None, Callable[[str], bool]], Iterable[Found]]
"""The files under a raw folder but not in an output folder whose names are wanted, sorted by name."""


def look_at_folder(raw: Path, out: Path | None, is_wanted: Callable[[str], bool]) -> Iterator[Found]:
    """The files of a folder of this machine."""
    root = raw.resolve()
    for name, path in sorted(candidate_paths(raw, out.resolve() if out else None)):
        if is_wanted(name):
            problem = refusal(path, root)
            yield Found(name, path, problem, *((None, 0) if problem else look_at_file(path)))


def list_corpus(raw: Path, out: Path | None = None, look: Look = look_at_folder) -> Corpus:
    """The documents under ``raw`` but not in ``out``: what is readable, what was skipped, what the manifest says against it."""
    check_raw(raw)
    manifest = read_manifest(raw / MANIFEST)
    files: list[CorpusFile] = []
    skipped: list[str] = []
    first: dict[str, str] = {}
    for found in look(raw, out, lambda name: manifest is None or name in manifest or not is_about_corpus(name)):
        if found.problem:
            skipped.append(f"{found.name}: {found.problem}")
            continue
        name, digest, size = found.name, found.sha256, found.byte_count
        entry = manifest.get(name) if manifest is not None else None
        doc_id = make_doc_id(name)
        files.append(CorpusFile(found.path, name, doc_id, digest, size, entry, first.get(digest) if digest and size else None))
        if digest:
            first.setdefault(digest, doc_id)
    warnings = check_manifest(manifest, files) if manifest is not None else ()
    return Corpus(tuple(files), tuple(skipped), tuple(warnings))


def check_raw(raw: Path) -> None:
    """Raises BuildError when there is no folder that can be looked into."""
    if not raw.is_dir():
        if raw.is_file():
            raise BuildError(f"RAW is {raw}, a file: give the folder it is in")
        raise BuildError(f"no raw folder at {raw.absolute()}: create it, or give another (--raw, RAW=)")
    if not is_remote(raw) and not os.access(raw, os.R_OK | os.X_OK):
        raise BuildError(f"the raw folder {raw} cannot be read: change its permissions, or give another (--raw, RAW=)")


def candidate_paths(folder: Path, apart: Path | None, above: str = "") -> Iterator[tuple[str, Path]]:
    """Every file under the folder but dotfiles, manifests and what lies in ``apart``, each with its name as text, whatever its bytes
    are; no folder link is followed.

    A folder that cannot be read, or holds the tables of a build, is given itself.
    """
    try:
        with os.scandir(folder) as listed:
            entries = list(listed)
    except OSError:
        yield above.rstrip("/") or ".", folder
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == MANIFEST:
            continue
        name, path = above + os.fsencode(entry.name).decode("utf-8", "backslashreplace"), folder / entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield name, path
        elif path.resolve() != apart:
            yield from [(name, path)] if is_build(path) else candidate_paths(path, apart, f"{name}/")


def is_build(folder: Path) -> bool:
    """Whether a folder is one that a build wrote its tables to."""
    names = ("build.json", "datapackage.json", "documents.parquet")
    return all(os.path.isfile(folder / name) for name in names)  # noqa: PTH113  is_file raises in a folder that may not be read


def is_about_corpus(name: str) -> bool:
    """Whether a file says what a listed corpus is or made it, so that the manifest need not list it.

    >>> is_about_corpus("README.md"), is_about_corpus("make/draw.py"), is_about_corpus("lettres/readme.txt")
    (True, True, False)
    """
    return name.startswith("make/") or ("/" not in name and name.casefold().startswith("readme."))


def refusal(path: Path, root: Path) -> str | None:
    """Why a file is not read, or None."""
    with suppress(OSError):
        if stat.S_ISREG(os.lstat(path).st_mode):  # no link, and no link led to it
            return None
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop of links, or gone since the folder was listed
        return "a link that leads nowhere, or a file that went away; copy the file here instead"
    if target.is_dir() and not path.is_symlink():
        if is_build(target):
            return "the tables of another build, which are no documents"
        return "a folder that cannot be read: change its permissions"
    if not target.is_relative_to(root):
        return "a link that leads out of the raw folder; copy the file here instead"
    if not target.is_file():
        return "not an ordinary file"
    return None


def look_at_file(path: Path) -> tuple[str | None, int]:
    """SHA-256 and size; no hash where the file cannot be read."""
    try:
        return hash_file(path)
    except OSError:
        return None, 0


def hash_file(path: Path) -> tuple[str, int]:
    """SHA-256 and size, read in pieces."""
    digest, size = sha256(), 0
    with path.open("rb", buffering=0) as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def read_manifest(path: Path) -> dict[str, ManifestEntry] | None:
    """The rows of ``manifest.csv`` by path; None where there is no manifest."""
    if not path.exists():
        return None
    rows = read_rows("manifest", path, ("path",))
    return {row["path"]: manifest_entry(where, row) for where, row in rows if row.get("path")}


def manifest_entry(where: str, row: dict[str, str]) -> ManifestEntry:
    """One checked row."""
    cells = {name: (row.get(name) or "").strip() or None for name in MANIFEST_COLUMNS}
    size = cells["bytes"]
    if size is not None and not size.isdecimal():
        raise BuildError(f"{where}: bytes of {row['path']} is {size!r}, not a number")
    retrieved_on = iso_date(where, cells["retrieved_on"])
    return ManifestEntry(row["path"], cells["sha256"], int(size) if size else None, cells["source_url"], cells["licence"], retrieved_on)


def iso_date(where: str, text: str | None) -> str | None:
    """A date as ISO writes it, also where Excel in France rewrote it.

    >>> iso_date("an example", "04/03/2021")
    '2021-03-04'
    """
    if text is None:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()
    raise BuildError(f"{where}: retrieved_on is {text!r}, no date; write it as 2021-03-04")


def check_manifest(manifest: dict[str, ManifestEntry], files: list[CorpusFile]) -> Iterator[str]:
    """What does not agree between manifest and folder, and what to do about it."""
    present = {file.source_path for file in files}
    for file in files:
        entry = file.entry
        if entry is None:
            yield f"{file.source_path} is not in {MANIFEST}: add a row, or remove the file"
        elif file.sha256 and entry.sha256 and entry.sha256.casefold() != file.sha256:
            yield f"{file.source_path} is not the file that {MANIFEST} describes (sha256 differs): fetch it again or correct the row"
        elif entry.byte_count is not None and entry.byte_count != file.byte_count:
            yield f"{file.source_path} has {file.byte_count} bytes, {MANIFEST} says {entry.byte_count}: correct the row"
    for name in sorted(manifest.keys() - present):
        yield f"{name} is in {MANIFEST} but not in the folder: fetch it again or remove the row"
