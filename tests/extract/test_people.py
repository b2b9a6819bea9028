"""Persons and roles found by structure and in sentences, on invented pages."""

from __future__ import annotations

import pytest

from pipeline.extract.people import extract_block_roles, extract_text_roles
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Mention, Paragraph, Role, Section, Source

SOURCE = Source("d", "d.txt", "0", 0, "text/plain")


def page(*parts: tuple[str, str, str]) -> tuple[CleanDocument, tuple[Section, ...]]:
    """A document from (section type, heading, body) parts; each line of a body is a paragraph."""
    text, sections, paragraphs = "", [], []
    for kind, heading, body in parts:
        start = len(text)
        for line in [heading, *body.split("\n")]:
            if line:
                paragraphs.append(Paragraph(len(text), len(text) + len(line)))
                text += line
            text += "\n"
        if kind:
            sections.append(Section(start, len(text), start, start + len(heading), 1, kind, heading, heading))
    return CleanDocument(SOURCE, text, len(text), paragraphs=tuple(paragraphs)), tuple(sections)


def blocks(knowledge: Knowledge, *parts: tuple[str, str, str]) -> list[Role]:
    document, sections = page(*parts)
    roles = extract_block_roles(document, sections, knowledge)
    for role in roles:
        assert document.text[role.start : role.end].split()
    return list(roles)


def sentences(knowledge: Knowledge, text: str, *names: str, kind: str = "article") -> list[Role]:
    document, sections = page((kind, "TITRE", text))
    mentions = tuple(Mention(at, at + len(n), "PER", n, "model", 1.0) for n in names for at in [document.text.index(n)])
    return list(extract_text_roles(document, sections, mentions, knowledge))


def test_authors_with_addresses_on_their_line_or_below(knowledge: Knowledge) -> None:
    body = "Jeanne Martin jeanne.martin@administrateur-ecole.example.org\n\nPaul Durand\npaul.durand@ingenieurchef-ecole.example.org"
    first, second = blocks(knowledge, ("authors", "LES AUTEURS", body))
    assert (first.name, first.email, first.relation, first.corps) == (
        "Jeanne Martin",
        "jeanne.martin@administrateur-ecole.example.org",
        "author",
        "administrateur",
    )
    assert (second.name, second.corps, second.role) == ("Paul Durand", "ingénieur en chef", None)


def test_authors_with_role_and_organisation(knowledge: Knowledge) -> None:
    body = (
        "Jeanne Martin\nDirectrice des ressources\nhumaines\nVille de Nevers\n"
        "jeanne.martin@example.org\nPaul Durand\nJuriste\nRennes Métropole\np.durand@example.org"
    )
    first, second = blocks(knowledge, ("authors", "LES AUTEURS", body))
    assert (first.role, first.org, first.role_type) == ("Directrice des ressources humaines", "Ville de Nevers", "directeur")
    assert (second.name, second.role, second.org, second.email) == ("Paul Durand", "Juriste", "Rennes Métropole", "p.durand@example.org")


def test_authors_whose_heading_was_lost(knowledge: Knowledge) -> None:
    found = blocks(knowledge, ("project", "UN PROJET", "Jeanne Martin jeanne.martin@example.org\nPaul Durand paul.durand@example.org"))
    assert [(r.name, r.relation) for r in found] == [("Jeanne Martin", "author"), ("Paul Durand", "author")]


def test_an_address_that_fits_nobody_is_given_to_nobody(knowledge: Knowledge) -> None:
    (found,) = blocks(knowledge, ("authors", "LES AUTEURS", "Jeanne Martin\naccueil@example.org"))
    assert found.email is None


def test_several_tutors_in_one_block(knowledge: Knowledge) -> None:
    body = (
        "Jeanne Martin\n\nDGA Aménagement et développement\n\nPaul Durand\n\n"
        "Directeur général adjoint vie sociale\net accueil des habitants"
    )
    found = blocks(knowledge, ("tutor", "TUTEURS AU SEIN DE LA COLLECTIVITÉ", body))
    assert [(r.name, r.role, r.role_type) for r in found] == [
        ("Jeanne Martin", "DGA Aménagement et développement", "dga"),
        ("Paul Durand", "Directeur général adjoint vie sociale et accueil des habitants", "dga"),
    ]


def test_a_tutor_without_role(knowledge: Knowledge) -> None:
    (found,) = blocks(knowledge, ("tutor", "TUTEUR AU SEIN DE LA COLLECTIVITÉ", "Jeanne Martin\n\nQ"))
    assert (found.name, found.role, found.relation) == ("Jeanne Martin", None, "tutor")


