from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import BuildError
from pipeline.ingest import list_corpus, make_doc_id


def fill_folder(raw: Path) -> None:
    (raw / "make").mkdir()
    (raw / "make" / "draw.txt").write_text("script")
    (raw / "b.txt").write_text("La ville", encoding="utf-8")
    (raw / "a.md").write_text("La ville", encoding="utf-8")
    (raw / "photo.png").write_bytes(b"\x89PNG")
    (raw / ".cache.txt").write_text("rien")
    (raw / "README.md").write_text("lisez-moi")
    (raw / "lettres").mkdir()
    (raw / "lettres" / "Été.html").write_text("<p>Bonjour</p>", encoding="utf-8")


def test_lists_documents_in_order_and_marks_duplicates(tmp_path: Path) -> None:
    fill_folder(tmp_path)
    corpus = list_corpus(tmp_path)
    assert [f.source_path for f in corpus.files] == ["README.md", "a.md", "b.txt", "lettres/Été.html", "make/draw.txt", "photo.png"]
    assert [f.duplicate_of for f in corpus.files] == [None, None, make_doc_id("a.md"), None, None, None]
    assert corpus.skipped == ()
    assert corpus.warnings == ()


def test_what_is_about_a_listed_corpus_is_no_document_unless_listed(tmp_path: Path) -> None:
    fill_folder(tmp_path)
    (tmp_path / "manifest.csv").write_text("path\na.md\nb.txt\nlettres/Été.html\n", encoding="utf-8")
    assert [f.source_path for f in list_corpus(tmp_path).files] == ["a.md", "b.txt", "lettres/Été.html", "photo.png"]
    (tmp_path / "manifest.csv").write_text("path\na.md\nb.txt\nlettres/Été.html\nREADME.md\n", encoding="utf-8")
    assert list_corpus(tmp_path).files[0].source_path == "README.md"


def test_tables_in_the_raw_folder_are_no_documents(tmp_path: Path) -> None:
    fill_folder(tmp_path)
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "README.md").write_text("dictionnaire")
    assert len(list_corpus(tmp_path).files) == 7
    assert [f.source_path for f in list_corpus(tmp_path, tmp_path / "tables").files if "tables" in f.source_path] == []


def test_tables_of_another_build_are_no_documents(tmp_path: Path) -> None:
    fill_folder(tmp_path)
    (tmp_path / "old").mkdir()
    for name in ("build.json", "datapackage.json", "documents.parquet", "README.md"):
        (tmp_path / "old" / name).write_text("{}")
    corpus = list_corpus(tmp_path)
    assert "old: the tables of another build, which are no documents" in corpus.skipped
    assert not [f.source_path for f in corpus.files if "old" in f.source_path]


def test_manifest_is_checked(tmp_path: Path) -> None:
    fill_folder(tmp_path)
    digest = sha256(b"La ville").hexdigest()
    (tmp_path / "manifest.csv").write_text(
        "path,sha256,bytes,source_url,licence,retrieved_on\n"
        f"a.md,{digest},8,https://www.example.org/a,Licence Ouverte,2024-05-01\n"
        f"b.txt,{'0' * 64},8,,,\n"
        "perdu.pdf,,,,,\n",
        encoding="utf-8",
    )
    corpus = list_corpus(tmp_path)
    first = corpus.files[0].entry
    assert first is not None
    assert (first.source_url, first.licence, first.retrieved_on) == ("https://www.example.org/a", "Licence Ouverte", "2024-05-01")
    assert [w.split()[0] for w in corpus.warnings] == ["b.txt", "lettres/Été.html", "photo.png", "perdu.pdf"]
    assert all(w.endswith(("row", "file")) for w in corpus.warnings)


def test_links_that_lead_outside_are_refused(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (raw / "lien.txt").symlink_to(tmp_path / "secret.txt")
    (raw / "perdu.txt").symlink_to(raw / "nulle-part.txt")
    corpus = list_corpus(raw)
    assert corpus.files == ()
    assert [s.split(":")[0] for s in corpus.skipped] == ["lien.txt", "perdu.txt"]


def test_identifier_does_not_depend_on_the_file_system() -> None:
    name = "lettres/Été.txt"
    assert make_doc_id(unicodedata.normalize("NFD", name)) == make_doc_id(unicodedata.normalize("NFC", name))


def test_a_folder_or_manifest_that_cannot_be_used_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=rf"{re.escape(str(tmp_path))}/nulle-part: .* RAW="):
        list_corpus(tmp_path / "nulle-part")
    (tmp_path / "manifest.csv").write_text("fichier\na.txt\n")
    with pytest.raises(BuildError, match="lacks the column 'path'"):
        list_corpus(tmp_path)
    with pytest.raises(BuildError, match="a file: give the folder it is in"):
        list_corpus(tmp_path / "manifest.csv")


def test_a_raw_folder_that_may_not_be_read_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(BuildError, match="cannot be read: change its permissions"):
        list_corpus(tmp_path)


@pytest.mark.parametrize("date", ["2024-05-01", "01/05/2024"])
def test_a_manifest_as_french_excel_saves_it(tmp_path: Path, date: str) -> None:
    (tmp_path / "été.txt").write_text("La ville")
    text = f"path;bytes;source_url;licence;retrieved_on\r\nété.txt;8;;Licence Ouverte;{date}\r\n"
    (tmp_path / "manifest.csv").write_bytes(text.encode("cp1252"))
    corpus = list_corpus(tmp_path)
    entry = corpus.files[0].entry
    assert entry and (entry.licence, entry.retrieved_on, corpus.warnings) == ("Licence Ouverte", "2024-05-01", ())


def test_a_date_that_is_none_is_named_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("path,retrieved_on\na.txt,2024-13-45\n")
    with pytest.raises(BuildError, match="line 2: retrieved_on is '2024-13-45', no date; write it as"):
        list_corpus(tmp_path)
