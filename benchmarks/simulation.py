"""Where a build of a million or a hundred million documents would break, from unit costs measured here in a minute.

    python -m benchmarks.simulation

What is done once for the corpus by one process, or for one key by one worker, is made at a small size, measured, and
carried on: what grows with the number of documents linearly; keys by the laws of Zipf (the name of rank r is met r^-0.7
times as often as the first) and of Heaps (n mentions hold n^0.8 different names). Both exponents are assumed, flatter than
those of words, for no corpus of that size was at hand. Writes docs/scaling.md.
"""

from __future__ import annotations

import random
import tempfile
import time
import tracemalloc
from dataclasses import dataclass
from math import log
from pathlib import Path

import msgspec

from benchmarks.measuring.pages import QUICK, ROOT, make_table, write_between
from pipeline.execution.shards import cut_shards
from pipeline.execution.shuffle import GROUP, MOST, make_shuffle
from pipeline.ingest.corpus import CorpusFile, make_doc_id
from pipeline.making import make_table as make_rows
from pipeline.normalise.resolution import Claim, resolve_block
from pipeline.own import OwnFiles
from pipeline.records import PersonName
from pipeline.settings import read_settings
from pipeline.storage import TableWriter, put_tables
from pipeline.tables import TABLES

SIZES = (10_000, 1_000_000, 100_000_000)
TRIED = 2_000 if QUICK else 20_000
DOCUMENT_BYTES = 40_000
"""Of a document as it is found: a letter has 5,000, a brochure in PDF a million."""
NAMES_A_DOCUMENT = {"people": 4, "organisations": 15}
"""Different ones in a document of the sample corpus, without those of registers."""
ZIPF, HEAPS = 0.7, 0.8
ROWS_A_DOCUMENT = 200
"""In all tables, of the sample corpus."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Of one document, or of one name in a block."""

    list_seconds: float
    list_bytes: float
    memory_bytes: float
    """Of ``hashes.json`` and of ``inputs`` in build.json."""
    row_seconds: float
    block_seconds: tuple[float, float]
    """Of a claim in a block of people of one name: with a tenth of ``TRIED`` claims in it, and with ``TRIED``."""


NAMES_SHARE = 0.21
"""Bytes of the files with names beside those of the documents: 1,000 newsletters of 3,500 words."""


def main() -> None:
    """Measure, carry on, and write the tables."""
    costs = measure()
    text = "\n\n".join((unit_table(costs), break_table(costs)))
    print(text)
    write_between(ROOT / "docs" / "scaling.md", "measured by benchmarks.simulation", text)


