"""Export: the published tables in other programs' formats, for analysts: DuckDB, CSV, Excel, SQLite for Datasette.

Each writer takes a ``Dataset`` and a path, writes aside first, so that a file that exists is whole, and
gives back in words what had to be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from pipeline.dataset import Dataset
from pipeline.errors import BuildError

FORMATS: Mapping[str, str] = MappingProxyType({"csv": "csv", "xlsx": "tables.xlsx", "duckdb": "tables.duckdb", "sqlite": "tables.sqlite"})
"""What each format writes in ``exports`` in the folder of the tables, unless told otherwise."""


def export_tables(kind: str, dataset: Dataset, path: Path) -> list[str]:
    """Write all tables in one of the ``FORMATS``.

    Raises BuildError when the library that the format needs is not installed.
    """
    try:
        write: Callable[[Dataset, Path], list[str]] = getattr(import_module(f"pipeline.export.{kind}"), f"write_{kind}")
    except ModuleNotFoundError as error:
        raise BuildError(f"{kind} needs {error.name}, which is not installed: pip install -e '.[analysis]'") from None
    return write(dataset, path)
