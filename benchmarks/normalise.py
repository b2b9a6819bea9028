"""How long entity resolution takes, and its peak memory, on invented corpora of 10⁴, 10⁵ and 10⁶ mentions.

    python -m benchmarks.normalise [--mentions 10000 100000]

Names are drawn from the registers (towns, départements, groups) and from invented people, bodies and their misspellings,
large towns more often than small ones, so that the look-ups, the homonyms and the search for misspellings all have work to
do. The draw is seeded. Each size runs in a process of its own; the documents are made one at a time.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from typing import Any, cast

from benchmarks.measuring.pages import QUICK, make_table, report
from benchmarks.measuring.timing import run_apart
from pipeline.knowledge import Knowledge
from pipeline.normalise import Overrides, gather_names, resolve_names
from pipeline.records import CleanDocument, Extraction, Mention, Source
from pipeline.registers import Registers, load_registers

A_DOCUMENT = 200
"""Mentions a document: about those of a brochure of 4,000 words."""
SIZES = [10_000] if QUICK else [10_000, 100_000, 1_000_000]
KINDS = ("Association", "Fédération", "Observatoire", "Institut", "Réseau", "Office", "Syndicat mixte", "Direction")
SUBJECTS = ("jeunesse", "forêts", "mobilités", "archives", "finances", "habitat", "énergies", "rivières", "marchés", "patrimoines")
HEAD = ("mentions", "documents", "entities", "gather, CPU s", "resolve, CPU s", "µs a mention", "peak MB")


def main() -> None:
    """One line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, nargs="+", default=SIZES)
    rows = []
    for count in parser.parse_args().mentions:
        run = run_apart(measure, count)
        documents, entities, gather, resolve = run.result
        counts = [f"{number:,}" for number in (count, documents, entities)]
        rows.append([*counts, f"{gather:.1f}", f"{resolve:.1f}", f"{(gather + resolve) / count * 1e6:.0f}", f"{run.peak_mb:.0f}"])
    report("normalise", make_table(HEAD, rows))


def measure(count: int) -> tuple[int, int, float, float]:
    """Documents, entities, CPU seconds of both steps."""
    registers = load_registers()
    knowledge = Knowledge(cast(Any, None), cast(Any, None), registers)
    names = []
    gather = 0.0
    for document, extraction in make_corpus(count, registers):
        begun = time.process_time()
        names.append(gather_names(document, extraction, knowledge))
        gather += time.process_time() - begun
    begun = time.process_time()
    found = resolve_names(names, knowledge.registers, Overrides())
    resolve = time.process_time() - begun
    return len(names), len(found.organisations) + len(found.places) + len(found.people), gather, resolve


def make_corpus(count: int, registers: Registers) -> Iterator[tuple[CleanDocument, Extraction]]:
    """Documents of as many mentions as asked for."""
    draw = random.Random(1)
    people = [(p or 0) + 10 for p in registers.columns["population"]]
    places = draw.choices([str(p) for p in registers.columns["place_name"]], people, k=count // 4)
    return (make_document(number, draw, places, min(A_DOCUMENT, count - at)) for number, at in enumerate(range(0, count, A_DOCUMENT)))


def make_document(number: int, draw: random.Random, places: Sequence[str], count: int) -> tuple[CleanDocument, Extraction]:
    """One document: each mention stands in a line of its own."""
    parts: list[str] = []
    mentions: list[Mention] = []
    at = 0
    for label, text, is_anaphor in (make_name(draw, places) for _ in range(count)):
        mentions.append(Mention(at + 7, at + 7 + len(text), label, text, "rule", 1.0, is_anaphor))
        parts.append(f"Ici la {text} agit.\n")
        at += len(parts[-1])
    doc_id = f"doc-{number:05d}"
    source = Source(doc_id, f"{doc_id}.txt", "0", at, "text/plain")
    return CleanDocument(source, "".join(parts), at), Extraction(doc_id, mentions=tuple(mentions))


def make_name(draw: random.Random, places: Sequence[str]) -> tuple[str, str, bool]:
    """Label, text, whether it is a bare type word."""
    kind = draw.random()
    place = draw.choice(places)
    if kind < 0.25:
        return "LOC", place, False
    if kind < 0.45:
        return "ORG", f"{draw.choice(('Ville de', 'commune de', 'Communauté de communes', 'Département de'))} {place}", False
    if kind < 0.5:
        return "ORG", draw.choice(("Ville", "Département", "Métropole")), True
    if kind < 0.75:
        body = f"{draw.choice(KINDS)} {draw.choice(SUBJECTS)} et {draw.choice(SUBJECTS)} {place.split('-')[0]}"
        return "ORG", body.replace("e", "", 1) if draw.random() < 0.05 else body, False
    return "PER", f"{draw.choice(places).split('-')[0].capitalize()} {draw.choice(places).split('-')[0]}", False


if __name__ == "__main__":
    main()
