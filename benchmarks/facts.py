"""Quantities read in French expressions, compared with what a user would pick instead.

    python -m benchmarks.facts

Every tool reads the expressions of tests/gold/expressions.csv. *Right value*: one of its readings has the value
(of a range, both ends). *Value and unit*: that reading has the unit's code too; of counted things, which have no
code, no other tool gives the noun, so that only ours is asked for it by the tests. *Wrongly read*: expressions
that hold no quantity (dates, addresses, numbering, idioms) where the tool reads one. Writes the table into
docs/performance.md; a tool that is not installed (pip install -e '.[bench]') has an empty row.
"""

from __future__ import annotations

import csv
import logging
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module, metadata
from typing import Any

from benchmarks.measuring.pages import ROOT, machine, make_table, share, write_between
from pipeline.evaluation.compare import same_number
from pipeline.extract.figure_context import is_debris
from pipeline.extract.figure_text import text_figure
from pipeline.extract.number_grammar import find_quantities

PAGE = ROOT / "docs" / "performance.md"
EXPRESSIONS = ROOT / "tests" / "gold" / "expressions.csv"
SECONDS = 1.0
"""How long each tool reads the list over and over for its speed."""
QUANTULUM_CODES = {
    "percentage": "%", "euro": "EUR", "dollar": "USD", "united states dollar": "USD", "year": "a", "month": "mo", "week": "wk", "day": "d",
    "hour": "h", "minute": "min", "square metre": "m2", "square kilometre": "km2", "cubic metre": "m3", "hectare": "ha", "kilometre": "km",
    "metre": "m", "millimetre": "mm", "tonne": "t", "kilotonne": "kt", "gram": "g", "kilogram": "kg", "degree Celsius": "°C", "litre": "l",
    "hectolitre": "hl", "kilowatt-hour": "kWh", "megawatt-hour": "MWh", "kilowatt": "kW", "terabyte": "TB", "decibel": "dB",
    "kilometre per hour": "km/h", "dimensionless": "",
}  # fmt: skip
EDS_CODES = {
    "euro": "EUR", "year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h", "minute": "min", "celsius": "°C", "tonne": "t",
}  # fmt: skip
CURRENCIES = {"€": "EUR", "EUR": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "dollars": "USD"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tool makes of one quantity: its value, the end of its range, and the code of its unit."""

    value: float
    value_max: float | None = None
    code: str = ""


Reader = Callable[[str], Iterable[Reading]]


def read_ours(text: str) -> Iterable[Reading]:
    """The figures of running text.

    >>> read_ours("Le plan prévoit 3 à 5 millions d'euros.")
    [Reading(value=3000000.0, value_max=5000000.0, code='EUR')]
    """
    if is_debris(text):
        return []
    figures = (text_figure(text, number, 0, len(text)) for number in find_quantities(text))
    return [Reading(f.value, f.value_max, f.unit_code or "") for f in figures if f]


def load_edsnlp() -> Reader:
    """The quantities matcher of edsnlp: French, all its units and ranges, the euro added to its medical ones."""
    patterns = import_module("edsnlp.pipes.misc.quantities.patterns")
    euro = {"dim": "money", "degree": 1, "scale": 1, "terms": ["€", "euro", "euros"], "followed_by": None}
    tonne = {"dim": "mass", "degree": 1, "scale": 1_000_000, "terms": ["tonne", "tonnes"], "followed_by": None}
    nlp = import_module("edsnlp").blank("eds")
    options = {"quantities": "all", "extract_ranges": True, "use_tables": False, "span_setter": "quantities"}
    nlp.add_pipe("eds.quantities", config=options | {"units_config": patterns.units_config | {"euro": euro, "tonne": tonne}})

    def read(text: str) -> Iterable[Reading]:
        for span in nlp(text).spans["quantities"]:
            quantity = span._.value
            low, high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, None)
            yield Reading(low, high, EDS_CODES.get(quantity.unit, quantity.unit))

    return read


def load_quantulum() -> Reader:
    """quantulum3 in English, the only language it comes with."""
    parse = import_module("quantulum3.parser").parse

    def read(text: str) -> Iterable[Reading]:
        for quantity in parse(text):
            code = QUANTULUM_CODES.get(quantity.unit.name, quantity.unit.name)
            if quantity.uncertainty:
                yield Reading(quantity.value - quantity.uncertainty, quantity.value + quantity.uncertainty, code)
            else:
                yield Reading(quantity.value, None, code)

    return read


def load_price_parser() -> Reader:
    """The one price that price-parser finds in a text."""
    price_from = import_module("price_parser").Price.fromstring

    def read(text: str) -> Iterable[Reading]:
        price = price_from(text)
        if price.amount is not None:
            yield Reading(float(price.amount), None, CURRENCIES.get(price.currency or "", price.currency or ""))

    return read


def load_dateparser() -> Reader:
    """The durations that dateparser finds, as French times counted from now; its dates are no quantities."""
    search = import_module("dateparser.search").search_dates
    apart = import_module("dateutil.relativedelta").relativedelta
    now = datetime(2024, 1, 31, 12)
    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": now, "RETURN_AS_TIMEZONE_AWARE": False}

    def read(text: str) -> Iterable[Reading]:
        for _, when in search(text, languages=["fr"], settings=settings) or []:
            yield from _durations(apart(max(now, when), min(now, when)))

    return read


def _durations(delta: Any) -> Iterable[Reading]:
    """The ways to say a difference that is whole years, months, weeks, days, hours or minutes."""
    named = {"a": delta.years, "mo": 12 * delta.years + delta.months, "wk": delta.days / 7, "d": delta.days}
    named |= {"h": delta.hours, "min": delta.minutes}
    return [Reading(value, None, code) for code, value in named.items() if value and value == int(value)]


TOOLS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "this pipeline": ("", lambda: read_ours),
    "edsnlp quantities (French)": ("edsnlp", load_edsnlp),
    "quantulum3 (English)": ("quantulum3", load_quantulum),
    "price-parser": ("price-parser", load_price_parser),
    "dateparser (French durations)": ("dateparser", load_dateparser),
}
"""Each tool's name, its library, and what makes its reader."""


def is_value(row: dict[str, str], reading: Reading) -> bool:
    """Whether a reading has the annotated value, and of a range both ends."""
    ends = ((row["value"], reading.value), (row["value_max"], reading.value_max))
    return all(same_number(right or None, got) for right, got in ends)


def speed(read: Reader, texts: Sequence[str]) -> int:
    """Expressions a second, once warm."""
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS:
        for text in texts:
            list(read(text))
        count += len(texts)
    return round(count / (time.perf_counter() - start))


def measure(read: Reader, rows: Sequence[dict[str, str]]) -> list[object]:
    """The columns of one tool."""
    asked = [row for row in rows if row["raw"]]
    readings = {row["text"]: list(read(row["text"])) for row in rows}
    valued = [row for row in asked if any(is_value(row, r) for r in readings[row["text"]])]
    whole = [row for row in asked if any(is_value(row, r) and r.code == row["unit_code"] for r in readings[row["text"]])]

    def part(kind: str) -> float | None:
        return share(sum(row["kind"] == kind for row in whole), sum(row["kind"] == kind for row in asked))

    wrong = sum(bool(readings[row["text"]]) for row in rows if not row["raw"])
    shares = [share(len(valued), len(asked)), share(len(whole), len(asked)), part("money"), part("duration"), part("percent")]
    return [*shares, wrong, speed(read, [row["text"] for row in rows])]


def table_rows(rows: Sequence[dict[str, str]]) -> Iterable[Sequence[object]]:
    """A row for each tool; one that is not installed says so."""
    for name, (library, load) in TOOLS.items():
        try:
            read = load()
        except ModuleNotFoundError:
            yield f"{name}: not installed", *[None] * 7
        else:
            version = f" {metadata.version(library)}" if library else ""
            yield f"{name}{version}", *measure(read, rows)


def main() -> None:
    """Measure, print, and write the table into docs/performance.md unless a tool is missing."""
    warnings.filterwarnings("ignore", module="quantulum3")
    logging.disable(logging.WARNING)
    with EXPRESSIONS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    asked = sum(bool(row["raw"]) for row in rows)
    wrongly = f"wrongly read of {len(rows) - asked}"
    head = ["", "right value", "value and unit", "of money", "of durations", "of percentages", wrongly, "expressions/s"]
    table = make_table(head, found := list(table_rows(rows)))
    text = f"{asked} expressions with a quantity, {len(rows) - asked} without ({machine()}).\n\n{table}"
    print(text)
    if not any(str(row[0]).endswith("not installed") for row in found):
        write_between(PAGE, "measured by benchmarks.facts", text)


if __name__ == "__main__":
    main()
