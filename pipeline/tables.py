"""Every published table, declared once: key, columns in order, nullability, foreign keys, meaning.

The columns themselves are in ``columns``. ``storage`` refuses a row that breaks a declaration, and
``publish`` writes the data dictionary and the datapackage from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pyarrow as pa

from pipeline.columns import COLUMNS, Column

PLACED = "start end raw_start raw_end"


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``quotes`` names the column that equals ``documents.text[start:end]``."""

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    nullable: frozenset[str]
    en: str
    fr: str
    foreign: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Column to the table whose key it holds."""
    quotes: str | None = None

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, without metadata."""
        return pa.schema([pa.field(name, c.type, nullable=name in self.nullable) for name, c in self.columns.items()])

    @property
    def file_schema(self) -> pa.Schema:
        """The schema as written to files, which tells pandas to keep whole numbers whole where some are missing."""
        kept = [name for name, c in self.columns.items() if c.type == pa.int64() and name in self.nullable]
        described = [
            {"name": name, "field_name": name, "pandas_type": "int64", "numpy_type": "Int64", "metadata": None} for name in kept
        ]
        told = {"index_columns": [], "column_indexes": [], "columns": described, "pandas_version": "2.0.0"}
        return self.schema.with_metadata({"pandas": json.dumps(told)})


def _table(name: str, key: str, columns: str, en: str, fr: str, foreign: str = "", quotes: str | None = None) -> Table:
    """A declaration; ``?`` after a column's name lets it be null, ``doc_id>documents`` is a foreign key."""
    names = [*key.split(), *columns.split()]
    plain = [n.removesuffix("?") for n in names]
    return Table(
        name,
        tuple(key.split()),
        MappingProxyType({n: COLUMNS.get(f"{name}.{n}") or COLUMNS[n] for n in plain}),
        frozenset(n.removesuffix("?") for n in names if n.endswith("?")),
        en,
        fr,
        MappingProxyType({a: b for a, _, b in (f.partition(">") for f in foreign.split())}),
        quotes,
    )


_DECLARED = (
    _table(
        "documents",
        "doc_id",
        "source_path sha256? media_type title? genre? language? page_count? ocr_page_count? ocr_confidence? "
        "raw_char_count? char_count? word_count? text? status error? duplicate_of? retrieved_on? source_url? licence?",
        "One row a file of the raw folder, read or not",
        "Une ligne par fichier du dossier brut, lu ou non",
        "duplicate_of>documents",
    ),
    _table(
        "sections",
        "section_id",
        f"doc_id parent_id? position level type title title_raw text {PLACED} page? page_end? is_inferred",
        "One row a heading with its own text, without that of the headings under it",
        "Une ligne par titre avec son propre texte, sans celui des titres qu'il contient",
        "doc_id>documents parent_id>sections",
        quotes="text",
    ),
    _table(
        "repairs",
        "repair_id",
        f"doc_id rule before after alternative? {PLACED} page? confidence",
        "The ledger: one row a place where the clean text differs from the text that was read",
        "Le registre : une ligne par endroit où le texte nettoyé diffère du texte lu",
        "doc_id>documents",
        quotes="after",
    ),
    _table(
        "mentions",
        "mention_id",
        f"doc_id section_id? label text {PLACED} page? bbox? method score is_anaphor entity_id?",
        "One row a name of a person, an organisation or a place, each time it occurs",
        "Une ligne par nom de personne, d'organisation ou de lieu, à chaque occurrence",
        "doc_id>documents section_id>sections",
        quotes="text",
    ),
    _table(
        "organisations",
        "org_id",
        "name type acronym? aliases register? insee_code? siren? departement_code? region_code? population? candidates "
        "mention_count document_count",
        "One row an organisation of the corpus, linked to the official registers where it could be",
        "Une ligne par organisation du corpus, rattachée aux registres officiels quand c'était possible",
    ),
    _table(
        "places",
        "place_id",
        "name type insee_code? departement_code? region_code? country? candidates mention_count document_count",
        "One row a place of the corpus",
        "Une ligne par lieu du corpus",
    ),
    _table(
        "people",
        "person_id",
        "name given_name? family_name? email? aliases mention_count document_count",
        "One row a person of the corpus",
        "Une ligne par personne du corpus",
    ),
    _table(
        "roles",
        "role_id",
        f"person_id org_id? doc_id section_id? relation role? role_type? corps? {PLACED} page? confidence",
        "One row each time a person is given in a role",
        "Une ligne chaque fois qu'une personne est donnée dans un rôle",
        "person_id>people org_id>organisations doc_id>documents section_id>sections",
    ),
    _table(
        "figures",
        "figure_id",
        f"doc_id section_id? raw value value_max? value_eur? unit? unit_code? kind qualifier? measure? in_words org_id? {PLACED} "
        "page? bbox? confidence",
        "One row a quantity",
        "Une ligne par quantité",
        "doc_id>documents section_id>sections org_id>organisations",
        quotes="raw",
    ),
    _table(
        "projects",
        "project_id",
        f"doc_id section_id? number? title org_id? theme? page? {PLACED}",
        "One row a project sheet",
        "Une ligne par fiche de projet",
        "doc_id>documents section_id>sections org_id>organisations",
    ),
    _table(
        "events",
        "event_id",
        f"doc_id section_id? parent_event_id? number? title? place? city? themes date_start? date_end? {PLACED}",
        "One row a seminar, a conference or one of its sessions",
        "Une ligne par séminaire, colloque ou séance",
        "doc_id>documents section_id>sections parent_event_id>events",
    ),
    _table(
        "links",
        "link_id",
        f"doc_id section_id? url label? {PLACED} page?",
        "One row a web address",
        "Une ligne par adresse web",
        "doc_id>documents section_id>sections",
    ),
    _table(
        "cooccurrences",
        "entity_a entity_b",
        "section_count document_count",
        "One row a pair of entities named in the same section",
        "Une ligne par paire d'entités citées dans une même section",
    ),
    _table(
        "rejections",
        "doc_id stage",
        "reason detail?",
        "One row a document that a stage could not read",
        "Une ligne par document qu'une étape n'a pas pu lire",
        "doc_id>documents",
    ),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _DECLARED})
"""All tables, in the order in which they are described."""
