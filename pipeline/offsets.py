"""The map between raw and clean text. Nothing else computes a raw position.

A ledger is a sequence of ``Edit``, sorted by ``raw_start`` and not overlapping; what lies between
edits is the same in both texts. ``replay`` turns the raw text into the clean one, ``OffsetMap`` leads
positions both ways, and ``compose`` adds edits that a rule proposes on the text as it stands after
earlier rules, so that the ledger stays flat whatever the number of rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import prod
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from pipeline.memo import keep_last
from pipeline.records import BBox, Edit, Line


class Change(msgspec.Struct, frozen=True):
    """A replacement of ``text[start:end]``, in the text that a rule was given."""

    start: int
    end: int
    after: str
    confidence: float = 1.0
    alternative: str | None = None


def replay(raw: str, edits: Sequence[Edit]) -> str:
    """Apply a ledger to the raw text.

    >>> replay("a Ville", [Edit(0, 0, "", "L", "lost_initial")])
    'La Ville'
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (raw[at : edit.raw_start], edit.after)
        at = edit.raw_end
    parts.append(raw[at:])
    return "".join(parts)


class OffsetMap:
    """Positions of one document, raw to clean and back.

    >>> places = OffsetMap([Edit(0, 0, "", "L", "lost_initial"), Edit(7, 9, " -", "", "markup")])
    >>> places.raw_span(0, 2), places.raw_span(3, 8), places.clean_span(2, 9)
    ((0, 1), (2, 7), (3, 8))
    """

    __slots__ = ("_clean_ends", "_clean_starts", "_raw_ends", "_raw_starts")

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._raw_starts: list[int] = []
        self._raw_ends: list[int] = []
        self._clean_starts: list[int] = []
        self._clean_ends: list[int] = []
        shift = 0
        for edit in edits:
            start = edit.raw_start + shift
            self._raw_starts.append(edit.raw_start)
            self._raw_ends.append(edit.raw_end)
            self._clean_starts.append(start)
            self._clean_ends.append(start + len(edit.after))
            shift += len(edit.after) - (edit.raw_end - edit.raw_start)

    def edit_spans(self) -> list[tuple[int, int]]:
        """The clean span that each edit gave, in the order of the ledger."""
        return list(zip(self._clean_starts, self._clean_ends, strict=True))

    def raw_start(self, position: int) -> int:
        """The raw position where what starts at a clean position starts (after any deletion there)."""
        i = bisect_right(self._clean_starts, position) - 1
        if i < 0:
            return position
        if position < self._clean_ends[i]:  # inside a replacement: where it was put in
            return self._raw_starts[i]
        return self._raw_ends[i] + position - self._clean_ends[i]

    def raw_end(self, position: int) -> int:
        """The raw position where what ends at a clean position ends (before any deletion there)."""
        i = bisect_left(self._clean_starts, position) - 1
        if i < 0:
            return position
        if position <= self._clean_ends[i]:
            return self._raw_ends[i]
        return self._raw_ends[i] + position - self._clean_ends[i]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a clean span; never of negative width."""
        first = self.raw_start(start)
        return first, max(first, self.raw_end(end))

    def clean_start(self, position: int) -> int:
        """The clean position of what starts at a raw position."""
        i = bisect_right(self._raw_starts, position) - 1
        if i < 0:
            return position
        if position < self._raw_ends[i]:
            return self._clean_starts[i]
        return self._clean_ends[i] + position - self._raw_ends[i]

    def clean_end(self, position: int) -> int:
        """The clean position of what ends at a raw position."""
        i = bisect_left(self._raw_starts, position) - 1
        if i < 0:
            return position
        if position <= self._raw_ends[i]:
            return self._clean_ends[i]
        return self._clean_ends[i] + position - self._raw_ends[i]

    def clean_span(self, start: int, end: int) -> tuple[int, int]:
        """The clean span of a raw span; never of negative width."""
        first = self.clean_start(start)
        return first, max(first, self.clean_end(end))


@keep_last
def offset_map(edits: tuple[Edit, ...]) -> OffsetMap:
    """The map of a ledger, which the rules of one document ask for in turn."""
    return OffsetMap(edits)


def compose(raw: str, edits: Sequence[Edit], changes: Sequence[Change], rule: str, text: str | None = None) -> tuple[Edit, ...]:
    """Add a rule's changes, given in the text that ``edits`` lead to, to the ledger.

    A change that touches what an earlier rule put in is merged with that edit, under the later
    rule's name; the confidences multiply. ``text`` is what ``edits`` lead to, where the caller has it.

    >>> first = compose("a  Ville", (), [Change(1, 3, " ")], "spaces")
    >>> replay("a  Ville", compose("a  Ville", first, [Change(0, 0, "L")], "lost_initial"))
    'La Ville'
    """
    if not changes:
        return tuple(edits)
    places = offset_map(tuple(edits))
    spans = places.edit_spans()
    text = replay(raw, edits) if text is None else text
    used: set[int] = set()
    merged: list[Edit] = []
    for group, touched in _groups(changes, spans):
        if not touched and len(group) == 1:  # most changes
            merged.append(_edit(raw, places, group[0], rule))
            continue
        start, end = group[0].start, group[-1].end
        raw_start, raw_end = places.raw_start(start), places.raw_end(end)
        if touched:
            (first_start, _), (_, last_end) = spans[touched[0]], spans[touched[-1]]
            if first_start <= start:
                start, raw_start = first_start, edits[touched[0]].raw_start
            if last_end >= end:
                end, raw_end = last_end, edits[touched[-1]].raw_end
        raw_end = max(raw_start, raw_end)
        confidence = prod(c.confidence for c in group) * prod(edits[i].confidence for i in touched)
        alternative = next((c.alternative for c in reversed(group) if c.alternative), None)
        after = _changed(text, start, end, group)
        merged.append(Edit(raw_start, raw_end, raw[raw_start:raw_end], after, rule, round(confidence, 4), alternative))
        used.update(touched)
    kept = [e for i, e in enumerate(edits) if i not in used] if used else edits
    return tuple(sorted([*kept, *(e for e in merged if e.before != e.after)], key=attrgetter("raw_start", "raw_end")))


def _edit(raw: str, places: OffsetMap, change: Change, rule: str) -> Edit:
    """The edit of a change that touches no other."""
    start, end = places.raw_start(change.start), places.raw_end(change.end)
    end = max(start, end)
    return Edit(start, end, raw[start:end], change.after, rule, round(change.confidence, 4), change.alternative or None)


def _groups(changes: Sequence[Change], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[list[Change], range]]:
    """Changes in order, those that touch one earlier edit together, with the edits that they touch.

    A change that overlaps the one before it is dropped: a rule proposes one reading of a place.
    """
    starts, ends = [a for a, _ in spans], [b for _, b in spans]
    group: list[Change] = []
    touched = range(0)
    for change in sorted(changes, key=attrgetter("start", "end")):
        if group and change.start < group[-1].end:
            continue
        near = range(bisect_left(ends, change.start), bisect_right(starts, change.end))
        hit = [i for i in near if _touches(change, starts[i], ends[i])] if near else ()
        mine = range(hit[0], hit[-1] + 1) if hit else range(0)
        at_once = bool(group) and change.start == change.end == group[-1].end
        if group and not at_once and not (mine and touched and mine[0] <= touched[-1]):
            yield group, touched
            group, touched = [], range(0)
        group.append(change)
        touched = range(touched[0], max(touched[-1], mine[-1]) + 1) if touched and mine else touched or mine
    if group:
        yield group, touched


def _changed(text: str, start: int, end: int, group: Sequence[Change]) -> str:
    """``text[start:end]`` after changes inside it."""
    parts: list[str] = []
    at = start
    for change in group:
        parts += (text[at : change.start], change.after)
        at = change.end
    return "".join((*parts, text[at:end]))


def _touches(change: Change, start: int, end: int) -> bool:
    """Whether a change overlaps, or is inserted at the edge of, what an edit put in at start..end."""
    if start == end:  # a deletion: only when the change spans it
        return change.start < start < change.end
    if change.start == change.end:
        return start <= change.start <= end
    return change.start < end and start < change.end


class Locator:
    """Raw positions, pages and boxes of clean spans of one document."""

    __slots__ = ("_lines", "_starts", "map")

    def __init__(self, edits: Sequence[Edit], lines: Sequence[Line]) -> None:
        self.map = offset_map(tuple(edits))
        self._lines = lines
        self._starts = [line.start for line in lines]

    def lines(self, start: int, end: int) -> Sequence[Line]:
        """The printed lines that a clean span lies on (at least one where there are lines)."""
        return self._raw_lines(*self.map.raw_span(start, end))

    def _raw_lines(self, raw_start: int, raw_end: int) -> Sequence[Line]:
        first = max(0, bisect_right(self._starts, raw_start) - 1)
        last = bisect_left(self._starts, max(raw_end, raw_start + 1))
        return self._lines[first:last]

    def page(self, position: int) -> int | None:
        """The 1-based page of a clean position, None for text."""
        if not self._lines:
            return None
        at = bisect_right(self._starts, self.map.raw_start(position)) - 1
        here = self._lines[at : at + 1] if at >= 0 else self.lines(position, position + 1)
        return here[0].page if here else None

    def page_of_raw(self, position: int) -> int | None:
        """The 1-based page of a raw position, None for text."""
        i = bisect_right(self._starts, position) - 1
        return self._lines[max(i, 0)].page if self._lines else None

    def bbox(self, start: int, end: int) -> BBox | None:
        """The box around the words of a clean span on the page where it starts."""
        if not self._lines:
            return None
        raw_start, raw_end = self.map.raw_span(start, end)
        here = [line for line in self._raw_lines(raw_start, raw_end) if line.bbox]
        if not here:
            return None
        here = [line for line in here if line.page == here[0].page]
        boxes: list[BBox] = []
        for line in here:
            assert line.bbox
            words = [w for w in line.words if w.start < raw_end and raw_start < w.end]
            x0 = min((w.x0 for w in words), default=line.bbox[0])
            x1 = max((w.x1 for w in words), default=line.bbox[2])
            boxes.append((x0, line.bbox[1], x1, line.bbox[3]))
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def shift_line(line: Line, by: int) -> Line:
    """The same line where its text starts ``by`` code points later."""
    words = tuple(replace(w, start=w.start + by, end=w.end + by) for w in line.words)
    return replace(line, start=line.start + by, end=line.end + by, words=words)
