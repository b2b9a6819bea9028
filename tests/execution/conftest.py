"""A small corpus whose build can be caught half-way, a Dask cluster of separate processes, and an S3 server."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.measuring.nodes import Nodes
from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.settings import Settings
from tests.conftest import ROOT

MODEL = "tests.execution.slow:recogniser"
TOWNS = ("Brest", "Quimper", "Nantes", "Vannes", "Lorient", "Rennes", "Angers")
LETTER = """# Lettre de {town}

## Le contexte

La Ville de {town} compte {n} agents. Claire Dorvault, directrice de l'accueil, suit le projet : claire.dorvault@example.org

Le conseil de {town} a voté {n} 000 euros pour la halle. Les équipes se retrouvent chaque jeudi.

## La suite

Les travaux seront suivis par un comité ouvert aux habitants, qui se tiendra au début de chaque saison dans la grande salle.
Chacun peut y dire ce qui va et ce qui ne va pas, demander à voir les plans, et proposer une autre façon de faire.
Les services répondent par écrit à chaque question, et les réponses sont affichées à l'entrée de la mairie.
Une visite du chantier est prévue avant l'été, une autre après la pose de la charpente, une dernière à la veille de l'ouverture.
Les plus jeunes pourront rencontrer les compagnons, les plus âgés raconter ce qu'était la halle de leur enfance.
Un carnet gardera la trace de ces échanges, et sera remis à tous ceux qui y auront pris part.
"""


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


@pytest.fixture(scope="session")
def processes() -> Iterator[Nodes]:
    """Separate processes, ended with the tests."""
    found = Nodes()
    yield found
    found.close()


@pytest.fixture(scope="session")
def scheduler(processes: Nodes) -> str:
    """The address of a Dask scheduler without workers."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    return processes.start_scheduler()


@pytest.fixture
def start_node(
    processes: Nodes, scheduler: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a machine of the cluster: a worker process of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(processes.start_worker(scheduler, tmp_path_factory.mktemp("node")))
        return started[-1]

    yield start
    for process in started:
        processes.kill(process)


@pytest.fixture(scope="session")
def bucket(processes: Nodes) -> Iterator[str]:
    """An empty bucket of an S3 server on this machine."""
    for name in ("moto", "s3fs", "upath"):
        pytest.importorskip(name, reason="the extra cluster is not installed")
    import s3fs

    server = processes.start_store()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", server)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "example")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        s3fs.S3FileSystem().mkdir("corpus")
        yield "s3://corpus"
        s3fs.S3FileSystem.clear_instance_cache()
