"""Glyphs that were icons or arrows in the print, and words an engine read twice."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.clean.draft import Draft
from pipeline.clean.lines import TextLine, read_lines
from pipeline.french import ends_sentence, fold
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

LONE_GLYPH = re.compile(r"[^\W_]|[?!×✓✗¤§»«\ufffd\uf000-\uf8ff]|[\u2190-\u21ff\u2460-\u27bf]")
"""One letter of any script, one digit, one mark: « П », « 3 », « ? »."""
TRAILING_GLYPH = re.compile(r"(?<=[a-zà-ÿ»)]) ([^\W_])$")
"""« la garde d'enfant 3 »"""
COUNTED = re.compile(
    r"(?:n°|axe|niveau|phase|étape|tome|chapitre|partie|catégorie|type|version|zone|lot|action|fiche|article|mesure|volet|scénario|groupe|"
    r"classe|question|objectif|priorité|page|figure|tableau|annexe|plan|site|ligne|salle|grade|rang|point|bac|licence|master|hall|quai)s?$",
    re.IGNORECASE,
)
"""« scénario 3 »: here the digit counts."""
LABEL_LENGTH = 100
"""Labels are read twice, paragraphs are not."""
SAME_START_LETTERS = 8
"""« à la / a la moyenne » is too short to say that a line was read twice."""


def remove_junk(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« П », alone between a paragraph and a heading, goes; « 3 » before the label « ateliers » stays."""
    lines = read_lines(draft)
    letters = {line.text for line in lines if len(line.text) == 1 and line.text.isalpha()}
    lettered = {"A", "B"} <= letters  # the sections are lettered
    changes, glyphs = [], set()
    for i, line in enumerate(lines):
        if len(line.text) > 1 or not LONE_GLYPH.fullmatch(line.text) or (lettered and line.text in letters):
            continue
        if _is_icon(lines, i):
            glyphs.add(line.text)
            end = lines[i + 1].start if i + 1 < len(lines) else line.end
            changes.append(Change(line.start, end, ""))
    for a, b in pairwise(lines) if glyphs else ():
        found = TRAILING_GLYPH.search(a.text) if a.text[-1] in glyphs else None
        if found and b.block != a.block and _heads(b) and _may_trail(a.text, found):
            changes.append(Change(a.start + found.start(), a.end, "", 0.8))
    return changes


def _is_icon(lines: list[TextLine], i: int) -> bool:
    """A glyph alone in its block: any letter or mark; a digit only before a heading (before a label it is a figure)."""
    line = lines[i]
    before, after = (lines[i - 1] if i else None), (lines[i + 1] if i + 1 < len(lines) else None)
    if (before and before.block == line.block) or (after and after.block == line.block):
        return False
    if line.text.isdigit():
        return after is not None and _heads(after)
    return line.text not in "&"


def _heads(line: TextLine) -> bool:
    return line.is_title and not re.match(r"\d", line.text)


def _may_trail(text: str, glyph: re.Match[str]) -> bool:
    return not COUNTED.search(text[: glyph.start()]) and not ends_sentence(text)


def remove_doubled_starts(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« supérieures à la / superieures a la moyenne » reads « supérieures à la moyenne »: the second reading lost its accents."""
    changes = []
    for a, b in pairwise(read_lines(draft)):
        if len(a.text) > LABEL_LENGTH or a.text.isascii():  # without accents it is not the better reading
            continue
        words = a.text.split()
        opening = fold(b.text.split(maxsplit=1)[0])
        for size in range(len(words), 0, -1):
            if fold(words[-size]) != opening:
                continue
            tail = " ".join(words[-size:])
            head = b.text[: len(tail)]
            if head == tail or len(tail) < SAME_START_LETTERS or fold(head) != fold(tail):
                continue
            if _accents(tail) > _accents(head) and not b.text[len(tail) : len(tail) + 1].isalnum():
                changes.append(Change(a.end, b.start + len(tail), ""))
            break
    return changes


def _accents(text: str) -> int:
    return sum(c in "éèêëàâîïôûùçœ" for c in text.lower())
