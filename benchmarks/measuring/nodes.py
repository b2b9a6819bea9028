"""Processes that stand for machines: each with those that it starts in a group of its own, which can be killed as a whole."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.measuring.pages import ROOT


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for_port(port: int) -> None:
    """Until something listens there. Errors: ``TimeoutError`` after half a minute."""
    for _ in range(600):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


class Nodes:
    """Processes of this machine, ended with ``close``."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """``python -m command``, silent."""
        begun = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.running.append(begun)
        return begun

    def start_scheduler(self) -> str:
        """A Dask scheduler; its address."""
        port = free_port()
        self.start("dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        wait_for_port(port)
        return f"tcp://127.0.0.1:{port}"

    def start_worker(self, scheduler: str, folder: Path) -> subprocess.Popen[bytes]:
        """A Dask worker of one thread."""
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(folder))
        return self.start("dask", "worker", scheduler, *options)

    def start_store(self) -> str:
        """An S3 server without buckets; its address."""
        port = free_port()
        self.start("moto.server", "-H", "127.0.0.1", "-p", str(port))
        wait_for_port(port)
        return f"http://127.0.0.1:{port}"

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and those that it started, without a word."""
        if process in self.running:
            self.running.remove(process)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def close(self) -> None:
        """End all."""
        for process in list(self.running):
            self.kill(process)
