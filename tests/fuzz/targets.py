"""What must hold whatever the bytes: each target takes any bytes and raises AssertionError, or anything else, on a bug.

The readers may refuse a document with a DocumentError and in no other way. ``fuzz.py`` runs these under atheris, for as long
as one likes; ``test_fuzz.py`` for some seconds under Hypothesis, on parts of the sample corpus that are damaged at random.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from pipeline.clean import clean_document
from pipeline.errors import DocumentError
from pipeline.extract import extract_document
from pipeline.extract.number_grammar import find_quantities
from pipeline.extract.number_words import read_cardinal
from pipeline.ingest.html import read_html
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.pdf_checks import Limits
from pipeline.ingest.text import check_is_text, decode, guess_encoding
from pipeline.knowledge import Knowledge, load_knowledge
from pipeline.offsets import Change, OffsetMap, compose, replay
from pipeline.records import CleanDocument, Edit, Line, RawDocument, Source

LIMITS = Limits(pages=20, page_characters=20_000, stream_bytes=2_000_000)
MEDIA_TYPE = {"text": "text/plain", "html": "text/html", "pdf": "application/pdf"}


@cache
def knowledge() -> Knowledge:
    """Loaded once."""
    return load_knowledge()


def as_text(data: bytes) -> str:
    """Any bytes as characters, as the text reader gives them."""
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def check_numbers(data: bytes) -> None:
    """Number expressions are in order, inside the text, finite, and do not depend on how often one looks."""
    text = as_text(data)
    found = find_quantities(text)
    for one, other in pairwise(found):
        assert one.end <= other.start, (text, one, other)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text), (text, quantity)
        assert math.isfinite(quantity.value), (text, quantity)
        assert quantity.value_max is None or math.isfinite(quantity.value_max), (text, quantity)
    assert found == find_quantities(text)
    read_cardinal(text)


def check_ledger(data: bytes) -> None:
    """Whatever rules do in turn, the ledger replays, is flat and true of the raw text, and positions go there and back."""
    source = iter(data)

    def draw(limit: int) -> int:
        return next(source, 0) % limit if limit > 0 else 0

    raw = "".join("abé \n-"[draw(6)] for _ in range(draw(60)))
    text, edits = raw, tuple[Edit, ...]()
    for step in range(1 + draw(5)):
        cuts = sorted({draw(len(text) + 1) for _ in range(draw(9))})
        changes, parts, at = [], [], 0
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            end = start if draw(3) == 0 else end
            after = "XYZ"[: draw(4)]
            changes.append(Change(start, end, after))
            parts += [text[at:start], after]
            at = end
        edits = compose(raw, edits, changes, f"rule {step}")
        text = "".join([*parts, text[at:]])
        assert replay(raw, edits) == text, (raw, edits, text)
    check_edits(raw, text, edits)


def check_edits(raw: str, text: str, edits: Sequence[Edit]) -> None:
    """A ledger and the texts on both of its sides."""
    assert replay(raw, edits) == text
    for one, other in pairwise(edits):
        assert one.raw_end <= other.raw_start, (raw, one, other)
    places = OffsetMap(edits)
    for edit, (start, end) in zip(edits, places.edit_spans(), strict=True):
        assert raw[edit.raw_start : edit.raw_end] == edit.before != edit.after, (raw, edit)
        assert text[start:end] == edit.after, (raw, edit)
    step = max(1, len(text) // 50)
    for start in range(0, len(text), step):
        raw_start, raw_end = places.raw_span(start, start + 1)
        assert 0 <= raw_start <= raw_end <= len(raw), (raw, start)
    at = 0
    for edit, (start, _) in zip(edits, places.edit_spans(), strict=True):
        assert raw[at : edit.raw_start] == text[start - (edit.raw_start - at) : start], (raw, edit)
        at = edit.raw_end


def check_text(data: bytes) -> None:
    """Any bytes are a text or refused; UTF-8 comes out as it went in."""
    try:
        check_is_text(data)
    except DocumentError:
        return
    text, encoding = decode(data)
    assert "\r" not in text
    assert encoding == guess_encoding(data)
    text.encode()  # no lone surrogates: they could not be written


def check_lines(text: str, lines: Sequence[Line]) -> None:
    """Lines and words lie in the text, in order."""
    text.encode()
    for one, other in pairwise(lines):
        assert one.end <= other.start
    for line in lines:
        assert 0 <= line.start <= line.end <= len(text)
        assert all(line.start <= w.start <= w.end <= line.end for w in line.words)


def read(kind: str, data: bytes) -> RawDocument | None:
    """A document from any bytes, or None where the reader refuses them."""
    facts: dict[str, Any] = {}
    lines: tuple[Line, ...] = ()
    try:
        if kind == "pdf":
            text, lines, facts = read_pdf(data, LIMITS)
        elif kind == "html":
            text, lines, facts["title"], facts["encoding"] = read_html(data)
        else:
            check_is_text(data)
            text, facts["encoding"] = decode(data)
    except DocumentError as error:
        assert error.reason.strip()
        assert "\n" not in error.reason
        return None
    check_lines(text, lines)
    return RawDocument(Source("d", "d", "0" * 64, len(data), MEDIA_TYPE[kind], **facts), text, lines)


def check_clean(raw: RawDocument) -> CleanDocument:
    """The ledger of a cleaned document is true, and cleaning has no memory."""
    document = clean_document(raw, knowledge())
    check_edits(raw.text, document.text, document.edits)
    for paragraph in document.paragraphs:
        assert 0 <= paragraph.start <= paragraph.end <= len(document.text)
        assert "\n" not in document.text[paragraph.start : paragraph.end]
    assert clean_document(raw, knowledge()) == document
    return document


def check_extraction(document: CleanDocument) -> None:
    """Every record found lies in the text and says what stands there."""
    found = extract_document(document, (), knowledge())
    text = document.text
    for kind in (found.sections, found.mentions, found.roles, found.figures, found.projects, found.events, found.links):
        for record in kind:
            assert 0 <= record.start <= record.end <= len(text), record  # type: ignore[attr-defined]
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text, mention
    for figure in found.figures:
        assert text[figure.start : figure.end] == figure.raw, figure
        assert math.isfinite(figure.value), figure
    for index, section in enumerate(found.sections):
        assert section.parent is None or 0 <= section.parent < index, section


def check_document(kind: str, data: bytes) -> None:
    """Any bytes through reading, cleaning and extraction without a model."""
    raw = read(kind, data)
    if raw is not None and raw.text.strip():
        check_extraction(check_clean(raw))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "numbers": check_numbers,
    "ledger": check_ledger,
    "text": check_text,
    "document": lambda data: check_document("text", data),
    "html": lambda data: check_document("html", data),
    "pdf": lambda data: check_document("pdf", data),
}
