"""Candidate mentions by pattern and by register, on the reading text. ``arbiter`` decides between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract import name_patterns as patterns
from pipeline.extract.acronyms import ELIDED, TOKEN
from pipeline.knowledge import Knowledge
from pipeline.records import Mention
from pipeline.registers import Authority, Registers

CAPITALISED_RUN = re.compile(
    rf"(?<![\w@.]){patterns.HYPHENATED}(?:[ \u00a0](?:(?:de[ \u00a0]la|du|de|des|sur|en|lès|et)[ \u00a0]|de[ \u00a0]l{patterns.AP}|d{patterns.AP})?{patterns.HYPHENATED})*"
)
"""Words with capitals that may hold the name of a territory: « Saint-Denis de la Réunion »."""
MAX_WORDS = 8
"""The longest territory names hold eight words."""
LARGE, TOWN = 5000, 20000
"""A one-word commune below LARGE inhabitants needs a preposition; one whose name is a common word (Pas, Son, Plan) must be a TOWN."""


def find_authorities(text: str, registers: Registers) -> Iterator[Mention]:
    """« la Ville de Créteil » → ORG « Ville de Créteil »; « Bordeaux Métropole »; both of « Ville et Métropole de X » as one."""
    for match in patterns.COORDINATED.finditer(text):
        if not re.search(r"[A-ZÀ-Ý][\w-]+ $", text[max(0, match.start() - 40) : match.start()]):  # « Bordeaux Métropole et la ville de … » are two
            yield _mention(match, "ORG", 0.9)
    for pattern in (patterns.AUTHORITY, patterns.METROPOLIS):
        for match in pattern.finditer(text):
            start, end = _known_length(match, registers)
            if match.group().endswith(" métropole") and not registers.authorities(match.group()):
                continue
            before = text[max(0, match.start() - 12) : match.start()]
            place = re.match(rf"(?:département|région)[ \u00a0]{patterns.ARTICLE}?", match.group())
            if place and re.search(r"(?:dans|sur) (?:le|la) $", before):
                yield Mention(start + place.end(), end, "LOC", text[start + place.end() : end], "rule", 0.8)
            elif match.group()[0].islower() and not registers.authorities(text[start:end]):
                name = re.search(rf"(?<=[ '\u2019\u00a0])(?!{patterns.ARTICLE}){patterns.PLACE}$", text[start:end])  # « la ville de Tobrouk »: a place that no register knows
                if name:
                    yield Mention(start + name.start(), end, "LOC", name.group(), "rule", 0.6)
            else:
                yield Mention(start, end, "ORG", text[start:end], "rule", 0.95)


def _known_length(match: re.Match[str], registers: Registers) -> tuple[int, int]:
    """The span of a phrase, cut back to the longest beginning that a register knows, if any."""
    text = match.group()
    ends = [m.end() for m in re.finditer(r"[^ \u00a0]+", text)]
    for end in reversed(ends[1:]):
        if registers.authorities(text[:end]):
            return match.start(), match.start() + end
    return match.span()


def find_institutions(text: str) -> Iterator[Mention]:
    """« l'Association des petites villes de France », « la direction de l'Éducation », « l'État »."""
    for match in patterns.INSTITUTION.finditer(text):
        yield _mention(match, "ORG", 0.85)
    for match in patterns.SERVICE.finditer(text):
        yield _mention(match, "ORG", 0.8)
    for match in patterns.STATE.finditer(text):
        yield _mention(match, "ORG", 0.95)


def find_anaphors(text: str) -> Iterator[Mention]:
    """« le Département » → an ORG mention that stands for an organisation named elsewhere."""
    for match in patterns.ANAPHOR.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        if patterns.PLURAL_BEFORE.search(before) or not before.strip() or before.rstrip(" \u00a0").endswith(("\n", ".", ":", "→")):
            continue
        yield Mention(match.start(), match.end(), "ORG", match.group(), "rule", 0.8, is_anaphor=True)


def find_acronyms(text: str, wanted: set[str]) -> Iterator[Mention]:
    """The abbreviations that stand for organisations, wherever they occur."""
    for pattern in (TOKEN, ELIDED):
        for match in pattern.finditer(text):
            if match.group() in wanted:
                yield _mention(match, "ORG", 0.85)


def find_places(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """Names of territories, the longest that a register knows; « Palais des Congrès de Tours »."""
    for match in patterns.SITE.finditer(text):
        if " " in match.group() or "\u00a0" in match.group():
            yield _mention(match, "LOC", 0.7)
    for match in CAPITALISED_RUN.finditer(text):
        words = [m.span() for m in re.finditer(r"[^ \u00a0]+", match.group())]
        first = 0
        while first < len(words):
            preposed = bool(patterns.SMALL_BEFORE.search(text[max(0, match.start() + words[first][0] - 10) : match.start() + words[first][0]]))
            first, span = _longest_place(match.group(), words, first, preposed, knowledge)
            if span:
                start, end = match.start() + span[0], match.start() + span[1]
                if not patterns.NOT_A_NAME.search(text[max(0, start - 40) : start]):
                    yield Mention(start, end, "LOC", text[start:end], "register", 0.7)


def _is_likely_place(name: str, found: Sequence[Authority], knowledge: Knowledge) -> bool:
    """Whether a single word with a capital means the territory: a large one, and no common word unless a town."""
    population = max(a.population or LARGE for a in found)
    return name.casefold() not in patterns.COMPASS and population >= (TOWN if knowledge.lexicon.is_common(name) else LARGE)


def _longest_place(
    run: str, words: list[tuple[int, int]], first: int, preposed: bool, knowledge: Knowledge
) -> tuple[int, tuple[int, int] | None]:
    """The longest territory name that starts at a word of a run, and the word after it."""
    for last in range(min(len(words), first + MAX_WORDS), first, -1):
        start, end = words[first][0], words[last - 1][1]
        name = run[start:end]
        if (elision := re.match(rf"[LDld]{patterns.AP}", name)) and not knowledge.registers.places(name):
            start, name = start + elision.end(), name[elision.end() :]
        if not name[:1].isupper():
            continue
        if knowledge.registers.foreign(name) and not knowledge.lexicon.is_common(name):
            return last, (start, end)
        if not (found := knowledge.registers.places(name)):
            continue
        if last > first + 1 or _is_likely_place(name, found, knowledge) or (preposed and not knowledge.lexicon.is_common(name)):
            return last, (start, end)
    return first + 1, None


def _mention(match: re.Match[str], label: str, score: float) -> Mention:
    return Mention(match.start(), match.end(), label, match.group(), "rule", score)


def find_repeated(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Other places where a body of several words is named, whatever the capitals: « la direction de l'éducation »."""
    names = {m.text.casefold(): m for m in mentions if m.label == "ORG" and " " in m.text and not m.is_anaphor}
    if not names:
        return
    every = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{every})\b", text, re.IGNORECASE):
        yield Mention(match.start(), match.end(), "ORG", match.group(), "rule", 0.75)
