"""The headings of a document in reading order, the strongest evidence first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from pipeline.extract.announcement import find_announcement, is_day, read_session
from pipeline.extract.contents import Contents, read_contents
from pipeline.extract.dates import find_dates
from pipeline.extract.headings import EVENT, FOOTER, ITEM, NEWSLETTER, PARTS, RUN_IN, heading_key, heading_type, repaired_heading
from pipeline.extract.implied import Implied, find_implied
from pipeline.extract.rows import Row, body_size
from pipeline.extract.sheets import Sheet, find_sheets
from pipeline.extract.subheads import is_subhead
from pipeline.extract.titles import is_banner, title_row
from pipeline.french import ends_sentence, is_capitals
from pipeline.knowledge import Knowledge

GLUED = re.compile(r"((?:[A-ZÀ-Ý][A-ZÀ-Ý'’]+ ){1,8})(?=\S)")
"""Capitals that open a paragraph: « SOMMAIRE Février », « CONTEXTE La ville »."""
RUBRIC_WORDS = 4
"""Words from which a line in capitals of a newsletter is a title, not a rubric."""
SPEECH = re.compile(r"(?:le |un )?(?:mot|message)\b")
TOP = frozenset({"theme", "project", "event", "toc", "preface", "promotions", "contact", "article"})
"""Types at the first level; the parts of a sheet stand at the second."""


class Head(msgspec.Struct, frozen=True):
    """A heading: its span in the clean text, its type and level; a title where damage was undone or none is printed."""

    start: int
    end: int
    type: str
    level: int
    title: str | None = None
    is_inferred: bool = False


class Layout(msgspec.Struct, frozen=True):
    """What is known of the whole document before its rows are read one by one."""

    contents: Contents | None
    skipped: range
    sheets: dict[int, Sheet]
    themes: dict[int, Row]
    """First rows of theme banners and, for each, its last row."""
    title: Row | None
    is_newsletter: bool
    is_announced: bool
    """Whether the document announces one gathering."""
    implied: dict[int, Implied]
    body: float | None
    footer: int
    """The row where the furniture at the end of a web page begins."""
    own: Mapping[str, str]
    """The user's own headings."""


def find_heads(rows: Sequence[Row], knowledge: Knowledge) -> list[Head]:
    """All headings; each row is read once, knowing the part of the document it stands in."""
    layout = _survey(rows, knowledge)
    banners = {i for s in layout.sheets.values() for i in range(s.first_row, s.last_row + 1) if i != s.row}
    heads: list[Head] = []
    part: str | None = None
    for row in rows[: layout.footer]:
        new = _head_of(rows, row, part, layout, banners)
        if row.index in layout.implied and (new is None or new.level > 2):
            lost = layout.implied[row.index]
            heads.append(Head(row.start, row.start, lost.type, _level(lost.type), lost.title, is_inferred=True))
            part = lost.type
        if new:
            heads.append(new)
            part = new.type if new.level < 3 else part
        if layout.themes and new is None:
            heads.extend(_glued_theme(row, layout))
    return heads


def _survey(rows: Sequence[Row], knowledge: Knowledge) -> Layout:
    contents = read_contents(rows)
    skipped = range(contents.first, contents.last) if contents else range(0)
    sheets = {sheet.row: sheet for sheet in find_sheets(rows, knowledge, skipped)}
    footer = next((r.index for r in rows if r.index > 0.6 * len(rows) and FOOTER.fullmatch(r.key.strip(" .:"))), len(rows))
    return Layout(
        contents=contents,
        skipped=skipped,
        sheets=sheets,
        themes={s.theme_row: rows[s.theme_last] for s in sheets.values() if s.theme_row is not None and s.theme_last is not None},
        title=None if sheets else title_row(rows),
        is_newsletter=not sheets and bool(NEWSLETTER.search(" ".join(r.key for r in rows[:3])[:200])),
        is_announced=not sheets and sum(bool(EVENT.match(r.text)) for r in rows) < 2 and find_announcement(rows, None) is not None,
        implied=find_implied(rows, sheets, skipped),
        body=body_size(rows),
        footer=footer,
        own=knowledge.headings,
    )


def _head_of(rows: Sequence[Row], row: Row, part: str | None, layout: Layout, banners: set[int]) -> Head | None:
    if layout.contents and row.index in layout.skipped:
        return _contents_head(row, layout.contents)
    if row.index in layout.themes:
        return Head(row.start, layout.themes[row.index].end, "theme", 1)
    if row.index in layout.sheets:
        sheet = layout.sheets[row.index]
        return Head(sheet.title_start, sheet.title_end, "project", 1)
    if row.index in banners:
        return None
    if layout.title is row:
        return Head(row.start, row.end, "event" if layout.is_announced else "article", 1)
    if layout.title and _stands_by_title(rows, row, layout.title):
        return None
    if layout.is_announced and (is_day(row, rows) or read_session(row, rows)):
        return _programme_head(row, rows)
    found = _known_head(row, layout.own)
    if found and found.type == "preface" and SPEECH.match(row.key) and layout.sheets and min(layout.sheets) < row.index:
        found = replace(found, type="testimony", level=2)  # « Le mot du maire » in a sheet
    found = found or (None if layout.is_announced else _event_head(rows, row, part))
    if found is None and is_subhead(rows, row.index, part, layout.body):
        return _subhead(row, part, layout)
    return found


