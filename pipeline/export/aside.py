"""Writing a file of another format as ``files`` writes its own: aside, then put in its place."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.files import aside, put_in_place


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the given name once all is written; nothing stays of what failed.

    Raises BuildError when the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside(path).unlink(missing_ok=True)
        yield aside(path)
        with aside(path).open("rb") as file:
            os.fsync(file.fileno())
        put_in_place(path)
    except OSError as error:
        raise BuildError(
            f"{path} cannot be written: {error.strerror or error}; close it where it is open, make room, or give another path"
        ) from None
    finally:
        with suppress(OSError):
            aside(path).unlink(missing_ok=True)
