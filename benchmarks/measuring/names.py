"""Annotated corpora cleaned once, and the scores of the names that a recogniser finds in them: for ``ablation`` and ``entities``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring.pages import ROOT, SHARED
from pipeline.clean import clean_document
from pipeline.evaluation.build import Build, Row
from pipeline.evaluation.gold import GoldRange
from pipeline.evaluation.names import score_mentions
from pipeline.evaluation.score import Score
from pipeline.ingest import ingest_document
from pipeline.knowledge import Knowledge
from pipeline.offsets import OffsetMap
from pipeline.records import CleanDocument

Name = tuple[int, int, str]
"""Start, end (in the text that was read) and label of a name."""
LABELS = ("PER", "ORG", "LOC")


class Found(Build):
    """Names in memory, asked for as the tables of a build are."""

    def __init__(self, mentions: Mapping[str, Sequence[Row]]) -> None:
        self.mentions = mentions

    def answers(self, table: str, gold: GoldRange) -> list[Row]:
        """The names in an annotated range."""
        return [row for row in self.mentions.get(gold.file, ()) if gold.covers(row["raw_start"])]

    def organisation(self, row: Row, column: str = "org_id") -> None:
        """Nothing is resolved here."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The annotated files of one place: cleaned, and what is annotated in them."""

    title: str
    folder: Path
    documents: Mapping[str, CleanDocument]
    ranges: tuple[GoldRange, ...] = ()
    press: Path | None = None
    """Where spans are annotated by offset rather than by line: names in plain press text."""

    def score(self, found: Mapping[str, Iterable[Name]], *, is_raw: bool = False) -> dict[str, Score]:
        """The scores of names by file, in offsets of the clean text (or of the file itself)."""
        rows = {file: [self._row(file, name, is_raw) for name in names] for file, names in found.items()}
        return _score_press(self.press, rows) if self.press else score_mentions(self.ranges, Found(rows))

    def text(self, file: str) -> str:
        """A file as it is."""
        return (self.folder / file).read_text(encoding="utf-8")

    def _row(self, file: str, name: Name, is_raw: bool) -> Row:
        start, end, label = name
        if is_raw:
            return {"label": label, "text": self.text(file)[start:end], "raw_start": start, "raw_end": end}
        document = self.documents[file]
        raw_start, raw_end = OffsetMap(document.edits).raw_span(start, end)
        return {"label": label, "text": document.text[start:end], "raw_start": raw_start, "raw_end": raw_end}


def load_corpora(knowledge: Knowledge) -> list[Corpus]:
    """The project's own annotated files, and the two corpora beside the repository where they are there."""
    corpora = [_load("invented documents (`tests/gold`)", ROOT / "raw", ROOT / "tests" / "gold", knowledge)]
    if (SHARED / "eval").is_dir():
        corpora.append(_load("real brochures", SHARED / "corpus" / "text", SHARED / "eval" / "gold", knowledge))
        press = SHARED / "eval" / "press"
        documents = {p.name: _clean(p, knowledge) for p in sorted((press / "docs").glob("*.txt"))}
        corpora.append(Corpus("press", press / "docs", documents, press=press))
    return corpora


def _load(title: str, folder: Path, gold: Path, knowledge: Knowledge) -> Corpus:
    ranges = tuple(GoldRange(path, folder) for path in sorted(gold.glob("*.jsonl")))
    return Corpus(title, folder, {file: _clean(folder / file, knowledge) for file in sorted({r.file for r in ranges})}, ranges)


def _clean(path: Path, knowledge: Knowledge) -> CleanDocument:
    return clean_document(ingest_document(path, path.name), knowledge)


def _score_press(folder: Path, rows: Mapping[str, Sequence[Row]]) -> dict[str, Score]:
    """Exact (``strict``) and overlapping (``loose``) names; what overlaps only another kind of name is left open."""
    gold: dict[str, list[Row]] = defaultdict(list)
    for line in (folder / "spans.jsonl").read_text(encoding="utf-8").splitlines():
        mark = json.loads(line)
        gold[mark["file"]].append(mark)
    scores = {f"mentions.{mode}.{label}": Score() for mode in ("strict", "loose") for label in (*LABELS, "all")}
    for mode in ("strict", "loose"):
        for file in gold:
            marks = [m for m in gold[file] if m["label"] != "OTHER"]
            others = [m for m in gold[file] if m["label"] == "OTHER"]
            free = list(rows.get(file, ()))
            for mark in marks:
                hit = next((r for r in free if r["label"] == mark["label"] and _fits(r, mark, is_exact=mode == "strict")), None)
                for key in (mark["label"], "all"):
                    scores[f"mentions.{mode}.{key}"].hits += hit is not None
                    scores[f"mentions.{mode}.{key}"].misses += hit is None
                if hit:
                    free.remove(hit)
            for row in free:
                if not any(_fits(row, m, is_exact=False) for m in others):
                    for key in (row["label"], "all"):
                        scores[f"mentions.{mode}.{key}"].excesses += 1
    return scores


def _fits(row: Row, mark: Row, *, is_exact: bool) -> bool:
    if is_exact:
        return bool((row["raw_start"], row["raw_end"]) == (mark["start"], mark["end"]))
    return bool(row["raw_start"] < mark["end"] and mark["start"] < row["raw_end"])
