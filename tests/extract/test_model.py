"""The recogniser: the default model on a few sentences, and what is said when a model is missing."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_document
from pipeline.errors import BuildError
from pipeline.execution.stages import Tools
from pipeline.extract import recognise_documents
from pipeline.extract.model import load_recogniser
from pipeline.records import RawDocument, Source


def test_spans_are_given_per_text_in_order(tools: Tools) -> None:
    texts = ["Jeanne Dulac habite Bordeaux.", "rien ici", "Elle voit Paul Morvan à Nantes."]
    found = [[(text[s.start : s.end], s.label) for s in spans] for text, spans in zip(texts, tools.recogniser(texts), strict=True)]
    assert found == [[("Jeanne Dulac", "PER"), ("Bordeaux", "LOC")], [], [("Paul Morvan", "PER"), ("Nantes", "LOC")]]


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
