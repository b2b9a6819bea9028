"""Roles in running text: « Jeanne Martin, présidente du club, … », « la maire, Mme Jeanne Martin », « animée par … ».

A little longer than other files: the shapes of a sentence are tried in turn, and which comes first matters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from pipeline.extract.names import is_name, is_role_head, matches_email, name_end, same_person_key
from pipeline.extract.people_entries import EMAIL, block_end
from pipeline.extract.people_patterns import (
    ACRONYM,
    BODY_AFTER,
    CLAUSE_END,
    CREDITED_ENDS,
    EVENTS,
    JOINED,
    LAST_TITLE,
    LIST_NAMES,
    LONGEST_TITLE,
    MAX_ROLE_WORDS,
    NAME_BEFORE_ROLE,
    SENTENCE_END,
    SPEAKER_LABEL,
    SPEAKS_ENDS,
    TOWN_ABOVE,
    VERB,
    VERBLESS_START,
)
from pipeline.extract.printed import SHEETS, is_programme
from pipeline.extract.role_patterns import (
    AS_ROLE,
    CONTACT_BEFORE,
    CONTACT_CUE,
    COUNCIL,
    CREDITED_BEFORE,
    DETERMINERS,
    EVENT_CUE,
    INTERVIEWED,
    LED_BY,
    OFFICES,
    PORTRAIT,
    QUOTED_AFTER,
    QUOTED_BEFORE,
    ROLE_LINKS,
    SPEAKS_AFTER,
    SPEAKS_BEFORE,
    TITLE,
    WORK_CUE,
)
from pipeline.extract.roles import is_elected, looks_like_org, make_role, role_type, split_role, starts_role
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Mention, Role, Section


class _Place(msgspec.Struct, frozen=True):
    """A mention in its paragraph."""

    before: str
    name: str
    after: str
    start: int
    lead: str
    """``before``, or what stands before the names that this one is joined to: « A et B »."""


def extract_text_roles(
    document: CleanDocument, sections: tuple[Section, ...], mentions: tuple[Mention, ...], knowledge: Knowledge
) -> tuple[Role, ...]:
    """Roles that sentences give to the persons mentioned, one per person and sheet (the fullest).

    Persons whom the structure of their sheet gives already (mentions of method ``structure``) are left out.
    """
    best: dict[tuple[int, str], tuple[tuple[bool, bool, float], Role]] = {}
    portrayed: set[tuple[int, str]] = set()
    starts = [s.start for s in sections]
    sheets: list[int] = []
    events: list[bool] = []
    for i, section in enumerate(sections):
        sheets.append(i if section.type in SHEETS else sheets[-1] if sheets else -1)
        events.append(section.type in EVENTS or (section.parent is not None and events[section.parent]))

    def sheet_of(position: int) -> int:
        index = bisect_right(starts, position) - 1
        return sheets[index] if index >= 0 else -1

    programme = is_programme(document.paragraphs, document.text)
    given = {(sheet_of(m.start), same_person_key(m.text)) for m in _given(document, mentions)}
    for place in _places(document, mentions):
        index = bisect_right(starts, place.start) - 1
        if index >= 0 and place.start < _closed_until(document, sections[index]):
            continue
        key = (sheet_of(place.start), same_person_key(place.name))
        if key in given:
            continue
        if PORTRAIT.match(place.before):
            portrayed.add(key)
        role = _read(place, knowledge, in_event=programme or (index >= 0 and events[index]))
        if role is None:
            continue
        role = _in_section(role, sections[index].type if index >= 0 else "", place)
        weight = (role.role is not None, role.relation != "mentioned", 0.5 if PORTRAIT.match(place.before) else role.confidence)
        if key not in best or weight > best[key][0]:
            best[key] = (weight, role)
    found = [replace(role, relation="witness") if key in portrayed else role for key, (_, role) in best.items()]
    return tuple(sorted(found, key=lambda r: (r.start, r.end)))


def _closed_until(document: CleanDocument, section: Section) -> int:
    """Up to where no person of a section is one of running text: its block of names, or all of it."""
    if section.type in ("authors", "tutor"):
        return block_end(document.text, document.paragraphs, section.start, section.end)
    return section.end if section.type in ("further", "promotions", "toc") else section.start


def _given(document: CleanDocument, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that the structure gives with a role; a long list of names gives none."""
    starts = [p.start for p in document.paragraphs]
    found = [m for m in mentions if m.method == "structure" and m.label == "PER"]
    crowd = Counter(bisect_right(starts, m.start) for m in found)
    return [m for m in found if crowd[bisect_right(starts, m.start)] < LIST_NAMES]


