"""The names of all documents become entities: scattered into blocks, resolved block by block, merged.

Each step is a pure function over compact records, so that whoever runs it may give blocks to other
processes; docs/decisions/resolution.md is the contract. Nothing depends on the order of documents or blocks.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.normalise.acronyms import Definitions
from pipeline.normalise.identities import name_person, number_people, tell_apart
from pipeline.normalise.keys import blocks, same_but_for_typos
from pipeline.normalise.organisations import settle_organisation
from pipeline.normalise.people import alike, name_words
from pipeline.records import DocumentNames, PersonName
from pipeline.registers import Registers


@dataclass(frozen=True, slots=True)
class Claim:
    """A name of one document, on its way to the block of all that share its key."""

    doc_id: str
    ref: str
    key: str
    """The identifier of an organisation, the words of a person's name."""
    weight: int
    """How often the document has it."""
    words: str
    """The telling words, folded."""
    person: PersonName | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation, or a person as one name tells them: what is compared with those whose names are alike."""

    entity_id: str
    words: tuple[str, ...]
    weight: int
    given: str = ""
    family: str = ""
    emails: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


Member = tuple[str, str, str]
"""(document, ref of a person in it, identifier)"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two profiles of one entity: the one that remains first."""

    head: Profile
    other: Profile
    score: float


def partition_of(key: str, count: int) -> int:
    """The partition of a key: the same everywhere.

    >>> partition_of("org:enedis", 1)
    0
    """
    return zlib.crc32(key.encode()) % count


def scatter(names: Iterable[DocumentNames], definitions: Definitions, registers: Registers, partitions: int = 1) -> list[list[Claim]]:
    """What documents put into blocks, partition by partition."""
    found: list[list[Claim]] = [[] for _ in range(partitions)]
    for each in names:
        for claim in claims(each, definitions, registers):
            found[partition_of(claim.key, partitions)].append(claim)
    return found


def claims(names: DocumentNames, definitions: Definitions, registers: Registers) -> Iterator[Claim]:
    """What one document puts into blocks: its people, and the organisations that no register has."""
    doc_id = names.links.doc_id
    for organisation in names.organisations:
        org_id, entry = settle_organisation(organisation, definitions, registers)
        if org_id and org_id.startswith("org:") and not entry.parent:
            yield Claim(doc_id, organisation.ref, org_id, entry.spellings.total(), entry.key)
    for person in names.people:
        words = " ".join(name_words(name_person(person)[0]))
        key = " ".join(sorted(set(words.split())))
        yield Claim(doc_id, person.ref, f"person:{key}", sum(n for *_, n in person.spellings), words, person)


def resolve_partition(claims: Iterable[Claim]) -> tuple[list[Profile], list[Member]]:
    """The blocks of a partition, one by one."""
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        blocks[claim.key].append(claim)
    profiles: list[Profile] = []
    members: list[Member] = []
    for key in sorted(blocks):
        some, of_them = resolve_block(blocks.pop(key))
        profiles += some
        members += of_them
    return profiles, members


def resolve_block(claims: Sequence[Claim]) -> tuple[list[Profile], list[Member]]:
    """All claims of one key: one organisation, or the people of one name, told apart."""
    first = claims[0]
    if first.person is None:
        return [Profile(first.key, tuple(first.words.split()), sum(c.weight for c in claims))], []
    told = tell_apart([(c.doc_id, c.person) for c in claims if c.person])
    ids = number_people([identity for identity, _ in told])
    profiles: list[Profile] = []
    members: list[Member] = []
    for person_id, (identity, bearers) in zip(ids, told, strict=True):
        name, given, family = identity.shown()
        profiles.append(
            Profile(
                person_id,
                tuple(name_words(name)),
                identity.spellings.total(),
                " ".join(name_words(given or "")),
                " ".join(name_words(family or "")),
                *(tuple(sorted(part)) for part in (identity.emails, identity.roles, identity.orgs, identity.areas)),
            )
        )
        members += ((doc_id, person.ref, person_id) for doc_id, person in bearers)
    return profiles, members


def comparison_keys(profile: Profile) -> Iterator[str]:
    """The keys under which a profile meets those that its name may be a misspelling of."""
    kind = profile.entity_id.partition(":")[0]
    words = profile.words if kind == "org" else sorted(profile.words)
    for rest, part in blocks(" ".join(words)):
        yield f"{kind} {rest} {part}"
    if kind == "person" and profile.family and profile.given:
        yield f"person {profile.family} {profile.given[0]}*"


