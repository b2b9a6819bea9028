"""The facts of a document or of an entity as tables whose rows lead to where each is written.

On the page of a document these places are in the page itself, on that of an entity they are in others: ``is_far``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.execution.saying import visible
from pipeline.report.lookups import Lookups
from pipeline.report.rows import Event, Figure, Link, Project, Repair, Role
from pipeline.report.tabular import Column, anchor, filled, link, plain, read_links, table
from pipeline.report.words import KINDS, RELATIONS, RULES, day, listed, quantity, said, share


def role_table(roles: Sequence[Role], lookups: Lookups, is_far: bool = False, of: str | None = None) -> str:
    """Who is what, where; the page of entity ``of`` does not repeat its name in every row."""
    anchors, names, links = lookups.role_anchors, lookups.names, lookups.links
    columns = (
        Column("personne", ["" if r.person_id == of else links[r.person_id] for r in roles], is_html=True),
        Column("relation", [RELATIONS[r.relation] for r in roles]),
        Column("fonction", [r.role or "" for r in roles]),
        Column("organisation", ["" if r.org_id == of else _named(r.org_id, lookups) for r in roles], is_html=True),
        Column("confiance", [share(r.confidence) for r in roles]),
        read_links(
            [place(r.doc_id, anchors[r.role_id]) if is_far else f"#{anchors[r.role_id]}" for r in roles],
            [f"le passage sur {names[r.person_id]}" for r in roles],
        ),
    )
    return table("Rôles", filled(columns))


def figure_table(figures: Sequence[Figure], is_far: bool = False) -> str:
    """What was counted, and how it was printed."""
    columns = (
        Column("valeur", [quantity(f.value, f.value_max, f.unit_code, f.qualifier) for f in figures]),
        Column("mesure", [f.measure or "" for f in figures]),
        Column("nature", [KINDS[f.kind] for f in figures]),
        Column("imprimé", [f.raw for f in figures]),
        Column("confiance", [share(f.confidence) for f in figures]),
        read_links(
            [place(f.doc_id, anchor(f.figure_id)) if is_far else f"#{anchor(f.figure_id)}" for f in figures],
            [f"le passage de {f.raw}" for f in figures],
        ),
    )
    return table("Chiffres", filled(columns))


def project_table(projects: Sequence[Project], lookups: Lookups) -> str:
    """The projects of a document."""
    columns = (
        Column("n°", [str(p.number or "") for p in projects]),
        Column("titre", [link(_section(p), p.title) for p in projects], is_html=True),
        Column("organisation", [_named(p.org_id, lookups) for p in projects], is_html=True),
        Column("thème", [p.theme or "" for p in projects]),
    )
    return table("Projets", filled(columns))


def event_table(events: Sequence[Event]) -> str:
    """The events of a document."""
    titles = [e.title or (f"n°\u00a0{e.number}" if e.number else "sans titre") for e in events]
    columns = (
        Column("titre", [link(_section(e), title) for e, title in zip(events, titles, strict=True)], is_html=True),
        Column("du", [day(e.date_start) if e.date_start else "" for e in events]),
        Column("au", [day(e.date_end) if e.date_end else "" for e in events]),
        Column("lieu", [", ".join(filter(None, (e.place, e.city))) for e in events]),
        Column("thèmes", [listed(e.themes) for e in events]),
    )
    return table("Événements", filled(columns))


def link_table(links: Sequence[Link]) -> str:
    """The addresses that a document prints: as text, since nobody looked where they lead."""
    columns = (Column("adresse", [item.url for item in links]), Column("libellé", [item.label or "" for item in links]))
    return table("Liens", filled(columns))


def repair_table(repairs: Sequence[Repair]) -> str:
    """What was changed in a document."""
    anchors = [anchor(r.repair_id) for r in repairs]
    columns = (
        Column("règle", [said(RULES, r.rule) for r in repairs]),
        Column("avant", [visible(r.before) for r in repairs]),
        Column("après", [visible(r.after) for r in repairs]),
        Column("confiance", [share(r.confidence) for r in repairs]),
        read_links([f"#{name}" for name in anchors], [f"la réparation {name}" for name in anchors]),
    )
    return table("Réparations", filled(columns))


def place(doc_id: str, name: str) -> str:
    """An anchor of a document's page, seen from that of an entity.

    >>> place("lettre-pdf-12ab34", "m00004")
    '../documents/lettre-pdf-12ab34.html#m00004'
    """
    return f"../documents/{doc_id}.html#{name}"


def _named(entity_id: str | None, lookups: Lookups) -> str:
    """The name of an entity, with a link where it has a page; nothing for nobody."""
    return (lookups.links.get(entity_id) or plain(entity_id)) if entity_id else ""


def _section(row: Project | Event) -> str:
    return f"#{anchor(row.section_id)}" if row.section_id else "#texte"
