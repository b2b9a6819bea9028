"""The rows that the pages are made of, and what is looked up in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pipeline.dataset import Dataset
from pipeline.report.annotate import Row, anchor

Rows = Mapping[str, Sequence[Row]]

COLUMNS = MappingProxyType(
    {
        "documents": "doc_id source_path title genre page_count word_count text status error duplicate_of source_url licence",
        "sections": "section_id parent_id doc_id level title type is_inferred start",
        "repairs": "repair_id doc_id rule before after start end confidence",
        "mentions": "mention_id doc_id label start end score entity_id",
        "organisations": (
            "org_id name acronym type insee_code siren departement_code population candidates aliases mention_count document_count"
        ),
        "places": "place_id name",
        "people": "person_id name family_name email aliases mention_count document_count",
        "roles": "role_id person_id org_id doc_id relation role start confidence",
        "figures": "figure_id doc_id raw value value_max unit_code kind qualifier measure org_id start end confidence",
        "projects": "doc_id section_id number title org_id theme",
        "events": "doc_id section_id number title date_start date_end place city themes",
        "links": "doc_id url label",
        "cooccurrences": "entity_a entity_b section_count",
    }
)
"""What the pages show: a third of the columns, so that the rest need not become Python values."""


def read_rows(dataset: Dataset) -> Rows:
    """The rows of every table that the pages show."""
    return {name: dataset.arrow(name, columns.split()).to_pylist() for name, columns in COLUMNS.items()}


def grouped(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    """The rows by the value of one column."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def role_anchors(roles: Mapping[str, Sequence[Row]], mentions: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Where in its document's page each role is read: at the name of its person, or at an anchor of its own."""
    anchors: dict[str, str] = {}
    for doc_id, some in roles.items():
        names = {m["start"]: anchor(m["mention_id"]) for m in mentions.get(doc_id, [])}
        anchors |= {r["role_id"]: names.get(r["start"], anchor(r["role_id"])) for r in some}
    return anchors


def neighbours(rows: Sequence[Row]) -> dict[str, list[tuple[str, int]]]:
    """For each entity those named in the same sections, most often first.

    >>> neighbours([{"entity_a": "a", "entity_b": "b", "section_count": 1}, {"entity_a": "a", "entity_b": "c", "section_count": 2}])["a"]
    [('c', 2), ('b', 1)]
    """
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        found[row["entity_a"]].append((row["entity_b"], row["section_count"]))
        found[row["entity_b"]].append((row["entity_a"], row["section_count"]))
    for some in found.values():
        some.sort(key=lambda pair: (-pair[1], pair[0]))
    return found


def file_names(tables: Rows) -> dict[str, str]:
    """The page of each organisation and person: its identifier as a file name; two that would share one are numbered.

    >>> file_names({"organisations": [{"org_id": "commune:94028"}, {"org_id": "commune-94028"}], "people": []})
    {'commune:94028': 'organisations/commune-94028.html', 'commune-94028': 'organisations/commune-94028-2.html'}
    """
    files: dict[str, str] = {}
    taken: set[str] = set()
    for name, key in (("organisations", "org_id"), ("people", "person_id")):
        for row in tables[name]:
            base = f"{name}/{re.sub(r'[^a-z0-9]+', '-', row[key].casefold()).strip('-')[:120]}"
            file, count = base, 1
            while file in taken:
                count += 1
                file = f"{base}-{count}"
            taken.add(file)
            files[row[key]] = f"{file}.html"
    return files
