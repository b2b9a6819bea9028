"""One document: what its names refer to, as far as the document itself and the registers tell."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.french import fold
from pipeline.normalise.acronyms import short_key
from pipeline.normalise.belonging import Belonging
from pipeline.normalise.documents import Resolver
from pipeline.normalise.linking import Linker
from pipeline.normalise.organisations import Book
from pipeline.normalise.owners import Owners
from pipeline.normalise.patterns import NO_PERSON
from pipeline.normalise.people import Individual, People
from pipeline.normalise.places import Atlas
from pipeline.normalise.traits import AREA, NONE, Traits
from pipeline.records import CleanDocument, DocumentLinks, DocumentNames, Extraction
from pipeline.registers import Authority, Registers

VISITORS = frozenset(("author", "speaker", "credit", "director"))
"""Relations of people who need not belong to what a document or sheet is about."""


def gather(document: CleanDocument, extraction: Extraction, registers: Registers) -> DocumentNames:
    """Link the names of a document, and say who its people are as far as it tells."""
    linker = shared_linker(registers)
    defined: dict[str, str] = {}
    for acronym in extraction.acronyms:
        defined.setdefault(short_key(acronym.short), acronym.long)
    book, atlas = Book(registers, defined), Atlas(linker)
    resolver = Resolver(extraction, document.text, linker, book, atlas)
    mentions = resolver.mentions()
    belonging = Belonging(resolver, mentions)
    role_orgs = tuple(belonging.organisation(role) for role in extraction.roles)
    owners = Owners(belonging)
    people, roles, named = gather_people(resolver, belonging, role_orgs)
    links = DocumentLinks(
        extraction.doc_id,
        mentions=tuple(p.ref if p else m for m, p in zip(mentions, named, strict=True)),
        role_people=tuple(p.ref for p in roles),
        role_orgs=role_orgs,
        figure_orgs=tuple(owners.organisation(f) for f in extraction.figures),
        project_orgs=tuple(resolver.project_organisation(p) for p in extraction.projects),
    )
    definitions = tuple((a.short, a.long) for a in extraction.acronyms)
    return DocumentNames(links, book.names(), atlas.names(), people.names(), definitions)


@lru_cache(maxsize=2)
def shared_linker(registers: Registers) -> Linker:
    """The look-ups of one register, shared by the documents of a process."""
    return Linker(registers)


def gather_people(
    resolver: Resolver, belonging: Belonging, role_orgs: tuple[str | None, ...]
) -> tuple[People, list[Individual], list[Individual | None]]:
    """Who each role and each name of a person is: roles with an e-mail first, names alone last."""
    people = People()
    extraction, registers = resolver.extraction, resolver.linker.registers
    home = belonging.home()
    around = [*(surroundings(sheet.authorities) for sheet in resolver.sheets), surroundings((home,) if home else ())]
    found: dict[int, Individual] = {}
    for i in sorted(range(len(extraction.roles)), key=lambda i: (not extraction.roles[i].email, i)):
        role, org = extraction.roles[i], role_orgs[i]
        sheet = resolver.sheet_index(role.start)
        authority = registers.by_id(org) if org else None
        known = Traits(
            roles=some(fold(role.role or "")),
            role_types=some(role.role_type),
            orgs=some(org),
            areas=some(authority.departement_code if authority else None),
            near=NONE if org or role.relation in VISITORS else around[sheet].near,
        )
        found[i] = people.enter_role(role, sheet, known)
    named: list[Individual | None] = [None] * len(extraction.mentions)
    for j, mention in enumerate(extraction.mentions):
        if mention.label == "PER" and not is_no_person(mention.text, resolver.linker):
            sheet = resolver.sheet_index(mention.start)
            named[j] = people.enter_mention(mention, sheet, around[sheet])
    return people, [found[i] for i in range(len(extraction.roles))], named


def some(text: str | None) -> frozenset[str]:
    """A set of one, or of none."""
    return frozenset((text,)) if text else NONE


def surroundings(authorities: Iterable[Authority]) -> Traits:
    """The authorities that a sheet or a document is about, and their départements; a région is not one place."""
    near = {a.org_id: a.departement_code for a in authorities}
    return Traits(near=frozenset((*near, *(f"{AREA}{code}" for code in near.values() if code))))


def is_no_person(text: str, linker: Linker) -> bool:
    """Whether what was read as a person's name is none: « Le Maire », « Janville-en-Beauce »."""
    if NO_PERSON.search(fold(text)):
        return True
    return (" " in text or "-" in text) and bool(linker.places(text) or linker.named(text))
