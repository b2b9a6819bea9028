"""Blocks that give one person after another: name, role over one or more lines, organisation, address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from pipeline.extract.names import is_name, matches_email, name_end
from pipeline.extract.printed import Printed
from pipeline.extract.role_patterns import ORG_HEADS, ORG_SIGN, UNIT_LINKS
from pipeline.extract.roles import is_capitalised_phrase, looks_like_org, split_role, starts_role, tidy, trim_unit
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import Paragraph

EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]+)+")
"""As long as standards allow: without a bound the search in a word of 500,000 letters takes minutes."""
PHONE = re.compile(r"(?:\b(?:[Tt][ée]l(?:[ée]phone)?\s?[.:]*|[Pp]ort(?:able)?\s?[.:]+)\s*)?(?:\+33\s?|\b0)[1-9](?:[\s.]?\d{2}){4}\b")
LABEL = re.compile(r"(?:contact|courriel|mel|e-?mail|mail|tel|telephone|adresse)s?[ .:]*")
"""Folded words before an address: « Contact : jeanne.martin@example.org »."""
URL = re.compile(r"https?://|www\.")
POSTAL = re.compile(
    r"(?:[^,]{2,30}, )?(?:\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|place|quai|chemin|route|allée|cours|impasse)\b"
    r"|\d{5} [A-ZÀ-Ý]|BP \d)",
    re.IGNORECASE,
)
"""« 1 rue des Tilleuls, 67000 Strasbourg », « CNFPT, 80 rue de … »"""
_QUOTE = re.compile(r"\s*[«“\"→—>-]")
_GLUED_ORG = re.compile(rf"(?<=[^\W\d_]) (?=[A-ZÉÈ])(?=(?:{ORG_HEADS.pattern}))", re.IGNORECASE)
_LABELLED = re.compile(r"(?:^|(?<=[.!?;] ))[^:«»;!?]{0,60}:\s+(?=[A-ZÀ-Ý])")
"""« Contact : », also after other sentences: « Entrée libre. Renseignements : Jeanne Martin »."""
_OF_BODY = re.compile(r"[A-ZÀ-Ý][^:«»;!?,\n]{1,60} [–—-] (?=[A-ZÀ-Ý])")
"""« INET – Jeanne Martin »"""
_NUMBERED = re.compile(r"(?:\d{1,2}[ ]?[.)]|[IVX]{1,4}\)|[A-H]\))[ ]?[A-ZÀ-Ý]")
"""« 1) État des lieux »: a heading that no blank line parts from the block."""
_NEXT_PERSON = re.compile(r",? et (?:M\. |Mme )?(?=[A-ZÀ-Ý])")
MAX_ROLE_WORDS = 30
"""The longest role of the corpora has 19 words; prose begins beyond."""
MAX_ROLE_LINES = 5
PROSE_WORDS = 8
"""Words of a paragraph that ends a block of names where it closes with a full stop: roles of this length have none."""


@dataclass(slots=True)
class Entry:
    """One person of a block, as printed."""

    name: str
    start: int
    sheet: int
    section: int
    lines: list[str] = field(default_factory=list)
    email: str | None = None
    org: str | None = None
    """What stands before the name: « INET – Jeanne Martin »."""
    after_quote: bool = False

    def read(self, knowledge: Knowledge) -> tuple[str | None, str | None]:
        """Role and organisation of the lines after the name, else the organisation before it."""
        role, org = self._after(knowledge)
        return role, org or self.org

    def _after(self, knowledge: Knowledge) -> tuple[str | None, str | None]:
        lines = [x for x in (tidy(line) for line in self.lines) if x and not LABEL.fullmatch(fold(x))]
        if not lines:
            return None, None
        if self.after_quote and "," in (clauses := tidy(" ".join(self.lines))):
            return split_role(clauses, knowledge, trust_last=True)
        at = next((i for i, x in enumerate(lines) if _opens_org(lines, i, knowledge)), None)
        if at == 0:
            rest = lines[1:]
            return (_join_roles(rest), lines[0]) if rest and starts_role(rest[0]) else (None, " ".join(lines))
        if at:
            last = at + 1
            while last < len(lines) and (lines[last][:1].islower() or UNIT_LINKS.search(lines[last - 1])):
                last += 1
            return trim_unit(_join_roles(lines[:at]) or ""), " ".join(lines[at:last])
        role = _join_roles(lines) or ""
        for match in _GLUED_ORG.finditer(role):
            before = role[: match.start()]
            if not UNIT_LINKS.search(before) and before.split()[-1].islower():
                return before, role[match.end() :]
        return split_role(role, knowledge, trust_last=self.after_quote)


def _opens_org(lines: Sequence[str], i: int, knowledge: Knowledge) -> bool:
    """Whether the i-th line begins the organisation: it names one, or is the last and all in capitals initials."""
    line = lines[i]
    if i and UNIT_LINKS.search(lines[i - 1]) and not lines[i - 1].endswith(","):
        return False
    if line[:1].islower() and not re.match(r"(?:commune|ville|département|région|communauté) d", line):
        return False
    if looks_like_org(line, knowledge):
        return True
    return i > 0 and i == len(lines) - 1 and not starts_role(line) and is_capitalised_phrase(line)


def _join_roles(lines: Sequence[str]) -> str | None:
    """Role lines as one; a line that opens a second role is set off by a comma."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif starts_role(line) and line[:1].isupper() and not UNIT_LINKS.search(text) and len(text.split()) > 1:
            text += ", " + line
        else:
            text += " " + line
    return text or None


