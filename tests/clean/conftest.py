"""Cleaning of small invented texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.clean import clean_document
from pipeline.clean.draft import Draft
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change
from pipeline.records import CleanDocument, RawDocument, Source

Rule = Callable[[Draft, Knowledge], list[Change]]


def make_raw(text: str) -> RawDocument:
    """A text document."""
    return RawDocument(Source("essai", "essai.txt", "", len(text), "text/plain"), text)


@pytest.fixture(scope="session")
def clean(knowledge: Knowledge) -> Callable[[str], CleanDocument]:
    """All rules on a text."""
    return lambda text: clean_document(make_raw(text), knowledge)


@pytest.fixture(scope="session")
def run_rule(knowledge: Knowledge) -> Callable[[Rule, str], str]:
    """One rule on a text."""

    def run(rule: Rule, text: str) -> str:
        draft = Draft(make_raw(text), text)
        return draft.apply(rule(draft, knowledge), "essai").text

    return run
