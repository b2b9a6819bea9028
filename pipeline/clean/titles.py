"""Titles that the document prints better elsewhere."""

from __future__ import annotations

from collections import Counter

from pipeline.clean.draft import Draft
from pipeline.clean.lines import read_lines
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

LONGEST = 80
"""Characters of a title that is printed again and again: a rubric."""


def complete_titles(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« TÉMOIGNAGE DE LA COLLECTIVI »: cut inside its last word, printed whole elsewhere in the document."""
    titles = [line for line in read_lines(draft) if line.is_title]
    shown = {line.text for line in titles}
    changes = []
    for line in titles:
        last = line.text.rpartition(" ")[2].lower()
        if knowledge.lexicon.knows(last, 1e-7):
            continue
        whole = [t for t in shown if t.startswith(line.text) and t[len(line.text) :].isalpha()]
        if len(whole) == 1:
            changes.append(Change(line.end, line.end, whole[0][len(line.text) :], 0.9))
    return changes


def settle_title_case(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« LES Auteurs » reads « LES AUTEURS » where that is how the document prints this rubric."""
    lines = [line for line in read_lines(draft) if len(line.text) <= LONGEST]
    rubrics = Counter(line.text for line in lines if line.is_title and line.text.isupper())
    forms = {fold(text): text for text, count in rubrics.items() if count > 1}
    return [
        Change(line.start, line.end, forms[fold(line.text)])
        for line in lines
        if not line.text.isupper() and line.text.split()[0].isupper() and line.kind == "text" and fold(line.text) in forms
    ]
