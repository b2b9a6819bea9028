"""The names of all documents become entities: scattered into blocks, resolved block by block, merged.

Each step is a pure function over compact records, so that whoever runs it may give blocks to other
processes; docs/decisions/resolution.md is the contract. Nothing depends on the order of documents or blocks.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.normalise.acronyms import Definitions
from pipeline.normalise.identities import number_people, tell_apart
from pipeline.normalise.keys import blocks, same_but_for_typos
from pipeline.normalise.organisations import settle_organisation
from pipeline.normalise.overrides import Overrides
from pipeline.normalise.people import misspelt, single, words_in
from pipeline.normalise.traits import NOTHING, Traits, conflict, evidence
from pipeline.records import DocumentNames, PersonName
from pipeline.registers import Registers

ENOUGH = 2
"""Evidence from which two whose names are alike are one: the same role, body or address, not the département alone."""
FEW, ROWS, EDITS = 8, 256, 4
"""A block smaller than FEW is compared pair by pair; a larger one by rapidfuzz, ROWS names at a time, for those EDITS letters apart:
two misprints in each of two words."""


class Claim(msgspec.Struct, frozen=True):
    """A name of one document, on its way to the block of all that share its key."""

    doc_id: str
    ref: str
    key: str
    """The identifier of an organisation, the words of a person's name."""
    weight: int = 0
    """How often the document has the organisation."""
    words: str = ""
    """The telling words of its name, folded."""
    person: PersonName | None = None


class Profile(msgspec.Struct, frozen=True):
    """An organisation, or a person as one name tells them: what is compared with those whose names are alike."""

    entity_id: str
    block: str
    """The key of the block that it is of."""
    words: tuple[str, ...]
    weight: int
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    traits: Traits = NOTHING


Keyed = tuple[str, Profile]
"""A profile with a key under which it is compared."""
Member = tuple[str, str, str]
"""(document, ref of a person in it, identifier)"""


class Pair(msgspec.Struct, frozen=True):
    """Two profiles of one entity: the one that remains first."""

    key: str
    """The comparison key under which they met."""
    head: Profile
    other: Profile
    score: float


def partition_of(key: str, count: int) -> int:
    """The partition of a key: the same everywhere.

    >>> partition_of("org:enedis", 1)
    0
    """
    return zlib.crc32(key.encode()) % count if count > 1 else 0


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
        ref = organisation.ref
        if not organisation.short and ref.startswith("org:"):  # settled already
            if not organisation.parent:
                yield Claim(doc_id, ref, ref, sum(n for _, n in organisation.spellings), organisation.key)
        elif ref.startswith(("org:", "host:")):
            org_id, entry = settle_organisation(organisation, definitions, registers)
            if org_id and org_id.startswith("org:") and not entry.parent:
                yield Claim(doc_id, ref, org_id, entry.spellings.total(), entry.key)
    for person in names.people:
        yield Claim(doc_id, person.ref, f"person:{person.key}", person=person)


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
        return [Profile(first.key, first.key, tuple(min(c.words for c in claims).split()), sum(c.weight for c in claims))], []
    told = tell_apart([(c.doc_id, c.person) for c in claims if c.person])
    shown = [each.identity.shown() for each in told]
    ids = number_people([(name, each.identity.email) for (name, *_), each in zip(shown, told, strict=True)])
    profiles: list[Profile] = []
    members: list[Member] = []
    for person_id, (name, given, family), each in zip(ids, shown, told, strict=True):
        weight = each.identity.spellings.total() or len(each.bearers)
        parts = (words_in(name), weight, words_in(given or ""), words_in(family or ""))
        profiles.append(Profile(person_id, first.key, *parts, each.traits))
        members += ((doc_id, person.ref, person_id) for doc_id, person in each.bearers)
    return profiles, members


def comparison_keys(profile: Profile) -> Iterator[str]:
    """The keys under which a profile meets those that its name may stand for."""
    if profile.entity_id.startswith("org:"):
        yield from (f"org {rest} {part}" for rest, part in blocks(" ".join(profile.words)))
        return
    words = " ".join(sorted(profile.words))
    yield from (f"person {rest} {part}" for rest, part in blocks(" ".join(map(single, words.split()))))
    yield from (f"mail {email}" for email in sorted(profile.traits.emails))
    if profile.given and profile.family:
        yield f"initials {' '.join(profile.family)} {profile.given[0][0]}"
        yield from (f"part {' '.join(profile.given)} {word}" for word in profile.family if len(word) > 2)


def keyed_profiles(profiles: Iterable[Profile]) -> Iterator[Keyed]:
    """Profiles with each key under which they are compared."""
    return ((key, profile) for profile in profiles for key in dict.fromkeys(comparison_keys(profile)))


def scatter_profiles(profiles: Iterable[Profile], partitions: int = 1) -> list[list[Keyed]]:
    """The same, partition by partition."""
    found: list[list[Keyed]] = [[] for _ in range(partitions)]
    for key, profile in keyed_profiles(profiles):
        found[partition_of(key, partitions)].append((key, profile))
    return found


def compare_partition(keyed: Iterable[Keyed], registers: Registers) -> list[Pair]:
    """The pairs of a partition that are one entity."""
    alone: dict[str, Profile] = {}
    blocks: dict[str, list[Profile]] = {}  # few keys have more than one profile
    for key, profile in keyed:
        first = alone.setdefault(key, profile)
        if first is not profile:
            blocks.setdefault(key, [first]).append(profile)
    alone.clear()
    names = town_words(registers)
    return [pair for key, block in blocks.items() for pair in compare_block(key, block, names)]


