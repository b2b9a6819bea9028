"""The analyst's own decisions: merges, splits and names that survive every rebuild.

A CSV with the columns

* ``action``: ``merge``, ``split`` or ``rename``;
* ``entity_id``: the identifier as published;
* ``target_id``: for a merge the identifier that remains (one of the registers will do:
  ``commune:94028``), for a split the new one;
* ``doc_id``: for a split, the document in which the entity is another one;
* ``name``: the name to show, for a rename, and for the new entity of a split;
* ``note``: why, for the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.sheets import read_rows

COLUMNS = ("action", "entity_id", "target_id", "doc_id", "name", "note")
NEEDED = {"merge": ("entity_id", "target_id"), "split": ("entity_id", "target_id", "doc_id", "name"), "rename": ("entity_id", "name")}
DEFAULT = Path(__file__).parents[1] / "resources" / "overrides.csv"


@dataclass(frozen=True, slots=True)
class Overrides:
    """Decisions by identifier."""

    merges: Mapping[str, str] = field(default_factory=dict)
    splits: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(identifier, document) → new identifier."""
    names: Mapping[str, str] = field(default_factory=dict)

    def final(self, entity_id: str, doc_id: str) -> str:
        """The identifier that stands for an entity in a document.

        >>> Overrides(merges={"org:amf": "org:maires"}).final("org:amf", "a")
        'org:maires'
        """
        entity_id = self.splits.get((entity_id, doc_id), entity_id)
        seen = {entity_id}
        while (target := self.merges.get(entity_id)) and target not in seen:
            seen.add(target)
            entity_id = target
        return entity_id


def load_overrides(path: Path | None = None) -> Overrides:
    """Read a file of decisions, by default the empty one of the resources.

    Raises BuildError that names the line at fault.
    """
    path = path or DEFAULT
    merges: dict[str, str] = {}
    splits: dict[tuple[str, str], str] = {}
    names: dict[str, str] = {}
    for where, cells in read_rows("overrides", path, ("action", "entity_id")):
        row = {column: cells.get(column, "") for column in COLUMNS}
        _check(row, where)
        if row["action"] == "merge":
            merges[row["entity_id"]] = row["target_id"]
        elif row["action"] == "split":
            splits[row["entity_id"], row["doc_id"]] = row["target_id"]
            names[row["target_id"]] = row["name"]
        else:
            names[row["entity_id"]] = row["name"]
    return Overrides(merges, splits, names)


def _check(row: Mapping[str, str], where: str) -> None:
    if row["action"] not in NEEDED:
        raise BuildError(f"{where}: action is {row['action']!r}, not merge, split or rename")
    missing = [column for column in NEEDED[row["action"]] if not row[column]]
    if missing:
        raise BuildError(f"{where}: {row['action']} needs {', '.join(missing)}")
    if row["target_id"] and row["target_id"].partition(":")[0] == "person" != row["entity_id"].partition(":")[0]:
        raise BuildError(f"{where}: {row['entity_id']} cannot become a person")
