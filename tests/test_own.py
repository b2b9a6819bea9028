"""A user's own words, headings and bodies are known to the stages; what is wrong in a file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_document
from pipeline.errors import BuildError
from pipeline.execution.shards import stage_dependencies
from pipeline.extract.sections import extract_sections
from pipeline.ingest import ingest_document
from pipeline.knowledge import load_knowledge
from pipeline.own import OwnFiles, load_own
from pipeline.settings import Settings

WORDS = "agrivoltisme\n# a remark\n\nMéthanarque\n"
HEADINGS = "type,heading\nkeys,Ce que nous proposons\n"
BODIES = "acronym,name,type\nSIAVB,Syndicat intercommunal de l'assainissement du Val Brûlé,etablissement_public\n"
TEXT = """Le méthan-
arque de la commune est suivi.

CE QUE NOUS PROPOSONS

Une régie commune, avec le SIAVB.
"""


@pytest.fixture
def files(tmp_path: Path) -> OwnFiles:
    """One file of each kind."""
    for name, text in (("words.txt", WORDS), ("headings.csv", HEADINGS), ("bodies.csv", BODIES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return OwnFiles(tmp_path / "words.txt", tmp_path / "headings.csv", tmp_path / "bodies.csv")


def test_what_a_user_adds_is_known_to_the_stages(files: OwnFiles, tmp_path: Path) -> None:
    knowledge = load_knowledge(load_own(files))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    document = clean_document(ingest_document(tmp_path / "a.txt", "a.txt"), knowledge)
    assert "méthanarque" in document.text
    assert [(s.type, s.title) for s in extract_sections(document, knowledge)] == [("keys", "Ce que nous proposons")]
    body = knowledge.registers.body("SIAVB")
    assert body and body.name.endswith("Val Brûlé")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("headings", "type,title\nkeys,Ici\n", "lacks the column 'heading'"),
        ("headings", "type,heading\n\nfigure,Ici\n", "line 3: there is no type 'figure'; known: theme, project"),
        ("headings", "", "lacks the column 'type'"),
        ("bodies", "acronym,name,type\nABC,,ecole\n", "line 2: name is empty"),
        ("bodies", None, "cannot be read"),
        ("words", "ici\ndéjà".encode("mac_roman"), "line 2 is no UTF-8 text: save the file as « CSV UTF-8 »"),
        ("words", b"a\0\xff", "line 1 is no UTF-8 text"),
        ("headings", "type,heading\nkeys,Ici, et là\n", "line 2 has more cells than the first line: .* « , » between double quotes"),
        ("headings", 'type,heading\n\nkeys,"Ici\n', "line 3: a double quote is not closed"),
        ("bodies", 'acronym,name,type\nAB,"L\na",ecole\nCD,,ecole\n', "line 4: name is empty"),
    ],
)
def test_what_is_wrong_is_named(name: str, text: str | bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "own"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BuildError, match=f"setting {name}: .*own.*{said}"):
        load_own(OwnFiles(**{name: path}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_may_be_as_french_excel_saves_them(encoding: str, tmp_path: Path) -> None:
    """Semicolons, Windows line ends, a mark before UTF-8 or the letters of Windows, cells over two lines."""
    (tmp_path / "headings.csv").write_bytes('type;heading\r\nkeys;"À l’été,\r\nça va : 3 €"\r\n;\r\n'.encode(encoding))
    assert load_own(OwnFiles(headings=tmp_path / "headings.csv")).headings == {"À l’été,\nça va : 3 €": "keys"}


def test_a_changed_file_redoes_the_stages_that_read_it(files: OwnFiles) -> None:
    settings = Settings(words=files.words, headings=files.headings, bodies=files.bodies)
    before = stage_dependencies(settings)
    assert files.headings is not None
    files.headings.write_text(HEADINGS + "context,Le décor\n", encoding="utf-8")
    after = stage_dependencies(settings)
    assert [stage for stage in before if before[stage] != after[stage]] == ["extract"]
