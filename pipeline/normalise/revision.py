"""A resolution made from the one before: only what the changed documents touch is resolved again.

Each step is that of ``resolution`` and ``decisions``, on the blocks, pairs, documents and entities that can come out
otherwise; the result is that of ``resolve_anew`` on all names. docs/decisions/resolution.md says what touches what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from msgspec.structs import replace

from pipeline.normalise.acronyms import Definitions, merge_definitions, short_key
from pipeline.normalise.decisions import Gathered, join_rows, make_rows, settle
from pipeline.normalise.keys import organisation_key
from pipeline.normalise.organisations import Directory, settle_organisation
from pipeline.normalise.overrides import Overrides
from pipeline.normalise.resolution import (
    Claim,
    Member,
    Pair,
    Profile,
    Resolution,
    claims,
    compare_partition,
    comparison_keys,
    keyed_profiles,
    merge_pairs,
    resolve_block,
)
from pipeline.normalise.state import State, make_state
from pipeline.records import DocumentLinks, DocumentNames, Entities, Organisation, Person, PersonName, Place
from pipeline.registers import Registers

Block = tuple[list[Profile], list[Member]]
Changed = Mapping[str, DocumentNames | None]
"""What the documents that are new, gone or say something else said before; None for the new ones."""


@dataclass(slots=True)
class Side:
    """The corpus as it was, or as it is: what the documents that were looked at say, and what came of it."""

    names: Mapping[str, DocumentNames]
    definitions: Definitions
    claims: Mapping[str, list[Claim]]
    """By the key of their block."""
    merged: Mapping[str, str]
    blocks: dict[str, Block] = field(default_factory=dict)


def revise(
    names: Sequence[DocumentNames], changed: Changed, before: Entities, state: State, registers: Registers, overrides: Overrides
) -> tuple[Entities, State]:
    """The resolution of ``names`` from that of the same documents but for those that have ``changed``; of links only those that were
    looked at, for all others are what they were."""
    now = {each.links.doc_id: each for each in names}
    past = {doc_id: each for doc_id, each in changed.items() if each}
    kept = {doc_id: each for doc_id, each in now.items() if doc_id not in changed}
    was, are = (define((*kept.values(), *some)) for some in (past.values(), (now[d] for d in changed if d in now)))
    if was != are:
        binding = differing(was, are)
        past |= {doc_id: each for doc_id, each in kept.items() if is_bound(each, binding)}
        kept = {doc_id: each for doc_id, each in kept.items() if doc_id not in past}
    fresh = {doc_id: each for doc_id, each in now.items() if doc_id not in kept}
    sides = (
        Side(past, was, group_claims(past.values(), was, registers), state.merged),
        Side(fresh, are, group_claims(fresh.values(), are, registers), {}),
    )
    return _Reviser(kept, *sides, state, registers, overrides).revise(before)


def define(names: Iterable[DocumentNames]) -> Definitions:
    """The abbreviations that documents agree on."""
    return merge_definitions(pair for each in names for pair in each.definitions)


def group_claims(names: Iterable[DocumentNames], definitions: Definitions, registers: Registers) -> dict[str, list[Claim]]:
    """What documents put into blocks, by block."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for each in names:
        for claim in claims(each, definitions, registers):
            found[claim.key].append(claim)
    return found


@dataclass(frozen=True, slots=True)
class Binding:
    """Of what two sets of abbreviations say something else."""

    shorts: Set[str]
    """Short forms, folded."""
    keys: Set[str]
    """Keys of long forms."""


def differing(was: Definitions, are: Definitions) -> Binding:
    """What is defined otherwise than it was."""
    keys = {key for key in was.shorts.keys() | are.shorts.keys() if was.shorts.get(key) != are.shorts.get(key)}
    longs = was.longs.keys() | are.longs.keys()
    shorts = {short for short in longs if was.longs.get(short) != are.longs.get(short)}
    shorts |= {short for short in longs for side in (was, are) if organisation_key(side.longs.get(short, "")) in keys}
    return Binding(shorts | (was.defined ^ are.defined), keys)


def is_bound(names: DocumentNames, binding: Binding) -> bool:
    """Whether the organisations of a document may be others, or have other rows, for what is defined otherwise."""
    for organisation in names.organisations:
        if organisation.key in binding.keys or not binding.shorts.isdisjoint((organisation.short or "").split()):
            return True
        if any(short_key(text) in binding.shorts for text, _ in organisation.spellings):
            return True
    return False


