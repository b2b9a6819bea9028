"""Whether the confidence of restored initials means what it says.

    python -m benchmarks.calibration

Sound paragraphs lose their first letter, are cleaned, and each repair is right or wrong; so are repairs where nothing
was lost. None of the text was learnt from: the sample corpus and, where they are there, the codes and guides of
../shared/eval/initials and the press articles of ../shared/eval/press.
Writes docs/calibration.svg and a table into docs/cleaning.md; fails when, in any of the sets, repairs of 0.9 and more are right too rarely.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import sqrt
from random import Random
from typing import NamedTuple

from matplotlib import rc_context
from matplotlib.figure import Figure

from benchmarks.measuring.damage import PROSE, Wound, damage, drop_initial
from benchmarks.measuring.pages import QUICK, ROOT, SHARED, make_table, share, write_between
from benchmarks.measuring.sample import clean_text, documents
from benchmarks.repairs import flat, repaired, touching
from pipeline.clean import clean_document
from pipeline.ingest import ingest_document
from pipeline.knowledge import Knowledge, load_knowledge
from pipeline.records import CleanDocument

PAGE, PLOT = ROOT / "docs" / "cleaning.md", ROOT / "docs" / "calibration.svg"
EDGES = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
SURE, WANTED = 0.9, 0.97
"""Of the repairs with this confidence or more, at least this share must be right."""
TURNS = 3
"""Each paragraph is damaged once; a third of a document's at a time, so that the others can tell of its words."""
BAR = 0.007
COLOURS = ("#0072B2", "#D55E00", "#009E73")
"""Three of the colours of Okabe and Ito, which colour-blind readers tell apart; the markers differ too."""


class Verdict(NamedTuple):
    """One repair: what it claimed, and whether it was right."""

    confidence: float
    is_right: bool


class Outcome(NamedTuple):
    """The repairs of a set of texts, and how many initials had been lost."""

    verdicts: list[Verdict]
    lost: int


def measure_sample(knowledge: Knowledge) -> Outcome:
    """The sample corpus, cleaned and damaged again."""
    return measure_texts([clean_document(raw, knowledge).text for raw in documents()], knowledge)


def measure_press(knowledge: Knowledge) -> Outcome:
    """The press articles of ../shared, each of their lines a paragraph: they name people and places from everywhere."""
    texts = [re.sub(r"\n+", "\n\n", raw.text) for raw in documents(SHARED / "eval" / "press" / "docs")]
    return measure_texts(texts, knowledge)


def measure_texts(texts: Sequence[str], knowledge: Knowledge) -> Outcome:
    """Every paragraph of sound texts that opens a block loses its first letter once."""
    verdicts: list[Verdict] = []
    lost = 0
    for text in texts:
        for turn in range(TURNS):

            def maker(text: str, random: Random, turn: int = turn) -> Iterator[Wound]:
                yield from (drop_initial(m) for i, m in enumerate(PROSE.finditer(text)) if i % TURNS == turn)

            hurt = damage(text, maker, Random(turn))
            document = clean_text(hurt.text, knowledge)
            lost += len(hurt.wounds)
            verdicts += judge(document, hurt.wounds)
    return Outcome(verdicts, lost)


def measure_shared(knowledge: Knowledge) -> Outcome:
    """The paragraphs of codes and public guides in ../shared/eval/initials."""
    folder = SHARED / "eval" / "initials"
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    verdicts: list[Verdict] = []
    for name in sorted({row["file"] for row in rows}):
        document = clean_document(raw := ingest_document(folder / "docs" / name, name), knowledge)
        starts = [0, *accumulate(len(line) + 1 for line in raw.text.split("\n"))]
        wounds = []
        for row in rows:
            if row["file"] == name and row["kind"] == "lost":
                start, size = starts[row["line"] - 1], len(row["printed"])
                end = min([size, *(i for i in (row["printed"].find(" ", 2),) if i > 0)])
                true = row["text"][: len(row["text"]) - size + end]
                wounds.append((start, start + end, true))
        verdicts += judge(document, wounds)
    return Outcome(verdicts, sum(row["kind"] == "lost" for row in rows))


def judge(document: CleanDocument, wounds: Sequence[tuple[int, int, str]]) -> Iterator[Verdict]:
    """Each restored initial of a document: right where the wound there reads as it did; where there is none, wrong."""
    for edit in document.edits:
        if edit.rule == "lost_initial":
            here = [w for w in wounds if touching([edit], w[0], w[0])]
            yield Verdict(edit.confidence, any(flat(repaired(document, a, b)) == flat(true) for a, b, true in here))


