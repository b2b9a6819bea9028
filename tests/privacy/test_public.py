"""No private person is left in the public set, whatever was done to his name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.execution.jobs import Tools
from pipeline.files import read_json
from pipeline.knowledge import Knowledge
from pipeline.making import make_table
from pipeline.privacy.build import build_public, write_tables
from pipeline.privacy.census import is_generic, office_ground, personal_addresses
from pipeline.privacy.keys import load_key
from pipeline.storage import read_table
from pipeline.tables import TABLES
from tests.conftest import build
from tests.privacy.leaks import cells, find_leaks, plain

KEY = b"une cle d'essai assez longue pour cela"
STUDENT = """Lettre du quartier

LES AUTEURS

Philippine Vandervelle
philippine.vandervelle@example.org

VANDERVELLE Philippine est venue avec M. Petit et Mme Odile Blanc-Roussel. P. Vandervelle a conduit l'enquête ; Philippine
Vander-
velle la publie sur https://exemple.example.org/philippine-vandervelle/photo et sur www.example.org/equipe/pvandervelle.html.
Il y a un petit jardin blanc, et Petit le soigne. Les deux Blanc-Roussel habitent rue du Moulin. Joindre Odile au 06 12 34 56 78
ou au +33 (0)2 99 00 11 22, ou écrire à odile . blancroussel @ example . org ; la mairie répond à mairie@example.org.
Ou encore à o.blancroussel@example.org. ODILE BLANC-ROUSSEL y répond.

Signé : Théobald Grandclément-Aury, retraité
"""
MAYOR = """Compte rendu

Bastien Coudrelle, maire de Quimper, a salué Philippine Vandervelle. M. Coudrelle a remercié la Ville de Quimper.
Contact : Théobald Grandclément-Aury, t.grandclementaury@example.org
"""
OTHER = """Sortie au musée

Les élèves ont vu la ville de Brest. Bastien Coudrelle, habitant de Brest, les guidait. PHILIPPINE VANDERVELLE photographiait.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """A corpus that names private persons in every way, and a mayor both in office and out of it."""
    raw = tmp_path_factory.mktemp("raw")
    (raw / "lettre-philippine-vandervelle.txt").write_text(STUDENT, encoding="utf-8")
    (raw / "compte-rendu.txt").write_text(MAYOR, encoding="utf-8")
    (raw / "musee.txt").write_text(OTHER, encoding="utf-8")
    (raw / "manifest.csv").write_text(
        "path,source_url,licence\n"
        "lettre-philippine-vandervelle.txt,https://example.org/Vandervelle_Philippine.txt,\ncompte-rendu.txt,,\nmusee.txt,,\n"
    )
    out = build(raw, tmp_path_factory.mktemp("out"), tools)
    build_public(out, tools.knowledge, KEY)
    return out


@pytest.mark.parametrize("corpus", ["built", "sample_build", "shared_build"])
def test_nothing_is_left_of_a_private_person(corpus: str, request: pytest.FixtureRequest, knowledge: Knowledge) -> None:
    out = request.getfixturevalue(corpus)
    build_public(out, knowledge, KEY)
    assert find_leaks(out, out / "public", knowledge) == []


def test_the_search_finds_what_is_left(sample_build: Path, knowledge: Knowledge) -> None:
    build_public(sample_build, knowledge, KEY)
    found = find_leaks(sample_build, sample_build / "public", knowledge)
    assert found == []
    names = set(read_table(sample_build, "people")["name"].to_pylist()) - set(
        read_table(sample_build / "public", "people")["name"].to_pylist()
    )
    (sample_build / "public" / "notes.md").write_text(f"vu avec {plain(min(names))}", encoding="utf-8")
    try:
        assert any(leak.startswith("notes.md") for leak in find_leaks(sample_build, sample_build / "public", knowledge))
    finally:
        (sample_build / "public" / "notes.md").unlink()


