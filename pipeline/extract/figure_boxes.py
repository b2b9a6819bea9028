"""Key-figure boxes: a number stands above, below or beside its label, or its label is open around it.

A label whose number was lost gives no figure, and never a neighbour's number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.extract.figure_columns import beside_column, column_labels
from pipeline.extract.figure_context import is_debris, is_year
from pipeline.extract.figure_items import OPEN, Item, is_closed_by_numbers, read_item, without_notes
from pipeline.extract.figure_parts import told_figures, with_parts
from pipeline.extract.figure_patterns import PREPOSITIONS
from pipeline.extract.figure_text import make_figure
from pipeline.extract.measures import clean_label, counted, qualifier_start, share_of
from pipeline.extract.number_grammar import read_unit
from pipeline.extract.number_quantity import Quantity
from pipeline.extract.phrasing import aimed_at, as_phrase, given_by
from pipeline.french import is_capitals
from pipeline.records import CleanDocument, Figure

_CUT = re.compile(
    r"(?:[ \u00a0,;]+(?:représentant|soit|dont|contre)[ \u00a0]+|[ \u00a0]*[(](?:dont |soit )?)"
    r"(?:près de |plus de |environ |moins de |un |une )?\Z",
    re.IGNORECASE,
)
"""What ends a label: « … représentant 19 % de la population », « (2 M€ en voirie …) »."""
_APPOSITION = re.compile(r"[ \u00a0]*,[ \u00a0]*\Z")
"""« entrées par an à l'aquarium, 1er site payant »: the rank is a figure of its own."""
_NEXT = re.compile(rf"{_CUT.pattern}|[ \u00a0]*,[ \u00a0]\Z", re.IGNORECASE)
"""« 5 300 élèves interrogés, 18 écoles »: a list of figures on one line."""
_GOES_ON = re.compile(r"(?<=[A-ZÀ-Ý])\s+(?:D['’]|(?:DE|DU|DES|ET|À|EN|POUR|AUX?)[ \u00a0])(?=[A-ZÀ-Ý])")
"""« DÉPENSES / D'INVESTISSEMENT »: a label in capitals over two lines."""
_DONT = re.compile(r"[\s•(–-]*dont[ \u00a0]", re.IGNORECASE)
_NUMBER_OF = re.compile(r"(?:le )?nombre (?:total |moyen |annuel )?(?:de |d['’])", re.IGNORECASE)
_MORE = re.compile(r"(?:[^\W\d_]+(?:és|ées|is|ies|us|ues|ants?)|de|d['’]|du|des|dans|sur|en|par|pour|au|aux|à)(?!\w)[ \u00a0]?")
_OPEN_KINDS = ("duration", "distance", "area", "mass", "other")
_COMPLEMENT = re.compile(r"(?:à|avec|sans|sous|hors)[ \u00a0]")
PROSE = 120
"""Characters of a paragraph that is prose, not a label."""
LONGEST_SIGN = 6
"""Characters of a label in capitals that is a sign: « ETP », « ATSEM »."""
SHORT_LABEL, SHORT_CAPTION = 2, 4
"""A label of two words takes the caption of up to four words above it: « Enquête en ligne / 12 / réponses reçues »."""


def box_figures(document: CleanDocument, box: Sequence[int], numbers: Sequence[Sequence[Quantity]]) -> list[Figure]:
    """The figures of one box, in the order of its text."""
    text = document.text
    rows, taken = beside_column(document, box)
    box = [i for i in box if i not in taken]
    items = [
        item
        for item in (read_item(document, i, numbers[i]) for i in box)
        if item.numbers or len(text[item.start : item.end].strip()) > 2
    ]
    items = _interleave(text, without_notes(text, [item for item in items if not is_debris(text[item.start : item.end])]))
    closes = is_closed_by_numbers(items)
    columns = column_labels(document, items)
    found = [f for number, label in rows for f in _figure(document, number, number.start, label, 0, 0.9)]
    for at, item in enumerate(items):
        if item.lead is not None and item.index in columns:
            found += _figure(document, item.lead, item.start, columns[item.index], 0, 0.9)
        elif item.lead is not None:
            figures = _lead_figure(document, items, at)
            found += [_part_of(text, f, found[-1]) for f in figures] if found and _DONT.match(text, item.start) else figures
        if item.tail is not None and closes:
            found += _figure(document, item.tail, item.start, text[item.start : item.tail.start], 0, 0.9)
        elif item.tail is not None and at + 1 < len(items) and items[at + 1].lead is None:
            found += _figure(document, item.tail, item.start, _label_after(document, items, at), 0, 0.8)
        found += _inner_figures(document, item)
    return with_parts(text, sorted(found, key=lambda f: f.start))


