"""Extractions built by hand: « la [ORG:Ville de Caen] », « le [ANA:Département] », « [PER:Jeanne Martin] »."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from pipeline.knowledge import Knowledge
from pipeline.normalise import Overrides, normalise_corpus
from pipeline.records import CleanDocument, Entities, Extraction, Mention, Role, Source
from pipeline.registers import Registers, load_registers

MARK = re.compile(r"\[(ORG|LOC|PER|ANA):([^\]]+)\]")
Pair = tuple[CleanDocument, Extraction]


@pytest.fixture(scope="session")
def registers() -> Registers:
    return load_registers()


@pytest.fixture(scope="session")
def knowledge(registers: Registers) -> Knowledge:
    """Normalise looks at the registers alone."""
    return Knowledge(cast(Any, None), cast(Any, None), registers)


@pytest.fixture
def read() -> Callable[..., Pair]:
    """An annotated text → its document and extraction; further records are given by name."""

    def make(marked: str, doc_id: str = "doc", **records: Any) -> Pair:
        parts: list[str] = []
        mentions: list[Mention] = []
        at = length = 0
        for match in MARK.finditer(marked):
            before = marked[at : match.start()]
            label = "ORG" if match[1] == "ANA" else match[1]
            start = length + len(before)
            mentions.append(Mention(start, start + len(match[2]), label, match[2], "rule", 1.0, is_anaphor=match[1] == "ANA"))
            parts += (before, match[2])
            length, at = start + len(match[2]), match.end()
        text = "".join([*parts, marked[at:]])
        source = Source(doc_id, f"{doc_id}.txt", "0", len(text), "text/plain")
        return CleanDocument(source, text, len(text)), Extraction(doc_id, mentions=tuple(mentions), **records)

    return make


@pytest.fixture
def resolve(knowledge: Knowledge) -> Callable[..., Entities]:
    """Entities of documents given as ``read`` makes them."""

    def run(*pairs: Pair, overrides: Overrides | None = None) -> Entities:
        return normalise_corpus([d for d, _ in pairs], [e for _, e in pairs], knowledge, overrides or Overrides())

    return run


@pytest.fixture
def role() -> Callable[..., Role]:
    """A role with what a test does not say left out."""

    def make(name: str, start: int = 0, relation: str = "mentioned", **fields: Any) -> Role:
        given, _, family = name.partition(" ")
        filled: dict[str, Any] = {"email": None, "role": None, "role_type": None, "corps": None, "org": None, "confidence": 1.0}
        return Role(
            name=name,
            given_name=given,
            family_name=family or None,
            relation=relation,
            start=start,
            end=start + len(name),
            **{**filled, **fields},
        )

    return make


@pytest.fixture
def named() -> Callable[[Entities, Sequence[str | None]], list[str | None]]:
    """The names that identifiers stand for."""

    def show(entities: Entities, ids: Sequence[str | None]) -> list[str | None]:
        names: dict[str | None, str] = {o.org_id: o.name for o in entities.organisations}
        names.update({p.place_id: p.name for p in entities.places})
        names.update({p.person_id: p.name for p in entities.people})
        return [names.get(i) for i in ids]

    return show
