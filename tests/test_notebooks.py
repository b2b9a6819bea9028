"""The notebooks run from top to bottom on any build, print as French does, and are kept without outputs."""

from __future__ import annotations

import doctest
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.execution.jobs import Tools
from tests.conftest import build

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
for module in ("duckdb", "ipykernel", "networkx"):
    pytest.importorskip(module)
plt = pytest.importorskip("matplotlib.pyplot")

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NOT_FRENCH = re.compile(r"\b(?:nan|None|NaT)\b|&lt;NA&gt;|<NA>|\d\.\d", re.I)
"""What pandas prints for a missing cell, and numbers with a point."""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert [c.source for c in cells if c.cell_type == "code" and (c.outputs or c.execution_count)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_on_the_sample_build(path: Path, sample_build: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    env = {**os.environ, "OUT": str(sample_build)}
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute(env=env)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert [o.text for o in outputs if o.get("name") == "stderr"] == []
    assert sum("image/png" in o.get("data", ()) for o in outputs) >= 2
    tables = [o.data["text/html"] for o in outputs if "text/html" in o.get("data", ())]
    assert tables
    assert [found.group() for table in tables for found in NOT_FRENCH.finditer(table)] == []


@pytest.fixture(scope="module", params=["a document that says nothing", "a document that cannot be read"])
def bare_build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, model_free: Tools) -> Path:
    """A build in which nearly every table is empty."""
    raw = tmp_path_factory.mktemp("bare")
    if request.param == "a document that says nothing":
        (raw / "note.txt").write_text("Bonjour à tous.\n", encoding="utf-8")
    else:
        (raw / "note.pdf").write_bytes(b"%PDF-1.4 cut")
    return build(raw, tmp_path_factory.mktemp("bare-out"), model_free)


@pytest.fixture
def at_notebooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As a notebook runs: in its folder, with charts that nobody sees."""
    monkeypatch.chdir(FOLDER)
    monkeypatch.syspath_prepend(str(FOLDER))
    with plt.rc_context({"backend": "agg"}):
        yield
    plt.close("all")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.usefixtures("at_notebooks")
def test_notebook_says_where_there_is_nothing_to_draw(
    path: Path, bare_build: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OUT", str(bare_build))
    names: dict[str, Any] = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, path.name, "exec"), names)
    said = capsys.readouterr().out.splitlines()
    assert sum(line.endswith(" : rien à montrer dans ce jeu de données.") for line in said) >= 3
    drawn = [plt.figure(number).axes[0].get_title(loc="left") for number in plt.get_fignums()]
    assert set(drawn) <= {"Lignes par table"}


@pytest.mark.usefixtures("at_notebooks")
def test_a_table_prints_numbers_and_gaps_as_french_does() -> None:
    import pandas as pd
    import wording
    from wording import table

    assert doctest.testmod(wording).failed == 0

    frame = pd.DataFrame({"nom": ["<b>", None], "montant": [410_000_000.0, None], "part": [0.5, 0.255], "liste": [["a", "b"], []]})
    html = table(frame, "Essai").data
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html)[4:]
    assert cells == ["&lt;b&gt;", "410\u202f000\u202f000", "0,500", "a, b", "–", "–", "0,255", "–"]
    assert table(frame.head(0), "Essai") is None
