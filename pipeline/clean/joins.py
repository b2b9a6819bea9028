"""Wrapped lines are joined; lines that stand for themselves are kept."""

from __future__ import annotations

import re

from pipeline.clean.draft import Draft
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change


def join_lines(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« agroalimentaire\\ninterpellent » reads « agroalimentaire interpellent »."""
    return [
        Change(m.start(), m.end(), " ")
        for m in re.finditer(r"(?<=[^\s.!?:;])[ \t]*\n[ \t]*(?=[a-zà-ÿ])(?![\w.\-]+@)", draft.text)
    ]
