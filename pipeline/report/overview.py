"""What the first page of a report counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.report.rows import Tables
from pipeline.report.words import GENRES, KINDS, ORGANISATIONS, RELATIONS, RULES, number, said


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: a label, its value, and its length in percent of the longest."""

    label: str
    value: int
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart, which is also a table of its values."""

    title: str
    head: str
    unit: str
    bars: tuple[Bar, ...]


def overview(tables: Tables) -> dict[str, Any]:
    """The counts and charts of the first page."""
    read = [d for d in tables.documents if d.status in ("ok", "partial") and d.duplicate_of is None]
    counts = [
        ("documents lus", len(read), "documents.html"),
        ("mots", sum(d.word_count or 0 for d in read), None),
        ("organisations", len(tables.organisations), "organisations.html"),
        ("personnes", len(tables.people), "people.html"),
        ("rôles", len(tables.roles), None),
        ("chiffres", len(tables.figures), None),
        ("réparations", len(tables.repairs), None),
    ]
    charts = [
        _chart("Documents par genre", "genre", "documents", Counter(said(GENRES, d.genre) or "inconnu" for d in read)),
        _chart("Organisations par nature", "nature", "organisations", Counter(said(ORGANISATIONS, o.type) for o in tables.organisations)),
        _chart("Rôles par relation", "relation", "rôles", Counter(RELATIONS[r.relation] for r in tables.roles)),
        _chart("Chiffres par nature", "nature", "chiffres", Counter(KINDS[f.kind] for f in tables.figures)),
        _chart("Réparations par règle", "règle", "réparations", Counter(said(RULES, r.rule) for r in tables.repairs)),
        _chart("Confiance des chiffres", "confiance", "chiffres", _by_tenth(f.confidence for f in tables.figures), in_order=True),
    ]
    unread = [d for d in tables.documents if d.status in ("failed", "needs_ocr", "partial")]
    return {"counts": counts, "charts": [c for c in charts if c.bars], "unread": unread}


def _chart(title: str, head: str, unit: str, counts: Counter[str], in_order: bool = False) -> Chart:
    pairs = sorted(counts.items()) if in_order else sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    longest = max(counts.values(), default=1)
    return Chart(title, head, unit, tuple(Bar(label, value, round(100 * value / longest, 1)) for label, value in pairs))


def _by_tenth(confidences: Iterable[float]) -> Counter[str]:
    """How many rows there are in each tenth of confidence.

    >>> _by_tenth([0.92, 1.0])
    Counter({'0,9 à 1': 2})
    """
    tenths = Counter(min(int(confidence * 10 + 1e-9), 9) / 10 for confidence in confidences)
    return Counter({f"{number(low)} à {number(round(low + 0.1, 1))}": count for low, count in tenths.items()})
