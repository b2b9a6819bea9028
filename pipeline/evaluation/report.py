"""Scores as lines to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.evaluation.score import Score


def report_lines(scores: Mapping[str, Score], errors: int = 0) -> Iterator[str]:
    """A heading, a line per task, and up to ``errors`` of its mistakes below it; of a confidence how well it orders.

    >>> for line in report_lines({"links": Score(hits=3, misses=1)}): print(line)
    task                         precision  recall      F1   right   wrong  missed
    links                            1.000   0.750   0.857       3       0       1
    """
    yield f"{'task':28} {'precision':>9} {'recall':>7} {'F1':>7} {'right':>7} {'wrong':>7} {'missed':>7}"
    for task, score in scores.items():
        if score.average_precision is not None:
            yield f"{task:28} average precision {score.average_precision:.3f}, {score.precision:.3f} of the answers being right"
            continue
        rates = f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:7.3f}"
        yield f"{task:28} {rates} {score.hits:7d} {score.excesses:7d} {score.misses:7d}"
        for mistake in score.mistakes[:errors]:
            yield f"    {mistake}"
