"""Edges of names that stand: articles of places, particles of persons."""

from __future__ import annotations

import pytest

from pipeline.extract.name_edges import join_particles, without_article
from pipeline.knowledge import Knowledge
from pipeline.records import Mention


def mention(text: str, name: str, label: str) -> Mention:
    at = text.index(name)
    return Mention(at, at + len(name), label, name, "model", 0.6)


@pytest.mark.parametrize(
    ("text", "seen", "kept"),
    [
        ("Isaure de Malvignac écrit.", (("Isaure", "PER"), ("Malvignac", "PER")), [("PER", "Isaure de Malvignac")]),
        ("Selon Isaure d'Herbevaux, oui.", (("Isaure", "LOC"), ("Herbevaux", "PER")), [("PER", "Isaure d'Herbevaux")]),
        ("Avec Isaure de Malvignac.", (("Malvignac", "PER"),), [("PER", "Isaure de Malvignac")]),
        ("Rendez-vous à l'espace Isaure de Malvignac.", (("Isaure", "LOC"), ("Malvignac", "LOC")), []),
        ("Isaure de Rennes signe.", (("Isaure", "PER"), ("Rennes", "LOC")), [("PER", "Isaure"), ("LOC", "Rennes")]),
        ("Le bourg de Kerguen de Plouzac.", (("Kerguen", "LOC"), ("Plouzac", "LOC")), [("LOC", "Kerguen"), ("LOC", "Plouzac")]),
        ("Le lot Isaure de Altel.", (("Isaure", "PER"), ("Altel", "PER")), [("PER", "Isaure"), ("PER", "Altel")]),
        ("Tour 2016 : la roue de De Malvignac.", (("Malvignac", "PER"),), [("PER", "De Malvignac")]),
        ("Le Malvignac est un fromage.", (("Malvignac", "PER"),), [("PER", "Malvignac")]),
        ("Isaure Dulac de Malvignac lit.", (("Isaure Dulac", "PER"), ("Malvignac", "LOC")), [("PER", "Isaure Dulac de Malvignac")]),
        ("Isaure Dulac de Rennes lit.", (("Isaure Dulac", "PER"), ("Rennes", "LOC")), [("PER", "Isaure Dulac"), ("LOC", "Rennes")]),
        ("Lettre de Malvignac.", (("Malvignac", "PER"),), [("PER", "Malvignac")]),
        ("Nantes de Malvignac.", (("Nantes", "LOC"), ("Malvignac", "PER")), [("LOC", "Nantes"), ("PER", "Malvignac")]),
    ],
)
def test_a_name_with_a_particle_is_one(
    text: str, seen: tuple[tuple[str, str], ...], kept: list[tuple[str, str]], knowledge: Knowledge
) -> None:
    found = join_particles(text, [mention(text, name, label) for name, label in seen], knowledge)
    assert [(m.label, m.text) for m in found] == kept
    assert all(text[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("La Bretagne", "Bretagne"),
        ("L'Ardèche", "Ardèche"),
        ("l' Espagne", "Espagne"),
        ("Le Mans", "Le Mans"),
        ("La Rochelle", "La Rochelle"),
        ("La Réunion", "La Réunion"),
        ("La Haye", "La Haye"),
        ("La Croisette", "La Croisette"),
        ("Lyon", "Lyon"),
    ],
)
def test_a_place_stands_without_an_article_that_is_not_its_own(name: str, kept: str, knowledge: Knowledge) -> None:
    found = without_article(Mention(0, len(name), "LOC", name, "model", 0.6), knowledge)
    assert (found.text, found.end) == (kept, len(name))
    assert found.start == len(name) - len(kept)
