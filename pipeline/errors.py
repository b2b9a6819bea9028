"""The two ways in which work can fail."""

from __future__ import annotations

from pathlib import Path


class DocumentError(Exception):
    """One document cannot be processed; the others go on.

    ``reason`` is one line that a person can act on; ``detail`` is what the library said.
    """

    def __init__(self, reason: str, detail: str = "", status: str = "failed") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.status = status


class BuildError(Exception):
    """The whole build stops; the message names the file or setting and what to do about it."""


class DamagedFileError(BuildError):
    """A file of an earlier build is not what was written: it is to be removed and made again."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is damaged: remove it and run again")
        self.path = path

    def __reduce__(self) -> tuple[type[DamagedFileError], tuple[Path]]:
        return type(self), (self.path,)  # errors travel between processes


class CorpusChangedError(BuildError):
    """A file of the raw folder is not the one that was looked at when the build began."""

    def __init__(self, source_path: str) -> None:
        super().__init__(f"{source_path} changed or went away while the build ran: run again when the raw folder is left alone")
        self.source_path = source_path

    def __reduce__(self) -> tuple[type[CorpusChangedError], tuple[str]]:
        return type(self), (self.source_path,)
