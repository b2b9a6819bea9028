"""Which row is the printed title of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.headings import ORGANISATION
from pipeline.extract.rows import Row, body_size, is_display
from pipeline.french import ends_sentence, letter_count
from pipeline.memo import keep_last

BANNER = re.compile(
    r"republique francaise|liberte\W+egalite\W+fraternite|(?:communique|dossier|point)(?: de presse)?"
    r"|(?:la |notre )?(?:newsletter|lettre d'information)|pour (?:diffusion|publication) immediate"
    r"|[a-z' -]{3,40}, le \d.*"
)
"""Folded lines over a title: « Communiqué de presse », « Orléans, le 9 février 2023 »."""


@keep_last
def title_row(rows: Sequence[Row]) -> Row | None:
    """The biggest text of the first page, a first-level heading, a line printed twice, or a short first line."""
    if not rows:
        return None
    first_page = [r for r in rows[:25] if r.paragraph.page == rows[0].paragraph.page and _has_letters(r.text)]
    if body := body_size(rows):
        return max((r for r in first_page if is_display(r, body)), key=lambda r: r.paragraph.size or 0, default=None)
    if marked := [r for r in first_page if r.paragraph.kind == "heading" and r.paragraph.level == 1]:
        return marked[0]
    again = Counter(r.key for r in rows[:10])
    for row in first_page[:5]:
        if again[row.key] > 1 and len(row.text.split()) >= 5:
            return row
    first = next((r for r in rows[:6] if not is_banner(r, rows)), rows[0])
    is_line = len(first.text) <= 160 and len(first.text.split()) >= 3 and not first.is_list_item
    return first if is_line and not ends_sentence(first.text) and not first.text.startswith("#") else None


def _has_letters(text: str) -> bool:
    """Whether a text has four letters; its beginning mostly tells."""
    return letter_count(text[:20]) >= 4 or letter_count(text) >= 4


def is_banner(row: Row, rows: Sequence[Row]) -> bool:
    """Who publishes, what kind of paper it is, or a rubric that is printed again: what stands over a title."""
    if ORGANISATION.fullmatch(row.key) and row.is_capitals:
        return True
    return bool(BANNER.fullmatch(row.key.strip(" .:"))) or any(r.key.startswith(row.key) for r in rows[row.index + 1 : row.index + 8])