def scatter_profiles(profiles: Iterable[Profile], partitions: int = 1) -> list[list[tuple[str, Profile]]]:
    """Profiles with each key under which they are compared, partition by partition."""
    found: list[list[tuple[str, Profile]]] = [[] for _ in range(partitions)]
    for profile in profiles:
        for key in dict.fromkeys(comparison_keys(profile)):
            found[partition_of(key, partitions)].append((key, profile))
    return found


def compare_partition(keyed: Iterable[tuple[str, Profile]]) -> list[Pair]:
    """The pairs of a partition that are one entity."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for key, profile in keyed:
        blocks[key].append(profile)
    return [pair for block in blocks.values() if len(block) > 1 for pair in compare_block(block)]


def compare_block(profiles: Sequence[Profile]) -> list[Pair]:
    """The pairs of one comparison key that are one entity."""
    ranked = sorted(profiles, key=rank)
    found: list[Pair] = []
    for i, other in enumerate(ranked):
        for head in ranked[:i]:
            score = likeness(head, other)
            if score:
                found.append(Pair(head, other, score))
    return found


def rank(profile: Profile) -> tuple[bool, int, str]:
    """Which of two spellings remains: the one without initials, the commoner."""
    is_short = profile.entity_id.startswith("person:") and any(len(w) == 1 for w in profile.words)
    return (is_short, -profile.weight, profile.entity_id)


def likeness(a: Profile, b: Profile) -> float:
    """How sure it is that two profiles are one entity, 0 where it is not."""
    if a.entity_id.startswith("org:"):
        return float(same_but_for_typos(" ".join(a.words), " ".join(b.words)))
    if a.emails and b.emails and not set(a.emails) & set(b.emails):
        return 0.0
    bonds = {*a.roles, *official(a.orgs)} & {*b.roles, *official(b.orgs)}
    return float(bool(bonds) and alike(frozenset(a.words), frozenset(b.words)))


def official(orgs: Iterable[str]) -> list[str]:
    """The organisations that are in a register: what the corpus calls by one name may be several."""
    return [org for org in orgs if not org.startswith("org:")]


def merge_pairs(pairs: Iterable[Pair]) -> dict[str, str]:
    """Each identifier that gives way → the one that remains. No chain: one gives way only to one that remains."""
    near: dict[str, dict[str, Pair]] = defaultdict(dict)
    profiles: dict[str, Profile] = {}
    for pair in pairs:
        near[pair.other.entity_id][pair.head.entity_id] = pair
        profiles[pair.other.entity_id], profiles[pair.head.entity_id] = pair.other, pair.head
    emails = {i: set(p.emails) for i, p in profiles.items()}
    merged: dict[str, str] = {}
    for entity_id in sorted(near, key=lambda i: rank(profiles[i])):
        heads = [p for i, p in near[entity_id].items() if i not in merged and not _conflict(emails[i], emails[entity_id])]
        heads.sort(key=lambda p: (-p.score, p.head.words, p.head.entity_id))
        if not heads or (entity_id.startswith("person:") and len(heads) > 1 and heads[0].score == heads[1].score):
            continue  # an initial that fits two people stays open
        merged[entity_id] = heads[0].head.entity_id
        emails[heads[0].head.entity_id] |= emails[entity_id]
    return merged


def _conflict(one: set[str], other: set[str]) -> bool:
    return bool(one and other and not one & other)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the blocks decided, for the corpus or for some of its documents."""

    definitions: Definitions
    people: Mapping[tuple[str, str], str]
    """(document, ref) → identifier."""
    merged: Mapping[str, str]


def resolve_here(names: Iterable[DocumentNames], definitions: Definitions, registers: Registers, partitions: int = 1) -> Resolution:
    """All steps in one process, partition by partition."""
    people: dict[tuple[str, str], str] = {}
    keyed: list[list[tuple[str, Profile]]] = [[] for _ in range(partitions)]
    for part in scatter(names, definitions, registers, partitions):
        profiles, members = resolve_partition(part)
        people.update(((doc_id, ref), person_id) for doc_id, ref, person_id in members)
        for found, some in zip(keyed, scatter_profiles(profiles, partitions), strict=True):
            found += some
    return Resolution(definitions, people, merge_pairs(pair for some in keyed for pair in compare_partition(some)))
