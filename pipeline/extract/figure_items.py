"""The paragraphs of key-figure boxes: where the boxes are, and which number opens or closes each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.figure_context import is_excluded
from pipeline.extract.measures import counted, qualifier_start
from pipeline.extract.number_grammar import Quantity
from pipeline.records import CleanDocument

OPEN = re.compile(
    r"(?:(?<!\w)(?:de|d['’]|à|en|entre|au|aux|du|des|la|le|les|l['’]|dans|sur|pour|par|et|est|plus|moins|depuis"
    r"|jusqu['’]à|environ|près|dont|avec|sont|soit|un|une)"
    r"|(?<!\w)(?:plus|moins|près) de)[ \u00a0]*\Z",
    re.IGNORECASE,
)
"""Words that leave a label open: « Une hausse de », « supérieures à la »."""
_NOISE = re.compile(r"[\s.,;:•→*\-–—>¹²³⁴⁵⁶⁷⁸⁹()\[\]«»\"]*")
_LEAD = re.compile(r"[\s•→*>«(\"–-]*(?:(?:à|de|des?|un|une|soit|dont|et|entre)\s+)?\Z", re.IGNORECASE)
LABEL_LENGTH = 320
"""A longer paragraph in a box is prose."""


@dataclass(slots=True)
class Item:
    """One paragraph of a box."""

    index: int
    start: int
    end: int
    numbers: list[Quantity]
    lead: Quantity | None = None
    """The number that the paragraph begins with."""
    is_alone: bool = False
    """Nothing but the number."""
    tail: Quantity | None = None
    """A number that was printed at the end, apart from the words: it belongs to the next label."""
    is_used: bool = False


def find_boxes(document: CleanDocument, types: Sequence[str], numbers: Sequence[Sequence[Quantity]]) -> list[list[int]]:
    """The paragraphs of each key-figure box: sections of type figures, framed boxes of a PDF, boxes that lost their heading."""
    boxes: list[list[int]] = []
    run: list[int] = []
    key: tuple[object, ...] | None = None
    for i, paragraph in enumerate(document.paragraphs):
        here: tuple[object, ...] | None = None
        if types[i] == "figures":
            here = ("figures",)
        elif paragraph.box and types[i] != "heading":
            here = (paragraph.page, paragraph.box)
        if here != key and run:
            boxes.append(run)
            run = []
        key = here
        if here is not None and (paragraph.kind != "table" or not document.text[paragraph.start : paragraph.end].strip("\t").count("\t")):
            run.append(i)
    if run:
        boxes.append(run)
    kept = [box for box in boxes if types[box[0]] == "figures" or _looks_like_figures(document, box, numbers)]
    taken = {i for box in kept for i in box}
    return sorted([*kept, *_lost_headings(document, types, numbers, taken)])


def _looks_like_figures(document: CleanDocument, box: list[int], numbers: Sequence[Sequence[Quantity]]) -> bool:
    """Whether a framed box shows key figures: two short paragraphs at least begin with a number."""
    items = [read_item(document, i, numbers[i]) for i in box]
    return sum(1 for item in items if item.lead) >= 2 and all(item.end - item.start < LABEL_LENGTH for item in items)


def _lost_headings(
    document: CleanDocument, types: Sequence[str], numbers: Sequence[Sequence[Quantity]], taken: set[int]
) -> list[list[int]]:
    """A number alone between short paragraphs, followed by a label that goes on in lower case, outside any box."""
    found: list[list[int]] = []
    paragraphs = document.paragraphs
    for i in range(len(paragraphs) - 1):
        if i in taken or i + 1 in taken or not numbers[i] or types[i] in ("toc", "heading") or types[i + 1] == "heading":
            continue
        item = read_item(document, i, numbers[i])
        label = document.text[paragraphs[i + 1].start : paragraphs[i + 1].end]
        if item.is_alone and item.lead and label[:1].islower() and len(label) < LABEL_LENGTH and not label.endswith("."):
            bare = item.lead.unit is None and item.lead.kind is None
            if (not bare or counted(label, 0, len(label), item.lead.value, loose=True)) and not item.lead.is_year:
                found.append([i, i + 1])
                taken.update((i, i + 1))
    return found


def read_item(document: CleanDocument, index: int, numbers: Sequence[Quantity]) -> Item:
    """A paragraph of a box with the number that opens it and the one that closes it."""
    paragraph, text = document.paragraphs[index], document.text
    item = Item(index, paragraph.start, paragraph.end, list(numbers))
    if not item.numbers:
        return item
    first, last = item.numbers[0], item.numbers[-1]
    if _LEAD.fullmatch(text, paragraph.start, qualifier_start(text, first.start, paragraph.start)):
        if first.unit is None and is_excluded(text, first, paragraph.start, paragraph.end):
            return item
        item.lead = first
        rest = _NOISE.match(text, first.end, paragraph.end)
        item.is_alone = rest is not None and rest.end() == paragraph.end
    noise = _NOISE.match(text, last.end, paragraph.end)
    if last is not item.lead and noise and noise.end() == paragraph.end and _stands_apart(text, last, paragraph.start):
        item.tail = last
    return item


def _stands_apart(text: str, number: Quantity, floor: int) -> bool:
    """Whether nothing ties a closing number to the words before it."""
    left = text[floor : number.start]
    return (
        not number.is_words
        and number.kind in (None, "percent", "money")
        and not number.is_year
        and not OPEN.search(left)
        and qualifier_start(text, number.start, floor) == number.start
        and left[-1:] not in "(:="
        and not is_excluded(text, number, floor, number.end)
    )
