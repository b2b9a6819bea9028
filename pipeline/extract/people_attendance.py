"""Who sits in an elected assembly, by the lists of attendance in its minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.names import is_name, name_end
from pipeline.extract.printed import Printed
from pipeline.extract.role_patterns import ATTENDANCE, CLERK, COUNCIL, NOT_MEMBERS, PROXY
from pipeline.extract.roles import make_role, starts_role
from pipeline.french import fold
from pipeline.records import Role

CONFIDENCE = 0.92
"""Of 47 drawn from the lists of nine minutes, all were right."""
LIST_SHARE = 0.6
"""Share of a list's pieces that are names; titles, brackets and roles between them are no pieces."""
REACH = 8
"""How many lines under its label a list may go on."""
_TITLE = re.compile(r"(?:et )?(?:MM?\.|Mmes?|Mlles?|Messieurs|Mesdames|Monsieur|Madame)\s+")
_BETWEEN = re.compile(r"\s*(?:,|;|/|\n|\s[–—-]\s|\bet\b)\s*")


def attendance_roles(lines: Sequence[Printed]) -> Iterator[tuple[int, Role]]:
    """« Présents : Mme Jeanne Martin, M. Paul Durand » and « Absents excusés : … » in the minutes of an elected assembly."""
    found: list[tuple[int, int, Role]] = []
    label = -REACH - 1
    for i, line in enumerate(lines):
        head, colon, body = line.text.partition(":")
        named = bool(colon) and len(head) < 200 and _is_label(head)
        if named:
            label = i
        elif i - label > REACH or colon:
            continue
        start = line.end - len(body) if named else line.start
        members = list(_members(body if named else line.text, start))
        if not members and not named:
            label = -REACH - 1  # prose: the list is over
        for name, at, role in members:
            office = CLERK.search(head) if named else None
            found.append((i, line.sheet, make_role(name, at, "elected", office[0].lower() if office else role, confidence=CONFIDENCE)))
    council = next((i for i, line in enumerate(lines) if COUNCIL.search(line.text)), len(lines)) if found else 0
    elected = [(sheet, role) for i, sheet, role in found if i >= council]
    yield from sorted(elected, key=lambda pair: pair[1].role is None)  # the record that says most comes first


def _is_label(head: str) -> bool:
    """« Absents excusés », « Secrétaire de séance », not « Assistaient également pour l'administration »."""
    return bool(ATTENDANCE.search(head) or CLERK.search(head)) and not NOT_MEMBERS.search(fold(head))


def _members(text: str, start: int) -> Iterator[tuple[str, int, str | None]]:
    """The names of a list with their places and the roles printed after them, none where the text is no list.

    >>> [name for name, _, _ in _members(" Mme Jeanne Martin, maire, M. Paul Durand et Mme Zoé Le Goff.", 0)]
    ['Jeanne Martin', 'Paul Durand', 'Zoé Le Goff']
    >>> list(_members(" le quorum étant atteint, Jeanne Martin ouvre la séance.", 0))
    []
    """
    found: list[tuple[str, int, str | None]] = []
    others = at = 0
    for part in [*_BETWEEN.finditer(text), None]:
        stop = part.start() if part else len(text)
        piece, place = text[at:stop], at
        at = part.end() if part else stop
        names = list(_names(piece, place))
        if names:
            found += [(name, start + where, None) for name, where in names]
        elif found and found[-1][2] is None and (starts_role(piece) or starts_role(re.sub(r"^(\s*\w+)s\b", r"\1", piece))):
            office = piece.strip(" .")
            first = len(found) - 1
            while office.split()[0].endswith("s") and first and found[first - 1][2] is None:  # « A, B, conseillers municipaux »
                first -= 1
            found[first:] = [(name, at, office) for name, at, _ in found[first:]]
        elif piece.strip(" .•-"):
            others += 1
    if found and len(found) >= LIST_SHARE * (len(found) + others):
        yield from found


def _names(piece: str, place: int) -> Iterator[tuple[str, int]]:
    """The name that a piece of a list is, and the one it gives its vote to: « Anne Roy donne pouvoir à Paul Durand »."""
    for part in PROXY.split(piece):
        at = place + piece.index(part)
        text = part.lstrip(" •-")
        at += len(part) - len(text)
        if title := _TITLE.match(text):
            text, at = text[title.end() :], at + title.end()
        end = name_end(text)
        rest = re.sub(r"\([^()]*\)?", "", text[end:]).strip(" .)")
        if not end or rest or not is_name(text[:end]):
            return
        yield re.sub(r"(?<=\w\w)\.$", "", text[:end]), at
