"""Numbers and labels of a PDF that were read apart are brought together by their places."""

from __future__ import annotations

import pytest

from pipeline.extract.figure_columns import beside_column
from pipeline.records import BBox, CleanDocument, Line, Paragraph, Source

NUMBERS = (("4 800", (60, 100, 120, 122)), ("62 %", (60, 140, 110, 162)))
LABELS = (("promeneurs", (220, 98, 300, 108)), ("venus en juin", (220, 110, 300, 120)), ("de cyclistes", (220, 145, 300, 155)))


def page(*columns: tuple[tuple[str, BBox], ...]) -> CleanDocument:
    """A page whose columns were read as one paragraph each."""
    text, lines, paragraphs = "", [], []
    for column in columns:
        first = len(text)
        for words, place in column:
            lines.append(Line(len(text), len(text) + len(words), page=1, bbox=place))
            text += words + " "
        text = text[:-1]
        paragraphs.append(Paragraph(first, len(text), "text", page=1, bbox=column[0][1]))
        text += "\n\n"
    return CleanDocument(Source("a", "a.pdf", "0", 0, "application/pdf"), text, len(text), paragraphs=tuple(paragraphs), lines=tuple(lines))


def test_a_column_of_numbers_takes_the_labels_on_its_right() -> None:
    rows, used = beside_column(page(NUMBERS, LABELS), [0, 1])
    assert [(number.value, label) for number, label in rows] == [(4800, "promeneurs venus en juin"), (62, "de cyclistes")]
    assert used == {0, 1}


@pytest.mark.parametrize(
    "columns",
    [
        (NUMBERS, LABELS[:2]),  # a number without label
        (NUMBERS, tuple((words, (0, *place[1:])) for words, place in LABELS)),  # labels that do not stand on the right
        (NUMBERS[:1], LABELS),  # one number is no column
        ((NUMBERS[0], ("62 % de cyclistes", NUMBERS[1][1])), LABELS),  # a label of its own
        (tuple((words, (x, 100, x + 20, 122)) for x, (words, _) in enumerate(NUMBERS)), LABELS),  # side by side
    ],
)
def test_numbers_of_any_other_shape_are_left_alone(columns: tuple[tuple[tuple[str, BBox], ...], ...]) -> None:
    assert beside_column(page(*columns), [0, 1]) == ([], set())