@pytest.mark.parametrize(
    ("body", "role", "org"),
    [
        ("Jeanne Martin\nDirectrice de l'éducation\n« Ils ont bien travaillé. »", "Directrice de l'éducation", None),
        ("« Tout a changé. »\nJeanne Martin, maraîchère, Plomelin", "maraîchère", "Plomelin"),
        ("« Bien. »\nJeanne Martin\nrégisseuse de la piscine, Alès Agglomération", "régisseuse de la piscine", "Alès Agglomération"),
        ("« Oui. »\nJeanne Martin, agente, centre routier, Département du Tarn", "agente, centre routier", "Département du Tarn"),
    ],
)
def test_witnesses_before_or_after_their_words(knowledge: Knowledge, body: str, role: str, org: str | None) -> None:
    (found,) = blocks(knowledge, ("testimony", "TÉMOIGNAGE", body))
    assert (found.name, found.relation, found.role, found.org) == ("Jeanne Martin", "witness", role, org)


def test_a_signature_under_a_preface(knowledge: Knowledge) -> None:
    body = "Bonne lecture.\nJEANNE MARTIN Directrice de l'Institut\nDirectrice générale adjointe du Centre"
    director = blocks(knowledge, ("preface", "ÉDITO", body))
    assert [(r.name, r.relation, r.role) for r in director] == [
        ("Jeanne Martin", "director", "Directrice de l'Institut, Directrice générale adjointe du Centre")
    ]
    body = "Les comptes sont bons.\nJeanne Martin\nVice-présidente chargée des finances"
    elected = blocks(knowledge, ("other", "LE MOT DE LA VICE-PRÉSIDENTE", body))
    assert [(r.name, r.relation) for r in elected] == [("Jeanne Martin", "elected")]


def test_credits_name_persons_not_firms(knowledge: Knowledge) -> None:
    line = "Conception éditoriale Jeanne Martin, INET Crédits photos Paul Durand Graphisme Studio Bleu"
    found = blocks(knowledge, ("toc", "SOMMAIRE", line))
    assert [(r.name, r.role, r.org) for r in found] == [
        ("Jeanne Martin", "Conception éditoriale", "INET"),
        ("Paul Durand", "Crédits photos", None),
    ]


def test_lists_by_promotion(knowledge: Knowledge) -> None:
    found = blocks(knowledge, ("promotions", "Promotion d'ingénieurs en chef", "MARTIN Jeanne\nLE GOFF Paul-Marie DURAND Zoé"))
    assert [(r.name, r.role_type, r.corps) for r in found] == [
        (n, "eleve", "ingénieur en chef") for n in ("Jeanne Martin", "Paul-Marie Le Goff", "Zoé Durand")
    ]


def test_a_contact_may_have_a_shared_address(knowledge: Knowledge) -> None:
    (found,) = blocks(knowledge, ("contact", "CONTACT", "JEANNE MARTIN\nConseillère formation stages@example.org Tél. 03 00 00 00 00"))
    assert (found.name, found.relation, found.role) == ("Jeanne Martin", "contact", "Conseillère formation")
    assert found.email == "stages@example.org"


def test_members_present_at_a_council(knowledge: Knowledge) -> None:
    found = blocks(knowledge, ("", "", "Compte rendu du conseil municipal\nPrésents :\nJeanne MARTIN, Paul LE GOFF, Zoé DURAND, Anne ROY."))
    assert {r.relation for r in found} == {"elected"} and len(found) == 4


def test_speakers_of_a_programme(knowledge: Knowledge) -> None:
    body = (
        "9 h 15 Ouverture\nJeanne Martin, directrice de l'Institut, Institut des cadres\n"
        "10 h 30 Atelier\nPaul Durand, maître de conférences, Université de Bourgogne\n14 h 00 Fin"
    )
    found = blocks(knowledge, ("other", "MATINÉE", body))
    assert [(r.name, r.relation, r.role, r.org) for r in found] == [
        ("Jeanne Martin", "speaker", "directrice de l'Institut", "Institut des cadres"),
        ("Paul Durand", "speaker", "maître de conférences", "Université de Bourgogne"),
    ]


