"""Lost initials by language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.clean.initials import restore_initials
from pipeline.records import CleanDocument


@pytest.mark.parametrize(
    ("printed", "restored"),
    [
        ("a commune de Guéret porte un projet de halle depuis plusieurs années.", "La commune"),
        ("'accueil du public se fait désormais dans trois mairies annexes.", "L'accueil"),
        ("ans le cadre du plan climat, les élus ont voté un budget.", "Dans le cadre"),
        ("es agents de la collectivité ont été reçus un par un.", "Les agents"),
        ("uimper est une ville de plus de 60 000 habitants, en Bretagne.", "Quimper est"),
        ("la fin de l'année, les travaux de la gare seront achevés.", "À la fin"),
        ("orrèze solidaire » est le nom donné à la démarche du Département.", "« Corrèze solidaire »"),
    ],
)
def test_first_paragraph_after_a_heading(printed: str, restored: str, run_rule: Callable[..., str]) -> None:
    text = run_rule(restore_initials, f"CONTEXTE\n\n{printed}\n\nÀ suivre. État des lieux.")
    assert text.split("\n\n")[1].startswith(restored)


def test_the_answer_under_a_question(run_rule: Callable[..., str]) -> None:
    text = "Combien d'agents travaillent là ?\nes équipes de la collectivité ont été reçues une par une."
    assert "\nLes équipes" in run_rule(restore_initials, text)


@pytest.mark.parametrize(
    "text",
    [
        "LES CHIFFRES\n\nateliers menés avec les agents",
        "LES CHIFFRES\n\naxes stratégiques du plan",
        "Les élus ont décidé de confier au groupe de travail\n\nla rédaction de la charte et le suivi des travaux.",
        "Trois conditions:\n\n- le portage politique et administratif de la démarche;\n- la durée.",
        "CONTACT\n\nzoe.marin@example.org est à votre écoute pour toute question.",
        "CONTEXTE\n\nLa Ville agit depuis longtemps pour ses habitants.",
    ],
)
def test_what_lost_nothing_is_left(text: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(restore_initials, text) == text


def test_capitals_follow_the_accents_of_the_document(run_rule: Callable[..., str]) -> None:
    start = "CONTEXTE\n\n'issue de la séance publique, le préfet rend sa décision."
    assert "L'issue" in run_rule(restore_initials, start)
    lost = "CONTEXTE\n\nl'issue de la séance publique, le préfet rend sa décision.\n\n"
    assert "À l'issue" in run_rule(restore_initials, lost + "À Brest, l'État décide.")
    assert "A l'issue" in run_rule(restore_initials, lost + "A Brest, l'Etat decide.")


def test_doubt_is_published(clean: Callable[[str], CleanDocument]) -> None:
    document = clean("CONTEXTE\n\ne dispositif a été présenté aux élus de la commune en mars.")
    (edit,) = (e for e in document.edits if e.rule == "lost_initial")
    assert {edit.after, edit.alternative} == {"L", "C"}
    assert 0.4 < edit.confidence < 0.99