def _part_of(text: str, figure: Figure, whole: Figure) -> Figure:
    """« dont 4 100 en activité » under a count of carers counts carers; a figure that says what it counts is as it is."""
    if figure.kind != "count" or whole.kind != "count" or not whole.unit or figure.unit not in PREPOSITIONS:
        return figure
    return replace(figure, unit=whole.unit, measure=f"{whole.unit} {figure.measure}")


def _interleave(text: str, items: list[Item]) -> list[Item]:
    """A row of numbers over a row of as many labels, read number by number."""
    done: list[Item] = []
    at = 0
    while at < len(items):
        numbers = _run(items, at, True)
        labels = _run(items, at + numbers, False)
        is_open = at > 0 and OPEN.search(text, items[at - 1].start, items[at - 1].end)
        if numbers > 1 and numbers == labels and not is_open:
            for i in range(at, at + numbers):
                done += (items[i], items[i + numbers])
            at += 2 * numbers
        else:
            done.append(items[at])
            at += 1
    return done


def _run(items: list[Item], at: int, alone: bool) -> int:
    """How many items from a place on are numbers alone, or labels without a number in front."""
    stop = at
    while stop < len(items) and (items[stop].is_alone if alone else items[stop].lead is None and items[stop].tail is None):
        stop += 1
    return stop - at


def _inner_figures(document: CleanDocument, item: Item) -> list[Figure]:
    """Numbers inside a label: « jeunes âgés de 15 à 18 ans soit 12 % de la population »."""
    inner = [n for n in item.numbers if n is not item.lead and n is not item.tail]
    ceiling = item.tail.start if item.tail else item.end
    return told_figures(document.text, inner, item.start, ceiling)


def _labels_first(items: list[Item], at: int) -> bool:
    """Whether the label above a number is its own: labels and numbers alternate from it and a number comes last."""
    run = at
    while run + 1 < len(items) and (items[run + 1].lead is None) != (items[run].lead is None):
        run += 1
    goes_on = run > at + 1 or (at > 1 and items[at - 2].is_alone)
    if goes_on and items[run].lead is None and run + 1 < len(items) and items[run + 1].end - items[run + 1].start > PROSE:
        run -= 1  # the heading of the prose that follows the box
    return items[run].is_alone


def _lead_figure(document: CleanDocument, items: list[Item], at: int) -> list[Figure]:
    """The figure of the number that opens an item, with the label beside, below, above or around it."""
    text, item = document.text, items[at]
    number = item.lead
    assert number is not None
    before = items[at - 1] if at else None
    above = before if before and before.lead is None and not before.is_used else None
    is_open = above is not None and OPEN.search(text, above.start, above.end) is not None
    if number.is_year and before is not None and (is_open or is_year(text, replace(number, start=before.end), before.start)):
        return []
    if is_open and above is not None:
        head = text[above.start : qualifier_start(text, above.end, above.start)]
        if not item.is_alone:
            label = _beside(document, items, at, number)[0]
        else:
            label = _label_after(document, items, at) if _continues(text, above, items, at) else ""
        return _figure(document, number, above.start, _joined(head, label), 0, 0.9)
    above = above or (before if before and re.search(r"\bdont[ \u00a0]?:?\Z", text[before.start : before.end]) else None)
    if not item.is_alone:
        label, stop = _beside(document, items, at, number)
        return _figure(document, number, item.start, _with_caption(text, label, above), stop, 0.92)
    after = items[at + 1] if at + 1 < len(items) and items[at + 1].lead is None else None
    is_under = above is not None and after is not None and _share_block(document, above, item) and not _share_block(document, item, after)
    if after and (above is None or text[after.start].islower() or not (is_under or _labels_first(items, at))):
        if number.is_year and not counted(text, after.start, after.end, number.value):
            return []
        label = _label_after(document, items, at)
        return _figure(document, number, item.start, _with_caption(text, label, above), 0, 0.95)
    named = above is not None and (number.unit is not None or text[above.start].isupper())
    if above is not None and named and not number.is_year:
        above.is_used = True
        return _figure(document, number, item.start, text[above.start : above.end], 0, 0.94)
    return _figure(document, number, item.start, "", 0, 0.4) if number.unit is not None else []


def _continues(text: str, head: Item, items: list[Item], at: int) -> bool:
    """Whether the label below a number goes on with the head above it: it begins in lower case, or both are in capitals."""
    if at + 1 == len(items):
        return False
    below = text[items[at + 1].start : items[at + 1].end]
    return not below[:1].isupper() or is_capitals(text[head.start : head.end])


def _share_block(document: CleanDocument, first: Item, second: Item) -> bool:
    """Whether two items are lines of one block: no blank line parts them."""
    return document.paragraphs[first.index].block == document.paragraphs[second.index].block


