"""Whose a role is, and null where nothing says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.records import Acronym, Entities

Read = Callable[..., Any]
Resolve = Callable[..., Entities]
Make = Callable[..., Any]


def belongs(read: Read, resolve: Resolve, make: Make, marked: str, genre: str = "newsletter", **fields: Any) -> str | None:
    """The organisation of the person of a text, whose role starts where the name stands."""
    _, extraction = read(marked, genre=genre)
    person = next(m for m in extraction.mentions if m.label == "PER")
    roles = (make(person.text, person.start, **fields),)
    return resolve(read(marked, genre=genre, roles=roles, acronyms=SCHOOL)).links[0].role_orgs[0]


SCHOOL = (Acronym("ECAL", "École des cadres du littoral", 0, 4),)


@pytest.mark.parametrize(
    ("email", "org_id"),
    [
        ("lea.cros@administrateur-ecal.example.org", "org:ecole-cadres-littoral"),
        ("lea.cros@eleves.ecal.example.org", "org:ecole-cadres-littoral"),
        ("lea.cros@administrateur-inet.org", "org:institut-national-etudes-territoriales"),
        ("lea.cros@mairie-caen.fr", "commune:14118"),
        ("lea.cros@rh.dijon-metropole.fr", "epci:242100410"),
        ("lea.cros@angers.fr", "commune:49007"),
        ("lea.cros@orange.fr", None),
        ("lea.cros@example.org", None),
        ("lea.cros@free.fr", None),
        ("lea.cros@atelier-bleu.com", None),
    ],
)
def test_the_host_of_an_address_tells_the_school(read: Read, resolve: Resolve, role: Make, email: str, org_id: str | None) -> None:
    assert belongs(read, resolve, role, "[PER:Léa Cros]", relation="author", email=email) == org_id


@pytest.mark.parametrize(
    ("marked", "fields", "org_id"),
    [
        ("À [LOC:Marvejols], on rit. Le maire, [PER:Léo Cros], aussi.", {"role": "maire", "role_type": "maire"}, "commune:48092"),
        ("De [LOC:Caen] à [LOC:Angers], le maire, [PER:Léo Cros], dort.", {"role": "maire", "role_type": "maire"}, None),
        ("[PER:Léo Cros], élu à [LOC:Angers]", {"role": "élu à Angers", "role_type": "elu"}, "commune:49007"),
        ("[PER:Léo Cros], potier à [LOC:Angers]", {"role": "potier à Angers"}, None),
        ("[PER:Léo Cros], trésorier de [LOC:Vichy]", {"role": "trésorier de Vichy"}, None),
        ("[PER:Léo Cros], professeur à l'[ORG:Université de Tours], né en mai", {"role": "professeur à l'Université de Tours, né en mai"},
         "org:universite-tours"),
        ("[PER:Léo Cros], ancien directeur de l'[ORG:Office des forêts]", {"role": "ancien directeur de l'Office des forêts"}, None),
        ("Le [ORG:Syndicat des eaux du Vivier] creuse. [PER:Léo Cros], président du syndicat", {"role": "président du syndicat"},
         "org:syndicat-eaux-vivier"),
        ("La [ORG:Ville de Caen] chauffe. [PER:Léo Cros], technicien, règle.", {"role": "technicien"}, "commune:14118"),
        ("La [ORG:Ville de Caen] et la [ORG:Ville de Tours]. [PER:Léo Cros], technicien", {"role": "technicien"}, None),
        ("La [ORG:Ville de Caen] chauffe. [PER:Léo Cros], journaliste, note.", {"role": "journaliste"}, None),
    ],
)  # fmt: skip
def test_the_words_around_tell(read: Read, resolve: Resolve, role: Make, marked: str, fields: dict[str, str], org_id: str | None) -> None:
    assert belongs(read, resolve, role, marked, genre="programme", **fields) == org_id


REPORT = (
    "Rapport\n[ORG:Communauté de communes du Pays de Lapalisse]\n\nAvec l'[ORG:Office des forêts].\n\n"
    "La [ORG:Communauté de communes du Pays de Lapalisse] agit.\n\nSelon [PER:Léo Cros], {role}."
)


@pytest.mark.parametrize(
    ("role_read", "genre", "org_id"),
    [
        ("responsable du pôle ressources", "report", "epci:240300491"),
        ("animatrice", "report", "epci:240300491"),
        ("boulanger", "report", None),
        ("responsable du pôle ressources", "programme", None),
    ],
)
def test_the_people_of_a_report_are_its_publisher_s(
    read: Read, resolve: Resolve, role: Make, role_read: str, genre: str, org_id: str | None
) -> None:
    assert belongs(read, resolve, role, REPORT.format(role=role_read), genre=genre, role=role_read) == org_id


def test_an_agglomeration_that_never_names_itself_is_that_of_its_towns(read: Read, resolve: Resolve, role: Make) -> None:
    towns = "[LOC:Plérin], [LOC:Quintin], [LOC:Ploufragan] et [LOC:Langueux]"
    assert resolve(read(f"L'[ANA:agglomération] relie {towns}.")).links[0].mentions[0] == "epci:200069409"
    assert resolve(read(f"L'[ANA:agglomération] relie {towns}, [LOC:Caen] et [LOC:Tours].")).links[0].mentions[0] is None
    text = f"La lettre de l'agglomération\n{towns}.\n[PER:Léo Cros] parle."
    fields: dict[str, Any] = {"role": "vice-président chargé de l'eau", "role_type": "vice_president", "relation": "elected"}
    assert belongs(read, resolve, role, text, **fields) == "epci:200069409"


@pytest.mark.parametrize(
    ("head", "org_id"),
    [
        ("Extrait du registre du [ORG:Conseil Municipal de la Ville de Caen]", "commune:14118"),
        ("[LOC:Caen], le 3 mai\n\nCompte-rendu du Conseil municipal", "commune:14118"),
        ("Compte-rendu du Conseil municipal", None),
        ("Compte-rendu de la [ORG:Ville de Caen] et de la [ORG:Ville de Tours]", None),
    ],
)
def test_the_elected_of_minutes_sit_in_the_council_that_met(
    read: Read, resolve: Resolve, role: Make, head: str, org_id: str | None
) -> None:
    marked = f"{head}\n\nPrésents :\n\n[PER:Léo Cros], Ana Ruiz."
    assert belongs(read, resolve, role, marked, genre="minutes", relation="elected", role=None) == org_id
