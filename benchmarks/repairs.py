"""Precision and recall of every cleaning rule, on made damage and on the gold of the sample corpus.

    python -m benchmarks.repairs [--rounds 3] [--errors 10]

Writes the tables into docs/cleaning.md. *Made damage*: sound text of the sample corpus is damaged in one way at a
time, cleaned, and compared with what was there. Recall: damage restored exactly. Precision: of the changes made
by the rule, those that restored damage (a change where nothing was damaged, or to something else, is wrong).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.measuring.damage import MAKERS, Maker, damage
from benchmarks.measuring.pages import ROOT, make_table, share, write_between
from benchmarks.measuring.sample import RAW, clean_text, documents
from benchmarks.measuring.truth import made_pdfs
from pipeline.clean import RULES, clean_document
from pipeline.ingest import ingest_document
from pipeline.knowledge import Knowledge, load_knowledge
from pipeline.offsets import OffsetMap
from pipeline.records import CleanDocument, Edit

PAGE = ROOT / "docs" / "cleaning.md"
ROUNDS = 3
RULE_OF_WHY = {
    "initial": "lost_initial", "hyphen": "hyphenation", "split": "hyphenation", "glued": "glued_words", "latex": "markup",
    "markup": "markup", "letter": "ocr_letter", "case": "letter_case", "junk": "junk",
}  # fmt: skip
"""The rule that should have repaired what nothing repaired."""
EXHAUSTIVE = ("lost_initial", "hyphenation", "glued_words", "junk", "ocr_letter", "letter_case")
"""The gold lists every damage of these kinds; of bullets and wrapped lines it lists none."""


@dataclass(slots=True)
class Tally:
    """What became of one kind of damage."""

    restored: int = 0
    left: int = 0
    wrong: int = 0
    stray: int = 0
    """Changes by the rule where nothing was damaged."""
    errors: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.restored + self.left + self.wrong

    @property
    def recall(self) -> float | None:
        return share(self.restored, self.total)

    @property
    def precision(self) -> float | None:
        return share(self.restored, self.restored + self.wrong + self.stray)


def repaired(document: CleanDocument, start: int, end: int) -> str:
    """What the clean text has for a raw span, with what was put in at its ends."""
    places = OffsetMap(document.edits)
    return document.text[places.clean_end(start) : places.clean_start(end)]


def flat(text: str) -> str:
    """One space between words, plain apostrophes."""
    return re.sub(r"\s+", " ", text.replace("\u2019", "'")).strip()


def touching(edits: Sequence[Edit], start: int, end: int) -> list[Edit]:
    """The edits at or beside a raw span."""
    return [e for e in edits if e.raw_start <= end and e.raw_end >= start]


def judge(rule: str, text: str, maker: Maker, random: Random, knowledge: Knowledge, tally: Tally) -> None:
    """Damage one text, clean it, and count."""
    hurt = damage(text, maker, random)
    if not hurt.wounds:
        return
    document = clean_text(hurt.text, knowledge)
    for start, end, true in hurt.wounds:
        got, was = repaired(document, start, end), hurt.text[start:end]
        same = flat(got) == flat(true) if rule in ("glued_words", "junk") else got == true  # one line or two, blank lines
        tally.restored += same
        tally.left += not same and got == was
        tally.wrong += not same and got != was
        if not same:
            at = max(0, next((i for i, (a, b) in enumerate(zip(got, true, strict=False)) if a != b), 0) - 30)
            tally.errors.append(f"{was[at : at + 60]!r} → {got[at : at + 60]!r}, not {true[at : at + 60]!r}")
    for edit in document.edits:
        if edit.rule == rule and not any(touching([edit], start, end) for start, end, _ in hurt.wounds):
            tally.stray += 1
            tally.errors.append(f"stray {edit.before!r} → {edit.after!r} in {hurt.text[edit.raw_start - 30 : edit.raw_end + 30]!r}")


def measure_made_damage(texts: Sequence[str], knowledge: Knowledge, rounds: int) -> dict[tuple[str, str], Tally]:
    """Each kind of damage on every text, as often as told."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for rule, kind, maker in MAKERS:
        for number in range(rounds):
            for place, text in enumerate(texts):
                judge(rule, text, maker, Random(f"{kind}{number}{place}"), knowledge, tallies[rule, kind])
    return tallies


def measure_layout(knowledge: Knowledge) -> dict[tuple[str, str], Tally]:
    """Running lines and drop caps of the made PDFs, whose scripts say what they print."""
    lines, caps = Tally(), Tally()
    for truth in made_pdfs():
        document = clean_document(ingest_document(truth.path, truth.path.name), knowledge)
        printed = Counter(flat(f) for f in truth.furniture)
        removed = [flat(part) for e in document.edits if e.rule == "furniture" for part in e.before.split("\n") if part.strip()]
        for part in removed:
            lines.restored += printed[part] > 0
            lines.stray += printed[part] == 0
            printed[part] -= printed[part] > 0
        lines.left += sum(printed.values())
        for start in truth.drop_caps:
            found = re.search(rf"(?<!\w){re.escape(flat(start))}", flat(document.text)) is not None
            caps.restored += found
            caps.left += not found
        made = sum(e.rule == "lost_initial" for e in document.edits)
        caps.stray += max(0, made - len(truth.drop_caps))
    return {("furniture", "running lines of the made PDFs"): lines, ("lost_initial", "drop caps of the made PDFs"): caps}


