"""What is kept of the model's spans: names of the genre, no headings, verbs, laws or debris."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS
from pipeline.extract.acronyms import YEAR_AFTER
from pipeline.extract.demonyms import is_demonym
from pipeline.extract.model_patterns import (
    AND_NOUN,
    COMPASS,
    DEBRIS,
    GOES_ON_IN_CELL,
    GREETED,
    IN_ADDRESS,
    IN_ROOM,
    INITIAL_BEFORE,
    INNER_CAPITAL,
    KNOWN_FORM,
    LABEL_BEFORE,
    LED_BODY,
    LONGEST,
    MEDIUM_BEFORE,
    NO_BODIES,
    NO_NAME,
    NOUN_AFTER,
    NUMBERED_NOUN,
    OBJECT_AFTER,
    PEOPLE_OF_TOWN,
    PUBLICATION_AFTER,
    SHORT_CODE,
    SITES,
    SLASHED,
    STATES,
    STREET_AT_NUMBER,
    THE_ONE_BEFORE,
    TOOL_BEFORE,
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
from pipeline.extract.proposal import Proposal, is_noun_here, starts_sentence
from pipeline.french import fold
from pipeline.knowledge import Knowledge


def _no_name(p: Proposal) -> bool:
    return len(p.name) > LONGEST or not any(map(str.isupper, p.name)) or DEBRIS.search(p.name) is not None


def _type_alone(p: Proposal) -> bool:
    return (p.opens_with(ANAPHOR.heads) and ANAPHOR.pattern.fullmatch(p.name) is not None) or p.name in STATES


def _other_abbreviation(p: Proposal) -> bool:
    if p.name.replace(".", "").upper() in NOT_ORGANISATIONS or p.name in p.other_acronyms:
        return True
    two = TWO_CLASSES.match(p.name)
    return two is not None and two[1] in NOT_ORGANISATIONS and two[2] in NOT_ORGANISATIONS


def _tool(p: Proposal) -> bool:
    if " " in p.name or p.is_place or p.knowledge.registers.body(p.name):
        return False
    before = p.before(48)
    medium = MEDIUM_BEFORE.search(before)
    is_product = medium is not None and (medium.group().startswith("via") or INNER_CAPITAL.fullmatch(p.name) is not None)
    return TOOL_BEFORE.search(before) is not None or (medium is not None and (p.label != "ORG" or is_product))


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
    if p.label == "PER" and PEOPLE_OF_TOWN.fullmatch(p.name) and GREETED.search(p.before(12)):
        return True  # « chers Vertaviens »
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
    words = p.words
    common = [_is_common(w, p.knowledge) for w in words if w[0].isupper()]
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
    if INITIAL_BEFORE.search(p.before(4)) and not p.is_place:
        return True  # « avenue du Dr J. [Fourcade] »
    if STREET_AT_NUMBER.search(p.text, max(0, p.start - 8), p.start + 12):
        return True
    return bool(IN_ROOM.search(p.before(14)) or (any(map(str.isdigit, p.before(30))) and STREET.search(p.before(40))))


def _numbered_noun(p: Proposal) -> bool:
    if p.label == "PER" and any(map(str.isdigit, p.name)):
        return True
    if p.label == "LOC" and is_noun_here(p.text, p.end, p.bare, p.knowledge):
        return True
    numbered = NUMBERED_NOUN.fullmatch(p.name)
    return numbered is not None and p.knowledge.lexicon.is_common(numbered[1])


def _common_phrase(p: Proposal) -> bool:
    """« Régime indemnitaire », « les Établissements associatifs »: a common word and small letters, which no « la » makes the one."""
    if p.label == "PER" or len(p.words) < 2 or not p.name[1:].islower() or p.words[0] in INSTITUTION_HEADS or p.is_place:
        return False
    if not _is_common(p.words[0], p.knowledge) or p.knowledge.registers.body(p.name) or (p.label == "LOC" and p.words[0] in SITES):
        return False
    return not (THE_ONE_BEFORE.search(p.before(8)) or LED_BODY.search(p.before(30)))


def _slashed(p: Proposal) -> bool:
    """« Chapiteaux/tentes », « Tram/Bus »: one of several common words between strokes."""
    if p.label == "PER" or "/" not in p.text[max(0, p.start - 2) : p.end + 2] or p.is_place or p.knowledge.registers.body(p.name):
        return False
    start = max(p.text.rfind("\n", 0, p.start) + 1, p.start - 80)
    chain = next((m for m in SLASHED.finditer(p.text, start, p.end + 60) if m.start() < p.end and p.start < m.end()), None)
    return chain is not None and any(w.islower() or p.knowledge.lexicon.is_common(w) for w in WORD.findall(chain.group()))


def _short_code(p: Proposal) -> bool:
    return p.label == "LOC" and SHORT_CODE.fullmatch(p.name) is not None and THE_ONE_BEFORE.search(p.before(8)) is None


def _is_common(word: str, knowledge: Knowledge) -> bool:
    """Whether a word is common, with the accent that its capital may lack."""
    return knowledge.lexicon.is_common(word) or (word[0] == "E" and knowledge.lexicon.is_common("É" + word[1:]))


def _label_of_text(p: Proposal) -> bool:
    """A line, or the first of two nouns after a number, whose words French knows and of which only the first has a capital."""
    if p.label == "PER" or not p.name[1:].islower() or p.name in ALONE or p.is_place or p.knowledge.registers.body(p.name):
        return False
    words = p.words
    if words[0] in INSTITUTION_HEADS or not all(p.knowledge.lexicon.knows(w, KNOWN_FORM) for w in words):
        return False
    line = p.text[p.text.rfind("\n", 0, p.start) + 1 : p.start].rstrip()
    if p.label == "LOC" and not line and GOES_ON_IN_CELL.match(p.text, p.end):
        return True  # « Chemise cartonnée », in a table
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
        "common phrase": _common_phrase,  # « Régime indemnitaire »
        "words between strokes": _slashed,  # « Chapiteaux/tentes »
        "short code": _short_code,  # « A3 »
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
