"""What is no document's own is done by the workers that are there already."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import BuildError, DamagedFileError
from pipeline.execution.jobs import Tools
from pipeline.execution.local import Local
from pipeline.execution.supervisor import Supervisor
from pipeline.settings import Settings
from tests.conftest import ROOT
from tests.execution import asked
from tests.execution.conftest import MODEL


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Local]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # where workers find what they are asked
    with closing(Local(Settings(raw=tmp_path, out=tmp_path / "out", jobs=2))) as found:
        yield found


def test_one_worker_is_started_where_none_is_and_asked_again(local: Local) -> None:
    first = set(local.spread(asked.process, range(4)))
    assert len(first) == 1
    assert os.getpid() not in first
    assert set(local.spread(asked.process, range(4))) == first
    assert list(local.spread(asked.process, [])) == []


def test_a_fault_in_a_worker_stops_the_build_with_its_trace(local: Local) -> None:
    with pytest.raises(BuildError, match=r"joining the documents failed, which is a bug: ZeroDivisionError") as stopped:
        list(local.spread(asked.divide, [1, 0]))
    assert "asked.py" in str(stopped.value.__cause__)
    assert list(local.spread(asked.divide, [1])) == [1]


def test_a_harmed_file_is_told_as_such(local: Local, tmp_path: Path) -> None:
    path = tmp_path / "links.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(DamagedFileError) as found:
        list(local.spread(asked.read, [str(path)]))
    assert found.value.path == path


def test_a_worker_that_was_killed_is_started_again_a_few_times(local: Local, tmp_path: Path) -> None:
    assert list(local.spread(asked.end_twice, [str(tmp_path)])) == [3]
    with pytest.raises(BuildError, match=r"a worker process ended 3 times \(signal SIGKILL; out of memory\?\)"):
        list(local.spread(asked.end, [None]))


def test_workers_are_started_ahead_of_what_they_do(local: Local) -> None:
    local.prepare(False)
    first = set(local.spread(asked.process, range(4)))
    assert len(first) == 1
    local.prepare(True)
    assert set(local.spread(asked.wait, range(4))) > first


def test_a_worker_that_ends_before_it_is_asked_stops_nothing_yet(local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = tmp_path / "brief"
    brief.write_text("#!/bin/sh\n")
    brief.chmod(0o755)
    start = Supervisor._start

    def start_and_wait(worker: Supervisor) -> None:
        start(worker)
        assert worker._process
        worker._process.wait()

    with monkeypatch.context() as at_first:
        at_first.setattr(Supervisor, "_start", start_and_wait)
        at_first.setattr("sys.executable", str(brief))
        local.prepare(False)
    assert len(set(local.spread(asked.process, range(2)))) == 1


def test_a_worker_that_is_called_loads_nothing_more_ahead() -> None:
    tools = Tools(MODEL)
    tools.load(lambda: True)
    assert not {"knowledge", "recogniser"} & vars(tools).keys()
    tools.load(lambda: False)
    assert {"knowledge", "recogniser"} <= vars(tools).keys()
