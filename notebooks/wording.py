"""How the notebooks say values in French: numbers, codes, tables; and what they say when there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd
from IPython.display import HTML

from pipeline.report import words

MISSING = "–"
FUNCTIONS = {
    "charge_de_mission": "chargé de mission",
    "delegue": "délégué",
    "depute": "député",
    "dga": "DGA",
    "dgs": "DGS",
    "directeur_cabinet": "directeur de cabinet",
    "directeur_general": "directeur général",
    "eleve": "élève",
    "elu": "élu",
    "ingenieur": "ingénieur",
    "prefet": "préfet",
    "president": "président",
    "secretaire_general": "secrétaire général",
    "senateur": "sénateur",
    "vice_president": "vice-président",
}
"""The values of ``roles.role_type`` that are not words as they stand; of others, ``_`` is a space."""
OVERSEAS = {
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "975": "Saint-Pierre-et-Miquelon",
    "976": "Mayotte",
    "977": "Saint-Barthélemy",
    "978": "Saint-Martin",
    "986": "Wallis-et-Futuna",
    "987": "Polynésie française",
    "988": "Nouvelle-Calédonie",
}
"""The départements and territories that the map does not show, by their INSEE code."""


def french(value: float, _: object = None) -> str:
    """A number as French prints it."""
    return words.number(value)


def percent(value: float, _: object = None) -> str:
    """A share as a percentage."""
    return words.share(value)


def euros(value: float, _: object = None) -> str:
    """An amount in the unit that keeps it short.

    >>> euros(410_000_000), euros(2_500), euros(3.5)
    ('410\xa0M€', '2,5\xa0k€', '3,5\xa0€')
    """
    size, unit = next(((size, unit) for size, unit in ((1e9, "Md€"), (1e6, "M€"), (1e3, "k€")) if abs(value) >= size), (1, "€"))
    return f"{words.number(round(value / size, 3))}\u00a0{unit}"


def function(role_type: str) -> str:
    """The French words of a type of function.

    >>> function("eleve"), function("chef_de_projet")
    ('élève', 'chef de projet')
    """
    return FUNCTIONS.get(role_type, role_type.replace("_", " "))


def nothing(what: str) -> None:
    """Say that there is nothing to draw or to list under a title."""
    print(f"{what} : rien à montrer dans ce jeu de données.")


def table(frame: pd.DataFrame, what: str) -> HTML | None:
    """A table as French prints it: « 1 234,5 », a dash for what is missing, words to the left and numbers to the right."""
    if frame.empty:
        return nothing(what)
    sides = ["text-align: right; white-space: nowrap" if _is_number(frame[name]) else "text-align: left" for name in frame]
    rows = [[f"<b>{escape(str(name))}</b>" for name in frame], *zip(*(_cells(frame[name]) for name in frame), strict=True)]
    lines = ("".join(f'<td style="{side}">{cell}</td>' for cell, side in zip(row, sides, strict=True)) for row in rows)
    return HTML("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")


def _cells(column: pd.Series) -> Iterable[str]:
    """The cells of a column, all with as many decimals as the finest of them needs, three at most."""
    if not _is_number(column):
        return (_said(value) for value in column)
    finest = max((_decimals(float(value)) for value in column.dropna()), default=0)
    return (MISSING if pd.isna(value) else _number(float(value), finest) for value in column)


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column)) and not pd.api.types.is_bool_dtype(column)


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace(",", words.NARROW).replace(".", ",").replace("-", "−")


def _decimals(value: float) -> int:
    return len(f"{value:.3f}".rstrip("0").partition(".")[2])


def _said(value: object) -> str:
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        return ", ".join(escape(str(item)) for item in value) or MISSING
    return MISSING if pd.isna(value) else escape(str(value))
