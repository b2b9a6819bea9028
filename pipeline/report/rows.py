"""The rows that the pages are made of: of each table the columns that they show, which are a third of all."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from pipeline.dataset import Dataset


class Document(NamedTuple):
    """A row of ``documents``."""

    doc_id: str
    source_path: str
    title: str | None
    genre: str | None
    page_count: int | None
    word_count: int | None
    text: str | None
    status: str
    error: str | None
    duplicate_of: str | None
    source_url: str | None
    licence: str | None

    @property
    def said(self) -> str:
        """How a page calls it."""
        return self.title or self.source_path


class Section(NamedTuple):
    """A row of ``sections``."""

    section_id: str
    parent_id: str | None
    doc_id: str
    level: int
    title: str
    type: str
    is_inferred: bool
    start: int


class Repair(NamedTuple):
    """A row of ``repairs``."""

    repair_id: str
    doc_id: str
    rule: str
    before: str
    after: str
    start: int
    end: int
    confidence: float


class Mention(NamedTuple):
    """A row of ``mentions``."""

    mention_id: str
    doc_id: str
    label: str
    start: int
    end: int
    score: float
    entity_id: str | None


class Organisation(NamedTuple):
    """A row of ``organisations``."""

    org_id: str
    name: str
    acronym: str | None
    type: str
    insee_code: str | None
    siren: str | None
    departement_code: str | None
    population: int | None
    candidates: list[str]
    aliases: list[str]
    mention_count: int
    document_count: int


class Person(NamedTuple):
    """A row of ``people``."""

    person_id: str
    name: str
    family_name: str | None
    email: str | None
    aliases: list[str]
    mention_count: int
    document_count: int


class Place(NamedTuple):
    """A row of ``places``."""

    place_id: str
    name: str


class Role(NamedTuple):
    """A row of ``roles``."""

    role_id: str
    person_id: str
    org_id: str | None
    doc_id: str
    relation: str
    role: str | None
    start: int
    confidence: float


class Figure(NamedTuple):
    """A row of ``figures``."""

    figure_id: str
    doc_id: str
    raw: str
    value: float
    value_max: float | None
    unit_code: str | None
    kind: str
    qualifier: str | None
    measure: str | None
    org_id: str | None
    start: int
    end: int
    confidence: float


class Project(NamedTuple):
    """A row of ``projects``."""

    doc_id: str
    section_id: str | None
    number: int | None
    title: str
    org_id: str | None
    theme: str | None


class Event(NamedTuple):
    """A row of ``events``."""

    doc_id: str
    section_id: str | None
    number: int | None
    title: str | None
    date_start: date | None
    date_end: date | None
    place: str | None
    city: str | None
    themes: list[str]


class Link(NamedTuple):
    """A row of ``links``."""

    doc_id: str
    url: str
    label: str | None


class Cooccurrence(NamedTuple):
    """A row of ``cooccurrences``."""

    entity_a: str
    entity_b: str
    section_count: int


class Tables(NamedTuple):
    """The rows of every table that the pages show."""

    documents: list[Document]
    sections: list[Section]
    repairs: list[Repair]
    mentions: list[Mention]
    organisations: list[Organisation]
    people: list[Person]
    places: list[Place]
    roles: list[Role]
    figures: list[Figure]
    projects: list[Project]
    events: list[Event]
    links: list[Link]
    cooccurrences: list[Cooccurrence]


KINDS = (Document, Section, Repair, Mention, Organisation, Person, Place, Role, Figure, Project, Event, Link, Cooccurrence)
"""What the rows of each of the ``Tables`` are."""


def read_tables(dataset: Dataset) -> Tables:
    """Read what the pages show."""
    return Tables._make(_read(dataset, name, kind) for name, kind in zip(Tables._fields, KINDS, strict=True))


def _read(dataset: Dataset, name: str, kind: Any) -> list[Any]:
    table = dataset.arrow(name, kind._fields)
    return list(map(kind._make, zip(*(column.to_pylist() for column in table.columns), strict=True)))
