"""Candidate mentions by pattern and by register, on the reading text. ``arbiter`` decides between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract import name_patterns as patterns
from pipeline.extract.acronyms import TOKEN, ELIDED
from pipeline.french import name_key
from pipeline.records import Mention
from pipeline.registers import Registers

CAPITALISED_RUN = re.compile(
    rf"(?<![\w@./]){patterns.HYPHENATED}(?:[ \u00a0](?:(?:de[ \u00a0]la|du|de|des|sur|en|lès|et)[ \u00a0]|de[ \u00a0]l{patterns.AP}|d{patterns.AP})?{patterns.HYPHENATED})*"
)
MAX_WORDS = 8
"""The longest territory names hold eight words."""
COMMON_PLACES = frozenset(("europe", "union europeenne", "outre mer"))


def find_authorities(text: str, registers: Registers) -> Iterator[Mention]:
    """« la Ville de Créteil » → ORG « Ville de Créteil »; « Bordeaux Métropole »; both of « Ville et Métropole de X » as one."""
    for match in patterns.COORDINATED.finditer(text):
        yield _mention(match, "ORG", 0.9)
    for pattern in (patterns.AUTHORITY, patterns.METROPOLIS):
        for match in pattern.finditer(text):
            start, end = _known_length(match, registers)
            before = text[max(0, match.start() - 12) : match.start()]
            place = re.match(rf"(?:département|région|commune)[ \u00a0]{patterns.ARTICLE}?", match.group())
            if place and re.search(r"(?:dans|sur) (?:le|la) $", before):
                yield Mention(start + place.end(), end, "LOC", text[start + place.end() : end], "rule", 0.8)
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


def find_places(text: str, registers: Registers) -> Iterator[Mention]:
    """Names of territories and countries, the longest that a register knows; « Palais des Congrès de Tours »."""
    for match in patterns.SITE.finditer(text):
        if " " in match.group() or "\u00a0" in match.group():
            yield _mention(match, "LOC", 0.7)
    for match in CAPITALISED_RUN.finditer(text):
        words = list(re.finditer(r"[^ \u00a0]+", match.group()))
        first = 0
        while first < len(words):
            for last in range(min(len(words), first + MAX_WORDS) - 1, first - 1, -1):
                start, end = words[first].start(), words[last].end()
                name = match.group()[start:end]
                elision = re.match(rf"[LDld]{patterns.AP}", name)
                if elision and not registers.places(name):
                    start += elision.end()
                    name = name[elision.end() :]
                if name[:1].isupper() and registers.places(name):
                    a = match.start() + start
                    yield Mention(a, a + len(name), "LOC", name, "register", 0.7)
                    first = last
                    break
            first += 1


def _mention(match: re.Match[str], label: str, score: float) -> Mention:
    return Mention(match.start(), match.end(), label, match.group(), "rule", score)


__all__ = ["find_acronyms", "find_anaphors", "find_authorities", "find_institutions", "find_places", "name_key"]
