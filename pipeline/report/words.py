"""How values are said in French on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

NARROW = "\u202f"
"""The space that French print sets between thousands and before a percent sign."""

UNITS = {
    "EUR": "€",
    "kEUR": "k€",
    "MEUR": "M€",
    "GEUR": "Md€",
    "USD": "$",
    "pt": "points",
    "a": "ans",
    "mo": "mois",
    "wk": "semaines",
    "d": "jours",
    "m2": "m²",
    "km2": "km²",
    "m3": "m³",
    "1/km2": "hab./km²",
    "kWh/m2": "kWh/m²",
    "TB": "To",
    "GB": "Go",
    "MB": "Mo",
}
"""The unit codes that a French page says otherwise; another one is shown as it is."""
LABELS = {"PER": "personne", "ORG": "organisation", "LOC": "lieu"}
RELATIONS = {
    "author": "auteur",
    "tutor": "tuteur",
    "witness": "témoin",
    "director": "direction",
    "credit": "crédit",
    "contact": "contact",
    "speaker": "intervenant",
    "elected": "élu",
    "mentioned": "cité",
}
KINDS = {
    "count": "nombre",
    "percent": "pourcentage",
    "money": "montant",
    "duration": "durée",
    "rank": "rang",
    "area": "surface",
    "mass": "masse",
    "temperature": "température",
    "distance": "distance",
    "other": "autre",
}
SECTIONS = {
    "theme": "thème",
    "project": "projet",
    "authors": "auteurs",
    "tutor": "tuteurs",
    "context": "contexte",
    "problem": "problématique",
    "keys": "clés pour agir",
    "figures": "chiffres clés",
    "testimony": "témoignage",
    "further": "pour aller plus loin",
    "toc": "sommaire",
    "preface": "préface",
    "promotions": "promotions",
    "contact": "contact",
    "event": "rencontre",
    "theme_item": "thème de rencontre",
    "article": "article",
    "other": "autre",
}
QUALIFIERS = {"approx": "environ", "min": "au moins", "max": "au plus", "average": "en moyenne"}
GENRES = {
    "compendium": "recueil de fiches",
    "project_sheet": "fiche de projet",
    "seminar_list": "liste de séminaires",
    "newsletter": "lettre d'information",
    "programme": "programme",
    "interview": "entretien",
    "report": "rapport",
    "minutes": "compte rendu ou délibération",
    "other": "autre",
}
ORGANISATIONS = {
    "departement": "département",
    "region": "région",
    "epci": "intercommunalité",
    "ept": "établissement public territorial",
    "collectivite": "autre collectivité",
    "etat": "État",
    "etablissement_public": "établissement public",
    "ecole": "école",
}
"""The types whose column does not say it as a page does; another one is shown as it is."""
STATUSES = {"ok": "lu", "partial": "lu en partie", "failed": "illisible", "needs_ocr": "image sans texte"}
RULES = {
    "lost_initial": "initiale perdue",
    "hyphenation": "césure",
    "glued_words": "mots collés",
    "markup": "balisage",
    "ligature": "ligature ou caractère",
    "letter_case": "casse",
    "ocr_letter": "lettre mal lue",
    "furniture": "en-tête ou pied de page",
    "junk": "signe parasite",
    "line_join": "ligne recollée",
    "paragraph_join": "paragraphe recollé",
    "note_mark": "appel de note",
}
"""The rules whose names do not speak for themselves; another one is shown by its own name."""


def said(names: Mapping[str, str], value: str | None) -> str:
    """How a page says a value: by its French name, or by its own where there is none; nothing for no value.

    >>> said(GENRES, "minutes"), said(GENRES, "tract"), said(GENRES, None)
    ('compte rendu ou délibération', 'tract', '')
    """
    return names.get(value, value) if value else ""


@lru_cache(4096)
def number(value: float) -> str:
    """A number as French prints it.

    >>> number(2700000.0), number(19.4), number(-3.0)
    ('2\u202f700\u202f000', '19,4', '−3')
    """
    if isinstance(value, int) and 0 <= value < 1000:
        return str(value)
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace(",", NARROW).replace(".", ",").replace("-", "−")


def quantity(value: float, value_max: float | None, unit_code: str | None, qualifier: str | None) -> str:
    """A figure as French says it.

    >>> quantity(10.0, 20.0, "%", None), quantity(50.0, None, None, "approx")
    ('10 à 20\u202f%', 'environ 50')
    """
    text = number(value) if value_max is None else f"{number(value)} à {number(value_max)}"
    if unit_code:
        text += (NARROW if unit_code == "%" else "\u00a0") + UNITS.get(unit_code, unit_code)
    return f"{QUALIFIERS[qualifier]} {text}" if qualifier else text


def day(value: date) -> str:
    """A date as French writes it.

    >>> day(date(2024, 11, 22))
    '22/11/2024'
    """
    return value.strftime("%d/%m/%Y")


@lru_cache(4096)
def share(value: float) -> str:
    """A confidence as a percentage.

    >>> share(0.925)
    '92\u202f%'
    """
    return f"{value * 100:.0f}{NARROW}%"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A number of things.

    >>> plural(1, "chiffre"), plural(1200, "lieu", "lieux")
    ('1 chiffre', '1\u202f200 lieux')
    """
    return f"{number(count)} {one if abs(count) < 2 else many or one + 's'}"


def listed(values: Iterable[str]) -> str:
    """Several values in one cell.

    >>> listed(["maire", "vice-présidente"])
    'maire\u202f; vice-présidente'
    """
    return f"{NARROW}; ".join(values)
