"""Datasette serves the tables, and every ready question runs."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from pipeline.dataset import open_dataset
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


def test_pages_and_questions_answer(sample_build: Path, tmp_path: Path) -> None:
    from pipeline.export import export_tables

    export_tables("sqlite", open_dataset(sample_build), tmp_path / "tables.sqlite")
    site = datasette_app.Datasette([str(tmp_path / "tables.sqlite")], metadata=describe())

    async def statuses() -> dict[str, int]:
        pages = [f"/tables/{name}" for name in (*TABLES, *VIEWS)]
        pages += ["/tables/sections?_search=departement"]
        pages += [f"/tables/{name}?departement=15&organisation=a&mot=a&nom=a" for name in QUERIES]
        return {page: (await site.client.get(page)).status_code for page in pages}

    assert {page: status for page, status in asyncio.run(statuses()).items() if status != 200} == {}


def test_who_does_what_in_a_departement_finds_people(sample_build: Path, tmp_path: Path) -> None:
    import sqlite3

    from pipeline.export import export_tables

    export_tables("sqlite", open_dataset(sample_build), tmp_path / "t.sqlite")
    rows = sqlite3.connect(tmp_path / "t.sqlite").execute(QUERIES["qui_fait_quoi_dans_un_departement"][1], {"departement": "15"}).fetchall()
    assert rows


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
