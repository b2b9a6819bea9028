"""The pages of documents: what is known of each, its text with its marks, and its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.report.annotate import Marked, figure_span, is_shown, mention_span
from pipeline.report.facts import event_table, figure_table, link_table, project_table, repair_table, role_table
from pipeline.report.lookups import Lookups, grouped
from pipeline.report.pages import heading, whole_page
from pipeline.report.reasons import reason
from pipeline.report.rows import Document, Repair, Section, Tables
from pipeline.report.tabular import anchor, link, plain
from pipeline.report.words import GENRES, SECTIONS, STATUSES, number, plural, said

LEGEND = (
    '<p class="legend">Dans le texte&nbsp;: <mark class="per">personne</mark> <mark class="org">organisation</mark>'
    ' <mark class="loc">lieu</mark> <mark class="figure">chiffre</mark> <ins>réparation</ins> (au survol ou au clavier&nbsp;:'
    " la règle, la confiance et ce qui était écrit&#8239;; ✂&nbsp;: ôté).</p>\n"
)


class Facts(NamedTuple):
    """One of the tables of documents."""

    name: str
    """Its anchor."""
    title: str
    one: str
    """What a row is."""
    rows: Mapping[str, Sequence[Any]]
    """By document."""
    draw: Callable[[Any], str]


class DocumentPages:
    """The pages of all documents, and what is looked up for them."""

    def __init__(self, tables: Tables, lookups: Lookups) -> None:
        self.tables, self.lookups = tables, lookups
        self.documents = {d.doc_id: d for d in tables.documents}
        self.sections, self.mentions = grouped(tables.sections, "doc_id"), grouped(tables.mentions, "doc_id")
        self.shown = grouped([r for r in tables.repairs if is_shown(r.before, r.after)], "doc_id")
        self.roles, self.figures = grouped(tables.roles, "doc_id"), grouped(tables.figures, "doc_id")
        self.facts = (
            Facts("roles", "Personnes et rôles", "rôle", self.roles, lambda rows: role_table(rows, lookups)),
            Facts("chiffres", "Chiffres", "chiffre", self.figures, figure_table),
            Facts("projets", "Projets", "projet", grouped(tables.projects, "doc_id"), lambda rows: project_table(rows, lookups)),
            Facts("evenements", "Événements", "événement", grouped(tables.events, "doc_id"), event_table),
            Facts("liens", "Liens", "lien", grouped(tables.links, "doc_id"), link_table),
            Facts("reparations", "Réparations", "réparation", grouped(tables.repairs, "doc_id"), self._repairs),
        )

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path and text of each page."""
        for document in self.tables.documents:
            main = (heading(document.said, self._known(document)), *self._text(document), *self._facts(document.doc_id))
            yield f"documents/{document.doc_id}.html", whole_page("../", "documents", document.said, main, "jump")

    def _known(self, document: Document) -> Sequence[tuple[str, str]]:
        original = self.documents.get(document.duplicate_of or "")
        return (
            ("fichier", plain(document.source_path)),
            ("genre", plain(said(GENRES, document.genre))),
            ("pages", number(document.page_count) if document.page_count else ""),
            ("mots", number(document.word_count) if document.word_count else ""),
            ("état", STATUSES[document.status] + (f"&nbsp;: {plain(reason(document.error))}" if document.error else "")),
            ("doublon de", link(f"{original.doc_id}.html", original.said) if original else ""),
            ("source", plain(document.source_url or "")),
            ("licence", plain(document.licence or "")),
        )

    def _text(self, document: Document) -> tuple[str, ...]:
        """The text with its marks beside its contents, or why there is none."""
        if not document.text:
            is_copy = document.duplicate_of in self.documents
            return ("<p>", "Son texte est celui de l’autre fichier." if is_copy else "Aucun texte n’en a été lu.", "</p>\n")
        sections = self.sections.get(document.doc_id, ())
        tables = [
            f'<li><a href="#{facts.name}">{plural(len(facts.rows[document.doc_id]), facts.one)}</a></li>\n'
            for facts in self.facts
            if document.doc_id in facts.rows
        ]
        return (
            LEGEND,
            '<div class="split">\n<div class="side">\n',
            _menu("Sommaire", "Sommaire", "ol", _contents(sections)),
            _menu("Tables du document", "Tables", "ul", tables),
            '</div>\n<article id="texte" aria-label="Texte du document">\n',
            self._marked(document.doc_id, document.text).html(sections),
            "\n</article>\n</div>\n",
        )

    def _facts(self, doc_id: str) -> Iterator[str]:
        """The tables that have rows."""
        for facts in self.facts:
            if rows := facts.rows.get(doc_id):
                yield f'<section id="{facts.name}"><h2>{facts.title}</h2>\n'
                yield facts.draw(rows)
                yield "</section>"

    def _marked(self, doc_id: str, text: str) -> Marked:
        addresses, anchors = self.lookups.addresses, self.lookups.role_anchors
        spans = [mention_span(m, addresses.get(m.entity_id or "")) for m in self.mentions.get(doc_id, ())]
        spans += [figure_span(f) for f in self.figures.get(doc_id, ())]
        bare = [(r.start, name) for r in self.roles.get(doc_id, ()) if (name := anchors[r.role_id]) == anchor(r.role_id)]
        return Marked(text, spans, self.shown.get(doc_id, ()), bare)

    def _repairs(self, repairs: Sequence[Repair]) -> str:
        """Those that are shown, and how many others there are."""
        shown = self.shown.get(repairs[0].doc_id, ())
        drawn = repair_table(shown) if shown else ""
        if not (rest := len(repairs) - len(shown)):
            return drawn
        others = f"{'Et ' if shown else ''}{plural(rest, 'réparation')} d’espaces et de fins de ligne, dans la table <code>repairs</code>."
        return f"{drawn}<p>{others}</p>"


def _menu(label: str, title: str, tag: str, items: Sequence[str]) -> str:
    """Links beside the text."""
    return f'<nav aria-label="{label}">\n<h2>{title}</h2>\n<{tag}>\n{"".join(items)}</{tag}>\n</nav>\n' if items else ""


def _contents(sections: Sequence[Section]) -> list[str]:
    titles = [plain(s.title or SECTIONS[s.type]) for s in sections]
    pairs = zip(sections, titles, strict=True)
    return [f'<li class="l{min(s.level, 5)}"><a href="#{anchor(s.section_id)}">{title}</a></li>\n' for s, title in pairs]
