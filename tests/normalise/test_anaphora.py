"""Bare type words resolved to the organisation that they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.normalise.anaphora import anaphor_kind
from pipeline.records import Entities, Project

PAGE = 60 * " Délibération."
MINUTES = f"[LOC:Nevers], le 3 mai\nCompte-rendu du conseil municipal{PAGE}\n"


def in_sheet(pair: Any, org: str, start: int = 0) -> Any:
    document, extraction = pair
    sheet = Project(1, "Titre", org, None, None, start, len(document.text))
    return document, type(extraction)(extraction.doc_id, mentions=extraction.mentions, projects=(sheet,))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("le Département", "departement"),
        ("Conseil départemental", "departement"),
        ("la Ville", "commune"),
        ("l’EPT", "ept"),
        ("Communauté urbaine", "epci"),
        ("Communauté urbaine de Dunkerque", None),
        ("Eurométropole", "metropole"),
        ("Ville de Caen", None),
    ],
)
def test_kinds(text: str, kind: str | None) -> None:
    assert anaphor_kind(text) == kind


@pytest.mark.parametrize(
    ("org", "text", "expected"),
    [
        ("CONSEIL DÉPARTEMENTAL DE LA NIÈVRE", "Le [ANA:Département] agit.", "departement:58"),
        ("VILLE DE TOULOUSE", "La [ANA:Ville] agit.", "commune:31555"),
        ("VILLE DE TOULOUSE", "La [ANA:Métropole] agit.", "epci:243100518"),
        ("VILLE DE MONTREUIL", "L'[ANA:EPT] agit.", "ept:200057875"),
        ("VILLE DE NEVERS", "Le [ANA:Département] agit.", "departement:58"),
        ("VILLE DE NEVERS", "La [ANA:Métropole] agit.", None),
        ("EUROMÉTROPOLE DE STRASBOURG", "La [ANA:Ville] agit.", "commune:67482"),
        ("VILLE ET MÉTROPOLE DE NANTES", "La [ANA:Métropole] agit.", "epci:244400404"),
        ("VILLE ET MÉTROPOLE DE NANTES", "La [ANA:Ville] agit.", "commune:44109"),
        ("RÉGION BRETAGNE", "La [ANA:Région] agit.", "region:53"),
        ("RÉGION BRETAGNE", "Le [ORG:Département du Finistère], puis le [ANA:Département].", "departement:29"),
    ],
)
def test_in_a_sheet(read: Callable[..., Any], resolve: Callable[..., Entities], org: str, text: str, expected: str | None) -> None:
    entities = resolve(in_sheet(read(f"{org}\n{text}"), org))
    assert entities.links[0].mentions[-1] == expected
    if expected:
        assert expected in {o.org_id for o in entities.organisations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La [ORG:Ville de Caen] et la [ORG:Ville de Nevers] signent. La [ANA:Ville] paie.", "commune:58194"),
        ("La [ANA:Ville] ouvre un parc, annonce la [ORG:Ville de Caen].", "commune:14118"),
        ("La [ANA:Ville] ouvre un parc.", None),
        ("Le [ANA:Département] écoute la [ORG:Ville de Caen].", None),
        ("Horizons, le magazine de [ORG:Laval Agglomération]\nMerci au [ANA:Département].", "departement:53"),
        ("Le bulletin municipal de [LOC:Nevers]\nLa [ORG:Région Bretagne] et la [ANA:Collectivité] paient.", "commune:58194"),
        (f"{MINUTES}La [ORG:Ville de Caen] écrit. Le [ANA:Conseil municipal] répond.", "commune:58194"),
        (f"{MINUTES}La [ORG:Ville de Caen] écrit. La [ANA:Ville] répond.", "commune:14118"),
        (f"Conseil municipal{PAGE}{4 * 'La [ORG:Ville de Nevers] agit. '}Le [ORG:Conseil Municipal] vote.", "commune:58194"),
        ("L'[ORG:Agence de l'eau Adour-Garonne] paie. L'[ANA:Agence] signe.", "org:agence-eau-adour-garonne"),
    ],
)
def test_outside_sheets(read: Callable[..., Any], resolve: Callable[..., Entities], text: str, expected: str | None) -> None:
    links = resolve(read(text)).links[0].mentions
    assert links[0 if text.startswith(("La [ANA", "Le [ANA")) else -1] == expected


def test_another_sheet_is_not_looked_at(read: Callable[..., Any], resolve: Callable[..., Entities]) -> None:
    pair = read("La [ORG:Ville de Caen] plante.\nLe [ANA:Département] et la [ANA:Ville].")
    sheeted = in_sheet(pair, "Région Bretagne", start=pair[0].text.index("\n"))
    assert resolve(sheeted).links[0].mentions[1:] == (None, None)
