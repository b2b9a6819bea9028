"""One row a person: inversions, capitals, accents, e-mails, titles, initials, typos, first names alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.normalise.people import alike, name_words
from pipeline.records import Entities, Project

Read = Callable[..., Any]
Resolve = Callable[..., Entities]
MARIE = {"email": "marie.aubin@example.org"}


@pytest.mark.parametrize(
    "mention",
    [
        "Marie Aubin",
        "AUBIN Marie",
        "MARIE AUBIN",
        "Mme Marie Aubin",
        "Marie AUBIN",
        "M. Aubin",
        "Mme Aubin",
        "Marie",
        "M. Aubin",
        "Marie Aubim",
    ],
)
def test_a_name_in_the_text_is_the_person_of_the_role(read: Read, resolve: Resolve, role: Callable[..., Any], mention: str) -> None:
    entities = resolve(read(f"Selon [PER:{mention}], tout va.", roles=(role("Marie Aubin", 3, "author", **MARIE), role("Luc Cros", 4))))
    assert entities.links[0].mentions == ("person:marie-aubin",)
    assert len(entities.people) == 2


@pytest.mark.parametrize("mention", ["Marie", "Aubin", "Mme Zola"])
def test_a_lone_name_that_fits_nobody_or_two_stays_open(read: Read, resolve: Resolve, role: Callable[..., Any], mention: str) -> None:
    people = (role("Marie Aubin"), role("Marie Cros", 1), role("Luc Aubin", 2))
    assert resolve(read(f"Selon [PER:{mention}], tout va.", roles=people)).links[0].mentions == (None,)


def test_first_names_alone_are_looked_for_in_their_own_sheet(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    text = "[PER:Élodie] écrit.\n\nÉlodie Blin\nÉlodie Cros"
    document, extraction = read(text)
    cut = document.text.index("\n\n")
    sheets = (Project(1, "Un", None, None, None, 0, cut), Project(2, "Deux", None, None, None, cut, len(document.text)))
    people = (role("Élodie Aubin", 1, "author"), role("Élodie Cros", cut + 5, "author"))
    filled = type(extraction)("doc", mentions=extraction.mentions, roles=people, projects=sheets)
    assert resolve((document, filled)).links[0].mentions == ("person:elodie-aubin",)


def test_two_people_of_one_name_stay_two_when_their_addresses_differ(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    one = read("", "a", roles=(role("Paul Blin", email="paul.blin@example.org"), role("Paul Blin", 9)))
    two = read("", "b", roles=(role("Paul Blin", email="p.blin@example.org"),))
    entities = resolve(one, two)
    assert len(entities.people) == 2
    assert entities.links[0].role_people[0] == entities.links[0].role_people[1] != entities.links[1].role_people[0]
    assert all(p.person_id.startswith("person:paul-blin-") for p in entities.people)


def test_one_person_across_documents_has_one_row(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    one = read("", "a", roles=(role("Hélène Blin", email="helene.blin@example.org"),))
    two = read("Puis [PER:BLIN Helene].", "b")
    (person,) = resolve(one, two).people
    assert (person.person_id, person.name, person.email) == ("person:helene-blin", "Hélène Blin", "helene.blin@example.org")


def test_accents_come_from_any_spelling(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    entities = resolve(read("Puis [PER:Michaël BLÉRY] et [PER:Bléry].", roles=(role("Michael Blery"),)))
    (person,) = entities.people
    assert (person.person_id, person.name, person.given_name, person.family_name) == (
        "person:michael-blery",
        "Michaël Bléry",
        "Michaël",
        "Bléry",
    )


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ({"role": "directrice des sports"}, True),
        ({"org": "Ville de Caen"}, True),
        ({"role": "archiviste"}, False),
        ({"role": "directrice des sports", "email": "b@example.org"}, False),
    ],
)
def test_a_typo_is_one_person_where_role_or_organisation_agree(
    read: Read, resolve: Resolve, role: Callable[..., Any], second: dict[str, str], same: bool
) -> None:
    first = role("Anne Laplanne", email="anne.laplanne@example.org", role="directrice des sports", org="Ville de Caen")
    entities = resolve(read("", "a", roles=(first,)), read("", "b", roles=(role("Anne Laplane", **second),)))
    assert (len(entities.people) == 1) is same
    if same:
        assert entities.people[0].name == "Anne Laplanne"
        assert entities.people[0].aliases == ("Anne Laplane",)


def test_an_initial_stands_for_the_first_name_in_one_document(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    people = (role("Jeanne Blin", email="jeanne.blin@example.org"), role("J. Blin", 9), role("L. Blin", 10))
    links = resolve(read("", roles=people)).links[0].role_people
    assert links[0] == links[1] != links[2]


def test_identifiers_do_not_depend_on_other_documents(read: Read, resolve: Resolve, role: Callable[..., Any]) -> None:
    one = read("La [ORG:Ville de Caen] et [PER:Anne Blin].", "b", roles=(role("Luc Cros", **MARIE),))
    other = read("À [LOC:Nevers], la [ORG:Ville de Nevers] et [PER:Zoé Dol].", "a", roles=(role("Max Elan"),))
    alone = resolve(one).links[0]
    assert next(link for link in resolve(one, other).links if link.doc_id == "b") == alone


@pytest.mark.parametrize(
    ("a", "b", "same"), [("luc petit", "lea petit", False), ("marie aubin", "marie aubim", True), ("aubin", "aubim", False)]
)
def test_alike(a: str, b: str, same: bool) -> None:
    assert alike(frozenset(a.split()), frozenset(b.split())) is same


def test_titles_are_no_part_of_a_name() -> None:
    assert name_words("M. le Dr Paul BLIN") == ["le", "dr", "paul", "blin"]
    assert name_words("Madame Anne-Lise Blin") == ["anne", "lise", "blin"]
