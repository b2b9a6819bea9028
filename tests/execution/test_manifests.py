"""The manifests of docs/cluster parse, and what they start exists."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from pipeline.__main__ import app
from tests.conftest import ROOT

yaml = pytest.importorskip("yaml", reason="the extra cluster is not installed")
FOLDER = ROOT / "docs" / "cluster"
PAGE = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")


def documents(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((FOLDER / name).read_text(encoding="utf-8")))


def containers(part: object) -> list[dict[str, Any]]:
    """All containers of a manifest."""
    if isinstance(part, list):
        return [found for each in part for found in containers(each)]
    if not isinstance(part, dict):
        return []
    here: list[dict[str, Any]] = part.get("containers", [])
    return [*here, *(found for each in part.values() for found in containers(each))]


@pytest.mark.parametrize("name", ["kubernetes.yaml", "onyxia.yaml"])
def test_a_scheduler_workers_and_a_driver_are_started(name: str) -> None:
    commands = [" ".join(container["args"]) for container in containers(documents(name))]
    assert sorted(re.match(r"dask \w+|python -m pipeline run", command)[0] for command in commands) == [  # type: ignore[index]
        "dask scheduler",
        "dask worker",
        "python -m pipeline run",
    ]
    (driver,) = (command for command in commands if command.startswith("python"))
    known = {option for parameter in get_command(app).commands["run"].params for option in parameter.opts}  # type: ignore[attr-defined]
    assert set(re.findall(r"--\w+", driver)) <= known
    assert "--scheduler=tcp://pipeline-scheduler:8786" in driver


@pytest.mark.parametrize("name", ["kubernetes.yaml", "onyxia.yaml", "slurm.sh", "jobqueue.py"])
def test_the_options_of_workers_exist(name: str) -> None:
    worker = pytest.importorskip("distributed.cli.dask_worker", reason="the extra cluster is not installed")
    known = {option for parameter in worker.main.params for option in (*parameter.opts, *parameter.secondary_opts)}
    text = (FOLDER / name).read_text(encoding="utf-8")
    (line,) = re.findall(r"dask,? worker.*|worker_extra_args=.*", text)
    options = re.findall(r"--[a-z-]+", line.partition("python -m pipeline")[0])
    assert options
    assert set(options) <= known


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.sh")), ids=lambda path: path.name)
def test_scripts_parse(path: Path) -> None:
    if not (bash := shutil.which("bash")):
        pytest.skip("no bash")
    assert subprocess.run([bash, "-n", str(path)], check=False).returncode == 0


def test_python_parses() -> None:
    ast.parse((FOLDER / "jobqueue.py").read_text(encoding="utf-8"))


def test_the_image_copies_what_there_is() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (FOLDER / "Dockerfile").read_text(encoding="utf-8"), re.M)
    assert all((ROOT / name).exists() for line in copied for name in line.split())


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_every_manifest_is_told_of(name: str) -> None:
    assert f"(cluster/{name})" in PAGE
