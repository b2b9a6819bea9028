"""A small corpus whose build can be caught half-way, a Dask cluster of separate processes, and an S3 server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.stages import Tools
from pipeline.settings import Settings
from tests.conftest import ROOT

MODEL = "tests.execution.slow:recogniser"
TOWNS = ("Brest", "Quimper", "Nantes", "Vannes", "Lorient", "Rennes", "Angers")
LETTER = """# Lettre de {town}

## Le contexte

La Ville de {town} compte {n} agents. Claire Dorvault, directrice de l'accueil, suit le projet : claire.dorvault@example.org

Le conseil de {town} a voté {n} 000 euros pour la halle. Les équipes se retrouvent chaque jeudi.
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def hashes(out: Path) -> dict[str, str]:
    """The hashes of all published files but build.json."""
    names = sorted(p.name for p in out.iterdir() if p.name.endswith((".parquet", ".json", ".md")) and p.name != "build.json")
    return {name: sha256((out / name).read_bytes()).hexdigest() for name in names}


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder of seven letters, one of them there twice, and a file that cannot be read."""
    raw = tmp_path_factory.mktemp("letters") / "raw"
    (raw / "lettres").mkdir(parents=True)
    for n, town in enumerate(TOWNS, start=11):
        (raw / "lettres" / f"{town}.md").write_text(LETTER.format(town=town, n=n), encoding="utf-8")
    (raw / "copie.md").write_bytes((raw / "lettres" / "Brest.md").read_bytes())
    (raw / "coupée.pdf").write_bytes(b"not a PDF")
    return raw


@pytest.fixture(scope="session")
def letter_settings(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Settings]]:
    """Settings that give each letter a shard of its own, or nearly."""

    def make(name: str) -> Settings:
        out = tmp_path_factory.mktemp("built") / name
        return Settings(raw=letters, out=out, shard_bytes=1000, model=MODEL, ocr="off")

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))  # where processes find the model
        yield make


@pytest.fixture(scope="session")
def serial(letter_settings: Callable[[str], Settings]) -> dict[str, str]:
    """What a build by one process publishes."""
    settings = letter_settings("serial")
    run_plan(make_plan(settings), settings, ALL_STAGES, Tools(MODEL))
    found = hashes(settings.out)
    assert len(found) == 16
    return found


class Processes:
    """Separate processes of one test, ended with it."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        begun = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.running.append(begun)
        return begun

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and those that it started, without a word."""
        if process in self.running:
            self.running.remove(process)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def close(self) -> None:
        for process in list(self.running):
            self.kill(process)


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    found = Processes()
    yield found
    found.close()


def wait_for_port(port: int) -> None:
    """Until something listens there."""
    for _ in range(600):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


@pytest.fixture(scope="session")
def scheduler(processes: Processes) -> str:
    """The address of a Dask scheduler without workers."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    port = free_port()
    processes.start("dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    wait_for_port(port)
    return f"tcp://127.0.0.1:{port}"


@pytest.fixture
def start_node(
    processes: Processes, scheduler: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a machine of the cluster: a worker process of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        folder = tmp_path_factory.mktemp("node")
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(folder))
        started.append(processes.start("dask", "worker", scheduler, *options))
        return started[-1]

    yield start
    for process in started:
        processes.kill(process)


@pytest.fixture(scope="session")
def bucket(processes: Processes) -> Iterator[str]:
    """An empty bucket of an S3 server on this machine."""
    for name in ("moto", "s3fs", "upath"):
        pytest.importorskip(name, reason="the extra cluster is not installed")
    import s3fs

    port = free_port()
    processes.start("moto.server", "-H", "127.0.0.1", "-p", str(port))
    wait_for_port(port)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "example")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        s3fs.S3FileSystem().mkdir("corpus")
        yield "s3://corpus"
        s3fs.S3FileSystem.clear_instance_cache()