@pytest.mark.parametrize(
    ("text", "relation", "role"),
    [
        ("Jeanne Martin, présidente de l'AMX, invitait les élus à oser.", "mentioned", "présidente de l'AMX"),
        ("Le directeur général des services, Jeanne Martin a demandé une étude.", "mentioned", "directeur général des services"),
        ("Nous avons rencontré madame la maire Jeanne Martin.", "elected", "maire"),
        ("Le Président-Maire, Monsieur Jeanne Martin, souhaite agir.", "elected", "Président-Maire"),
        ("Jeanne Martin, adjointe au maire de Dole, nous parle des jardins.", "speaker", "adjointe au maire de Dole"),
        ("La soirée est animée par Jeanne Martin le vendredi.", "speaker", None),
        (
            "L'intervention de Jeanne Martin, conférencière, auteure, directrice de l'observatoire des métiers, affiliée à une école,"
            " autour du vivant.",
            "speaker",
            "conférencière, auteure, directrice de l'observatoire des métiers, affiliée à une école",
        ),
        ("Jeanne Martin, ancienne ministre, nouvelle haute-commissaire au plan et élue locale, viendra.", "elected", None),
        ("« C'est ouvert », explique la maire-adjointe chargée du parc, Jeanne Martin.", "elected", "maire-adjointe chargée du parc"),
        ("Le mot fut inventé par la philosophe Jeanne Martin.", "mentioned", "philosophe"),
    ],
)
def test_roles_in_sentences(knowledge: Knowledge, text: str, relation: str, role: str | None) -> None:
    (found,) = sentences(knowledge, text, "Jeanne Martin")
    assert found.name == "Jeanne Martin"
    if role or relation == "speaker":
        assert (found.relation, found.role) == (relation, role)
    else:
        assert found.role == "ancienne ministre, nouvelle haute-commissaire au plan et élue locale"


def test_a_name_with_an_organisation_alone(knowledge: Knowledge) -> None:
    (found,) = sentences(knowledge, "D'après les travaux de Jeanne Martin, INJEP.", "Jeanne Martin")
    assert (found.relation, found.role, found.org) == ("mentioned", None, "INJEP")


def test_a_portrait_makes_a_witness(knowledge: Knowledge) -> None:
    text = "Portrait : Jeanne Martin, gardienne du phare\nJeanne Martin vit ici depuis vingt ans, dont dix comme cheffe jardinière."
    document, sections = page(("article", "BRÈVES", text))
    starts = [document.text.index("Jeanne"), document.text.rindex("Jeanne")]
    mentions = tuple(Mention(a, a + 13, "PER", "Jeanne Martin", "model", 1.0) for a in starts)
    (found,) = extract_text_roles(document, sections, mentions, knowledge)
    assert (found.relation, found.role) == ("witness", "cheffe jardinière")


@pytest.mark.parametrize(
    "text",
    [
        "Jeanne Martin a ouvert la porte.",
        "-> Jeanne Martin, La ville lente, éditions du Lac, 2019.",
        "La rue Jeanne Martin sera refaite.",
    ],
)
def test_a_name_without_role_gives_no_row(knowledge: Knowledge, text: str) -> None:
    assert sentences(knowledge, text, "Jeanne Martin") == []


def test_a_person_given_by_structure_is_not_given_again(knowledge: Knowledge) -> None:
    document, sections = page(("project", "PROJET", "Jeanne Martin\nJeanne Martin, directrice de la culture, rappelle ce choix."))
    first, second = document.text.index("Jeanne"), document.text.rindex("Jeanne")
    mentions = (
        Mention(first, first + 13, "PER", "Jeanne Martin", "structure", 1.0),
        Mention(second, second + 13, "PER", "Jeanne Martin", "model", 0.9),
    )
    assert extract_text_roles(document, sections, mentions, knowledge) == ()


def test_a_contact_after_its_body_and_before_its_address(knowledge: Knowledge) -> None:
    body = "INET – Jeanne Martin, responsable des stages, jeanne.martin@example.org\n1 rue des Tilleuls, 67000 Strasbourg"
    (role,) = blocks(knowledge, ("contact", "CONTACTS", body))
    assert (role.name, role.role, role.org) == ("Jeanne Martin", "responsable des stages", "INET")


def test_who_is_asked_is_named_by_the_heading(knowledge: Knowledge) -> None:
    (role,) = blocks(knowledge, ("article", "LE JOURNAL", "TROIS QUESTIONS À JEANNE MARTIN\nDirectrice du conservatoire"))
    assert (role.name, role.relation, role.role) == ("Jeanne Martin", "speaker", "Directrice du conservatoire")
