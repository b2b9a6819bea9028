"""From dumps of French local-government documents to linked, evidenced Parquet tables.

The way of a document is the order of the packages::

    ingest      a file            -> RawDocument    the text as it was read, with its layout
    clean       RawDocument       -> CleanDocument  repaired text, and the ledger of every repair
    extract     CleanDocument     -> Extraction     sections, mentions, roles, figures, projects, events, links
    normalise   all Extractions   -> Entities       one row per organisation, person and place, linked to registers
    publish     all of the above  -> Parquet        the tables of the data contract, dictionary and datapackage

Each stage is a pure function; ``execution`` decides where it runs; ``storage`` is the only reader and
writer of Parquet; ``offsets`` the only place where a raw position is computed; ``records`` holds what
passes between stages, ``tables`` what is published, ``knowledge`` what the stages know of French and of
France, ``settings`` what a user may change.

Whoever works with the tables needs one line: ``pipeline.open_dataset("processed").pandas("figures")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.dataset import Dataset

__all__ = ["open_dataset"]


def open_dataset(path: str | Path = "processed") -> Dataset:
    """The tables of the build in a folder, as typed pandas, Arrow or DuckDB tables (see ``pipeline.dataset``).

    Raises BuildError when there is no build.
    """
    from pipeline.dataset import open_dataset as opened  # imports pyarrow: only when asked for

    return opened(path)
