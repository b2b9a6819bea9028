"""How well names are resolved: 10,000 noisy names of invented people, bodies and of places, whose truth is known.

    python -m benchmarks.resolution [--names 10000] [--seed 1 2] [--errors 10]

Invented people (given names in use, family names made of syllables) hold a role in an authority of the registers, invented
bodies sit in a town, and documents name them as print does: capitals, « DUPONT Alice », lost accents, one or two wrong
letters, titles, initials, compound names shortened, married names, abbreviations, « St » for « Saint ». Among them are
people of one name in different places, siblings, families one letter apart, bodies of neighbouring towns, and towns that
share a name. A document is about one authority, whose people it names with their role, at times with their e-mail, or bare.
Noise is drawn from the seed; the rules were written on seed 1, seed 2 is another draw.

Pairwise precision: of all pairs of names that were given one entity, how many are one; recall: of all pairs that are one, how
many were given one entity. Names left open count against recall.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

from benchmarks.measuring.naming import Made, make_documents
from benchmarks.measuring.pages import QUICK, make_table, report
from pipeline.knowledge import Knowledge
from pipeline.normalise import Overrides, normalise_corpus
from pipeline.records import Entities, Mention, Role
from pipeline.registers import load_registers

HEAD = ("names", "number", "pairwise precision", "recall")


def main() -> None:
    """One table a seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=1_000 if QUICK else 10_000)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--errors", type=int, default=0, help="print the worst groups; the page is left as it is")
    options = parser.parse_args()
    registers = load_registers()
    tables = []
    for seed in options.seed:
        documents = make_documents(options.names, seed, registers)
        entities = normalise_corpus(
            [document for document, _, _ in documents],
            [extraction for _, extraction, _ in documents],
            Knowledge(cast(Any, None), cast(Any, None), registers),
            Overrides(),
        )
        found = pair_up(documents, entities)
        title = f"Seed {seed}, {len(found):,} names in {len(documents):,} documents:"
        tables.append(f"{title}\n\n{make_table(HEAD, quality(found))}")
        print(*worst(found, options.errors), sep="\n")
    if options.errors:
        print(*tables, sep="\n\n")
    else:
        report("resolution", "\n\n".join(tables))


Found = tuple[str, str, str]
"""Who it is, which entity it was given, where it stands."""


def pair_up(documents: Sequence[Made], entities: Entities) -> list[Found]:
    """Each name with the truth."""
    links = {link.doc_id: link for link in entities.links}
    found: list[Found] = []
    for document, extraction, truth in documents:
        link = links[extraction.doc_id]
        for kind, number, who in truth:
            record: Mention | Role = extraction.mentions[number] if kind == "mention" else extraction.roles[number]
            entity = (link.mentions if kind == "mention" else link.role_people)[number]
            where = f"{extraction.doc_id}: {document.text[record.start : record.end]}"
            found.append((who, entity or f"open {extraction.doc_id} {kind} {number}", where))
    return found


def quality(found: Sequence[Found]) -> list[list[str]]:
    """Precision and recall over pairs, by kind and in all."""
    rows = []
    for title, start in (("people", "person"), ("organisations", "body"), ("places", "place"), ("**all**", "")):
        some = [(who, entity) for who, entity, _ in found if who.startswith(start)]
        precision, recall = pairwise(some)
        rows.append([title, f"{len(some):,}", f"{precision:.4f}", f"{recall:.4f}"])
    return rows


def pairwise(found: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall over all pairs.

    >>> pairwise([("a", "1"), ("a", "1"), ("a", "2"), ("b", "2")])
    (0.5, 0.3333333333333333)
    """
    kept = list(found)
    both = _pairs(Counter(kept))
    return both / max(1, _pairs(Counter(entity for _, entity in kept))), both / max(1, _pairs(Counter(who for who, _ in kept)))


def _pairs(counts: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def worst(found: Sequence[Found], count: int) -> list[str]:
    """The entities with most wrong pairs, and those whose names were parted most."""
    lines: list[str] = []
    for title, mine, other in (("joined", 1, 0), ("parted", 0, 1)):
        groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in found:
            groups[row[mine]][row[other]].append(row[2])
        chosen = sorted(groups, key=lambda k: (-_wrong(groups[k]), k))[:count]
        lines += [f"{title} {k}: " + " | ".join(f"{part} {sorted(set(names))[:4]}" for part, names in groups[k].items()) for k in chosen]
    return lines


def _wrong(parts: dict[str, list[str]]) -> int:
    sizes = [len(names) for names in parts.values()]
    return _pairs(Counter({"": sum(sizes)})) - _pairs(Counter(dict(enumerate(sizes))))


if __name__ == "__main__":
    main()
