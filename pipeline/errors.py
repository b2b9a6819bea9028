"""The two ways in which work can fail."""

from __future__ import annotations


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
