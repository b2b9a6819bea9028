"""Sections whose heading was lost, known by what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.headings import IMPLIED, ROLE_WORDS
from pipeline.extract.rows import Row
from pipeline.extract.sheets import Sheet, has_email, part_of
from pipeline.extract.subheads import ADDRESS, is_name
from pipeline.french import ends_sentence

PROSE = 200
"""Characters of a paragraph that is surely prose: labels and list items stay under it."""

SIGNATURE = re.compile(r"\b(?:directeur|directrice|president|presidente|maire)\b")


@dataclass(frozen=True, slots=True)
class Implied:
    """A section without a heading, to begin at a row."""

    type: str
    title: str


def find_implied(rows: Sequence[Row], sheets: Mapping[int, Sheet], skipped: range) -> dict[int, Implied]:
    """Rows where a lost heading stood: authors, figures and testimonies of sheets, the preface before them."""
    found: dict[int, str] = {}
    starts = sorted(sheets)
    for start, end in pairwise([*starts, len(rows)]):
        parts = {part_of(row) for row in rows[start:end]}
        for kind, find in (("authors", _authors), ("figures", _figures), ("testimony", _testimony)):
            if kind not in parts and (at := find(rows, sheets[start].last_row + 1, end)) is not None:
                found[at] = kind
    first = min([*(s.first_row for s in sheets.values()), *([skipped.start] if skipped else [])], default=None)
    if first is not None and (at := _preface(rows, first)) is not None:
        found[at] = "preface"
    return {at: Implied(kind, IMPLIED[kind]) for at, kind in found.items()}


def _authors(rows: Sequence[Row], start: int, end: int) -> int | None:
    """Names with e-mails right under a title."""
    if any(has_email(row) for row in rows[start : min(start + 2, end)]):
        return start
    return None


def _figures(rows: Sequence[Row], start: int, end: int) -> int | None:
    """Three short labels in a run, each alone, one of them begun in lower case after its number was lost."""
    run: list[Row] = []
    for row in rows[start:end]:
        if _is_label(row):
            run.append(row)
            if len(run) >= 3 and sum(r.text[0].islower() for r in run) >= 2:
                return run[0].index
        else:
            run = []
    return None


def _is_label(row: Row) -> bool:
    text = row.text
    if not row.is_alone or row.is_list_item or len(text) > 120 or ADDRESS.search(text) or part_of(row):
        return False
    if "\t" in text or ends_sentence(text) or len(text) < 3:
        return False
    return text[0].islower() or text[0].isdigit() or bool(re.match(r"(?:plus|moins|pres|environ|autour|une?) d", row.key))


def _testimony(rows: Sequence[Row], start: int, end: int) -> int | None:
    """A name, a role and a quotation."""
    for row in rows[start : end - 2]:
        role, speech = rows[row.index + 1], rows[row.index + 2]
        if is_name(row.text) and ROLE_WORDS.fullmatch(role.key) and re.match(r"[\W_]*[«“\"]", speech.text) and len(speech.text) > 80:
            return row.index
    return None


def _preface(rows: Sequence[Row], end: int) -> int | None:
    """Two paragraphs of prose and a signature with a role, before the contents and the sheets."""
    before = rows[:end]
    if any(re.match(r"preface|edito|avant-propos", row.key) for row in before):
        return None
    prose = [row for row in before if len(row.text) >= PROSE]
    if len(prose) < 2 or not any(SIGNATURE.search(row.key) for row in before[prose[-1].index + 1 :]):
        return None
    return prose[0].index
