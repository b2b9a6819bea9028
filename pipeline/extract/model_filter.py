"""What is kept of the model's spans: names of the genre, no headings, verbs, laws or debris."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline.extract.acronym_patterns import NOT_ORGANISATIONS, SCHEMES, TECHNICAL
from pipeline.extract.acronyms import YEAR_AFTER
from pipeline.extract.model import ModelSpan
from pipeline.extract.name_patterns import (
    ADJECTIVE_BEFORE,
    ALONE,
    ANAPHOR,
    BODY_ENDING,
    CREDIT_START,
    FUNCTION_START,
    INHABITANTS,
    INSTITUTION_HEADS,
    NOT_A_NAME,
    OTHER_START,
    PLURAL_BEFORE,
    QUOTED_SCHEME,
    STREET,
    TITLES,
)
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

EDGES = " \u00a0\t-–—«»\"'\u2019“”(),.;:!?*/|→>#•"
ARTICLE_START = re.compile(
    r"^(?:[a-zà-ÿ]{4,} (?=d[eu]s? |d['\u2019]))?(?:(?:la|le|les|du|des|de|au|aux|un|une|en|et|à)[ \u00a0]|[LlDd]['\u2019])+(?=[A-ZÀ-Ý])"
)
"""« la [France] », « communes de [Dole] »"""
SENTENCE_END = frozenset(".!?…:;\n→•>|\t#")
ENUMERATOR = re.compile(r"\n[A-Z\d][).] ?$")
PREPOSED = re.compile(r"\b(?:à|À|en|sur|vers)[ \u00a0]$")
LONGEST = 90
"""Longer model spans are runs of debris."""
DEBRIS = re.compile(r"[@%\t\n→<>|=]|\.(?:fr|org|com|eu)\b")
"""Marks that no name holds."""
NO_NAME = re.compile(
    r"[IVXLC]+(?:e|er|ème)?$|[LD]['\u2019][a-zà-ÿ]|[Pp]\.? ?\d+$|(?:LO|[ALRD]\.)(?: ?\d|$)"
    r"|[A-Z]{2,5}/ |[Dd]irections? [Gg]énérales?$|Assemblée [Gg]énérale$"
    r"|Comité (?:de (?:pilotage|suivi)|technique)$"
    r"|(?:Conseil|Collectivité|Agglo)$|(?:L[ea] )?(?:Maire|Présidente?|Préfète?|Préfet)$|(?:Bravo|Merci|Bienvenue|Bonjour|Félicitations)$|(?:Monsieur|Madame|Mesdames|Messieurs|Mademoiselle|Mme|Mlle)$"
)
"""« XXIe », « D'une métropole à l'autre », « P.22 », « L. 2121-20 », « Monsieur », « DGS/ DG », « Direction Générale »"""
GIVEN_AND_CAPITALS = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý]{4,}(?:-[A-ZÀ-Ý]{3,})?")
"""« Jeanne MARTIN »: a person, whatever the model says."""
VERB = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re)")
OBJECT_AFTER = re.compile(r"[ \u00a0](?:les?|la|des?|du|une?|aux?|à|en|l['\u2019]|d['\u2019])\b|[ \u00a0][ld]['\u2019]")
"""« Cartographier les usages »: an infinitive that opens a heading."""
ENUMERATED = re.compile(r"^(?:[A-Z]\. )(?=[A-ZÀ-Ý])")
ABBREVIATION_FIRST = re.compile(r"([A-Z]{3,}) ([A-ZÀ-Ý][a-zà-ÿ]+)$")
"""« CNFPT Graphisme »: the next word starts something else."""
NOUN_AFTER = re.compile(r"[ \u00a0](?:de[ \u00a0]|du[ \u00a0]|des[ \u00a0]|d['\u2019])")
"""« Déchèterie de … »: a word with a complement at the start of a line is a noun."""
TOWN = 20000
"""A common word that opens a sentence is a place only if it is a town of this size (as in ``candidates``)."""
NUMBERED_BODY = re.compile(r"[A-Z]{3,6}[ \u00a0-]?\d{2,3}")
"""« CDG 25 »"""
TWO_BODIES = re.compile(r"[ \u00a0]et[ \u00a0](?:la |le |les |l['\u2019])(?=[A-ZÀ-Ý])")
"""« l'Agence régionale de santé [et l']Assurance maladie »"""
SAINT = re.compile(r"Sainte?-[A-ZÀ-Ý][\w'-]+")
"""With a hyphen and nothing before, a place: « Saint-Éloi »."""
OF_FRANCE = re.compile(r"(?!Île)[A-ZÀ-Ý][\wÀ-ÿ]{2,}[- ]France|France [A-ZÀ-Ý][a-zà-ÿ]\w+(?: [A-ZÀ-Ý]\w+)?")
"""« Météo-France », « France Urbaine »"""
NUMBERED_NOUN = re.compile(r"([^\W\d_]+)[ \u00a0](?:[A-Z]|[IVX]+|\d+)")
"""« Groupe B », « Tranche 3 », « Lot II »"""
COMPASS = re.compile(r"(?:(?:[Ss]ud|SUD|[Oo]uest|OUEST|[Ee]st|EST|[Nn]ord|NORD|[Cc]entre|CENTRE)(?:[- ]|$))+")
STATES = ("État", "Etat")
"""The rule says which « État » is the State (« l'État ») and which is not (« chef de l'État »)."""
SPACED_DASH = re.compile(r"(?<=\w)[ \u00a0][-–—][ \u00a0]")
"""« Port Marianne - Extension »: a name does not run across it."""
LOWER_ARTICLE = re.compile(r"(?:le|la|les)[ \u00a0](?=[A-ZÀ-Ý])|l['\u2019](?=[A-ZÀ-Ý])")
"""« le [Maire] »"""
LOOSE_END = re.compile(r"[ \u00a0](?:de|du|des|la|le|les|et|en|à|au|aux|pour|d['\u2019]|l['\u2019])$")
WORD = re.compile(r"[^\W\d_]+")
NO_BODIES = SCHEMES | TECHNICAL
LED_BODY = re.compile(
    r"\b(?:[Pp]résidente?|[Dd]irect(?:eur|rice)|[Dd]élégué[e]? générale?|[Ff]ondat(?:eur|rice)|[Cc]ofondat(?:eur|rice)|[Pp]orte-parole|[Tt]résori(?:er|ère))"
    r" (?:d[eu] |d['\u2019]|des |de la )$"
)
"""« présidente de [Territoires vivants] »: a body, where no register knows a place of the name."""
IN_ADDRESS = re.compile(
    r"\b(?:rue|avenue|boulevard|bd|place|quai|square|impasse|allées?|cours|chemin|esplanade|promenade|arrêt|station|salle|hall|amphithéâtre|auditorium"
    r"|gymnase|stade|espace|résidence|pont|jardin|parc|bâtiment|théâtre|crèche|prix)[ \u00a0](?:du (?:général|maréchal|docteur) )?$",
    re.IGNORECASE,
)
"""« 1 rue [Edmond Michelet] », « l'arrêt [Duchesse Anne] »: named after a person, who is not meant."""
PUBLICATION_AFTER = re.compile(r" ?(?:,|[–-]) (?:le |la |l['\u2019])?(?:magazine|journal|lettre|bulletin|revue|newsletter|trimestriel)\b")
IN_ROOM = re.compile(r"\b(?:salle|amphithéâtre|auditorium|arrêt|station)[ \u00a0]$")
"""« (salle [Loire]) »"""
CAPITAL_ARTICLE = re.compile(r"(?<![^\W\d_])(?:L[ea]s? |L['\u2019])$")
OF_TOWN = re.compile(r"(?:de |d['\u2019]|à )(?=[A-ZÀ-Ý])")
LINE_OR_ROUTE = re.compile(r"(?:ligne|axe|liaison|route|secteur|bassin|quartier)[ \u00a0](?=[A-ZÀ-Ý])")
"""« la ligne [Tours–Loches] »"""
JOINED_PLACES = re.compile(r"(?<=\w)[–/](?=[A-ZÀ-Ý])")
"""« Tours–Loches » are two places."""


