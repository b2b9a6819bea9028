"""Mentions, and people with their roles, against annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.evaluation.build import Build, Row
from pipeline.evaluation.compare import best_likeness, likeness, plain, readings, same_person, tokens
from pipeline.evaluation.gold import GoldRange, Mark
from pipeline.evaluation.score import Score, instead, rank

LABELS = ("PER", "ORG", "LOC")
NAMED = 0.8
"""Likeness from which two names or roles are the same."""


def score_mentions(ranges: Sequence[GoldRange], build: Build) -> dict[str, Score]:
    """Names in the text, by label: exact (``strict``) and overlapping (``loose``); anaphors by what they stand for."""
    scores = {f"mentions.{mode}.{label}": Score() for mode in ("strict", "loose") for label in (*LABELS, "all")}
    anaphors = Score()
    for gold in ranges:
        marks = [m for m in gold.of("mention") if m.start >= 0]
        answers = [a for a in build.answers("mentions", gold) if a["label"] in LABELS]
        for mark in marks:
            if mark.flag == "anaphoric":
                _score_anaphor(mark, [a for a in answers if _overlap(mark, a)], gold, build, anaphors)
        for mode in ("strict", "loose"):
            mine = {label: scores[f"mentions.{mode}.{label}"] for label in (*LABELS, "all")}
            _match_mentions(marks, answers, gold, mine, is_strict=mode == "strict")
    return {**scores, "mentions.anaphors_resolved": anaphors}


def _overlap(mark: Mark, answer: Row) -> bool:
    end = answer["raw_end"] if answer.get("raw_end") is not None else answer["raw_start"] + len(answer["text"])
    return mark.start < end and bool(answer["raw_start"] < mark.end)


def _score_anaphor(mark: Mark, near: Sequence[Row], gold: GoldRange, build: Build, score: Score) -> None:
    names = [build.organisation(a, "entity_id") for a in near if a["label"] != "PER"]
    what = f"{gold.where(mark.line)} {mark['text']!r} stands for {mark['antecedent']!r}{instead(filter(None, names))}"
    if any(likeness(name, mark["antecedent"]) >= NAMED for name in names):
        score.right()
    elif names:
        score.judge(False, what)
    else:
        score.miss(what)


def _match_mentions(
    marks: Sequence[Mark], answers: Sequence[Row], gold: GoldRange, scores: dict[str, Score], *, is_strict: bool
) -> None:
    """Give each annotation the first free answer that fits it; count the rest."""
    asked = [m for m in marks if not m.is_open and m.flag != "anaphoric"]
    others = [m for m in marks if m.is_open or m.flag == "anaphoric"]
    free = list(range(len(answers)))
    for mark in asked:
        labels = ("ORG", "LOC") if mark.flag == "either" else (mark["label"],)
        near = [i for i in free if _overlap(mark, answers[i]) and answers[i]["label"] in labels]
        if is_strict:
            texts = {plain(t) for t in readings(mark.record, "text")}
            near = [i for i in near if plain(answers[i]["text"]) in texts]
        if near:
            free.remove(near[0])
            for key in (mark["label"], "all"):
                scores[key].right()
            continue
        got = [f"{a['label']} {a['text']!r}" for a in answers if _overlap(mark, a)]
        scores[mark["label"]].miss(f"{gold.where(mark.line)} {mark['label']} {mark['text']!r} not found{instead(got)}")
        scores["all"].misses += 1
    for answer in (answers[i] for i in free):
        if not any(_overlap(m, answer) for m in others):
            line = gold.line(answer["raw_start"])
            scores[answer["label"]].excess(f"{gold.where(line)} {answer['label']} {answer['text']!r} is not annotated")
            scores["all"].excesses += 1


def score_people(ranges: Sequence[GoldRange], build: Build) -> dict[str, Score]:
    """People in their relation to a document; for those found, e-mail, role, organisation and corps; confidence."""
    scores = {f"people.{task}": Score() for task in ("name+relation", "email", "role", "org", "corps")}
    names, emails = (build.column("people", "person_id", c) for c in ("name", "email"))
    ranked: list[tuple[float, bool]] = []
    for gold in ranges:
        answers = [{**a, "name": names.get(a["person_id"], "")} for a in build.answers("roles", gold)]
        free = list(range(len(answers)))
        found = scores["people.name+relation"]
        for mark, relation in _asked_people(gold):
            same = [i for i in free if _is_person(mark, answers[i])]
            fitting = [i for i in same if relation in ("mentioned", answers[i]["relation"])]
            if not fitting:
                got = [answers[i]["relation"] for i in same]
                found.miss(f"{gold.where(mark.line)} {mark['name']} not found as {relation}{instead(got)}")
                continue
            free.remove(fitting[0])
            found.right()
            ranked.append((answers[fitting[0]].get("confidence") or 0.0, True))
            _check_person(mark, answers[fitting[0]], emails, gold, build, scores)
        cited = [m for m in gold.of("person") if m["biblio"]]
        for answer in (answers[i] for i in free):
            if not any(_is_person(m, answer) for m in cited):
                found.excess(f"{gold.where(gold.line(answer['raw_start']))} {answer['name']} as {answer['relation']} is not annotated")
                ranked.append((answer.get("confidence") or 0.0, False))
    return scores | {"people.confidence": rank(ranked)}


def _asked_people(gold: GoldRange) -> Iterator[tuple[Mark, str]]:
    """Each annotated person in each of his relations; authors of cited works are left open."""
    for mark in gold.of("person"):
        if not mark["biblio"]:
            for relation in mark["relations"] or [mark["relation"]]:
                yield mark, relation


def _is_person(mark: Mark, answer: Row) -> bool:
    return any(same_person(answer["name"], name) for name in readings(mark.record, "name"))


def _check_person(
    mark: Mark, answer: Row, emails: dict[str, Any], gold: GoldRange, build: Build, scores: dict[str, Score]
) -> None:
    """Judge what is annotated of a person beyond the name."""
    email, org = emails.get(answer["person_id"]), build.organisation(answer)
    checks = (
        ("email", email, plain(mark["email"]) == plain(email)),
        ("role", answer.get("role"), best_likeness(mark.record, "role", answer.get("role")) >= NAMED),
        ("org", org, best_likeness(mark.record, "org", org) >= NAMED),
        ("corps", answer.get("corps"), tokens(mark["corps"]) == tokens(answer.get("corps"))),
    )
    for column, got, is_right in checks:
        if mark[column]:
            what = f"{gold.where(mark.line)} {mark['name']}: {column} {mark[column]!r}, not {got!r}"
            scores[f"people.{column}"].judge(is_right, what)
