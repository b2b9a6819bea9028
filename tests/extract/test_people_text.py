"""Roles in sentences: speakers, contacts, committees, titles between a role and a name."""

from __future__ import annotations

import pytest

from pipeline.extract.people import extract_text_roles
from pipeline.knowledge import Knowledge
from pipeline.records import Mention
from tests.extract.test_people import blocks, page, sentences


def test_speakers_joined_by_and(knowledge: Knowledge) -> None:
    found = sentences(knowledge, "Atelier animé par Jeanne Martin et Paul Durand (CAUE 24)", "Jeanne Martin", "Paul Durand")
    assert [(r.name, r.relation) for r in found] == [("Jeanne Martin", "speaker"), ("Paul Durand", "speaker")]


def test_a_contact_in_a_sentence(knowledge: Knowledge) -> None:
    text = "Renseignements auprès de Jeanne Martin, chargée de mission mobilité, ou à j.martin@example.org"
    (found,) = sentences(knowledge, text, "Jeanne Martin")
    assert (found.relation, found.role, found.email) == ("contact", "chargée de mission mobilité", "j.martin@example.org")


@pytest.mark.parametrize(
    "text", ["Le maire de Quimper, M. Paul Durand, a parlé.", "Ont parlé hier : maire de Quimper, M. Paul Durand ; puis le public."]
)
def test_a_title_between_role_and_name(knowledge: Knowledge, text: str) -> None:
    (found,) = sentences(knowledge, text, "Paul Durand")
    assert found.role == "maire de Quimper"


def test_text_after_an_address_is_no_role(knowledge: Knowledge) -> None:
    body = "Contact : Jeanne Martin, jeanne.martin@example.org. Pour ne plus recevoir cette lettre, écrivez-nous"
    (found,) = blocks(knowledge, ("contact", "CONTACT", body))
    assert (found.name, found.email, found.role) == ("Jeanne Martin", "jeanne.martin@example.org", None)


def test_a_role_keeps_its_brackets(knowledge: Knowledge) -> None:
    (found,) = blocks(knowledge, ("tutor", "TUTRICE", "Jeanne Martin\nDirectrice de la maison des arts (MDA)"))
    assert found.role == "Directrice de la maison des arts (MDA)"


@pytest.mark.parametrize("line", ["Jeanne Martin – Directrice, Agence d'urbanisme", "Jeanne Martin (maire de Landerneau)"])
def test_a_list_of_speakers(knowledge: Knowledge, line: str) -> None:
    (found,) = blocks(knowledge, ("other", "LES INTERVENANTES", line))
    assert (found.relation, found.role) == ("speaker", "Directrice" if "–" in line else "maire de Landerneau")


def test_a_list_of_attendance_does_not_hide_the_mayor(knowledge: Knowledge) -> None:
    names = ("Jeanne MARTIN", "Paul DURAND", "Zoé ROY", "Luc PETIT", "Anne LENOIR")
    document, sections = page(("article", "SÉANCE", ", ".join(names) + "\nMadame la maire, Jeanne MARTIN, ouvre la séance."))
    listed = [Mention(document.text.index(n), document.text.index(n) + len(n), "PER", n, "structure", 1.0) for n in names]
    at = document.text.rindex("Jeanne")
    (found,) = extract_text_roles(document, sections, (*listed, Mention(at, at + 13, "PER", "Jeanne MARTIN", "model", 1.0)), knowledge)
    assert (found.name, found.relation, found.role) == ("Jeanne Martin", "elected", "maire")


def test_a_committee_is_named_one_after_another(knowledge: Knowledge) -> None:
    body = "Odile Marchand\nDirectrice des archives\nPaul Grivel\nDélégué général\n« La salle était pleine jusqu'au soir. »"
    roles = blocks(knowledge, ("other", "Comité d'organisation", body))
    assert {(r.name, r.relation) for r in roles} == {("Odile Marchand", "mentioned"), ("Paul Grivel", "mentioned")}


def test_a_trainee_says_the_corps(knowledge: Knowledge) -> None:
    (role,) = blocks(knowledge, ("authors", "Votre équipe", "Odile Marchand, élève ingénieure en chef, odile.marchand@example.org"))
    assert role.corps == "ingénieur en chef"


def test_an_address_label_is_no_role(knowledge: Knowledge) -> None:
    (role,) = blocks(knowledge, ("authors", "Rédaction", "Odile Marchand, cheffe de projet\nContact : odile.marchand@example.org"))
    assert (role.role, role.email) == ("cheffe de projet", "odile.marchand@example.org")


def test_speakers_with_their_organisation_in_brackets(knowledge: Knowledge) -> None:
    text = "avec Odile Marchand (Ville de Douai), Paul Grivel (Région Bretagne)"
    roles = sentences(knowledge, text, "Odile Marchand", "Paul Grivel")
    assert [(r.relation, r.org) for r in roles] == [("speaker", "Ville de Douai"), ("speaker", "Région Bretagne")]


def test_the_mayor_of_the_town_that_a_paragraph_opens_with(knowledge: Knowledge) -> None:
    (role,) = sentences(knowledge, "À Langeac, la halle rouvre. Le maire, Paul Grivel, a signé le bail.", "Paul Grivel")
    assert (role.relation, role.org) == ("elected", "Langeac")


def test_who_signs_a_quotation_is_the_witness(knowledge: Knowledge) -> None:
    (role,) = sentences(knowledge, "« La cour est pleine. » Odile Marchand, adjointe au maire", "Odile Marchand", kind="testimony")
    assert role.relation == "witness"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Propos recueillis par Jeanne Martin", ("credit", None, None, None)),
        ("Inscriptions : Jeanne Martin - inscriptions@example.org", ("contact", None, None, "inscriptions@example.org")),
        ("En présence de la maire et du sous-préfet Jeanne Martin.", ("mentioned", "sous-préfet", None, None)),
        ("Jeanne Martin est directrice du port.", ("mentioned", "directrice du port", None, None)),
        ("Avec Jeanne Martin, directrice (Rennes Métropole).", ("speaker", "directrice", "Rennes Métropole", None)),
        ("Retour d'expérience de Jeanne Martin (Ville de Caen).", ("speaker", None, "Ville de Caen", None)),
    ],
)
def test_roles_beside_a_name(text: str, expected: tuple[str | None, ...], knowledge: Knowledge) -> None:
    (role,) = sentences(knowledge, text, "Jeanne Martin")
    assert (role.relation, role.role, role.org, role.email) == expected


def test_the_next_person_is_no_part_of_a_role(knowledge: Knowledge) -> None:
    text = "Jeanne Martin, présidente du club, et du préfet Paul Durand."
    assert [(r.name, r.role) for r in sentences(knowledge, text, "Jeanne Martin")] == [("Jeanne Martin", "présidente du club")]
    body = "Jeanne Martin, directrice des écoles et Paul Durand, responsable des cantines"
    assert [(r.name, r.role) for r in blocks(knowledge, ("tutor", "TUTEURS", body))] == [
        ("Jeanne Martin", "directrice des écoles"),
        ("Paul Durand", "responsable des cantines"),
    ]
