"""The result of a vote in a sentence: « 26 voix pour, 3 contre et une abstention »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.number_words import CARDINAL, read_cardinal
from pipeline.records import Figure

_COUNT = rf"(?P<count>\d{{1,3}}|[Uu]ne?|(?i:{CARDINAL}))"
_TOLD = re.compile(
    rf"(?<![\w,.])(?<!\d ){_COUNT} (?:(?P<unit>voix|votes?|suffrages?) )?(?P<what>pour|contre|abstentions?)(?=\s*(?:[,.;:()/–-]|et\b|\Z))"
)
_LISTED = re.compile(rf"(?<!\w)(?P<what>Pour|Contre|Abstentions?) ?: ?{_COUNT}(?=\s*(?:[,.;()/–-]|\Z|[A-Z]\w+ ?:))")
_MAY_BE_TOLD = re.compile(r" (?:pour|contre|abstentions?)(?=\s*(?:[,.;:()/–-]|et\b|\Z))")
"""What every told vote has in it, found faster."""
_WORDS = {"un": 1, "une": 1}
CONFIDENCE = 0.9


def vote_figures(text: str, start: int, end: int) -> Iterator[Figure]:
    """The votes that a paragraph counts; « 4 contre » alone is none, other votes must stand beside it.

    >>> line = "Adopté par 26 voix pour, trois contre et une abstention."
    >>> [(f.raw, f.value, f.measure) for f in vote_figures(line, 0, len(line))]
    [('26 voix pour', 26.0, 'voix pour'), ('trois contre', 3.0, 'voix contre'), ('une abstention', 1.0, 'abstentions')]
    >>> line = "Nous étions 12 contre, ou presque."
    >>> list(vote_figures(line, 0, len(line)))
    []
    """
    told = list(_TOLD.finditer(text, start, end)) if _MAY_BE_TOLD.search(text, start, end) else []
    if len(told) > 1 or any(m["unit"] or m["what"] not in ("pour", "contre") for m in told):
        for match in told:
            yield _figure(match, match.start(), match.end())
    listed = _LISTED.finditer(text, start, end) if text.find(":", start, end) >= 0 else ()
    for match in listed:
        if not match["count"].isdigit():
            yield _figure(match, *match.span("count"))


def _figure(match: re.Match[str], start: int, end: int) -> Figure:
    """One count of votes, at ``start:end``."""
    printed, what = match["count"].lower(), match["what"].lower()
    value = float(printed) if printed.isdigit() else float(_WORDS.get(printed) or read_cardinal(printed) or 0)
    unit, measure = ("voix", f"voix {what}") if what in ("pour", "contre") else ("abstentions", "abstentions")
    return Figure(
        raw=match.string[start:end], value=value, value_max=None, unit=unit, unit_code=None, kind="count", qualifier=None,
        measure=measure, in_words=not printed.isdigit(), org=None, start=start, end=end, confidence=CONFIDENCE,
    )  # fmt: skip