def _spoken(label: str) -> str:
    """A label in capitals as it is said; a sign or two words of it stay.

    >>> _spoken("DÉPENSES DE VOIRIE"), _spoken("ETP")
    ('dépenses de voirie', 'ETP')
    """
    return label.lower() if is_capitals(label) and len(label) > LONGEST_SIGN else label


def _joined(head: str, label: str) -> str:
    """A head left open and what goes on after the number: « Une hausse de / 24 % / des mesures »."""
    head = re.sub(r"(?:(?<!\w)(?:de|d['’]|entre|plus|moins|près|à|environ|depuis)[ \u00a0]*)+\Z", "", head.strip()).strip()
    return aimed_at(head, label.strip()) or given_by(clean_label(f"{head} {label.strip()}"), head)


def _with_caption(text: str, label: str, above: Item | None) -> str:
    """A short label with the caption above it in brackets; any other label as it is."""
    plain = clean_label(label)
    if above is None or above.numbers or len(plain.split()) > SHORT_LABEL or not plain[:1].islower():
        return label
    if not above.is_used and not text[above.start].isupper():
        return label
    caption = clean_label(text[above.start : above.end])
    return f"{label.strip()} ({caption})" if caption and len(caption.split()) <= SHORT_CAPTION else label


def _label_after(document: CleanDocument, items: list[Item], at: int) -> str:
    """The label below a number, with the next paragraph where it is left open."""
    text, label = document.text, ""
    for item in items[at + 1 : at + 4]:
        if item.lead is not None or item.is_used:
            break
        item.is_used = True
        label = f"{label} {_own_words(text, item, item.start)}".strip()
        if item.tail is not None or not (OPEN.search(label) or _GOES_ON.match(text, item.end)):
            break
    return label


def _beside(document: CleanDocument, items: list[Item], at: int, number: Quantity) -> tuple[str, int]:
    """The label on the number's own line, and where its counted noun ends."""
    text, item = document.text, items[at]
    label = _own_words(text, item, number.end)
    if at + 1 < len(items) and items[at + 1].lead is None and (OPEN.search(label) or _completes(text, label, items[at + 1])):
        label = f"{label} {_label_after(document, items, at)}"
    noun = None if number.unit or number.kind else counted(
        text, number.end, item.end, number.value, loose=True, partitive=number.is_round or number.scale > 1
    )
    return label, noun[1] if noun else 0


def _completes(text: str, label: str, below: Item) -> bool:
    """Whether the line below says more of the noun beside a number: « 6 communes / sollicitées pour l'enquête », not another label."""
    return len(label.split()) == 1 and _MORE.match(text, below.start, below.end) is not None


def _own_words(text: str, item: Item, start: int) -> str:
    """An item's words as a label: up to its tail number, or to a second quantity that comments on the first."""
    stop = item.tail.start if item.tail else item.end
    for number in item.numbers:
        cut = _APPOSITION if number.kind == "rank" else _NEXT if _is_next(text, number, item) else _CUT
        match = cut.search(text, start, number.start) if start < number.start < stop else None
        if match:
            stop = match.start()
            break
    return text[start:stop].strip()


def _is_next(text: str, number: Quantity, item: Item) -> bool:
    """Whether a number inside a label counts something of its own."""
    if number.value_max is not None or number.is_year:
        return False
    return number.unit is not None or counted(text, number.end, item.end, number.value) is not None


def _figure(document: CleanDocument, number: Quantity, floor: int, label: str, stop: int, confidence: float) -> list[Figure]:
    """The figure of a number and its label; a bare number with no label is none."""
    signed = number.kind == "percent" and document.text[number.start] in "+-−–"  # a change, not a share
    label = _spoken(label.strip())
    label = as_phrase(label)
    plain = share_of(label, number.kind or "") if number.unit and not signed else clean_label(label)
    if number.unit and number.kind in _OPEN_KINDS and _COMPLEMENT.match(plain):
        plain = f"{number.unit} {plain}"  # « 97 jours / à plus de 25 °C »
    if number.unit is not None or number.kind == "other":
        unit = number.noun if number.unit is None else None
        if unit is None and number.unit is None:
            noun = counted(plain, 0, len(plain), 1, loose=True)
            unit = noun[0] if noun else None
        return [make_figure(document.text, number, floor, measure=plain, confidence=confidence, unit=unit)]
    if not any(c.isalpha() for c in plain):
        return []
    if number.kind is None and (measured := read_unit(plain)):
        number = replace(number, unit=measured[0], code=measured[1], kind=measured[2])
        return [make_figure(document.text, number, floor, measure=plain, confidence=confidence)]
    body = _NUMBER_OF.sub("", plain)
    noun = counted(body, 0, len(body), number.value, loose=True)
    unit = noun[0] if noun else body.split(" ")[0]
    kind = "rank" if number.kind == "rank" else "count"
    return [make_figure(document.text, number, floor, end=stop or None, unit=unit, kind=kind, measure=plain, confidence=confidence)]
