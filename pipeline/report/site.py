"""The pages of a build and the files that they are."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, Template, select_autoescape
from markupsafe import Markup, escape

from pipeline.dataset import Dataset, open_dataset
from pipeline.errors import BuildError
from pipeline.execution.saying import visible
from pipeline.french import fold
from pipeline.report import words
from pipeline.report.annotate import Marked, Row, anchor, figure_span, is_shown, mention_span
from pipeline.report.overview import overview
from pipeline.report.reasons import reason

ASSETS = Path(__file__).parent / "assets"
MARK = ".report"
"""A file in a folder that a report was written to: another folder with something in it is left alone."""
SNIPPET = 90
"""Characters shown on each side of a name."""
MOST_SNIPPETS = 3
"""Of one document on an entity's page; the others are a click away."""
NEIGHBOURS = 25

Rows = Mapping[str, Sequence[Row]]


def write_report(out: Path, folder: Path) -> int:
    """Write the pages of the build in ``out``; how many pages there are.

    Raises BuildError when there is no build, or the folder holds what no report wrote.
    """
    dataset = open_dataset(out)
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise BuildError(f"{folder} holds files that no report wrote: give another folder")
    try:
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(ASSETS, folder / "assets")
        (folder / MARK).touch()
        count = 0
        for path, html in Site(dataset).pages():
            page = folder / path
            page.parent.mkdir(exist_ok=True)
            page.write_text(html, encoding="utf-8")
            count += 1
    except OSError as error:
        raise BuildError(f"{folder} cannot be written: {error.strerror}; make room or give another folder") from None
    return count


