"""What a user adds to what the stages know: words, headings, bodies; each a file named in the settings."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pipeline.columns import COLUMNS
from pipeline.errors import BuildError

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
    words = frozenset(word for _, word in _lines("words", files.words)) if files.words else frozenset()
    return Own(frozenset(word.casefold() for word in words), dict(_headings(files.headings)), tuple(_bodies(files.bodies)))


def hash_own(key: str, path: Path) -> str:
    """What names the content of a user's file.

    Raises BuildError that names the setting when it cannot be read.
    """
    return sha256("\n".join(line for _, line in _lines(key, path)).encode()).hexdigest()


def _lines(key: str, path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(f"setting {key}: {path} cannot be read as UTF-8 text: {getattr(error, 'strerror', None) or error}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def _rows(key: str, path: Path | None, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file with these columns, each with the place to name in an error."""
    if path is None:
        return
    lines = list(_lines(key, path))
    rows = csv.reader(line for _, line in lines)
    head = [name.strip() for name in next(rows, [])]
    if missing := [name for name in columns if name not in head]:
        raise BuildError(f"setting {key}: {path} lacks the column {missing[0]!r}; its first line must name {', '.join(columns)}")
    for (number, _), cells in zip(lines[1:], rows, strict=True):
        row = {name: cell.strip() for name, cell in zip(head, cells, strict=False)}
        where = f"setting {key}: {path}, line {number}"
        if empty := [name for name in columns if not row.get(name)]:
            raise BuildError(f"{where}: {empty[0]} is empty")
        yield where, row


def _check_type(where: str, column: str, value: str) -> None:
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
