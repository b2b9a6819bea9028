"""A span of the model as it is judged: its words, what stands before it, whether a register knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.headed import words_of
from pipeline.extract.model_patterns import ENUMERATOR, LOWER_WORD, NOUN_AFTER, NUMBER_OF_NOUN, PREPOSED, SENTENCE_END, TOWN, WORD
from pipeline.knowledge import Knowledge

OPENING_ARTICLE = re.compile(r"^(?:L[ea]s? |L['\u2019])")


def starts_sentence(text: str, position: int) -> bool:
    """Whether a position is where a sentence, heading, bullet or cell starts.

    >>> starts_sentence("Oui. « Renforcer", 7), starts_sentence("à Caen", 2)
    (True, False)
    """
    before = text[max(0, position - 8) : position].rstrip(" \u00a0«“\"'\u2019-–—(*")
    return not before.strip() or before[-1] in SENTENCE_END or ENUMERATOR.search(before) is not None


@dataclass(slots=True)
class Proposal:
    """A model span with its edges put right, and what it is judged by; several reasons ask for its words and whether it is a place."""

    text: str
    start: int
    name: str
    label: str
    other_acronyms: frozenset[str]
    """Abbreviations that the text defines as something else than an organisation."""
    knowledge: Knowledge
    end: int = field(init=False)
    """Where the name ends."""
    words: list[str] = field(init=False)
    _is_place: bool | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.end = self.start + len(self.name)
        self.words = WORD.findall(self.name)

    def opens_with(self, heads: frozenset[str]) -> bool:
        """Whether the first word is one of these: looked at before a pattern that starts with them is tried."""
        return bool(self.words) and self.words[0] in heads

    def before(self, count: int) -> str:
        """That many characters before the name."""
        return self.text[max(0, self.start - count) : self.start]

    @property
    def is_place(self) -> bool:
        """Whether a register knows a place of this name; a common word (Centres, Rivières) must be a town's or follow « à »."""
        if self._is_place is None:
            self._is_place = self._find_place()
        return self._is_place

    def _find_place(self) -> bool:
        registers = self.knowledge.registers
        if registers.foreign(self.name):
            return True
        found = registers.places(self.name)
        if not found or not self.knowledge.lexicon.is_common(self.name):
            return bool(found)
        return max(a.population or TOWN for a in found) >= TOWN or PREPOSED.search(self.before(6)) is not None

    @property
    def bare(self) -> str:
        """The name without an article before it: « Le Lot » is « Lot »."""
        return OPENING_ARTICLE.sub("", self.name)

    @property
    def stands_in_lower_case(self) -> bool:
        """Whether the text writes the name without its first capital somewhere."""
        return self.name[0].lower() + self.name[1:] in self.text

    @property
    def has_lower_form(self) -> bool:
        """Whether the text writes the word without a capital somewhere."""
        word = self.name.lower()
        seen = (LOWER_WORD.match(self.text, at) for at in words_of(self.text).starts(word))
        return any(match and match[0] == word for match in seen)


def is_noun_here(text: str, end: int, name: str, knowledge: Knowledge) -> bool:
    """Whether what ends here is a common word that counts or begins a phrase, not the territory that it also names.

    >>> from pipeline.knowledge import load_knowledge
    >>> [is_noun_here(text, 3, "Lot", load_knowledge()) for text in ("Lot n° 3", "Lot : 14", "Lot de terrains", "Lot et Dordogne")]
    [True, True, True, False]
    """
    if " " in name or not knowledge.lexicon.is_common(name) or knowledge.registers.foreign(name):
        return False
    of = NOUN_AFTER.match(text, end)
    return NUMBER_OF_NOUN.match(text, end) is not None or (of is not None and text[of.end() : of.end() + 1].islower())
