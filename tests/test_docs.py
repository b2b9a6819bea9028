"""What can be typed, set or read in the tables is documented; what is documented exists."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from typer.main import get_command

from pipeline.__main__ import app
from pipeline.execution.fingerprint import imported_libraries
from pipeline.publish.package import dictionary
from pipeline.settings import Settings
from pipeline.tables import TABLES

ROOT = Path(__file__).parents[1]
INDEX = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.M)
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}`" in INDEX
    assert get_command(app).commands[command].help  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_documented_listed_and_phony(target: str) -> None:
    assert f"`make {target}`" in INDEX
    assert re.search(rf"^{target}:.* ## \S", MAKEFILE, re.M), "no ## comment: make help does not list it"
    assert re.search(rf"^\.PHONY:.* {target}( |$)", MAKEFILE, re.M)


def test_every_target_that_is_documented_exists() -> None:
    assert set(re.findall(r"`make ([a-z-]+)`", INDEX)) == set(TARGETS)


@pytest.mark.parametrize("key", [k for k in Settings.model_fields if k != "limits"])
def test_every_setting_is_documented(key: str) -> None:
    assert f"| `{key}` |" in INDEX
    assert Settings.model_fields[key].description


def test_the_data_dictionary_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary(), "run make golden"
    assert all(f"## {name}" in dictionary() for name in TABLES)


def test_the_links_between_pages_lead_somewhere() -> None:
    for page in [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_library_is_declared_and_constrained() -> None:
    declared = " ".join(metadata.requires("pipeline") or []).lower()
    constrained = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    for name in imported_libraries():
        assert name.lower() in declared, f"{name} is imported but not in pyproject.toml"
        assert {name.lower(), name.lower().replace("-", "_")} & constrained, f"{name} is not in constraints.txt"


def test_constraints_are_names_and_versions_only() -> None:
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert re.fullmatch(r"[\w.-]+==[\w.!+-]+", line), line
