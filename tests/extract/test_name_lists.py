"""Labels that the rest of the document settles."""

from __future__ import annotations

import pytest

from pipeline.extract.name_lists import complete_lists, settle_listed, settle_towns
from pipeline.knowledge import Knowledge
from pipeline.records import Mention


def mention(text: str, name: str, label: str) -> Mention:
    """The model's mention of a name."""
    at = text.index(name)
    return Mention(at, at + len(name), label, name, "model", 0.6)


def test_a_list_with_too_few_people_is_left_alone(knowledge: Knowledge) -> None:
    text = "Résilience, Ariane, Sobriété et Partage"
    known = [mention(text, "Ariane", "PER")]
    assert list(complete_lists(text, known, knowledge)) == known


def test_a_town_in_a_list_of_people_stays_a_town(knowledge: Knowledge) -> None:
    text = "Perrine, Lille, Ismaël et Florentin"
    known = [mention(text, "Perrine", "PER"), mention(text, "Lille", "LOC"), mention(text, "Ismaël", "PER")]
    assert [(m.text, m.label) for m in complete_lists(text, known, knowledge)] == [
        ("Perrine", "PER"), ("Lille", "LOC"), ("Ismaël", "PER"), ("Florentin", "PER"),
    ]  # fmt: skip


def test_the_name_of_a_person_named_in_full_stays_a_person(knowledge: Knowledge) -> None:
    text = "Le projet de Mauriac suit celui de Jeanne Mauriac."
    known = [mention(text, "Mauriac", "PER"), mention(text, "Jeanne Mauriac", "PER")]
    assert [m.label for m in settle_towns(text, known, knowledge)] == ["PER", "PER"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("avec l'Ademe, Kerluzec et la Poste", "ORG"),
        ("Kerluzec et l'Ademe ont signé", "ORG"),
        ("dans les gorges du Kerluzec, l'Ademe a signé", "LOC"),
        ("à Kerluzec, l'Ademe a signé", "LOC"),
        ("l'Ademe soutient Kerluzec", "LOC"),
    ],
)
def test_places_of_the_model_in_a_list_of_bodies(text: str, label: str, knowledge: Knowledge) -> None:
    names = [("Ademe", "ORG"), ("Kerluzec", "LOC"), ("Poste", "ORG")]
    found = [Mention(text.find(n), text.find(n) + len(n), kind, n, "model", 0.6) for n, kind in names if n in text]
    settled = settle_listed(text, sorted(found, key=lambda m: m.start), knowledge)
    assert [m.label for m in settled if m.text == "Kerluzec"] == [label]


def test_known_towns_stay_towns_in_a_list_of_bodies(knowledge: Knowledge) -> None:
    text = "l'Ademe, Bourges et la Poste"
    found = [Mention(2, 7, "ORG", "Ademe", "rule", 0.8), Mention(9, 16, "LOC", "Bourges", "model", 0.6)]
    assert settle_listed(text, found, knowledge) == found
