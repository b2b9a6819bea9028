"""Repairs that the layout of a PDF decides: running lines, drop caps, note marks, wrapped lines."""

from __future__ import annotations

import re

from pipeline.clean.draft import Draft
from pipeline.knowledge import Knowledge
from pipeline.lexicon import Lexicon
from pipeline.offsets import Change

ASIDE = ("furniture", "margin")
NOTE_MARK = re.compile(r"(?<=[^\W\d_]|[.,;:!?»”)…])[ \u00a0\u202f]?(?:\([⁰¹²³⁴⁵⁶⁷⁸⁹]+\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?!\w)")
"""« contraintes.¹ », « convention² » (raised digits are read as superscripts)"""
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmh]?m|CO|km|NO|SO|CH|PM|€/m|/m)$")
"""What a raised digit is part of: « 350 m² », « km² », « m³ »."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
ADDRESS_REST = re.compile(r"[\w./?=&%#~+:-]+(?=$|\n)")
CAP_CONFIDENCE = 0.99
"""All 17 drop caps of 12 made PDFs, and none too many in 4,902 lines of 11 real ones."""


def remove_furniture(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """Running headers, footers, page numbers and turned text leave the text; the ledger keeps them."""
    text = draft.text
    spans: list[tuple[int, int]] = []
    for start, end, line in draft.layout():
        if line.role in ASIDE:
            while end < len(text) and text[end] == "\n":
                end += 1
            spans.append((start, end))
    tail = len(text)
    for i in range(len(spans) - 1, -1, -1):  # what ends the document takes the break before it along
        start, end = spans[i]
        if end != tail:
            break
        floor = spans[i - 1][1] if i else 0
        while start > floor and text[start - 1] == "\n":
            start -= 1
        spans[i] = (start, end)
        tail = start
    return [Change(start, end, "") for start, end in spans]


def join_drop_caps(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« L’ / agglomération » reads « L’agglomération », « À / partir » reads « À partir »."""
    changes = []
    for start, end, line in draft.layout():
        if line.role == "drop_cap" and draft.text[end : end + 1] == "\n":
            cap, rest = draft.text[start:end], re.match(r"\S*", draft.text[end + 1 :])
            word = rest[0] if rest else ""
            changes.append(Change(end, end + 1, " " if is_whole_word(cap, word, knowledge.lexicon) else "", CAP_CONFIDENCE))
    return changes


def is_whole_word(cap: str, rest: str, lexicon: Lexicon) -> bool:
    """Whether a drop cap is a word by itself: both readings are weighed by their frequencies.

    >>> class Words(dict):
    ...     def frequency(self, word): return self.get(word.lower(), 0.0)
    >>> words = Words({"à": 1e-2, "partir": 1e-4, "en": 1e-2, "quatre": 1e-4})
    >>> is_whole_word("À", "partir", words), is_whole_word("Q", "uatre", words), is_whole_word("15", "vitrines", words)
    (True, False, True)
    """
    cap = cap.split()[-1] if cap.split() else cap
    if cap.endswith(("'", "\u2019")) or not rest or rest[0] in "'\u2019.,-":
        return False
    if cap[-1].isdigit() or cap in "«“":
        return not rest[0].isdigit() or cap in "«“"
    if cap in "ÀÔ":
        return True
    if len(cap) == 1 and cap not in "AOY":
        return False
    word = re.match(r"[^\W\d_]+", rest)
    tail = word[0] if word else rest
    return lexicon.frequency(cap) * lexicon.frequency(tail) > lexicon.frequency(cap + tail)


def remove_note_marks(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« les mêmes contraintes.¹ » reads « les mêmes contraintes. »; « 350 m² » stays."""
    changes = []
    for match in NOTE_MARK.finditer(draft.text) if any(digit in draft.text for digit in RAISED) else ():
        line_start = draft.text.rfind("\n", 0, match.start()) + 1
        if not UNIT.search(draft.text[line_start : match.start()]):
            changes.append(Change(match.start(), match.end(), ""))
    return changes


def join_wrapped_lines(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """Lines that ended because they were full are joined: with a space, or without inside a web address."""
    changes = []
    for start, end, line in draft.layout():
        if not line.wraps or draft.text[end : end + 1] != "\n" or draft.text[end : end + 2] == "\n\n":
            continue
        in_address = ADDRESS.search(draft.text[start:end]) and ADDRESS_REST.match(draft.text, end + 1)
        changes.append(Change(end, end + 1, "" if in_address else " "))
    return changes
