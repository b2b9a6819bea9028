"""Projects: the contents page and the sheets put together."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.extract.contents import match_entry, read_contents, split_capitals
from pipeline.extract.projects import extract_projects
from pipeline.extract.rows import read_rows
from pipeline.extract.sections import extract_sections
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Project

Read = Callable[..., CleanDocument]

CONTENTS = """SOMMAIRE

01 Rendre la Loire aux promeneurs VILLE DE NEVERS\tP. 8
Q2 Relier les villages: le pari du car RÉGION BRETAGNE\tP.17

GÉRER\t
DIFFÉREMMENT\t

DIFFÉREMMENT 03\tP. 21
Compter l'eau goutte à goutte CONSEIL DÉPARTEMENTAL DU CHER\t
VALORISER\t
LE TERRITOIRE Un marché couvert pour demain BREST MÉTROPOLE\tP. 30

"""
SHEET = """{banner}{org}

{title}

LES AUTEURS

Odile Marchand odile.marchand@example.org

CONTEXTE

Les agents ont rencontré les habitants pendant trois mois.

"""


def sheet(org: str, title: str, banner: str = "") -> str:
    """A short sheet."""
    return SHEET.format(org=org, title=title, banner=banner + "\n\n" if banner else "")


@pytest.fixture
def compendium(read: Read, knowledge: Knowledge) -> tuple[Project, ...]:
    """Four sheets; the first has no banner, the third neither banner nor anything under it."""
    text = CONTENTS + "".join(
        [
            sheet("VILLE DE NEVERS", "Rendre la Loire aux promeneurs"),
            sheet("RÉGION BRETAGNE", "Relier les villages:\nle pari du car", "TRAVAILLER AUTREMENT"),
            sheet("CONSEIL DÉPARTEMENTAL DU CHER", "Compter l'eau goutte à goute"),
            sheet("BREST MÉTROPOLE", "Un marché couvert pour demain", "VALORISER LE TERRITOIRE"),
        ]
    )
    document = read(text)
    return extract_projects(document, extract_sections(document, knowledge), knowledge)


def test_sheets_meet_the_contents(compendium: tuple[Project, ...]) -> None:
    assert [(p.number, p.title, p.org, p.page) for p in compendium] == [
        (1, "Rendre la Loire aux promeneurs", "VILLE DE NEVERS", 8),
        (2, "Relier les villages : le pari du car", "RÉGION BRETAGNE", 17),
        (3, "Compter l'eau goutte à goute", "CONSEIL DÉPARTEMENTAL DU CHER", 21),
        (4, "Un marché couvert pour demain", "BREST MÉTROPOLE", 30),
    ]


def test_themes_come_from_banners_then_contents(compendium: tuple[Project, ...]) -> None:
    themes = ["Travailler autrement", "Travailler autrement", "Gérer différemment", "Valoriser le territoire"]
    assert [p.theme for p in compendium] == themes


def test_a_project_spans_its_sheet(compendium: tuple[Project, ...]) -> None:
    assert all(a.start < a.end <= b.start for a, b in pairwise(compendium))


def test_a_sheet_alone_has_no_number(read: Read, knowledge: Knowledge) -> None:
    document = read(sheet("COMMUNAUTÉ URBAINE DE DUNKERQUE", "Décider à plusieurs"))
    (project,) = extract_projects(document, extract_sections(document, knowledge), knowledge)
    assert (project.number, project.page, project.theme, project.org) == (None, None, None, "COMMUNAUTÉ URBAINE DE DUNKERQUE")


def test_a_title_glued_to_its_banner(read: Read, knowledge: Knowledge) -> None:
    text = sheet("VILLE DE NEVERS", "Rendre la Loire").replace("NEVERS\n\nRendre", "NEVERS Rendre")
    document = read(text)
    (project,) = extract_projects(document, extract_sections(document, knowledge), knowledge)
    assert (project.title, project.org) == ("Rendre la Loire", "VILLE DE NEVERS")


def test_dotted_contents_joined_in_one_line(read: Read) -> None:
    line = "Le car . . . . . . 3 Les archives . . . . . . . 4 Le bourg . . . . . 5"
    contents = read_contents(read_rows(read(f"SOMMAIRE\n\n{line}\n\nLe car")))
    assert contents is not None
    assert [(e.title, e.page) for e in contents.entries] == [("Le car", 3), ("Les archives", 4), ("Le bourg", 5)]
    assert match_entry("Les archive", contents.entries) == contents.entries[1]
    assert match_entry("Le marché", contents.entries) is None


def test_contents_with_organisations_behind_dashes_or_tabs(read: Read) -> None:
    bare = "SOMMAIRE\n\nUn plan vélo – Communauté de communes du Pays de Sault 4\nL'eau, bien commun – Ville de Narbonne 9\n\nUn texte."
    table = "Sommaire\n\nUn plan vélo\tVille de Rodez\tp. 4\nL'eau, bien commun\tVille de Narbonne\tp. 9"
    for text, first in ((bare, "Communauté de communes du Pays de Sault"), (table, "Ville de Rodez")):
        contents = read_contents(read_rows(read(text)))
        assert contents is not None
        assert [(e.title, e.org, e.page) for e in contents.entries] == [
            ("Un plan vélo", first, 4),
            ("L'eau, bien commun", "Ville de Narbonne", 9),
        ]


@pytest.mark.parametrize("text", ["Recettes\t2022\t312\nDépenses\t2022\t290\nÉpargne\t2022\t22", "Un texte.\n\nUn autre.", ""])
def test_a_table_of_figures_is_no_contents(text: str, read: Read) -> None:
    assert read_contents(read_rows(read(text))) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Relier les villages RÉGION BRETAGNE", ("", "Relier les villages", "RÉGION BRETAGNE")),
        ("Demain l'EPT : quels enjeux ? ÉTABLISSEMENT PUBLIC", ("", "Demain l'EPT : quels enjeux ?", "ÉTABLISSEMENT PUBLIC")),
        ("GÉRER", ("GÉRER", "", "")),
    ],
)
def test_split_capitals(text: str, parts: tuple[str, str, str]) -> None:
    assert split_capitals(text) == parts