def in_bins(verdicts: Sequence[Verdict]) -> Iterator[tuple[float, float, list[Verdict]]]:
    """The verdicts between each two edges."""
    for low, high in pairwise(EDGES):
        yield low, high, [v for v in verdicts if low <= v.confidence < high]


def wilson(right: int, total: int) -> tuple[float, float]:
    """The interval that holds the true share 95 times of 100.

    >>> [round(x, 2) for x in wilson(95, 100)]
    [0.89, 0.98]
    """
    z, p = 1.96, right / total
    middle, half = p + z * z / (2 * total), z * sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return (middle - half) / (1 + z * z / total), (middle + half) / (1 + z * z / total)


def draw(outcomes: Mapping[str, Outcome]) -> None:
    """Confidence against the share that was right, above how many repairs had it."""
    with rc_context({"svg.hashsalt": "calibration", "font.size": 9, "svg.fonttype": "none"}):
        figure = Figure(figsize=(6, 6), layout="constrained")
        top, bottom = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
        top.plot((0.4, 1), (0.4, 1), color="#999999", linewidth=1, linestyle=":", label="confidence is exact")
        asked = f"{WANTED:.0%} asked of {SURE} and more"
        top.plot((SURE, 1), (WANTED, WANTED), color="#000000", linewidth=1.2, linestyle="--", label=asked)
        for place, ((name, outcome), colour, marker) in enumerate(zip(outcomes.items(), COLOURS, "os^", strict=False)):
            bins = [found for _, _, found in in_bins(outcome.verdicts) if found]
            at = [sum(v.confidence for v in found) / len(found) for found in bins]
            right, low, high = (list(column) for column in zip(*map(right_share, bins), strict=True))
            label = f"{name} ({len(outcome.verdicts)} repairs)"
            top.errorbar(at, right, [low, high], color=colour, marker=marker, markersize=5, elinewidth=0.8, capsize=2, label=label)
            bottom.bar([x + (place - 1) * BAR for x in at], [len(found) for found in bins], width=BAR, color=colour)
        top.set(title="Restored initials: confidence against truth", ylabel="share of repairs that are right")
        top.set(xlim=(0.4, 1.01), ylim=(0, 1.03))
        top.legend(loc="lower right", frameon=False)
        bottom.set(ylabel="repairs (log)", xlabel="mean confidence of the repairs in a bin", yscale="log")
        for axes in (top, bottom):
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(PLOT, metadata={"Date": None})


def right_share(found: Sequence[Verdict]) -> tuple[float, float, float]:
    """The share that is right, and how far its interval reaches below and above."""
    right = sum(v.is_right for v in found) / len(found)
    low, high = wilson(sum(v.is_right for v in found), len(found))
    return right, max(0.0, right - low), max(0.0, high - right)


def table(outcomes: Mapping[str, Outcome]) -> str:
    """One row a bin, then those that are sure, then all."""
    bins = [(low, high, f"{low:.2f}–{min(high, 1.0):.2f}") for low, high in pairwise(EDGES)]
    rows = []
    for low, high, name in [*bins, (SURE, 2.0, f"**{SURE} and more**"), (0.0, 2.0, "all repairs")]:
        row: list[object] = [name]
        for outcome in outcomes.values():
            found = [v for v in outcome.verdicts if low <= v.confidence < high]
            row += [len(found), share(sum(v.is_right for v in found), len(found))]
        rows.append(row)
    lost: list[object] = ["restored, of all that were lost"]
    for outcome in outcomes.values():
        lost += [outcome.lost, share(sum(v.is_right for v in outcome.verdicts), outcome.lost)]
    return make_table(["confidence", *(part for name in outcomes for part in (name, "right"))], [*rows, lost])


def main() -> None:
    """Measure, draw, write, and say whether the confidence holds."""
    knowledge = load_knowledge()
    outcomes = {"sample corpus": measure_sample(knowledge)}
    if (SHARED / "eval").is_dir():
        outcomes |= {"codes and guides": measure_shared(knowledge), "press": measure_press(knowledge)}
    else:
        print("../shared is not there: the sample corpus alone")
    print(table(outcomes))
    write_between(PAGE, "measured by benchmarks.calibration", table(outcomes))
    if not QUICK:
        draw(outcomes)
    sure = {name: [v.is_right for v in outcome.verdicts if v.confidence >= SURE] for name, outcome in outcomes.items()}
    for name, found in sure.items():
        print(f"{name}: {sum(found)} of {len(found)} repairs with confidence {SURE} and more are right; {WANTED:.0%} are asked")
    sys.exit(any(sum(found) < WANTED * len(found) for found in sure.values()))


if __name__ == "__main__":
    main()
