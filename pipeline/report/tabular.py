"""Tables of a page, from cells: text is escaped, and a column in which nothing stands is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import compress

from markupsafe import Markup

from pipeline.report.annotate import plain
from pipeline.report.words import plural

NUMBERS = frozenset(("confiance", "documents", "mentions", "mots", "pages", "valeur"))
"""The columns whose cells are set to the right."""
MOST_ROWS = 200
"""Rows that a page about an entity shows of one table: a region may have thousands of figures, and its page shall open at once."""


def html(cell: str) -> str:
    """A cell as HTML: text is escaped, what was made by ``link`` stays.

    >>> html("Eau & forêts"), str(html(link("#s1", "Eau & forêts")))
    ('Eau &amp; forêts', '<a href="#s1">Eau &amp; forêts</a>')
    """
    return cell if type(cell) is Markup else plain(cell)


def link(href: str, text: str) -> Markup:
    """A link whose text says where it goes."""
    return Markup(f'<a href="{escape(href)}">{html(text)}</a>')


def read_link(href: str, what: str) -> Markup:
    """A link that eyes find in a row of its own, and whose name says what is read there."""
    return Markup(f'<a href="{escape(href)}">lire<span class="hidden"> {plain(what)}</span></a>')


def filled(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[bool]:
    """Which columns say something."""
    return [any(row[index] for row in rows) for index in range(len(heads))]


def table(
    label: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    used: Sequence[bool] | None = None,
    most: int | None = None,
    name: str | None = None,
) -> Markup:
    """A table that scrolls sideways where it is too wide.

    ``label`` is said to whoever cannot see it. Columns that are not ``used`` are left out; unless told which those are,
    they are the empty ones. Of more than ``most`` rows the others are only counted; ``name`` is the published table that
    holds them.
    """
    every = list(rows)
    shown = every[:most]
    used = used or filled(heads, shown)
    kept = list(compress(heads, used))
    kinds = [' class="n"' if head in NUMBERS else "" for head in kept]
    titles = "".join(f'<th scope="col"{kind}>{head}</th>' for kind, head in zip(kinds, kept, strict=True))
    line = f"<tr>{''.join(f'<td{kind}>%s</td>' for kind in kinds)}</tr>\n"
    parts = [
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(label)}">\n<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n'
    ]
    parts += [line % tuple(map(html, compress(row, used))) for row in shown]
    parts.append("</tbody>\n</table>\n</div>")
    if rest := len(every) - len(shown):
        parts.append(f"\n<p>Et {plural(rest, 'ligne')} de plus, dans la table <code>{name}</code>.</p>")
    return Markup("".join(parts))
