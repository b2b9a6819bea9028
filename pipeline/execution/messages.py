"""What a worker process says to its supervisor; orders are a Job each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.execution.stages import Outcome


@dataclass(frozen=True, slots=True)
class Begun:
    """Work begins on a document at a step; an empty ``step`` is what lies between documents."""

    step: str
    doc_id: str


@dataclass(frozen=True, slots=True)
class Done:
    """A shard is done."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Stopped:
    """The build cannot go on; ``trace`` is for whoever mends it."""

    message: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file of an earlier build was harmed."""

    path: Path


@dataclass(frozen=True, slots=True)
class Changed:
    """A document is not what it was when the build began."""

    source_path: str


Message = Begun | Done | Stopped | Damaged | Changed
