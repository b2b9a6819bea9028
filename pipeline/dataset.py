"""The tables of a build, for whoever works with them: typed pandas, Arrow or DuckDB in one line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BuildError
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

    def arrow(self, name: str) -> pa.Table:
        """One table as Arrow, in its declared schema."""
        return read_table(self.path, self._known(name))

    def pandas(self, name: str) -> pd.DataFrame:
        """One table as pandas: whole numbers stay whole where a value is missing, columns with few values are categories.

        Dates are ``datetime64``; lists are Python lists.
        """
        import pandas as pd
        import pyarrow as pa

        kinds = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}
        frame: pd.DataFrame = self.arrow(name).to_pandas(types_mapper=kinds.get, date_as_object=False)
        for column, declared in TABLES[name].columns.items():
            if declared.choices:
                frame[column] = frame[column].astype(pd.CategoricalDtype(list(declared.choices)))
            elif str(declared.type).startswith("list"):
                frame[column] = pd.Series([None if value is None else list(value) for value in frame[column]], dtype=object)
        return frame

    def duckdb(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory with one view a table over the files."""
        import duckdb

        connection = duckdb.connect()
        for name in TABLES:
            # a view takes no parameters, so the path is quoted
            path = str(self.path / f"{name}.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}')")
        return connection

    def _known(self, name: str) -> str:
        if name not in TABLES:
            raise BuildError(f"there is no table {name!r}; known: {', '.join(TABLES)}")
        return name


def open_dataset(path: str | Path = "processed") -> Dataset:
    """The tables of the build in a folder.

    Raises BuildError when there is no build.
    """
    folder = Path(path).expanduser()
    if missing := [name for name in TABLES if not (folder / f"{name}.parquet").exists()]:
        raise BuildError(f"{folder} is no complete build: {missing[0]}.parquet is missing; build the tables first (make all)")
    return Dataset(folder)
