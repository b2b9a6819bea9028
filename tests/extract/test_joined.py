"""Names in two pieces: the body and its place, the place and what a body adds to it, credits before a colon."""

import pytest

from pipeline.extract.joined import join_names
from pipeline.knowledge import Knowledge
from pipeline.records import Mention


def _found(text: str, *names: tuple[str, str]) -> list[Mention]:
    return [Mention(text.find(n), text.find(n) + len(n), label, n, "model", 0.6) for label, n in names]


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("avec Emmaüs Bourges demain", [("ORG", "Emmaüs"), ("LOC", "Bourges")], [("ORG", "Emmaüs Bourges")]),
        ("le Crédit Maritime de Bretagne", [("ORG", "Crédit Maritime"), ("LOC", "Bretagne")], [("ORG", "Crédit Maritime de Bretagne")]),
        ("l'Union maraîchère du Jaudy", [("ORG", "Union maraîchère"), ("LOC", "Jaudy")], [("ORG", "Union maraîchère du Jaudy")]),
        ("avec Aveyron Attractivité", [("LOC", "Aveyron")], [("ORG", "Aveyron Attractivité")]),
        ("avec Fab'Corrèze", [("LOC", "Corrèze")], [("ORG", "Fab'Corrèze")]),
        ("Lumières : Paul Kern", [("PER", "Lumières"), ("PER", "Paul Kern")], [("PER", "Paul Kern")]),
        ("l'atelier Pierre & Chanvre", [("PER", "Pierre & Chanvre")], [("ORG", "Pierre & Chanvre")]),
    ],
)
def test_one_name(text: str, names: list[tuple[str, str]], wanted: list[tuple[str, str]], knowledge: Knowledge) -> None:
    assert [(m.label, m.text) for m in join_names(text, _found(text, *names), knowledge)] == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("la société Maison Kern de Bourges", [("ORG", "Maison Kern"), ("LOC", "Bourges")]),  # where the firm comes from
        ("la Ville de Niort de Bretagne", [("ORG", "Ville de Niort"), ("LOC", "Bretagne")]),
        ("avec Emmaüs, Bourges", [("ORG", "Emmaüs"), ("LOC", "Bourges")]),
        ("le CNFPT Bourges", [("ORG", "CNFPT"), ("LOC", "Bourges")]),
        ("dans Bourges Nord", [("LOC", "Bourges")]),
        ("de Bourges Jeanne Kern vient", [("LOC", "Bourges"), ("PER", "Jeanne Kern")]),
        ("l'Aveyron mène", [("LOC", "Aveyron")]),
        ("Yasmine : Bonjour. Paul Kern sort.", [("PER", "Yasmine"), ("PER", "Paul Kern")]),
    ],
)
def test_two_names(text: str, names: list[tuple[str, str]], knowledge: Knowledge) -> None:
    assert [(m.label, m.text) for m in join_names(text, _found(text, *names), knowledge)] == names
