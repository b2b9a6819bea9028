"""A resolution made from the one before is that made from all names, whatever changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from pipeline.knowledge import Knowledge
from pipeline.normalise import Overrides, State, gather_names, resolve_anew, revise
from pipeline.records import Acronym, DocumentLinks, DocumentNames

Pair = Any
PEOPLE = ("Anne Laplanne", "Anne Laplane", "A. Laplanne", "Luc Cros", "LUC CROS", "Luc Cros-Denis", "Hélène Ruel", "Helene Ruel")
BODIES = (
    "Association des relieurs d'Aubigny",
    "Association des relieurz d'Aubigny",
    "CDR",
    "Comité des relieurs",
    "Ville de Caen",
    "Régie des bacs",
    "REGIE DES BACS",
)
PLACES = ("Berlin", "Caen", "Palais des congrès", "palais des congrès")
MEANINGS = ("Comité des relieurs", "Cercle des rameurs")
ROLES = ("directrice des sports", "maire", None)
DECISIONS = Overrides(
    merges={"org:regie-bacs": "org:comite-relieurs", "person:luc-cros-denis": "person:luc-cros"},
    splits={("person:helene-ruel", "d3"): "person:autre-ruel"},
    names={"person:autre-ruel": "Hélène Ruel (la jeune)", "org:comite-relieurs": "Le Comité"},
)


@pytest.fixture
def draw_names(read: Callable[..., Pair], role: Callable[..., Any], knowledge: Knowledge) -> Callable[[random.Random, str], DocumentNames]:
    """What a drawn document says: names of few people and bodies, so that much of it meets."""

    def make(draw: random.Random, doc_id: str) -> DocumentNames:
        marks = [f"[PER:{name}]" for name in draw.sample(PEOPLE, draw.randrange(4))]
        marks += [f"[ORG:{name}]" for name in draw.sample(BODIES, draw.randrange(4))]
        marks += [f"[LOC:{name}]" for name in draw.sample(PLACES, draw.randrange(3))]
        roles = [
            role(name, email=draw.choice([None, "a.laplanne@cdr.fr", "luc@example.org"]), role=draw.choice(ROLES))
            for name in draw.sample(PEOPLE, draw.randrange(3))
        ]
        defined = (Acronym("CDR", draw.choice(MEANINGS), 0, 3),) if draw.random() < 0.3 else ()
        return gather_names(*read("Voici " + ", ".join(marks) + ".", doc_id, roles=tuple(roles), acronyms=defined), knowledge)

    return make


def links_of(links: tuple[DocumentLinks, ...]) -> dict[str, DocumentLinks]:
    return {link.doc_id: link for link in links}


@pytest.mark.parametrize("overrides", [Overrides(), DECISIONS], ids=["without decisions", "with decisions"])
@pytest.mark.parametrize("seed", range(8))
def test_a_revision_gives_what_all_names_give(
    draw_names: Callable[[random.Random, str], DocumentNames], knowledge: Knowledge, seed: int, overrides: Overrides
) -> None:
    draw = random.Random(seed)
    names = {f"d{n}": draw_names(draw, f"d{n}") for n in range(12)}
    full, state = resolve_anew(names.values(), knowledge.registers, overrides)
    revisions = 0
    for _ in range(25):
        before, held = dict(names), msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=State)
        for doc_id in draw.sample([f"d{n}" for n in range(14)], draw.choice([1, 1, 2])):
            if draw.random() < 0.2:
                names.pop(doc_id, None)
            else:
                names[doc_id] = draw_names(draw, doc_id)
        changed = {i: before.get(i) for i in sorted(before.keys() | names.keys()) if before.get(i) != names.get(i)}
        entities, state = revise(list(names.values()), changed, full, held, knowledge.registers, overrides)
        past, (full, _) = links_of(full.links), resolve_anew(names.values(), knowledge.registers, overrides)
        assert entities.organisations == full.organisations
        assert entities.places == full.places
        assert entities.people == full.people
        now = links_of(full.links)
        assert {**{i: link for i, link in past.items() if i in now}, **links_of(entities.links)} == now
        revisions += len(entities.links) < len(now)
    assert revisions  # not all documents were looked at each time


def test_a_revision_looks_at_what_the_change_touches_alone(read: Callable[..., Pair], knowledge: Knowledge) -> None:
    def say(text: str, doc_id: str) -> DocumentNames:
        return gather_names(*read(text, doc_id), knowledge)

    names = [say(f"[PER:Luc Cros] et la [ORG:Régie des bacs] vont à [LOC:Caen] {n}.", f"d{n}") for n in range(5)]
    full, state = resolve_anew(names, knowledge.registers, Overrides())
    first, names[0] = names[0], say("[PER:Hélène Ruel] reste à [LOC:Caen].", "d0")
    entities, _ = revise(names, {"d0": first}, full, state, knowledge.registers, Overrides())
    assert [link.doc_id for link in entities.links] == ["d0"]
    assert {p.name: p.document_count for p in entities.people} == {"Luc Cros": 4, "Hélène Ruel": 1}
    assert {p.name: p.document_count for p in entities.places} == {"Caen": 5}


def test_others_are_linked_anew_where_a_change_says_who_they_are(read: Callable[..., Pair], knowledge: Knowledge) -> None:
    def say(text: str, doc_id: str, **records: Any) -> DocumentNames:
        return gather_names(*read(text, doc_id, **records), knowledge)

    names = [say("Le [ORG:CDR] vote.", "a"), say("La [ORG:Régie des bacs] vote.", "b"), say("[PER:Luc Cros] vote.", "c")]
    full, state = resolve_anew(names, knowledge.registers, Overrides())
    first = names[2]
    names[2] = say("[PER:Luc Cros] lit.", "c", acronyms=(Acronym("CDR", "Comité des relieurs", 0, 3),))
    entities, _ = revise(names, {"c": first}, full, state, knowledge.registers, Overrides())
    assert sorted(link.doc_id for link in entities.links) == ["a", "c"]
    assert [o.org_id for o in entities.organisations] == ["org:comite-relieurs", "org:regie-bacs"]
