"""Pieces of a page: text is escaped, links, and tables in which a column that says nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import NamedTuple

NUMBERS = frozenset(("confiance", "documents", "mentions", "mots", "pages", "valeur"))
"""The columns whose cells are set to the right."""
MARKUP = re.compile("[&<>]")


class Column(NamedTuple):
    """A column of a table: its cells are text, or HTML that is ready."""

    head: str
    cells: Sequence[str]
    is_html: bool = False


def plain(text: str) -> str:
    """Text between tags: there quotes may stay, and French is full of apostrophes.

    >>> plain("l'eau & l'air")
    "l'eau &amp; l'air"
    """
    return escape(text, quote=False) if MARKUP.search(text) else text


def escaped(texts: Sequence[str]) -> Sequence[str]:
    """Texts between tags: one look is enough where none of them needs it.

    >>> escaped(["l'eau", "Eau & forêts"])
    ["l'eau", 'Eau &amp; forêts']
    """
    return [plain(text) for text in texts] if MARKUP.search("\n".join(texts)) else texts


def anchor(row_id: str) -> str:
    """The anchor of a numbered row in its document's page.

    >>> anchor("lettre-pdf-12ab34:m00004")
    'm00004'
    """
    return row_id.rpartition(":")[2]


def link(href: str, text: str) -> str:
    """A link whose text says where it goes.

    >>> link("#s1", "Eau & forêts")
    '<a href="#s1">Eau &amp; forêts</a>'
    """
    return f'<a href="{escape(href)}">{plain(text)}</a>'


def read_links(addresses: Iterable[str], what: Sequence[str]) -> Column:
    """Links that eyes find in rows of their own, and whose names say what is read there."""
    pairs = zip(addresses, escaped(what), strict=True)
    return Column("où", [f'<a href="{href}">lire<span class="hidden"> {said}</span></a>' for href, said in pairs], is_html=True)


def filled(columns: Iterable[Column]) -> list[Column]:
    """The columns that say something."""
    return [column for column in columns if any(column.cells)]


def table(label: str, columns: Sequence[Column]) -> str:
    """A table that scrolls sideways where it is too wide; ``label`` is said to whoever cannot see it."""
    opened, line = _frame(label, tuple(column.head for column in columns))
    rows = zip(*(column.cells if column.is_html else escaped(column.cells) for column in columns), strict=True)
    return f"{opened}{''.join([line % row for row in rows])}</tbody>\n</table>\n</div>"


@cache
def _frame(label: str, heads: Sequence[str]) -> tuple[str, str]:
    """What stands before the rows of a table, and a row with holes for its cells."""
    kinds = [' class="n"' if head in NUMBERS else "" for head in heads]
    titles = "".join(f'<th scope="col"{kind}>{head}</th>' for kind, head in zip(kinds, heads, strict=True))
    region = f'<div class="wide" tabindex="0" role="region" aria-label="{escape(label)}">'
    line = "".join(f"<td{kind}>%s</td>" for kind in kinds)
    return f"{region}\n<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n", f"<tr>{line}</tr>\n"
