"""The sections of a document as a tree."""

from __future__ import annotations

import re

from pipeline.extract.headings import ITEM
from pipeline.extract.heads import Head, find_heads
from pipeline.extract.rows import heading_title, read_rows
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Section


def extract_sections(document: CleanDocument, knowledge: Knowledge) -> tuple[Section, ...]:
    """All sections in reading order: compendium, theme, project sheet, parts, sub-heads.

    A section spans from its heading to the next heading. « VILLE DE DIJON / Vivre ensemble / LES
    AUTEURS » gives the project « Vivre ensemble » (level 1) with the part « Les auteurs » (level 2).
    """
    heads = sorted(find_heads(read_rows(document), knowledge), key=lambda h: (h.start, h.level))
    sections: list[Section] = []
    path: list[int] = []
    for i, head in enumerate(heads):
        end = heads[i + 1].start if i + 1 < len(heads) else len(document.text)
        while path and sections[path[-1]].level >= head.level and not _holds(sections[path[-1]], head):
            path.pop()
        sections.append(
            Section(
                start=head.start,
                end=head.start + len(document.text[head.start : end].rstrip()),
                heading_start=head.start,
                heading_end=head.end,
                level=head.level,
                type=head.type,
                title=head.title or _title(document.text, head, knowledge),
                title_raw=document.text[head.start : head.end],
                parent=path[-1] if path else None,
                is_inferred=head.is_inferred,
            )
        )
        path.append(i)
    return tuple(sections)


def _title(text: str, head: Head, knowledge: Knowledge) -> str:
    """A heading's title; the letter that opens an event's theme is numbering, a cohort's name stays a name."""
    raw = text[head.start : head.end]
    if head.type == "theme_item" and head.level == 2:  # the session of a programme keeps « Atelier A »
        raw = raw[match.end() :] if (match := ITEM.match(raw)) else raw
    if head.type == "promotions":
        same = [m[0] for m in re.finditer(re.escape(raw), text, re.IGNORECASE) if not m[0].isupper()]
        raw = same[0] if same else raw
    return heading_title(raw, knowledge)


def _holds(section: Section, head: Head) -> bool:
    """A theme holds the project sheets after it, though both are printed at level 1."""
    return section.type == "theme" and head.type == "project"
