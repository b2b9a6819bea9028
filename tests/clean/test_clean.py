"""The cleaning stage as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import RULES, clean_document
from pipeline.ingest import ingest_document
from pipeline.knowledge import Knowledge
from pipeline.offsets import replay
from pipeline.records import CleanDocument, RawDocument, Source

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TEXTS = sorted(p for folder in (ROOT / "raw", SHARED / "corpus" / "text") for p in folder.rglob("*.*") if p.suffix in (".txt", ".md"))
PIECES = st.sampled_from(
    [
        *("La ville", "a ville", "**", "- ->", "→ ", "\n", "\n\n", "LES CHIFFRES", "3", "transfor-", "mation", "$", "^{er}"),
        *("|", "zoe.marin@example.org", "Zoé Marin", "<u>", "</u>", "\t", ".", "«", "www.exemple.fr/ici/ la-bas", "savoirfaire"),
    ]
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_ledger_replays_and_cleaning_settles(path: Path, knowledge: Knowledge) -> None:
    raw = ingest_document(path, path.name)
    document = clean_document(raw, knowledge)
    assert replay(raw.text, document.edits) == document.text
    for paragraph in document.paragraphs:
        assert "\n" not in document.text[paragraph.start : paragraph.end].strip()
    again = clean_document(RawDocument(raw.source, document.text), knowledge)
    words = len(document.text.split())
    assert len(again.edits) <= 2 + words / 500, [(e.rule, e.before, e.after) for e in again.edits]


def test_clean_press_is_left_alone(knowledge: Knowledge) -> None:
    folder = SHARED / "eval" / "press" / "docs"
    if not folder.exists():
        pytest.skip("the press articles are not beside this repository")
    documents = [clean_document(ingest_document(p, p.name), knowledge) for p in sorted(folder.glob("*.txt"))]
    words = sum(len(d.text.split()) for d in documents)
    assert sum(len(d.edits) for d in documents) < words / 5000


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(PIECES, max_size=25))
def test_any_text_replays(pieces: list[str], knowledge: Knowledge) -> None:
    text = "".join(pieces)
    document = clean_document(RawDocument(Source("x", "x.txt", "", len(text), "text/plain"), text), knowledge)
    assert replay(text, document.edits) == document.text
    for edit in document.edits:
        assert text[edit.raw_start : edit.raw_end] == edit.before


def test_rule_names_are_words() -> None:
    assert all(re.fullmatch(r"[a-z_]+", name) for name, _ in RULES)
    assert all(rule.__doc__ for _, rule in RULES)


def test_one_paragraph_per_line_files_keep_their_lines(clean: Callable[[str], CleanDocument]) -> None:
    lines = ["La commune a ouvert un guichet.", "Le département l'a suivie peu après.", "- la séance « Eau » du matin", "Fin libre."]
    document = clean("\n".join(lines))
    assert [document.text[p.start : p.end] for p in document.paragraphs] == [line.removeprefix("- ") for line in lines]
