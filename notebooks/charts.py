"""How every chart of the notebooks is drawn: one library (matplotlib), French numbers, colours that colour-blind readers tell apart."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from math import cos, pi, sin

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import PolyCollection
from matplotlib.colors import LogNorm, Normalize
from matplotlib.ticker import FuncFormatter, MaxNLocator

from pipeline.report import words

BLUE, ORANGE, GREEN, PINK, SKY, YELLOW, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#8A8C93"
"""Okabe and Ito's palette, and a grey."""


def french(value: float, _: object = None) -> str:
    """A number as French prints it."""
    return words.number(value)


def percent(value: float, _: object = None) -> str:
    """A share as a percentage."""
    return words.share(value)


FRENCH = FuncFormatter(french)
PERCENT = FuncFormatter(percent)


def bars(labels: Sequence[str], values: Sequence[float], title: str, unit: str, ax: Axes | None = None, color: str = BLUE) -> Axes:
    """Horizontal bars, the first on top, each with its value."""
    if ax is None:
        _, ax = plt.subplots(figsize=(8, 0.8 + 0.32 * len(labels)), layout="constrained")
    drawn = ax.barh(range(len(labels)), values, color=color)
    ax.set_yticks(range(len(labels)), labels)
    ax.invert_yaxis()
    ax.bar_label(drawn, labels=[french(value) for value in values], padding=3)
    ax.margins(x=0.12)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    return finish(ax, title, unit)


def finish(ax: Axes, title: str, x: str, y: str = "") -> Axes:
    """What all charts share: title and labels, no frame, French numbers on the axis."""
    ax.set_title(title, loc="left", fontweight="bold")
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    ax.spines[["top", "right"]].set_visible(False)
    ax.xaxis.set_major_formatter(FRENCH)
    return ax


def groups_of_names(groups: Sequence[Sequence[str]], edges: Mapping[tuple[str, str], float], title: str) -> Axes:
    """Groups of people side by side, each in a ring, with a line between two that are linked, as thick as its weight."""
    columns = max(1, min(3, len(groups)))
    rows = max(1, -(-len(groups) // columns))
    _, ax = plt.subplots(figsize=(3.6 * columns, 2 * rows), layout="constrained")
    place: dict[str, tuple[float, float]] = {}
    for at, group in enumerate(groups):
        x, y = at % columns * 4.4, -(at // columns) * 2.4
        for n, name in enumerate(group):
            angle = 2 * pi * n / len(group) + pi / 2
            place[name] = (x + 0.6 * cos(angle), y + 0.6 * sin(angle)) if len(group) > 1 else (x, y)
    for (one, other), weight in edges.items():
        if one in place and other in place:
            ax.plot(*zip(place[one], place[other], strict=True), color="#C9CBD2", linewidth=0.8 + 0.7 * weight, zorder=1)
    ax.scatter([x for x, _ in place.values()], [y for _, y in place.values()], color=BLUE, s=36, zorder=2)
    for name, (x, y) in place.items():
        side = x % 4.4 if x % 4.4 < 2.2 else x % 4.4 - 4.4
        away, align = (
            ((0, 7 if y % 2.4 < 1.2 else -14), "center") if abs(side) < 0.1 else ((-7, -3), "right") if side < 0 else ((7, -3), "left")
        )
        ax.annotate(name, (x, y), xytext=away, textcoords="offset points", ha=align, fontsize=8)
    ax.set_title(title, loc="left", fontweight="bold")
    ax.margins(0.15)
    ax.axis("off")
    return ax


def departement_map(values: Mapping[str, float], title: str, unit: str) -> Axes:
    """Metropolitan France by département, darker for more (on a logarithmic scale where they differ much); the others are said below."""
    outlines = json.loads((files("pipeline") / "resources" / "map" / "departements.json").read_text(encoding="utf-8"))
    shown = {code: value for code, value in values.items() if code in outlines and value > 0}
    most = max([*shown.values(), 1])
    is_wide = most > 20
    norm = LogNorm(1, most) if is_wide else Normalize(0, most)
    colours = plt.get_cmap("cividis_r")
    fig, ax = plt.subplots(figsize=(7.5, 7), layout="constrained")
    for code, polygons in outlines.items():
        colour = colours(norm(shown[code])) if code in shown else "#F1F1F3"
        ax.add_collection(PolyCollection(polygons, facecolors=colour, edgecolors="#8A8C93", linewidths=0.4))
    ax.autoscale()
    ax.invert_yaxis()
    ax.set_aspect("equal")
    ax.axis("off")
    ax.set_title(title, loc="left", fontweight="bold")
    fig.colorbar(
        ScalarMappable(norm, colours), ax=ax, shrink=0.6, label=f"{unit} (échelle logarithmique)" if is_wide else unit, format=FRENCH
    )
    if elsewhere := {code: value for code, value in sorted(values.items()) if code not in outlines and value > 0}:
        said = ", ".join(f"{code} : {french(value)}" for code, value in elsewhere.items())
        ax.text(0, -0.02, f"Hors de la carte – {said}", transform=ax.transAxes, fontsize="small")
    return ax
