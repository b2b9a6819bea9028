"""Organisations of the corpus: spellings, abbreviations, services, whose roles, figures and projects are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.french import slug
from pipeline.normalise.keys import organisation_key, same_but_for_typos
from pipeline.normalise.patterns import organisation_type
from pipeline.normalise.resolution import Profile, compare_partition, merge_pairs, scatter_profiles
from pipeline.records import Acronym, Entities, Figure, Project
from pipeline.registers import Registers

Read = Callable[..., Any]
Resolve = Callable[..., Entities]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("etat", "etat"),
        ("cour des comptes", "etat"),
        ("ministere de l'agriculture", "etat"),
        ("direction de l'education", "service"),
        ("pole ressources humaines", "service"),
        ("pole emploi", "etablissement_public"),
        ("mission locale du pays d'auge", "association"),
        ("association des petites villes de france", "association"),
        ("observatoire du littoral", "association"),
        ("universite de caen", "ecole"),
        ("ecole des ponts", "ecole"),
        ("chambre d'agriculture", "etablissement_public"),
        ("syndicat mixte du val de saone", "etablissement_public"),
        ("societe des eaux", "entreprise"),
        ("durand conseil", "entreprise"),
        ("province de namur", "collectivite"),
        ("ville et metropole de nantes", "collectivite"),
        ("enedis", "autre"),
    ],
)
def test_types(name: str, kind: str) -> None:
    assert organisation_type(name) == kind


def test_spellings_of_one_organisation_meet_across_documents(read: Read, resolve: Resolve) -> None:
    entities = resolve(
        read("L'[ORG:Agence des mobilités du littoral] répond.", "a"),
        read("L'[ORG:AGENCE DES MOBILITÉS DU LITTORAL] répond.", "b"),
        read("L'[ORG:Agence des mobilites du littoral] et l'[ORG:Agense des mobilités du littoral].", "c"),
    )
    (organisation,) = entities.organisations
    assert organisation.name == "Agence des mobilités du littoral"
    assert organisation.org_id == "org:agence-mobilites-littoral"
    assert "Agense des mobilités du littoral" in organisation.aliases


def test_a_defined_abbreviation_is_its_long_form(read: Read, resolve: Resolve) -> None:
    text = "L'[ORG:Union des quais bretons] (UQB) écrit. L'[ORG:UQB] signe."
    short = Acronym("UQB", "Union des quais bretons", 2, 32)
    entities = resolve(read(text, acronyms=(short,)), read("L'[ORG:UQB] répond.", "other"))
    (organisation,) = entities.organisations
    assert (organisation.name, organisation.acronym, organisation.type) == ("Union des quais bretons", "UQB", "association")
    assert organisation.aliases == ("UQB",)


def test_a_known_abbreviation_alone_keeps_its_short_name(read: Read, resolve: Resolve) -> None:
    (organisation,) = resolve(read("L'[ORG:INET] forme des cadres.")).organisations
    assert (organisation.org_id, organisation.name, organisation.type) == ("org:institut-national-etudes-territoriales", "INET", "ecole")
    assert "Institut national des études territoriales" in organisation.aliases


def test_two_documents_may_mean_two_things_by_one_abbreviation(read: Read, resolve: Resolve) -> None:
    first = read("Le [ORG:CLM] vote.", "a", acronyms=(Acronym("CLM", "Comité local des mobilités", 0, 1),))
    second = read("Le [ORG:CLM] vote.", "b", acronyms=(Acronym("CLM", "Club des lecteurs mosellans", 0, 1),))
    assert len(resolve(first, second).organisations) == 2


def test_a_service_belongs_to_the_organisation_of_its_sheet(read: Read, resolve: Resolve) -> None:
    pairs = []
    for doc_id, town in (("a", "Ville de Caen"), ("b", "Ville de Nevers")):
        document, extraction = read("La [ORG:Direction des sports] répond.", doc_id)
        sheet = Project(1, "Titre", town, None, None, 0, len(document.text))
        pairs.append((document, type(extraction)(doc_id, mentions=extraction.mentions, projects=(sheet,))))
    names = [o.name for o in resolve(*pairs).organisations if o.type == "service"]
    assert names == ["Direction des sports (Ville de Caen)", "Direction des sports (Ville de Nevers)"]


def test_two_authorities_named_together_stay_one_organisation(read: Read, resolve: Resolve) -> None:
    entities = resolve(read("La [ORG:Ville et la Métropole de Nantes], ou [ORG:VILLE ET MÉTROPOLE DE NANTES]."))
    (organisation,) = entities.organisations
    assert organisation.name == "Ville et Métropole de Nantes"
    assert organisation.candidates == ("commune:44109", "epci:244400404")


def test_the_abbreviation_of_the_sheets_own_authority(read: Read, resolve: Resolve) -> None:
    document, extraction = read("Le projet de l'[ORG:EMS] avance, avec l'[ORG:OFB].")
    sheet = Project(1, "Titre", "EUROMÉTROPOLE DE STRASBOURG", None, None, 0, len(document.text))
    entities = resolve((document, type(extraction)("doc", mentions=extraction.mentions, projects=(sheet,))))
    assert entities.links[0].mentions == ("epci:246700488", "org:office-francais-biodiversite")
    assert entities.organisations[0].acronym == "EMS"


def test_homonymous_towns_bear_their_departement(read: Read, resolve: Resolve) -> None:
    entities = resolve(read("La [ORG:Ville de Saint Denis de la Réunion] et la [ORG:Ville de Montreuil]."))
    assert [o.name for o in entities.organisations] == ["Ville de Montreuil", "Ville de Saint-Denis (La Réunion)"]


def figure(start: int, org: str | None = None) -> Figure:
    return Figure("3", 3.0, None, "bus", None, "count", None, "bus", False, org, start, start + 1, 1.0)


def test_whose_roles_figures_and_projects_are(read: Read, resolve: Resolve, role: Callable[..., Any], named: Callable[..., Any]) -> None:
    text = "Ville de Caen. Marie Aubin. Paul Blin, président de l'[ORG:AMF]. Luc Cros, maire de [LOC:Nevers]. Anne Dol. 3 bus."
    people = (
        role("Marie Aubin", text.index("Marie"), "tutor"),
        role("Paul Blin", text.index("Paul"), "mentioned", role="président de l'AMF", role_type="president"),
        role("Luc Cros", text.index("Luc") - 6, "elected", role="maire de Nevers", role_type="maire"),
        role("Anne Dol", 80, "author", email="anne.dol@eleve-inet.org"),
        role("Yves Elan", 81, "author", email="yves.elan@example.org"),
        role("Zoé Fau", 82, "witness", org="Direction des sports"),
        role("Ali Gré", 83, "contact"),
        role("Léa Hue", 84, "elected", role="maire", role_type="maire"),
        role("Max Ivry", 85, "mentioned", org="Ville de Nevers"),
    )
    sheet = Project(1, "Titre", "VILLE DE CAEN", None, None, 0, len(text))
    entities = resolve(read(text, roles=people, projects=(sheet,), figures=(figure(90), figure(91, "Ville de Nevers"))))
    links = entities.links[0]
    expected = ["Ville de Caen", "AMF", "Ville de Nevers", "INET", None, "Ville de Caen", None, "Ville de Caen", "Ville de Nevers"]
    assert named(entities, links.role_orgs) == expected
    assert links.figure_orgs == ("commune:14118", "commune:58194")
    assert links.project_orgs == ("commune:14118",)


def test_the_address_of_a_town_hall_names_the_town(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    people = (role("Marie Aubin", 0, "author", email="marie.aubin@mairie-caen.fr"),)
    assert resolve(read("Marie Aubin", roles=people)).links[0].role_orgs == ("commune:14118",)


def test_links_run_parallel_to_the_records_whatever_the_order(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    one = read("La [ORG:Ville de Caen] et [PER:Marie Aubin].", "a", roles=(role("Marie Aubin"),))
    two = read("La [ORG:Ville de Nevers] à [LOC:Nevers].", "b")
    first, second = resolve(one, two), resolve(two, one)
    assert first == second
    assert [len(link.mentions) for link in first.links] == [2, 2]
    assert len(first.links[0].role_people) == 1


@given(st.text(max_size=40))
def test_keys_do_not_change_under_folding_again(text: str) -> None:
    key = organisation_key(text)
    assert organisation_key(key) == key


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("association maires ruraux", "association maires rurauxx", True),
        ("association maires france", "association maires ruraux france", False),
        ("mission locale nord", "mission locale sud", False),
        ("agence 2020", "agence 2021", False),
    ],
)
def test_typos(a: str, b: str, same: bool) -> None:
    assert same_but_for_typos(a, b) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [("observatoire littoral", "observatoire litoral", True), ("amicale parents vitre", "amicale parents vitry", False)],
)
def test_a_rare_misspelling_joins_the_common_name(registers: Registers, a: str, b: str, same: bool) -> None:
    profiles = [Profile(f"org:{slug(words)}", words, tuple(words.split()), weight) for words, weight in ((b, 1), (a, 9))]
    (keyed,) = scatter_profiles(profiles)
    assert merge_pairs(compare_partition(keyed, registers)) == ({f"org:{slug(b)}": f"org:{slug(a)}"} if same else {})
