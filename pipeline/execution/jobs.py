"""What a worker is told to do, what it says of it, and what it loads for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.execution.shards import Shard
from pipeline.own import OwnFiles, load_own

if TYPE_CHECKING:
    from pipeline.extract.model import Recogniser
    from pipeline.knowledge import Knowledge
    from pipeline.registers import Registers

BATCH = ""
"""In the place of a doc_id: all documents of a shard at once, by the model."""


class Tools:
    """What a worker loads once, when a stage first needs it."""

    def __init__(self, model: str, own: OwnFiles | None = None) -> None:
        self.model = model
        self.own = own or OwnFiles()

    @cached_property
    def knowledge(self) -> Knowledge:
        """Lexicon, n-grams and registers, and what the user adds to them."""
        from pipeline.knowledge import load_knowledge

        return load_knowledge(load_own(self.own), load_registers_with(self.own))

    @cached_property
    def recogniser(self) -> Recogniser:
        """The entity recogniser."""
        from pipeline.extract.model import load_recogniser

        return load_recogniser(self.model)

    def load(self, is_called: Callable[[], bool]) -> None:
        """What documents need, ahead of the first, until the worker is called: it may be that no document is to be read.

        What is not loaded, or cannot be, is loaded or told when it is needed.
        """
        with suppress(Exception):
            for stage in ("clean", "extract", "normalise", "publish"):
                import_module(f"pipeline.{stage}")
            for name in ("knowledge", "recogniser"):
                if is_called():
                    return
                getattr(self, name)


@cache
def load_registers_with(own: OwnFiles) -> Registers:
    """The registers and what a user adds to them; loaded once in each process."""
    from pipeline.registers import load_registers

    return load_registers(load_own(own).bodies)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a document is given up at a step without another try: it was tried, and had to be killed."""

    step: str
    doc_id: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done with a shard; small, for it travels between processes."""

    shard: Shard
    steps: tuple[str, ...]
    earlier: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    """Files of an earlier build, by step, from which documents of the shard can be taken over."""
    verdicts: tuple[Verdict, ...] = ()
    is_apart: bool = False
    """Whether the model takes one document at a time, to find the one that it fails on."""


@dataclass(frozen=True, slots=True)
class Look:
    """A PDF of which is to be known whether OCR reads pages of it."""

    path: Path


@dataclass(frozen=True, slots=True)
class Load:
    """What documents need is to be loaded, before it is known whether there are any. Nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the package that is to be called with something; it gives plain data, or nothing."""

    function: Callable[[Any], Any]
    item: Any


@dataclass(slots=True)
class Outcome:
    """What running a shard did; small, for it travels between processes."""

    seen: int = 0
    """Documents in the shard."""
    documents: int = 0
    """Documents that there was something to do for."""
    words: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """By step."""