def _places(document: CleanDocument, mentions: Sequence[Mention]) -> Iterator[_Place]:
    """Each person named with two words or more, with the text of the paragraph on either side.

    A name that the mentions miss is one all the same where a role follows it: « Jeanne Martin, animatrice ».
    """
    text, starts = document.text, [p.start for p in document.paragraphs]
    spans = {(m.start, m.end) for m in mentions if m.label == "PER" and " " in m.text.strip()}
    known = sorted(m.start for m in mentions)
    for match in NAME_BEFORE_ROLE.finditer(text):
        start, end = match.span("name")
        taken = bisect_right(known, end) > bisect_right(known, start - 1)
        if not taken and is_name(match["name"]) and starts_role(text[end + 1 : end + 40]):
            spans.add((start, end))
    for label in SPEAKER_LABEL.finditer(text):
        end = name_end(text, label.end())
        if end > label.end() and bisect_right(known, end) == bisect_right(known, label.end() - 1):
            spans.add((label.end(), end))
    lead, last = "", -1
    for start, end in sorted(spans):
        i = bisect_right(starts, start) - 1
        if i >= 0 and end <= document.paragraphs[i].end:
            paragraph = document.paragraphs[i]
            before = text[paragraph.start : start]
            if last < paragraph.start or not JOINED.fullmatch(text, last, start):
                lead = before
            last = end
            yield _Place(before, text[start:end], text[end : paragraph.end], start, lead)


def _read(place: _Place, knowledge: Knowledge, *, in_event: bool) -> Role | None:
    """The role of one mention, None where the text gives none."""
    untitled = _untitled(place.before)
    lead = _untitled(place.lead)
    if _ends_in(lead, CREDITED_ENDS) and CREDITED_BEFORE.search(lead):
        return make_role(place.name, place.start, "credit", confidence=0.8)
    role, org = _role_after(place.after, knowledge)
    confidence = 0.9
    if not role:
        role, found = _role_before(place.before, knowledge)
        org, confidence = found or org, 0.85
    if not role and (said := AS_ROLE.search(_sentence(place.after))) and starts_role(said["role"]) and not said["role"][0].isupper():
        role, org = split_role(said["role"], knowledge)
        confidence = 0.8
    relation = _relation(place, role, in_event=in_event)
    if not role and relation == "mentioned" and not CONTACT_BEFORE.search(untitled):
        return _of_body(place, knowledge, in_event=in_event)
    if not role and WORK_CUE.search(place.after[:200]):
        return None
    if role and not org and (town := TOWN_ABOVE.match(place.before)) and re.fullmatch(r"maires?|adjointe?", fold(role)):
        org = town[1] if knowledge.registers.places(town[1]) else None
    if not org and (named := BODY_AFTER.match(place.after)) and not role and looks_like_org(named[1], knowledge):
        org = named[1]
    is_contact = CONTACT_BEFORE.search(untitled) is not None
    addresses = EMAIL.finditer(_sentence(place.after)) if "@" in place.after else ()
    email = next((m[0] for m in addresses if is_contact or matches_email(place.name, m[0])), None)
    if is_contact or (email and CONTACT_CUE.search(place.before)):
        relation = "contact"
    return make_role(place.name, place.start, relation, role, org, email, confidence=confidence if role else 0.75)


