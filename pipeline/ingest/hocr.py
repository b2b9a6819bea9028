"""hOCR, the HTML in which Tesseract says what it read: words, with the baseline and height of their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lxml.html

Span = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels."""


@dataclass(slots=True)
class ScannedLine:
    """A line as Tesseract sees it, in pixels; ``slope`` and ``offset`` give its baseline from the left foot of its box."""

    bbox: Span
    slope: float
    offset: float
    height: float
    words: list[tuple[Span, str, float]]
    """Box, text, confidence 0..1."""

    def foot(self, x: float) -> float:
        """Where the baseline runs."""
        return self.bbox[3] + self.offset + self.slope * (x - self.bbox[0])


def read_hocr(hocr: bytes) -> list[ScannedLine]:
    """The lines of a page."""
    if not hocr:
        return []
    page = lxml.html.fromstring(hocr, parser=lxml.html.HTMLParser(encoding="utf-8"))
    nodes = [node for node in page.iter("span") if node.get("class") not in ("ocrx_word", None)]
    return [line for node in nodes if (line := read_line(node))]


def read_line(node: Any) -> ScannedLine | None:
    """A line of hOCR, None where it holds nothing but spaces."""
    facts = read_facts(node)
    words = []
    for child in node.iterfind("span[@class='ocrx_word']"):
        text, about = "".join(child.text_content().split()), read_facts(child)
        if text:
            words.append((as_span(about["bbox"]), text, about["x_wconf"][0] / 100))
    if not words:
        return None
    bbox = as_span(facts["bbox"])
    slope, offset = facts.get("baseline", [0.0, 0.0])
    height = facts.get("x_size", [bbox[3] - bbox[1]])[0]
    return ScannedLine(bbox, slope, offset, max(height, 1.0), words)


def read_facts(node: Any) -> dict[str, list[float]]:
    """The numbers that hOCR gives of a node.

    >>> read_facts(lxml.html.fromstring("<span title='bbox 1 2 3 4; baseline -0.01 -5'>mot</span>"))
    {'bbox': [1.0, 2.0, 3.0, 4.0], 'baseline': [-0.01, -5.0]}
    """
    parts = (part.split() for part in node.get("title", "").split(";"))
    return {part[0]: [float(number) for number in part[1:]] for part in parts if part}


def as_span(numbers: Sequence[float]) -> Span:
    """A box of hOCR."""
    return (numbers[0], numbers[1], numbers[2], numbers[3])
