"""Sentence case."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.case import sentence_case
from pipeline.knowledge import Knowledge


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LES CHIFFRES", "Les chiffres"),
        ("LES Auteurs", "Les auteurs"),
        ("CONSEIL DÉPARTEMENTAL DES HAUTS-DE-SEINE", "Conseil départemental des Hauts-de-Seine"),
        ("VILLE DE SAINT DENIS DE LA RÉUNION", "Ville de Saint Denis de la Réunion"),
        ("VILLE DE TOURS", "Ville de Tours"),
        ("L'EPT ET L'INET", "L'EPT et l'INET"),
        ("ACTION DES REGIONS A L'ECHELLE LOCALE", "Action des régions à l'échelle locale"),
        ("LE CONSEIL D'ÉTAT ET L'ÉTAT DES LIEUX", "Le conseil d'État et l'état des lieux"),
        ("12 MOIS DE STAGE", "12 mois de stage"),
        ("LE GUIDE DE BETA.GOUV.FR", "Le guide de beta.gouv.fr"),
        ("DEPARTEMENT DE LA NIEVRE", "Département de la Nièvre"),
        ("LA PAROLE À...", "La parole à..."),
        ("Le site de l'INET", "Le site de l'INET"),
    ],
)
def test_titles(text: str, expected: str, knowledge: Knowledge) -> None:
    assert sentence_case(text, knowledge) == expected


def test_names_of_the_document_keep_their_capitals(knowledge: Knowledge) -> None:
    assert sentence_case("LE MOT DE ZOE MARIN", knowledge, frozenset({"Zoé Marin"})) == "Le mot de Zoé Marin"


@settings(deadline=None)
@given(text=st.text(alphabet="AÀÉabé LS'’-.:1İß»«", max_size=40))
def test_length_never_changes(text: str, knowledge: Knowledge) -> None:
    assert len(sentence_case(text, knowledge)) == len(text)
