"""Properties of the raw <-> clean map and of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.offsets import Change, Locator, OffsetMap, compose, replay, shift_line
from pipeline.records import Edit, Line, WordBox

LETTERS = st.text(alphabet="abcé \n", max_size=40)


@dataclass(frozen=True)
class Step:
    """One rule's changes on a text, and the text they give."""

    changes: tuple[Change, ...]
    text: str


def apply(text: str, changes: tuple[Change, ...]) -> str:
    """What a rule asks for, done directly."""
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.after]
        at = change.end
    return "".join([*parts, text[at:]])


@st.composite
def changes_on(draw: st.DrawFn, text: str) -> tuple[Change, ...]:
    """Sorted changes that do not overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    found, last = [], -1
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if draw(st.booleans()):
            end = start
        if start > last or (start == last and start < end):
            found.append(Change(start, end, draw(st.text(alphabet="XYZ", max_size=3))))
            last = end
    return tuple(found)


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, list[Step]]:
    """A raw text and what one to four rules do to it in turn."""
    raw = draw(LETTERS)
    text, done = raw, []
    for _ in range(draw(st.integers(1, 4))):
        changes = draw(changes_on(text))
        text = apply(text, changes)
        done.append(Step(changes, text))
    return raw, done


def ledger(raw: str, done: list[Step]) -> tuple[Edit, ...]:
    edits: tuple[Edit, ...] = ()
    for number, step in enumerate(done):
        edits = compose(raw, edits, step.changes, f"rule {number}")
    return edits


@given(steps())
def test_replay_gives_the_text_that_the_rules_left(case: tuple[str, list[Step]]) -> None:
    raw, done = case
    assert replay(raw, ledger(raw, done)) == done[-1].text


@given(steps())
def test_ledger_is_flat_sorted_and_true_to_the_raw_text(case: tuple[str, list[Step]]) -> None:
    raw, done = case
    edits = ledger(raw, done)
    for edit in edits:
        assert raw[edit.raw_start : edit.raw_end] == edit.before
        assert edit.before != edit.after
    for a, b in pairwise(edits):
        assert a.raw_end <= b.raw_start
        assert (a.raw_start, a.raw_end) != (b.raw_start, b.raw_end)


@given(steps())
def test_unchanged_letters_map_to_themselves(case: tuple[str, list[Step]]) -> None:
    raw, done = case
    edits = ledger(raw, done)
    clean = replay(raw, edits)
    places = OffsetMap(edits)
    touched = [False] * len(clean)
    for start, end in places.edit_spans():
        touched[start:end] = [True] * (end - start)
    for i, letter in enumerate(clean):
        if not touched[i]:
            start, end = places.raw_span(i, i + 1)
            assert raw[start:end] == letter
            assert places.clean_span(start, end) == (i, i + 1)


@given(steps(), st.integers(0, 60), st.integers(0, 60))
def test_positions_stay_inside_the_texts_and_in_order(case: tuple[str, list[Step]], a: int, b: int) -> None:
    raw, done = case
    edits = ledger(raw, done)
    clean = replay(raw, edits)
    places = OffsetMap(edits)
    start, end = sorted((min(a, len(clean)), min(b, len(clean))))
    raw_start, raw_end = places.raw_span(start, end)
    assert 0 <= raw_start <= raw_end <= len(raw)
    start, end = sorted((min(a, len(raw)), min(b, len(raw))))
    clean_start, clean_end = places.clean_span(start, end)
    assert 0 <= clean_start <= clean_end <= len(clean)


def test_a_later_change_inside_an_insertion_is_merged_with_it() -> None:
    raw = "a ville"
    edits = compose(raw, (), [Change(0, 0, "Le")], "first")
    edits = compose(raw, edits, [Change(1, 2, "")], "second")
    assert edits == (Edit(0, 0, "", "L", "second"),)
    assert replay(raw, edits) == "La ville"


def test_undoing_an_edit_gives_the_raw_text_back() -> None:
    raw = "mi-temps"
    edits = compose(raw, (), [Change(2, 3, "")], "hyphenation")
    assert replay(raw, compose(raw, edits, [Change(2, 2, "-")], "hyphenation")) == raw


def test_confidences_multiply_and_the_alternative_is_kept() -> None:
    raw = "x  y"
    edits = compose(raw, (), [Change(1, 3, "__", 0.5)], "first")
    (edit,) = compose(raw, edits, [Change(1, 3, " ", 0.5, "-")], "second")
    assert (edit.confidence, edit.alternative, edit.rule) == (0.25, "-", "second")


def test_restored_letters_start_where_they_were_put_in() -> None:
    places = OffsetMap([Edit(4, 4, "", "L'", "lost_initial")])
    assert places.raw_span(4, 9) == (4, 7)
    assert places.raw_span(6, 9) == (4, 7)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 5, (10.0, 0.0, 30.0, 8.0)), (0, 2, (10.0, 0.0, 20.0, 8.0)), (6, 9, (10.0, 9.0, 40.0, 17.0))],
)
def test_boxes_hold_the_words_of_the_span(start: int, end: int, expected: tuple[float, ...]) -> None:
    lines = (
        Line(0, 5, 1, (10.0, 0.0, 90.0, 8.0), words=(WordBox(0, 2, 10.0, 20.0), WordBox(3, 5, 22.0, 30.0))),
        Line(6, 9, 1, (10.0, 9.0, 40.0, 17.0)),
    )
    where = Locator((), lines)
    assert where.bbox(start, end) == expected
    assert where.page(start) == 1


def test_shifted_lines_take_their_words_along() -> None:
    line = shift_line(Line(0, 4, words=(WordBox(0, 4, 1.0, 2.0),)), 10)
    assert (line.start, line.end, line.words[0].start) == (10, 14, 10)
