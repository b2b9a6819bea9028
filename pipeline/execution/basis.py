"""What a resolution says of itself beside its rows: what it was made of, so that the next need not begin anew."""

from __future__ import annotations

import msgspec


class Basis(msgspec.Struct, frozen=True):
    """What the entities of a corpus were made of, and how their links differ from those of the resolution before."""

    rules: str
    """A hash of all that decides a resolution beside the documents: code, registers, the analyst's decisions."""
    sources: tuple[str, ...]
    """The names of the files with the names of documents, in order."""
    base: str | None = None
    """The identifier (stem of the file) of the resolution that this one was made from; None where it was made from all names."""
    relinked: tuple[str, ...] = ()
    """The documents that are in both, and whose links are others than in ``base``."""
