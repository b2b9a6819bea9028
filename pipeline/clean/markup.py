"""Markup left in the text: Markdown emphasis and headings, HTML tags, LaTeX, bullets."""

from __future__ import annotations

import re

from pipeline.clean.draft import Draft
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

MARKS = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|br)\s*/?>|\*\*|(?m:^#{1,6} +)|(?m:^(?:[-•·→–—]+>? *)+(?=\S))|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")


def remove_markup(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« <u>www.a.fr</u> » reads « www.a.fr », « **DE LA** » reads « DE LA »."""
    return [Change(m.start(), m.end(), "") for m in MARKS.finditer(draft.text)]
