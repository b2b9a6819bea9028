"""Made damage is what it says, and figures reach their page."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.measuring.damage import MAKERS, Maker, damage
from benchmarks.measuring.pages import write_between
from benchmarks.measuring.truth import made_pdfs
from benchmarks.repairs import rule_names

TEXT = """LES AUTEURS

Zoé Marin zoe.marin@example.org
Ida Goffic
Directrice de la culture

À partir du 1er mars, la commune de Saint-Denis ouvre un guichet unique, avec un savoir-faire éprouvé et une équipe affectée au service.

LES AUTEURS

La transformation des bibliothèques commence par une question simple, que le vice-président a posée aux habitants.

LES AUTEURS

Le département finance trois chantiers difficiles, dont celui de la sous-préfecture, et les termine avant le mois de juin.
"""
LAYOUT_ONLY = {"furniture"}


@pytest.mark.parametrize(("rule", "kind", "maker"), MAKERS, ids=[kind for _, kind, _ in MAKERS])
def test_damage_can_be_undone(rule: str, kind: str, maker: Maker) -> None:
    found = 0
    for seed in range(8):
        hurt = damage(TEXT, maker, Random(seed))
        text = hurt.text
        for start, end, true in reversed(hurt.wounds):
            assert text[start:end] != true
            text = text[:start] + true + text[end:]
        assert text == TEXT
        found += len(hurt.wounds)
    assert found, "nothing was damaged"
    assert damage(TEXT, maker, Random(1)) == damage(TEXT, maker, Random(1))


def test_every_rule_can_be_measured() -> None:
    assert {rule for rule, _, _ in MAKERS} | LAYOUT_ONLY == set(rule_names())


def test_the_made_pdfs_are_overheard() -> None:
    pytest.importorskip("reportlab")
    truths = made_pdfs()
    assert all(t.path.exists() and t.paragraphs and t.furniture for t in truths)
    assert sum(len(t.drop_caps) for t in truths) >= 7


def test_tables_replace_those_before(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- m -->\nold\n<!-- /m -->\nb\n", encoding="utf-8")
    write_between(page, "m", "new")
    write_between(page, "m", "newer")
    assert page.read_text(encoding="utf-8") == "a\n<!-- m -->\n\nnewer\n\n<!-- /m -->\nb\n"
    with pytest.raises(ValueError, match="has no"):
        write_between(page, "other", "x")
