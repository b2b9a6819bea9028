"""How every chart of the notebooks is drawn: one library (matplotlib), French numbers, colours that colour-blind readers tell apart.

Every function draws one chart, or says in a sentence that there is nothing to draw.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from math import cos, pi, sin
from textwrap import shorten

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap, LogNorm, Normalize
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter
from wording import OVERSEAS, euros, french, nothing, percent

BLUE, ORANGE, GREEN, SKY, GREY = "#0072B2", "#D55E00", "#009E73", "#56B4E9", "#8A8C93"
"""Okabe and Ito's palette, and a grey."""
BLUES = LinearSegmentedColormap.from_list("blues", ["#CFE3F3", SKY, BLUE, "#06304F"])
PALE, RULE = "#F1F1F3", "#E3E4E8"
FRENCH, PERCENT, EUROS = FuncFormatter(french), FuncFormatter(percent), FuncFormatter(euros)
COUNTS = {"nbins": 6, "integer": True, "steps": [1, 2, 5, 10]}
"""Marks of an axis of counts: 0, 20, 40…, not 0, 18, 36…"""
LONGEST = 60
"""Characters of a label."""


def bars(labels: Sequence[str], values: Sequence[float], title: str, unit: str, color: str = BLUE) -> None:
    """Horizontal bars, the first on top, each with its value."""
    if not any(value > 0 for value in values):
        return nothing(title)
    _, ax = plt.subplots(figsize=(8, 0.8 + 0.32 * len(labels)), layout="constrained")
    _bars(ax, labels, values, color)
    return _finish(ax, title, unit)


def paired_bars(labels: Sequence[str], sides: Mapping[str, Sequence[float]], title: str, unit: str) -> None:
    """Two charts of horizontal bars with the same labels, each on a scale of its own."""
    if not len(labels):
        return nothing(title)
    fig, axes = plt.subplots(1, 2, figsize=(10, 1 + 0.32 * len(labels)), layout="constrained")
    for ax, (side, values), color in zip(axes, sides.items(), (BLUE, GREEN), strict=True):
        _bars(ax, labels, values, color)
        _finish(ax, side, unit)
    axes[1].set_yticks([])
    fig.suptitle(title, x=0, ha="left", fontweight="bold")
    return None


def grouped_bars(labels: Sequence[str], groups: Mapping[str, Sequence[float]], title: str, unit: str) -> None:
    """Horizontal bars by twos for each label, with a legend."""
    if not len(labels):
        return nothing(title)
    _, ax = plt.subplots(figsize=(8, 1 + 0.42 * len(labels)), layout="constrained")
    for (name, values), color, aside in zip(groups.items(), (ORANGE, BLUE), (-0.2, 0.2), strict=True):
        ax.barh([at + aside for at in range(len(labels))], values, 0.38, label=name, color=color)
    ax.set_yticks(range(len(labels)), labels)
    ax.invert_yaxis()
    ax.legend(frameon=False)
    return _finish(ax, title, unit)


def histogram(values: Sequence[float], edges: Sequence[float], title: str, x: str, y: str, marks: FuncFormatter = FRENCH) -> None:
    """How many values lie between each two edges; edges that grow tenfold make the scale logarithmic."""
    if not len(values):
        return nothing(title)
    _, ax = plt.subplots(figsize=(8, 3.4), layout="constrained")
    ax.hist(values, bins=edges, color=BLUE, edgecolor="white")
    ax.yaxis.set_major_locator(MaxNLocator(**COUNTS))
    ax.set_xlim(edges[0], edges[-1])
    if all(b >= 10 * a > 0 for a, b in pairwise(edges)):
        _logarithmic(ax)
    return _finish(ax, title, x, y, marks)


def dots(groups: Mapping[str, Sequence[float]], title: str, x: str) -> None:
    """Amounts of several groups, a line a group, on a logarithmic scale."""
    if not groups:
        return nothing(title)
    _, ax = plt.subplots(figsize=(8, 1.2 + 0.6 * len(groups)), layout="constrained")
    for at, values in enumerate(groups.values()):
        ax.scatter(values, [at] * len(values), color=BLUE, alpha=0.45, s=40)
    ax.set_yticks(range(len(groups)), [f"{name} ({french(len(values))})" for name, values in groups.items()])
    ax.set_ylim(len(groups) - 0.5, -0.5)
    _logarithmic(ax)
    ax.grid(axis="x", color=RULE)
    ax.set_axisbelow(True)
    return _finish(ax, title, x, marks=EUROS)


def reliability(levels: Mapping[str, Mapping[float, tuple[float, int]]], title: str) -> None:
    """Of each task the share of right answers (and how many answers) at each confidence, against the diagonal."""
    if not any(levels.values()):
        return nothing(title)
    _, ax = plt.subplots(figsize=(7, 5), layout="constrained")
    ax.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle="--", label="confiance juste")
    for (name, level), color, marker in zip(levels.items(), (BLUE, ORANGE), "os", strict=True):
        shares, sizes = [share for share, _ in level.values()], [15 + 3 * count for _, count in level.values()]
        ax.plot(list(level), shares, color=color, linewidth=1)
        ax.scatter(list(level), shares, sizes, edgecolors=color, facecolors="none", linewidths=2, marker=marker)
        ax.plot([], [], color=color, marker=marker, fillstyle="none", markeredgewidth=2, label=name)
    ax.set(xlim=(0, 1.04), ylim=(0, 1.08))
    ax.legend(frameon=False, loc="lower right")
    _finish(ax, title, "confiance annoncée", "part de réponses justes", PERCENT)
    ax.yaxis.set_major_formatter(PERCENT)
    return None


