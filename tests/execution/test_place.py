"""Where a worker is at work is read as it was written, whenever it is looked at."""

from __future__ import annotations

import tempfile
from threading import Event, Thread

from pipeline.execution.place import SLOT, At, Place


def test_the_last_place_is_read_whole() -> None:
    with tempfile.TemporaryFile() as file:
        mine, theirs = Place(file.fileno()), Place(file.fileno())
        assert theirs.read() == At(0, "", "")
        mine.write("clean", "délibération-a1")
        assert theirs.read() == At(1, "clean", "délibération-a1")
        mine.write("clean", "délibération-a1")
        assert theirs.read().number == 2
        mine.write("", "")
        assert theirs.read() == At(3, "", "")
        mine.write("ingest", "d" * 2 * SLOT)
        assert theirs.read().doc_id == "d" * (SLOT - 100)


def test_no_place_is_read_half_written() -> None:
    done = Event()
    with tempfile.TemporaryFile() as file:
        mine, theirs = Place(file.fileno()), Place(file.fileno())

        def write() -> None:
            for n in range(20_000):
                mine.write("ab"[n % 2] * (1 + n % 7), "ab"[n % 2] * (n % 900))
            done.set()

        thread = Thread(target=write)
        thread.start()
        seen = 0
        while not done.is_set():
            at = theirs.read()
            assert len(set(at.step + at.doc_id)) <= 1
            seen += 1
        thread.join()
    assert seen > 10
    assert at.number <= 20_000
