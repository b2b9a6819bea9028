"""The documentation builds as a site without a warning; its commands run; the map of modules is up to date."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ENV = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
FENCED = re.compile(r"^```(?:sh|console|bash)\n(.*?)^```", re.M | re.S)


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    pytest.importorskip("material")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not [p for p in (tmp_path / "site").rglob("*.html") if re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css)', p.read_text())]


def test_every_page_of_docs_is_in_the_site() -> None:
    shown = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    decisions = (ROOT / "docs" / "decisions" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").as_posix()
        assert name in shown or (name.startswith("decisions/") and page.name in decisions), name


def test_the_map_of_modules_is_up_to_date() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from make_modules import modules_page
    finally:
        sys.path.pop(0)
    assert (ROOT / "docs" / "modules.md").read_text(encoding="utf-8") == modules_page(), "run make docs"


def test_the_tutorial_runs_from_an_empty_folder(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("xlsxwriter")
    script = "\n".join(FENCED.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")))
    done = subprocess.run(["bash", "-euc", script], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "montants.png").stat().st_size > 5000
    assert (tmp_path / "tables" / "report" / "index.html").exists()
    assert "lost_initial" in done.stdout and "epci:200068120" in done.stdout and "organisations:" in done.stdout


def shown_commands() -> list[tuple[str, str]]:
    """Every command of the package that a page shows, in a block or in the running text."""
    found = set()
    for page in PAGES:
        for command in re.findall(r"python -m pipeline ([^`\n#|]+)", page.read_text(encoding="utf-8")):
            found.add((page.name, command.strip()))
    return sorted(found)


@pytest.mark.parametrize(("page", "command"), shown_commands())
def test_every_command_shown_has_options_that_exist(page: str, command: str) -> None:
    from typer.main import get_command

    from pipeline.__main__ import app

    name, *words = command.split()
    if name == "--help":
        return
    known = get_command(app).commands  # type: ignore[attr-defined]
    assert name in known, f"{page}: {command}"
    options = {option for parameter in known[name].params for option in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}
    for word in words:
        if word.startswith("--"):
            assert word.partition("=")[0].rstrip(".,;:)") in options, f"{page}: {command}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_shown_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    text = page.read_text(encoding="utf-8")
    shown = re.findall(r"`make ([^`]+)`", text) + re.findall(r"^make ([^#\n]+)", "\n".join(FENCED.findall(text)), re.M)
    words = {word for command in shown for word in command.split() if "=" not in word}
    assert words <= targets
