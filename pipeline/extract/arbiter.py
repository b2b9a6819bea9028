"""One arbiter between the candidates: which mention stands where several sources disagree.

Precedence, high to low: names read from structure (author blocks, signatures); authorities and
institutions by pattern or by a register; abbreviations; anaphors; the model; territories by register. A longer
candidate of the same source wins. A model span of the same label that contains a pattern's span and
starts with it replaces it: the model sees the end of « Association des DRH des grandes collectivités ».
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable

from msgspec.structs import replace

from pipeline.extract.verb_forms import sentence_start
from pipeline.records import Mention

NEXT_PHRASE = re.compile(
    r"(?<! de)(?<! et)(?<! à)(?<! en)(?<! pour)(?<! sur)(?<! dans)(?<! par)[ \u00a0](?:les? |la |une? |l['\u2019])"
    r"|[ \u00a0](?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|chaque|\d+)[ \u00a0]"
    r"|[ \u00a0]et[ \u00a0](?:les? |la |l['\u2019])(?=[A-ZÀ-Ý])"
)
"""« Caisse de retraites finance [l'étude] », « Agence de santé [et l'Assurance] »: what follows is not of the name."""
PRECEDENCE = {"structure": 0, "rule": 1, "model": 2, "register": 3}


def arbitrate(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """The candidates that stand, by position; none overlap.

    >>> town = Mention(9, 16, "LOC", "Créteil", "register", 0.7)
    >>> body = Mention(0, 16, "ORG", "Ville de Créteil", "rule", 0.9)
    >>> [m.text for m in arbitrate([town, body])]
    ['Ville de Créteil']
    """
    found = list(candidates)
    seen = {m.start: m for m in found if m.method == "model" and m.label == "ORG"}
    found = [_as_seen(m, seen.get(m.start)) for m in found]
    ordered = sorted(found, key=lambda m: (_rank(m), m.is_anaphor, m.start - m.end, m.start, m.label))
    starts: list[int] = []
    taken: dict[int, Mention] = {}
    for mention in ordered:
        at = bisect_left(starts, mention.end)
        if at and taken[starts[at - 1]].end > mention.start:
            continue
        insort(starts, mention.start)
        taken[mention.start] = mention
    return tuple(taken[s] for s in starts)


def _rank(mention: Mention) -> int:
    """The precedence of a mention; a body that a register knows by a name of its own (« Grand Chambéry ») is as sure as a pattern."""
    if mention.method == "register" and mention.label == "ORG":
        return PRECEDENCE["rule"]
    return PRECEDENCE[mention.method]


def _as_seen(mention: Mention, seen: Mention | None) -> Mention:
    """A pattern's institution with the end that the model saw, where that is further."""
    if seen is None or mention.method != "rule" or mention.label != "ORG" or mention.score >= 0.9 or seen.end <= mention.end:
        return mention
    if mention.is_anaphor:
        return mention  # « le Département [arbitre] »
    if NEXT_PHRASE.search(seen.text, mention.end - mention.start):
        return mention
    end = max(len(mention.text), sentence_start(seen.text, 0, len(seen.text)))
    return replace(mention, end=mention.start + end, text=seen.text[:end])
