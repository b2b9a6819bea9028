"""What the pages look up in the rows of the tables, found once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from pipeline.report.rows import Cooccurrence, Mention, Role, Tables
from pipeline.report.tabular import anchor, link, plain

T = TypeVar("T")


class Lookups:
    """Names, addresses and links of entities, and where each role is read."""

    def __init__(self, tables: Tables) -> None:
        self.names = {
            **{row.org_id: row.name for row in tables.organisations},
            **{row.person_id: row.name for row in tables.people},
            **{row.place_id: row.name for row in tables.places},
        }
        self.files = file_names([row.org_id for row in tables.organisations], [row.person_id for row in tables.people])
        self.addresses = {entity: f"../{file}" for entity, file in self.files.items()}
        """The page of an entity that has one, seen from a page one folder down."""
        self.links = {entity: plain(name) for entity, name in self.names.items()}
        self.links |= {entity: link(address, self.names[entity]) for entity, address in self.addresses.items()}
        """The name of an entity as HTML, with a link where it has a page."""
        self.role_anchors = role_anchors(tables.roles, tables.mentions)


def grouped(rows: Iterable[T], key: str) -> Mapping[Any, Sequence[T]]:
    """The rows by the value of one column."""
    groups: dict[Any, list[T]] = defaultdict(list)
    value = attrgetter(key)
    for row in rows:
        groups[value(row)].append(row)
    return dict(groups)


def role_anchors(roles: Sequence[Role], mentions: Iterable[Mention]) -> dict[str, str]:
    """Where in its document's page each role is read: at the name of its person, or at an anchor of its own."""
    wanted = {(role.doc_id, role.start) for role in roles}
    names = {place: m.mention_id for m in mentions if (place := (m.doc_id, m.start)) in wanted}
    return {role.role_id: anchor(names.get((role.doc_id, role.start), role.role_id)) for role in roles}


def neighbours(rows: Iterable[Cooccurrence]) -> Mapping[str, Sequence[tuple[str, int]]]:
    """For each entity those named in the same sections, most often first.

    >>> neighbours([Cooccurrence("a", "b", 1), Cooccurrence("a", "c", 2)])["a"]
    [('c', 2), ('b', 1)]
    """
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one, other, count in rows:
        found[one].append((other, count))
        found[other].append((one, count))
    for some in found.values():
        some.sort(key=lambda pair: (-pair[1], pair[0]))
    return dict(found)


def file_names(organisations: Iterable[str], people: Iterable[str]) -> dict[str, str]:
    """The page of each organisation and person: its identifier as a file name; two that would share one are numbered.

    >>> file_names(["commune:94028", "commune-94028"], [])
    {'commune:94028': 'organisations/commune-94028.html', 'commune-94028': 'organisations/commune-94028-2.html'}
    """
    files: dict[str, str] = {}
    taken: set[str] = set()
    for folder, entities in (("organisations", organisations), ("people", people)):
        for entity in entities:
            base = f"{folder}/{re.sub(r'[^a-z0-9]+', '-', entity.casefold()).strip('-')[:120]}"
            file, count = base, 1
            while file in taken:
                count += 1
                file = f"{base}-{count}"
            taken.add(file)
            files[entity] = f"{file}.html"
    return files
