"""Markup, bullets and LaTeX."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.clean.latex import remove_latex
from pipeline.clean.markup import remove_bullets, remove_markup
from pipeline.records import CleanDocument


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<u>www.exemple.fr</u>", "www.exemple.fr"),
        ("la **DE LA** ville", "la DE LA ville"),
        ("*anne.roy@example.org*", "anne.roy@example.org"),
        ("*Guide des* mairies", "Guide des mairies"),
        ("INET* et 3 * 4", "INET* et 3 * 4"),
        ("le #tiers-lieux", "le tiers-lieux"),
        ("#28 Dijon", "#28 Dijon"),
        ("www.exemple.fr/mon_projet_ici", "www.exemple.fr/mon_projet_ici"),
        ("| Ville | Part |\n|---|---|\n| Brest | 12 |", "Ville\tPart\n\nBrest\t12"),
        ("a < b et <jean@example.org>", "a < b et <jean@example.org>"),
        ("![logo](logo.png)Bilan", "Bilan"),
        ("Voir [le site](https://example.org/site).", "Voir le site (https://example.org/site)."),
        ('[Le **guide**](https://example.org/g_1 "Guide") et [la suite](#suite)', "Le guide (https://example.org/g_1) et la suite"),
        ("<u>[https://example.org](https://example.org)</u>", "https://example.org"),
        ("[Écrire](mailto:jo@example.org), pages [3] (sic)", "Écrire (jo@example.org), pages [3] (sic)"),
    ],
)
def test_inline_marks(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(remove_markup, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("- -> Piloter le plan", "Piloter le plan"),
        ("→ Afin de dresser", "Afin de dresser"),
        ("> parcours testés", "parcours testés"),
        ("--- «Pourquoi ce projet?", "«Pourquoi ce projet?"),
        ("## Contexte", "Contexte"),
        ("→ La ville agit.\n— La région aussi.", "La ville agit.\nLa région aussi."),
        ("Il se tut.\n— Venez, dit-elle.", "Il se tut.\n— Venez, dit-elle."),
        ("- 1. Recenser", "1. Recenser"),
        ("-3 % de dépenses", "-3 % de dépenses"),
        ("voir www.exemple.org → Autre guide", "voir www.exemple.org\nAutre guide"),
        ("Énergie\t→ Réduire de 3% → Produire", "Énergie\tRéduire de 3% ; Produire"),
    ],
)
def test_bullets(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(remove_bullets, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("le 1^{er} mai", "le 1er mai"),
        ("$oldsymbol{4}$ à $oldsymbol{6}$ ans", "4 à 6 ans"),
        (r"Zoé Marin zoe.marin@ville\hbox{-}exemple.org", "Zoé Marin zoe.marin@ville-exemple.org"),
        (r"Zoé Marin $zo e. marin@ville\hbox{-}exemple.org$", "Zoé Marin zoe.marin@ville-exemple.org"),
        (r"\otimes", "⊗"),
        ("de 5 $ à 8 $ l'unité", "de 5 $ à 8 $ l'unité"),
    ],
)
def test_latex(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(remove_latex, raw) == expected


def test_looping_latex_keeps_only_what_was_said(run_rule: Callable[..., str]) -> None:
    loop = r" \\ {\textbf{rin}} ({\textbf{rin}}" * 6
    raw = r"${\color{red} \textbf{Zoé Marin}} \\ {\textit{zoe.marin}} ({\textbf{@example.org}}" + loop + "$"
    assert run_rule(remove_latex, raw) == "Zoé Marin zoe.marin@example.org"


def test_marks_are_remembered_as_structure(clean: Callable[[str], CleanDocument]) -> None:
    document = clean("## Contexte\n\nLa ville agit depuis longtemps.\n\n- -> Piloter\n- 1. Recenser\n\nLieu\tDate")
    kinds = [(p.kind, document.text[p.start : p.end]) for p in document.paragraphs]
    assert kinds == [
        ("heading", "Contexte"),
        ("text", "La ville agit depuis longtemps."),
        ("list_item", "Piloter"),
        ("list_item", "1. Recenser"),
        ("table", "Lieu\tDate"),
    ]