LABEL_BEFORE = re.compile(r"(?:[A-Z\d]{1,3}[ \u00a0]?[).:/–-])?")
"""« B) » before a heading"""
AND_NOUN = re.compile(r"[ \u00a0](?:et|ou)[ \u00a0][a-zà-ÿ]")
KNOWN_FORM = 3e-7
"""Share of all words from which a form is a French word: « intrants » has 7e-7."""


def starts_sentence(text: str, position: int) -> bool:
    """Whether a position is where a sentence, heading, bullet or cell starts.

    >>> starts_sentence("Oui. « Renforcer", 7), starts_sentence("à Caen", 2)
    (True, False)
    """
    before = text[max(0, position - 8) : position].rstrip(" \u00a0«“\"'\u2019-–—(*")
    return not before.strip() or before[-1] in SENTENCE_END or ENUMERATOR.search(before) is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A model span with its edges put right, and what it is judged by."""

    text: str
    start: int
    name: str
    label: str
    other_acronyms: frozenset[str]
    """Abbreviations that the text defines as something else than an organisation."""
    lower_words: frozenset[str]
    """The words that the text writes without a capital somewhere."""
    knowledge: Knowledge

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.name)

    def before(self, count: int) -> str:
        """That many characters before the name."""
        return self.text[max(0, self.start - count) : self.start]

    @property
    def is_place(self) -> bool:
        """Whether a register knows a place of this name; a common word (Centres, Rivières) must be a town's or follow « à »."""
        registers = self.knowledge.registers
        if registers.foreign(self.name):
            return True
        found = registers.places(self.name)
        if not found or not self.knowledge.lexicon.is_common(self.name):
            return bool(found)
        return max(a.population or TOWN for a in found) >= TOWN or PREPOSED.search(self.before(6)) is not None


