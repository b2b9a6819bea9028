"""A person who asked for it is gone from the tables, stays away, and is named nowhere, the forget list included."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_document
from pipeline.errors import BuildError
from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.ingest.corpus import Corpus, CorpusFile, make_doc_id
from pipeline.knowledge import Knowledge
from pipeline.offsets import replay
from pipeline.privacy.console import find_person, strings_of
from pipeline.privacy.forget import BLOCK, SHOWN, ForgetList, forget_person
from pipeline.privacy.forgotten import LIST, load_forgotten
from pipeline.records import RawDocument, Source
from pipeline.settings import Settings, read_settings
from pipeline.storage import read_table
from pipeline.tables import TABLES
from tests.privacy.leaks import plain

NAME, EMAIL = "Hildegarde Montrachais", "h.montrachais@example.org"


@pytest.fixture
def forgotten(tmp_path: Path, knowledge: Knowledge) -> ForgetList:
    return forget_person(tmp_path / "privacy", [NAME], [EMAIL], f"à la demande de {NAME}", knowledge)


WRITTEN = (
    "Hildegarde Montrachais", "MONTRACHAIS Hildegarde", "hildegarde montrachais", "H. Montrachais", "Mme Montrachais",
    "Hildegarde\nMontra-\nchais", "HildegardeMontrachais", "https://example.org/hildegarde-montrachais", "hmontrachais",
    "hildegarde.montrachais@example.org", "ildegarde Montrachais", "Hildegarde ontrachais", "h.montrachais @ example.org",
    "Hìldegàrde Montrachaïs",
)  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_name_is_found_however_it_is_written(forgotten: ForgetList, written: str) -> None:
    hidden = plain(forgotten.hide(f"Vu avec {written}, hier.", "…"))
    assert hidden.startswith("vu avec ")
    assert hidden.endswith(", hier.")
    assert "ontrachais" not in hidden
    assert "chais" not in hidden


def test_others_are_left_alone(forgotten: ForgetList) -> None:
    text = "Hildegarde est un prénom ; Jeanne Montreuil habite Montrachet. h.montrac@example.org"
    assert forgotten.find(text) == []


def test_a_common_word_is_a_name_after_a_civility_alone(tmp_path: Path, knowledge: Knowledge) -> None:
    listed = forget_person(tmp_path, ["Ode Petit"], [], "", knowledge)
    assert listed.hide("M. Petit a un petit jardin, Ode Petit aussi, Petit-Couronne et le petit ode.", "…") == (
        "M. … a un petit jardin, … aussi, Petit-Couronne et le …."
    )


def test_the_list_names_nobody(forgotten: ForgetList, tmp_path: Path) -> None:
    kept = plain((tmp_path / "privacy" / LIST).read_text(encoding="utf-8"))
    assert "montrachais" not in kept
    assert "hildegarde" not in kept
    assert plain(SHOWN) in kept
    assert load_forgotten(tmp_path / "privacy") == forgotten
    assert load_forgotten(tmp_path / "nowhere") is None


def test_a_list_without_its_key_stops_the_build(forgotten: ForgetList, tmp_path: Path) -> None:
    (tmp_path / "privacy" / "forget.key").unlink()
    with pytest.raises(BuildError, match=r"forget\.key is missing"):
        load_forgotten(tmp_path / "privacy")


def test_positions_stay_and_the_ledger_knows(forgotten: ForgetList, knowledge: Knowledge) -> None:
    text = "La Ville a reçu Hildegarde Montrachais.\n\nildegarde Montrachais a parlé de l'eau pendant une heure.\n"
    raw = forgotten.mask(RawDocument(Source("d", "d.txt", "0", 1, "text/plain"), text))
    assert len(raw.text) == len(text)
    assert [i for i, c in enumerate(raw.text) if c != text[i]] == [i for i, c in enumerate(raw.text) if c == BLOCK]
    document = forgotten.clean(raw, knowledge)
    assert document.text.count(SHOWN) == 2
    assert replay(raw.text, document.edits) == document.text
    assert [e.before.strip(BLOCK + " ") for e in document.edits if e.rule == "forgotten"] == ["", ""]


def test_a_name_that_cleaning_brings_to_light_is_masked_in_the_raw_text(forgotten: ForgetList, knowledge: Knowledge) -> None:
    text = "Le conseil a entendu Hildegarde Mon<b></b>trachais, puis il a voté le budget de la commune."
    raw = forgotten.mask(RawDocument(Source("d", "d.txt", "0", 1, "text/plain"), text))
    assert "trachais" in raw.text
    assert "Montrachais" in clean_document(raw, knowledge).text
    document = forgotten.clean(raw, knowledge)
    assert "trachais" not in document.text
    assert not any("trachais" in edit.before for edit in document.edits)


def test_paths_are_renamed(forgotten: ForgetList) -> None:
    file = CorpusFile(Path("x"), "lettres/Montrachais_Hildegarde.txt", "lettres-montrachais", "0", 1)
    (renamed,) = forgotten.rename(Corpus((file,))).files
    assert renamed.source_path == "lettres/personne-effacee.txt"
    assert "montrachais" not in renamed.doc_id
    assert renamed.path == file.path


def test_a_renamed_document_keeps_its_duplicates_and_no_two_have_one_name(forgotten: ForgetList) -> None:
    names = ("Hildegarde Montrachais.pdf", "Montrachais Hildegarde.pdf", "lettre.pdf")
    first = make_doc_id(names[0])
    files = [CorpusFile(Path(name), name, make_doc_id(name), "0", 1, None, first if name == "lettre.pdf" else None) for name in names]
    renamed = forgotten.rename(Corpus(tuple(files))).files
    assert [file.source_path for file in renamed] == ["personne-effacee.pdf", "personne-effacee-2.pdf", "lettre.pdf"]
    assert [file.doc_id for file in renamed] == [make_doc_id(file.source_path) for file in renamed]
    assert [file.duplicate_of for file in renamed] == [None, None, renamed[0].doc_id]


def settings_of(tmp_path: Path) -> Settings:
    return read_settings(raw=tmp_path / "raw", out=tmp_path / "out", privacy=tmp_path / "privacy", ocr="off")


def test_a_person_is_gone_from_the_tables_and_stays_away(tmp_path: Path, model_free: Tools) -> None:
    (tmp_path / "raw").mkdir()
    note = f"LES AUTEURS\n\n{NAME}\n{EMAIL}\n\nMme Montrachais et Paulette Sangalli ont étudié les haies de la commune.\n"
    (tmp_path / "raw" / "note-hildegarde-montrachais.txt").write_text(note, encoding="utf-8")
    settings = settings_of(tmp_path)
    run_plan(make_plan(settings), settings, ALL_STAGES, model_free)
    assert NAME in read_table(settings.out, "people")["name"].to_pylist()
    names, emails = find_person(settings, "montrachais hildegarde")
    assert (NAME in names, emails) == (True, [EMAIL])
    forgotten = forget_person(settings.privacy, names, emails, "", model_free.knowledge)
    (tmp_path / "raw" / "autre.txt").write_text(f"Le prix est allé à {NAME}.\n", encoding="utf-8")
    run_plan(make_plan(settings), settings, ALL_STAGES, model_free)
    for table in TABLES:
        for text in strings_of(settings.out, table):
            assert forgotten.find(text) == []
            assert "montrachais" not in plain(text)
    assert "Sangalli" in "".join(read_table(settings.out, "documents")["text"].to_pylist())
    assert "forgotten" in read_table(settings.out, "repairs")["rule"].to_pylist()
    stored = b"".join(p.read_bytes() for p in settings.out.rglob("*") if p.is_file())
    assert b"ontrachais" not in stored


def test_an_id_that_nobody_has_is_refused_with_near_ones(sample_build: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    known = read_table(sample_build, "people")["person_id"][0].as_py()
    settings = read_settings(out=sample_build)
    with pytest.raises(BuildError, match=f"near it: {known}"):
        find_person(settings, known + "x")
    with pytest.raises(BuildError, match="one word is not enough"):
        forget_person(tmp_path, ["Montrachais"], [], "", knowledge)
