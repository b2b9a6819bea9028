"""Whose a figure is: the authority or body that it is said of, null when nothing says it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from pipeline.french import fold
from pipeline.normalise.belonging import Belonging
from pipeline.normalise.owner_patterns import AGENT, BUDGET, OWN_KINDS, OWNED, PER_HEAD, SENTENCE_END, SUBJECT, VERB, VOTES
from pipeline.normalise.patterns import HEAD
from pipeline.records import Figure


@dataclass(slots=True)
class Owners:
    """The organisations of one document's figures."""

    belonging: Belonging
    council: str | None = field(init=False)
    """The one council whose minutes these are."""
    issuer: str | None = field(init=False)
    """The one authority whose budget this is."""

    def __post_init__(self) -> None:
        resolver, publisher = self.belonging.resolver, self.belonging.publisher
        self.council = self.belonging.council()
        is_budget = resolver.extraction.genre == "report" and BUDGET.search(fold(resolver.text[:HEAD]))
        self.issuer = resolver.book.enter_authority(publisher) if is_budget and publisher else None

    def organisation(self, figure: Figure) -> str | None:
        """As printed, else the sheet's, else what the sentence says it of, else the council's votes and the budget's amounts."""
        resolver = self.belonging.resolver
        found = resolver.figure_organisation(figure)
        if found or resolver.sheet(figure.start):
            return found
        if figure.kind not in OWN_KINDS or PER_HEAD.search(figure.measure or ""):
            return None
        if figure.unit in VOTES:
            return self.council
        owned = OWNED.search(figure.measure or "")
        if owned:
            return resolver.anaphor(owned["noun"], figure.start)
        start, end = self._sentence(figure)
        named = self._named(start, end)
        said = self._subject(figure, start, named) or self._agent(figure, named)
        if said or not self.issuer:
            return said
        others = {org for *_, org in named} - {self.issuer}
        return None if others or figure.kind != "money" else self.issuer

    def _sentence(self, figure: Figure) -> tuple[int, int]:
        """The sentence or line around a figure."""
        text = self.belonging.resolver.text
        first = max(0, figure.start - 400)
        line = text.rfind("\n", first, figure.start) + 1  # what stands before the last line break is not looked at
        start = max((m.end() for m in SENTENCE_END.finditer(text, line or first, figure.start)), default=line)
        last = SENTENCE_END.search(text, figure.end)
        return start, last.start() if last else len(text)

    def _named(self, start: int, end: int) -> list[tuple[int, int, str | None]]:
        """The organisations named in a sentence: their places and what they are."""
        mentions = self.belonging.resolver.extraction.mentions
        first, last = (bisect_left(mentions, p, key=lambda m: m.start) for p in (start, end))
        return [(m.start, m.end, self.belonging.linked[i]) for i, m in enumerate(mentions[first:last], first) if m.label == "ORG"]

    def _subject(self, figure: Figure, start: int, named: list[tuple[int, int, str | None]]) -> str | None:
        """« La Ville de Caen consacre 2 M€ »: the one body named before the figure opens the sentence, and its verb follows it."""
        text = self.belonging.resolver.text
        before = [n for n in named if n[1] <= figure.start]
        if len(before) != 1 or not SUBJECT.fullmatch(text, start, before[0][0]):
            return None
        return before[0][2] if VERB.match(text, before[0][1], figure.start) else None

    def _agent(self, figure: Figure, named: list[tuple[int, int, str | None]]) -> str | None:
        """« 2 M€ sont consacrés aux écoles par la Ville de Caen »: the one body named after the figure gives it."""
        text = self.belonging.resolver.text
        after = [n for n in named if n[0] >= figure.end]
        if len(after) != 1 or not AGENT.fullmatch(text, figure.end, after[0][0]):
            return None
        return after[0][2]
