"""Abbreviations of organisations: what the documents define, and the national bodies of the resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.french import fold
from pipeline.normalise.keys import organisation_key
from pipeline.records import Extraction
from pipeline.registers import Registers


@dataclass(slots=True)
class Acronyms:
    """Short form → long form: a document's own definition first, then the resources, then the rest of the corpus."""

    registers: Registers
    documents: dict[str, dict[str, str]] = field(default_factory=dict)
    corpus: dict[str, str] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    """Organisation key of a long form → its short form as printed."""

    def expand(self, text: str, doc_id: str) -> str | None:
        """The long form of an abbreviation, None when the text is none that is known."""
        short = fold(text).replace(".", "")
        own = self.documents.get(doc_id, {}).get(short)
        if own:
            return own
        body = self.registers.body(text)
        return body.name if body else self.corpus.get(short)

    def is_defined(self, text: str) -> bool:
        """Whether a document binds the short form to its long form in so many words."""
        short = fold(text).replace(".", "")
        return any(short in defined for defined in self.documents.values())


def collect_acronyms(extractions: Iterable[Extraction], registers: Registers) -> Acronyms:
    """All definitions of a corpus; between documents that disagree nothing is carried over."""
    found = Acronyms(registers)
    longs: dict[str, Counter[str]] = {}
    for body in registers.bodies.values():
        found.shorts[organisation_key(body.name)] = body.acronym
    for extraction in extractions:
        for acronym in extraction.acronyms:
            short = fold(acronym.short).replace(".", "")
            found.documents.setdefault(extraction.doc_id, {}).setdefault(short, acronym.long)
            found.shorts.setdefault(organisation_key(acronym.long), acronym.short)
            longs.setdefault(short, Counter())[acronym.long] += 1
    for short, counts in longs.items():
        if len({organisation_key(long) for long in counts}) == 1:
            found.corpus[short] = min(counts, key=lambda long: (-counts[long], long))
    return found
