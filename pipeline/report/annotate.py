"""The clean text of a document as HTML: entities and figures marked, repairs where they were made, headings as headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pipeline.execution.saying import visible
from pipeline.report.words import KINDS, LABELS, RULES, said, share

Row = Mapping[str, Any]
Address = Callable[[str | None], str | None]
"""The page of an entity, where it has one."""


MARKUP = re.compile("[&<>]")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text and the tags around it."""

    start: int
    end: int
    opened: str
    closed: str


def plain(text: str) -> str:
    """Text between tags: there quotes may stay, and French is full of apostrophes.

    >>> plain("l'eau & l'air")
    "l'eau &amp; l'air"
    """
    return escape(text, quote=False) if MARKUP.search(text) else text


def anchor(row_id: str) -> str:
    """The anchor of a numbered row in its document's page.

    >>> anchor("lettre-pdf-12ab34:m00004")
    'm00004'
    """
    return row_id.rpartition(":")[2]


def is_shown(repair: Row) -> bool:
    """Whether a repair is marked in the text: not where only spaces or line ends changed.

    >>> is_shown({"before": "\\n", "after": " "}), is_shown({"before": "", "after": "L"})
    (False, True)
    """
    return "".join(repair["before"].split()) != "".join(repair["after"].split())


def mention_span(mention: Row, address: Address) -> Span:
    """A name: a link to its entity's page, or a mark."""
    said = f"{LABELS[mention['label']]}, {share(mention['score'])}"
    inside = f'id="{anchor(mention["mention_id"])}" class="{mention["label"].lower()}" title="{said}"'
    page = address(mention["entity_id"])
    opened, closed = (f'<a {inside} href="{page}">', "</a>") if page else (f"<mark {inside}>", "</mark>")
    return Span(mention["start"], mention["end"], opened, closed)


def figure_span(figure: Row) -> Span:
    """A quantity, with what it measures."""
    said = escape(f"{KINDS[figure['kind']]}\u00a0: {figure['measure'] or 'mesure inconnue'}, {share(figure['confidence'])}")
    return Span(figure["start"], figure["end"], f'<mark id="{anchor(figure["figure_id"])}" class="figure" title="{said}">', "</mark>")


class Marked:
    """A text with its marks; of two that overlap the first and longest is drawn, and the other is an anchor only."""

    def __init__(self, text: str, spans: Sequence[Span], repairs: Sequence[Row], anchors: Sequence[tuple[int, str]] = ()) -> None:
        self.text = text
        self.spans: list[Span] = []
        self.anchors = list(anchors)
        """Places in the text that have a name but no mark."""
        end = 0
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            if span.start >= end:
                self.spans.append(span)
                end = span.end
            else:
                self.anchors.append((span.start, span.opened.split('"')[1]))
        self.starts = [span.start for span in self.spans]
        self.repairs = [r for r in repairs if is_shown(r)]
        self.repair_starts = [r["start"] for r in self.repairs]
        self.repair_ends = [r["end"] for r in self.repairs]

    def html(self, sections: Sequence[Row]) -> str:
        """Every line as a paragraph, or as the heading of the section that begins there."""
        heads: dict[int, list[Row]] = {}
        for section in sections:
            # an inferred section may begin within a line
            heads.setdefault(self.text.rfind("\n", 0, section["start"]) + 1, []).append(section)
        depths = heading_depths(sections)
        parts = []
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            inner = "".join(self._line(start, end)) if self._has_marks(start, end) else plain(line)
            if inner:
                parts.append(_block(inner, heads.get(start, []), depths))
            start = end + 1
        return "\n".join(parts)

    def _has_marks(self, start: int, end: int) -> bool:
        """Whether a line may hold more than its text; most hold nothing else."""
        span, repair = bisect_left(self.starts, start), bisect_left(self.repair_ends, start)
        is_marked = span < len(self.starts) and self.starts[span] < end
        return is_marked or (repair < len(self.repairs) and self.repair_starts[repair] <= end) or bool(self.anchors)

    def _line(self, start: int, end: int) -> Iterator[str]:
        for place, name in self.anchors:
            if start <= place < end:
                yield f'<span id="{name}"></span>'
        at = start
        for span in self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            stop = min(span.end, end)
            yield from self._stretch(at, span.start)
            yield span.opened
            yield from self._stretch(span.start, stop)
            yield span.closed
            at = stop
        yield from self._stretch(at, end, is_last=True)

    def _stretch(self, start: int, end: int, is_last: bool = False) -> Iterator[str]:
        """Text without the border of a mark in it; what was only taken away at its very end belongs to what follows."""
        at = start
        last = bisect_right(self.repair_starts, end) if is_last else bisect_left(self.repair_starts, end)
        for index in range(bisect_left(self.repair_ends, start), last):
            repair = self.repairs[index]
            first, stop = max(repair["start"], start), min(repair["end"], end)
            if first < stop or start <= repair["start"] == repair["end"]:
                yield plain(self.text[at:first])
                yield _repair_html(repair, self.text[first:stop], is_whole=first == repair["start"])
                at = stop
        yield plain(self.text[at:end])


def heading_depths(sections: Sequence[Row]) -> dict[str, int]:
    """How deep each section's heading is under those of the page (h1, h2); headings that are not printed do not count.

    >>> rows = [("a", None, True), ("b", "a", False), ("c", "b", False)]
    >>> heading_depths([{"section_id": s, "parent_id": p, "is_inferred": i} for s, p, i in rows])
    {'a': 2, 'b': 3, 'c': 4}
    """
    depths: dict[str, int] = {}
    for section in sections:
        above = depths.get(section["parent_id"], 2)
        depths[section["section_id"]] = above if section["is_inferred"] else min(above + 1, 6)
    return depths


def _block(inner: str, sections: Sequence[Row], depths: Mapping[str, int]) -> str:
    if not sections:
        return f"<p>{inner}</p>"
    *outer, section = sections
    anchors = "".join(f'<span id="{anchor(s["section_id"])}"></span>' for s in outer)
    tag = "p" if section["is_inferred"] else f"h{depths[section['section_id']]}"
    return f'<{tag} id="{anchor(section["section_id"])}">{anchors}{inner}</{tag}>'


def _repair_html(repair: Row, after: str, is_whole: bool) -> str:
    """A repaired stretch, or a sign where text was only taken away."""
    before = f"avant\u00a0: «\u00a0{visible(repair['before'])}\u00a0»" if repair["before"] else "rien avant"
    title = escape(f"{said(RULES, repair['rule'])}, {share(repair['confidence'])}\u202f; {before}")
    name = f'id="{anchor(repair["repair_id"])}" ' if is_whole else ""
    return f'<ins {name}tabindex="0" title="{title}" aria-label="{escape(after)} ({title})" role="note">{plain(after) or "✂"}</ins>'
