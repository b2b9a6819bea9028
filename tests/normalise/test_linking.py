"""Linking on the project's own gold: own sentences, homonyms among them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.normalise.context import Evidence, choose
from pipeline.records import Entities
from pipeline.registers import Registers

GOLD = Path(__file__).parents[1] / "gold" / "linking.csv"
ROWS = list(csv.DictReader(GOLD.open(encoding="utf-8", newline="")))
NAME = re.compile(r"\[\[(?P<target>[^\]]+)\]\]|\[(?P<other>[^\]]+)\]")


def entity_of(row: dict[str, str], registers: Registers, read: Callable[..., Any], resolve: Callable[..., Entities]) -> str | None:
    """What the name in double brackets is linked to; None for an organisation or place that no register has."""

    def mark(match: re.Match[str]) -> str:
        if match["target"]:
            return f"[{row['label']}:{match['target']}]"
        return f"[{'ORG' if registers.authorities(match['other']) else 'LOC'}:{match['other']}]"

    text = NAME.sub(mark, row["text"])
    index = [bool(m["target"]) for m in NAME.finditer(row["text"])].index(True)
    found = resolve(read(text)).links[0].mentions[index]
    return None if found is None or (found.startswith("org:") and not row["entity_id"]) else found


def known(row: dict[str, str]) -> bool:
    """Whether a row is one that is known to go wrong: kept, so that whoever mends it is told."""
    return row["note"].startswith("connu")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(r, id=f"{i}-{r['note'] or r['entity_id']}", marks=[pytest.mark.xfail(strict=True)] if known(r) else [])
        for i, r in enumerate(ROWS, 2)
    ],
)
def test_gold(row: dict[str, str], registers: Registers, read: Callable[..., Any], resolve: Callable[..., Entities]) -> None:
    assert entity_of(row, registers, read, resolve) == (row["entity_id"] or None)


def test_an_open_homonym_keeps_its_candidates(read: Callable[..., Any], resolve: Callable[..., Entities]) -> None:
    (organisation,) = resolve(read("La [ORG:Ville de Saint-Denis] rénove sa halle.")).organisations
    assert organisation.register is None
    assert {"commune:93066", "commune:97411"} <= set(organisation.candidates)


def test_nothing_is_chosen_among_none() -> None:
    assert choose((), Evidence(), 0) is None


def test_a_town_as_place_and_as_authority_share_a_code(read: Callable[..., Any], resolve: Callable[..., Entities]) -> None:
    entities = resolve(read("À [LOC:Créteil], la [ORG:Ville de Créteil] construit."))
    assert entities.organisations[0].insee_code == entities.places[0].insee_code == "94028"
    assert entities.links[0].mentions == ("place:commune:94028", "commune:94028")
