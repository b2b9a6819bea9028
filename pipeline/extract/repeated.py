"""Names that the document shows elsewhere: a body, a person or a place missed in one sentence and found in another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract.headed import WORD, words_of
from pipeline.extract.name_patterns import NOT_A_NAME
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

SHORTEST = 4
"""Shorter names are too often something else."""
CAPITALISED = re.compile(r"[A-ZÀ-Ý](?<![\w@./-].)[\w'\u2019-]+")
BOUNDED = re.compile(r"(?![\w@/-]|\.\w)")
GOES_ON = re.compile(r"[ \u00a0](?:&[ \u00a0])?[A-ZÀ-Ý]")
"""« Martin [Architecture] » is not Mrs Martin."""


def find_repeated(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Other places where a body of several words is named, whatever the capitals: « la direction de l'éducation »."""
    names = {m.text.lower() for m in mentions if m.label == "ORG" and " " in m.text and not m.is_anaphor}
    by_word: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_word.setdefault(WORD.findall(name)[0], []).append(name)
    if not by_word:
        return
    reached = 0
    of_text = words_of(text)
    lowered = ((word.lower(), word) for word in of_text.distinct)
    for start, word in sorted((at, low) for low, printed in lowered if low in by_word for at in of_text.starts(printed)):
        for name in by_word[word]:
            end = start + len(name)
            if start >= reached and text[start:end].lower() == name and not text[end : end + 1].isalnum():
                yield Mention(start, end, "ORG", text[start:end], "rule", 0.75)
                reached = end
                break


def find_missed(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """Other occurrences of the people and places that stand, and of family names alone, where nothing stands yet.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "Jeanne Dulac signe. Pour Dulac, tout va bien."
    >>> [(m.text, m.start) for m in find_missed(text, [Mention(0, 12, "PER", "Jeanne Dulac", "model", 0.6)], load_knowledge())]
    [('Dulac', 25)]
    """
    by_word: dict[str, list[str]] = {}
    labels = _known_names(mentions, knowledge)
    if not labels:
        return
    for name in sorted(labels, key=len, reverse=True):
        by_word.setdefault(CAPITALISED.match(name).group(), []).append(name)  # type: ignore[union-attr]
    taken = sorted((m.start, m.end) for m in mentions)
    reached = 0
    for word in CAPITALISED.finditer(text):
        for name in by_word.get(word.group(), ()):
            end = word.start() + len(name)
            if word.start() < reached or not text.startswith(name, word.start()) or not BOUNDED.match(text, end):
                continue
            at = bisect_left(taken, (end, 0))
            if (at and taken[at - 1][1] > word.start()) or (" " not in name and GOES_ON.match(text, end)):
                continue
            if labels[name] == "LOC" and NOT_A_NAME.pattern.search(text, max(0, word.start() - 40), word.start()):
                continue
            reached = end
            yield Mention(word.start(), end, labels[name], name, "rule", 0.6)
            break


def _known_names(mentions: Sequence[Mention], knowledge: Knowledge) -> dict[str, str]:
    """Names to look for and their labels: people and bodies of two words, places named twice, each always with one label."""
    counts = Counter(m.text for m in mentions)
    seen: dict[str, str] = {}
    doubtful = {m.text for m in mentions if seen.setdefault(m.text, m.label) != m.label}
    names: dict[str, str] = {}
    for name, label in seen.items():
        if name in doubtful:
            continue
        is_phrase, again = " " in name, counts[name] > 1
        is_person_or_place = label == "PER" or (label == "LOC" and again)
        if (label == "ORG" and is_phrase) or (len(name) >= SHORTEST and is_person_or_place and (is_phrase or again)):
            names[name] = label
    for name in [n for n, label in names.items() if label == "PER" and " " in n]:
        family = name.split()[-1]
        if len(family) >= SHORTEST and family not in seen and not knowledge.lexicon.is_common(family):
            names[family] = "PER"
    return {n: label for n, label in names.items() if CAPITALISED.match(n)}
