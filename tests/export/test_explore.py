"""Datasette serves the tables, and every ready question runs."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from pipeline.dataset import open_dataset
from pipeline.export import export_tables
from pipeline.export.explore import FACETS, LABELS, QUERIES, describe
from pipeline.export.views import VIEWS
from pipeline.tables import TABLES

datasette_app = pytest.importorskip("datasette.app")
pytest.importorskip("sqlite_utils")


def test_described_tables_and_columns_exist() -> None:
    for name, facets in FACETS.items():
        assert name in VIEWS or set(facets) <= set(TABLES[name].columns), name
    for name, label in LABELS.items():
        assert label in TABLES[name].columns


@pytest.fixture(scope="module")
def sqlite(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that Datasette serves."""
    path = tmp_path_factory.mktemp("sqlite") / "tables.sqlite"
    export_tables("sqlite", open_dataset(sample_build), path)
    return path


def test_pages_and_questions_answer(sqlite: Path) -> None:
    site = datasette_app.Datasette([str(sqlite)], metadata=describe())

    async def statuses() -> dict[str, int]:
        pages = [f"/tables/{name}" for name in (*TABLES, *VIEWS)]
        pages += ["/tables/sections?_search=departement"]
        pages += [f"/tables/{name}?departement=15&organisation=a&mot=a&nom=a" for name in QUERIES]
        return {page: (await site.client.get(page)).status_code for page in pages}

    assert {page: status for page, status in asyncio.run(statuses()).items() if status != 200} == {}


def test_who_does_what_in_a_departement_finds_people(sqlite: Path) -> None:
    with sqlite3.connect(sqlite) as connection:
        assert connection.execute(QUERIES["qui_fait_quoi_dans_un_departement"][1], {"departement": "15"}).fetchall()


@pytest.mark.parametrize("given", ["", '"', "l'eau AND", "*("])
def test_whatever_is_typed_no_question_breaks(sqlite: Path, given: str) -> None:
    site = datasette_app.Datasette([str(sqlite)], metadata=describe())
    asked = {
        name: f"/tables/{name}.json?" + urlencode(dict.fromkeys(("departement", "organisation", "mot", "nom"), given)) for name in QUERIES
    }

    async def statuses() -> dict[str, int]:
        return {name: (await site.client.get(page)).status_code for name, page in asked.items()}

    assert set(asyncio.run(statuses()).values()) == {200}


def test_questions_overlook_accents(sqlite: Path) -> None:
    site = datasette_app.Datasette([str(sqlite)], metadata=describe())

    async def first_words(question: str, column: str, **given: str) -> set[str]:
        page = f"/tables/{question}.json?_shape=array&{urlencode(given)}"
        return {str(row[column]).split()[0] for row in (await site.client.get(page)).json()}

    assert asyncio.run(first_words("ou_un_nom_est_cite", "entity", nom="maelle sandrier")) == {"Maëlle"}
    assert asyncio.run(first_words("qui_est_cite_avec_qui", "name_a", nom="maelle sandrier"))
    assert "Communauté" in asyncio.run(first_words("les_personnes_d_une_organisation", "organisation", organisation="COMMUNAUTE"))
    assert asyncio.run(first_words("les_chiffres_sur_un_mot", "raw", mot="menages"))


def test_councillors_without_another_role_are_in_charge_too(sqlite: Path) -> None:
    question = QUERIES["qui_fait_quoi_dans_un_departement"][1]
    with sqlite3.connect(sqlite) as connection:
        connection.execute("UPDATE roles SET role = NULL, relation = 'elected'")
        assert connection.execute(question, {"departement": "15"}).fetchall()
        connection.rollback()


def test_a_port_that_is_taken_is_named(sample_build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.export.console import run_explore

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert run_explore(sample_build, port) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert f"port {port} cannot be used" in said and "give another with --port" in said


def test_who_ends_the_command_ends_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.export.console import run_explore

    server = "import os, signal, time\nfor _ in range(100):\n    time.sleep(0.1)\n    os.kill(os.getppid(), signal.SIGTERM)"
    monkeypatch.setattr("pipeline.export.explore.explore", lambda out, port: [sys.executable, "-c", server])
    # until the command listens, the signal is for nobody
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        assert run_explore(None, 8001) == -signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)
