"""Events: lists of seminars, announced conferences with their sessions, agendas; and the dates in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates import MONTHS, find_dates, on_weekday, own_year
from pipeline.extract.events import extract_events
from pipeline.extract.sections import extract_sections
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Event

Read = Callable[..., CleanDocument]

SEMINARS = """#12 Nantes

A) Eau et canicule

Les fontaines reviennent dans les parcs.

B / Archives du travail

Les cartons quittent les caves.

Continuer la lecture

#11 Visioconférence

Le télétravail, et après ?

Les équipes racontent une année passée loin du bureau.

Continuer la lecture de « #11 Visioconférence »
"""
CONFERENCE = """Assises des archives : ouvrir sans perdre
On se retrouve les 6 et 7 juin prochains au Palais des Congrès de Nancy.
Le thème 2024, « Ouvrir sans perdre », rassemble les métiers du papier et ceux du serveur.
la plénière « Numériser ne suffit pas » animée par Odile Marchand le vendredi matin
Tout garder coûte cher, et tout trier prend du temps. Les débats porteront sur la mesure.
l'atelier « Trier un serveur », le jeudi après-midi
Un serveur plein raconte vingt ans de vie d'une administration.
"""


def events_of(text: str, read: Read, knowledge: Knowledge) -> tuple[Event, ...]:
    """The events of a text."""
    document = read(text)
    return extract_events(document, extract_sections(document, knowledge), knowledge)


def test_seminar_list(read: Read, knowledge: Knowledge) -> None:
    first, second = events_of(SEMINARS, read, knowledge)
    assert (first.number, first.place, first.title) == (12, "Nantes", None)
    assert first.themes == ("Eau et canicule", "Archives du travail")
    assert (second.number, second.place, second.title) == (11, None, "Le télétravail, et après ?")
    assert second.date_start is None


def test_announced_conference(read: Read, knowledge: Knowledge) -> None:
    conference, *sessions = events_of(CONFERENCE, read, knowledge)
    assert conference.title == "Assises des archives : ouvrir sans perdre"
    assert (conference.date_start, conference.date_end) == ("2024-06-06", "2024-06-07")
    assert (conference.place, conference.city) == ("Palais des Congrès de Nancy", "Nancy")
    assert [(s.title, s.date_start, s.parent) for s in sessions] == [
        ("Numériser ne suffit pas", "2024-06-07", 0),
        ("Trier un serveur", "2024-06-06", 0),
    ]


def test_no_year_no_date(read: Read, knowledge: Knowledge) -> None:
    conference, *sessions = events_of(CONFERENCE.replace("thème 2024", "thème"), read, knowledge)
    assert (conference.date_start, conference.date_end) == (None, None)
    assert all(s.date_start is None for s in sessions)


def test_programme_with_hours(read: Read, knowledge: Knowledge) -> None:
    dateline = "Jeudi 17 octobre 2024 – Hôtel du Département, Auxerre"
    text = f"SÉMINAIRE DES CADRES\n\n{dateline}\n\n9 h 15\n\nOuverture\n\n14 h – 15 h 30 Atelier sur l'eau\n"
    seminar, *sessions = events_of(text, read, knowledge)
    assert (seminar.place, seminar.city, seminar.date_start) == ("Hôtel du Département, Auxerre", "Auxerre", "2024-10-17")
    assert [(s.title, s.date_start) for s in sessions] == [("Ouverture", "2024-10-17"), ("Atelier sur l'eau", "2024-10-17")]


def test_agenda(read: Read, knowledge: Knowledge) -> None:
    text = "AGENDA\n\nSamedi 12 octobre 2024 : bourse aux plants, 10 h 30, salle du Moulin.\n13 octobre 2024\nNuit des musées\n"
    found = [(e.title, e.place, e.date_start) for e in events_of(text, read, knowledge)]
    assert found == [("Bourse aux plants", "salle du Moulin", "2024-10-12"), ("Nuit des musées", None, "2024-10-13")]


def test_a_text_with_dates_is_no_event(read: Read, knowledge: Knowledge) -> None:
    assert events_of("La délibération du 28 juin 2018 ouvre le télétravail à tous les agents du siège.", read, knowledge) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("les 6 et 7 juin prochains", "2024-06-06", "2024-06-07"),
        ("du 30 septembre au 2 octobre 2025", "2025-09-30", "2025-10-02"),
        ("jeudi 17 octobre 2024", "2024-10-17", "2024-10-17"),
        ("le 1er juin", "2024-06-01", "2024-06-01"),
        ("les 12, 13 et 14 août 2023", "2023-08-12", "2023-08-14"),
        ("le 31 février 2024", None, None),
        ("lundi 17 octobre", None, None),  # a Thursday in 2024: the year must be another
    ],
)
def test_dates(text: str, first: str | None, last: str | None) -> None:
    (found,) = find_dates(text, 2024)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["trois jours par semaine", "en mai 2024", "article 12", "axe 3 : agir"])
def test_no_dates(text: str) -> None:
    assert [d for d in find_dates(text, 2024) if d.first] == []


@pytest.mark.parametrize(
    ("text", "year"),
    [("Le thème 2024", 2024), ("Séminaire d'automne 2023, suite de 2021", 2023), ("de 2019 à 2021", None), ("bâti en 2017", 2017)],
)
def test_own_year(text: str, year: int | None) -> None:
    assert own_year(text) == year


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2039, 12, 31)))
def test_printed_dates_are_read_back(day: date) -> None:
    month = {number: name for name, number in MONTHS.items()}[day.month]
    assert [d.first for d in find_dates(f"le {day.day} {month} {day.year}")] == [day.isoformat()]


def test_weekday_outside_the_conference() -> None:
    assert on_weekday("le lundi", "2024-10-03", "2024-10-04") is None


def test_a_list_of_dated_seminars(read: Read, knowledge: Knowledge) -> None:
    body = "Les participants ont comparé leurs arbitrages pendant une journée entière."
    text = "\n\n".join(
        [
            "Cycle des villes moyennes",
            "Séminaire n° 12 – Angers, 4 mars 2023", "La sobriété foncière", body,
            "11e séminaire : Saint-Brieuc, 19 et 20 octobre 2022", "Atelier 1 : Les métiers", body, "Atelier 2 : Le dialogue", body,
            "Séminaire n° 10 – En visioconférence, 2 juin 2021", "Les finances", body,
        ]
    )  # fmt: skip
    found = [(e.number, e.place, e.date_start, e.date_end, e.themes) for e in events_of(text, read, knowledge)]
    assert found == [
        (12, "Angers", "2023-03-04", "2023-03-04", ("La sobriété foncière",)),
        (11, "Saint-Brieuc", "2022-10-19", "2022-10-20", ("Les métiers", "Le dialogue")),
        (10, None, "2021-06-02", "2021-06-02", ("Les finances",)),
    ]


def test_sessions_take_the_day_printed_over_them(read: Read, knowledge: Knowledge) -> None:
    text = "\n\n".join(
        [
            "Rencontres des archives", "5 et 6 juin 2025 – Cité des congrès de Nantes",
            "JEUDI 5 JUIN", "9h30 Ouverture", "11h00 Atelier A : Trier", "VENDREDI 6 JUIN", "9h00 Table ronde : Transmettre",
        ]
    )  # fmt: skip
    sessions = events_of(text, read, knowledge)[1:]
    assert [(e.title, e.date_start) for e in sessions] == [
        ("Ouverture", "2025-06-05"),
        ("Atelier A : Trier", "2025-06-05"),
        ("Table ronde : Transmettre", "2025-06-06"),
    ]


def test_the_days_of_a_programme_head_their_hours(read: Read, knowledge: Knowledge) -> None:
    text = (
        "Rencontres de l'archivage\nBordeaux, les 3 et 4 octobre 2024\n\nJeudi 3 octobre\n\n9 h 30 Accueil café\n\n"
        "Vendredi 4 octobre – matin\n\n10 h 30 Visite des réserves"
    )
    found = extract_sections(read(text), knowledge)
    assert [(s.title, s.type, s.parent) for s in found[1:]] == [
        ("Jeudi 3 octobre", "other", 0),
        ("Accueil café", "theme_item", 1),
        ("Vendredi 4 octobre – matin", "other", 0),
        ("Visite des réserves", "theme_item", 3),
    ]


def test_towns_keep_their_article_and_leave_the_title_of_an_agenda(read: Read, knowledge: Knowledge) -> None:
    first, second = events_of(SEMINARS.replace("#12 Nantes", "#12 Le Havre"), read, knowledge)
    assert (first.place, second.place) == ("Le Havre", None)
    agenda = "AGENDA\n\n- 23 mai 2023 : Bourse aux plants, Nevers (Maison des sports)\n\n- 7 juin 2023 : Veillée des haies, Espace Vauban\n"
    found = events_of(agenda, read, knowledge)
    assert [(e.title, e.place) for e in found] == [("Bourse aux plants", "Nevers"), ("Veillée des haies", "Espace Vauban")]


def test_the_venue_on_a_line_of_its_own(read: Read, knowledge: Knowledge) -> None:
    lines = "Rencontres des jardiniers\nProgramme\n\nJeudi 9 et vendredi 10 novembre 2023\nCentre de congrès d'Angers\n\n9h00 Accueil"
    document = read(lines)
    event, *_ = extract_events(document, extract_sections(document, knowledge), knowledge)
    assert (event.place, event.city, event.date_end) == ("Centre de congrès d'Angers", "Angers", "2023-11-10")
