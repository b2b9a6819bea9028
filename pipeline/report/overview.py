"""What the first page of a report counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.report.words import GENRES, KINDS, ORGANISATIONS, RELATIONS, RULES, STATUSES, number, said

Row = Mapping[str, Any]


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


def overview(tables: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """The counts and charts of the first page."""
    documents = tables["documents"]
    read = [d for d in documents if d["status"] in ("ok", "partial") and d["duplicate_of"] is None]
    words = sum(d["word_count"] or 0 for d in read)
    counts = [
        ("documents lus", len(read), "documents.html"),
        ("mots", words, None),
        ("organisations", len(tables["organisations"]), "organisations.html"),
        ("personnes", len(tables["people"]), "people.html"),
        ("rôles", len(tables["roles"]), None),
        ("chiffres", len(tables["figures"]), None),
        ("réparations", len(tables["repairs"]), None),
    ]
    charts = [
        _chart("Documents par genre", "genre", "documents", Counter(said(GENRES, d["genre"]) or "inconnu" for d in read)),
        _chart(
            "Organisations par nature",
            "nature",
            "organisations",
            Counter(said(ORGANISATIONS, o["type"]) or "inconnu" for o in tables["organisations"]),
        ),
        _chart("Rôles par relation", "relation", "rôles", Counter(RELATIONS[r["relation"]] for r in tables["roles"])),
        _chart("Chiffres par nature", "nature", "chiffres", Counter(KINDS[f["kind"]] for f in tables["figures"])),
        _chart("Réparations par règle", "règle", "réparations", Counter(said(RULES, r["rule"]) or "inconnu" for r in tables["repairs"])),
        _chart("Confiance des chiffres", "confiance", "chiffres", _by_confidence(tables["figures"]), in_order=True),
    ]
    unread = [{**d, "said": STATUSES[d["status"]]} for d in documents if d["status"] in ("failed", "needs_ocr", "partial")]
    return {"counts": counts, "charts": [c for c in charts if c.bars], "unread": unread}


def _chart(title: str, head: str, unit: str, counts: Counter[str], in_order: bool = False) -> Chart:
    pairs = sorted(counts.items()) if in_order else sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    longest = max(counts.values(), default=1)
    return Chart(title, head, unit, tuple(Bar(label, value, round(100 * value / longest, 1)) for label, value in pairs))


def _by_confidence(rows: Sequence[Row]) -> Counter[str]:
    """How many rows there are in each tenth of confidence.

    >>> _by_confidence([{"confidence": 0.92}, {"confidence": 1.0}])
    Counter({'0,9 à 1': 2})
    """
    tenths = (min(int(row["confidence"] * 10 + 1e-9), 9) / 10 for row in rows)
    return Counter(f"{number(low)} à {number(round(low + 0.1, 1))}" for low in tenths)
