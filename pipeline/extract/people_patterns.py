"""Where the role that a sentence gives begins and ends: data, each with an example."""

from __future__ import annotations

import re

from pipeline.extract.role_patterns import SAYS, TITLE

CLAUSE_END = re.compile(r"[.;:!?»)](?=\s|$)|\s[–—]\s|\s\(|(?<=\w)\)")
"""Where an apposition surely ends."""
VERBLESS_START = re.compile(
    r"(?:qui|que|dont|a|ont|est|sont|était|ainsi|pour|afin|lors|autour|en (?!charge)|au sujet|il|elle|nous|avec|mais|puis|où)\b"
)
"""The clause after a comma that is no longer the role: « …, autour du sujet »."""
LIST_NAMES = 5
"""Names in one paragraph that make it a list: a block of authors gives at most two on a line."""
MAX_ROLE_WORDS = 16
"""Words of a role that stands before a name; the longest read had 11."""
VERB = re.compile(rf"\s(?:a|ont|est|sont|était|incitait|présente|anime|se|s['’]|nous|qui|lors|{SAYS})\b")
"""The verb after a role without a comma: « présidente du club a rappelé »."""
EVENTS = frozenset({"event", "theme_item"})
"""Sections about an event."""
NAME_BEFORE_ROLE = re.compile(
    r"(?P<name>[A-ZÀ-Ý](?<![\w'’-].)[a-zà-ÿœ]+(?:-[A-ZÀ-Ý][a-zà-ÿœ]+)? "
    r"(?:(?:[Dd][eu]|[Ll][ae]) )?[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?)(?=, [a-zàéè])"
)
"""« Jeanne Martin, animatrice »; what must not stand before it is looked at behind its capital, by which it is found fast."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])")
CREDITED_ENDS = ("par", ":")
SPEAKS_ENDS = ("par", "avec", "de", "à", "a", ":", "'", "’")
"""What ``CREDITED_BEFORE`` and ``SPEAKS_BEFORE`` end with."""
LONGEST_TITLE = len("Mademoiselle")
LAST_TITLE = re.compile(rf"(?:{TITLE})$")
JOINED = re.compile(r"(?:\s\([^()]{2,60}\))?(?:, [^.;:!?«»()]{3,100})?(?:,| et|, et) ")
"""Between two names that share what stands before the first: « avec A (Ville de Caen), B, archiviste, et C »."""
ACRONYM = re.compile(r",\s+([A-ZÉÈ][\w&-]*[A-ZÉÈ])(?=\s*(?:[.;,)]|$))")
"""« Jeanne Martin, INJEP. »"""
BODY_AFTER = re.compile(r",\s+([^,.;:()]{3,80})(?=\s*(?:[.;,)]|$))")
"""« Jeanne Martin, École nationale des chartes », in a programme."""
SPEAKER_LABEL = re.compile(r"(?:Modérat(?:ion|eur|rice)|Animat(?:ion|eur|rice)|Intervenante?|Grand témoin|Discutante?) ?: (?=[A-ZÀ-Ý])")
"""« Modération : Jeanne Martin »"""
TOWN_ABOVE = re.compile(r"\W*[ÀA] ((?:(?:La|Le|Les) |L['’])?[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*)")
"""« À Langeac, … Le maire, Jeanne Martin »: the town that a paragraph opens with."""
