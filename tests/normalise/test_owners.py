"""Whose a figure is, and null where nothing says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.extract.figure_parts import told_figures
from pipeline.extract.number_grammar import find_quantities
from pipeline.records import Entities

Read = Callable[..., Any]
Resolve = Callable[..., Entities]


def owners(read: Read, resolve: Resolve, marked: str, genre: str = "newsletter") -> list[str | None]:
    """The organisations of the figures of a text."""
    document, _ = read(marked)
    figures = tuple(told_figures(document.text, find_quantities(document.text), 0, len(document.text)))
    return list(resolve(read(marked, genre=genre, figures=figures)).links[0].figure_orgs)


@pytest.mark.parametrize(
    ("marked", "org_ids"),
    [
        ("La [ORG:Ville de Caen] consacre 2 M€ aux écoles.", ["commune:14118"]),
        ("En 2023, la [ORG:Ville de Caen], aidée de peu, a planté 300 arbres.", ["commune:14118"]),
        ("Près de 2 M€ sont consacrés aux écoles par la [ORG:Ville de Caen].", ["commune:14118"]),
        ("La [ORG:Ville de Caen] forme. On y compte 120 agents de la [ANA:commune].", ["commune:14118"]),
        # nobody's: no verb of having, two bodies, a relative clause, an age, no body
        ("La [ORG:Ville de Caen] est voisine de 12 communes.", [None]),
        ("La [ORG:Ville de Caen] et la [ORG:Région Normandie] versent 2 M€.", [None]),
        ("La [ORG:Ville de Caen] verse à la [ORG:Région Normandie] 2 M€.", [None]),
        ("La [ORG:Ville de Caen] finance un club qui réunit 200 rameurs.", [None]),
        ("La [ORG:Ville de Caen] accueille les jeunes de 12 à 29 ans.", [None]),
        ("La [ORG:Ville de Caen] a ri. Le club compte 200 rameurs.", [None]),
        ("La [ORG:Ville de Caen] n'a rien acheté, sinon dix crayons.", [None]),
    ],
)
def test_a_figure_is_its_sentences_bodys(read: Read, resolve: Resolve, marked: str, org_ids: list[str | None]) -> None:
    assert owners(read, resolve, marked) == org_ids


def test_a_budgets_amounts_are_its_authoritys_and_others_are_not(read: Read, resolve: Resolve) -> None:
    marked = (
        "Budget 2024 de la [ORG:Ville de Caen]\n\nLa [ORG:Ville de Caen] investit.\n\nDépenses de voirie : 3 M€.\n\n"
        "La subvention de la [ORG:Région Normandie] atteint 1 M€.\n\nLe club compte 200 rameurs.\n\n[ORG:Ville de Caen]"
    )
    assert owners(read, resolve, marked, "report") == ["commune:14118", "region:28", None]


def test_votes_are_the_councils(read: Read, resolve: Resolve) -> None:
    marked = "Procès-verbal du conseil municipal de la [ORG:Ville de Caen]\n\nPour : 26. Contre : 3."
    assert owners(read, resolve, marked, "minutes") == ["commune:14118", "commune:14118"]
    assert owners(read, resolve, marked) == [None, None]
    marked = "Procès-verbal du conseil municipal de la [ORG:Ville de Caen]\n\nNombre de conseillers en exercice : 33"
    assert owners(read, resolve, marked, "minutes") == ["commune:14118"]
