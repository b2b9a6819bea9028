"""The report of a public set: no private person on any page, and no link to a page that is not there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from pipeline.knowledge import Knowledge
from pipeline.privacy.build import build_public
from pipeline.report import write_report
from pipeline.storage import read_table
from tests.privacy.leaks import plain, spelled, wanted
from tests.report.test_report import check_links

KEY = b"une cle d'essai assez longue pour cela"


@pytest.fixture(scope="module")
def public_report(sample_build: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the public set of the sample corpus."""
    build_public(sample_build, knowledge, KEY)
    folder = tmp_path_factory.mktemp("public-report")
    write_report(sample_build / "public", folder)
    return folder


def left_of_people(private: Path, public: Path, report: Path, knowledge: Knowledge) -> list[str]:
    """Names, addresses and numbers of persons under a pseudonym that a report holds, in its texts, attributes or file names."""
    people = {row["person_id"]: row for row in read_table(public, "people").to_pylist()}
    gone = [row for row in read_table(private, "people").to_pylist() if row["person_id"] not in people]
    assert gone
    office = {word for row in people.values() for word in re.findall(r"[a-z]+", plain(row["name"]))}
    glued, words, addresses, numbers = wanted(private, gone, office, knowledge)
    found = []
    for path in sorted(p for p in report.rglob("*") if p.is_file() and "assets" not in p.parts):
        source = unescape(path.read_text(encoding="utf-8"))
        for said in {source, re.sub(r"<[^>]*>", "", source), path.name}:  # a mark may stand in the middle of a name
            simple = plain(said)
            letters, tokens = re.sub(r"[^a-z]+", "", simple), set(re.findall(r"[a-z]+", simple))
            digits = re.sub(r"[ .\-()\u00a0\u202f]+", "", said)
            found += [f"{path.name}: {name}" for name in glued if name in letters and spelled(name, simple)]
            found += [f"{path.name}: {word}" for word in words & tokens]
            found += [f"{path.name}: {text}" for text in addresses if text in simple]
            found += [f"{path.name}: {number}" for number in numbers if number in digits]
    return found


def test_no_page_names_a_private_person(sample_build: Path, public_report: Path, knowledge: Knowledge) -> None:
    assert left_of_people(sample_build, sample_build / "public", public_report, knowledge) == []


def test_the_search_finds_people_in_a_full_report(sample_build: Path, public_report: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    write_report(sample_build, tmp_path / "full")
    found = left_of_people(sample_build, sample_build / "public", tmp_path / "full", knowledge)
    assert {line.partition(": ")[0] for line in found} >= {"people.html", "people-index.js"}


def test_its_links_lead_to_pages_and_anchors(public_report: Path) -> None:
    check_links(public_report)
