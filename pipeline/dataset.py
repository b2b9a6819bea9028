"""The tables of a build, for whoever works with them: typed pandas, Arrow or DuckDB in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BuildError
from pipeline.remote import is_remote, to_path
from pipeline.storage import read_table
from pipeline.tables import TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Dataset:
    """The published tables in one folder."""

    path: Path

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables, in the order of the data dictionary."""
        return tuple(TABLES)

    def arrow(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One table as Arrow, in its declared schema, or some of its columns."""
        return read_table(self.path, self._known(name), columns)

    def pandas(self, name: str) -> pd.DataFrame:
        """One table as pandas: whole numbers stay whole where a value is missing, columns with few values are categories.

        Dates are ``datetime64``; lists are Python lists.
        """
        import pandas as pd
        import pyarrow as pa

        kinds = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}
        table = self.arrow(name)
        frame: pd.DataFrame = table.to_pandas(types_mapper=kinds.get, date_as_object=False)
        for column, declared in TABLES[name].columns.items():
            if declared.choices:
                frame[column] = frame[column].astype(pd.CategoricalDtype(list(declared.choices)))
            elif str(declared.type).startswith("list"):
                frame[column] = pd.Series(table[column].to_pylist(), dtype=object)
        return frame

    def duckdb(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory with one view a table over the files; tables that are not on this machine are fetched."""
        import duckdb

        connection = duckdb.connect()
        for name in TABLES:
            if is_remote(self.path):
                connection.register(name, self.arrow(name))
                continue
            # a view takes no parameters, so the path is quoted
            path = str(self.path / f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
        return connection

    def _known(self, name: str) -> str:
        if name not in TABLES:
            raise BuildError(f"there is no table {name!r}; known: {', '.join(TABLES)}")
        return name


def open_dataset(path: str | Path = "processed") -> Dataset:
    """The tables of the build in a folder, which may be ``s3://bucket/prefix``.

    Raises BuildError when there is no build.
    """
    try:
        folder = to_path(path)
    except ValueError as error:
        raise BuildError(f"{path}: {error}") from None
    folder = folder if is_remote(folder) else folder.expanduser()
    if missing := [name for name in TABLES if not (folder / f"{name}.parquet").exists()]:
        raise BuildError(f"{folder} is no complete build: {missing[0]}.parquet is missing; build the tables first (make all)")
    return Dataset(folder)
