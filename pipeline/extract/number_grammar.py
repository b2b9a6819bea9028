"""The grammar of French number expressions: one pass over a text finds every quantity and reads it.

A quantity is a number in digits or words with its sign, scale and unit of measure, a range or a ratio.
What a bare number counts, and whether it is a figure at all, is for ``measures`` and ``figures`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.extract.number_patterns import (
    ANCHOR,
    BETWEEN,
    BUSY,
    CHANGES,
    CLOSES,
    DENOMINATORS,
    DIGITS,
    GAP,
    HALF,
    LATEX_EURO,
    LINK,
    MINUTES,
    NOUN_SUR,
    OF_EURO,
    PART_OF,
    PER,
    SCALE,
    UNIT,
    S,
)
from pipeline.extract.number_quantity import Quantity, read_digits
from pipeline.extract.number_words import FRACTIONS, ORDINALS, read_cardinal, read_collective
from pipeline.extract.units import SCALES, UNITS, Unit

_DIGITS = re.compile(DIGITS)
_OF = re.compile(rf"{S}d(?:e{S}|['\u2019])")
_SLASH = re.compile(rf"{S}?(/|par){S}?")


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """All number expressions of a stretch of text, in order; dates, telephone numbers and references are passed over.

    >>> [(q.value, q.value_max, q.unit) for q in find_quantities("2,7 Md€ (dont 459 M€) ; entre 10 et 20 % ; le 3 octobre")]
    [(2700000000.0, None, 'EUR'), (459000000.0, None, 'EUR'), (10.0, 20.0, '%')]
    """
    end = len(text) if end is None else end
    return list(_scan(text, start, end))


def _scan(text: str, at: int, end: int) -> Iterator[Quantity]:
    """Each quantity from a place on; the second number of a range or ratio is not read again."""
    lead = -1
    while match := _next_anchor(text, at, end):
        at = match.end()
        if match.lastgroup == "skip":
            continue
        first = _read(text, match, end)
        if first is None:
            continue
        is_alone = text[first.end : first.end + 1] in CLOSES
        found = first if is_alone else _ratio(text, first, end) or _range(text, first, end)
        if found is None:  # a range of years
            at = _range_end(text, first, end)
            continue
        at = max(at, found.end)
        yield found if lead < 0 else replace(found, lead=lead)
        lead = found.lead


def _next_anchor(text: str, at: int, end: int) -> re.Match[str] | None:
    """As ``ANCHOR.search``, in two thirds of the time."""
    if at == 0 and (match := ANCHOR.match(text, 0, end)):
        return match
    gap = GAP.search(text, max(0, at - 1), end)
    while gap:
        if match := ANCHOR.match(text, gap.end(), end):
            return match
        gap = GAP.search(text, gap.end(), end)
    return None


def _read(text: str, match: re.Match[str], end: int) -> Quantity | None:
    """The quantity at an anchor, without what links it to a second number."""
    start, stop = match.span()
    if match["digits"]:
        return _read_digits(text, match, end)
    words = match.group()
    if match["fraction"]:
        return Quantity(start, stop, FRACTIONS[words.lower()], kind="other", is_words=True, number_end=stop)
    if match["collective"]:
        found = Quantity(start, stop, read_collective(words), is_words=True, is_round=True, number_end=stop)
        inner = _OF.match(text, stop, end)
        with_unit = _with_unit(text, replace(found, end=inner.end()), end) if inner else found
        return with_unit if with_unit.unit else found
    if match["ordinal"]:
        return Quantity(start, stop, ORDINALS[words.lower()], kind="rank", is_words=True, number_end=stop)
    value = read_cardinal(words)
    if value is None:
        return None
    if value == 1 and NOUN_SUR.match(text, stop, end):  # « un euro sur deux »
        return Quantity(start, stop, value, is_words=True, number_end=stop)
    return _with_unit(text, Quantity(start, stop, value, is_words=True, number_end=stop), end)


def _read_digits(text: str, match: re.Match[str], end: int) -> Quantity | None:
    """The quantity of a number in digits, None for a part of an identifier."""
    printed = match["digits"]
    start, stop = match.span("digits")
    if match["sign"] and (text[start - 1] not in S or match.start() == 0 or text[match.start() - 1] in "\n\t("):
        start = match.start()  # « -3 % », or « – 3 % » that opens a line or a cell
    value = read_digits(printed)
    if start < match.start("digits") and match["sign"][0] in "-−–":
        value = -value
    if match["rank"]:
        return Quantity(start, match.end(), value, kind="rank", number_end=match.end())
    year = len(printed) == 4 and printed.isdigit() and 1800 <= value < 2100
    found = _with_unit(text, Quantity(start, stop, value, is_year=year, number_end=stop), end)
    if found.unit is None and (euro := LATEX_EURO.match(text, stop, end)) and printed[-3:-2] == ",":
        return replace(found, end=euro.end(), unit="EUR", code="EUR", kind="money")
    after = text[found.end : found.end + 1]
    if found.end == stop and (after.isalpha() or after == "_" or (after == "." and text[stop + 1 : stop + 2].isdigit())):
        return None  # part of an identifier: 4x4, 2B, 1.2.3
    if match["sign"] == "- " and start < match.start("digits") and text[start - 1 : start] != "\t" and after not in ("", "\n"):
        found = replace(found, start=match.start("digits"), value=-found.value)  # a bullet
    return replace(found, is_year=year and found.unit is None and found.scale == 1)


def _with_unit(text: str, number: Quantity, end: int) -> Quantity:
    """Add the scale and the unit of measure that follow a number."""
    if text[number.end : number.end + 1] in CLOSES:
        return number
    scale, at, stop, value = 1.0, number.end, number.end, number.value
    if match := SCALE.match(text, at, end):
        scale, at, stop = SCALES[match["scale"].lower()], match.end(), match.end("scale")
        value = round(value * scale, 6)
    if half := HALF.match(text, stop, end):
        value, at, stop = value + scale / 2, half.end(), half.end()
        if of := OF_EURO.match(text, at, end):
            at = of.end()
    plain = replace(number, value=value, end=stop, scale=scale, number_end=stop)
    match = UNIT.match(text, at, end)
    if match is None or match.lastgroup is None:
        return plain
    unit = UNITS[int(match.lastgroup[1:])]
    return _finish_unit(text, plain, unit, match, end)


def _finish_unit(text: str, number: Quantity, unit: Unit, match: re.Match[str], end: int) -> Quantity:
    """« 1 h 30 », « onze ans et demi », « 45 €/hab »."""
    printed = match.group().strip()
    if unit.kind == "money" or unit.code == "%":
        printed = unit.code or printed
    found = replace(number, end=match.end(), unit=printed, code=unit.code, kind=unit.kind)
    if printed in ("j", "l", "L", "t", "g", "m", "°", "min") and number.is_words:
        return number
    if unit.code == "h" and (minutes := MINUTES.match(text, found.end, end)):
        return replace(found, value=number.value + int(minutes[1]) / 60, end=minutes.end(), is_clock=True)
    if half := HALF.match(text, found.end, end):
        return replace(found, value=number.value + number.scale / 2, end=half.end())
    if unit.kind == "money" and (per := PER.match(text, found.end, end)):
        words = _SLASH.sub("/", per.group()).strip()
        return replace(found, end=per.end(), unit=printed + words)
    return found


def read_unit(label: str) -> tuple[str, str | None, str] | None:
    """The unit of measure that a label begins with: (printed, code, kind).

    >>> read_unit("km de canalisations"), read_unit("l'accueil")
    (('km', 'km', 'distance'), None)
    """
    match = UNIT.match(label)
    if match is None or match.lastgroup is None or label[match.end() : match.end() + 1] not in ("", " ", "\u00a0"):
        return None
    unit = UNITS[int(match.lastgroup[1:])]
    printed = match.group().strip()
    return (unit.code or printed) if unit.kind == "money" else printed, unit.code, unit.kind


def _second(text: str, at: int, end: int) -> Quantity | None:
    """The number right at a place."""
    match = ANCHOR.match(text, at, end)
    if match is None:  # glued to a hyphen or a slash: the look-behind refuses it
        digits = _DIGITS.match(text, at, end)
        return _with_unit(text, Quantity(at, digits.end(), read_digits(digits.group()), number_end=digits.end()), end) if digits else None
    return None if match["skip"] or match["sign"] else _read(text, match, end)


def _ratio(text: str, first: Quantity, end: int) -> Quantity | None:
    """« 9 sur 10 », « 1 offre sur 3 », « 71/100 »."""
    if first.unit or first.kind or first.scale != 1:
        return None
    noun = None
    link = LINK.match(text, first.end, end)
    if link is None or not (link["slash"] or link["word"] == "sur"):
        link = NOUN_SUR.match(text, first.end, end)
        if link is None:
            return None
        noun = link["noun"]
    second = _second(text, link.end(), end)
    if second is None or second.unit or second.kind or second.scale != 1 or not 0 <= first.value < second.value:
        return None
    if text[link.start()] == "/" and not _is_mark(text, first, second):
        return None
    if noun and BUSY.match(text, second.end, end):
        return None
    return replace(first, end=second.end, value_max=second.value, kind="other", noun=noun, number_end=second.end, is_year=False)


def _is_mark(text: str, first: Quantity, second: Quantity) -> bool:
    """« 71/100 », « 4,2/5 », « 2/3 des foyers »; not « 1/2 », which numbers a page."""
    if second.value not in DENOMINATORS or text[second.end : second.end + 1] == "/":
        return False
    return second.value >= 10 or first.value % 1 > 0 or PART_OF.match(text, second.end) is not None


def _range(text: str, first: Quantity, end: int) -> Quantity | None:
    """A range where a second number is linked to the first, else the first; None for a range of years."""
    link = LINK.match(text, first.end, end)
    if link is None or link["slash"] or link["word"] == "sur" or first.kind in ("rank", "other"):
        return first
    second = _second(text, link.end(), end)
    if second is None or second.kind == "rank":
        return first
    if first.is_year and second.value in range(1800, 2100) and second.unit is None:
        return None
    if first.is_year and second.unit is not None and text[max(0, first.start - 3) : first.start].lower() == "en ":
        return first  # « de 61 % en 2022 à 73 % »
    if link["word"] == "à" and (change := _change(text, first, second)):
        return change
    if not _linked(text, first, link, second):
        return first
    low, high = first.value, second.value
    if first.scale == 1 and second.scale > 1 and first.unit is None:
        low *= second.scale
    return replace(
        first, end=second.end, value=min(low, high), value_max=max(low, high), unit=second.unit, code=second.code, kind=second.kind,
        is_words=first.is_words and second.is_words, is_year=False, scale=max(first.scale, second.scale), number_end=second.number_end,
        is_clock=first.is_clock or second.is_clock, is_round=first.is_round or second.is_round,
    )  # fmt: skip


def _change(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """The first number of « est passé de 61 à 73 agents », with the unit of the second; None where the two make a range.

    Of what rises or falls « de 10 à 15 % », two growing numbers are a range.
    """
    verb = CHANGES.search(text, max(0, first.start - 80), first.start)
    if verb is None or (first.unit is not None and (first.code or first.unit) != (second.code or second.unit)):
        return None
    if first.unit is None and not verb["to"] and first.value <= second.value:
        return None
    lead = verb.end("what") if verb["what"] else verb.start()
    if first.unit is not None:
        return replace(first, lead=lead)
    scale = second.scale if first.scale == 1 else 1
    return replace(
        first, value=first.value * scale, unit=second.unit, code=second.code, kind=second.kind, scale=max(first.scale, second.scale),
        is_year=False, lead=lead, shared=second.number_end,
    )  # fmt: skip


def _linked(text: str, first: Quantity, link: re.Match[str], second: Quantity) -> bool:
    """Whether two numbers make one range."""
    if first.unit is not None and (first.code or first.unit) != (second.code or second.unit):
        return False
    if link["dash"]:
        spaced = link.group() != link["dash"]
        return first.value < second.value and (not spaced or first.unit is not None)
    if link["word"] == "et":
        return BETWEEN.search(text, max(0, first.start - 16), first.start) is not None
    if link["word"] == "ou":
        return first.value < second.value <= 2 * first.value + 1
    return True


def _range_end(text: str, first: Quantity, end: int) -> int:
    """Where a range of years ends."""
    link = LINK.match(text, first.end, end)
    second = _second(text, link.end(), end) if link else None
    return second.end if second else first.end
