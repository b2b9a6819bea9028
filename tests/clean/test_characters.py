from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.characters import join_soft_hyphens, mend_characters
from pipeline.clean.draft import Draft
from pipeline.knowledge import Knowledge
from pipeline.lexicon import Lexicon
from pipeline.records import RawDocument, Source

KNOWLEDGE = Knowledge(Lexicon({"relevés": 1e-5}), None, None)  # type: ignore[arg-type]


def mended(text: str) -> str:
    draft = Draft(RawDocument(Source("d", "d.txt", "", 0, "text/plain"), text), text)
    return draft.apply(mend_characters(draft, KNOWLEDGE), "ligature").text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("l’oﬃce a ﬁxé le ﬂux", "l’office a fixé le flux"),
        ("e\u0301te\u0301 a\u0300 Nimes", "été à Nimes"),
        ("\ufeffLa vil\u00adle\u200b de\x00 Brest", "La ville de Brest"),
        ("sous\u2010préfecture", "sous-préfecture"),
        ("lʼÉtat", "l’État"),
        ("7м€", "7m€"),
        ("Москва", "Москва"),
        ("350 m² : 1\u00a0240 œuvres, « ça »", "350 m² : 1\u00a0240 œuvres, « ça »"),
    ],
)
def test_characters(before: str, after: str) -> None:
    assert mended(before) == after


@given(st.text(alphabet="aeé\u0301\u0300œ²\u00a0 \n") | st.text(alphabet="abм€7 -"))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = mended(text)
    assert mended(once) == once
    assert unicodedata.normalize("NFC", "é²œ\u00a0") == "é²œ\u00a0"


def test_soft_hyphens_at_line_ends() -> None:
    text = "les re\u00ad\nlevés de dix\u00ad\nhuit mois"
    draft = Draft(RawDocument(Source("d", "d.txt", "", 0, "text/plain"), text), text)
    assert draft.apply(join_soft_hyphens(draft, KNOWLEDGE), "hyphenation").text == "les relevés de dix-\nhuit mois"
