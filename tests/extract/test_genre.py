"""Genre, printed title and language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extract.genre import find_title, guess_genre, guess_language
from pipeline.extract.sections import extract_sections
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument

Read = Callable[..., CleanDocument]

PROSE = "Les agents ont rencontré les habitants pendant trois mois, puis ils ont écrit un plan que les élus ont adopté à l'automne."
SHEET = f"""VILLE DE NEVERS

Rendre la Loire aux promeneurs

LES AUTEURS

Odile Marchand odile.marchand@example.org

CONTEXTE

{PROSE}"""


@pytest.mark.parametrize(
    ("text", "genre", "title"),
    [
        (SHEET, "project_sheet", "Rendre la Loire aux promeneurs"),
        (SHEET + "\n\n" + SHEET.replace("NEVERS", "CAEN"), "compendium", None),
        ("#2 Lille\n\nLe vent\n\n" + PROSE + "\n\n#1 Reims\n\nLa pluie\n\n" + PROSE, "seminar_list", None),
        ("Assises de l'eau vive\nElles auront lieu les 3 et 4 octobre 2024 à Tours.\n" + PROSE, "programme", "Assises de l'eau vive"),
        ("La lettre des quais, numéro 3\n" + PROSE, "newsletter", "La lettre des quais, numéro 3"),
        ("Compte-rendu du Conseil municipal\n\n" + PROSE, "minutes", "Compte-rendu du Conseil municipal"),
        ("Rapport d'activité 2023\n\n" + PROSE, "report", "Rapport d'activité 2023"),
        ("Le budget en bref\n\nExercice 2024\n\n" + PROSE, "report", "Le budget en bref"),
        ("Séminaire n° 2 – Lille, 4 mars 2023\n\nLe vent\n\n" + PROSE + "\n\nSéminaire n° 1 – Reims\n\n" + PROSE, "seminar_list", None),
        ("Extrait du registre des délibérations\n\nLe programme des travaux\n\n" + PROSE, "minutes", None),
        ("Lettre d'information de la Ville de Caen\n\nLe bilan de l'été\n\n" + PROSE, "newsletter", None),
        ("« Un fleuve ne se range pas »\n\nNous avons parlé. " + PROSE, "interview", None),
        ("Au bord de l'eau\n\nNous avons parlé. " + PROSE + "\n\nPropos recueillis par Léa Brun.", "interview", None),
        ("L'eau\n\nPourquoi ici ?\n\n" + PROSE + "\n\nCombien ?\n\nPeu.\n\nEt après ?\n\nNous avons fini.", "interview", None),
        (PROSE, "other", None),
    ],
)
def test_genre_and_title(text: str, genre: str, title: str | None, read: Read, knowledge: Knowledge) -> None:
    document = read(text)
    sections = extract_sections(document, knowledge)
    assert guess_genre(document, sections) == genre
    if title:
        assert find_title(document, sections) == title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "fr"),
        ("The officers met the inhabitants for three months and wrote a plan that was adopted in the autumn.", "en"),
        ("Die Beamten haben sich mit den Einwohnern getroffen und einen Plan für die Stadt geschrieben.", "de"),
        ("12 345 678", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, language: str, read: Read) -> None:
    assert guess_language(read(text)) == language
