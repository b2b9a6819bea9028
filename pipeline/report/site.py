"""The pages of a build and the files that they are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from pipeline.dataset import Dataset, open_dataset
from pipeline.errors import BuildError
from pipeline.french import fold
from pipeline.report import facts, words
from pipeline.report.annotate import Marked, Row, anchor, figure_span, is_shown, mention_span, plain
from pipeline.report.lists import Listing
from pipeline.report.overview import overview
from pipeline.report.reasons import reason
from pipeline.report.rows import Rows, file_names, grouped, neighbours, read_rows, role_anchors
from pipeline.report.tabular import MOST_ROWS, html, link

ASSETS = Path(__file__).parent / "assets"
MARK = ".report"
"""A file in a folder that a report was written to: another folder with something in it is left alone."""
SNIPPET = 90
"""Characters shown on each side of a name."""
MOST_SNIPPETS = 3
"""Of one document on an entity's page; the others are a click away."""
MOST_DOCUMENTS = 100
"""Of which an entity's page shows what stands around the name; the others are links."""
NEIGHBOURS = 25
FOLDERS = ("documents", "organisations", "people")
MENU = (("index", "Vue d’ensemble"), ("documents", "Documents"), ("organisations", "Organisations"), ("people", "Personnes"))


def write_report(out: Path, folder: Path) -> int:
    """Write the pages of the build in ``out``; how many pages there are.

    They are written aside and put in the place of an earlier report at the end, so that no page of it is left.
    Raises BuildError when there is no build, or the folder holds what no report wrote.
    """
    dataset, folder = open_dataset(out), folder.absolute()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise BuildError(f"{folder} holds files that no report wrote: give another folder")
    aside, old = (folder.with_name(f".{folder.name}.{state}") for state in ("aside", "old"))
    try:
        for left in (aside, old):
            shutil.rmtree(left, ignore_errors=True)
        count = _write_pages(Site(dataset), aside)
        # renamed before it is removed: creating files after removing thousands takes ext4 five times as long
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
    except OSError as error:
        raise BuildError(f"{folder} cannot be written: {error.strerror}; make room or give another folder") from None
    finally:
        for left in (aside, old):
            shutil.rmtree(left, ignore_errors=True)
    return count


def _write_pages(site: Site, folder: Path) -> int:
    shutil.copytree(ASSETS, folder / "assets")
    (folder / MARK).touch()
    for name in FOLDERS:
        (folder / name).mkdir()
    count = 0
    for path, text in site.pages():
        (folder / path).write_bytes(text.encode())
        count += path.endswith(".html")
    return count


