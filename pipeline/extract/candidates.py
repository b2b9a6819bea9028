"""Candidate mentions by pattern and by register, on the reading text. ``arbiter`` decides between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.extract import body_patterns as bodies
from pipeline.extract import name_patterns as patterns
from pipeline.extract.acronym_patterns import CLASSES_OF_BODIES, NOT_ORGANISATIONS, ONE_A_TERRITORY
from pipeline.extract.acronyms import ELIDED, SMALL, TOKEN, WRITTEN_AS_NAME
from pipeline.extract.demonyms import is_demonym
from pipeline.extract.model_patterns import IN_ROOM, NEXT_BODY, TOOL_BEFORE
from pipeline.extract.proposal import OPENING_ARTICLE, is_noun_here
from pipeline.knowledge import Knowledge
from pipeline.records import Mention
from pipeline.registers import Authority, Registers

_JOIN = rf"(?:(?:de{patterns.SP}la|du|de|des|sur|en|lès|et){patterns.SP}|de{patterns.SP}l{patterns.AP}|d{patterns.AP})?"
CAPITALISED_RUN = re.compile(
    r"[A-ZÀ-Ýld](?<![\w@.].)"  # the letter first, as in ``acronyms.TOKEN``; from there on as ``HYPHENATED``
    rf"(?:(?<=[LDld]){patterns.AP}(?=[A-ZÀ-Ý])[A-ZÀ-Ý]|(?<![ld]))[\w&]*(?:{patterns.AP}[A-ZÀ-Ý]\w*)?(?:-[\w\u2019']+)*"
    rf"(?:{patterns.SP}{_JOIN}{patterns.HYPHENATED})*"
)
"""Words with capitals that may hold the name of a territory: « Saint-Denis de la Réunion »."""
NATIONAL = re.compile(r"nationale?|mondiale?|européenn?e?|constitutionnel|fédérale?")
GENERAL = re.compile(r"(?:Générale?|Départementale?|Régionale?|Municipale?|Adjointe?|Commune|[Pp]ublics?)")
"""« la Direction Générale » names no direction, « Service Public » no service."""
NUMBERED = re.compile(r"[A-Z]|[IVX]+|\d+")
"""« Groupe B », « Commission II »: a letter or a number names no body."""
LOWER_PLACE = re.compile(r"(?!préfecture|mairie|syndicat|conseil|collectivité)[a-zà-ÿ]")
"""« la ville de … » may be the place, « la préfecture de … » is the body"""
IN_PLACE = re.compile(r"\b(?:(?:[Dd]ans|[Ss]ur|[Àà] travers) (?:le|la)|(?:communes?|villes?|villages?) (?:du|de la)) $")
"""« dans le département de l'[Orne] », « une commune de la région [Bretagne] »: the place, not the authority"""
BODIES = (
    (bodies.LOWER_INSTITUTION, 0.8),
    (bodies.SCHOOL, 0.8),
    (bodies.KNOWN_BODY, 0.85),
    (bodies.ASSOCIATION, 0.85),
    (bodies.PUBLISHER, 0.8),
    (patterns.STATE, 0.95),
)
"""Patterns that need no further look, and their scores."""
POLICY = re.compile(r"olitiques? de la $|ontrats? de $")
"""« la Politique de la [Ville] » is a policy"""
SHARE_AFTER = re.compile(r"(?:[ \u00a0]?:[ \u00a0]?|\t)\d")
"""« Région : 42 M€ » in a plan of funding"""
NUMBER_AFTER = re.compile(r"[ \u00a0](?:n[°o]|\d|[A-Z]\d|[Ss]ervices\b)")
"""« Lot [n° 3] », « Maison France [services] »"""
OWN_COMPLEMENT = re.compile(rf"{patterns.SP}(?:d[eu]s?{patterns.SP}|d{patterns.AP}|pour{patterns.SP}|{patterns.ADJECTIVES}\b)")
"""« l'Agence [de la biomédecine] », « le Syndicat [mixte] »: another body, named in full."""
THE_ONE = re.compile(rf"(?<!\w)(?:[Ll][ea]|[Dd]u|[Aa]u|[Cc]ette?|[Nn]otre){patterns.SP}$|(?<!\w)[LlDd]{patterns.AP}$")
TRADE = re.compile(
    rf"(?:{patterns.SP}(?:Gares{patterns.SP}&{patterns.SP}Connexions|Réseaux?|Ports?|Rail|Habitat|Énergies?|Renouvelables|Immobilier|Voyageurs|Ingénierie|Environnement|Développement|Formation"
    r"|Santé|Mobilités?|Transports?|Eaux?|Aménagement|Conseil|France|Logistics|Solutions|Recherche|Innovation|Participations))+(?![\w-])"
)
"""What a branch of a firm does, after the firm's abbreviation: « SNCF [Réseau] », « EDF [Renouvelables] »."""
AFTER_ACRONYM = re.compile(rf"(?: {patterns.HYPHENATED}){{1,4}}")
APOSTROPHES = ("'", "\u2019")
ELISION = re.compile(rf"[dDlL]{patterns.AP}")
NO_LETTER = re.compile(r"\W")
PART = re.compile(r"[^ \u00a0]+")
MAX_WORDS = 8
"""The longest territory names hold eight words."""
LARGE, TOWN = 5000, 20000
"""A one-word commune below LARGE inhabitants needs a preposition; one whose name is a common word (Pas, Son, Plan) must be a TOWN."""