def _of_body(place: _Place, knowledge: Knowledge, *, in_event: bool) -> Role | None:
    """A person of whom only the body is said: « le Syndicat des eaux, présidé par … », « Jeanne Martin, INJEP »."""
    before = _untitled(place.before)
    if _ends_in(before, ("par",)) and (led := LED_BY.search(before)):
        return make_role(place.name, place.start, "mentioned", None, re.sub(r"^(?:[Ll][ae]s? |[Ll]['’])", "", led["org"]), confidence=0.6)
    named = BODY_AFTER.match(place.after) if in_event else None
    if named and looks_like_org(named[1], knowledge):
        return make_role(place.name, place.start, "speaker", None, named[1], confidence=0.75)
    sign = ACRONYM.match(place.after)
    if not sign or EMAIL.match(place.after.lstrip(" ,")):
        return None
    return make_role(place.name, place.start, "mentioned", None, sign[1], confidence=0.6)


def _in_section(role: Role, kind: str, place: _Place) -> Role:
    """A role as its section has it: persons of a contact section are contacts, who signs a quotation is the witness."""
    if kind == "contact" and role.relation == "mentioned":
        return replace(role, relation="contact")
    if kind == "testimony" and role.role and place.before.rstrip().endswith(("»", "”")):
        return replace(role, relation="witness")
    return role


def _untitled(before: str) -> str:
    """What stands before a name, without « Mme ».

    >>> _untitled("avec Mme "), _untitled("avec ")
    ('avec ', 'avec ')
    """
    words = before.rstrip()
    title = LAST_TITLE.search(words, max(0, len(words) - LONGEST_TITLE)) if len(words) < len(before) else None
    return before[: title.start()] if title else before


def _relation(place: _Place, role: str | None, *, in_event: bool) -> str:
    """Speaker of an event or an interview, elected official, witness who is quoted, or merely mentioned."""
    lead = _untitled(place.lead)
    after = _sentence(place.after)
    if (_ends_in(lead, SPEAKS_ENDS) and SPEAKS_BEFORE.search(lead)) or SPEAKS_AFTER.search(after):
        return "speaker"
    carried_on = re.match(r"\s*(?:Il|Elle) ([^.!?]*)", place.after[len(after) :])
    if (carried_on and SPEAKS_AFTER.search(carried_on[1])) or (role and INTERVIEWED.search(place.after)):
        return "speaker"
    if not role:
        return "mentioned"
    before = _untitled(place.before)
    if in_event or EVENT_CUE.search(after) or EVENT_CUE.search(re.split(r"(?<=[.!?])\s", before)[-1]):
        return "speaker"
    if is_elected(role) or (role_type(role) == "president" and COUNCIL.search(before[-400:])):
        return "elected"
    quoted = QUOTED_BEFORE.search(before[-300:]) or QUOTED_AFTER.search(place.after[:600])
    return "witness" if quoted else "mentioned"


def _ends_in(before: str, ends: tuple[str, ...]) -> bool:
    """Whether one of these stands before a name: a look before a pattern that searches the whole paragraph for it."""
    return before.rstrip()[-4:].lower().endswith(ends)


def _sentence(text: str) -> str:
    """What a text opens with, up to the end of the sentence."""
    end = SENTENCE_END.search(text)
    return text[: end.start()] if end else text


