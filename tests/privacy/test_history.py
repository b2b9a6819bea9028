"""Persons of history beside private namesakes, people under two names, pseudonyms whose letters spell a name."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from pipeline.execution.jobs import Tools
from pipeline.knowledge import Knowledge
from pipeline.making import make_table
from pipeline.privacy.build import build_public
from pipeline.privacy.census import Census
from pipeline.privacy.masking import Masker
from pipeline.privacy.public import check_public, make_public
from pipeline.storage import read_table
from pipeline.tables import TABLES
from tests.conftest import build
from tests.privacy.leaks import cells, plain

KEY = b"une cle d'essai assez longue pour cela"
LYCEE = """LYCÉES

Le lycée Gaspard Monge accueille la rencontre. Gaspard Monge a fondé une école. Il y enseignait ; on a lu Monge
à voix haute, et Monge a convaincu.
"""
STUDENT = """Odile Gaspard
Étudiante

Odile Gaspard a suivi la rencontre à Lannion. Mme Gaspard la raconte, GASPARD Odile la signe.
"""


def masker(knowledge: Knowledge, *names: str) -> Masker:
    census = Census()
    for name in names:
        census.add(name, "d", "people")
    return Masker(census, knowledge, KEY)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    raw = tmp_path_factory.mktemp("raw")
    (raw / "lycees.txt").write_text(LYCEE, encoding="utf-8")
    (raw / "odile-gaspard.txt").write_text(STUDENT, encoding="utf-8")
    out = build(raw, tmp_path_factory.mktemp("out"), tools)
    build_public(out, tools.knowledge, KEY)
    return out / "public"


def test_a_person_of_history_stays_whole_beside_a_private_namesake(public: Path) -> None:
    texts = read_table(public, "documents")["text"].to_pylist()
    assert any("Le lycée Gaspard Monge accueille la rencontre. Gaspard Monge a fondé" in text for text in texts)
    assert "person:gaspard-monge" in read_table(public, "people")["person_id"].to_pylist()


def test_the_private_namesake_is_gone_everywhere(public: Path) -> None:
    simple = [plain(text).replace("gaspard monge", "").replace("gaspard-monge", "") for _, _, text in cells(public)]
    assert [text for text in simple if "odile" in text or "gaspard" in text] == []


WHOLE = (
    "Gaspard Monge", "le lycée Gaspard Monge de Lannion", "LYCÉE GASPARD MONGE", "lycee-gaspard-monge.pdf", "person:gaspard-monge",
    "person:gaspard-monge-2", "« Gaspard Monge »", "l'œuvre de Gaspard-Monge", "PROMOTIONS\n\nGASPARD MONGE",
)  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
@pytest.mark.parametrize("private", ["Odile Gaspard", "Odile Monge"])
def test_what_is_certainly_of_history_stays(knowledge: Knowledge, text: str, private: str) -> None:
    found = masker(knowledge, private)
    assert found.mask(text, "d") == text
    assert not found.is_left(text, "d")


HIDDEN = (
    "Odile Gaspard Monge", "odile-gaspard-monge.pdf", "Mme Gaspard, Monge et Petit", "Mme Gaspard Monge", "O. Gaspard Monge",
    "Odile\nGaspard\nMonge", "Ombeline Gaspard Monge", "ombeline-gaspard-monge.pdf", "Ombeline de Gaspard Monge", "Ombeline\nGaspard Monge",
    "Gaspard Monge-Duval", "Mme Gaspard\nMonge Alice", "Gaspard Mongeot", "GaspardMonge", "Marie-Gaspard Monge",
    "Gaspard monge", "Gaspard et Monge", "Gaspard Monge, étudiant",
)  # fmt: skip


@pytest.mark.parametrize("text", HIDDEN)
def test_in_a_doubt_the_private_name_is_masked(knowledge: Knowledge, text: str) -> None:
    found = masker(knowledge, "Odile Gaspard")
    assert found.is_left(text, "d")
    masked = found.mask(text, "d")
    assert "gaspard" not in plain(masked)
    assert not found.is_left(masked, "d")


@pytest.mark.parametrize("private", ["MONGE Gaspard", "Odile Gaspard-Monge"])
def test_a_private_person_of_the_whole_name_is_masked(knowledge: Knowledge, private: str) -> None:
    assert "gaspard" not in plain(masker(knowledge, private).mask("Vu avec Gaspard-Monge hier", "d"))


def test_letters_of_a_pseudonym_spell_no_name(knowledge: Knowledge) -> None:
    found = masker(knowledge, "Marc Vandamme", "Odile Gaspard")
    label = next(each for n in count() if (each := found.label(f"essai {n}")).endswith("M"))
    assert not found.is_left(f"{label} Ada", "d")
    assert found.is_left(f"{label} Vandamme", "d")
    assert found.is_left(f"{label} Gaspard", "d")
    assert found.is_left("Personne-4CFWJ6MM Vandamme", "d")


def test_an_initial_read_across_a_pseudonym_is_none(knowledge: Knowledge) -> None:
    found = masker(knowledge, "Mireille Ozy")
    label = next(each for n in count() if (each := found.label(f"essai {n}")).endswith("6M"))
    assert not found.is_left(f"{label} Ozy", "d")
    assert not found.is_left(f"{label.lower()}-ozy", "d")
    assert found.is_left("Personne-4CFWJ66M Ozy", "d")  # no pseudonym that was given
    assert found.is_left("vu par M. Ozy", "d")


def test_the_letters_of_the_word_for_a_person_are_no_name(knowledge: Knowledge) -> None:
    found = masker(knowledge, "Odile Personne")
    assert not found.is_left(found.mask("Odile Personne est venue", "d"), "d")


MAYOR = "Compte rendu\n\nBastien Coudrelle, maire de Quimper, a ouvert la séance. M. Coudrelle a remercié la Ville de Quimper.\n"
RESIDENT = "Sortie au musée\n\nBastien Aucamville, habitant de Brest, guidait les élèves.\n"


def test_an_id_made_of_an_alias_is_made_anew_for_one_who_stays(tmp_path: Path, tools: Tools) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "compte-rendu.txt").write_text(MAYOR, encoding="utf-8")
    (raw / "musee.txt").write_text(RESIDENT, encoding="utf-8")
    out = build(raw, tmp_path / "out", tools)
    shown, other = "person:bastien-coudrelle", "person:bastien-aucamville"
    rows = {name: read_table(out, name).to_pylist() for name in TABLES}
    people = {row["person_id"]: row for row in rows["people"]}
    rows["people"] = [row for row in rows["people"] if row["person_id"] not in (shown, other)]
    rows["people"].append({**people[shown], "person_id": other, "aliases": ["Bastien Aucamville"]})
    for row in (*rows["roles"], *rows["mentions"]):
        row.update({column: other for column in ("person_id", "entity_id") if row.get(column) == shown})
    public = make_public({name: make_table(TABLES[name], rows[name]) for name in TABLES}, tools.knowledge, KEY)
    check_public(public)
    assert shown in public.tables["people"]["person_id"].to_pylist()
    assert shown in public.tables["roles"]["person_id"].to_pylist()
    assert shown in public.tables["mentions"]["entity_id"].to_pylist()
    assert "aucamville" not in plain(str([table.to_pylist() for table in public.tables.values()]))
