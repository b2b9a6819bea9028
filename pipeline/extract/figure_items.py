"""The paragraphs of key-figure boxes: where the boxes are, and which number opens or closes each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.figure_context import is_excluded
from pipeline.extract.measures import counted, qualifier_start
from pipeline.extract.number_quantity import Quantity
from pipeline.french import is_capitals
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
_NOTE = re.compile(
    r"(?:selon|contre|hors|soit|pris en charge|y compris|depuis)(?!\w)"
    r"|(?:par|sur) (?:l['’])?(?:une? |\w+ )?(?:ans?|année|mois|jour|semaine)(?!\w)"
    r"|en (?:une? |deux |trois |cinq |dix |\d+ )?(?:ans?|mois|(?:19|20)\d\d)(?!\w)"
)
"""What a note under a number begins with: « selon le quotient familial », « en deux ans », « par an »."""
_PRICE = re.compile(r"\s*\d{1,3}(?:[ \u00a0]\d{3})?,\d\d[ \u00a0]?€\s*")
UNLISTED = frozenset({"toc", "heading", "promotions", "authors"})
"""Sections whose numbers are those of pages or cohorts."""
LABEL_LENGTH = 320
"""A longer paragraph in a box is prose."""

CARD_LABEL, CARD_LINES = 120, 4
"""Characters of the label of a card at most, and its paragraphs with the number and a note."""
LIST_LINE, LIST_LINES = 80, 3
"""Characters of a line « Passages en déchèterie 143 200 » at most; lines that make a list of them."""


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
    kept += _label_lists(document, types, numbers, taken)
    return sorted([*kept, *_lost_headings(document, types, numbers, taken)])


def _label_lists(document: CleanDocument, types: Sequence[str], numbers: Sequence[Sequence[Quantity]], taken: set[int]) -> list[list[int]]:
    """Lines one under the other that each close with their number; numbers that only grow are those of pages."""
    found: list[list[int]] = []
    run: list[Item] = []
    for i in range(len(document.paragraphs) + 1):
        item = _label_line(document, i, numbers[i]) if i < len(types) and i not in taken and types[i] not in UNLISTED else None
        if item is not None:
            run.append(item)
            continue
        values = [item.tail.value for item in run if item.tail]
        if len(run) >= LIST_LINES and values != sorted(values):
            found.append([item.index for item in run])
            taken.update(found[-1])
        run = []
    return found


def _label_line(document: CleanDocument, i: int, numbers: Sequence[Quantity]) -> Item | None:
    """A line that begins with a capital and closes with its only number."""
    paragraph = document.paragraphs[i]
    if len(numbers) != 1 or paragraph.kind == "table" or paragraph.end - paragraph.start > LIST_LINE:
        return None
    if not document.text[paragraph.start].isupper() or not _closes(document.text, numbers[0], paragraph.end):
        return None
    item = read_item(document, i, numbers)
    return item if item.tail is not None else None


def _looks_like_figures(document: CleanDocument, box: list[int], numbers: Sequence[Sequence[Quantity]]) -> bool:
    """Whether a framed box shows key figures: two short paragraphs begin with a number, or one number is its card's."""
    items = [read_item(document, i, numbers[i]) for i in box]
    if sum(1 for item in items if item.lead) >= 2:
        return all(item.end - item.start < LABEL_LENGTH for item in items)
    is_short = all(item.end - item.start < CARD_LABEL for item in items)
    return is_short and 1 < len(items) <= CARD_LINES and sum(item.is_alone for item in items) == 1


def _lost_headings(
    document: CleanDocument, types: Sequence[str], numbers: Sequence[Sequence[Quantity]], taken: set[int]
) -> list[list[int]]:
    """A number alone between short paragraphs, followed by a label that goes on in lower case, outside any box."""
    found: list[list[int]] = []
    paragraphs = document.paragraphs
    for i in range(len(paragraphs)):
        if i in taken or not numbers[i] or types[i] in ("toc", "heading"):
            continue
        if not _closes(document.text, numbers[i][0], paragraphs[i].end):
            continue
        item = read_item(document, i, numbers[i])
        if item.is_alone and _has_label_above(document, i, types, taken):
            found.append([i - 1, i])
            taken.update((i - 1, i))
            continue
        if i + 1 == len(paragraphs) or i + 1 in taken or types[i + 1] == "heading":
            continue
        label = document.text[paragraphs[i + 1].start : paragraphs[i + 1].end]
        in_capitals = is_capitals(label) and paragraphs[i + 1].block == paragraphs[i].block
        opens = label[:1].islower() or (in_capitals and item.lead is not None and item.lead.unit is not None)
        if item.is_alone and item.lead and opens and len(label) < LABEL_LENGTH and not label.endswith("."):
            bare = item.lead.unit is None and item.lead.kind is None
            if (not bare or counted(label, 0, len(label), item.lead.value, loose=True)) and not item.lead.is_year:
                found.append([i, i + 1])
                taken.update((i, i + 1))
    return found


