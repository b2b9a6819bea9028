"""The text as the recognisers read it: capitals of headings in sentence case, every offset as in the clean text."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.clean import case
from pipeline.french import is_capitals
from pipeline.knowledge import Knowledge
from pipeline.memo import keep_last
from pipeline.records import CleanDocument

CAPITAL_AUTHORITY = re.compile(
    r"(?<![\w'\u2019-])(?:VILLES?|COMMUNES?|MAIRIE|D[ÉE]PARTEMENT|R[ÉE]GION|CONSEIL|COMMUNAUT[ÉE]|(?:EURO)?M[ÉE]TROPOLE|[ÉE]TABLISSEMENT|SYNDICAT)"
    r"(?:[ \u00a0][A-ZÀ-Ý][A-ZÀ-Ý'\u2019-]*)+(?![\w'\u2019-])"
)
"""The name of an authority in capitals within another line: « Repenser les services VILLE DE DREUX »."""

sentence_case = lru_cache(maxsize=4096)(case.sentence_case)
"""Headings come again and again, in one document and in those of one kind."""
CAPITALS = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý]{4}")
"""Five in a row, as each of these has: found faster."""


@keep_last
def reading_text(document: CleanDocument, knowledge: Knowledge) -> str:
    """The clean text with what is printed in capitals in sentence case, whole paragraphs or names of authorities; same length."""
    parts: list[str] = []
    at = 0
    for paragraph in document.paragraphs:
        text = document.text[paragraph.start : paragraph.end]
        if len(text) > 6 and is_capitals(text):
            parts += (document.text[at : paragraph.start], sentence_case(text, knowledge))
            at = paragraph.end
            continue
        for match in CAPITAL_AUTHORITY.finditer(text) if CAPITALS.search(text) else ():
            start = paragraph.start + match.start()
            parts += (document.text[at:start], sentence_case(match.group(), knowledge))
            at = start + len(match.group())
    parts.append(document.text[at:])
    return "".join(parts)
