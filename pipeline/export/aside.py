"""Writing a file of another format as ``storage`` writes its own: aside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import BuildError


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the given name once all is written; nothing stays of what failed.

    Raises BuildError when the file cannot be written.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.aside")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        yield aside
        aside.replace(path)
    except OSError as error:
        raise BuildError(
            f"{path} cannot be written: {error.strerror or error}; close it where it is open, make room, or give another path"
        ) from None
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
