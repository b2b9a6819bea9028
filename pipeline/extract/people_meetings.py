"""Who takes part in a meeting that is no elected assembly, by the lists of its minutes, each with the body that is printed beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.names import is_name, name_end, same_person_key
from pipeline.extract.people_entries import EMAIL, is_prose
from pipeline.extract.printed import Printed
from pipeline.extract.role_patterns import COUNCIL
from pipeline.extract.roles import SIGN_OF, is_elected, looks_like_org, make_role, split_role, starts_role
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import Role

CONFIDENCE = 0.8
REACH = 40
"""Lines under a label that a list of participants may take."""
LONGEST_LABEL = len("Membres participants à la réunion ")
_LABEL = re.compile(
    r"(?:liste des |etaient |sont |membres |personnes )?(?:participante?s?|participaient|presente?s?|excusee?s?|absente?s?|invitee?s?)"
    r"(?: (?:excuse|present|a la reunion|et excuse)\w*)?"
)
"""Folded words over a list of those who take part: « Étaient présents »."""
_FIRST = frozenset("AEÉILMPSaeéilmps")
"""First letters of such a label: no other line needs a look."""
_TITLE = re.compile(r"[\s•–—-]*(?:(?:MM?\.?|Mmes?|Mlles?|Messieurs|Mesdames|Monsieur|Madame)[ \u00a0])?")
_PART = re.compile(r"[^,;()]+(?:\([^()]*\))?|\([^()]*\)")


def meeting_roles(lines: Sequence[Printed], known: Sequence[Role], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """« Excusés : Anne Roy (Région Bretagne), Paul Le Goff (chambre d'agriculture) » in the minutes of a working group.

    Whoever is listed without a body and an office says nothing, as who is ``known`` already.
    """
    if not any(_is_label(line.text) for line in lines) or any(COUNCIL.search(line.text) for line in lines):
        return
    names = {same_person_key(role.name) for role in known}
    label = -REACH - 1
    for i, line in enumerate(lines):
        _, colon, body = line.text.partition(":")
        if _is_label(line.text):
            label = i
        elif i - label > REACH or colon or is_prose(line.text) or EMAIL.search(line.text):
            label = label if EMAIL.search(line.text) else -REACH - 1
            continue
        text = body if label == i else line.text
        for name, at, clauses in _persons(text):
            role, org = _read(clauses, knowledge)
            if (role or org) and same_person_key(name) not in names:
                names.add(same_person_key(name))
                relation = "elected" if is_elected(role) else "mentioned"
                yield line.sheet, make_role(name, line.end - len(text) + at, relation, role, org, confidence=CONFIDENCE)


def _is_label(line: str) -> bool:
    """« Étaient présents », alone on its line or before a colon.

    >>> _is_label("Étaient présents : Anne Roy"), _is_label("Présents depuis dix ans, ils partent")
    (True, False)
    """
    if line[:1] not in _FIRST:
        return False
    head = line[: LONGEST_LABEL + 1].partition(":")[0]  # most lines are longer, and need no folding
    return len(head) <= LONGEST_LABEL and _LABEL.fullmatch(fold(head).strip(" .*")) is not None


def _persons(text: str) -> Iterator[tuple[str, int, list[str]]]:
    """The persons of a list with what is printed after each, up to the next.

    >>> list(_persons("Mme Anne ROY, DDTM du Gers, cheffe de service, Paul Le Goff (Quimper Cornouaille)"))
    [('Anne ROY', 4, ['DDTM du Gers', 'cheffe de service']), ('Paul Le Goff', 47, ['Quimper Cornouaille'])]
    """
    found: list[tuple[str, int, list[str]]] = []
    for part in _PART.finditer(text):
        title = _TITLE.match(part[0])
        at = title.end() if title else 0
        at += len(part[0][at:]) - len(part[0][at:].lstrip())
        end = name_end(part[0], at)
        rest = part[0][end:].strip(" .–—-")
        if end and is_name(part[0][at:end]) and not SIGN_OF.match(part[0], at) and (not rest or rest.startswith("(")):
            found.append((part[0][at:end], part.start() + at, [rest.strip("() ")] if rest else []))
        elif found:
            found[-1][2].append(part[0].strip(" .()"))
        elif part[0].strip():
            return
    yield from found


def _read(clauses: Sequence[str], knowledge: Knowledge) -> tuple[str | None, str | None]:
    """The office and the body among the clauses after a name."""
    role = org = None
    for clause in clauses:
        if not role and starts_role(clause):
            role, named = split_role(clause, knowledge)
            org = org or named
        elif not org and looks_like_org(clause, knowledge) and not knowledge.registers.places(clause):
            org = clause
    return role, org