def compare_block(key: str, profiles: Sequence[Profile], names: Container[str] = ()) -> list[Pair]:
    """The pairs of one comparison key that are one entity."""
    ranked = sorted(profiles, key=rank)
    found: list[Pair] = []
    for i, j in near_pairs(key, ranked):
        score = likeness(ranked[i], ranked[j], names)
        if score:
            found.append(Pair(key, ranked[i], ranked[j], score))
    return found


def near_pairs(key: str, ranked: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Which of a block need a closer look: the better ranked first."""
    if key.startswith(("initials ", "part ")):
        full = [sum(map(len, p.given)) + 100 * len(p.family) for p in ranked]  # names as complete as each other do not shorten each other
        yield from ((i, j) for j in range(len(ranked)) for i in range(j) if full[i] != full[j])
    elif len(ranked) < FEW:
        yield from ((i, j) for j in range(len(ranked)) for i in range(j))
    else:
        texts = [" ".join(p.words if p.entity_id.startswith("org:") else sorted(p.words)) for p in ranked]
        for at in range(0, len(texts), ROWS):
            edits = process.cdist(texts[at : at + ROWS], texts, scorer=OSA.distance, score_cutoff=EDITS)
            close = (edits > 0) & (edits <= EDITS)  # those of one name have been told apart
            yield from ((i, at + j) for j, i in zip(*map(list, close.nonzero()), strict=True) if i < at + j)


def rank(profile: Profile) -> tuple[bool, int, str]:
    """Which of two spellings remains: the one without initials, the commoner."""
    is_short = profile.entity_id.startswith("person:") and any(len(w) == 1 for w in profile.words)
    return (is_short, -profile.weight, profile.entity_id)


@lru_cache(maxsize=2)
def town_words(registers: Registers) -> frozenset[str]:
    """The words of the names of communes: an association of Vitré is not that of Vitry."""
    return frozenset(word for key in registers.rows for word in key.split())


def likeness(a: Profile, b: Profile, names: Container[str] = ()) -> float:
    """How sure it is that two profiles are one entity, 0 where it is not."""
    if a.entity_id.startswith("org:"):
        return float(same_but_for_typos(" ".join(a.words), " ".join(b.words), names))
    if a.words == b.words:
        return 0.0  # those of one name have been told apart
    mine, theirs = set(a.words), set(b.words)
    if mine == theirs or not mine & theirs:
        return 0.0
    alike = is_respelt(mine, theirs) or is_shortened(a, b) or is_shortened(b, a)
    if not alike and not a.traits.emails & b.traits.emails:
        return 0.0
    shared = evidence(a.traits, b.traits)
    return shared if shared >= ENOUGH and not conflict(a.traits, b.traits) else 0.0


def is_respelt(a: set[str], b: set[str]) -> bool:
    """Whether one word of a name is a misprint of the other's, or doubled letters tell them apart.

    >>> is_respelt({"philippe", "laplanne"}, {"philipe", "laplane"}), is_respelt({"anne", "blin"}, {"anne", "dol"})
    (True, False)
    """
    left, right = a - b, b - a
    if len(left) != len(right):
        return False
    if len(left) == 1:
        return misspelt(*left, *right)
    return {single(word) for word in left} == {single(word) for word in right}


def is_shortened(short: Profile, full: Profile) -> bool:
    """« A. Blin » for Alice Blin, « Alice Blin » for Alice Blin-Dol."""
    if not short.given or not full.given or not short.family or not full.family:
        return False
    if short.family == full.family:
        initials = all(len(word) == 1 for word in short.given)
        return initials and [word[0] for word in full.given][: len(short.given)] == list(short.given)
    if short.given != full.given or len(short.family) >= len(full.family):
        return False
    return any(len(word) > 2 for word in short.family) and set(short.family) < set(full.family)


def merge_pairs(pairs: Iterable[Pair]) -> dict[str, str]:
    """Each identifier that gives way → the one that remains. No chain: one gives way only to one that remains."""
    near: dict[str, dict[str, Pair]] = defaultdict(dict)
    profiles: dict[str, Profile] = {}
    for pair in pairs:
        near[pair.other.entity_id][pair.head.entity_id] = pair
        profiles[pair.other.entity_id], profiles[pair.head.entity_id] = pair.other, pair.head
    traits = {i: p.traits for i, p in profiles.items()}
    merged: dict[str, str] = {}
    for entity_id in sorted(near, key=lambda i: rank(profiles[i])):
        heads = [p for i, p in near[entity_id].items() if i not in merged and not conflict(traits[i], traits[entity_id])]
        heads.sort(key=lambda p: (-p.score, p.head.words, p.head.entity_id))
        if not heads or (entity_id.startswith("person:") and len(heads) > 1 and heads[0].score == heads[1].score):
            continue  # an initial that fits two people stays open
        merged[entity_id] = heads[0].head.entity_id
        traits[heads[0].head.entity_id] |= traits[entity_id]
    return merged


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the blocks decided, for the corpus or for some of its documents."""

    definitions: Definitions
    people: Mapping[tuple[str, str], str]
    """(document, ref) → identifier."""
    merged: Mapping[str, str]

    def final(self, settled: str, doc_id: str, overrides: Overrides) -> str:
        """The identifier that stands for one that a block gave, in a document."""
        return overrides.final(self.merged.get(settled, settled), doc_id)
