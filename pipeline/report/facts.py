"""The facts of a document or of an entity as tables whose rows lead to where each is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from pipeline.execution.saying import visible
from pipeline.report.annotate import Row, anchor
from pipeline.report.tabular import link, read_link, table
from pipeline.report.words import KINDS, RELATIONS, RULES, day, listed, quantity, said, share

Link = Callable[[str | None], str]
"""The name of an entity, with a link where it has a page; nothing for nobody."""
Page = Callable[[Row], str]
"""Where a row is written."""


def role_table(
    roles: Sequence[Row], named: Link, page: Page, names: Mapping[str, str], of: str | None = None, most: int | None = None
) -> Markup:
    """Who is what, where; the page of entity ``of`` does not repeat its name in every row."""
    return table(
        "Rôles",
        ("personne", "relation", "fonction", "organisation", "confiance", "où"),
        (
            (
                "" if r["person_id"] == of else named(r["person_id"]),
                RELATIONS[r["relation"]],
                r["role"] or "",
                "" if r["org_id"] == of else named(r["org_id"]),
                share(r["confidence"]),
                read_link(page(r), f"le passage sur {names[r['person_id']]}"),
            )
            for r in roles
        ),
        most=most,
        name="roles",
    )


def figure_table(figures: Sequence[Row], page: Page, most: int | None = None) -> Markup:
    """What was counted, and how it was printed."""
    return table(
        "Chiffres",
        ("valeur", "mesure", "nature", "imprimé", "confiance", "où"),
        (
            (
                quantity(f["value"], f["value_max"], f["unit_code"], f["qualifier"]),
                f["measure"] or "",
                KINDS[f["kind"]],
                f["raw"],
                share(f["confidence"]),
                read_link(page(f), f"le passage de {f['raw']}"),
            )
            for f in figures
        ),
        most=most,
        name="figures",
    )


def project_table(projects: Sequence[Row], named: Link) -> Markup:
    """The projects of a document."""
    return table(
        "Projets",
        ("n°", "titre", "organisation", "thème"),
        ((str(p["number"] or ""), link(_section(p), p["title"]), named(p["org_id"]), p["theme"] or "") for p in projects),
    )


def event_table(events: Sequence[Row]) -> Markup:
    """The events of a document."""
    return table(
        "Événements",
        ("titre", "du", "au", "lieu", "thèmes"),
        (
            (
                link(_section(e), e["title"] or (f"n°\u00a0{e['number']}" if e["number"] else "sans titre")),
                day(e["date_start"]) if e["date_start"] else "",
                day(e["date_end"]) if e["date_end"] else "",
                ", ".join(filter(None, (e["place"], e["city"]))),
                listed(e["themes"]),
            )
            for e in events
        ),
    )


def link_table(links: Sequence[Row]) -> Markup:
    """The addresses that a document prints: as text, since nobody looked where they lead."""
    return table("Liens", ("adresse", "libellé"), ((item["url"], item["label"] or "") for item in links))


def repair_table(repairs: Sequence[Row]) -> Markup:
    """What was changed in a document."""
    return table(
        "Réparations",
        ("règle", "avant", "après", "confiance", "où"),
        (
            (
                said(RULES, r["rule"]),
                visible(r["before"]),
                visible(r["after"]),
                share(r["confidence"]),
                read_link(f"#{anchor(r['repair_id'])}", f"la réparation {anchor(r['repair_id'])}"),
            )
            for r in repairs
        ),
    )


def _section(row: Row) -> str:
    return f"#{anchor(row['section_id'])}" if row["section_id"] else "#texte"
