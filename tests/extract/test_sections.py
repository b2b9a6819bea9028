"""Sections: what is a heading, of which type, with which title, and what is none."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.headings import heading_type, repaired_heading
from pipeline.extract.rows import french_spacing
from pipeline.extract.sections import extract_sections
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Line

Read = Callable[..., CleanDocument]
SetLines = Callable[[list[tuple[str, float, bool]]], tuple[str, tuple[Line, ...]]]

PROSE = "Les agents ont rencontré les habitants pendant trois mois, puis ils ont écrit un plan que les élus ont adopté à l'automne."
SHEET = f"""VALORISER LES BERGES

VILLE DE NEVERS

Rendre la Loire aux promeneurs

LES AUTEURS

Odile Marchand odile.marchand@example.org

TUTRICE AU SEIN DE LA COLLECTIVITÉ

Paule Girin Directrice des espaces verts

CONTEXTE

{PROSE}

PROBLÉ-Matique

{PROSE}

DES CLÉS POUR AGIR

{PROSE}

LES CHIFFRES

12

kilomètres de quais rendus aux marcheurs

TÉMOIGNAGE DE LA COLLECTIVI

Paule Girin

« {PROSE} »

ALLER PLUS LOIN

- Le carnet des berges www.example.org/berges
"""


def outline(text: str, read: Read, knowledge: Knowledge) -> list[tuple[int, str, str]]:
    """Level, type and title of each section."""
    return [(s.level, s.type, s.title) for s in extract_sections(read(text), knowledge)]


def test_project_sheet(read: Read, knowledge: Knowledge) -> None:
    assert outline(SHEET, read, knowledge) == [
        (1, "theme", "Valoriser les berges"),
        (1, "project", "Rendre la Loire aux promeneurs"),
        (2, "authors", "Les auteurs"),
        (2, "tutor", "Tutrice au sein de la collectivité"),
        (2, "context", "Contexte"),
        (2, "problem", "Problématique"),
        (2, "keys", "Des clés pour agir"),
        (2, "figures", "Les chiffres"),
        (2, "testimony", "Témoignage de la collectivité"),
        (2, "further", "Aller plus loin"),
    ]


def test_sections_are_places_in_the_text(read: Read, knowledge: Knowledge) -> None:
    document = read(SHEET)
    sections = extract_sections(document, knowledge)
    for section, following in pairwise(sections):
        assert document.text[section.heading_start : section.heading_end] == section.title_raw
        assert section.start <= section.heading_start <= section.end <= following.start
    project = sections[1]
    assert project.parent == 0
    assert all(s.parent == 1 for s in sections[2:])


def test_implied_sections(read: Read, knowledge: Knowledge) -> None:
    text = SHEET.replace("LES AUTEURS\n\n", "").replace("LES CHIFFRES\n\n12\n\n", "agents formés en un an\n\nateliers ouverts à tous\n\n")
    text = text.replace("TÉMOIGNAGE DE LA COLLECTIVI\n\nPaule Girin\n", "Paule Girin\n\nDirectrice des espaces verts\n")
    found = {s.type: s for s in extract_sections(read(text), knowledge) if s.is_inferred}
    assert set(found) == {"authors", "figures", "testimony"}
    assert all(s.heading_start == s.heading_end == s.start for s in found.values())


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Des partenaires nombreux", True),
        ("A. Trois leviers, pour un même but :", True),
        ("Axe 2 : Ouvrir les archives", True),
        ("UNE MOBILISATION DE TOUS LES SERVICES", True),
        ("Trois conditions peuvent être citées :", False),
        ("Le site de l'association : www.example.org", False),
        ("Odile Marchand", False),
        ("Directrice générale des services", False),
        ("suite de la page précédente", False),
        ("Un budget annuel de", False),
        ("Continuer la lecture", False),
        ("774 542 509 356 299", False),
        ("Le plan est adopté.", False),
    ],
)
def test_subheads(line: str, is_heading: bool, read: Read, knowledge: Knowledge) -> None:
    text = SHEET.replace("DES CLÉS POUR AGIR\n\n", f"DES CLÉS POUR AGIR\n\n{PROSE}\n\n{line}\n\n")
    assert (line in {s.title_raw for s in extract_sections(read(text), knowledge)}) is is_heading


def test_banner_glued_to_the_paragraph_before(read: Read, knowledge: Knowledge) -> None:
    second = SHEET.replace("NEVERS", "AUXERRE").replace("la Loire", "l'Yonne").removeprefix("VALORISER LES BERGES\n\n")
    text = SHEET + "\n" + PROSE + " VALORISER LES BERGES\n\n" + second
    themes = [s for s in extract_sections(read(text), knowledge) if s.type == "theme"]
    assert [s.title_raw for s in themes] == ["VALORISER LES BERGES"] * 2


def test_sizes_make_headings(read: Read, set_lines: SetLines, knowledge: Knowledge) -> None:
    text, lines = set_lines(
        [
            ("La Gazette des quais", 30.0, True),
            ("Le marché déménage", 14.0, True),
            (PROSE, 11.0, False),
            ("46 % de produits locaux", 20.0, True),
            ("Le bus change d'itinéraire", 14.0, True),
            (PROSE, 11.0, False),
            (PROSE, 11.0, False),
        ]
    )
    found = [(s.type, s.title) for s in extract_sections(read(text, lines), knowledge)]
    assert found == [("article", "La Gazette des quais"), ("article", "Le marché déménage"), ("article", "Le bus change d'itinéraire")]


def test_contents_page_is_one_section(read: Read, knowledge: Knowledge) -> None:
    contents = "SOMMAIRE\n\nRendre la Loire aux promeneurs VILLE DE NEVERS\tP. 8\nRelier les villages RÉGION BRETAGNE\tP. 12\n\n"
    assert [s.type for s in extract_sections(read(contents + SHEET), knowledge)][:3] == ["toc", "theme", "project"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chiffres clés 2023", "figures"),
        ("Pour en savoir plus", "further"),
        ("Le mot de la vice-présidente", "preface"),
        ("TUTEURS AU SEIN DE LA COLLECTIVITÉ", "tutor"),
        ("Table des matières", "toc"),
        ("La halle rouvre", None),
        ("Ateliers", None),
    ],
)
def test_heading_words(text: str, kind: str | None) -> None:
    assert heading_type(text) == kind


@pytest.mark.parametrize(("text", "title"), [("LES CHIFRES", "Les chiffres"), ("CON TEXTE", "Contexte"), ("LES CHIFFONS DE LAINE", None)])
def test_damaged_headings(text: str, title: str | None) -> None:
    found = repaired_heading(text)
    assert (found[1] if found else None) == title


@given(st.text(alphabet="abé«»:;?! ", max_size=40))
def test_spacing_is_idempotent(text: str) -> None:
    assert french_spacing(french_spacing(text)) == french_spacing(text)


@pytest.mark.parametrize("piece", ["1 ", ". ", "AB ", "a.", "www.", "« ", "\n#1 Lille\n", "Titre\tP. 3\n"])
def test_monstrous_texts_take_no_time(piece: str, read: Read, knowledge: Knowledge) -> None:
    """20,000 times the same piece: a pattern that backtracks over a line would take minutes."""
    document = read(piece * 20_000 if "\n" not in piece else piece * 500)
    started = time.perf_counter()
    extract_sections(document, knowledge)
    assert time.perf_counter() - started < 5


def test_empty_document(read: Read, knowledge: Knowledge) -> None:
    assert extract_sections(read(""), knowledge) == ()
    assert extract_sections(read("\n \n"), knowledge) == ()


BROCHURE = f"""VILLE DE RODEZ

