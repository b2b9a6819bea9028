"""The frozen records that pass from stage to stage.

Positions are offsets in code points. ``start``/``end`` of the extraction records point into
``CleanDocument.text``; positions of ``Line``, ``WordBox`` and ``Edit`` point into ``RawDocument.text``.

Longer than other files, for it is the one place where all that passes between stages is declared.
Structs of msgspec rather than frozen dataclasses, which take ten times as long to make and five times as long to store;
``msgspec.structs.replace`` changes a field.
"""

from __future__ import annotations

import msgspec

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left of the page."""


# --- ingest ------------------------------------------------------------------------------------


class Source(msgspec.Struct, frozen=True):
    """Where a document comes from and what became of its file."""

    doc_id: str
    source_path: str
    """Relative to the raw folder, with forward slashes."""
    sha256: str | None
    byte_count: int
    media_type: str
    encoding: str | None = None
    page_count: int | None = None
    title: str | None = None
    """What the file says of itself (HTML title, PDF metadata); not the printed title."""
    status: str = "ok"
    error: str | None = None
    duplicate_of: str | None = None
    retrieved_on: str | None = None
    source_url: str | None = None
    licence: str | None = None


class WordBox(msgspec.Struct, frozen=True):
    """The horizontal place of one word of a line (its top and bottom are the line's)."""

    start: int
    end: int
    x0: float
    x1: float


class Line(msgspec.Struct, frozen=True):
    """One printed line, or one element of an HTML page.

    ``role``: ``text``, ``heading`` (HTML h1..h6, with ``level``), ``list_item``, ``table`` (cells are
    separated by tabs), ``drop_cap`` (the next line of the raw text starts with the rest of its word),
    ``note`` (footnote), ``margin`` (rotated text), ``furniture`` (running header, footer, page number).
    ``box`` numbers the filled or framed rectangle that holds the line on its page, 0 for none.
    """

    start: int
    end: int
    page: int | None = None
    bbox: BBox | None = None
    size: float | None = None
    is_bold: bool = False
    is_italic: bool = False
    role: str = "text"
    level: int | None = None
    box: int = 0
    words: tuple[WordBox, ...] = ()
    wraps: bool = False
    """The paragraph goes on in the next line: this one ended only because it was full (PDF)."""
    ocr_confidence: float | None = None
    """Of a line read by OCR, the mean of its words' confidences, 0 to 1; None for printed text."""


class RawDocument(msgspec.Struct, frozen=True):
    """A document as it was read: for a text file the decoded file, unchanged; else the extracted text.

    Lines are separated by ``\\n`` and blocks (paragraphs, cells, boxes) by a blank line.
    ``lines`` is empty for text and Markdown; it is sorted by ``start`` for HTML and PDF.
    """

    source: Source
    text: str
    lines: tuple[Line, ...] = ()


class Rejection(msgspec.Struct, frozen=True):
    """A document that a stage could not read, and what a person can do about it."""

    doc_id: str
    stage: str
    reason: str
    detail: str = ""


# --- clean -------------------------------------------------------------------------------------


class Edit(msgspec.Struct, frozen=True):
    """One repair: ``raw[raw_start:raw_end]`` (``before``) reads ``after`` in the clean text."""

    raw_start: int
    raw_end: int
    before: str
    after: str
    rule: str
    confidence: float = 1.0
    alternative: str | None = None
    """A second reading that was nearly as likely, or None."""


class Paragraph(msgspec.Struct, frozen=True):
    """One line of the clean text: wrapped lines have been joined, so no paragraph holds a newline.

    ``kind``: ``heading`` (marked as such by markup, HTML or font), ``text``, ``list_item``, ``table``
    (cells separated by tabs), ``note``. ``block`` numbers the groups that blank lines separate.
    """

    start: int
    end: int
    kind: str = "text"
    level: int | None = None
    block: int = 0
    page: int | None = None
    bbox: BBox | None = None
    size: float | None = None
    is_bold: bool = False
    box: int = 0


class CleanDocument(msgspec.Struct, frozen=True):
    """A repaired document with the ledger that leads from its raw text to its clean text."""

    source: Source
    text: str
    raw_char_count: int
    edits: tuple[Edit, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    lines: tuple[Line, ...] = ()


# --- extract -----------------------------------------------------------------------------------


class Section(msgspec.Struct, frozen=True):
    """A heading and the text up to the next heading; ``parent`` is an index into the sections."""

    start: int
    end: int
    heading_start: int
    heading_end: int
    level: int
    type: str
    title: str
    title_raw: str
    parent: int | None = None
    is_inferred: bool = False
    """The heading was lost; the content is unmistakable (``heading_start == heading_end``)."""


class Mention(msgspec.Struct, frozen=True):
    """A name in the text. ``label`` is PER, ORG or LOC; ``method`` model, rule, register or structure."""

    start: int
    end: int
    label: str
    text: str
    method: str
    score: float
    is_anaphor: bool = False


class Acronym(msgspec.Struct, frozen=True):
    """A short form that the text itself defines: « Association des maires (AMF) »."""

    short: str
    long: str
    start: int
    end: int


class Role(msgspec.Struct, frozen=True):
    """A person given in a role. ``name`` is "Given Family" in proper case; ``org`` as printed or None."""

    name: str
    given_name: str | None
    family_name: str | None
    email: str | None
    relation: str
    role: str | None
    role_type: str | None
    corps: str | None
    org: str | None
    start: int
    end: int
    confidence: float


class Figure(msgspec.Struct, frozen=True):
    """A quantity; ``org`` is the organisation it is about, as printed, where the text says so."""

    raw: str
    value: float
    value_max: float | None
    unit: str | None
    unit_code: str | None
    kind: str
    qualifier: str | None
    measure: str | None
    in_words: bool
    org: str | None
    start: int
    end: int
    confidence: float


class Project(msgspec.Struct, frozen=True):
    """A project sheet; ``start``/``end`` span the whole sheet, ``page`` is the printed page number."""

    number: int | None
    title: str
    org: str | None
    theme: str | None
    page: int | None
    start: int
    end: int


class Event(msgspec.Struct, frozen=True):
    """A seminar, a conference or one of its sessions (``parent`` is an index into the events)."""

    number: int | None
    title: str | None
    place: str | None
    city: str | None
    themes: tuple[str, ...]
    date_start: str | None
    date_end: str | None
    start: int
    end: int
    parent: int | None = None


class Link(msgspec.Struct, frozen=True):
    """A web address, repaired, with the words that introduce it."""

    url: str
    label: str | None
    start: int
    end: int


class Extraction(msgspec.Struct, frozen=True):
    """All that was read in one document."""

    doc_id: str
    title: str | None = None
    """The printed title."""
    genre: str | None = None
    """compendium, project_sheet, seminar_list, newsletter, programme, interview, report, minutes, other."""
    language: str | None = None
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    roles: tuple[Role, ...] = ()
    figures: tuple[Figure, ...] = ()
    projects: tuple[Project, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()


# --- normalise ---------------------------------------------------------------------------------


class Organisation(msgspec.Struct, frozen=True):
    """One organisation of the corpus, linked to the official registers where it could be."""

    org_id: str
    name: str
    type: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    register: str | None = None
    insee_code: str | None = None
    siren: str | None = None
    departement_code: str | None = None
    region_code: str | None = None
    population: int | None = None
    candidates: tuple[str, ...] = ()
    """Register ids that fit a name left unlinked because nothing decided between them."""
    mention_count: int = 0
    document_count: int = 0


class Place(msgspec.Struct, frozen=True):
    """One place of the corpus."""

    place_id: str
    name: str
    type: str
    insee_code: str | None = None
    departement_code: str | None = None
    region_code: str | None = None
    country: str | None = None
    candidates: tuple[str, ...] = ()
    mention_count: int = 0
    document_count: int = 0


class Person(msgspec.Struct, frozen=True):
    """One person of the corpus."""

    person_id: str
    name: str
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    aliases: tuple[str, ...] = ()
    mention_count: int = 0
    document_count: int = 0


class DocumentLinks(msgspec.Struct, frozen=True):
    """What one document's records refer to; each tuple is parallel to the Extraction's own."""

    doc_id: str
    mentions: tuple[str | None, ...] = ()
    """org_id, place_id or person_id."""
    role_people: tuple[str, ...] = ()
    role_orgs: tuple[str | None, ...] = ()
    figure_orgs: tuple[str | None, ...] = ()
    project_orgs: tuple[str | None, ...] = ()


class OrganisationName(msgspec.Struct, frozen=True):
    """An organisation as one document names it."""

    ref: str
    """What the document's links hold: an identifier, final but for typos, decisions, and abbreviations that another document
    defines; or ``host:`` and words of a mail address that may be such an abbreviation."""
    key: str
    type: str | None = None
    short: str | None = None
    """The folded abbreviation (of a host: all that it may be) whose long form the document does not give."""
    parent: str | None = None
    """The authority of the sheet, to which the organisation belongs if it is a service."""
    spellings: tuple[tuple[str, int], ...] = ()
    candidates: tuple[str, ...] = ()
    longs: tuple[str, ...] = ()


class PlaceName(msgspec.Struct, frozen=True):
    """A place as one document names it."""

    place: Place
    spellings: tuple[tuple[str, int], ...] = ()


class PersonName(msgspec.Struct, frozen=True):
    """A person as one document names them; ``ref`` is the number by which the document's links refer to them."""

    ref: str
    spellings: tuple[tuple[str, str | None, str | None, int], ...]
    """(name, given name, family name, how often)."""
    email: str | None = None
    printed: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """Folded words of the roles."""
    role_types: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    """Refs of the organisations of the roles."""
    areas: tuple[str, ...] = ()
    """Codes of the départements of those that are in a register."""
    near: tuple[str, ...] = ()
    """Of one who is given without organisation: authorities named around, and ``area:`` with their départements."""
    key: str = ""
    """The folded words of the name, each once, in the order of the alphabet: what those who may be one person share."""


class DocumentNames(msgspec.Struct, frozen=True):
    """All that one document says of organisations, places and people: what resolution over the corpus needs, and no more."""

    links: DocumentLinks
    """With refs instead of identifiers."""
    organisations: tuple[OrganisationName, ...] = ()
    places: tuple[PlaceName, ...] = ()
    people: tuple[PersonName, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    """Short and long forms that the text binds together."""


class Entities(msgspec.Struct, frozen=True):
    """The entities of a whole corpus and the links of each document to them."""

    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    links: tuple[DocumentLinks, ...] = ()