class Site:
    """All pages of a build."""

    def __init__(self, dataset: Dataset) -> None:
        self.tables: Rows = {name: dataset.arrow(name).to_pylist() for name in dataset.names}
        self.documents = {d["doc_id"]: d for d in self.tables["documents"]}
        self.by_document = {
            name: _grouped(self.tables[name], "doc_id")
            for name in ("sections", "mentions", "figures", "roles", "repairs", "projects", "events", "links")
        }
        self.names = {
            row[key]: row["name"]
            for name, key in (("organisations", "org_id"), ("people", "person_id"), ("places", "place_id"))
            for row in self.tables[name]
        }
        self.files = _file_names(self.tables)
        self.role_anchors = _role_anchors(self.by_document["roles"], self.by_document["mentions"])
        self.env = Environment(
            loader=PackageLoader("pipeline.report"), autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
        )
        self.env.filters |= {name: getattr(words, name) for name in ("number", "share", "day")}
        self.env.filters |= {"anchor": anchor, "reason": reason, "visible": visible}
        self.env.globals |= {"words": words, "plural": words.plural, "quantity": words.quantity}

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path under the folder, and page."""
        yield "index.html", self._render("index.html", "", **overview(self.tables))
        yield "documents.html", self._render("documents.html", "", documents=list(self.documents.values()))
        organisations = sorted(self.tables["organisations"], key=_most_named)
        yield "organisations.html", self._render("organisations.html", "", rows=organisations, files=self.files)
        yield "people.html", self._render("people.html", "", rows=self._people_rows(), files=self.files)
        template = self.env.get_template("document.html")
        for doc_id, document in self.documents.items():
            yield f"documents/{doc_id}.html", self._document(template, document)
        yield from self._entity_pages()

    def _render(self, template: str, root: str, **values: Any) -> str:
        return self.env.get_template(template).render(root=root, **values)

    def _address(self, entity_id: str | None) -> str | None:
        """The page of an entity, seen from a page one folder down."""
        file = self.files.get(entity_id) if entity_id else None
        return f"../{file}" if file else None

    def _link(self, entity_id: str) -> Markup:
        """The name of an entity, with a link where it has a page."""
        page, name = self._address(entity_id), self.names[entity_id]
        return Markup('<a href="{}">{}</a>').format(page, name) if page else escape(name)

    def _document(self, template: Template, document: Row) -> str:
        rows = {name: grouped.get(document["doc_id"], []) for name, grouped in self.by_document.items()}
        spans = [mention_span(m, self._address) for m in rows["mentions"]] + [figure_span(f) for f in rows["figures"]]
        bare = [(r["start"], name) for r in rows["roles"] if (name := self.role_anchors[r["role_id"]]) == anchor(r["role_id"])]
        marked = Marked(document["text"] or "", spans, rows["repairs"], bare)
        return template.render(
            root="../",
            document=document,
            body=Markup(marked.html(rows["sections"])),
            address=self._address,
            names=self.names,
            shown=[repair for repair in rows["repairs"] if is_shown(repair)],
            role_page=lambda r: "#" + self.role_anchors[r["role_id"]],
            figure_page=lambda f: "#" + anchor(f["figure_id"]),
            **rows,
        )

    def _people_rows(self) -> list[dict[str, Any]]:
        """People with the organisations of their roles, in the order of family names."""
        roles = _grouped(self.tables["roles"], "person_id")
        rows = []
        for person in sorted(self.tables["people"], key=lambda p: fold(p["family_name"] or p["name"])):
            of = roles.get(person["person_id"], [])
            organisations = dict.fromkeys(self.names[r["org_id"]] for r in of if r["org_id"])
            rows.append({**person, "roles": list(dict.fromkeys(r["role"] for r in of if r["role"])), "organisations": list(organisations)})
        return rows

    def _entity_pages(self) -> Iterator[tuple[str, str]]:
        mentions = _grouped(self.tables["mentions"], "entity_id")
        neighbours = _neighbours(self.tables["cooccurrences"])
        roles_of = {"org_id": _grouped(self.tables["roles"], "org_id"), "person_id": _grouped(self.tables["roles"], "person_id")}
        figures, projects = _grouped(self.tables["figures"], "org_id"), _grouped(self.tables["projects"], "org_id")
        template = self.env.get_template("entity.html")
        # made once each: an entity is named on the pages of many others
        links = {entity_id: self._link(entity_id) for entity_id in self.names}
        for name, key in (("organisations", "org_id"), ("people", "person_id")):
            for row in self.tables[name]:
                entity_id = row[key]
                yield (
                    self.files[entity_id],
                    template.render(
                        root="../",
                        nature=name,
                        entity=row,
                        entity_id=entity_id,
                        roles=roles_of[key].get(entity_id, []),
                        figures=figures.get(entity_id, []) if key == "org_id" else [],
                        projects=projects.get(entity_id, []) if key == "org_id" else [],
                        places=list(self._places(mentions.get(entity_id, []))),
                        neighbours=[(links[other], words.number(count)) for other, count in neighbours.get(entity_id, [])[:NEIGHBOURS]],
                        documents=self.documents,
                        names=self.names,
                        address=self._address,
                        role_page=lambda r: f"../documents/{r['doc_id']}.html#{self.role_anchors[r['role_id']]}",
                        figure_page=lambda f: f"../documents/{f['doc_id']}.html#{anchor(f['figure_id'])}",
                    ),
                )

    def _places(self, mentions: Sequence[Row]) -> Iterator[tuple[Row, int, list[tuple[str, str, str, str]]]]:
        """For each document that names an entity: how often, and the first places with what stands around them."""
        for doc_id, some in _grouped(mentions, "doc_id").items():
            document = self.documents[doc_id]
            text = document["text"]
            snippets = [
                (anchor(m["mention_id"]), _left(text, m["start"]), text[m["start"] : m["end"]], _right(text, m["end"]))
                for m in some[:MOST_SNIPPETS]
            ]
            yield document, len(some), snippets


def _most_named(row: Row) -> tuple[int, str]:
    """The order of a list: what is named most first, then by name."""
    return -row["mention_count"], fold(row["name"])


def _role_anchors(roles: Mapping[str, Sequence[Row]], mentions: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Where in its document's page each role is read: at the name of its person, or at an anchor of its own."""
    anchors: dict[str, str] = {}
    for doc_id, some in roles.items():
        names = {m["start"]: anchor(m["mention_id"]) for m in mentions.get(doc_id, [])}
        anchors |= {r["role_id"]: names.get(r["start"], anchor(r["role_id"])) for r in some}
    return anchors


def _left(text: str, start: int) -> str:
    """What stands before a place, in its own line, from a whole word on."""
    line = text[max(0, start - SNIPPET) : start].rpartition("\n")[2]
    return "… " + line.partition(" ")[2] if len(line) == SNIPPET else line


def _right(text: str, end: int) -> str:
    """What stands after a place, in its own line, to a whole word."""
    line = text[end : end + SNIPPET].partition("\n")[0]
    return line.rpartition(" ")[0] + " …" if len(line) == SNIPPET else line


def _grouped(rows: Iterable[Row], key: str) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _neighbours(rows: Sequence[Row]) -> dict[str, list[tuple[str, int]]]:
    """For each entity those named in the same sections, most often first."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        found[row["entity_a"]].append((row["entity_b"], row["section_count"]))
        found[row["entity_b"]].append((row["entity_a"], row["section_count"]))
    for some in found.values():
        some.sort(key=lambda pair: (-pair[1], pair[0]))
    return found


def _file_names(tables: Rows) -> dict[str, str]:
    """The page of each organisation and person: its identifier as a file name; two that would share one are numbered.

    >>> _file_names({"organisations": [{"org_id": "commune:94028"}, {"org_id": "commune-94028"}], "people": []})
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
