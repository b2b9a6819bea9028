"""Names that are hard to tell: namesakes of holders of office, towns, forms with labels, addresses, paths."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.execution.stages import Tools
from pipeline.knowledge import Knowledge
from pipeline.privacy import patterns
from pipeline.privacy.build import build_public
from pipeline.storage import read_table
from tests.conftest import build
from tests.privacy.leaks import cells, plain

KEY = b"une cle d'essai assez longue pour cela"
COUNCIL = """Conseil municipal de Colmar

Hortense Marchand, maire de Colmar, ouvre la séance. M. Marchand, habitant du quartier, parle. Kévin Marchand, retraité, demande un
banc. Hortense Marchand lui répond. Le marchand de glaces est venu à Saint-Martin hier. Didier Martin et Sylvie Blanc ont signé.
Mme Blanc habite au Blanc, et Mme Lý à côté.
"""
PREFECT = """Aline Castelnaud, préfète du Morbihan, est venue. On a salué Mme Castelnaud.
"""
NOTES = """Intervenants : P. Castelnaud, S. Mirepoix (Université de Toulouse).

Étudiant : Gwenolé an Trividig
Tuteur : Gaspard Vannes

M. Vannes finit. La ville de Vannes finance. Écrire à jdupontel@example.org, voir www.example.org/~jdupontel/cv.pdf et
https://example.org/equipe/@jdupontel. Clothilde de la Pommeraye, habitante ; POMMERAYE (de la) Clothilde.
Appeler le (0)6 11 22 33 49 ou le 00 41 22 345 67 89.
"""
SIGNED = """<html><head><title>Rapport par Ombeline Fontanelle</title></head><body>
<p>Contact : ombeline.fontanelle@example.org</p></body></html>
"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    raw = tmp_path_factory.mktemp("raw")
    for name, text in (("conseil.txt", COUNCIL), ("prefete.txt", PREFECT), ("notes.txt", NOTES), ("rapport.html", SIGNED)):
        (raw / name).write_text(text, encoding="utf-8")
    (raw / "memoire-claire-vandamme.pdf").write_bytes(b"not a pdf, by Ysoline Tartempion")
    out = build(raw, tmp_path_factory.mktemp("out"), tools)
    build_public(out, tools.knowledge, KEY)
    return out / "public"


GONE = (
    "m. marchand", "kevin", "didier", "mme blanc", "mme ly", "p. castelnaud", "trividig", "gwenole", "m. vannes", "jdupontel", "pommeraye",
    "clothilde", "11 22 33 49", "345 67 89", "ombeline", "fontanelle", "vandamme", "ysol",
)  # fmt: skip


@pytest.mark.parametrize("word", GONE)
def test_a_private_person_is_gone(public: Path, word: str) -> None:
    assert [(where, text) for where, _, text in cells(public) if word in plain(text)] == []


STAYING = (
    "Hortense Marchand, maire de Colmar", "Hortense Marchand lui répond", "Le marchand de glaces", "Saint-Martin", "au Blanc,",
    "Aline Castelnaud, préfète du Morbihan", "salué Mme Castelnaud", "La ville de Vannes finance",
)  # fmt: skip


@pytest.mark.parametrize("said", STAYING)
def test_offices_towns_and_words_stay(public: Path, said: str) -> None:
    assert any(said in text for text in read_table(public, "documents")["text"].to_pylist() if text)


def test_a_holder_of_office_keeps_her_id_beside_a_namesake(public: Path) -> None:
    assert "person:aline-castelnaud" in read_table(public, "people")["person_id"].to_pylist()
    assert "person:aline-castelnaud" in read_table(public, "roles")["person_id"].to_pylist()


@pytest.mark.parametrize("number", ["1 000 00 41 22 345 67 89", "0 800 12 34 56", "le 15 ou le 3939", "2000412234567"])
def test_other_numbers_are_no_telephone(number: str) -> None:
    assert patterns.PHONE.search(number) is None


def test_nothing_to_mask_is_left_as_it_is(knowledge: Knowledge) -> None:
    from pipeline.privacy.census import Census
    from pipeline.privacy.masking import Masker

    text = "Étudiant : à définir. Auteur : Ville de Brest. M. le Maire. SCI Passavant."
    assert Masker(Census(), knowledge, KEY).mask(text, None) == text


@pytest.mark.parametrize("piece", ["a", "a.", "1 ", "a@a.", "M. A, ", "étudiant : A"])
def test_long_runs_are_searched_in_linear_time(piece: str) -> None:
    started = time.process_time()
    for pattern in (patterns.EMAIL, patterns.PHONE, patterns.CIVILITY, patterns.LABELLED):
        assert all(match.end() > match.start() for match in pattern.finditer((piece * 20_000)[:20_000]))
    assert time.process_time() - started < 5  # 0.3 s; an address of any length took 6 s, for four times as much 100 s
