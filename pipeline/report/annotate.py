"""The clean text of a document as HTML: entities and figures marked, repairs where they were made, headings as headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from pipeline.execution.saying import visible
from pipeline.report.rows import Figure, Mention, Repair, Section
from pipeline.report.tabular import MARKUP, anchor, escaped, plain
from pipeline.report.words import KINDS, LABELS, RULES, said, share


class Span(NamedTuple):
    """A place in the text and the tags around it."""

    start: int
    end: int
    opened: str
    closed: str


def is_shown(before: str, after: str) -> bool:
    """Whether a repair is marked in the text: not where only spaces or line ends changed.

    >>> is_shown("\\n", " "), is_shown("", "L")
    (False, True)
    """
    return "".join(before.split()) != "".join(after.split())


def mention_span(mention: Mention, page: str | None) -> Span:
    """A name: a link to its entity's page, or a mark."""
    said = f"{LABELS[mention.label]}, {share(mention.score)}"
    inside = f'id="{anchor(mention.mention_id)}" class="{mention.label.lower()}" title="{said}"'
    opened, closed = (f'<a {inside} href="{page}">', "</a>") if page else (f"<mark {inside}>", "</mark>")
    return Span(mention.start, mention.end, opened, closed)


def figure_span(figure: Figure) -> Span:
    """A quantity, with what it measures."""
    said = escape(f"{KINDS[figure.kind]}\u00a0: {figure.measure or 'mesure inconnue'}, {share(figure.confidence)}")
    return Span(figure.start, figure.end, f'<mark id="{anchor(figure.figure_id)}" class="figure" title="{said}">', "</mark>")


class Marked:
    """A text with its marks and the repairs that are shown.

    Of two marks that overlap the first and longest is drawn, and the other is an anchor only.
    """

    def __init__(self, text: str, spans: Sequence[Span], repairs: Sequence[Repair], anchors: Sequence[tuple[int, str]] = ()) -> None:
        self.text = text
        # most texts hold nothing to escape, and are cut into many pieces
        self.plain = plain if MARKUP.search(text) else str
        self.spans: list[Span] = []
        named = list(anchors)
        end = 0
        for span in sorted(spans, key=lambda s: (s.start, -s.end)):
            if span.start >= end:
                self.spans.append(span)
                end = span.end
            else:
                named.append((span.start, span.opened.split('"')[1]))
        self.starts = [span.start for span in self.spans]
        self.repairs = repairs
        self.repair_starts = [r.start for r in repairs]
        self.repair_ends = [r.end for r in repairs]
        self.anchors: dict[int, list[str]] = {}
        """By the start of their lines, places in the text that have a name but no mark."""
        for place, name in named:
            self.anchors.setdefault(self._line_start(place), []).append(name)

    def html(self, sections: Sequence[Section]) -> str:
        """Every line as a paragraph, or as the heading of the section that begins there."""
        heads: dict[int, list[Section]] = {}
        for section in sections:
            # an inferred section may begin within a line
            heads.setdefault(self._line_start(section.start), []).append(section)
        depths = heading_depths(sections)
        parts = []
        lines = self.text.split("\n")
        start, marked = 0, self._next_mark(0)
        for line, inner in zip(lines, escaped(lines), strict=True):
            end = start + len(line)
            if marked <= end or start in self.anchors:  # most lines hold nothing but their text
                inner = self._line(start, end)
                marked = self._next_mark(end + 1)
            if inner:
                parts.append(_block(inner, heads[start], depths) if start in heads else f"<p>{inner}</p>")
            start = end + 1
        return "\n".join(parts)

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _next_mark(self, at: int) -> int:
        """Where the first mark or repair from a place on begins, or behind the end of the text."""
        span, repair = bisect_left(self.starts, at), bisect_left(self.repair_ends, at)
        return min(self.starts[span : span + 1] + self.repair_starts[repair : repair + 1], default=len(self.text) + 1)

    def _line(self, start: int, end: int) -> str:
        parts = [f'<span id="{name}"></span>' for name in self.anchors.get(start, ())]
        is_repaired = bisect_left(self.repair_ends, start) < bisect_right(self.repair_starts, end)
        stretch = self._repaired if is_repaired else self._untouched
        at = start
        for span in self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            stop = min(span.end, end)
            parts += (stretch(at, span.start), span.opened, stretch(span.start, stop), span.closed)
            at = stop
        parts.append(stretch(at, end, is_last=True))
        return "".join(parts)

    def _untouched(self, start: int, end: int, is_last: bool = False) -> str:
        """Text without a repair or the border of a mark in it."""
        return self.plain(self.text[start:end])

    def _repaired(self, start: int, end: int, is_last: bool = False) -> str:
        """Text without the border of a mark in it; what was only taken away at its very end belongs to what follows."""
        parts: list[str] = []
        at = start
        last = bisect_right(self.repair_starts, end) if is_last else bisect_left(self.repair_starts, end)
        for repair in self.repairs[bisect_left(self.repair_ends, start) : last]:
            first, stop = max(repair.start, start), min(repair.end, end)
            if first < stop or start <= repair.start == repair.end:
                parts += (self.plain(self.text[at:first]), _repair_html(repair, self.text[first:stop], is_whole=first == repair.start))
                at = stop
        return "".join((*parts, self.plain(self.text[at:end])))


def heading_depths(sections: Sequence[Section]) -> dict[str, int]:
    """How deep each section's heading is under those of the page (h1, h2); headings that are not printed do not count.

    >>> rows = [("a", None, True), ("b", "a", False), ("c", "b", False)]
    >>> heading_depths([Section(s, p, "", 1, "", "other", i, 0) for s, p, i in rows])
    {'a': 2, 'b': 3, 'c': 4}
    """
    depths: dict[str, int] = {}
    for section in sections:
        above = depths.get(section.parent_id or "", 2)
        depths[section.section_id] = above if section.is_inferred else min(above + 1, 6)
    return depths


def _block(inner: str, sections: Sequence[Section], depths: Mapping[str, int]) -> str:
    *outer, section = sections
    anchors = "".join(f'<span id="{anchor(s.section_id)}"></span>' for s in outer)
    tag = "p" if section.is_inferred else f"h{depths[section.section_id]}"
    return f'<{tag} id="{anchor(section.section_id)}">{anchors}{inner}</{tag}>'


def _repair_html(repair: Repair, after: str, is_whole: bool) -> str:
    """A repaired stretch, or a sign where text was only taken away."""
    before = f"avant\u00a0: «\u00a0{visible(repair.before)}\u00a0»" if repair.before else "rien avant"
    title = escape(f"{said(RULES, repair.rule)}, {share(repair.confidence)}\u202f; {before}")
    name = f'id="{anchor(repair.repair_id)}" ' if is_whole else ""
    return f'<ins {name}tabindex="0" title="{title}" aria-label="{escape(after)} ({title})" role="note">{plain(after) or "✂"}</ins>'