def split_span(text: str, span: ModelSpan) -> Iterator[ModelSpan]:
    """A span, or the two bodies that stand in it.

    >>> text = "Agence régionale de santé et l'Assurance maladie"
    >>> [text[s.start : s.end] for s in split_span(text, ModelSpan(0, 48, "ORG"))]
    ['Agence régionale de santé', 'Assurance maladie']
    """
    both = (TWO_BODIES if span.label == "ORG" else JOINED_PLACES).search(text, span.start, span.end) if span.label != "PER" else None
    if both is None:
        yield span
        return
    yield ModelSpan(span.start, both.start(), span.label)
    yield ModelSpan(both.end(), span.end, span.label)


def keep_model_span(
    text: str, span: ModelSpan, other_acronyms: frozenset[str], lower_words: frozenset[str], knowledge: Knowledge
) -> Mention | None:
    """The mention that a model span gives, its edges and label put right, or None where one of ``REASONS`` speaks against it."""
    start, end = _trim(text, span, knowledge)
    name = text[start:end]
    if len(name) < 2:
        return None
    label = _label(text, start, name, span.label, knowledge)
    proposal = Proposal(text, start, name, label, other_acronyms, lower_words, knowledge)
    if any(speaks_against(proposal) for speaks_against in REASONS.values()):
        return None
    return Mention(start, end, label, name, "model", 0.6)


def _label(text: str, start: int, name: str, said: str, knowledge: Knowledge) -> str:
    """The model's label unless the form of the name speaks against it, or « à » before a town."""
    if GIVEN_AND_CAPITALS.fullmatch(name):
        return "PER"
    if BODY_ENDING.search(name) or (said == "LOC" and name.partition(" ")[0] in INSTITUTION_HEADS and " " in name):
        return "ORG"
    if said == "LOC" and " " in name and LED_BODY.search(text[max(0, start - 30) : start]) and not knowledge.registers.places(name):
        return "ORG"
    if said == "LOC" and (NUMBERED_BODY.fullmatch(name) or (OF_FRANCE.fullmatch(name) and not knowledge.registers.places(name))):
        return "ORG"
    # « représente la France »: the country, not a woman of that name
    if said == "PER" and (SAINT.fullmatch(name) or (name == "France" and text.endswith("la ", 0, start))):
        return "LOC"
    if said == "PER" and " " not in name and PREPOSED.search(text[max(0, start - 6) : start]) and knowledge.registers.places(name):
        return "LOC"
    return said


def _trim(text: str, span: ModelSpan, knowledge: Knowledge) -> tuple[int, int]:
    """The span without marks, articles, titles and functions at its edges."""
    start, end = span.start, span.end
    if dash := SPACED_DASH.search(text, start, end):
        end = dash.start()
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    if span.label != "PER" and (number := ENUMERATED.match(text[start:end])):
        start += number.end()
    if (short := ABBREVIATION_FIRST.match(text[start:end])) and knowledge.lexicon.is_common(short[2]):
        end = start + len(short[1])
    if span.label == "LOC" and (article := CAPITAL_ARTICLE.search(text, max(0, start - 4), start)):
        if knowledge.registers.places(text[article.start() : end]) and not starts_sentence(text, article.start()):
            start = article.start()  # « #8 [Les Sables-d'Olonne] »
    while loose := LOOSE_END.search(text[start:end]):
        end = start + loose.start()
    for pattern in (TITLES, FUNCTION_START, CREDIT_START, ARTICLE_START) if span.label != "LOC" else (FUNCTION_START, ARTICLE_START, LINE_OR_ROUTE):
        if pattern is ARTICLE_START and span.label == "PER":
            pattern = LOWER_ARTICLE
        if match := pattern.match(text[start:end]):
            start += match.end()
    if span.label == "PER" and (of := OF_TOWN.match(text[start:end])) and knowledge.registers.places(text[start + of.end() : end]):
        start += of.end()  # « mes collègues [de Metz] »
    return start, end


