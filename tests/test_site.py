"""The documentation builds as a site without a warning; its commands run; the map of modules is up to date."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ENV = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
FENCED = re.compile(r"^```(?:sh|console|bash)\n(.*?)^```", re.M | re.S)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from docs/."""
    pytest.importorskip("mkdocs")
    pytest.importorskip("material")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_the_site_asks_nothing_of_the_network(site: Path) -> None:
    assert not [p for p in site.rglob("*.html") if re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css)', p.read_text())]


def test_every_page_of_docs_is_in_the_navigation(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        assert re.search(rf'href="{re.escape(name)}" class="md-nav__link', home) or name == "index.html", name


@pytest.mark.parametrize("width", [1300, 360], ids=["wide", "narrow"])
def test_the_site_opens_from_a_folder_and_is_searched_there(site: Path, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
    page.goto((site / "decisions" / "speed.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.click("[for=__search]:visible" if width < 500 else ".md-search__input")
    page.locator(".md-search__input").press_sequentially("pseudonyms")
    page.wait_for_selector(".md-search-result__link[href*='privacy.html']", timeout=10_000)
    page.close()
    assert said == []


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
