"""Dask with one and two nodes beside local processes, a node and the driver killed half-way, and an object store.

    python -m benchmarks.cluster

A node is a Dask worker in a process of its own, with one thread, and the process that reads documents for it. The corpus
is made of the texts of raw/, each several times with another first line. Writes a table into docs/performance.md.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.measuring.nodes import Nodes
from benchmarks.measuring.pages import QUICK, ROOT, make_table, report, versions
from pipeline.files import file_names
from pipeline.remote import to_path
from pipeline.storage import read_table
from pipeline.tables import TABLES

COPIES = 2 if QUICK else 10
"""Of each text: some 100,000 words."""
SHARD_BYTES = "20000"


@dataclass(frozen=True, slots=True)
class Bench:
    """Where things are while it is measured."""

    folder: Path
    nodes: Nodes
    scheduler: str

    def run(self, out: str, *options: str, raw: str | None = None, during: Callable[[subprocess.Popen[bytes]], object] = id) -> float:
        """Build from nothing; seconds from start to end. ``during`` is called once it runs."""
        begun = time.perf_counter()
        command = ("pipeline", "run", "--raw", raw or str(self.folder / "raw"), "--out", out, *options)
        driver = self.nodes.start(*command, PIPELINE_SHARD_BYTES=SHARD_BYTES)
        during(driver)
        if driver in self.nodes.running and driver.wait() != 0:
            raise RuntimeError(f"the build in {out} failed")
        return time.perf_counter() - begun

    def on_dask(self, name: str, workers: int, during: str = "", bucket: str = "") -> tuple[str, float]:
        """Build with so many nodes; where, and the seconds."""
        started = [self.nodes.start_worker(self.scheduler, self.folder / "work") for _ in range(workers)]
        out = f"{bucket}/{name}" if bucket else str(self.folder / name)
        options = ("--on", "dask", "--scheduler", self.scheduler)
        raw = f"{bucket}/raw" if bucket else None
        wait_for_workers(self.scheduler, workers)
        begun = time.perf_counter()

        def kill(driver: subprocess.Popen[bytes]) -> None:
            wait_for_half(out)
            self.nodes.kill(driver if during == "driver" else started[0])

        if during:
            self.run(out, *options, during=kill)
        if during == "driver":
            self.run(out, *options)
        if not during:
            self.run(out, *options, raw=raw)
        seconds = time.perf_counter() - begun
        for worker in started:
            self.nodes.kill(worker)
        return out, seconds


def main() -> None:
    """Measure all, and write the table."""
    with tempfile.TemporaryDirectory() as name:
        nodes = Nodes()
        try:
            words = make_corpus(Path(name) / "raw")
            report("cluster", table(measure(Bench(Path(name), nodes, nodes.start_scheduler())), words))
        finally:
            nodes.close()


def measure(bench: Bench) -> dict[str, tuple[float, str]]:
    """Seconds, and a hash of all tables, of each way to build."""
    found: dict[str, tuple[float, str]] = {}
    for jobs in (1, 2):
        out = str(bench.folder / f"local{jobs}")
        found[f"local, {jobs} process{'es' if jobs > 1 else ''}"] = (bench.run(out, "--jobs", str(jobs)), digest(out))
    bucket = fill_bucket(bench)
    for what, name, count, during, place in (
        ("Dask, 1 node", "dask1", 1, "", ""),
        ("Dask, 2 nodes", "dask2", 2, "", ""),
        ("Dask, 2 nodes, documents and tables in S3", "store", 2, "", bucket),
        ("Dask, 2 nodes, one killed half-way", "node", 2, "node", ""),
        ("Dask, 2 nodes, the driver killed half-way and started again", "driver", 2, "driver", ""),
    ):
        out, seconds = bench.on_dask(name, count, during, place)
        found[what] = (seconds, digest(out))
    return found


def table(found: dict[str, tuple[float, str]], words: int) -> str:
    """As Markdown."""
    (first, same), *_ = found.values()
    rows = [(what, f"{s:.1f}", f"{words / s:,.0f}", f"{first / s:.2f}", "yes" if d == same else "NO") for what, (s, d) in found.items()]
    head = ("", "seconds, start-up and model load included", "words a second", "against one process", "same bytes")
    return f"{words:,} words, shards of {int(SHARD_BYTES):,} bytes; {versions('distributed', 's3fs', 'moto')}.\n\n{make_table(head, rows)}"


def make_corpus(raw: Path) -> int:
    """The texts of raw/ several times; their words."""
    raw.mkdir()
    words = 0
    for path in sorted([*(ROOT / "raw").glob("*.txt"), *(ROOT / "raw").glob("*.md")]):
        if path.name != "README.md":
            text = path.read_bytes().decode("utf-8", "replace")
            for number in range(COPIES):
                (raw / f"{path.stem}-{number:02d}{path.suffix}").write_text(f"Recueil {number + 1}\n\n{text}", encoding="utf-8")
                words += len(text.split())
    return words


def fill_bucket(bench: Bench) -> str:
    """The corpus in an S3 server on this machine."""
    os.environ |= {"AWS_ENDPOINT_URL": bench.nodes.start_store(), "AWS_ACCESS_KEY_ID": "example", "AWS_SECRET_ACCESS_KEY": "example"}
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
    import s3fs

    store = s3fs.S3FileSystem()
    store.mkdir("corpus")
    store.put(str(bench.folder / "raw"), "corpus/raw", recursive=True)
    return "s3://corpus"


def wait_for_workers(scheduler: str, count: int) -> None:
    """Until so many workers have come, and those of the build before have gone."""
    from distributed import Client

    with Client(scheduler) as client:
        while len(client.nthreads()) != count:
            time.sleep(0.1)


def wait_for_half(out: str) -> None:
    """Until half of the shards are done."""
    texts = Path(out).parent / "raw"
    half = sum(path.stat().st_size for path in texts.iterdir()) / int(SHARD_BYTES) / 2
    while len(file_names(Path(out) / "stages" / "rows")) < half / 2:  # shards are cut by chance, about twice as large
        time.sleep(0.05)


def digest(out: str) -> str:
    """A hash of what all tables hold."""
    found = sha256()
    for name in TABLES:
        for batch in read_table(to_path(out), name).to_batches():
            found.update(str(batch.to_pylist()).encode())
    return found.hexdigest()


if __name__ == "__main__":
    main()
