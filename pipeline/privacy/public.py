"""The public set: the tables of a build with private persons under pseudonyms, without their addresses and numbers.

It is made from the published tables alone. Offsets into ``documents.text`` are moved with the text; ``raw_start`` and ``raw_end``
stay places in the file as it was read, which is not published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.errors import BuildError
from pipeline.french import name_key, slug
from pipeline.ingest.corpus import make_doc_id
from pipeline.knowledge import Knowledge
from pipeline.making import make_table
from pipeline.offsets import OffsetMap
from pipeline.privacy import patterns
from pipeline.privacy.census import Census, take_census
from pipeline.privacy.masking import Mask, Masker, apply
from pipeline.publish.checks import check_foreign_keys, check_quotes
from pipeline.publish.corpus import Pairs
from pipeline.records import Edit
from pipeline.tables import TABLES, Table

Row = dict[str, Any]
COUNTED = {"organisations": "org_id", "places": "place_id", "people": "person_id"}
REFERENCES = {"mentions": ("entity_id",), "roles": ("person_id", "org_id"), "figures": ("org_id",), "projects": ("org_id",)}
"""Columns through which a document names an entity."""
VERBATIM = frozenset(
    "sha256 media_type language genre status retrieved_on register insee_code siren departement_code region_code country rule unit_code "
    "role_type corps method label stage".split()
)
"""Columns that hold codes, in which no name can stand. ``label`` of links is text, and is masked."""

LOSING = ("repairs", "figures", "mentions", "roles")
"""Tables of which rows are left out."""


@dataclass(frozen=True, slots=True)
class Public:
    """The public tables, and what was done to get them."""

    tables: Mapping[str, pa.Table]
    census: Census
    masker: Masker
    paths: Mapping[str, str]
    """source_path of the build to source_path of the public set."""
    documents: Mapping[str, str]
    """doc_id of the build to doc_id of the public set."""
    dropped: Mapping[str, int]
    """Rows left out by table: repairs inside a replaced name, figures that were telephone numbers, what would tell whose a pseudonym is
    by a person of history."""


def make_public(private: Mapping[str, pa.Table], knowledge: Knowledge, key: bytes) -> Public:
    """The public set of a build's tables; the same tables and key give the same set."""
    rows = {name: private[name].to_pylist() for name in TABLES}
    census = take_census(rows, knowledge)
    work = _Work(rows, census, Masker(census, knowledge, key))
    made = {name: make_table(TABLES[name], work.rows_of(name)) for name in ("documents", "sections", "repairs", "mentions", "roles")}
    made |= {name: make_table(TABLES[name], work.rows_of(name)) for name in ("figures", "projects", "events", "links", "rejections")}
    work.count(made)
    for name, column in COUNTED.items():
        made[name] = make_table(TABLES[name], work.entities(name, column))
    pairs = Pairs()
    pairs.add(made["mentions"])
    made["cooccurrences"] = pa.concat_tables([*pairs.tables(), TABLES["cooccurrences"].schema.empty_table()])
    tables = {name: made[name] if name in made else make_table(TABLES[name], work.rows_of(name)) for name in TABLES}
    check_foreign_keys(tables)
    dropped = {name: len(rows[name]) - tables[name].num_rows for name in LOSING}
    return Public(tables, census, work.masker, work.paths, work.documents, dropped)