def _no_name(p: Proposal) -> bool:
    return len(p.name) > LONGEST or not any(c.isupper() for c in p.name) or DEBRIS.search(p.name) is not None


def _law_or_plan(p: Proposal) -> bool:
    if OTHER_START.match(p.name):
        return True
    return p.label != "PER" and bool(NOT_A_NAME.search(p.before(40)) or QUOTED_SCHEME.search(p.before(60)) or _spells_scheme(p.name))


def _spells_scheme(name: str) -> bool:
    """Whether the capitals of several words are those of a plan, a tax or a technology: « Très Haut Débit » (THD)."""
    initials = "".join(w[0] for w in WORD.findall(name) if w[0].isupper())
    return len(initials) > 2 and initials in NO_BODIES


def _inhabitants(p: Proposal) -> bool:
    before = p.before(16)
    people = p.label == "LOC" and p.name.isalpha() and INHABITANTS.search(p.name) and not p.is_place
    if people and p.name.endswith("s") and starts_sentence(p.text, p.start):
        return True
    return bool(people) and bool(PLURAL_BEFORE.search(before) or ADJECTIVE_BEFORE.search(before))


def _infinitive(p: Proposal) -> bool:
    words = WORD.findall(p.name)
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
    is_common = p.knowledge.lexicon.is_common
    words = WORD.findall(p.name)
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
    before = p.before(40)
    return bool(IN_ADDRESS.search(before) if p.label == "PER" else IN_ROOM.search(before) or STREET.search(before))


def _numbered_noun(p: Proposal) -> bool:
    if p.label == "PER" and any(c.isdigit() for c in p.name):
        return True
    numbered = NUMBERED_NOUN.fullmatch(p.name)
    return numbered is not None and p.knowledge.lexicon.is_common(numbered[1])


def _label_of_text(p: Proposal) -> bool:
    """A line, or the first of two nouns after a number, whose words French knows and of which only the first has a capital."""
    if p.label == "PER" or not p.name[1:].islower() or p.name in ALONE or p.is_place or p.knowledge.registers.body(p.name):
        return False
    words = WORD.findall(p.name)
    if words[0] in INSTITUTION_HEADS or not all(p.knowledge.lexicon.knows(w, KNOWN_FORM) for w in words):
        return False
    line = p.text[p.text.rfind("\n", 0, p.start) + 1 : p.start].rstrip()
    is_line = LABEL_BEFORE.fullmatch(line) is not None and p.text[p.end : p.end + 1] in ("", "\n")
    return is_line or (bool(line) and (line[-1].isdigit()) and len(words) == 1 and AND_NOUN.match(p.text, p.end) is not None)


def _word_of_text(p: Proposal) -> bool:
    """« Numérique sobre », « les Ateliers »: at the start of a sentence or after « les », and without a capital elsewhere."""
    if p.label == "PER" or p.name in ALONE or p.is_place or p.knowledge.registers.body(p.name):
        return False
    lower = p.name[0].lower() + p.name[1:] in p.text
    if not starts_sentence(p.text, p.start):
        if len(p.name.split()) > 2 and p.name[1:].islower() and p.knowledge.lexicon.is_common(p.name.split()[0]):
            return lower  # « en Protection de l'enfance »
        several = p.name.isalpha() and PLURAL_BEFORE.search(p.before(14)) is not None
        return several and (p.name.lower() in p.lower_words or NOUN_AFTER.match(p.text, p.end) is not None)
    if not p.name.isalpha():
        return p.name[1:].islower() and lower
    is_line = not p.text[p.text.rfind("\n", 0, p.start) + 1 : p.start].strip() and p.text[p.end : p.end + 1] in ("", "\n")
    return is_line or p.name.lower() in p.lower_words or NOUN_AFTER.match(p.text, p.end) is not None


REASONS: Mapping[str, Callable[[Proposal], bool]] = MappingProxyType(
    {
        "debris": _no_name,  # « → Voir », « P.22 | », a run of ninety characters
        "abbreviation of something else": lambda p: p.name.upper() in NOT_ORGANISATIONS or p.name in p.other_acronyms,  # « ETP », « PLU »
        "type of authority alone": lambda p: ANAPHOR.pattern.fullmatch(p.name) is not None or p.name in STATES,  # « Région »
        "form of no name": lambda p: NO_NAME.match(p.name) is not None,  # « XXIe », « Madame », « Direction Générale »
        "law, plan or event": _law_or_plan,  # « loi NOTRe », « Schéma directeur »
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