class RowsFirst(Environment):
    """Templates that look for ``row.name`` among the keys first: half the time of a page was spent on missing attributes."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a row, or what any template would find."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Site:
    """All pages of a build."""

    def __init__(self, dataset: Dataset) -> None:
        self.tables: Rows = read_rows(dataset)
        self.documents = {d["doc_id"]: d for d in self.tables["documents"]}
        self.by_document = {
            name: grouped(self.tables[name], "doc_id")
            for name in ("sections", "mentions", "figures", "roles", "repairs", "projects", "events", "links")
        }
        self.names = {
            row[key]: row["name"]
            for name, key in (("organisations", "org_id"), ("people", "person_id"), ("places", "place_id"))
            for row in self.tables[name]
        }
        self.files = file_names(self.tables)
        # made once each: an entity is named on the pages of many others
        self.links = {entity: self._linked(entity, name) for entity, name in self.names.items()}
        self.role_anchors = role_anchors(self.by_document["roles"], self.by_document["mentions"])
        self.env = RowsFirst(
            loader=PackageLoader("pipeline.report"),
            autoescape=select_autoescape(default=True),
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.env.filters |= {"number": words.number, "anchor": anchor, "reason": reason}
        self.env.globals |= {"words": words, "plural": words.plural, "facts": facts, "link": self._link, "names": self.names}

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path under the folder, and what is written there."""
        yield "index.html", self._render("index.html", "", "index", **overview(self.tables))
        for listing in (self._document_list(), self._organisation_list(), self._people_list()):
            for file, values in listing.pages():
                yield file, self._render("list.html", "", listing.name, **values)
            yield listing.index, listing.index_script()
        for document in self.documents.values():
            yield f"documents/{document['doc_id']}.html", self._document(document)
        yield from self._entity_pages()

    def _render(self, template: str, root: str, here: str, **values: Any) -> str:
        return self.env.get_template(template).render(root=root, here=here, menu=_menu(root, here), **values)

    def _address(self, entity_id: str | None) -> str | None:
        """The page of an entity, seen from a page one folder down."""
        file = self.files.get(entity_id) if entity_id else None
        return f"../{file}" if file else None

    def _linked(self, entity_id: str, name: str) -> str:
        page = self._address(entity_id)
        return link(page, name) if page else name

    def _link(self, entity_id: str | None) -> str:
        """The name of an entity, with a link where it has a page."""
        return self.links.get(entity_id, entity_id) if entity_id else ""

    def _document_list(self) -> Listing:
        rows = [
            (
                d["title"] or d["source_path"],
                d["source_path"],
                words.said(words.GENRES, d["genre"]),
                words.number(d["page_count"]) if d["page_count"] else "",
                words.number(d["word_count"]) if d["word_count"] else "",
                "doublon" if d["duplicate_of"] else words.STATUSES[d["status"]],
            )
            for d in self.documents.values()
        ]
        heads = ("titre", "fichier", "genre", "pages", "mots", "état")
        return Listing("documents", "Documents", "les documents", heads, [f"documents/{d}.html" for d in self.documents], rows)

    def _organisation_list(self) -> Listing:
        """Organisations, those named most first."""
        some = sorted(self.tables["organisations"], key=lambda row: (-row["mention_count"], fold(row["name"])))
        rows = [
            (
                o["name"],
                o["acronym"] or "",
                words.said(words.ORGANISATIONS, o["type"]),
                o["departement_code"] or "",
                o["insee_code"] or o["siren"] or "",
                words.number(o["mention_count"]),
                words.number(o["document_count"]),
            )
            for o in some
        ]
        heads = ("nom", "sigle", "nature", "département", "code Insee ou Siren", "mentions", "documents")
        return Listing("organisations", "Organisations", "les organisations", heads, [self.files[o["org_id"]] for o in some], rows)

    def _people_list(self) -> Listing:
        """People with the organisations of their roles, in the order of family names."""
        roles = grouped(self.tables["roles"], "person_id")
        people = sorted(self.tables["people"], key=lambda p: fold(p["family_name"] or p["name"]))
        rows = []
        for person in people:
            of = roles.get(person["person_id"], [])
            said = dict.fromkeys(r["role"] for r in of if r["role"])
            at = dict.fromkeys(self.names[r["org_id"]] for r in of if r["org_id"])
            counts = words.number(person["mention_count"]), words.number(person["document_count"])
            rows.append((person["name"], words.listed(said), words.listed(at), person["email"] or "", *counts))
        heads = ("nom", "fonctions", "organisations", "courriel", "mentions", "documents")
        return Listing("people", "Personnes", "les personnes", heads, [self.files[p["person_id"]] for p in people], rows)

    def _document(self, document: Row) -> str:
        rows = {name: some.get(document["doc_id"], []) for name, some in self.by_document.items()}
        spans = [mention_span(m, self._address) for m in rows["mentions"]] + [figure_span(f) for f in rows["figures"]]
        bare = [(r["start"], name) for r in rows["roles"] if (name := self.role_anchors[r["role_id"]]) == anchor(r["role_id"])]
        marked = Marked(document["text"] or "", spans, rows["repairs"], bare)
        return self._render(
            "document.html",
            "../",
            "documents",
            document=document,
            original=self.documents.get(document["duplicate_of"]),
            body=Markup(marked.html(rows["sections"])),
            shown=[repair for repair in rows["repairs"] if is_shown(repair)],
            role_page=lambda r: "#" + self.role_anchors[r["role_id"]],
            figure_page=lambda f: "#" + anchor(f["figure_id"]),
            **rows,
        )

    def _entity_pages(self) -> Iterator[tuple[str, str]]:
        mentions = grouped(self.tables["mentions"], "entity_id")
        near = neighbours(self.tables["cooccurrences"])
        figures, projects = grouped(self.tables["figures"], "org_id"), grouped(self.tables["projects"], "org_id")
        for name, key in (("organisations", "org_id"), ("people", "person_id")):
            roles = grouped(self.tables["roles"], key)
            for row in self.tables[name]:
                entity_id = row[key]
                documents = list(grouped(mentions.get(entity_id, []), "doc_id").items())
                yield (
                    self.files[entity_id],
                    self._render(
                        "entity.html",
                        "../",
                        name,
                        entity=row,
                        entity_id=entity_id,
                        roles=roles.get(entity_id, []),
                        figures=figures.get(entity_id, []),
                        projects=projects.get(entity_id, []),
                        places=[self._place(*pair) for pair in documents[:MOST_DOCUMENTS]],
                        others=[(self.documents[doc_id], len(some)) for doc_id, some in documents[MOST_DOCUMENTS:]],
                        neighbours=self._near(near.get(entity_id, [])[:NEIGHBOURS]),
                        most=MOST_ROWS,
                        role_page=lambda r: f"../documents/{r['doc_id']}.html#{self.role_anchors[r['role_id']]}",
                        figure_page=lambda f: f"../documents/{f['doc_id']}.html#{anchor(f['figure_id'])}",
                    ),
                )

    def _near(self, neighbours: Sequence[tuple[str, int]]) -> Markup:
        """Entities and how often they are named, as items of a list."""
        return Markup("\n".join(f"<li>{html(self.links[other])} ({words.number(count)})</li>" for other, count in neighbours))

    def _place(self, doc_id: str, mentions: Sequence[Row]) -> tuple[Row, int, Markup]:
        """A document that names an entity, how often, and the first places with what stands around them."""
        document = self.documents[doc_id]
        page, text = f"../documents/{doc_id}.html", document["text"]
        snippets = [_snippet(page, text, m) for m in mentions[:MOST_SNIPPETS]]
        return document, len(mentions), Markup("\n".join(snippets))


@cache
def _menu(root: str, here: str) -> Markup:
    """The links at the head of every page; the list that a page belongs to is marked."""
    mark = f' aria-current="{"true" if root else "page"}"'
    return Markup("\n").join(Markup(f'<a href="{root}{page}.html"{mark if here == page else ""}>{said}</a>') for page, said in MENU)


def _snippet(page: str, text: str, mention: Row) -> str:
    """A name with what stands around it in its line, as an item of a list."""
    start, end = mention["start"], mention["end"]
    name = f'<a href="{page}#{anchor(mention["mention_id"])}"><strong>{plain(text[start:end])}</strong></a>'
    return f"<li>{plain(_left(text, start))}{name}{plain(_right(text, end))}</li>"


def _left(text: str, start: int) -> str:
    """What stands before a place, in its own line, from a whole word on."""
    line = text[max(0, start - SNIPPET) : start].rpartition("\n")[2]
    return "… " + line.partition(" ")[2] if len(line) == SNIPPET else line


def _right(text: str, end: int) -> str:
    """What stands after a place, in its own line, to a whole word."""
    line = text[end : end + SNIPPET].partition("\n")[0]
    return line.rpartition(" ")[0] + " …" if len(line) == SNIPPET else line
