"""Mentions in whole pages of the genre, with the model: bodies of many kinds, in other départements than the samples of ``raw/``.

``mentions_pages.txt`` holds invented pages, each under ``=== name``, with every name marked: ``<ORG>Ville de Metz</ORG>``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.clean import clean_document
from pipeline.execution.jobs import Tools
from pipeline.extract import extract_document, recognise_documents
from pipeline.records import RawDocument, Source

NAME = re.compile(r"<(PER|ORG|LOC)>(.*?)</\1>")
TEXT = Path(__file__).with_name("mentions_pages.txt").read_text(encoding="utf-8")
PAGES = dict(page.split("\n", 1) for page in re.split(r"^=== ", TEXT, flags=re.MULTILINE)[1:])


@pytest.mark.parametrize("page", PAGES)
def test_every_name_of_a_page_is_found_and_nothing_else(page: str, tools: Tools) -> None:
    text = NAME.sub(lambda m: m[2], PAGES[page])
    document = clean_document(RawDocument(Source(page, f"{page}.txt", "", 0, "text/plain"), text), tools.knowledge)
    (spans,) = recognise_documents([document], tools.recogniser, tools.knowledge)
    found = extract_document(document, spans, tools.knowledge).mentions
    assert [(m.label, m.text) for m in found] == [(m[1], m[2]) for m in NAME.finditer(PAGES[page])]
