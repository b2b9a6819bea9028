"""How long entity resolution takes, and its peak memory, on an invented corpus of 10,000 and of 100,000 mentions.

    python benchmarks/normalise.py [--mentions 10000 100000]

Names are drawn from the registers (towns, départements, groups) and from invented people, bodies and their misspellings,
large towns more often than small ones, so that the look-ups, the homonyms and the search for misspellings all have work to
do. The draw is seeded. On two cores that others shared: 4 s
and 201 MB, 27 s and 399 MB, registers included.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence
from typing import Any, cast

from pipeline.knowledge import Knowledge
from pipeline.normalise import Overrides, normalise_corpus
from pipeline.records import CleanDocument, Extraction, Mention, Source
from pipeline.registers import Registers, load_registers

A_DOCUMENT = 200
"""Mentions a document: about those of a brochure of 4,000 words."""
KINDS = ("Association", "Fédération", "Observatoire", "Institut", "Réseau", "Office", "Syndicat mixte", "Direction")
SUBJECTS = ("jeunesse", "forêts", "mobilités", "archives", "finances", "habitat", "énergies", "rivières", "marchés", "patrimoines")


def main() -> None:
    """Print one line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, nargs="+", default=[10_000, 100_000])
    registers = load_registers()
    print(f"{'mentions':>10} {'documents':>10} {'entities':>10} {'seconds':>8} {'peak MB':>8}")
    for count in parser.parse_args().mentions:
        print(measure(count, registers))


def measure(count: int, registers: Registers) -> str:
    """Time of one run, and the most memory that the process had until then: sizes should rise."""
    pairs = make_corpus(count, registers)
    documents, extractions = [d for d, _ in pairs], [e for _, e in pairs]
    knowledge = Knowledge(cast(Any, None), cast(Any, None), registers)
    start = time.perf_counter()
    found = normalise_corpus(documents, extractions, knowledge, Overrides())
    seconds = time.perf_counter() - start
    entities = len(found.organisations) + len(found.places) + len(found.people)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{count:>10,} {len(documents):>10,} {entities:>10,} {seconds:>8.1f} {peak:>8.0f}"


def make_corpus(count: int, registers: Registers) -> list[tuple[CleanDocument, Extraction]]:
    """Documents of as many mentions as asked for."""
    draw = random.Random(1)
    people = [(p or 0) + 10 for p in registers.columns["population"]]
    places = draw.choices([str(p) for p in registers.columns["place_name"]], people, k=count // 4)
    return [make_document(number, draw, places, min(A_DOCUMENT, count - at)) for number, at in enumerate(range(0, count, A_DOCUMENT))]


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
