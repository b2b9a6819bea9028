from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.ingest.text import decode, guess_encoding

FRENCH = [
    "L’été à l’école de Nîmes coûte 3 € de plus.",
    "Le cœur de la ville",
    "« À Angoulême », dit-il – n° 5",
    "déjà",
    "COLLECTIVITÉ TERRITORIALE",
    "hôtel de ville, où l'on reçoit",
    "La maïeutique, c’est ça…",
]


@pytest.mark.parametrize("text", FRENCH)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso8859-15", "mac_roman", "cp850", "utf-16", "utf-16-le"])
def test_short_french_texts_are_decoded(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("not a text of this encoding")
    assert decode(data)[0] == text


@given(st.text())
def test_utf8_is_decoded_as_python_reads_text(text: str) -> None:
    data = text.encode()
    if guess_encoding(data) == "utf-8" and not data.startswith((b"PK\x03\x04", b"GIF8", b"{\\rtf", b"\x7fELF")):
        assert decode(data)[0] == text.replace("\r\n", "\n").replace("\r", "\n")


def test_byte_order_mark_nul_and_decomposed_accents_stay() -> None:
    raw = "\ufeffe\u0301te\u0301\x00 fin"
    assert decode(raw.encode())[0] == raw


def test_two_encodings_pasted_together() -> None:
    data = ("Déjà à l’école, « été » comme hiver, près de la forêt. " * 3).encode() + "été".encode("cp1252")
    text, encoding = decode(data)
    assert encoding == "utf-8"
    assert text.endswith("été")


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0", b"{\\rtf1 Bonjour}"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not a text file"):
        decode(data)
