"""Models for tests, named ``tests.execution.recognisers:…`` as setting ``model``: they find capitalised words, and obey orders."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.extract.model import ModelSpan, Recogniser


def obedient() -> Recogniser:
    """Finds « de Brest », « à Quimper »; does to its process what a text says in capitals."""
    return read


def read(texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]:
    for text in texts:
        obey(text)
        yield tuple(ModelSpan(m.start(), m.end(), "LOC") for m in re.finditer(r"(?:(?<=de )|(?<=à ))[A-Z]\w+", text))


def obey(text: str) -> None:
    """Do what the text orders."""
    order = re.match("HANG|SLEEP|EAT|CRASH|FAIL|ONCE", text)
    match order and order[0]:
        case "HANG":
            re.match(r"(a|a)*b", "a" * 60)  # a regular expression gone wild, which lets no other thread run
        case "SLEEP":
            time.sleep(1_000)
        case "EAT":
            eaten = [bytes(range(256)) * 40_000 for _ in range(500)]
            raise AssertionError(len(eaten))
        case "CRASH":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "FAIL":
            raise ZeroDivisionError
        case "ONCE":
            was_here = Path(__file__).with_suffix(".once")
            if not was_here.exists():
                was_here.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            was_here.unlink()
