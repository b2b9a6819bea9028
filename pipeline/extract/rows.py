"""The paragraphs of a clean text as the structure rules look at them, and the titles made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from pipeline.clean.case import sentence_case
from pipeline.extract.headings import heading_type
from pipeline.french import fold, is_capitals
from pipeline.knowledge import Knowledge
from pipeline.memo import keep_last
from pipeline.records import CleanDocument, Paragraph

SPACE = r"[ \t\u00a0\u202f\u2009]"
SPACE_BEFORE = re.compile(rf"(?<=[^\W_]|[»\")]){SPACE}*([:;?!])(?=\s|$|»)")
OPEN_QUOTE, CLOSE_QUOTE = re.compile(rf"«{SPACE}*"), re.compile(rf"{SPACE}*»")

CLOSING = re.compile(r"\s*[:.,;]$")
SPACES = re.compile(r"\s+")


class Row(msgspec.Struct, frozen=True):
    """One paragraph with its text at hand; ``is_alone`` when blank lines set it apart."""

    index: int
    start: int
    end: int
    text: str
    key: str
    paragraph: Paragraph
    is_alone: bool
    is_capitals: bool

    @property
    def is_list_item(self) -> bool:
        """Whether a bullet or a number opened it."""
        return self.paragraph.kind == "list_item"


@keep_last
def read_rows(document: CleanDocument) -> Sequence[Row]:
    """The non-blank paragraphs, without the spaces around them."""
    in_block = Counter([p.block for p in document.paragraphs])
    has_blanks = len(in_block) > 2  # where no blank line parts anything, a line stands for itself
    rows: list[Row] = []
    for paragraph in document.paragraphs:
        whole = document.text[paragraph.start : paragraph.end]
        text = whole.strip()
        if text:
            start = paragraph.start + len(whole) - len(whole.lstrip())
            is_alone = in_block[paragraph.block] == 1 or not has_blanks
            rows.append(Row(len(rows), start, start + len(text), text, fold(text), paragraph, is_alone, is_capitals(text)))
    return _join_headings(rows)


def _join_headings(rows: list[Row]) -> list[Row]:
    """Rows of one block that are a known heading only together: « TUTRICE AU SEIN DE LA / COLLECTIVITÉ »."""
    joined: list[Row] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last and row.is_capitals and last.is_capitals and last.paragraph.block == row.paragraph.block:
            text = f"{last.text} {row.text}"
            if heading_type(text) and not heading_type(last.text) and not heading_type(row.text):
                joined[-1] = replace(last, end=row.end, text=text, key=fold(text), is_alone=False)
                continue
        joined.append(row if row.index == len(joined) else replace(row, index=len(joined)))
    return joined


@keep_last
def body_size(rows: Sequence[Row]) -> float | None:
    """The font size of most of the text, None without layout."""
    sizes: Counter[float] = Counter()
    for row in rows:
        if row.paragraph.size:
            sizes[round(row.paragraph.size * 2) / 2] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else None


def is_display(row: Row, body: float) -> bool:
    """Whether a row is set as a title: a quarter bigger than the body, and no drop cap's paragraph, figure or speech."""
    if (row.paragraph.size or 0) < 1.25 * body or not 4 <= len(row.text) <= 250:
        return False
    return not row.text.endswith(".") and row.text[0] not in "«“" and not re.match(r"[+–-]? ?\d", row.text)


@lru_cache(maxsize=4096)
def heading_title(raw: str, knowledge: Knowledge) -> str:
    """A heading as a title in sentence case with French spacing: « LES CHIFFRES : » reads « Les chiffres »."""
    title = " ".join(raw.split()).strip(" *_•→|")
    title = CLOSING.sub("", title) if title.endswith((":", ".", ",", ";")) and not title.endswith("...") else title
    title = sentence_case(title, knowledge)
    return french_spacing(title[:1].upper() + title[1:]).strip()


def french_spacing(text: str) -> str:
    """One space before double punctuation and inside quotes.

    >>> french_spacing("Charte des métiers: faire «mieux»?")
    'Charte des métiers : faire « mieux » ?'
    """
    if "«" in text or "»" in text:
        text = OPEN_QUOTE.sub("« ", CLOSE_QUOTE.sub(" »", text))
    return SPACES.sub(" ", SPACE_BEFORE.sub(r" \1", text))