def _programme_head(row: Row, rows: Sequence[Row]) -> Head | None:
    """A day of a programme, or one of its sessions."""
    span = read_session(row, rows)
    if is_day(row, rows) or span is None:
        return Head(row.start, row.end, "other", 2)
    return Head(row.start + span[0], row.start + span[1], "theme_item", 3) if len(row.text) <= 200 else None


def _subhead(row: Row, part: str | None, layout: Layout) -> Head:
    """A heading that no lexicon knows, one level under the part it stands in."""
    if part == "promotions":  # a cohort's name, or the next long heading in capitals
        is_cohort = len(row.text.split()) <= 4 and not re.search(r"\b(?:un|une|des|les|d'|pour|vos|votre|nos|notre)\b", row.key)
        return Head(row.start, row.end, part, 2) if is_cohort else Head(row.start, row.end, "other", 1)
    if part in ("event", "theme_item") and not layout.is_announced:
        return Head(row.start, row.end, "theme_item", 2)
    is_rubric = row.is_capitals and len(row.text.split()) < RUBRIC_WORDS
    kind = "article" if layout.is_newsletter and not is_rubric else "other"
    return Head(row.start, row.end, kind, 3 if layout.sheets and part in PARTS else 2)


def _stands_by_title(rows: Sequence[Row], row: Row, title: Row) -> bool:
    """The title again, the rubric around it or the banner over it."""
    over = row.index < title.index and not row.paragraph.size and is_banner(row, rows)
    return over or row.key == title.key or _is_rubric(rows, row, title)


def _is_rubric(rows: Sequence[Row], row: Row, title: Row) -> bool:
    """The rubric of a web page, printed again around the title: « Culture / Le titre / Culture »."""
    first, last = max(0, title.index - 3), title.index + 6
    return first <= row.index < last and sum(r.key.startswith(row.key) for r in rows[first:last]) > 1


def _contents_head(row: Row, contents: Contents) -> Head | None:
    if row.index != contents.first:
        return None
    match = re.match(r"(?:sommaire|table des matières)", row.text, re.IGNORECASE)
    end = row.start + match.end() if match else row.start
    return Head(row.start, end, "toc", 1, None if match else "Sommaire", not match)


def _known_head(row: Row, own: Mapping[str, str]) -> Head | None:
    """A heading of the lexicon: a whole line, damaged or not, or capitals glued to the text they open."""
    length = len(row.text)
    if length <= 90 and (kind := (own and own.get(heading_key(row.text))) or heading_type(row.text)) and _is_set_as_heading(row):
        return Head(row.start, row.end, kind, _level(kind))
    if length <= 60 and sum(map(str.isupper, row.text)) > 3 and (repaired := repaired_heading(row.text)):
        return Head(row.start, row.end, repaired[0], _level(repaired[0]), repaired[1])
    if length <= 160 and ":" in row.text and (label := RUN_IN.match(row.text)) and heading_type(label[1]) in ("authors", "tutor"):
        kind = str(heading_type(label[1]))
        return Head(row.start, row.start + len(label[1]), kind, _level(kind))
    glued = GLUED.match(row.text)
    if glued and len(glued[1]) > 7 and is_capitals(glued[1]) and "\t" not in row.text:
        kind = heading_type(glued[1].strip())
        if kind and kind != "other":
            return Head(row.start, row.start + len(glued[1].strip()), kind, _level(kind))
    return None


def _is_set_as_heading(row: Row) -> bool:
    """Capitals, markup, bold, or a blank line around it."""
    if row.paragraph.kind == "heading" or row.is_capitals or row.paragraph.is_bold:
        return True
    if row.is_list_item or row.paragraph.kind == "table" or not row.text[0].isupper():
        return False
    return row.is_alone or sum(map(str.isupper, row.text)) >= 3


def _level(kind: str) -> int:
    return 1 if kind in TOP else 2


def _event_head(rows: Sequence[Row], row: Row, part: str | None) -> Head | None:
    """« #28 Dijon » and, under it, its lettered or unlettered themes."""
    if EVENT.match(row.text) and len(row.text) <= 80 and not row.is_list_item:
        return Head(row.start, row.end, "event", 1)
    if part not in ("event", "theme_item") or len(row.text) > 160 or row.index + 1 == len(rows):
        return None
    if next(find_dates(row.text), None):
        return None  # « Les 8 et 9 octobre » under the town
    lettered = ITEM.match(row.text) or row.is_list_item
    above = rows[row.index - 1]
    above = rows[above.index - 1] if above.index and next(find_dates(above.text), None) else above
    under = EVENT.match(above.text) and len(rows[row.index + 1].text) > len(row.text)
    if (lettered or under) and not row.text.endswith((".", "…", ",", ";")):
        return Head(row.start, row.end, "theme_item", 2)
    return None


def _glued_theme(row: Row, layout: Layout) -> Iterator[Head]:
    """A theme's banner that reading order glued to the end of the sheet before."""
    for banner in {last.key for first, last in layout.themes.items() if first == last.index}:
        if row.key.endswith(" " + banner) and is_capitals(row.text[-len(banner) :]):
            before = row.text[: -len(banner)].rstrip()
            if ends_sentence(before) or re.search(r"\.\w{2,}(?:/\S*)?$", before):
                yield Head(row.end - len(banner), row.end, "theme", 1)