class _Work:
    """One pass over the tables; what is known of each document is kept by its private doc_id."""

    def __init__(self, rows: Mapping[str, Sequence[Row]], census: Census, masker: Masker) -> None:
        self.rows, self.census, self.masker = rows, census, masker
        self.names = {row["person_id"] for row in rows["people"]}
        self.history = {
            row["person_id"]
            for row in rows["people"]
            if name_key(row["name"]) in patterns.PUBLIC_FIGURES and census.keys[row["person_id"]] not in census.people
        }
        self.staying_ids = self._staying_ids()
        self.masks: dict[str, list[Mask]] = {}
        self.maps: dict[str, OffsetMap] = {}
        self.texts: dict[str, str | None] = {}
        self.paths: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        self.plain_ids = {
            row[column]: self._plain_id(row[column], row["name"])
            for table, column in COUNTED.items()
            if column != "person_id"
            for row in rows[table]
        }
        told, apart = self._spans()
        for row in rows["documents"]:
            document, text = row["doc_id"], row["text"]
            masks = self.masks[document] = masker.find(text or "", document, told.get(document, ()), apart.get(document, ()))
            self.maps[document] = OffsetMap(Edit(m.start, m.end, "", m.after, m.what) for m in masks)
            self.texts[document] = None if text is None else apply(text, masks)
            path = self.paths[row["source_path"]] = masker.mask(row["source_path"], document)
            self.documents[document] = document if path == row["source_path"] else make_doc_id(path)

    def _spans(self) -> tuple[dict[str, list[tuple[int, int, str]]], dict[str, list[tuple[int, int]]]]:
        """Spans that name persons who are replaced, and spans that name places and bodies, for each document."""
        told: dict[str, list[tuple[int, int, str]]] = {}
        apart: dict[str, list[tuple[int, int]]] = {}
        for row in self.rows["mentions"]:
            document, span = row["doc_id"], (row["start"], row["end"])
            if row["label"] != "PER":
                apart.setdefault(document, []).append(span)
            elif (key := self.key_of(row["entity_id"], row["text"], document)) is not None:
                told.setdefault(document, []).append((*span, key))
        return told, apart

    def key_of(self, person: str | None, text: str, document: str) -> str | None:
        """The key under which a person is replaced in a document; None for one who stays."""
        if person is not None and person in self.names:
            key = self.census.keys[person]
            return None if self.census.is_kept(key, document) or key not in self.census.people else key
        return self.census.add(text, document, "mention")

    def entity_id(self, entity: str | None, document: str) -> str | None:
        """What an entity is called in the public set, named in a document."""
        if entity is not None and entity in self.names:
            key = self.key_of(entity, "", document)
            return self.staying_ids.get(entity, entity) if key is None else f"person:{self.masker.label(key).lower()}"
        return None if entity is None else self.plain_id(entity)

    def _staying_ids(self) -> dict[str, str]:
        """New identifiers for those whose own holds another name than they are shown under, one that is replaced elsewhere."""
        found: dict[str, str] = {}
        for row in self.rows["people"]:
            person, shown = row["person_id"], slug(row["name"])
            rest = person.partition(":")[2]
            words = {word for word in rest.split("-") if word.isalpha()}  # not numbers and pieces of hashes, which tell namesakes apart
            if not words <= set(shown.split("-")) and self.masker.mask(rest, None) != rest:
                ids = (f"person:{shown}{mark}" for mark in ("", *(f"-{n}" for n in range(2, len(self.names) + 3))))
                found[person] = next(each for each in ids if each not in self.names and each not in found.values())
        return found

    def plain_id(self, entity: str) -> str:
        """An identifier of a body or place, made anew where a name is part of it."""
        return self.plain_ids.get(entity, entity)

    def _plain_id(self, entity: str, name: str) -> str:
        kind, _, rest = entity.partition(":")
        masked, named = self.masker.mask(rest, None), self.masker.mask(name, None)
        if masked == rest and (named == name or slug(name) not in rest):
            return entity
        return f"{kind}:{slug(named if named != name else masked)}"

    def row_id(self, value: str) -> str:
        """The identifier of a document or of a row of it."""
        document, colon, rest = value.rpartition(":") if value not in self.documents else (value, "", "")
        return self.documents.get(document, document) + colon + rest

    def rows_of(self, name: str) -> list[Row]:
        """The public rows of a table."""
        table = TABLES[name]
        made = [self._public_row(table, row) for row in self.rows[name] if not self._is_dropped(name, row)]
        by_document: dict[str, list[Row]] = {}
        if table.quotes:
            for row in made:
                by_document.setdefault(row["doc_id"], []).append(row)
        public_texts = {self.documents[document]: text for document, text in self.texts.items()}
        for document, its_rows in by_document.items():
            check_quotes(table, its_rows, public_texts[document] or "")
        return made

    def _is_dropped(self, name: str, row: Row) -> bool:
        """Whether a row would tell, or misread, a part of what is masked."""
        if name not in LOSING:
            return False
        masks = self.masks[row["doc_id"]]
        start, end = row["start"], row["end"]
        if name in ("mentions", "roles") and row[REFERENCES[name][0]] in self.history:
            return any(m.start < end and start < m.end for m in masks if m.what == "person") and not self._tells_history(row)
        if name == "roles":
            return False
        if name == "repairs":
            return any(m.start < end and start < m.end for m in masks)
        if name == "figures":
            return any(m.start < end and start < m.end for m in masks if m.what != "person")
        return row["label"] != "PER" and any(m.start <= start and end <= m.end for m in masks)

    def _tells_history(self, row: Row) -> bool:
        """Whether a row names a person of history in the public text too: else it would tell whose a pseudonym is."""
        places, text = self.maps[row["doc_id"]], self.texts[row["doc_id"]] or ""
        return self.masker.names_history(text[places.clean_start(row["start"]) : places.clean_end(row["end"])])

    def _public_row(self, table: Table, row: Row) -> Row:
        document = row.get("doc_id")
        public = {name: self._cell(table, name, value, document) for name, value in row.items()}
        if table.name == "documents":
            text = self.texts[row["doc_id"]]
            public["text"] = text
            public["source_path"] = self.paths[row["source_path"]]
            public["char_count"] = None if text is None else len(text)
            public["word_count"] = None if text is None else len(text.split())
        if "start" in row:
            assert document is not None
            places = self.maps[document]
            public["start"] = places.clean_start(row["start"])
            public["end"] = max(public["start"], places.clean_end(row["end"]))
            if table.quotes:
                public[table.quotes] = (self.texts[document] or "")[public["start"] : public["end"]]
        return public

    def _cell(self, table: Table, name: str, value: Any, document: str | None) -> Any:
        if value is None or table.columns[name].choices or (name in VERBATIM and (table.name, name) != ("links", "label")):
            return value
        if name in ("person_id", "entity_id", "org_id", "place_id"):
            return self.entity_id(value, document) if document else self.plain_id(value)
        if name.endswith("_id") or name == "duplicate_of":
            return self.row_id(value)
        if name == "email" or (table.name, name) == ("rejections", "detail"):  # what a reader said of bytes may quote them
            return None
        if isinstance(value, str):
            return self.masker.mask(value, document)
        if isinstance(value, list) and value and isinstance(value[0], str):
            return [self.masker.mask(v, document) for v in value]
        return value

    def count(self, made: Mapping[str, pa.Table]) -> None:
        """Count, for each entity, its mentions and the documents that name it in whatever table."""
        self.mentions = Counter(made["mentions"].column("entity_id").to_pylist())
        pairs = {
            (entity, document)
            for table, columns in REFERENCES.items()
            for column in columns
            for entity, document in zip(made[table].column(column).to_pylist(), made[table].column("doc_id").to_pylist(), strict=True)
        }
        self.named_in = Counter(entity for entity, _ in pairs)

    def entities(self, name: str, column: str) -> list[Row]:
        """The entities that the public rows name, counted over them; of somebody who stays, the name alone."""
        rows: dict[str, Row] = {}
        for row in self.rows[name]:
            if name == "people":
                for public in self._people(row):
                    rows.setdefault(public[column], public)
            else:
                public = self._public_row(TABLES[name], row)
                rows.setdefault(public[column], public)
        counted = [{**row, "mention_count": self.mentions[key], "document_count": self.named_in[key]} for key, row in rows.items()]
        known = {row[column] for row in self.rows[name] if name != "people" and (row.get("register") or not row["document_count"])}
        return [row for row in counted if row["document_count"] or row[column] in known]

    def _people(self, row: Row) -> list[Row]:
        """The rows of one person: named where he holds office, under a pseudonym elsewhere."""
        key = self.census.keys[row["person_id"]]
        found: list[Row] = []
        if key not in self.census.people or any(key in kept for kept in self.census.kept.values()):
            words = set(key.split())
            aliases = [a for a in row["aliases"] if set(slug(a).split("-")) <= words]
            shown = {**row, "person_id": self.staying_ids.get(row["person_id"], row["person_id"]), "email": None, "aliases": aliases}
            parts: Row = {"given_name": None, "family_name": None, "aliases": []}  # of a person of history: alone, they are anybody's
            found.append(shown | parts if row["person_id"] in self.history else shown)
        if key in self.census.people:
            label = self.masker.label(key)
            bare = {name: None if name in TABLES["people"].nullable else value for name, value in row.items()}
            found.append({**bare, "person_id": f"person:{label.lower()}", "name": label, "aliases": []})
        return found


def check_public(public: Public) -> None:
    """Nothing that was to be replaced is left in any cell. Raises BuildError that names the place, not the person."""
    for name, table in public.tables.items():
        documents = table.column("doc_id").to_pylist() if name != "documents" and "doc_id" in table.column_names else [None] * len(table)
        private = {new: old for old, new in public.documents.items()}
        for column in table.column_names:
            if column in VERBATIM and (name, column) != ("links", "label"):
                continue
            for row, (value, document) in enumerate(zip(table.column(column).to_pylist(), documents, strict=True)):
                if isinstance(value, str) and public.masker.is_left(value, private.get(document or "")):
                    raise BuildError(f"public set, table {name}, column {column}, row {row}: a name is left, which is a bug")
