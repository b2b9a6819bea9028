"""The projects of a compendium: each sheet with its number, organisation, theme and printed page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.contents import Contents, Entry, match_entry, read_contents
from pipeline.extract.rows import heading_title, read_rows
from pipeline.extract.sheets import Sheet, find_sheets
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Project, Section


def extract_projects(document: CleanDocument, sections: Sequence[Section], knowledge: Knowledge) -> tuple[Project, ...]:
    """One project per sheet; the contents page gives what the sheet itself does not print.

    A sheet before the first banner of the contents belongs to the theme that other sheets of its
    group print; « Q2 » and « O5 » are the numbers 2 and 5 misread.
    """
    rows = read_rows(document)
    contents = read_contents(rows)
    skipped = range(contents.first, contents.last) if contents else range(0)
    sheets = {sheet.title_start: sheet for sheet in find_sheets(rows, knowledge, skipped)}
    spans = _sheet_spans(sections)
    above = {section.start: before for before, section in pairwise(sections)}
    themes = [_theme_above(above.get(section.start)) for section, _ in spans]
    entries = [match_entry(section.title, contents.entries) if contents else None for section, _ in spans]
    groups = _group_themes(entries, themes)
    found: list[Project] = []
    for (section, end), entry, own in zip(spans, entries, themes, strict=True):
        sheet = sheets.get(section.heading_start)
        theme = own or (groups.get(entry.group) if entry else None)
        if theme is None:
            theme = _neighbour(themes, len(found)) if entry is None or entry.theme is None else heading_title(entry.theme, knowledge)
        found.append(
            Project(
                number=_number(entry, contents),
                title=section.title,
                org=_organisation(sheet, entry),
                theme=theme,
                page=entry.page if entry else None,
                start=section.heading_start,
                end=end,
            )
        )
    return tuple(found)


def _sheet_spans(sections: Sequence[Section]) -> list[tuple[Section, int]]:
    """The project sections with the end of their last part."""
    spans: list[tuple[Section, int]] = []
    for i, section in enumerate(sections):
        if section.type != "project":
            continue
        end = section.end
        for later in sections[i + 1 :]:
            if later.level <= section.level:
                break
            end = later.end
        spans.append((section, end))
    return spans


def _theme_above(before: Section | None) -> str | None:
    """The theme whose banner is printed on the sheet itself: the section just before it."""
    return before.title if before and before.type == "theme" else None


def _group_themes(entries: Sequence[Entry | None], themes: Sequence[str | None]) -> dict[int, str]:
    """The theme that the sheets of each group of the contents print most."""
    counts: dict[int, Counter[str]] = {}
    for entry, theme in zip(entries, themes, strict=True):
        if entry and theme:
            counts.setdefault(entry.group, Counter())[theme] += 1
    return {group: count.most_common(1)[0][0] for group, count in counts.items()}


def _neighbour(themes: Sequence[str | None], at: int) -> str | None:
    """The last banner before a sheet, else the first after it."""
    return next((t for t in reversed(themes[:at]) if t), None) or next((t for t in themes[at:] if t), None)


def _number(entry: Entry | None, contents: Contents | None) -> int | None:
    """The printed number where most entries confirm it, else the place in the contents."""
    if entry is None or contents is None:
        return None
    printed = [e for e in contents.entries if e.number is not None]
    agreeing = [e for e in printed if e.number == e.position]
    if printed and len(agreeing) < len(printed) / 2:
        return entry.number
    return entry.position


def _organisation(sheet: Sheet | None, entry: Entry | None) -> str | None:
    """The organisation as the sheet prints it, else as the contents do, without line breaks."""
    org = (sheet.org if sheet else None) or (entry.org if entry else None)
    return re.sub(r"\s+", " ", org).strip() if org else None
