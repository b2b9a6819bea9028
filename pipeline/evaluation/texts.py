"""Sections and repairs of the text against annotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.evaluation.build import Build, Row
from pipeline.evaluation.compare import likeness, plain, readings
from pipeline.evaluation.gold import GoldRange, Mark
from pipeline.evaluation.score import Score

SAME_TITLE = 0.6
"""Likeness from which two headings on one line are the same."""


def score_sections(ranges: Sequence[GoldRange], build: Build) -> dict[str, Score]:
    """Headings found on their line (or the next to it); for those found, type and title."""
    scores = {f"sections.{task}": Score() for task in ("found", "type", "title")}
    found = scores["sections.found"]
    for gold in ranges:
        free = build.answers("sections", gold)
        for mark in sorted(gold.of("section"), key=_is_open):
            answer = next((a for a in free if _same_heading(mark, a, gold)), None)
            if answer is not None:
                free.remove(answer)
            if _is_open(mark):
                continue
            if answer is None:
                found.miss(f"{gold.where(mark.line)} {mark['title']!r} not found")
                continue
            found.right()
            what = f"{gold.where(mark.line)} {mark['title']!r}:"
            is_type = mark["type"] in ("other", answer["type"])
            scores["sections.type"].judge(is_type, f"{what} type {mark['type']!r}, not {answer['type']!r}")
            is_title = plain(answer["title"]) == plain(mark["title"])
            scores["sections.title"].judge(is_title, f"{what} read as {answer['title']!r}")
        for answer in free:
            found.excess(f"{gold.where(gold.line(answer['raw_start']))} {answer['title']!r} ({answer['type']}) is not annotated")
    return scores


def _is_open(mark: Mark) -> bool:
    return bool(mark.is_open or mark["implicit"] or mark["lost"])


def _same_heading(mark: Mark, answer: Row, gold: GoldRange) -> bool:
    if abs(gold.line(answer["raw_start"]) - mark.line) > 1:
        return False
    return likeness(answer["title"], mark["title"]) >= SAME_TITLE or bool(answer["type"] == mark["type"])


def score_cleaning(ranges: Sequence[GoldRange], build: Build) -> dict[str, Score]:
    """Lost initials restored, none where none was lost; other damage repaired (recall only)."""
    initials, repairs = Score(), Score()
    for gold in ranges:
        document = build.document(gold)
        text = _one_spaced(document["text"] or "") if document else ""
        for mark in gold.of("initial"):
            starts = [re.escape(_one_spaced(s).strip()) for s in readings(mark.record, "text") if s]
            if any(re.search(rf"(?<!\w){start}", text) for start in starts):
                initials.right()
            else:
                initials.miss(f"{gold.where(mark.line)} {mark['raw']!r} is not {mark['text']!r}")
        _score_repairs(gold, text, repairs)
        lost = [m.line for m in gold.of("initial")]
        for row in build.answers("repairs", gold):
            line = gold.line(row["raw_start"])
            if row["rule"] == "lost_initial" and not any(abs(line - x) <= 1 for x in lost):
                initials.excess(f"{gold.where(line)} nothing was lost: {row['before']!r} became {row['after']!r}")
    return {"clean.initials": initials, "clean.repairs_recall": repairs}


def _score_repairs(gold: GoldRange, text: str, score: Score) -> None:
    """Whether each annotated damage is gone and its right form there."""
    for mark in gold.of("repair"):
        wanted, damaged = _one_spaced(mark["text"] or "").strip(), _one_spaced(mark["raw"]).strip()
        if not wanted or wanted == damaged or mark["why"] == "junk" or mark.is_open:
            continue
        if wanted in text and (damaged not in text or damaged in wanted):
            score.right()
        else:
            score.miss(f"{gold.where(mark.line)} {mark['why']}: {damaged!r} is not {wanted!r}")


def _one_spaced(text: str) -> str:
    """Plain apostrophes and spaces, one between words."""
    return re.sub(r"\s+", " ", text.replace("\u2019", "'").replace("\u00a0", " "))
