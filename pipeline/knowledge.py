"""What the stages know of French and of France, loaded once per worker and passed to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.french import fold
from pipeline.lexicon import Lexicon, load_lexicon
from pipeline.ngrams import Ngrams, load_ngrams
from pipeline.own import Own
from pipeline.registers import Registers, load_registers

NOTHING = Own()


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Words with frequencies, word sequences of administrative French, and the official registers; equal to itself alone."""

    lexicon: Lexicon
    ngrams: Ngrams
    registers: Registers
    headings: Mapping[str, str] = field(default_factory=dict)
    """A user's own headings, folded, to the type of section that they open."""


def load_knowledge(own: Own = NOTHING, registers: Registers | None = None) -> Knowledge:
    """Read all resources (0.2 s and 115 MB) and add a user's own; nothing is fetched."""
    headings = {fold(heading).strip(" .:"): kind for heading, kind in own.headings.items()}
    return Knowledge(load_lexicon(own.words), load_ngrams(), registers or load_registers(own.bodies), headings)
