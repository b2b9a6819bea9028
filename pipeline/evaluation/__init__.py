"""Evaluation: how far a build agrees with texts annotated by hand, task by task.

Every row of a build is placed by its ``raw_start``, so that what has no place in the raw text counts
as not found. Only rows inside the annotated line ranges are judged, and what the annotators left open
(flags in ``gold.OPEN_FLAGS``) is neither asked for nor held against the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.evaluation.build import Build
from pipeline.evaluation.facts import score_figures, score_links, score_records
from pipeline.evaluation.gold import read_gold
from pipeline.evaluation.names import score_mentions, score_people
from pipeline.evaluation.report import report_lines
from pipeline.evaluation.score import Score
from pipeline.evaluation.texts import score_cleaning, score_sections

__all__ = ["Score", "evaluate", "print_report", "report_lines"]

TASKS = (score_mentions, score_figures, score_people, score_sections, score_cleaning, score_records, score_links)
"""Each scores all the annotated ranges of a build for one kind of record."""


def evaluate(tables: Path, gold: Path, corpus: Path) -> dict[str, Score]:
    """Score the tables of a build against a folder of annotations of files in ``corpus``.

    Raises BuildError when there is no build or no annotation, when an annotation is about a file that ``corpus``
    lacks, or when the build has none of the annotated files.
    """
    ranges = read_gold(gold, corpus)
    build = Build(tables)
    if not any(build.document(each) for each in ranges):
        names = ", ".join(sorted({each.file for each in ranges}))
        raise BuildError(f"none of the annotated files ({names}) is in {tables}: build the tables from {corpus}, or give OUT=")
    scores: dict[str, Score] = {}
    for task in TASKS:
        scores.update(task(ranges, build))
    return scores


def print_report(scores: Mapping[str, Score], errors: int = 0) -> None:
    """Print a line per task, and up to ``errors`` of its mistakes."""
    for line in report_lines(scores, errors):
        print(line)