def find_authorities(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """« la Ville de Créteil » → ORG « Ville de Créteil »; « Bordeaux Métropole »; both of « Ville et Métropole de X » as one."""
    registers = knowledge.registers
    for match in patterns.COORDINATED.finditer(text):
        # « Bordeaux Métropole et la ville de … » are two
        if not re.search(r"(?!Les )[A-ZÀ-Ý][\w-]{2,} $", text[max(0, match.start() - 40) : match.start()]):
            yield _mention(match, "ORG", 0.9)
    for pattern in (patterns.AUTHORITY, patterns.METROPOLIS):
        for match in pattern.finditer(text):
            start, end = _known_span(match, pattern is patterns.METROPOLIS, knowledge)
            if match.group().endswith(" métropole") and not registers.authorities(match.group()):
                continue
            before = text[max(0, match.start() - 16) : match.start()]
            place = re.match(rf"(?:département|région)[ \u00a0]{patterns.ARTICLE}?", match.group())
            if place and IN_PLACE.search(before):
                yield Mention(start + place.end(), end, "LOC", text[start + place.end() : end], "rule", 0.8)
            elif LOWER_PLACE.match(match.group()) and not registers.authorities(text[start:end]):
                # « la ville de Tobrouk »: a place that no register knows
                name = re.search(rf"(?<=[ '\u2019\u00a0])(?!{patterns.ARTICLE}){patterns.PLACE}$", text[start:end])
                if name:
                    at = start + name.start() + (2 if re.match(rf"[ld]{patterns.AP}", name.group()) else 0)
                    yield Mention(at, end, "LOC", text[at:end], "rule", 0.6)
            else:
                yield Mention(start, end, "ORG", text[start:end], "rule", 0.95)


def _known_span(match: re.Match[str], opens_with_name: bool, knowledge: Knowledge) -> tuple[int, int]:
    """The span of a phrase, cut to the longest part that a register knows, if any.

    The end is cut back (« Communauté urbaine de Dunkerque De la … »); where the phrase opens with the
    name, so is a word that only starts the sentence (« Pour Bordeaux Métropole »).
    """
    text = match.group()
    words = [m.span() for m in PART.finditer(text)]
    if opens_with_name:
        if elided := ELISION.match(text):
            words[0] = (elided.end(), words[0][1])
        for start, _ in words[:-1]:
            if knowledge.registers.authorities(text[start:]):
                return match.start() + start, match.end()
        first = 1 if len(words) > 2 and knowledge.lexicon.is_common(text[slice(*words[0])]) else 0
        return match.start() + words[first][0], match.end()
    for start, end in reversed(words[1:]):
        if text[start:end].lower() not in SMALL and knowledge.registers.authorities(text[:end]):
            return match.start(), match.start() + end
    return match.span()


def find_institutions(text: str) -> Iterator[Mention]:
    """« l'Association des petites villes de France », « la direction de l'Éducation », « l'État »."""
    for match in patterns.INSTITUTION.finditer(text):
        head, _, complement = match.group().partition(" ")
        is_class = head in patterns.COMMON_HEADS and not any(c.isupper() for c in complement) and not NATIONAL.search(complement)
        is_class = is_class and not patterns.AIMED.match(match.group(), len(head))
        if not is_class and not NUMBERED.fullmatch(complement):
            is_bare = head == "Conseil" and patterns.ANAPHOR.pattern.fullmatch(match.group()) is not None
            yield replace(_mention(match, "ORG", 0.85), is_anaphor=is_bare)  # « Conseil Municipal »
    for match in patterns.SERVICE.finditer(text):
        if not GENERAL.fullmatch(match.group().partition(" ")[2]):
            yield _mention(match, "ORG", 0.8)
    for match in bodies.POWER.finditer(text):
        if is_demonym(match["people"]):
            yield _mention(match, "ORG", 0.95)
    for pattern, score in BODIES:
        for match in pattern.finditer(text):
            yield _mention(match, "ORG", score)


def find_anaphors(text: str) -> Iterator[Mention]:
    """« le Département » → an ORG mention that stands for an organisation named elsewhere."""
    for match in patterns.ANAPHOR.finditer(text):
        before = text[max(0, match.start() - 18) : match.start()]
        opens = not before.strip() or before.rstrip(" \u00a0").endswith(("\n", ".", ":", "→", ")", "/"))
        if (opens and not SHARE_AFTER.match(text, match.end())) or patterns.PLURAL_BEFORE.search(before) or POLICY.search(before):
            continue
        yield Mention(match.start(), match.end(), "ORG", match.group(), "rule", 0.8, is_anaphor=True)


def find_bare_bodies(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """« l'Agence » → a mention that stands for the agency that was named before, which no verb or complement follows as part of its name.

    >>> text = "L'Agence de l'eau paie. L'Agence a signé."
    >>> [m.start for m in find_bare_bodies(text, [Mention(2, 17, "ORG", "Agence de l'eau", "rule", 0.8)])]
    [26]
    """
    named = [(m.start, m.text.partition(" ")[0]) for m in mentions if m.label == "ORG" and " " in m.text and not m.is_anaphor]
    for match in patterns.BARE_BODY.finditer(text):
        if OWN_COMPLEMENT.match(text, match.end()) or not any(at < match.start() and head == match.group() for at, head in named):
            continue
        yield Mention(match.start(), match.end(), "ORG", match.group(), "rule", 0.7, is_anaphor=True)


def find_acronyms(text: str, wanted: set[str], knowledge: Knowledge) -> Iterator[Mention]:
    """The abbreviations that stand for organisations, wherever they occur; « Cerema » too where it is a known body."""
    for pattern in (TOKEN, ELIDED):
        for match in pattern.finditer(text):
            end = _local_end(text, match, match.group() in wanted, knowledge)
            if end or match.group() in wanted or _is_the_one(text, match):
                end = end or match.end()
                yield Mention(match.start(), end, "ORG", text[match.start() : end], "rule", 0.85)
    for match in WRITTEN_AS_NAME.finditer(text):
        is_local = match.group().upper() in ONE_A_TERRITORY and THE_ONE.search(text, max(0, match.start() - 8), match.start())
        if (is_local or knowledge.registers.body(match.group())) and not knowledge.lexicon.is_common(match.group()):
            yield _mention(match, "ORG", 0.8)  # « l'Udaf », « le Cerema »


def _is_the_one(text: str, acronym: re.Match[str]) -> bool:
    """Whether an abbreviation of a class stands for the one body of the territory: « la DDT », « les crèches du CCAS »."""
    return acronym.group() in ONE_A_TERRITORY and THE_ONE.search(text, max(0, acronym.start() - 8), acronym.start()) is not None


def _local_end(text: str, acronym: re.Match[str], wanted: bool, knowledge: Knowledge) -> int:
    """Where the name of a local branch ends: « EDF Guyane », « CCI Nantes », « AXA Client Services France »; 0 where there is none."""
    if not wanted and acronym.group() not in CLASSES_OF_BODIES:
        return 0
    if wanted and (trade := TRADE.match(text, acronym.end())):  # « SNCF Réseau »
        return trade.end()
    run = AFTER_ACRONYM.match(text, acronym.end())
    if run is None or len(acronym.group()) < 3:
        return 0
    last = run.group().split()[-1]
    found = knowledge.registers.places(last)
    known = knowledge.registers.foreign(last) or (found and _is_likely_place(last, found, False, knowledge))
    return run.end() if known and (wanted or run.group().count(" ") == 1) else 0


def find_places(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """Names of territories, the longest that a register knows; « Palais des Congrès de Tours »."""
    for match in patterns.SITE.finditer(text):
        end = body.start() if (body := NEXT_BODY.search(text, match.start(), match.end() + 2)) else match.end()
        name = text[match.start() : end]
        if (" " in name or "\u00a0" in name) and not patterns.AUTHORITY.pattern.search(name):
            yield Mention(match.start(), end, "LOC", name, "rule", 0.7)
    for match in patterns.CONTINENT.finditer(text):
        yield _mention(match, "LOC", 0.85)
    for match, words, strange in _runs(text, knowledge.registers):
        first = 0
        while first < len(words):
            if first in strange:
                first += 1
                continue
            stop = next((i for i in strange if i > first), len(words))
            first, label, span = _longest_name(text, match, words[:stop], first, knowledge)
            if not label:
                continue
            start, end = match.start() + span[0], match.start() + span[1]
            bare = OPENING_ARTICLE.sub("", text[start:end])
            if NUMBER_AFTER.match(text, end) or bare in NOT_ORGANISATIONS or is_noun_here(text, end, bare, knowledge):
                continue  # « Lot n° 11 », « les SEM »
            before = text[max(0, start - 40) : start]
            is_other = TOOL_BEFORE.search(before) or IN_ROOM.search(before)  # « l'appli [Nantes] »
            if not (is_other or patterns.NOT_A_NAME.search(before) or patterns.STREET.search(before)):
                yield Mention(start, end, label, text[start:end], "register", 0.7)


def _runs(text: str, registers: Registers) -> Iterator[tuple[re.Match[str], list[tuple[int, int]], list[int]]]:
    """Each run of words with capitals that may hold a name, with the spans of its words and which of them stand in no name."""
    may_name = registers.may_name
    for match in CAPITALISED_RUN.finditer(text):
        run = match.group()
        if " " in run or "\u00a0" in run:
            words = [m.span() for m in PART.finditer(run)]
            yield match, words, [i for i, (start, end) in enumerate(words) if not may_name(run[start:end])]
        elif may_name(run):
            yield match, [(0, len(run))], []


def _longest_name(
    text: str, match: re.Match[str], words: list[tuple[int, int]], first: int, knowledge: Knowledge
) -> tuple[int, str | None, tuple[int, int]]:
    """The longest name that starts at a word of a run: the word after it, its label (None: no name) and its span."""
    registers, run = knowledge.registers, match.group()
    for last in range(min(len(words), first + MAX_WORDS), first, -1):
        start, end = words[first][0], words[last - 1][1]
        name = run[start:end]
        if name[1:2] in APOSTROPHES and (elision := ELISION.match(name)) and (name[0].islower() or not registers.places(name)):
            start, name = start + elision.end(), name[elision.end() :]
        if not name[:1].isupper():
            continue
        abroad = registers.foreign(name)
        if abroad and (abroad.type != "ville" or not knowledge.lexicon.is_common(name)):
            return last, "LOC", (start, end)
        found = registers.places(name)
        if last > first + 1 and run[start:end].startswith(("La ", "Le ")) and _is_group(registers.places(run[words[first + 1][0] : end])):
            continue  # « La [Métropole du Grand Paris] »
        if last > first + 1 and _is_group(found):  # « Grand Chambéry »
            return last, "ORG", (start, end)
        if found:
            at = match.start() + words[first][0]
            preposed = patterns.SMALL_BEFORE.search(text[max(0, at - 10) : at]) is not None
            if _is_likely_place(name, found, preposed, knowledge):
                return last, "LOC", (start, end)
    return first + 1, None, words[first]


def _is_group(found: Sequence[Authority]) -> bool:
    """Whether a name is that of groups of communes alone."""
    return bool(found) and all(a.org_id.startswith(("epci:", "ept:")) for a in found)


def _is_likely_place(name: str, found: Sequence[Authority], preposed: bool, knowledge: Knowledge) -> bool:
    """Whether words with a capital mean the territory: of several words, large, or after a preposition, and no common word."""
    core = OPENING_ARTICLE.sub("", name)
    if NO_LETTER.search(core):
        return True
    population = max(a.population or LARGE for a in found)
    common = knowledge.lexicon.is_common(core)
    return core.casefold() not in patterns.COMPASS and (population >= (TOWN if common else LARGE) or (preposed and not common))


def _mention(match: re.Match[str], label: str, score: float) -> Mention:
    return Mention(match.start(), match.end(), label, match.group(), "rule", score)
