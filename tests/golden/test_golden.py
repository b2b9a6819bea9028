"""The golden corpus gives what was reviewed; a wanted change is written with ``make golden`` and read in the diff."""

from __future__ import annotations

from pipeline.execution.jobs import Tools
from tests.golden.regenerate import HERE, golden_files


def test_the_golden_corpus_gives_what_was_reviewed(tools: Tools) -> None:
    expected = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "expected").iterdir()}
    found = golden_files(tools)
    assert sorted(found) == sorted(expected)
    for name, text in found.items():
        assert text.splitlines() == expected[name].splitlines(), f"{name} changed: run make golden and read the diff"
