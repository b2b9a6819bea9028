"""Figures, projects, events and links against annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.evaluation.build import Build, Row
from pipeline.evaluation.compare import best_likeness, likeness, plain, same_address, same_number, same_unit
from pipeline.evaluation.gold import GoldRange, Mark
from pipeline.evaluation.score import Score, instead, rank

SLACK = 3
"""Characters that a figure's start may lie outside the annotated one (brackets, « environ »)."""
SAME_MEASURE, SAME_RECORD, SAME_FIELD = 0.7, 0.6, 0.9
"""Likeness from which two measures, two titles of a record, two fields are the same."""


def score_figures(ranges: Sequence[GoldRange], build: Build) -> dict[str, Score]:
    """Quantities: value in key-figure boxes and in the text; for those found, unit, measure (boxes) and kind; confidence."""
    scores = {f"figures.{t}": Score() for t in ("value.chiffres", "value.text", "measure.chiffres", "unit", "kind")}
    ranked: list[tuple[float, bool]] = []
    for gold in ranges:
        placed = [m for m in gold.of("figure") if m.start >= 0]
        asked = [m for m in placed if m["value"] is not None and not m.is_open]
        left_open = [m for m in placed if m.is_open or (m["value"] is None and m["value_max"] is not None)]
        lost = [m for m in gold.of("figure") if m["value"] is None]
        answers = [a for a in build.answers("figures", gold) if a["value"] is not None]
        free = list(range(len(answers)))
        for mark in asked:
            fitting = [i for i in free if _at(mark, answers[i]) and _same_value(mark, answers[i])]
            place = _box_or_text(mark["where"] == "chiffres")
            if not fitting:
                got = [a["value"] for a in answers if abs(a["raw_start"] - mark.start) < 15]
                scores[place].miss(f"{gold.where(mark.line)} {mark['raw']!r} = {mark['value']} not found{instead(got)}")
                continue
            free.remove(fitting[0])
            scores[place].right()
            ranked.append((answers[fitting[0]].get("confidence") or 0.0, True))
            _check_figure(mark, answers[fitting[0]], gold, scores)
        boxes = [m.line for m in (*asked, *lost) if m["where"] == "chiffres"]
        for answer in (answers[i] for i in free):
            if not any(_at(m, answer) for m in left_open):
                line = gold.line(answer["raw_start"])
                place = _box_or_text(any(abs(x - line) <= 2 for x in boxes))
                scores[place].excess(f"{gold.where(line)} {answer['raw']!r} = {answer['value']} is not annotated")
                ranked.append((answer.get("confidence") or 0.0, False))
    return scores | {"figures.confidence": rank(ranked)}


def _box_or_text(in_box: bool) -> str:
    return "figures.value.chiffres" if in_box else "figures.value.text"


def _at(mark: Mark, answer: Row) -> bool:
    return bool(mark.start - SLACK <= answer["raw_start"] <= mark.end + SLACK)


def _same_value(mark: Mark, answer: Row) -> bool:
    return same_number(mark["value"], answer["value"]) and same_number(mark["value_max"], answer["value_max"])


def _check_figure(mark: Mark, answer: Row, gold: GoldRange, scores: dict[str, Score]) -> None:
    """Judge what a figure found is said to be."""
    what = f"{gold.where(mark.line)} {mark['raw']!r}:"
    unit, kind, measure = answer.get("unit"), answer.get("kind"), answer.get("measure")
    scores["figures.unit"].judge(same_unit(mark["unit"], unit), f"{what} unit {mark['unit']!r}, not {unit!r}")
    scores["figures.kind"].judge(mark["figure_kind"] == kind, f"{what} kind {mark['figure_kind']!r}, not {kind!r}")
    if mark["where"] == "chiffres":
        is_right = best_likeness(mark.record, "measure", measure) >= SAME_MEASURE
        scores["figures.measure.chiffres"].judge(is_right, f"{what} measure {mark['measure']!r}, not {measure!r}")


def score_records(ranges: Sequence[GoldRange], build: Build) -> dict[str, Score]:
    """Projects and events found, and each of their fields; a task is left out where nothing was annotated."""
    scores: dict[str, Score] = {}
    for kind, fields in (("project", ("title", "org", "theme", "page")), ("event", ("place", "title", "date_start", "date_end"))):
        mine = {f"{kind}s.{name}": Score() for name in ("found", *fields)}
        for gold in ranges:
            # contents lists repeat the projects, and sessions are part of their event
            marks = [m for m in gold.of(kind) if "number_raw" not in m.record and not m["session"]]
            if marks:
                _match_records(marks, gold, build, kind, fields, mine)
        found = mine[f"{kind}s.found"]
        if found.hits + found.misses:
            scores.update(mine)
    return scores


def _match_records(
    marks: Sequence[Mark], gold: GoldRange, build: Build, kind: str, fields: Sequence[str], scores: dict[str, Score]
) -> None:
    """Give each annotation the free answer whose number or title is nearest."""
    found = scores[f"{kind}s.found"]
    free = [a for a in build.answers(f"{kind}s", gold) if not plain(a.get("parent_event_id"))]
    for mark in marks:
        nearest = max(free, key=lambda a: _nearness(mark, a), default=None)
        if nearest is None or _nearness(mark, nearest) < SAME_RECORD:
            found.miss(f"{gold.where(mark.line)} {kind} {mark['title']!r} not found")
            continue
        free.remove(nearest)
        found.right()
        for name in fields:
            if mark[name] is not None:
                got = build.organisation(nearest) if name == "org" else nearest.get(name)
                what = f"{gold.where(mark.line)} {name} {mark[name]!r}, not {got!r}"
                scores[f"{kind}s.{name}"].judge(FIELD_RULES.get(name, _same_text)(mark, name, got), what)
    for answer in free:
        found.excess(f"{gold.name} {kind} {answer.get('title')!r} is not annotated")


def _nearness(mark: Mark, answer: Row) -> float:
    if mark.kind == "event" and mark["number"] is not None:
        return float(same_number(answer.get("number"), mark["number"]))
    return likeness(answer.get("title"), mark["title"])


def _same_text(mark: Mark, name: str, got: object) -> bool:
    return likeness(got, mark[name]) >= SAME_FIELD


def _same_org(mark: Mark, name: str, got: object) -> bool:
    return best_likeness(mark.record, name, got) >= 0.8


def _same_page(mark: Mark, name: str, got: object) -> bool:
    return same_number(got, mark[name])


def _same_day(mark: Mark, name: str, got: object) -> bool:
    return bool(str(got)[:10] == mark[name])


FIELD_RULES: dict[str, Callable[[Mark, str, object], bool]] = {
    "org": _same_org, "page": _same_page, "date_start": _same_day, "date_end": _same_day,
}
"""How fields are compared that are not plain text."""


def score_links(ranges: Sequence[GoldRange], build: Build) -> dict[str, Score]:
    """Web addresses of each range, each once."""
    score = Score()
    for gold in ranges:
        asked = {same_address(m["url"]) for m in gold.of("link") if m["url"]}
        given = {same_address(a["url"]) for a in build.answers("links", gold)}
        score.hits += len(asked & given)
        for url in sorted(asked - given):
            score.miss(f"{gold.name} {url} not found")
        for url in sorted(given - asked):
            score.excess(f"{gold.name} {url} is not annotated")
    return {"links": score}
