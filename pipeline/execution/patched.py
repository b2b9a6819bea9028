"""The tables of a patch, each written aside by whoever is given it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.execution.patching import Gap, Patch
from pipeline.execution.shuffle import LinkFiles
from pipeline.publish import DOCUMENT_TABLES, Pairs, entity_tables, link_table, place_duplicates
from pipeline.publish.parts import LINKED
from pipeline.publish.patch import Cut, StandingTable, is_same, patched
from pipeline.records import Entities
from pipeline.storage import TableWriter, Written, decode_table, read_records, read_stored, read_table
from pipeline.tables import TABLES


def write_changed(patch: Patch, names: Sequence[str]) -> dict[str, dict[str, object]]:
    """Write those of some tables that do not stay as they are: what ``Written`` says of each, as plain data."""
    with ExitStack() as stack:
        work = _Work(patch, stack)
        written = {name: table for name in names if (table := work.write(name))}
    return msgspec.to_builtins(written)  # type: ignore[no-any-return]


class _Work:
    """The tables of one patch."""

    def __init__(self, patch: Patch, stack: ExitStack) -> None:
        self.patch = patch
        self.stack = stack
        self.links = LinkFiles(patch.shuffle)
        self.last: tuple[str, Gap | None, pa.Table] = ("", None, None)

    @cached_property
    def mentions(self) -> StandingTable:
        """The mentions as they stand, which are also needed to count pairs."""
        return self.open("mentions")

    @cached_property
    def entities(self) -> dict[str, pa.Table]:
        """The tables of organisations, places and people."""
        (entities,) = read_records(self.patch.shuffle.entities, Entities)
        return entity_tables(entities)

    def write(self, name: str) -> Written | None:
        """Write a table unless it stays as it is."""
        if name in DOCUMENT_TABLES:
            return self.write_rows(name)
        return self.write_pairs() if name == "cooccurrences" else self.write_entities(name)

    def write_rows(self, name: str) -> Written | None:
        """One whose rows are each of one document."""
        standing = self.mentions if name == "mentions" else self.open(name)
        cuts = self.cuts(name, standing)
        return None if is_same(standing, cuts) else self.put(name, patched(standing, cuts))

    def write_pairs(self) -> Written | None:
        """Who is named with whom: counts are taken away and added."""
        cuts = self.cuts("mentions", self.mentions)
        if is_same(self.mentions, cuts):
            return None
        pairs = Pairs()
        with pq.ParquetFile(self.path("cooccurrences"), read_dictionary=["entity_a", "entity_b"]) as file:
            pairs.add_counted(file.read(use_threads=False))
        for cut in cuts:
            pairs.add(cut.fresh())
            for some in self.mentions.documents(cut.start, cut.stop):
                pairs.add(some, times=-1)
        return self.put("cooccurrences", pairs.tables())

    def write_entities(self, name: str) -> Written | None:
        """One of the entities, made anew."""
        made = self.entities[name]
        return None if read_table(self.patch.out, name, list(TABLES[name].columns)).equals(made) else self.put(name, [made])

    def cuts(self, name: str, standing: StandingTable) -> list[Cut]:
        """What may have to be put anew in a table, in order."""
        if name == "documents":
            gaps = sorted((*self.patch.gaps, *self.patch.moved), key=lambda gap: gap.low)
        else:
            gaps = [gap for gap in self.patch.gaps if name not in gap.same or (gap.is_relinked and name in LINKED)]
        return [Cut(standing.place(gap.low), standing.place(gap.high), partial(self.fresh, name, gap)) for gap in gaps]

    def fresh(self, name: str, gap: Gap) -> pa.Table:
        """The new rows of a gap; those asked for last are kept, for most changes have one."""
        if self.last[:2] != (name, gap):
            self.last = name, gap, self.make(name, gap)
        return self.last[2]

    def make(self, name: str, gap: Gap) -> pa.Table:
        """The new rows of a gap."""
        table = TABLES[name]
        rows = read_stored(gap.part, name) if gap.part else []
        parts = [link_table(table, decode_table(row.payload), self.links) for row in rows]
        made = pa.concat_tables([*parts, table.schema.empty_table()])
        if name == "documents":
            made = place_duplicates(made, [source for source in self.patch.duplicates if gap.holds(source.doc_id)])
        return made

    def put(self, name: str, parts: Iterable[pa.Table]) -> Written:
        """Write a table aside."""
        with TableWriter(self.patch.out, TABLES[name]) as writer:
            for part in parts:
                writer.add(part)
            return writer.close()

    def open(self, name: str) -> StandingTable:
        """A table as it stands."""
        return self.stack.enter_context(StandingTable(self.path(name)))

    def path(self, name: str) -> Path:
        """Where a table stands."""
        return self.patch.out / f"{name}.parquet"