WORDS = (
    "vandervelle", "philippine", "blanc-roussel", "blancroussel", "odile", "grandclement", "theobald", "061234", "06 12", "99 00 11",
    "vander-", "velle",
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_no_part_of_a_name_is_left(built: Path, word: str) -> None:
    left = [(where, text) for where, _, text in cells(built / "public") if word in plain(text)]
    assert left == []


def public_text(built: Path, start: str) -> str:
    return next(t for t in read_table(built / "public", "documents")["text"].to_pylist() if t.startswith(start))


def test_common_words_that_are_also_names_stay(built: Path) -> None:
    text = public_text(built, "Lettre")
    assert "un petit jardin blanc" in text
    assert "M. Petit" not in text
    assert "rue du Moulin" in text
    assert "mairie@example.org" in text


def test_a_mayor_stays_where_he_is_named_as_mayor_alone(built: Path) -> None:
    assert "Bastien Coudrelle, maire de Quimper" in public_text(built, "Compte rendu")
    assert "M. Coudrelle" in public_text(built, "Compte rendu")
    assert "Coudrelle" not in public_text(built, "Sortie")
    people = read_table(built / "public", "people").to_pylist()
    assert [p["name"] for p in people if not p["name"].startswith("Personne-")] == ["Bastien Coudrelle"]
    assert all(p["email"] is None for p in people)


def test_one_person_has_one_pseudonym(built: Path) -> None:
    texts = [public_text(built, start) for start in ("Lettre", "Compte", "Sortie")]
    first = re.findall(r"Personne-\w{8}", texts[0])[0]
    assert all(first in text for text in texts)
    roles = read_table(built / "public", "roles").to_pylist()
    assert f"person:{first.lower()}" in {r["person_id"] for r in roles}
    assert "lettre-" + first.lower() in read_table(built / "public", "documents")["source_path"].to_pylist()[1]


@pytest.mark.parametrize("corpus", ["built", "sample_build"])
def test_offsets_and_keys_hold_in_the_public_set(corpus: str, request: pytest.FixtureRequest, knowledge: Knowledge) -> None:
    out = request.getfixturevalue(corpus)
    build_public(out, knowledge, KEY)
    folder = out / "public"
    texts = {d["doc_id"]: d["text"] for d in read_table(folder, "documents").to_pylist()}
    for table in TABLES.values():
        rows = read_table(folder, table.name).to_pylist()
        for row in rows:
            if table.quotes:
                assert texts[row["doc_id"]][row["start"] : row["end"]] == row[table.quotes]
        for column, target in table.foreign.items():
            known = set(read_table(folder, target)[TABLES[target].key[0]].to_pylist())
            assert {row[column] for row in rows} - {None} <= known


def test_the_key_alone_decides_the_bytes(built: Path, knowledge: Knowledge) -> None:
    folder = built / "public"
    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert build_public(built, knowledge, KEY) is None
    (folder / "people.parquet").unlink()
    assert build_public(built, knowledge, KEY) is not None
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == first
    build_public(built, knowledge, KEY[::-1])
    assert (folder / "people.parquet").read_bytes() != first["people.parquet"]
    build_public(built, knowledge, KEY)


def test_the_report_counts_and_names_nobody(built: Path) -> None:
    report = read_json(built / "public" / "report.json")
    assert report["people_replaced"] >= 4
    assert report["people_staying"] == 1
    assert report["replacements"]["phone"] >= 2
    assert report["documents_renamed"] == 1
    assert "Coudrelle" not in (built / "public" / "REPORT.md").read_text(encoding="utf-8")


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "privacy" / "pseudonyms.key"
    key = load_key(path)
    assert load_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(Exception, match="can be read by others: chmod 600"):
        load_key(path)
    with pytest.raises(Exception, match="give at least 32"):
        load_key(path, "short")


OFFICES = (
    ("maire", "maire de Brest", "speaker", None, True),
    ("maire", "ancien maire de Brest", "speaker", None, False),
    ("maire", "assistante du maire", "contact", "commune", False),
    ("adjoint", "adjointe au maire chargée des sports", "elected", "commune", True),
    ("president", "président du conseil citoyen", "witness", "commune", False),
    ("president", "présidente de la communauté de communes", "elected", "epci", True),
    ("president", "présidente de l'association", "elected", "association", False),
    ("dgs", "directeur général des services", "mentioned", "departement", True),
    ("dgs", "directeur général des services", "mentioned", None, False),
    ("directeur", "directrice des archives", "speaker", "departement", False),
    ("eleve", "élève administratrice", "author", "ecole", False),
)


@pytest.mark.parametrize(("kind", "role", "relation", "body", "stays"), OFFICES)
def test_who_stays_named(kind: str, role: str, relation: str, body: str | None, stays: bool) -> None:
    row = {"role_type": kind, "role": role, "relation": relation}
    assert (office_ground(row, {"type": body} if body else None) is not None) == stays


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Écrire à o.petit@example.org. Anne", "o.petit@example.org"),
        ("o . petit @ ville . quimper . bzh, ici", "o . petit @ ville . quimper . bzh"),
        ("o.petit@ville. FR", "o.petit@ville. FR"),
        ("o.petit@ville.fr. De plus", "o.petit@ville.fr"),
    ],
)
def test_an_address_ends_before_the_next_sentence(text: str, address: str) -> None:
    assert [match[0] for match in personal_addresses(text)] == [address]


@pytest.mark.parametrize(
    ("address", "generic"),
    [("contact@x.example", True), ("service-urbanisme@x.example", True), ("mairie.colmar@colmar.example", True),
     ("a.martin@x.example", False), ("colmar@colmar.example", False), ("info.dupont@x.example", False), ("martin@ville.example", False)],
)  # fmt: skip
def test_addresses_of_bodies_stay(address: str, generic: bool) -> None:
    assert is_generic(*address.split("@")) == generic


def test_of_tables_that_cannot_all_be_written_none_is_left(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        write_tables(tmp_path, {"people": make_table(TABLES["people"], []), "places": None})  # type: ignore[dict-item]
    assert list(tmp_path.iterdir()) == []
