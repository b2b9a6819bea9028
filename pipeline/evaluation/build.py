"""The published tables, as the tasks ask for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow.parquet as pq

from pipeline.errors import BuildError
from pipeline.evaluation.gold import GoldRange

Row = dict[str, Any]


class Build:
    """The tables of one folder. A table that is not there is empty, but there must be one of documents."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "documents.parquet").is_file():
            raise BuildError(f"no tables in {folder.absolute()}: build them first (make all), or give another folder (--out, OUT=)")
        self.folder = folder
        self.rows = cache(self._rows)
        self.column = cache(self._column)

    def _rows(self, table: str) -> tuple[Row, ...]:
        path = self.folder / f"{table}.parquet"
        return tuple(pq.read_table(path).to_pylist()) if path.exists() else ()

    def _column(self, table: str, key: str, column: str) -> dict[str, Any]:
        """One column of a table by key."""
        return {row[key]: row.get(column) for row in self.rows(table)}

    def document(self, gold: GoldRange) -> Row | None:
        """The document of an annotated file, by the name of the file."""
        return next((d for d in self.rows("documents") if PurePosixPath(d["source_path"]).name == gold.file), None)

    def answers(self, table: str, gold: GoldRange) -> list[Row]:
        """The rows of a table that lie in an annotated range."""
        document = self.document(gold)
        if document is None:
            return []
        mine = (r for r in self.rows(table) if r["doc_id"] == document["doc_id"] and r.get("raw_start") is not None)
        return [r for r in mine if gold.covers(r["raw_start"])]

    def organisation(self, row: Row, column: str = "org_id") -> str | None:
        """The name of the organisation that a row refers to."""
        name: str | None = self.column("organisations", "org_id", "name").get(row.get(column) or "")
        return name
