"""Identifiers do not depend on the other documents; nothing refers to what is not there."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from pipeline.errors import BuildError
from pipeline.knowledge import Knowledge
from pipeline.normalise import Overrides, gather_names, resolve_names
from pipeline.normalise.acronyms import Definitions
from pipeline.normalise.decisions import Gathered, make_rows, referred
from pipeline.normalise.organisations import Directory
from pipeline.records import Acronym, DocumentLinks, DocumentNames, Entities

Read = Callable[..., Any]
Resolve = Callable[..., Entities]
FIRST = (
    "La [ORG:Ville de Créteil], l'[ORG:Association des relieurs] et [PER:Jeanne Martin] sont à [LOC:Berlin]. "
    "La [ANA:Ville] paie. Le [ORG:Grand Nancy] suit la [LOC:Loire], [PER:4 Rallumer] non."
)
SECOND = "L'[ORG:ASSOCIATION DES RELIEURS], [PER:MARTIN Jeanne] et la [ORG:Ville de Caen] vont à [LOC:Berlin]."


def test_identifiers_stay_when_a_document_is_added(read: Read, resolve: Resolve) -> None:
    alone, both = resolve(read(FIRST, "b")), resolve(read(SECOND, "a"), read(FIRST, "b"))
    assert alone.links[0] == both.links[1]
    assert {o.org_id for o in alone.organisations} < {o.org_id for o in both.organisations}


def test_the_order_of_documents_does_not_count(read: Read, resolve: Resolve) -> None:
    assert resolve(read(SECOND, "a"), read(FIRST, "b")) == resolve(read(FIRST, "b"), read(SECOND, "a"))


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_partitions_and_order_do_not_count(
    read: Read, role: Callable[..., Any], knowledge: Knowledge, draw: random.Random, partitions: int
) -> None:
    extra = {"email": "anne.laplanne@example.org", "role": "directrice des sports"}
    pairs = [
        read(FIRST, "b", acronyms=(Acronym("CDR", "Comité des relieurs", 0, 3),)),
        read(SECOND + " Le [ORG:CDR] et l'[ORG:Association des relieurs d'Aubigny].", "a", roles=(role("Anne Laplanne", **extra),)),
        read("L'[ORG:Association des relieurz d'Aubigny].", "c", roles=(role("Anne Laplane", role="directrice des sports"),)),
        read("À [LOC:Palais des congrès].", "d", roles=(role("A. Laplanne"), role("Luc Cros", 1, "author", email="luc.cros@cdr.fr"))),
    ]
    names = [gather_names(document, extraction, knowledge) for document, extraction in pairs]
    expected = resolve_names(names, knowledge.registers, Overrides())
    assert len(expected.organisations) == 6
    assert next(link for link in expected.links if link.doc_id == "d").role_orgs[1] == "org:comite-relieurs"
    draw.shuffle(names)
    stored = [msgspec.msgpack.decode(msgspec.msgpack.encode(each), type=DocumentNames) for each in names]
    assert resolve_names(stored, knowledge.registers, Overrides(), partitions) == expected


@pytest.fixture
def draw() -> random.Random:
    return random.Random(3)


@pytest.mark.parametrize("texts", [(FIRST,), (FIRST, SECOND)])
def test_all_that_is_referred_to_is_there_and_nothing_else(read: Read, resolve: Resolve, texts: tuple[str, ...]) -> None:
    entities = resolve(*(read(text, f"doc-{i}") for i, text in enumerate(texts)))
    rows = [o.org_id for o in entities.organisations] + [p.place_id for p in entities.places] + [p.person_id for p in entities.people]
    assert sorted({e for link in entities.links for e in referred(link)}) == sorted(rows)
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", ["Le Maire", "Espace Zola", "Leclerc - Avenant", "Bar-sur-Aube", "Grand Nancy", "4 Rallumer"])
def test_what_is_no_person_gets_no_row(read: Read, resolve: Resolve, name: str) -> None:
    entities = resolve(read(f"Selon [PER:{name}], tout va."))
    assert entities.people == () and entities.links[0].mentions == (None,)


def test_references_are_counted_by_mention_and_by_document() -> None:
    gathered = Gathered()
    gathered.count(DocumentLinks("a", mentions=("x", None, "x"), role_people=("p",)))
    gathered.count(DocumentLinks("b", mentions=("y",), figure_orgs=("x", None)))
    assert gathered.mentions == {"x": 2, "y": 1}
    assert gathered.documents == {"x": 2, "p": 1, "y": 1}


def test_what_is_referred_to_and_is_no_entity_is_told(knowledge: Knowledge) -> None:
    gathered = Gathered()
    gathered.count(DocumentLinks("a", mentions=("org:x",)))
    with pytest.raises(BuildError, match="'org:x' and 0 more are referred to but are no entities"):
        make_rows(gathered, Directory(knowledge.registers, Definitions()), Overrides())
