"""The pages of organisations and people: who they are, what is said of them and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.report.facts import figure_table, place, role_table
from pipeline.report.lookups import Lookups, grouped, neighbours
from pipeline.report.pages import heading, whole_page
from pipeline.report.rows import Mention, Organisation, Person, Project, Role, Tables
from pipeline.report.tabular import anchor, link, plain
from pipeline.report.words import ORGANISATIONS, listed, number, plural, said

SNIPPET = 90
"""Characters shown on each side of a name."""
MOST_SNIPPETS = 3
"""Of one document on an entity's page; the others are a click away."""
MOST_DOCUMENTS = 100
"""Of which an entity's page shows what stands around the name; the others are links."""
MOST_ROWS = 200
"""Rows that a page about an entity shows of one table: a region may have thousands of figures, and its page shall open at once."""
NEIGHBOURS = 25


class EntityPages:
    """The pages of all entities, and what is looked up for them."""

    def __init__(self, tables: Tables, lookups: Lookups) -> None:
        self.tables, self.lookups = tables, lookups
        self.documents = {d.doc_id: d for d in tables.documents}
        self.mentions = grouped(tables.mentions, "entity_id")
        self.neighbours = neighbours(tables.cooccurrences)
        self.figures, self.projects = grouped(tables.figures, "org_id"), grouped(tables.projects, "org_id")

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path and text of each page."""
        roles = grouped(self.tables.roles, "org_id")
        for org in self.tables.organisations:
            shown = self._roles(org.org_id, "Personnes", roles.get(org.org_id))
            yield self._page("organisations", org.org_id, org.name, _known_organisation(org), shown)
        roles = grouped(self.tables.roles, "person_id")
        for person in self.tables.people:
            shown = self._roles(person.person_id, "Rôles", roles.get(person.person_id))
            yield self._page("people", person.person_id, person.name, _known_person(person), shown)

    def _page(self, folder: str, entity_id: str, name: str, known: Sequence[tuple[str, str | None]], roles: str) -> tuple[str, str]:
        values = [(label, plain(value)) for label, value in known if value]
        main = (
            heading(name, (*values, ("identifiant", f"<code>{plain(entity_id)}</code>"))),
            roles,
            self._figures(entity_id),
            _projects(self.projects.get(entity_id)),
            self._near(entity_id),
            self._places(entity_id),
        )
        return self.lookups.files[entity_id], whole_page("../", folder, name, main)

    def _roles(self, entity_id: str, title: str, roles: Sequence[Role] | None) -> str:
        if not roles:
            return ""
        shown = role_table(roles[:MOST_ROWS], self.lookups, is_far=True, of=entity_id)
        return _section(title, f"{shown}{_rest(len(roles), 'roles')}")

    def _figures(self, entity_id: str) -> str:
        figures = self.figures.get(entity_id)
        if not figures:
            return ""
        return _section("Chiffres", f"{figure_table(figures[:MOST_ROWS], is_far=True)}{_rest(len(figures), 'figures')}")

    def _near(self, entity_id: str) -> str:
        """Entities named in the same sections, and in how many of them."""
        links = self.lookups.links
        items = [f"<li>{links[other]} ({number(count)})</li>\n" for other, count in self.neighbours.get(entity_id, ())[:NEIGHBOURS]]
        return _section("Dans les mêmes sections", f'<ul class="inline">\n{"".join(items)}</ul>') if items else ""

    def _places(self, entity_id: str) -> str:
        """Where an entity is named: the documents, and the first places of each with what stands around them."""
        groups = grouped(self.mentions.get(entity_id, ()), "doc_id")
        if not groups:
            return _section("Où c’est écrit", "<p>Aucune mention dans le texte courant.</p>\n") + "\n"
        every = list(groups.items())
        parts = []
        for doc_id, some in every[:MOST_DOCUMENTS]:
            page, text = f"../documents/{doc_id}.html", self.documents[doc_id].text or ""
            snippets = "\n".join([_snippet(page, text, m) for m in some[:MOST_SNIPPETS]])
            parts.append(f'<h3>{self._count(doc_id, some)}</h3>\n<ul class="snippets">\n{snippets}\n</ul>\n')
        if others := every[MOST_DOCUMENTS:]:
            items = "".join([f"<li>{self._count(doc_id, some)}</li>\n" for doc_id, some in others])
            parts.append(f"<h3>Autres documents</h3>\n<ul>\n{items}</ul>\n")
        return _section("Où c’est écrit", "".join(parts)) + "\n"

    def _count(self, doc_id: str, mentions: Sequence[Mention]) -> str:
        """A document, and how often it names an entity."""
        return f"{link(f'../documents/{doc_id}.html', self.documents[doc_id].said)}&nbsp;: {plural(len(mentions), 'mention')}"


def _known_organisation(org: Organisation) -> Sequence[tuple[str, str | None]]:
    return (
        ("nature", said(ORGANISATIONS, org.type)),
        ("sigle", org.acronym),
        ("code Insee", org.insee_code),
        ("Siren", org.siren),
        ("département", org.departement_code),
        ("population", number(org.population) if org.population else None),
        ("homonymes possibles", ", ".join(org.candidates)),
        ("autres formes", listed(org.aliases)),
    )


def _known_person(person: Person) -> Sequence[tuple[str, str | None]]:
    return (("courriel", person.email), ("autres formes", listed(person.aliases)))


def _section(title: str, inner: str) -> str:
    return f"<section><h2>{title}</h2>\n{inner}</section>"


def _rest(count: int, name: str) -> str:
    """How many rows a page leaves out, and the table that holds them."""
    rest = count - MOST_ROWS
    return f"\n<p>Et {plural(rest, 'ligne')} de plus, dans la table <code>{name}</code>.</p>" if rest > 0 else ""


def _projects(projects: Sequence[Project] | None) -> str:
    if not projects:
        return ""
    items = [f"<li>{link(place(p.doc_id, anchor(p.section_id) if p.section_id else 'texte'), p.title)}</li>\n" for p in projects]
    return _section("Projets", f"<ul>\n{''.join(items)}</ul>")


def _snippet(page: str, text: str, mention: Mention) -> str:
    """A name with what stands around it in its line, as an item of a list."""
    start, end = mention.start, mention.end
    name = f'<a href="{page}#{anchor(mention.mention_id)}"><strong>{plain(text[start:end])}</strong></a>'
    return f"<li>{plain(_left(text, start))}{name}{plain(_right(text, end))}</li>"


def _left(text: str, start: int) -> str:
    """What stands before a place, in its own line, from a whole word on."""
    line = text[max(0, start - SNIPPET) : start].rpartition("\n")[2]
    return "… " + line.partition(" ")[2] if len(line) == SNIPPET else line


def _right(text: str, end: int) -> str:
    """What stands after a place, in its own line, to a whole word."""
    line = text[end : end + SNIPPET].partition("\n")[0]
    return line.rpartition(" ")[0] + " …" if len(line) == SNIPPET else line