def is_sentence(text: str) -> bool:
    """Whether a line is prose rather than a role or a name.

    >>> is_sentence("Ils ont posé les bonnes questions."), is_sentence("Directrice de l'éducation")
    (True, False)
    """
    return text.rstrip(" »").endswith((".", "!", "?", ";", ":")) or len(text.split()) > MAX_ROLE_WORDS or bool(_QUOTE.match(text))


def is_prose(text: str) -> bool:
    """Whether a paragraph is a sentence of running text, which no block of names holds.

    >>> is_prose("Le bassin couvre 12 communes et compte 1 200 fermes."), is_prose("Jeanne Martin, chargée de mission")
    (True, False)
    """
    return len(text.split()) >= PROSE_WORDS and text.rstrip(" »")[-1:] in (".", "!", "?") and not EMAIL.search(text)


def block_end(text: str, paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Where the block of names that opens a section ends: at its first paragraph of prose, else with the section."""
    first = bisect_left(paragraphs, start, key=lambda p: p.start)
    mine = (p.start for p in takewhile(lambda p: p.start < end, islice(paragraphs, first, None)) if is_prose(text[p.start : p.end]))
    return next(mine, end)


def has_email(line: Printed) -> bool:
    """Whether an address stands in a line."""
    return "@" in line.text and EMAIL.search(line.text) is not None


def read_entries(lines: Sequence[Printed], knowledge: Knowledge, *, is_contact: bool = False) -> list[Entry]:
    """The persons of a block, in order. Reading ends at the first line of prose that no address follows.

    The address of a contact may be a shared one (« stages@… »); any other must fit the person's name.
    """
    found: list[Entry] = []
    for i, line in enumerate(lines):
        emails = list(EMAIL.finditer(line.text)) if "@" in line.text else []
        at = 0
        for stop, email in [*((m.start(), m[0]) for m in emails), (len(line.text), None)]:
            piece = line.text[at:stop].rstrip(" :(–—-|\t")
            if not _read_piece(piece, at, i, lines, found, knowledge) and not any(map(has_email, lines[i:])):
                return found
            if email:
                _give_email(found, email, is_contact=is_contact)
                at = stop + len(email)
    return found


def _read_piece(piece: str, at: int, i: int, lines: Sequence[Printed], found: list[Entry], knowledge: Knowledge) -> bool:
    """Add a piece of a line to the entries; False where prose begins."""
    line = lines[i]
    if "0" in piece or "+" in piece:
        piece = PHONE.split(piece, 1)[0]
    piece = URL.split(piece, 1)[0].rstrip(" :(–—-|\t")
    label = (":" in piece and next(reversed(list(_LABELLED.finditer(piece))), None)) or _OF_BODY.match(piece)
    body = piece[: label.end()].rstrip(" :–—-") if label else ""
    lead = label.end() if label else len(piece) - len(piece.lstrip(" ,;)/|\t–—-"))
    piece, at = piece[lead:], at + lead
    if not any(c.isalpha() for c in piece) or len(piece) < 3 or POSTAL.match(piece):
        return True
    if re.match(r"[.!?]\s", piece):  # « …@example.org. Pour ne plus recevoir »: another sentence
        return True
    if is_sentence(piece) or _NUMBERED.match(piece):
        return not found
    end = name_end(piece)
    if not end or not _is_new_person(piece, end, i, lines, found, knowledge):
        if found and len(found[-1].lines) < MAX_ROLE_LINES:
            found[-1].lines.append(piece)
        return True
    found.append(Entry(piece[:end], line.start + at, line.sheet, line.section))
    if body and (looks_like_org(body, knowledge) or ORG_SIGN.fullmatch(body.split()[0])):
        found[-1].org = body
    rest = piece[end:].lstrip(" ,:–—-\t")
    joined = re.match(r"et (?=[A-ZÀ-Ý])", rest)
    rest_at = len(piece) - len(rest) + (joined.end() if joined else 0)
    rest = piece[rest_at:]
    if rest and is_name(rest[: name_end(rest)] or "-") and not looks_like_org(rest, knowledge) and not starts_role(rest):
        return _read_piece(rest, at + rest_at, i, lines, found, knowledge)
    second = next((m for m in _NEXT_PERSON.finditer(rest) if _gives_role(rest, m.end())), None)
    found[-1].lines += [role for role in (rest[: second.start()] if second else rest,) if role]
    # « Jeanne Martin, directrice des écoles et Paul Durand, responsable des cantines »
    return second is None or _read_piece(rest[second.end() :], at + rest_at + second.end(), i, lines, found, knowledge)


def _gives_role(text: str, start: int) -> bool:
    """Whether a name with its role stands at a place of a line."""
    end = name_end(text, start)
    return end > start and text[end : end + 2] == ", " and starts_role(text[end + 2 :])


def _is_new_person(piece: str, end: int, i: int, lines: Sequence[Printed], found: list[Entry], knowledge: Knowledge) -> bool:
    """Whether a name-shaped opening is the next person, not the organisation or the role of the last one."""
    if not found or not found[-1].lines or found[-1].email:
        return not (found and looks_like_org(piece, knowledge))
    if piece[end:].strip(" ,") and starts_role(piece[end:]):
        return True
    if end < len(piece) and not piece[end:].startswith(","):
        return False
    if looks_like_org(piece, knowledge):
        return False
    if UNIT_LINKS.search(found[-1].lines[-1]):
        return False
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    return starts_role(following) or bool(EMAIL.match(following)) or has_email(lines[i])


def _give_email(found: list[Entry], email: str, *, is_contact: bool) -> None:
    """Attach an address to the last entry without one that it may belong to; to none rather than to a wrong one."""
    for entry in reversed(found):
        if entry.email is None and (is_contact or matches_email(entry.name, email)):
            entry.email = email.rstrip(".-")
            return
