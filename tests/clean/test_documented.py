"""docs/cleaning.md has a section, an example that is still produced, and measured figures for every rule."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from pipeline.clean import RULES, clean_document
from pipeline.ingest import ingest_document
from pipeline.knowledge import Knowledge
from pipeline.offsets import OffsetMap
from pipeline.records import CleanDocument, RawDocument

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cleaning.md").read_text(encoding="utf-8")
NAMES = sorted({name for name, _ in RULES})
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", PAGE, re.M | re.S))
EXAMPLE = re.compile(r"^> `([^`]+)`: `([^`]+)` → `([^`]+)`$", re.M)
EXAMPLES = [(rule, *found) for rule, section in SECTIONS.items() for found in EXAMPLE.findall(section)]
MEASURED = PAGE.partition("<!-- measured by benchmarks.repairs -->")[2].partition("<!-- /measured")[0]


@cache
def read(name: str) -> RawDocument:
    return ingest_document(ROOT / "raw" / name, name)


@pytest.fixture(scope="module")
def cleaned(knowledge: Knowledge) -> dict[str, CleanDocument]:
    names = {name for _, name, _, _ in EXAMPLES}
    return {name: clean_document(read(name), knowledge) for name in names}


def spelled(text: str) -> str:
    """An example without its signs for what cannot be seen."""
    return text.translate(str.maketrans({"⏎": "\n", "⇥": "\t", "◌": "", "∅": ""}))


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_has_a_section_with_an_example(rule: str) -> None:
    assert rule in SECTIONS, f"docs/cleaning.md has no section ### `{rule}`"
    assert EXAMPLE.search(SECTIONS[rule]), "a line > `document`: `before` → `after`, taken from raw/, is missing"
    assert "Left alone" in SECTIONS[rule], "say when the rule abstains"


def test_every_section_is_of_a_rule() -> None:
    assert sorted(SECTIONS) == NAMES


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_is_measured(rule: str) -> None:
    assert f"| `{rule}` |" in MEASURED, "run python -m benchmarks.repairs"


@pytest.mark.parametrize(("rule", "name", "before", "after"), EXAMPLES)
def test_examples_are_still_produced(rule: str, name: str, before: str, after: str, cleaned: dict[str, CleanDocument]) -> None:
    document = cleaned[name]
    start = read(name).text.find(spelled(before))
    assert start >= 0, f"{name} does not print {before!r}"
    end = start + len(spelled(before))
    places = OffsetMap(document.edits)
    assert document.text[places.clean_end(start) : places.clean_start(end)] == spelled(after)
    assert rule in {edit.rule for edit in document.edits if edit.raw_start <= end and edit.raw_end >= start}
