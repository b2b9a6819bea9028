"""Wrapped lines and cut paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.clean.joins import join_lines, join_paragraphs

LONG = "Le montage peut s'appuyer sur un opérateur qui existe déjà afin que la Ville intervienne vite"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Piloter\nla traduction du\nplan", "Piloter la traduction du plan"),
        ("Plus de\n1500\nsièges implantés dans les\nHauts-de-Seine", "Plus de 1500 sièges implantés dans les Hauts-de-Seine"),
        ("Zoé Marin\nzoe.marin@example.org", "Zoé Marin\nzoe.marin@example.org"),
        ("Zoé Marin\nDirectrice générale adjointe\naménagement", "Zoé Marin\nDirectrice générale adjointe aménagement"),
        ("MARIN Zoé\nROY Anne", "MARIN Zoé\nROY Anne"),
        ("LES CHIFFRES\nateliers menés", "LES CHIFFRES\nateliers menés"),
        ("Un site utile\nwww.exemple.fr", "Un site utile\nwww.exemple.fr"),
        ("- réduire les délais\n- former les agents", "- réduire les délais\n- former les agents"),
        ("Ville\t12\nMétropole\t14", "Ville\t12\nMétropole\t14"),
        ("La ville agit.\nLa région aussi.", "La ville agit.\nLa région aussi."),
    ],
)
def test_lines(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(join_lines, raw) == expected


def test_hard_wrapped_prose_is_one_paragraph(run_rule: Callable[..., str]) -> None:
    lines = ["Le conseil de la commune a voulu que chacun", "puisse choisir son horaire. Les agents ont", "répondu en nombre et vite."]
    raw = "\n".join([*lines, *lines])
    assert "\n" not in run_rule(join_lines, raw)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Par la suite, elle", "pourra confier la halle aux commerçants.", True),
        (LONG, "de manière sûre et durable.", True),
        (LONG + ".", "de manière sûre et durable.", False),
        ("collectivités rencontrées", "immersions réalisées dans les services", False),
        ("LES CHIFFRES", "habitants de la ville", False),
        (LONG, "zoe.marin@example.org", False),
        (LONG, "Une autre phrase.", False),
    ],
)
def test_paragraphs(before: str, after: str, joined: bool, run_rule: Callable[..., str]) -> None:
    result = run_rule(join_paragraphs, f"{before}\n\n{after}")
    assert result == (f"{before} {after}" if joined else f"{before}\n\n{after}")
