"""Who takes part in a meeting, by the lists of invented minutes of working groups."""

from __future__ import annotations

from pipeline.extract.people_meetings import meeting_roles
from pipeline.extract.printed import Printed
from pipeline.extract.roles import make_role
from pipeline.knowledge import Knowledge
from pipeline.records import Role
from tests.extract.test_people import blocks


def found(knowledge: Knowledge, *lines: str, known: tuple[Role, ...] = ()) -> list[tuple[str, str, str | None, str | None]]:
    printed, at = [], 0
    for line in lines:
        printed.append(Printed(at, at + len(line), line, -1, -1, False, True))
        at += len(line) + 1
    return [(r.name, r.relation, r.role, r.org) for _, r in meeting_roles(printed, known, knowledge)]


HEAD = "Compte rendu du groupe de suivi"


def test_participants_with_their_bodies(knowledge: Knowledge) -> None:
    lines = ("Participants", "- Mme Odile MARCHAND, DDTM du Gers, cheffe du service eau", "- Paul Grivel, maire d'Auch", "- Zoé Le Gall")
    assert found(knowledge, HEAD, *lines) == [
        ("Odile Marchand", "mentioned", "cheffe du service eau", "DDTM du Gers"),
        ("Paul Grivel", "elected", "maire d'Auch", None),
    ]


def test_who_is_excused_stands_on_one_line(knowledge: Knowledge) -> None:
    line = "Excusés : Odile Marchand (Région Bretagne), Paul Grivel (Chambre d'agriculture)"
    assert [(name, org) for name, _, _, org in found(knowledge, HEAD, line)] == [
        ("Odile Marchand", "Région Bretagne"),
        ("Paul Grivel", "Chambre d'agriculture"),
    ]
    assert [name for name, *_ in found(knowledge, HEAD, line, known=(make_role("Paul Grivel", 0, "author"),))] == ["Odile Marchand"]


def test_a_council_and_prose_give_none(knowledge: Knowledge) -> None:
    line = "Excusés : Odile Marchand (Région Bretagne)"
    assert found(knowledge, "Procès-verbal du conseil municipal", line) == []
    prose = "Le groupe se félicite du travail accompli par tous depuis un an."
    assert found(knowledge, HEAD, "Participants", prose, "Odile Marchand (Région Bretagne)") == []


def test_participants_of_minutes_are_no_speakers(knowledge: Knowledge) -> None:
    roles = blocks(knowledge, ("", HEAD, "Participants\nOdile Marchand, cheffe de projet"))
    assert [(r.name, r.relation) for r in roles] == [("Odile Marchand", "mentioned")]


def test_a_numbered_heading_ends_a_block_of_names(knowledge: Knowledge) -> None:
    roles = blocks(knowledge, ("authors", "Rédacteur", "Odile Marchand, chargée de mission\n1) État des lieux"))
    assert [(r.name, r.role) for r in roles] == [("Odile Marchand", "chargée de mission")]
