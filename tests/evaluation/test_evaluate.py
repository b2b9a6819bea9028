"""The scorer on a tiny annotated text and tables made for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import BuildError
from pipeline.evaluation import Score, evaluate, print_report, report_lines
from pipeline.evaluation.compare import best_likeness, plain, same_number, same_person, same_unit
from pipeline.evaluation.gold import GoldRange

TEXT = "VILLE DE DOLE\na ville a planté 40 arbres.\nJeanne Martin et la Ville en parlent.\nHors champ : Paul Durand.\n"
RANGE = {"kind": "range", "file": "lettre.txt", "lines": [[1, 3]]}
Rows = list[dict[str, Any]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "lettre.txt").write_text(TEXT, encoding="utf-8")
    return folder


def write_gold(tmp_path: Path, *records: dict[str, Any]) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir(exist_ok=True)
    lines = [json.dumps(r, ensure_ascii=False) for r in (RANGE, *records)]
    (folder / "000.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def write_tables(tmp_path: Path, **tables: Rows) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir(exist_ok=True)
    document = {"doc_id": "d", "source_path": "sous-dossier/lettre.txt", "text": TEXT.replace("\na ville", "\nLa ville")}
    for name, rows in {"documents": [document], **tables}.items():
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")
    return folder


def row(text: str, **columns: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"doc_id": "d", "raw_start": start, "raw_end": start + len(text), "text": text, **columns}


def counts(score: Score) -> tuple[int, int, int]:
    return score.hits, score.excesses, score.misses


def test_mentions_exact_overlapping_and_outside_the_range(tmp_path: Path, corpus: Path) -> None:
    gold = write_gold(
        tmp_path,
        {"kind": "mention", "line": 1, "label": "ORG", "raw": "VILLE DE DOLE", "text": "Ville de Dole"},
        {"kind": "mention", "line": 3, "label": "PER", "raw": "Jeanne Martin", "text": "Jeanne Martin"},
        {"kind": "mention", "line": 3, "label": "ORG", "raw": "Ville", "text": "Ville", "flag": "anaphoric", "antecedent": "Ville de Dole"},
    )
    tables = write_tables(
        tmp_path,
        mentions=[
            row("VILLE DE DOLE", label="ORG", entity_id="o"),
            row("Martin", label="PER", entity_id="p"),
            row("arbres", label="LOC", entity_id=None),
            row("Ville en", label="ORG", entity_id="o"),
            row("Paul Durand", label="PER", entity_id="q"),
        ],
        organisations=[{"org_id": "o", "name": "Ville de Dole"}],
    )
    scores = evaluate(tables, gold, corpus)
    assert counts(scores["mentions.strict.all"]) == (1, 2, 1)
    assert counts(scores["mentions.loose.all"]) == (2, 1, 0)
    assert counts(scores["mentions.strict.PER"]) == (0, 1, 1)
    assert counts(scores["mentions.anaphors_resolved"]) == (1, 0, 0)


def test_a_flagged_mention_is_neither_asked_nor_held_against(tmp_path: Path, corpus: Path) -> None:
    gold = write_gold(tmp_path, {"kind": "mention", "line": 1, "label": "ORG", "raw": "VILLE DE DOLE", "text": "x", "flag": "generic"})
    for mentions in ([row("VILLE DE DOLE", label="ORG", entity_id=None)], [row("Paul Durand", label="PER", entity_id=None)]):
        scores = evaluate(write_tables(tmp_path, mentions=mentions), gold, corpus)
        assert counts(scores["mentions.strict.all"]) == (0, 0, 0)


def test_people_and_what_is_said_of_them(tmp_path: Path, corpus: Path) -> None:
    person = {
        "kind": "person", "line": 3, "name": "Jeanne Martin", "relation": "tutor", "relations": ["tutor", "witness"],
        "email": "j.martin@example.org", "role": "directrice", "alt": {"role": ["directrice des parcs"]}, "org": None, "corps": None,
    }
    gold = write_gold(tmp_path, person, {"kind": "person", "line": 3, "name": "Zoé Roy", "relation": "mentioned", "biblio": True})
    tables = write_tables(
        tmp_path,
        roles=[
            row("Jeanne", person_id="p", org_id=None, relation="tutor", role="Directrice des parcs", corps=None),
            row("Martin", person_id="q", org_id=None, relation="mentioned", role=None, corps=None),
            row("Ville en", person_id="r", org_id=None, relation="mentioned", role=None, corps=None),
        ],
        people=[
            {"person_id": "p", "name": "MARTIN Jeanne", "email": "J.Martin@example.org"},
            {"person_id": "q", "name": "Zoé Roy", "email": None},
            {"person_id": "r", "name": "Luc Petit", "email": None},
        ],
    )
    scores = evaluate(tables, gold, corpus)
    assert counts(scores["people.name+relation"]) == (1, 1, 1)
    assert counts(scores["people.email"]) == (1, 0, 0)
    assert counts(scores["people.role"]) == (1, 0, 0)


def test_figures_sections_and_links(tmp_path: Path, corpus: Path) -> None:
    gold = write_gold(
        tmp_path,
        {"kind": "figure", "line": 2, "raw": "40 arbres", "value": 40, "unit": "arbres", "figure_kind": "count", "where": "text"},
        {"kind": "section", "line": 1, "title": "Ville de Dole", "level": 1, "type": "project"},
        {"kind": "link", "line": 2, "url": "https://www.example.org/"},
    )
    tables = write_tables(
        tmp_path,
        figures=[row("40 arbres", raw="40 arbres", value=40.0, value_max=None, unit="arbres plantés", kind="area", measure=None)],
        sections=[row("VILLE DE DOLE", title="Ville de Dole", type="theme"), row("a ville", title="Autre", type="other")],
        links=[row("40", url="www.example.org"), row("40", url="example.org/autre")],
    )
    scores = evaluate(tables, gold, corpus)
    assert counts(scores["figures.value.text"]) == (1, 0, 0)
    assert counts(scores["figures.unit"]) == (1, 0, 0)
    assert counts(scores["figures.kind"]) == (0, 1, 1)
    assert counts(scores["sections.found"]) == (1, 1, 0)
    assert counts(scores["sections.type"]) == (0, 1, 1)
    assert counts(scores["sections.title"]) == (1, 0, 0)
    assert counts(scores["links"]) == (1, 1, 0)


def test_confidence_that_orders_right_before_wrong(tmp_path: Path, corpus: Path) -> None:
    figure = {"kind": "figure", "line": 2, "raw": "40", "value": 40, "unit": "arbres", "figure_kind": "count", "where": "text"}
    gold = write_gold(tmp_path, figure)
    for right, wrong, area in ((0.9, 0.4, 1.0), (0.4, 0.9, 0.5), (0.9, 0.9, 0.5)):
        figures = [
            row("40", raw="40", value=40.0, value_max=None, unit="arbres", kind="count", confidence=right),
            row("Ville en", raw="Ville", value=3.0, value_max=None, unit=None, kind="count", confidence=wrong),
        ]
        score = evaluate(write_tables(tmp_path, figures=figures), gold, corpus)["figures.confidence"]
        assert (counts(score), score.average_precision) == ((1, 1, 0), area)
    line = list(report_lines({"figures.confidence": score}))[1]
    assert line.split() == "figures.confidence average precision 0.500, 0.500 of the answers being right".split()


def test_initials_restored_and_repairs_where_nothing_was_lost(tmp_path: Path, corpus: Path) -> None:
    gold = write_gold(
        tmp_path,
        {"kind": "initial", "line": 2, "raw": "a ville a planté", "text": "La ville a planté"},
        {"kind": "repair", "line": 2, "raw": "40 arbres", "text": "quarante arbres", "why": "letter"},
        {"kind": "repair", "line": 2, "raw": "40", "text": "", "why": "junk"},
    )
    repair = {"rule": "lost_initial", "before": "", "after": "L"}
    other = {**repair, "rule": "markup"}
    tables = write_tables(tmp_path, repairs=[row("a ville", **repair), row("Jeanne", **repair), row("VILLE", **other)])
    scores = evaluate(tables, gold, corpus)
    assert counts(scores["clean.initials"]) == (1, 0, 0)
    assert counts(scores["clean.repairs_recall"]) == (0, 0, 1)


def test_projects_and_events_are_left_out_where_none_was_annotated(tmp_path: Path, corpus: Path) -> None:
    event = {"kind": "event", "line": 1, "number": 28, "place": "Dole", "title": "Les arbres", "date_start": None}
    gold = write_gold(tmp_path, event)
    events = [row("VILLE", number=28, title="Arbres", place="Dole", parent_event_id=None, date_start=None, date_end=None)]
    scores = evaluate(write_tables(tmp_path, events=events), gold, corpus)
    assert "projects.found" not in scores
    assert counts(scores["events.found"]) == (1, 0, 0)
    assert counts(scores["events.place"]) == (1, 0, 0)
    assert counts(scores["events.title"]) == (0, 1, 1)


def test_identical_records_of_a_line_are_its_occurrences(tmp_path: Path, corpus: Path) -> None:
    mark = {"kind": "mention", "line": 1, "label": "ORG", "raw": "ill", "text": "x"}
    gold = GoldRange(write_gold(tmp_path, mark, mark, {**mark, "col": 2}, {**mark, "raw": "absent"}) / "000.jsonl", corpus)
    assert [m.start for m in gold.marks] == [TEXT.index("ill"), TEXT.index("ill", TEXT.index("ill") + 1), 2, -1]


def test_what_is_missing_is_said(tmp_path: Path, corpus: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BuildError, match="no annotations"):
        evaluate(empty, empty, corpus)
    with pytest.raises(BuildError, match=r"lettre\.txt is not there"):
        evaluate(empty, write_gold(tmp_path), empty)
    with pytest.raises(BuildError, match=r"no tables in .*/empty: build them first"):
        evaluate(empty, write_gold(tmp_path), corpus)
    other = {"doc_id": "d", "source_path": "autre.txt", "text": ""}
    with pytest.raises(BuildError, match=r"none of the annotated files \(lettre\.txt\) is in"):
        evaluate(write_tables(tmp_path, documents=[other]), write_gold(tmp_path), corpus)
    assert counts(evaluate(write_tables(tmp_path), write_gold(tmp_path), corpus)["links"]) == (0, 0, 0)


def test_the_report_shows_the_mistakes_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()
    score.right()
    score.miss("first")
    score.excess("second")
    print_report({"links": score}, errors=1)
    shown = capsys.readouterr().out
    assert "0.500" in shown and "first" in shown and "second" not in shown
    assert len(list(report_lines({"links": score}))) == 2


@pytest.mark.parametrize(
    ("is_same", "expected"),
    [
        (same_person("LE GOFF Jeanne", "Jeanne Le Goff"), True),
        (same_person("", ""), False),
        (same_number(459e6, 459000000), True),
        (same_number(None, 0), False),
        (same_unit("habitants", "habitants de la ville"), True),
        (same_unit(None, "agents"), False),
        (plain("\u00ab\u00a0Été\u00a0\u00bb.") == "été", True),
        (best_likeness({"org": "INET", "org_alt": ["CNFPT"]}, "org", "cnfpt") == 1.0, True),
    ],
)
def test_what_counts_as_the_same(is_same: bool, expected: bool) -> None:
    assert is_same is expected
