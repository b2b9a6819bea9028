"""Lines wrapped by the layout are joined, and paragraphs that a column or a page cut in two."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from pipeline.clean.draft import Draft
from pipeline.clean.lines import WEB, TextLine, is_address, read_lines
from pipeline.french import ends_sentence
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

LAST_WORD = re.compile(r"[^\W\d_]+['\u2019]?$")
FUNCTION_WORDS = frozenset(
    "à au aux avec ce ces cet cette chez comme contre d' dans de depuis des dont du elle elles en entre est et il ils l' la le les leur "
    "leurs lorsque lors mais ne notre nos ou où par pendant plus pour près qu' que quel quelle qui sa sans se selon ses si son sont sous "
    "sur un une vers votre vos".split()
)
"""No phrase ends with these: « par la suite, elle »."""
LONG_PARAGRAPH = 12
"""Words from which a paragraph without a final stop is prose cut short rather than a label."""
LABEL_WORDS = 6
"""Shorter blocks without a final stop are labels: « en cours au sein du ministère »."""
TITLE_WIDTH = 45
"""Lines of wrapped titles are narrower than this."""
WRAP_EVIDENCE = 0.4
"""Share of line ends inside a block that must fall in the middle of a sentence for the block to be wrapped prose."""


def join_lines(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« Piloter\\nla traduction de\\nla prospective » reads « Piloter la traduction de la prospective »."""
    changes = []
    for _, group in groupby(read_lines(draft), key=lambda line: line.block):
        block = list(group)
        if len(block) == 1:
            continue
        wrapped = is_wrapped_prose(block)
        changes += [Change(a.end, b.start, " ") for a, b in pairwise(block) if _continues(a, b, block, wrapped)]
    return changes


def is_wrapped_prose(block: list[TextLine]) -> bool:
    """Whether the lines of a block were cut by the width of a column, not by the sense."""
    if len(block) < 3 or any(line.kind in ("heading", "table") for line in block):
        return False
    widths = [len(line.text) for line in block[:-1]]
    if max(widths) > 160 or min(widths) < 0.6 * max(widths) or max(widths) < 30:
        return False
    cut = sum(_is_cut(a.text) and b.text[0].islower() for a, b in pairwise(block))
    return cut >= WRAP_EVIDENCE * (len(block) - 1)


def _is_cut(text: str) -> bool:
    return not ends_sentence(text)


def _continues(a: TextLine, b: TextLine, block: list[TextLine], wrapped: bool) -> bool:
    """Whether a line runs on into the next one of its block."""
    if b.kind != "text" or a.kind == "table" or is_address(a.text) or is_address(b.text):
        return False
    if wrapped:
        return True
    if a.kind == "heading":
        return False
    dangling = last_word(a.text) in FUNCTION_WORDS
    if b.text[0].islower() or b.text[0] in "'\u2019)»":
        if b.text.endswith(":") and b is block[-1] and not dangling:
            return False  # « temps de lecture : » labels what was dropped
        if a.text.endswith(":"):
            return all(len(line.text) < TITLE_WIDTH and line.text[-1] != ";" for line in block)
        return _is_cut(a.text) and not a.is_title
    same_width = len(b.text) <= 2 * TITLE_WIDTH or len(a.text) > TITLE_WIDTH
    return dangling and same_width and not a.is_title


def last_word(text: str) -> str:
    """The last word in lower case, "" after punctuation.

    >>> last_word("mise en œuvre de l\u2019"), last_word("enfin,"), last_word("dans la ")
    ("l'", '', 'la')
    """
    words = text.rsplit(maxsplit=1)
    found = LAST_WORD.search(words[-1]) if words else None
    return found[0].lower().replace("\u2019", "'") if found else ""


def join_paragraphs(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« par la suite, elle\\n\\npourra changer » reads « par la suite, elle pourra changer »."""
    changes = []
    previous: TextLine | None = None
    for line in read_lines(draft):
        apart = previous is not None and (line.block != previous.block or previous.kind == line.kind == "list_item")
        if previous and apart and _runs_on(previous, line, draft, knowledge):
            changes.append(Change(previous.end, line.start, " ", 0.9))
        previous = line
    return changes


def _runs_on(a: TextLine, b: TextLine, draft: Draft, knowledge: Knowledge) -> bool:
    """Whether a paragraph cut by a column or a page goes on in the next block."""
    if not b.text[0].islower() or b.kind not in ("text", "list_item") or a.kind in ("heading", "table"):
        return False
    if not _is_cut(a.text) or a.is_title or is_address(b.text) or is_address(a.text) or WEB.search(a.text[-60:]):
        return False
    words = a.text.split()
    if a.kind == "list_item" and b.kind == "list_item":
        return _belong_together(a, b, draft, knowledge)
    dangling = last_word(a.text) in FUNCTION_WORDS
    if b.kind == "list_item":
        return len(words) >= LONG_PARAGRAPH and a.text[0].isupper() and a.text[-1] != ","
    if dangling:
        return True
    if len(b.text.split()) < LABEL_WORDS and not ends_sentence(b.text):
        return False
    prose = len(words) >= LONG_PARAGRAPH and (a.text[0].isupper() or a.kind == "list_item" or a.text[0] in "«\"“")
    return prose or (a.text.endswith(",") and len(words) > 5)


def _belong_together(a: TextLine, b: TextLine, draft: Draft, knowledge: Knowledge) -> bool:
    """Whether two list items are one: the document or French at large often puts the two words side by side.

    « … liés au changement / climatique et la sensibilisation … »
    """
    first, second = last_word(a.text), re.match(r"[^\W\d_]+", b.text)
    if not first or not second or len(a.text.split()) < LONG_PARAGRAPH:
        return False
    if first in FUNCTION_WORDS:
        return True
    together = f"{first} {second[0]}"
    if len(second[0]) < 4:
        return False
    return draft.text.lower().count(together) > 0 or knowledge.ngrams.pair_count(first, second[0]) > 10
