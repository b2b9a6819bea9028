"""Who sits in an assembly, by the attendance lists of invented minutes."""

from __future__ import annotations

import pytest

from pipeline.extract.people import merge_roles
from pipeline.extract.people_attendance import attendance_roles
from pipeline.extract.printed import Printed
from pipeline.extract.roles import make_role

COUNCIL = "Procès-verbal du conseil municipal"


def found(*lines: str) -> list[tuple[str, str | None]]:
    printed, at = [], 0
    for line in lines:
        printed.append(Printed(at, at + len(line), line, -1, -1, False, True))
        at += len(line) + 1
    text = "\n".join(lines)
    roles = [role for _, role in attendance_roles(printed)]
    assert all(role.relation == "elected" and text[role.start : role.end].split() for role in roles)
    return sorted((role.name, role.role) for role in roles)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Présents : Mme Odile Marchand, M. Paul Grivel et Mme Zoé Le Gall.", ["Odile Marchand", "Paul Grivel", "Zoé Le Gall"]),
        ("Étaient présents : Mmes et MM. Odile Marchand, Paul Grivel", ["Odile Marchand", "Paul Grivel"]),
        ("Absents excusés : M. Luc Fabre (pouvoir à Mme Odile Marchand)", ["Luc Fabre", "Odile Marchand"]),
        ("Pouvoirs : Mme Anne Roche donne pouvoir à M. Paul Grivel", ["Anne Roche", "Paul Grivel"]),
        ("Assistaient pour l'administration, présents : M. Luc Fabre", []),
        ("Présents : le quorum étant atteint, la séance est ouverte.", []),
    ],
)
def test_lists_of_attendance(line: str, names: list[str]) -> None:
    assert [name for name, _ in found(COUNCIL, line)] == names


def test_offices_of_the_sitting() -> None:
    lines = ("Présents : Mme Odile Marchand, maire, M. Paul Grivel, adjoint aux sports", "Secrétaire de séance : M. Luc Fabre")
    offices = [("Luc Fabre", "secrétaire de séance"), ("Odile Marchand", "maire"), ("Paul Grivel", "adjoint aux sports")]
    assert found(COUNCIL, *lines) == offices


def test_no_member_without_an_assembly() -> None:
    assert found("Réunion de chantier", "Présents : Mme Odile Marchand, M. Paul Grivel") == []


def test_an_office_in_a_sentence_replaces_the_line_of_the_list() -> None:
    listed = (make_role("Odile Marchand", 10, "elected"), make_role("Paul Grivel", 30, "elected"))
    said = (make_role("Odile Marchand", 90, "elected", "adjointe aux sports"),)
    assert [(r.name, r.role) for r in merge_roles(listed, said)] == [("Paul Grivel", None), ("Odile Marchand", "adjointe aux sports")]


def test_an_office_told_twice_is_given_once_where_it_is_fullest() -> None:
    listed = (make_role("Odile Marchand", 10, "elected", "maire"), make_role("Paul Grivel", 30, "elected", "adjoints"))
    said = (make_role("Odile Marchand", 90, "elected", "maire"), make_role("Paul Grivel", 120, "elected", "adjoint aux sports"))
    assert [(r.name, r.role, r.start) for r in merge_roles(listed, said)] == [
        ("Odile Marchand", "maire", 10),
        ("Paul Grivel", "adjoint aux sports", 120),
    ]