def _has_label_above(document: CleanDocument, i: int, types: Sequence[str], taken: set[int]) -> bool:
    """Whether an amount alone on the last line of a block stands under its label: « Repeindre l'école / 30 000 € ».

    A price with its cents is one of a list, where the label may be a block of its own: « Abonnement annuel / 25,00 € ».
    """
    paragraphs = document.paragraphs
    if not i or i - 1 in taken or types[i - 1] in ("heading", "toc"):
        return False
    is_price = _PRICE.fullmatch(document.text, paragraphs[i].start, paragraphs[i].end) is not None
    if paragraphs[i - 1].block != paragraphs[i].block and not is_price:
        return False
    if not is_price and i + 1 < len(paragraphs) and paragraphs[i + 1].block == paragraphs[i].block:
        return False
    label = document.text[paragraphs[i - 1].start : paragraphs[i - 1].end]
    is_amount = "€" in document.text[paragraphs[i].start : paragraphs[i].end]
    return is_amount and label[:1].isupper() and len(label) < CARD_LABEL and label[-1] not in ".:"


def without_notes(text: str, items: list[Item]) -> list[Item]:
    """The items of a box but the notes under numbers whose label stands above: « Prix d'un repas / 5 € / selon le revenu »."""
    return [
        item
        for i, item in enumerate(items)
        if i < 2 or not (items[i - 1].is_alone and _is_label(text, items[i - 2]) and _NOTE.match(text, item.start, item.end))
    ]


def is_closed_by_numbers(items: Sequence[Item]) -> bool:
    """Whether the numbers that close items belong to the words before them: « Passages en déchèterie 143 200 » to the last item."""
    tails = sum(1 for item in items if item.tail is not None)
    return tails > 1 and items[-1].tail is not None and not any(item.is_alone for item in items) and items[0].lead is None


def _is_label(text: str, item: Item) -> bool:
    """Whether an item is words that begin with a capital and are not left open."""
    return item.lead is None and text[item.start].isupper() and not OPEN.search(text, item.start, item.end)


def read_item(document: CleanDocument, index: int, numbers: Sequence[Quantity]) -> Item:
    """A paragraph of a box with the number that opens it and the one that closes it."""
    paragraph, text = document.paragraphs[index], document.text
    item = Item(index, paragraph.start, paragraph.end, list(numbers))
    if not item.numbers:
        return item
    first, last = item.numbers[0], item.numbers[-1]
    if _LEAD.fullmatch(text, paragraph.start, qualifier_start(text, first.start, paragraph.start)):
        if (first.unit is None or first.is_clock) and is_excluded(text, first, paragraph.start, paragraph.end):
            return item
        item.lead = first
        item.is_alone = _closes(text, first, paragraph.end)
    if last is not item.lead and _closes(text, last, paragraph.end) and _stands_apart(text, last, paragraph.start):
        item.tail = last
    return item


def _closes(text: str, number: Quantity, end: int) -> bool:
    """Whether no word follows a number up to the end of its paragraph."""
    return _NOISE.fullmatch(text, number.end, end) is not None


def _stands_apart(text: str, number: Quantity, floor: int) -> bool:
    """Whether nothing ties a closing number to the words before it."""
    left = text[floor : number.start]
    return (
        not number.is_words
        and number.kind in (None, "percent", "money")
        and not number.is_year
        and not OPEN.search(left)
        and qualifier_start(text, number.start, floor) == number.start
        and left.rstrip()[-1:] not in "(:=|"
        and not is_excluded(text, number, floor, number.end)
    )