def groups_of_names(groups: Sequence[Sequence[str]], names: Mapping[str, str], edges: Mapping[tuple[str, str], float], title: str) -> None:
    """Groups of people side by side, each in a ring, with a line between two that are linked, as thick as its weight."""
    if not groups:
        return nothing(title)
    columns = min(3, len(groups))
    rows = -(-len(groups) // columns)
    fig, axes = plt.subplots(rows, columns, figsize=(3.4 * columns, 2.3 * rows), layout="constrained", squeeze=False)
    for ax in axes.flat:
        ax.set(xlim=(-2.4, 2.4), ylim=(-1.7, 1.7))
        ax.axis("off")
    for ax, group in zip(axes.flat, groups, strict=False):
        place = {person: (cos(2 * pi * n / len(group) + pi / 2), sin(2 * pi * n / len(group) + pi / 2)) for n, person in enumerate(group)}
        for (one, other), weight in edges.items():
            if one in place and other in place:
                ax.plot(*zip(place[one], place[other], strict=True), color="#B9BCC5", linewidth=0.6 + 0.7 * weight, zorder=1)
        ax.scatter(*zip(*place.values(), strict=True), color=BLUE, s=36, zorder=2)
        for person, (x, y) in place.items():
            _name(ax, names[person], x, y)
    fig.suptitle(title, x=0, ha="left", fontweight="bold")
    return None


def departement_map(values: Mapping[str, float], title: str, unit: str) -> None:
    """Metropolitan France by département, darker for more (on a logarithmic scale where they differ much); the others are said below."""
    if not any(values.values()):
        return nothing(title)
    outlines = json.loads((files("pipeline") / "resources" / "map" / "departements.json").read_text(encoding="utf-8"))
    shown = {code: value for code, value in values.items() if code in outlines and value > 0}
    most = max([*shown.values(), 2])
    is_wide = most > 20
    norm = LogNorm(1, most) if is_wide else Normalize(1, most)
    fig, ax = plt.subplots(figsize=(7.5, 7), layout="constrained")
    for code, polygons in outlines.items():
        colour = BLUES(norm(shown[code])) if code in shown else PALE
        ax.add_collection(PolyCollection(polygons, facecolors=colour, edgecolors=GREY, linewidths=0.4))
    ax.autoscale()
    ax.invert_yaxis()
    ax.set_aspect("equal")
    ax.axis("off")
    ax.set_title(title, loc="left", fontweight="bold")
    marks = LogLocator(subs=(1, 2, 5)) if is_wide else MaxNLocator(**COUNTS)
    label = f"{unit} (échelle logarithmique)" if is_wide else unit
    bar = fig.colorbar(ScalarMappable(norm, BLUES), ax=ax, shrink=0.6, label=label, format=FRENCH, ticks=marks)
    bar.ax.yaxis.set_minor_formatter(NullFormatter())
    elsewhere = [f"{OVERSEAS.get(c, c)} : {french(value)}" for c, value in sorted(values.items()) if c not in outlines and value > 0]
    if elsewhere:
        ax.text(0, -0.02, f"Hors de la carte – {', '.join(elsewhere)}", transform=ax.transAxes, fontsize="small")
    return None


def _bars(ax: Axes, labels: Sequence[str], values: Sequence[float], color: str) -> None:
    drawn = ax.barh(range(len(labels)), values, color=color)
    ax.set_yticks(range(len(labels)), [shorten(label, LONGEST, placeholder="…") for label in labels])
    ax.invert_yaxis()
    ax.bar_label(drawn, labels=[french(value) for value in values], padding=3)
    ax.margins(x=0.12)
    ax.xaxis.set_major_locator(MaxNLocator(**COUNTS))


def _finish(ax: Axes, title: str, x: str, y: str = "", marks: FuncFormatter = FRENCH) -> None:
    """What all charts share: title and labels, no frame, French numbers on both axes."""
    ax.set_title(title, loc="left", fontweight="bold")
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    ax.spines[["top", "right"]].set_visible(False)
    ax.xaxis.set_major_formatter(marks)
    if y:
        ax.yaxis.set_major_formatter(FRENCH)


def _logarithmic(ax: Axes) -> None:
    """A scale of powers of ten, at least two of which are marked."""
    ax.set_xscale("log")
    low, high = ax.get_xlim()
    ax.set_xlim(low if high / low > 100 else low / 10, high if high / low > 100 else high * 10)
    ax.xaxis.set_major_locator(LogLocator(numticks=8))
    ax.xaxis.set_minor_formatter(NullFormatter())


def _name(ax: Axes, name: str, x: float, y: float) -> None:
    """A name beside its dot, on the side that looks away from the ring; given and family name on two lines at its sides."""
    if abs(x) < 0.1:
        away, align = (0, 6 if y > 0 else -6), {"ha": "center", "va": "bottom" if y > 0 else "top"}
    else:
        name = name.replace(" ", "\n", 1)
        away, align = (7 if x > 0 else -7, 0), {"ha": "left" if x > 0 else "right", "va": "center"}
    ax.annotate(name, (x, y), xytext=away, textcoords="offset points", fontsize=8, **align)
