"""Lists of documents, organisations and people: pages of a length that a browser lays out at once, and what their search looks in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from markupsafe import Markup

from pipeline.report.tabular import Column, link, table

PAGE_ROWS = 300
"""Rows of a page. 5,400 rows took 2.5 s to be laid out, 300 of them take 0.1 s (Chromium, two cores)."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list. The first cell of a row is the link to its page."""

    name: str
    title: str
    what: str
    """What is searched, in French."""
    heads: tuple[str, ...]
    addresses: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def index(self) -> str:
        """The file that the search looks in."""
        return f"{self.name}-index.js"

    def file(self, number: int) -> str:
        """The file of a page, counted from 1.

        >>> Listing("people", "Personnes", "les personnes", ("nom",), [], []).file(2)
        'people-2.html'
        """
        return f"{self.name}.html" if number == 1 else f"{self.name}-{number}.html"

    @property
    def used(self) -> list[bool]:
        """The columns that say something in any of the pages: all pages have the same."""
        return [any(cells) for cells in self._columns(self.rows)]

    def pages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """File and values of each page."""
        used = self.used
        starts = range(0, max(len(self.rows), 1), PAGE_ROWS)
        parts = [self.rows[start : start + PAGE_ROWS] for start in starts]
        tabs = [(self.file(number), _said(rows)) for number, rows in enumerate(parts, 1)]
        for number, (start, rows) in enumerate(zip(starts, parts, strict=True), 1):
            first, *others = map(Column, self.heads, self._columns(rows))
            linked = [link(href, text) for href, text in zip(self.addresses[start:], first.cells, strict=False)]
            columns = list(compress([Column(first.head, linked, is_html=True), *others], used))
            title = f"{self.title}, page {number} sur {len(tabs)}" if len(tabs) > 1 else self.title
            shown = Markup(table(f"Liste : {self.what}", columns))
            yield self.file(number), {"listing": self, "title": title, "number": number, "tabs": tabs, "table": shown}

    def index_script(self) -> str:
        """The rows as a script: a page that is opened from a folder may load nothing else."""
        columns = compress(self._columns(self.rows), self.used)
        rows = list(zip(self.addresses, *columns, strict=True))
        return f"globalThis.reportRows = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"

    def _columns(self, rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
        return list(zip(*rows, strict=True)) if rows else [()] * len(self.heads)


def _said(rows: Sequence[Sequence[str]]) -> str:
    """What a page of a list holds.

    >>> _said([["Roseline Abautret"], ["Ketty Bellance"], ["Urs Bachofner"]])
    'de Roseline Abautret à Urs Bachofner'
    """
    return f"de {rows[0][0]} à {rows[-1][0]}" if rows else "vide"
