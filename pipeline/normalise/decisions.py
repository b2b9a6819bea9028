"""The last step: people are numbered, misspelt organisations joined, and the analyst's decisions applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.french import fold
from pipeline.normalise.documents import Resolver
from pipeline.normalise.keys import organisation_key
from pipeline.normalise.organisations import Book, Entry
from pipeline.normalise.overrides import Overrides
from pipeline.normalise.patterns import NO_PERSON
from pipeline.normalise.people import Individual, People, person_row
from pipeline.normalise.places import Atlas
from pipeline.records import DocumentLinks, Entities, Person, Place, Role

Found = tuple[list[list[Individual]], list[list[Individual | None]]]
"""The person of each role and of each mention, document by document."""


def resolve_people(resolvers: Sequence[Resolver], links: Sequence[DocumentLinks]) -> Found:
    """Who each role and each name of a person is: roles with an e-mail first, names alone last."""
    people = People()
    roles: list[list[Individual | None]] = [[None] * len(r.extraction.roles) for r in resolvers]
    mentions: list[list[Individual | None]] = [[None] * len(r.extraction.mentions) for r in resolvers]
    for with_email in (True, False):
        for i, resolver in enumerate(resolvers):
            for j, role in enumerate(resolver.extraction.roles):
                if bool(role.email) == with_email:
                    place = (resolver.extraction.doc_id, resolver.sheet_index(role.start))
                    roles[i][j] = people.enter_role(role, place, _bonds(role, links[i].role_orgs[j]))
    for i, resolver in enumerate(resolvers):
        for j, mention in enumerate(resolver.extraction.mentions):
            if mention.label == "PER" and not _is_no_person(mention.text, resolver):
                mentions[i][j] = people.enter_mention(mention, (resolver.extraction.doc_id, resolver.sheet_index(mention.start)))
    people.finish()
    return [[p for p in row if p] for row in roles], mentions


def _is_no_person(text: str, resolver: Resolver) -> bool:
    """Whether what was read as a person's name is none: « Le Maire », « Janville-en-Beauce »."""
    if NO_PERSON.search(fold(text)):
        return True
    return (" " in text or "-" in text) and bool(resolver.linker.places(text) or resolver.linker.named(text))


def _bonds(role: Role, org_id: str | None) -> list[str]:
    """What two spellings of one person may share: the role, and an authority of the registers; not a school."""
    found = [f"role {fold(role.role)}"] if role.role else []
    return [*found, org_id] if org_id and not org_id.startswith("org:") else found


def apply_decisions(links: Sequence[DocumentLinks], found: Found, book: Book, atlas: Atlas, overrides: Overrides) -> Entities:
    """The entities of the corpus, after merges, splits and names."""
    typos = book.merge_typos()
    final: list[DocumentLinks] = []
    for i, link in enumerate(links):
        people = [p.person_id if p else None for p in found[1][i]]
        mentions = tuple(people[j] or m for j, m in enumerate(link.mentions))

        def settle(ids: Sequence[str | None], doc_id: str = link.doc_id) -> tuple[str | None, ...]:
            return tuple(overrides.final(typos.get(e, e), doc_id) if e else None for e in ids)

        final.append(
            DocumentLinks(
                link.doc_id,
                settle(mentions),
                tuple(overrides.final(p.person_id, link.doc_id) for p in found[0][i]),
                settle(link.role_orgs),
                settle(link.figure_orgs),
                settle(link.project_orgs),
            )
        )
    used = {e for link in final for e in referred(link) if e}
    individuals = {p.person_id: p for row in found[0] for p in row} | {p.person_id: p for row in found[1] for p in row if p}
    _settle_organisations(book, used, overrides)
    return Entities(
        organisations=tuple(o for o in book.rows(dict(overrides.names)) if o.org_id in used),
        places=_places(atlas, used, overrides),
        people=_people(individuals, used, overrides),
        links=tuple(final),
    )


def referred(link: DocumentLinks) -> tuple[str | None, ...]:
    """All that a document's records refer to."""
    return (*link.mentions, *link.role_people, *link.role_orgs, *link.figure_orgs, *link.project_orgs)


def _settle_organisations(book: Book, used: set[str], overrides: Overrides) -> None:
    """Merged organisations give what they gathered to the one that remains; new ones of a split get an entry."""
    for old in sorted(overrides.merges):
        if old in book.entries:
            book.absorb(old, overrides.final(old, ""))
    known = ("place:", "person:")
    for org_id in sorted(used):
        if org_id not in book.entries and not org_id.startswith(known):
            name = overrides.names.get(org_id, org_id)
            book.entries[org_id] = Entry(organisation_key(name), Counter([name]), type=book.type_of(name))


def _places(atlas: Atlas, used: set[str], overrides: Overrides) -> tuple[Place, ...]:
    """The places that are referred to, those of a split among them."""
    rows = {p.place_id: p for p in atlas.rows(dict(overrides.names)) if p.place_id in used}
    for place_id in sorted(used):
        if place_id.startswith("place:") and place_id not in rows:
            rows[place_id] = Place(place_id, overrides.names.get(place_id, place_id), "lieu")
    return tuple(rows[i] for i in sorted(rows))


def _people(individuals: Mapping[str, Individual], used: set[str], overrides: Overrides) -> tuple[Person, ...]:
    """The people who are referred to; a merged person's spellings become aliases of the one that remains."""
    rows: dict[str, Person] = {}
    gone: dict[str, list[Person]] = {}
    for old in sorted(overrides.merges.keys() & individuals.keys()):
        gone.setdefault(overrides.final(old, ""), []).append(person_row(individuals[old]))
    for person_id in sorted(used):
        if not person_id.startswith("person:"):
            continue
        name = overrides.names.get(person_id)
        individual = individuals.get(person_id)
        row = person_row(individual, name) if individual else Person(person_id, name or person_id)
        merged = gone.get(person_id, [])
        others = {a for p in merged for a in (p.name, *p.aliases)} | set(row.aliases)
        email = row.email or next((p.email for p in merged if p.email), None)
        rows[person_id] = replace(row, email=email, aliases=tuple(sorted(others - {row.name})))
    return tuple(rows.values())
