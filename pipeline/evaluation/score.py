"""Right, wrong and missing answers of one task."""

from __future__ import annotations

from dataclasses import dataclass, field


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