Ouvrir les cours le samedi

L'ÉQUIPE PROJET

Odile Marchand odile.marchand@example.org

Référente dans la collectivité : Paule Girin, directrice de l'enfance

LE CONTEXTE EN BREF
{PROSE}

NOTRE QUESTION
{PROSE}

CONSEILS AUX COLLECTIVITÉS
{PROSE}

REPÈRES

12

cours ouvertes

LE MOT DU MAIRE

« {PROSE} »

EN SAVOIR +

www.example.org
"""


def test_other_heading_words(read: Read, knowledge: Knowledge) -> None:
    assert outline(BROCHURE, read, knowledge)[1:] == [
        (2, "authors", "L'équipe projet"),
        (2, "tutor", "Référente dans la collectivité"),
        (2, "context", "Le contexte en bref"),
        (2, "problem", "Notre question"),
        (3, "other", "Conseils aux collectivités"),
        (2, "figures", "Repères"),
        (2, "testimony", "Le mot du maire"),
        (2, "further", "En savoir +"),
    ]


def titles_of(text: str, read: Read, knowledge: Knowledge) -> list[str]:
    return [s.title for s in extract_sections(read(text), knowledge)]


def test_items_of_an_agenda_are_headings_and_tallies_are_none(read: Read, knowledge: Knowledge) -> None:
    text = f"Conseil municipal de rentrée\n\n1. Compte administratif\n\n{PROSE}\n\nPour : 26 – Contre : 3\n\n2. Subventions\n\n{PROSE}\n"
    assert [t for t in titles_of(text, read, knowledge) if t[0].isdigit() or ":" in t] == ["1. Compte administratif", "2. Subventions"]


@pytest.mark.parametrize("box", ["Agents\n\n214\n\nBudget\n\n27,4 M€", "214\n\nagents\n\n27,4 M€\n\nde budget"])
def test_a_short_line_over_prose_ends_a_box(box: str, read: Read, knowledge: Knowledge) -> None:
    text = f"Rapport de la régie des eaux\n\nLes chiffres clés\n\n{box}\n\nPetite enfance\n\n{PROSE}\n"
    assert titles_of(text, read, knowledge)[-2:] == ["Les chiffres clés", "Petite enfance"]


def test_a_directory_has_headings(read: Read, knowledge: Knowledge) -> None:
    text = "Annuaire des services municipaux\n\nPôle technique\n\nOdile Marchand\nCheffe du service des parcs\no.marchand@example.org\n"
    assert "Pôle technique" in titles_of(text, read, knowledge)


@pytest.mark.parametrize("title", ["Quimper en chiffres", "Le budget en quelques chiffres", "L'année 2023 en chiffres"])
def test_a_place_or_a_year_in_figures(title: str) -> None:
    assert heading_type(title) == "figures"


@pytest.mark.parametrize("banner", ["COMMUNIQUÉ DE PRESSE", "COMMUNE DE NEVERS", "Nevers, le 9 février 2023"])
def test_a_banner_over_the_title_is_no_heading(banner: str, read: Read, knowledge: Knowledge) -> None:
    found = extract_sections(read(f"{banner}\n\nLes quais rendus aux promeneurs\n\n{PROSE}"), knowledge)
    assert [(s.type, s.title) for s in found] == [("article", "Les quais rendus aux promeneurs")]


def test_questions_of_an_interview_head_their_answers(read: Read, knowledge: Knowledge) -> None:
    text = (
        f"Les quais rendus aux promeneurs\n\n{PROSE}\n\nVous avez planté en six ans. Comment ?\n\nPar le {PROSE}\n\n"
        f"Qui vous a aidés ?\n\nPuis {PROSE}"
    )
    titles = [s.title for s in extract_sections(read(text), knowledge)]
    assert titles[1:] == ["Vous avez planté en six ans. Comment ?", "Qui vous a aidés ?"]
