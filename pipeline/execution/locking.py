"""One build at a time in a folder."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import BuildError
from pipeline.execution.folders import lock_path
from pipeline.files import read_json
from pipeline.remote import is_remote, put_bytes, put_new


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep a second build out of the same folder."""
    if is_remote(out):
        with owned(out):
            yield
        return
    lock_path(out).parent.mkdir(parents=True, exist_ok=True)
    with lock_path(out).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildError(f"another build is running in {out}: wait for it, or give another folder (--out, OUT=)") from None
        yield


@contextmanager
def owned(out: Path) -> Iterator[None]:
    """The lock of an object store, which cannot see whether its owner still lives: a file that names the owner.

    What a dead process of this machine left is taken over; of another machine's the message says how to remove it.
    """
    import psutil

    path = lock_path(out)
    me = {"host": socket.gethostname(), "process": os.getpid()}
    mine = msgspec.json.encode(me)
    if not put_new(path, mine):
        owner: Any = read_json(path) or {}
        host, process = owner.get("host"), owner.get("process")
        if host != me["host"] or (process != me["process"] and psutil.pid_exists(int(process or 0))):
            raise BuildError(
                f"another build is running in {out}: process {process} on {host}. Wait for it, or give another folder (--out, OUT=). "
                f"If it was killed, remove {path} and run again; what was finished is kept"
            )
        put_bytes(path, mine)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
