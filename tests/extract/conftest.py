"""Clean documents made from a few lines, without the cleaning stage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.clean.paragraphs import split_paragraphs
from pipeline.records import CleanDocument, Line, RawDocument, Source


@pytest.fixture
def read() -> Callable[[str], CleanDocument]:
    """A clean document that holds a text as it is."""

    def make(text: str, lines: tuple[Line, ...] = ()) -> CleanDocument:
        source = Source("doc", "doc.txt", "0" * 64, len(text), "text/plain")
        raw = RawDocument(source, text, lines)
        return CleanDocument(source, text, len(text), (), split_paragraphs(raw, text, ()), lines)

    return make


@pytest.fixture
def set_lines() -> Callable[[list[tuple[str, float, bool]]], tuple[str, tuple[Line, ...]]]:
    """A page of (text, font size, bold) lines, each a block: its text and its layout."""

    def make(printed: list[tuple[str, float, bool]]) -> tuple[str, tuple[Line, ...]]:
        lines: list[Line] = []
        at = 0
        for i, (text, size, is_bold) in enumerate(printed):
            lines.append(Line(at, at + len(text), 1, (50.0, 20.0 * i, 500.0, 20.0 * i + size), size, is_bold))
            at += len(text) + 2
        return "\n\n".join(text for text, _, _ in printed), tuple(lines)

    return make