def measure_gold(knowledge: Knowledge) -> dict[str, Tally]:
    """The damage annotated in the sample corpus, by the rule that repaired it (or should have)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for path in sorted((ROOT / "tests" / "gold").glob("*.jsonl")):
        head, *records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        raw = ingest_document(RAW / head["file"], head["file"])
        document = clean_document(raw, knowledge)
        starts = [0, *accumulate(len(line) + 1 for line in raw.text.split("\n"))]
        spans = []
        for record in records:
            if record["kind"] in ("initial", "repair"):
                start = starts[record["line"] - 1] + record["col"]
                spans.append((start, start + len(record["raw"])))
                _judge_record(record, document, spans[-1], tallies)
        covered = [(starts[a - 1], starts[min(b, len(starts) - 1)]) for a, b in head["lines"]]
        for edit in document.edits:
            inside = any(a <= edit.raw_start < b for a, b in covered)
            if inside and edit.rule in EXHAUSTIVE and not any(touching([edit], *span) for span in spans):
                tallies[edit.rule].stray += 1
                tallies[edit.rule].errors.append(f"not in gold: {head['file']} {edit.before!r} → {edit.after!r}")
    return tallies


def _judge_record(record: dict[str, Any], document: CleanDocument, span: tuple[int, int], tallies: dict[str, Tally]) -> None:
    expected = RULE_OF_WHY[record.get("why", record["kind"])]
    rules = [e.rule for e in touching(document.edits, *span)]
    tally = tallies[expected if expected in rules or not rules else rules[0]]
    got = flat(repaired(document, *span))
    wanted = [flat(text) for text in (record["text"], *_others(record))]
    tally.restored += got in wanted
    tally.left += got not in wanted and got == flat(record["raw"])
    tally.wrong += got not in wanted and got != flat(record["raw"])
    if got not in wanted:
        tally.errors.append(f"{record['line']}: {record['raw']!r} → {got!r}, not {record['text']!r}")


def _others(record: dict[str, Any]) -> list[str]:
    other = record.get("alt") or []
    return [other] if isinstance(other, str) else list(other)


def rule_names() -> list[str]:
    """The rules in the order in which they first run."""
    return list(dict.fromkeys(name for name, _ in RULES))


def table_of_damage(tallies: dict[tuple[str, str], Tally], undamaged: Counter[str]) -> str:
    """One row for each kind of damage, in the order of the rules; a rule without any has a row too."""

    def rows() -> Iterator[Sequence[object]]:
        for rule in rule_names():
            for (name, kind), t in tallies.items():
                if name == rule:
                    yield f"`{rule}`", kind, t.total, t.recall, t.precision, undamaged[rule]
            if not any(name == rule for name, _ in tallies):
                yield f"`{rule}`", "not made", None, None, None, undamaged[rule]

    return make_table(["rule", "damage", "times", "recall", "precision", "changes of undamaged text"], rows())


def table_of_gold(tallies: dict[str, Tally]) -> str:
    """One row for each rule that the gold knows."""
    rows = []
    for rule in rule_names():
        if rule in tallies:
            t, is_full = tallies[rule], rule in EXHAUSTIVE
            rows.append((f"`{rule}`", t.total, t.recall, t.precision if is_full else None, t.stray if is_full else None))
    return make_table(["rule", "annotated", "recall", "precision", "changes not annotated"], rows)


def main() -> None:
    """Measure, print, and write the tables into docs/cleaning.md."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=ROUNDS, help="how often each text is damaged in each way")
    options.add_argument("--errors", type=int, default=0, help="mistakes to show for each row")
    given = options.parse_args()
    knowledge = load_knowledge()
    texts = [clean_document(raw, knowledge).text for raw in documents()]
    again = [clean_text(text, knowledge) for text in texts]
    undamaged = Counter(edit.rule for document in again for edit in document.edits)
    made = measure_layout(knowledge) | measure_made_damage(texts, knowledge, given.rounds)
    gold = measure_gold(knowledge)
    words = sum(len(text.split()) for text in texts)
    head = f"Made damage: {words:,} words of the sample corpus, each kind of damage {given.rounds} times with other seeds."
    tables = f"{head}\n\n{table_of_damage(made, undamaged)}\n\nDamage annotated in `tests/gold`:\n\n{table_of_gold(gold)}"
    print(tables)
    for name, tally in [*made.items(), *gold.items()]:
        for error in tally.errors[: given.errors]:
            print(name, error)
    if given.rounds == ROUNDS:
        write_between(PAGE, "measured by benchmarks.repairs", tables)


if __name__ == "__main__":
    main()
