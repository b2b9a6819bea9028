"""A raw folder in an object store: what is listed, read once, and locked."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import msgspec
import pytest

from pipeline.errors import BuildError, DamagedFileError
from pipeline.execution import spread
from pipeline.execution.locking import locked
from pipeline.execution.spread import Store
from pipeline.ingest.corpus import list_corpus
from pipeline.remote import local_copies, local_copy, to_path
from pipeline.settings import read_settings


@pytest.fixture
def raw(bucket: str, request: pytest.FixtureRequest) -> Path:
    """A folder with two letters, and what is no document."""
    folder = to_path(f"{bucket}/{request.node.name[:30]}")
    for name in ("mai.txt", "juin/été.txt", "juin/.caché.txt", "out/mai.txt", "photo.jpg"):
        (folder / name).write_bytes(f"Contenu de {name}.".encode())
    (folder / "manifest.csv").write_bytes("path,sha256\nmai.txt,\njuin/été.txt,\n".encode())
    return folder


def test_documents_are_listed_as_in_a_folder(raw: Path, tmp_path: Path) -> None:
    corpus = list_corpus(raw, raw / "out", Store(tmp_path / "hashes.json").look)
    for name in ("mai.txt", "juin/été.txt", "photo.jpg", "manifest.csv"):
        local = tmp_path / "raw" / name
        local.parent.mkdir(parents=True, exist_ok=True)
        local.write_bytes((raw / name).read_bytes())
    same = list_corpus(tmp_path / "raw")
    facts, same_facts = ([(f.doc_id, f.sha256, f.byte_count, f.entry) for f in each.files] for each in (corpus, same))
    assert facts == same_facts
    assert (corpus.skipped, corpus.warnings) == (same.skipped, same.warnings)


def test_a_file_is_read_for_its_hash_once_and_again_when_it_changed(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    hash_object = spread.hash_object
    monkeypatch.setattr(spread, "hash_object", lambda path: (read.append(path.name), hash_object(path))[1])
    looks = [{f.source_path: f.sha256 for f in list_corpus(raw, raw / "out", Store(tmp_path / "hashes.json").look).files} for _ in range(2)]
    assert looks[0] == looks[1]
    assert sorted(read) == ["mai.txt", "photo.jpg", "été.txt"]
    (raw / "mai.txt").write_bytes(b"Contenu de mai.txt!")  # as long as before
    assert list_corpus(raw, raw / "out", Store(tmp_path / "hashes.json").look).files[1].sha256 != looks[0]["mai.txt"]
    assert sorted(read) == ["mai.txt", "mai.txt", "photo.jpg", "été.txt"]


def test_a_copy_is_here_as_long_as_it_is_needed(raw: Path) -> None:
    with local_copy(raw / "mai.txt") as near:
        assert near.read_bytes() == b"Contenu de mai.txt."
    assert not near.exists()
    with local_copies([raw / "mai.txt", raw / "juin" / "été.txt"]) as copies:
        assert [copy.read_text(encoding="utf-8") for copy in copies] == ["Contenu de mai.txt.", "Contenu de juin/été.txt."]
    with pytest.raises(FileNotFoundError), local_copy(raw / "absent.txt"):
        pass


def test_a_harmed_copy_is_named_as_the_file_that_it_was_made_of(raw: Path) -> None:
    paths = [raw / "mai.txt", raw / "juin" / "été.txt"]
    with pytest.raises(DamagedFileError) as found, local_copies(paths) as copies:
        raise DamagedFileError(copies[1])
    assert found.value.path == paths[1]


LOCKS = [("elsewhere", 1, True), (None, 1, True), (None, 2**22 + 1, False), (None, 0, False)]


@pytest.mark.parametrize(("host", "process", "is_refused"), LOCKS)
def test_the_lock_of_a_store_names_its_owner(bucket: str, tmp_path: Path, host: str | None, process: int, is_refused: bool) -> None:
    out = to_path(f"{bucket}/{tmp_path.name}")
    owner = {"host": host or socket.gethostname(), "process": process or os.getpid()}
    (out / "stages" / ".lock").write_bytes(msgspec.json.encode(owner))
    if is_refused:
        said = f"another build is running in .*: process {process} on .*If it was killed, remove s3://"
        with pytest.raises(BuildError, match=said), locked(out):
            pass
    else:
        with locked(out):
            assert (out / "stages" / ".lock").exists()
        assert not (out / "stages" / ".lock").exists()


def test_a_store_that_cannot_be_reached_without_the_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "upath", None)
    with pytest.raises(BuildError, match=r"setting raw: .*pip install '\.\[cluster\]'"):
        read_settings(raw="s3://corpus/raw")


def test_folders_of_this_machine_stay_what_they_are() -> None:
    assert read_settings(raw="a/b").raw == Path("a/b")
