"""What is kept of the model's spans: names of the genre, no headings, verbs, laws or debris."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS
from pipeline.extract.acronyms import YEAR_AFTER
from pipeline.extract.demonyms import is_demonym
from pipeline.extract.headed import words_of
from pipeline.extract.model_patterns import (
    AND_NOUN,
    COMPASS,
    DEBRIS,
    ENUMERATOR,
    IN_ADDRESS,
    IN_ROOM,
    KNOWN_FORM,
    LABEL_BEFORE,
    LONGEST,
    LOWER_WORD,
    MEDIUM_BEFORE,
    NO_BODIES,
    NO_NAME,
    NOUN_AFTER,
    NUMBERED_NOUN,
    OBJECT_AFTER,
    PREPOSED,
    PUBLICATION_AFTER,
    SENTENCE_END,
    STATES,
    TOOL_BEFORE,
    TOWN,
    TWO_CLASSES,
    VERB,
    WORD,
)
from pipeline.extract.name_patterns import (
    ADJECTIVE_BEFORE,
    ALONE,
    ANAPHOR,
    INHABITANTS,
    INSTITUTION_HEADS,
    NOT_A_NAME,
    OTHER_HEADS,
    OTHER_START,
    PLURAL_BEFORE,
    QUOTED_SCHEME,
    STREET,
)
from pipeline.french import fold
from pipeline.knowledge import Knowledge


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
    def stands_in_lower_case(self) -> bool:
        """Whether the text writes the name without its first capital somewhere."""
        return self.name[0].lower() + self.name[1:] in self.text

    @property
    def has_lower_form(self) -> bool:
        """Whether the text writes the word without a capital somewhere."""
        word = self.name.lower()
        seen = (LOWER_WORD.match(self.text, at) for at in words_of(self.text).starts(word))
        return any(match and match[0] == word for match in seen)


def _no_name(p: Proposal) -> bool:
    return len(p.name) > LONGEST or not any(map(str.isupper, p.name)) or DEBRIS.search(p.name) is not None


def _type_alone(p: Proposal) -> bool:
    return (p.opens_with(ANAPHOR.heads) and ANAPHOR.pattern.fullmatch(p.name) is not None) or p.name in STATES


def _other_abbreviation(p: Proposal) -> bool:
    if p.name.upper() in NOT_ORGANISATIONS or p.name in p.other_acronyms:
        return True
    two = TWO_CLASSES.match(p.name)
    return two is not None and two[1] in NOT_ORGANISATIONS and two[2] in NOT_ORGANISATIONS


def _tool(p: Proposal) -> bool:
    if " " in p.name or p.is_place or p.knowledge.registers.body(p.name):
        return False
    before = p.before(48)
    return TOOL_BEFORE.search(before) is not None or (p.label != "ORG" and MEDIUM_BEFORE.search(before) is not None)


def _law_or_plan(p: Proposal) -> bool:
    if p.opens_with(OTHER_HEADS) and OTHER_START.match(p.name):
        return True
    if p.label == "PER":
        return False
    quoted = p.before(2).strip()[-1:] in ("«", "“", '"') and QUOTED_SCHEME.search(p.before(60))
    return bool(quoted or NOT_A_NAME.search(p.before(40)) or _spells_scheme(p.words))


def _spells_scheme(words: list[str]) -> bool:
    """Whether the capitals of several words are those of a plan, a tax or a technology: « Très Haut Débit » (THD)."""
    return len(words) > 2 and len(initials := "".join(w[0] for w in words if w[0].isupper())) > 2 and initials in NO_BODIES


def _inhabitants(p: Proposal) -> bool:
    if p.label != "PER" and is_demonym(p.name) and not p.is_place:
        return True  # « la Suissesse », « en Italien »
    before = p.before(16)
    people = p.label == "LOC" and p.name.removeprefix("Les ").isalpha() and INHABITANTS.search(p.name) and not p.is_place
    if people and p.name.endswith("s") and starts_sentence(p.text, p.start):
        return True
    return bool(people) and bool(PLURAL_BEFORE.search(before) or ADJECTIVE_BEFORE.search(before))


def _infinitive(p: Proposal) -> bool:
    words = p.words
    if not words or (p.label == "PER" and len(words) > 1) or not VERB.fullmatch(words[0]) or p.is_place:
        return False
    if not OBJECT_AFTER.match(p.text, p.start + len(words[0])):
        is_sentence = len(words) == 1 and starts_sentence(p.text, p.start) and p.text[p.end : p.end + 1] in (".", "!", "?")
        return is_sentence and p.knowledge.lexicon.knows(p.name, KNOWN_FORM)  # « Planter. »
    if len(words) == 1 and not p.knowledge.registers.body(p.name):
        return True
    return starts_sentence(p.text, p.start) or (len(words) > 1 and p.knowledge.lexicon.is_common(words[0]))


def _common_words(p: Proposal) -> bool:
    if p.name in ALONE or p.is_place:
        return False
    is_common, words = p.knowledge.lexicon.is_common, p.words
    common = [is_common(w) or (w[0] == "E" and is_common("É" + w[1:])) for w in words if w[0].isupper()]
    if p.label != "PER" and len(words) == 1 and words[0].lower() in _without_accents(p.knowledge.lexicon.common_words):
        return True  # « Regions »
    if all(common):
        return p.label == "PER" or len(words) == 1 or starts_sentence(p.text, p.start)
    return p.label == "PER" and common[0] and starts_sentence(p.text, p.start)


@cache
def _without_accents(words: frozenset[str]) -> frozenset[str]:
    """The common words that have accents, without them: as they are printed in capitals or by careless hands."""
    return frozenset(bare for w in words if (bare := fold(w)) != w and len(bare) > 4)


def _edition(p: Proposal) -> bool:
    return p.name.isupper() and YEAR_AFTER.match(p.text, p.end) is not None and not p.knowledge.registers.body(p.name)


def _in_address(p: Proposal) -> bool:
    if p.label == "PER":
        return IN_ADDRESS.search(p.before(26)) is not None
    return bool(IN_ROOM.search(p.before(14)) or (any(map(str.isdigit, p.before(30))) and STREET.search(p.before(40))))


def _numbered_noun(p: Proposal) -> bool:
    if p.label == "PER" and any(map(str.isdigit, p.name)):
        return True
    numbered = NUMBERED_NOUN.fullmatch(p.name)
    return numbered is not None and p.knowledge.lexicon.is_common(numbered[1])


def _label_of_text(p: Proposal) -> bool:
    """A line, or the first of two nouns after a number, whose words French knows and of which only the first has a capital."""
    if p.label == "PER" or not p.name[1:].islower() or p.name in ALONE or p.is_place or p.knowledge.registers.body(p.name):
        return False
    words = p.words
    if words[0] in INSTITUTION_HEADS or not all(p.knowledge.lexicon.knows(w, KNOWN_FORM) for w in words):
        return False
    line = p.text[p.text.rfind("\n", 0, p.start) + 1 : p.start].rstrip()
    is_line = LABEL_BEFORE.fullmatch(line) is not None and p.text[p.end : p.end + 1] in ("", "\n")
    return is_line or (bool(line) and (line[-1].isdigit()) and len(words) == 1 and AND_NOUN.match(p.text, p.end) is not None)


def _word_of_text(p: Proposal) -> bool:
    """« Numérique sobre », « les Ateliers »: at the start of a sentence or after « les », and without a capital elsewhere."""
    if p.label == "PER" or p.name in ALONE or p.is_place or p.knowledge.registers.body(p.name):
        return False
    if not starts_sentence(p.text, p.start):
        if len(p.name.split()) > 2 and p.name[1:].islower() and p.knowledge.lexicon.is_common(p.name.split()[0]):
            return p.stands_in_lower_case  # « en Protection de l'enfance »
        several = p.name.isalpha() and PLURAL_BEFORE.search(p.before(14)) is not None
        return several and (p.has_lower_form or NOUN_AFTER.match(p.text, p.end) is not None)
    if not p.name.isalpha():
        return p.name[1:].islower() and p.stands_in_lower_case
    is_line = not p.text[p.text.rfind("\n", 0, p.start) + 1 : p.start].strip() and p.text[p.end : p.end + 1] in ("", "\n")
    return is_line or p.has_lower_form or NOUN_AFTER.match(p.text, p.end) is not None


REASONS: Mapping[str, Callable[[Proposal], bool]] = MappingProxyType(
    {
        "debris": _no_name,  # « → Voir », « P.22 | », a run of ninety characters
        "abbreviation of something else": _other_abbreviation,  # « ETP », « PLU », « TPE & PME »
        "type of authority alone": _type_alone,  # « Région »
        "form of no name": lambda p: NO_NAME.match(p.name) is not None,  # « XXIe », « Madame », « Direction Générale »
        "law, plan or event": _law_or_plan,  # « loi NOTRe », « Schéma directeur »
        "tool": _tool,  # « l'outil Trello »
        "inhabitants": _inhabitants,  # « de nombreux Montreuillois »
        "infinitive": _infinitive,  # « Cartographier les usages »
        "common words": _common_words,  # « Renforcer », « Numérique responsable »
        "publication": lambda p: PUBLICATION_AFTER.match(p.text, p.end) is not None,  # « Horizons, le magazine de … »
        "edition of a year": _edition,  # « EMA 2019 »
        "point of the compass": lambda p: p.label == "LOC" and COMPASS.fullmatch(p.name) is not None,  # « le projet SUD », « l'Ouest »
        "street or hall": _in_address,  # « 1 rue Edmond Michelet »
        "numbered noun": _numbered_noun,  # « Groupe B », « Tranche 3 »
        "label": _label_of_text,  # « B) Intelligence artificielle », « 2030 Intrants et consommation »
        "word of the text": _word_of_text,  # « Numérique sobre », where « le numérique sobre » stands elsewhere
    }
)
"""Why a span of the model is no mention: by name, in the order in which they are asked; docs/ablation.md says what each is worth."""
