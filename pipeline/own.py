"""What a user adds to what the stages know: words, headings, bodies; each a file named in the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.sheets import read_rows, read_text

BODY_COLUMNS = ("acronym", "name", "type")
"""The columns of ``resources/acronyms.csv``."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Where a user's own knowledge lies; a file not given adds nothing."""

    words: Path | None = None
    headings: Path | None = None
    bodies: Path | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """A user's own knowledge."""

    words: frozenset[str] = frozenset()
    """In lower case."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Heading as printed to type of section."""
    bodies: tuple[Mapping[str, str], ...] = ()
    """Rows with the columns of ``resources/acronyms.csv``."""


def load_own(files: OwnFiles) -> Own:
    """Read a user's files.

    Raises BuildError that names the setting, the file and the line at fault.
    """
    words = frozenset(_lines("words", files.words)) if files.words else frozenset()
    return Own(frozenset(word.casefold() for word in words), dict(_headings(files.headings)), tuple(_bodies(files.bodies)))


def hash_own(key: str, path: Path) -> str:
    """What names the content of a user's file.

    Raises BuildError that names the setting when it cannot be read.
    """
    return sha256("\n".join(_lines(key, path)).encode()).hexdigest()


def _lines(key: str, path: Path) -> Iterator[str]:
    for line in read_text(f"setting {key}", path).splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _rows(key: str, path: Path | None, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file, none of these columns empty, each with the place to name in an error."""
    if path is None:
        return
    for where, row in read_rows(f"setting {key}", path, columns, comment="#"):
        if empty := [name for name in columns if not row.get(name)]:
            raise BuildError(f"{where}: {empty[0]} is empty")
        yield where, row


def _check_type(where: str, column: str, value: str) -> None:
    from pipeline.columns import COLUMNS  # loads Arrow

    known = COLUMNS[column].choices
    if value not in known:
        raise BuildError(f"{where}: there is no type {value!r}; known: {', '.join(known)}")


def _headings(path: Path | None) -> Iterator[tuple[str, str]]:
    for where, row in _rows("headings", path, ("type", "heading")):
        _check_type(where, "sections.type", row["type"])
        yield row["heading"], row["type"]


def _bodies(path: Path | None) -> Iterator[Mapping[str, str]]:
    for where, row in _rows("bodies", path, BODY_COLUMNS):
        _check_type(where, "organisations.type", row["type"])
        yield {name: row[name] for name in BODY_COLUMNS}
