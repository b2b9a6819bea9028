"""The last step: what the blocks decided and the analyst's decisions are applied, and rows made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec.structs import replace

from pipeline.errors import BuildError
from pipeline.normalise.identities import Identity, person_row
from pipeline.normalise.organisations import Directory, Entry, settle_organisation
from pipeline.normalise.overrides import Overrides
from pipeline.normalise.places import Spot
from pipeline.normalise.resolution import Resolution, partition_of
from pipeline.records import DocumentLinks, DocumentNames, Entities, Organisation, Person, PersonName, Place, PlaceName
from pipeline.registers import Registers

T = TypeVar("T", Entry, Spot, Identity)
R = TypeVar("R", Organisation, Place, Person)


@dataclass(slots=True)
class Gathered:
    """What documents say of each entity, by final identifier."""

    organisations: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, Spot] = field(default_factory=dict)
    people: dict[str, Identity] = field(default_factory=dict)
    mentions: Counter[str] = field(default_factory=Counter)
    """How many mentions refer to each."""
    documents: Counter[str] = field(default_factory=Counter)
    """How many documents refer to each, in whatever record."""

    def absorb(self, other: Gathered) -> None:
        """Take over what other documents say; the order does not matter."""
        _absorb(self.organisations, other.organisations)
        _absorb(self.places, other.places)
        _absorb(self.people, other.people)
        self.mentions.update(other.mentions)
        self.documents.update(other.documents)

    def split(self, partitions: int) -> list[Gathered]:
        """The same by partitions of the identifiers, so that rows can be made apart."""
        found = [Gathered() for _ in range(partitions)]
        for org_id, entry in self.organisations.items():
            found[partition_of(org_id, partitions)].organisations[org_id] = entry
        for place_id, spot in self.places.items():
            found[partition_of(place_id, partitions)].places[place_id] = spot
        for person_id, person in self.people.items():
            found[partition_of(person_id, partitions)].people[person_id] = person
        for entity_id, count in self.mentions.items():
            found[partition_of(entity_id, partitions)].mentions[entity_id] = count
        for entity_id, count in self.documents.items():
            found[partition_of(entity_id, partitions)].documents[entity_id] = count
        return found

    def add_organisation(self, org_id: str, entry: Entry, is_own: bool) -> None:
        """What a document says of an organisation; not ``is_own`` where it has another identifier there."""
        entry.is_own = is_own
        _put(self.organisations, org_id, entry)

    def add_place(self, place_id: str, named: PlaceName) -> None:
        """What a document says of a place."""
        _put(self.places, place_id, Spot(named.place, Counter(dict(named.spellings)), place_id == named.place.place_id))

    def add_person(self, person_id: str, person: PersonName) -> None:
        """What a document says of a person."""
        if person_id not in self.people:
            self.people[person_id] = Identity()
        self.people[person_id].add(person)

    def count(self, links: DocumentLinks) -> None:
        """Count what the records of a document refer to."""
        self.mentions.update(filter(None, links.mentions))
        self.documents.update(referred(links))


def _absorb(mine: dict[str, T], theirs: dict[str, T]) -> None:
    for entity_id, other in theirs.items():
        _put(mine, entity_id, other)


def _put(mine: dict[str, T], entity_id: str, other: T) -> None:
    known = mine.setdefault(entity_id, other)
    if known is not other:
        known.absorb(other)


def settle(
    names: Iterable[DocumentNames], resolution: Resolution, registers: Registers, overrides: Overrides
) -> tuple[tuple[DocumentLinks, ...], Gathered]:
    """The links of documents with final identifiers, and what the documents say of these entities."""
    gathered = Gathered()
    links: list[DocumentLinks] = []
    for each in names:
        final = _settle_names(each, resolution, registers, overrides, gathered)
        links.append(_settle_links(each.links, final))
        gathered.count(links[-1])
    return tuple(links), gathered


def _settle_names(
    names: DocumentNames, resolution: Resolution, registers: Registers, overrides: Overrides, gathered: Gathered
) -> dict[str | None, str | None]:
    """Ref → final identifier; what the document says is added to ``gathered``."""
    doc_id = names.links.doc_id
    final: dict[str | None, str | None] = {None: None}
    for organisation in names.organisations:
        settled, entry = settle_organisation(organisation, resolution.definitions, registers)
        final[organisation.ref] = org_id = resolution.final(settled, doc_id, overrides) if settled else None
        if org_id:
            gathered.add_organisation(org_id, entry, org_id == settled)
    for named in names.places:
        ref = named.place.place_id
        final[ref] = place_id = overrides.final(ref, doc_id)
        gathered.add_place(place_id, named)
    for person in names.people:
        final[person.ref] = person_id = resolution.final(resolution.people[doc_id, person.ref], doc_id, overrides)
        gathered.add_person(person_id, person)
    return final


def _settle_links(links: DocumentLinks, final: dict[str | None, str | None]) -> DocumentLinks:
    """A document's links with identifiers instead of refs."""

    def settled(refs: Iterable[str | None]) -> tuple[str | None, ...]:
        return tuple([final[ref] for ref in refs])

    return DocumentLinks(
        links.doc_id,
        settled(links.mentions),
        tuple(str(final[ref]) for ref in links.role_people),
        settled(links.role_orgs),
        settled(links.figure_orgs),
        settled(links.project_orgs),
    )


def make_rows(gathered: Gathered, directory: Directory, overrides: Overrides) -> Entities:
    """One row an entity that is referred to, by identifier; the links are left out."""
    names, used = overrides.names, gathered.documents

    def counted(entity_id: str, row: R) -> R:
        return replace(row, mention_count=gathered.mentions[entity_id], document_count=used[entity_id])

    if lost := used.keys() - gathered.organisations.keys() - gathered.places.keys() - gathered.people.keys():
        raise BuildError(f"{min(lost)!r} and {len(lost) - 1} more are referred to but are no entities, which is a bug")
    return Entities(
        tuple(counted(i, directory.row(i, entry, names.get(i))) for i, entry in sorted(gathered.organisations.items()) if i in used),
        tuple(counted(i, spot.row(i, names.get(i))) for i, spot in sorted(gathered.places.items()) if i in used),
        tuple(counted(i, person_row(i, person, names.get(i))) for i, person in sorted(gathered.people.items()) if i in used),
    )


def join_rows(parts: Iterable[Entities], links: Iterable[DocumentLinks]) -> Entities:
    """The rows of all partitions and the links of all documents, in order."""
    kept = list(parts)
    return Entities(
        tuple(sorted((o for part in kept for o in part.organisations), key=lambda o: o.org_id)),
        tuple(sorted((p for part in kept for p in part.places), key=lambda p: p.place_id)),
        tuple(sorted((p for part in kept for p in part.people), key=lambda p: p.person_id)),
        tuple(sorted(links, key=lambda link: link.doc_id)),
    )


def referred(link: DocumentLinks) -> set[str]:
    """All that a document's records refer to."""
    found = {*link.mentions, *link.role_people, *link.role_orgs, *link.figure_orgs, *link.project_orgs}
    return {entity_id for entity_id in found if entity_id}
