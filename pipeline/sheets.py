"""Text and CSV files that users write, as an editor or Excel in France saves them: commas or semicolons, UTF-8 or Windows."""

from __future__ import annotations

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import BuildError

FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆñÑ«»’‘“”–—…°²³€§·×\u00a0")
"""Beside ASCII, what a file that is not UTF-8 must hold alone to be taken for one of Windows: « dŽjà » is one of an old Macintosh."""


def read_text(what: str, path: Path) -> str:
    """The text of a user's file; ``what`` names it in an error, as « setting words ».

    Raises BuildError when it cannot be read, or when nothing says in what encoding it is.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BuildError(f"{what}: {path} cannot be read: {error.strerror or error}") from None
    try:
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("cp1252", "replace")
        if all(character.isascii() or character in FRENCH for character in text) and "\0" not in text:
            return text
        line = data[: error.start].count(b"\n") + 1
        raise BuildError(f"{what}: {path}, line {line} is no UTF-8 text: save the file as « CSV UTF-8 », or text as UTF-8") from None


def read_rows(what: str, path: Path, needed: tuple[str, ...], comment: str | None = None) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file by the names in its first line, each with the place to name in an error.

    Lines that begin with ``comment``, and empty ones, are no rows. Raises BuildError that names the line at fault.
    """
    lines = ["" if comment and line.startswith(comment) else line for line in read_text(what, path).splitlines()]
    first = next((line for line in lines if line.strip()), "")
    separator = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader((line + "\n" for line in lines), delimiter=separator, strict=True)
    head: list[str] = []
    start = 1
    try:
        for cells in rows:
            where, start = f"{what}: {path}, line {start}", rows.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not head:
                head = [cell.strip() for cell in cells]
                _check_head(what, path, head, needed)
            elif any(cell.strip() for cell in cells[len(head) :]):
                raise BuildError(f"{where} has more cells than the first line: put a text that holds « {separator} » between double quotes")
            else:
                yield where, {name: cell.strip() for name, cell in zip(head, cells, strict=False)}
    except csv.Error:
        raise BuildError(f"{what}: {path}, line {start}: a double quote is not closed, or stands inside a text: write it twice") from None
    _check_head(what, path, head, needed)


def _check_head(what: str, path: Path, head: list[str], needed: tuple[str, ...]) -> None:
    if missing := [name for name in needed if name not in head]:
        raise BuildError(f"{what}: {path} lacks the column {missing[0]!r}; its first line must name {', '.join(needed)}")
