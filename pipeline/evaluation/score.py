"""Right, wrong and missing answers of one task, and whether a confidence orders them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(slots=True)
class Score:
    """Counts of one task and what went wrong.

    >>> score = Score()
    >>> score.right(); score.right(); score.miss("a town"); score.excess("a verb"); score.f1
    0.6666666666666666
    """

    hits: int = 0
    excesses: int = 0
    misses: int = 0
    mistakes: list[str] = field(default_factory=list)
    average_precision: float | None = None
    """Of the answers by their confidence, where the task is about that."""
    answers: list[tuple[float, bool]] = field(default_factory=list)
    """Those answers: confidence, and whether it is right; most confident first."""

    def right(self) -> None:
        """One answer that the annotation has too."""
        self.hits += 1

    def miss(self, what: str) -> None:
        """One annotation without an answer."""
        self.misses += 1
        self.mistakes.append(what)

    def excess(self, what: str) -> None:
        """One answer without an annotation."""
        self.excesses += 1
        self.mistakes.append(what)

    def judge(self, is_right: bool, what: str) -> None:
        """One answer given where one was asked: right, or both wrong and missing."""
        if is_right:
            self.right()
        else:
            self.excesses += 1
            self.miss(what)

    @property
    def precision(self) -> float:
        """Share of the answers that are right."""
        return self.hits / (self.hits + self.excesses) if self.hits + self.excesses else 0.0

    @property
    def recall(self) -> float:
        """Share of what was asked that was answered right."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def instead(answers: Iterable[object]) -> str:
    """What the build has where something else was asked, as the end of a line.

    >>> instead([]), instead(["ORG Ville", 12.0])
    ('', '; found there: ORG Ville, 12.0')
    """
    said = ", ".join(map(str, answers))
    return f"; found there: {said}" if said else ""


def rank(answers: Iterable[tuple[float, bool]]) -> Score:
    """The area under the precision–recall curve of answers as (confidence, is right), those most confident first.

    All right before all wrong gives 1, any order that says nothing the share of right answers; answers of the
    same confidence are taken together.

    >>> rank([(0.9, True), (0.8, True), (0.4, False)]).average_precision
    1.0
    >>> rank([(0.5, True), (0.5, False)]).average_precision
    0.5
    """
    ordered = sorted(answers, reverse=True)
    score = Score(answers=ordered)
    area = 0.0
    for _, group in groupby(ordered, key=lambda answer: answer[0]):
        rights = [is_right for _, is_right in group]
        score.hits += sum(rights)
        score.excesses += len(rights) - sum(rights)
        area += sum(rights) * score.precision
    score.average_precision = area / score.hits if score.hits else 0.0
    return score