def _role_after(after: str, knowledge: Knowledge) -> tuple[str | None, str | None]:
    """The apposition that follows a name: « , présidente du club et élue, … » or « (présidente du club) »."""
    if opening := re.match(r"\s*\(([^()]{3,120})\)", after):
        if looks_like_org(opening[1], knowledge):
            return None, opening[1]
        return split_role(opening[1], knowledge) if starts_role(opening[1]) else (None, None)
    opening = re.match(r"\s*,\s+|\s+[–—-]\s+|\s*:\s+(?=[a-zéè])|\s+(?:est|était) (?:(?:aussi|également|aujourd['’]hui) )?", after)
    if not opening or not starts_role(after[opening.end() :]):
        return None, None
    text = after[opening.end() :]
    stop = CLAUSE_END.search(text)
    closed = bool(stop)
    text = text[: stop.start()] if stop else text
    clauses = re.split(r",\s+", text)
    kept = [clauses[0]]
    for clause in clauses[1:]:
        if not _carries_on(clause, knowledge) or _names_another(clause):
            closed = True
            break
        kept.append(clause)
    if not closed and len(" ".join(kept).split()) > MAX_ROLE_WORDS * 2:
        return None, None
    kept[-1] = _before_verb(kept[-1])
    role, org = split_role(", ".join(kept), knowledge)
    if org or stop is None or len(kept) < len(clauses):
        return role, org
    bracket = re.match(r"\s\(([^()]{3,80})\)", after[opening.end() + stop.start() :])
    named = bracket[1] if bracket and looks_like_org(bracket[1], knowledge) else ""
    registers = knowledge.registers  # « maire de Florac (Lozère) » says where it lies
    return role, named if named and (registers.authorities(named) or not registers.places(named)) else None


def _carries_on(clause: str, knowledge: Knowledge) -> bool:
    """Whether a clause after a comma is one more role, or the organisation."""
    if VERBLESS_START.match(clause):
        return False
    clause = re.sub(r"^(?:et|puis|ou) ", "", clause)
    first = re.match(r"[\w-]+", clause)
    if starts_role(clause) or (first and fold(first[0]) in ROLE_LINKS):
        return True
    return looks_like_org(clause, knowledge) and len(clause.split()) <= 10


def _names_another(clause: str) -> bool:
    """Whether a clause gives the office of the next person: « …, et du sous-préfet Paul Durand »."""
    office = re.match(r"(?:et )?(?:du |de la |de l['’]|le |la |l['’])?(?P<word>[\w-]+) (?=[A-ZÀ-Ý])", clause)
    return office is not None and fold(office["word"]) in OFFICES and name_end(clause, office.end()) == len(clause)


def _before_verb(clause: str) -> str:
    """A clause up to the verb that follows a role without a comma: « présidente du club a rappelé »."""
    found = VERB.search(clause)
    return clause[: found.start()] if found else clause


def _role_before(before: str, knowledge: Knowledge) -> tuple[str | None, str | None]:
    """The role that stands before a name."""
    direct = re.split(r"(?<=[.;!?»:])\s", _untitled(before))[-1].rstrip()
    if not direct:
        return None, None
    has_comma = direct.endswith(",")
    words = direct.rstrip(",").split()
    for count in range(1, min(len(words), MAX_ROLE_WORDS) + 1):
        text = " ".join(words[-count:])
        head = re.match(r"(?:[Ll]['’]|[Mm]adame |[Mm]onsieur )?(?P<word>[\w-]+)", text)
        if not head:
            break
        previous = fold(words[-count - 1]) if count < len(words) else ""
        elided = text[:2] in ("l'", "l’", "L'", "L’")
        article = elided or previous in DETERMINERS | {"", "madame", "monsieur", "mme"} or previous.endswith(("(", "«"))
        if is_role_head(head["word"]) and article and (has_comma or count <= 6):
            if name_end(text) or re.search(rf"\b(?:{TITLE})\s", text[head.end() :]):  # another person lies between
                return None, None
            before_article = fold(words[-count - 2]) if count + 2 <= len(words) else ""
            is_office = count == 1 and fold(head["word"]) in OFFICES and before_article in ("et", "presence", "avec")
            if previous in ("de", "du", "des", "d'") and not has_comma and not is_office:
                return None, None
            return split_role(text[2:] if elided else text, knowledge)
        if text.startswith(("»", "«")) or ("," in words[-count] and count > 1 and not has_comma):
            break
    return None, None
