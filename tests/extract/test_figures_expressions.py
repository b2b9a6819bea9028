"""The French quantity expressions of tests/gold/expressions.csv and their right readings."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.extract.figure_context import is_debris
from pipeline.extract.figure_text import text_figure
from pipeline.extract.number_grammar import find_quantities
from pipeline.records import Figure

EXPRESSIONS = Path(__file__).parents[1] / "gold" / "expressions.csv"
ROWS = list(csv.DictReader(EXPRESSIONS.open(encoding="utf-8", newline="")))


def figures_of(text: str) -> list[Figure]:
    if is_debris(text):
        return []
    return [f for n in find_quantities(text) if (f := text_figure(text, n, 0, len(text)))]


def test_there_are_enough_expressions() -> None:
    assert len(ROWS) >= 200
    assert sum(1 for row in ROWS if not row["raw"]) >= 60


@pytest.mark.parametrize("row", [r for r in ROWS if r["raw"]], ids=lambda r: r["text"])
def test_reading(row: dict[str, str]) -> None:
    found = figures_of(row["text"])
    assert [f.raw for f in found] == [row["raw"]]
    figure = found[0]
    assert figure.value == pytest.approx(float(row["value"]))
    assert figure.value_max == (pytest.approx(float(row["value_max"])) if row["value_max"] else None)
    assert (figure.unit or "") == row["unit"]
    assert (figure.unit_code or "") == row["unit_code"]
    assert figure.kind == row["kind"]
    assert (figure.qualifier or "") == row["qualifier"]
    assert figure.in_words is (row["in_words"] == "true")
    assert row["text"][figure.start : figure.end] == figure.raw


@pytest.mark.parametrize("text", [r["text"] for r in ROWS if not r["raw"]])
def test_no_figure(text: str) -> None:
    assert [f.raw for f in figures_of(text)] == []


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [
        ("10 h", False),
        ("14 h 30", False),
        ("9h30 Accueil", False),
        ("de 9h30 à 12h00", False),
        ("14h30-16h00 : atelier", False),
        ("Durée : 2h30", True),
        ("un atelier de 1h30", True),
        ("18 h Repas partagé", False),
        ("Les bus roulent entre minuit et cinq heures.", False),
        ("6 h – 21 h", True),
        ("1607 h", True),
        ("14 h par semaine", True),
        ("7 heures de formation", True),
    ],
)
def test_a_time_of_day_is_no_duration(text: str, is_figure: bool) -> None:
    (quantity,) = (q for q in find_quantities(text) if q.code == "h")
    assert (text_figure(text, quantity, 0, len(text)) is not None) == is_figure