class _Reviser:
    """One revision on its way: ``was`` and ``now`` are what differs, ``kept`` the documents that say what they said."""

    def __init__(
        self, kept: Mapping[str, DocumentNames], was: Side, now: Side, state: State, registers: Registers, overrides: Overrides
    ) -> None:
        self.kept = kept
        self.was = was
        self.now = now
        self.state = state
        self.registers = registers
        self.overrides = overrides
        self.claims = group_claims(kept.values(), now.definitions, registers)
        self.dirty = was.claims.keys() | now.claims.keys()

    def revise(self, before: Entities) -> tuple[Entities, State]:
        """All steps."""
        pairs = self.compare()
        self.now.merged = merge_pairs(pairs)
        others = self.relinked() - self.was.names.keys() - self.now.names.keys()
        self.was.names = {**self.was.names, **{doc_id: self.kept[doc_id] for doc_id in others}}
        self.now.names = {**self.now.names, **{doc_id: self.kept[doc_id] for doc_id in others}}
        links, gathered = self.settle(self.now)
        rows = self.rows(before, self.settle(self.was)[1], gathered)
        profiles = [p for key in self.dirty for p in self.block(self.now, key)[0]]
        made = make_state(profiles, keyed_profiles(profiles), pairs, self.now.merged)
        return replace(rows, links=links), self.state.revise(self.dirty, made)

    def block(self, side: Side, key: str) -> Block:
        """The people of a name, or the organisation, as they were or are."""
        side = side if key in self.dirty else self.now
        if key not in side.blocks:
            some = [*self.claims.get(key, ()), *side.claims.get(key, ())]
            side.blocks[key] = resolve_block(some) if some else ([], [])
        return side.blocks[key]

    def compare(self) -> list[Pair]:
        """The pairs that are one entity now: those under a key of a profile that has changed are looked for again."""
        profiles = [[p for key in self.dirty for p in self.block(side, key)[0]] for side in (self.was, self.now)]
        differ = set(profiles[0]) ^ set(profiles[1])
        keys = {key for profile in differ for key in comparison_keys(profile)}
        others = self.state.blocks_under(keys) - self.dirty
        near = [*profiles[1], *(p for other in others for p in self.block(self.now, other)[0])]
        found = compare_partition(((key, p) for key, p in keyed_profiles(near) if key in keys), self.registers)
        return [*self.state.alike_but_under(keys), *found]

    def relinked(self) -> set[str]:
        """The documents in which somebody is another than before."""
        found: set[str] = set()
        for key in self.dirty:
            members = [set(self.block(side, key)[1]) for side in (self.was, self.now)]
            found.update(doc_id for doc_id, _, _ in members[0] ^ members[1])
        ids = self.was.merged.keys() | self.now.merged.keys()
        moved = {i for i in ids if self.was.merged.get(i) != self.now.merged.get(i)}
        for side, key in self.homes(moved):
            of_people = [doc_id for doc_id, _, settled in self.block(side, key)[1] if settled in moved]
            found.update(of_people if key.startswith("person:") else (claim.doc_id for claim in self.claims.get(key, ())))
        return found

    def homes(self, ids: Set[str]) -> list[tuple[Side, str]]:
        """The blocks that gave some identifiers, before and now."""
        found = [(self.was, key) for entity_id, key in self.state.homes if entity_id in ids]
        return [*found, *((self.now, key) for key in self.dirty if any(p.entity_id in ids for p in self.block(self.now, key)[0]))]

    def settle(self, side: Side) -> tuple[tuple[DocumentLinks, ...], Gathered]:
        """The links of the documents that were looked at, and what they say of their entities."""
        keys = {f"person:{person.key}" for names in side.names.values() for person in names.people}
        members = (member for key in keys for member in self.block(side, key)[1])
        people = {(doc_id, ref): settled for doc_id, ref, settled in members if doc_id in side.names}
        resolution = Resolution(side.definitions, people, side.merged)
        return settle(side.names.values(), resolution, self.registers, self.overrides)

    def rows(self, before: Entities, past: Gathered, gathered: Gathered) -> Entities:
        """All rows: those of entities that the documents looked at name, or named, are made again from all that name them."""
        wanted = {*past.organisations, *past.places, *past.people, *gathered.organisations, *gathered.places, *gathered.people}
        self.gather_others(wanted, gathered)
        named: dict[str, Organisation | Place | Person] = {
            **{o.org_id: o for o in before.organisations if o.org_id in wanted},
            **{p.place_id: p for p in before.places if p.place_id in wanted},
            **{p.person_id: p for p in before.people if p.person_id in wanted},
        }
        for entity_id, row in named.items():
            gathered.mentions[entity_id] += row.mention_count - past.mentions[entity_id]
            gathered.documents[entity_id] += row.document_count - past.documents[entity_id]
        gathered.documents = +gathered.documents  # those that nobody names any more have no row
        left = Entities(
            tuple(o for o in before.organisations if o.org_id not in wanted),
            tuple(p for p in before.places if p.place_id not in wanted),
            tuple(p for p in before.people if p.person_id not in wanted),
        )
        return join_rows([left, make_rows(gathered, Directory(self.registers, self.now.definitions), self.overrides)], ())

    def gather_others(self, wanted: Set[str], gathered: Gathered) -> None:
        """What the other documents say of some entities."""
        resolution = Resolution(self.now.definitions, {}, self.now.merged)
        for doc_id, names in self.kept.items():
            if doc_id in self.now.names:
                continue
            for organisation in names.organisations:
                settled = organisation.ref if not organisation.short else None
                if settled and resolution.final(settled, doc_id, self.overrides) not in wanted:
                    continue
                settled, entry = settle_organisation(organisation, resolution.definitions, self.registers)
                if settled and (org_id := resolution.final(settled, doc_id, self.overrides)) in wanted:
                    gathered.add_organisation(org_id, entry, org_id == settled)
            for named in names.places:
                if (place_id := self.overrides.final(named.place.place_id, doc_id)) in wanted:
                    gathered.add_place(place_id, named)
        for person_id, person in self.people_among(wanted, resolution):
            gathered.add_person(person_id, person)

    def people_among(self, wanted: Set[str], resolution: Resolution) -> Iterator[tuple[str, PersonName]]:
        """The people of the other documents that are among some entities."""
        overrides = self.overrides
        ids = wanted | {i for i in overrides.merges if overrides.final(i, "") in wanted}
        ids |= {i for i, doc_id in overrides.splits if overrides.final(i, doc_id) in wanted}
        ids |= {other for other, head in resolution.merged.items() if head in ids}
        for key in {key for _, key in self.homes(ids) if key.startswith("person:")}:
            people = {(claim.doc_id, claim.ref): claim.person for claim in self.claims.get(key, ())}
            for doc_id, ref, settled in self.block(self.now, key)[1]:
                person = people.get((doc_id, ref))
                person_id = resolution.final(settled, doc_id, overrides)
                if person and doc_id not in self.now.names and person_id in wanted:
                    yield person_id, person
