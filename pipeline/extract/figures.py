"""Figures: every quantity that a document gives, in running text, in key-figure boxes and in tables.

One pass of ``number_grammar`` over the text finds the numbers; here each is read in its place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.figure_boxes import box_figures
from pipeline.extract.figure_context import is_debris, is_footnote_mark
from pipeline.extract.figure_items import find_boxes
from pipeline.extract.figure_parts import told_figures, with_parts
from pipeline.extract.figure_tables import table_figures
from pipeline.extract.number_grammar import find_quantities
from pipeline.extract.number_quantity import Quantity
from pipeline.extract.people_entries import is_prose
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Figure, Paragraph, Section

SKIPPED_SECTIONS = frozenset({"toc", "promotions", "authors"})
"""Contents pages and name lists hold page numbers and no figures."""


def extract_figures(document: CleanDocument, sections: tuple[Section, ...], knowledge: Knowledge) -> tuple[Figure, ...]:
    """All figures of a document in the order of its text; ``raw`` is the printed expression at ``start:end``."""
    text = document.text
    numbers = _by_paragraph([n for n in find_quantities(text) if not is_footnote_mark(text, n)], document.paragraphs)
    types = _section_types(text, sections, document.paragraphs)
    boxes = find_boxes(document, types, numbers)
    boxed = {i for box in boxes for i in box}
    found: list[Figure] = []
    for box in boxes:
        found += box_figures(document, box, numbers)
    found += table_figures(document, [i for i, p in enumerate(document.paragraphs) if p.kind == "table" and i not in boxed])
    for i, paragraph in enumerate(document.paragraphs):
        if i in boxed or not numbers[i] or paragraph.kind == "table" or types[i] in SKIPPED_SECTIONS:
            continue
        if len(numbers[i]) > 2 and is_debris(text[paragraph.start : paragraph.end]):
            continue
        found += with_parts(text, told_figures(text, numbers[i], paragraph.start, paragraph.end))
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def _by_paragraph(numbers: Sequence[Quantity], paragraphs: Sequence[Paragraph]) -> list[list[Quantity]]:
    """The numbers of each paragraph."""
    starts = [n.start for n in numbers]
    return [list(numbers[bisect_left(starts, p.start) : bisect_left(starts, p.end)]) for p in paragraphs]


def _section_types(text: str, sections: Sequence[Section], paragraphs: Sequence[Paragraph]) -> list[str]:
    """The type of the section that each paragraph starts in; ``heading`` for the heading itself."""
    kinds = [s.type for s in sections]
    for i, section in enumerate(sections):
        if section.parent is not None and kinds[section.parent] == "figures":
            kinds[i] = "figures"  # a sub-head inside a box
    types: list[str] = []
    at = -1
    for paragraph in paragraphs:
        while at + 1 < len(sections) and sections[at + 1].start <= paragraph.start:
            at += 1
        inside = at >= 0 and paragraph.start < sections[at].end
        heading = inside and sections[at].heading_start <= paragraph.start and paragraph.end <= sections[at].heading_end
        if inside and kinds[at] == "authors" and is_prose(text[paragraph.start : paragraph.end]):
            kinds[at] = "other"  # the text goes on under « Rédacteur : Jeanne Martin »
        types.append("heading" if heading else kinds[at] if inside else "other")
    return types