def measure() -> Costs:
    """All unit costs."""
    files = make_files(TRIED)
    settings = read_settings(ocr="off")
    cut_shards(files[:10], settings)  # reads the versions of code and libraries
    tracemalloc.start()
    begun = time.process_time()
    kept = make_files(TRIED)
    shards = cut_shards(kept, settings)
    make_shuffle(shards, Path("out"), Path("entities.parquet"), None, OwnFiles())
    listing = time.process_time() - begun
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    known = len(msgspec.json.encode({f.source_path: ["0" * 32, f.byte_count, f.sha256] for f in files}))
    return Costs(listing / TRIED, size / TRIED, known / TRIED, measure_rows(), (measure_block(TRIED // 10), measure_block(TRIED)))


def make_files(count: int) -> list[CorpusFile]:
    """Files as listing a folder gives them."""
    names = [f"{n % 1000:03d}/deliberation-{n:09d}.pdf" for n in range(count)]
    return [CorpusFile(Path("raw") / name, name, make_doc_id(name), f"{n:064x}", DOCUMENT_BYTES) for n, name in enumerate(names)]


def measure_rows() -> float:
    """CPU seconds to put one row into a published table."""
    table = TABLES["links"]
    sample = {
        "link_id": "", "doc_id": "", "section_id": None, "url": "https://example.org/projets", "label": "Le projet",
        "start": 10, "end": 20, "raw_start": 10, "raw_end": 20, "page": None,
    }  # fmt: skip
    rows = [{**{name: sample.get(name) for name in table.columns}, "link_id": f"d{n:09d}:l1", "doc_id": f"d{n:09d}"} for n in range(TRIED)]
    made = make_rows(table, rows)
    with tempfile.TemporaryDirectory() as folder, TableWriter(Path(folder), table) as writer:
        begun = time.process_time()
        for at in range(0, TRIED, 1000):
            writer.add(made.slice(at, 1000))
        put_tables(Path(folder), {table.name: writer.close()})
        return (time.process_time() - begun) / TRIED


def measure_block(count: int) -> float:
    """CPU seconds for each claim of one name, borne by as many people as there are towns to tell them apart by."""
    draw = random.Random(5)
    claims = [
        Claim(f"d{n}", "0", "person:dupont marie", person=PersonName(
            "0", (("Marie Dupont", "Marie", "Dupont", 1),), orgs=(f"commune:{draw.randrange(35_000):05d}",), key="dupont marie",
        ))
        for n in range(count)
    ]  # fmt: skip
    begun = time.process_time()
    resolve_block(claims)
    return (time.process_time() - begun) / count


def top_share(mentions: float) -> float:
    """The share of the commonest name among all that are met: 1 / (1 + 2^-0.7 + 3^-0.7 + …) of the names that there are."""
    different = mentions**HEAPS
    return float((1 - ZIPF) / different ** (1 - ZIPF))


def unit_table(costs: Costs) -> str:
    """The unit costs."""
    small, large = costs.block_seconds
    rows = [
        ("list a document, cut shards, name results", f"{1e6 * costs.list_seconds:.0f} µs, {costs.list_bytes:,.0f} bytes of memory"),
        ("remember its hash", f"{costs.memory_bytes:.0f} bytes of JSON"),
        ("put a row into a table", f"{1e6 * costs.row_seconds:.1f} µs"),
        (f"tell apart the bearers of a name met {TRIED // 10:,} times", f"{1e6 * small:.0f} µs a time it is met"),
        (f"of a name met {TRIED:,} times", f"{1e6 * large:.0f} µs a time it is met"),
    ]
    return make_table(("once a document, or once a name (CPU)", "measured"), rows)


def break_table(costs: Costs) -> str:
    """What one process or one worker has to bear at each size."""
    small, large = costs.block_seconds
    growth = max(1.0, large / small) ** (1 / log(10))  # of a claim's cost, each time that a block grows e-fold
    rows = []
    for documents in SIZES:
        people = documents * NAMES_A_DOCUMENT["people"]
        block = people * top_share(people)
        seconds = block * large * growth ** log(max(block / TRIED, 1.0))
        shards = documents * DOCUMENT_BYTES / read_settings().shard_bytes
        partitions = groups = min(MOST, max(1, round(documents * DOCUMENT_BYTES * NAMES_SHARE / GROUP)))
        rows.append((
            f"{documents:,}",
            f"{spell(costs.list_seconds * documents)}, {costs.list_bytes * documents / 1e9:,.2f} GB",
            f"{5 * shards:,.0f}",
            f"{costs.memory_bytes * documents / 1e6:,.0f} MB",
            f"{partitions:,} × {groups:,.0f}, {sum(NAMES_A_DOCUMENT.values()) * documents / partitions:,.0f} names",
            f"{block:,.0f} times, {spell(seconds)}",
            spell(costs.row_seconds * ROWS_A_DOCUMENT * documents),
        ))  # fmt: skip
    head = (
        "documents", "driver lists them", "files between steps", "`hashes.json`", "partitions × groups, a partition",
        "the commonest name of a person", "driver writes the tables",
    )  # fmt: skip
    return make_table(head, rows)


def spell(seconds: float) -> str:
    """Seconds in a unit that suits.

    >>> spell(3), spell(600), spell(90_000)
    ('3 s', '10 min', '25.0 h')
    """
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:,.1f} h"


if __name__ == "__main__":
    main()
