"""What a process does first, so that libraries neither talk nor load what is not needed."""

from __future__ import annotations

import atexit
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "1"}
"""What libraries read when they are loaded. Arrow's own pool keeps what it was once given: 70 MB more at 1,000 documents. OpenBLAS's
threads would fight the workers for the same cores. For plugins pydantic looks through all that is installed, for 0.02 s."""

MANY = 100_000
"""New objects after which Python looks for cycles, for 700. A worker makes 130,000 until its first shard is done, hardly any of them in
cycles: looking took 0.2 s by then, 0.38 s for ten pages of PDF and seven other files; it needs no more memory, with PDF neither."""


def collect_seldom() -> None:
    """Have Python look for cycles less often, and not once more when it ends: 0.05 s of a build with nothing to do."""
    gc.set_threshold(MANY)
    atexit.register(_spare_last_search)


def _spare_last_search() -> None:
    if "duckdb" not in sys.modules:  # it complains of what is not taken down
        gc.freeze()


def quiet_libraries() -> None:
    """Silence what libraries say of each glyph that they do not know; a document that fails still says so."""
    logging.basicConfig(level=logging.ERROR)


def spare_pandas() -> None:
    """Have Arrow do without pandas, which it would load (0.5 s) to make its first array; ``to_pandas`` finds it still."""
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    hider = _Hider()
    sys.meta_path.insert(0, hider)
    try:
        pa.array([])  # Arrow looks for pandas once
    finally:
        sys.meta_path.remove(hider)


@contextmanager
def uncollected() -> Iterator[None]:
    """Do without the collector of cycles, where much is made and nothing refers to itself: a tenth of the time of resolving names."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Hider:
    """An importer that says that there is no pandas."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """As ``importlib.abc.MetaPathFinder``."""
        if name == "pandas":
            raise ImportError(name)
