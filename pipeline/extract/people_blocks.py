"""Persons whom the structure of the page gives: authors, tutors, witnesses, signatures, credits, contacts, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract.names import name_end, same_person_key
from pipeline.extract.people_attendance import attendance_roles
from pipeline.extract.people_entries import EMAIL, Entry, is_sentence, read_entries
from pipeline.extract.people_meetings import meeting_roles
from pipeline.extract.printed import Printed, is_programme, joined_lines, printed_lines
from pipeline.extract.role_patterns import COMPANY_WORDS, CONTACT_CUE, CREDITS, MINUTES, SPEAKERS_CUE, UNIT_LINKS
from pipeline.extract.roles import corps_of, is_direction, is_elected, looks_like_org, make_role, split_role, starts_role, tidy
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Role, Section

PEOPLE_SECTIONS = {"authors": "author", "tutor": "tutor", "contact": "contact"}
"""Sections that hold a block of persons, and their relation."""
CONFIDENCE = {"author": 0.97, "tutor": 0.96, "witness": 0.95, "contact": 0.9, "director": 0.9, "credit": 0.9, "speaker": 0.9}
WITHOUT_ADDRESS = 0.1
"""Taken off an author's confidence when no address confirms the name."""
PAIR = re.compile(
    r"(?:[A-ZÀ-Ý]{2}[A-ZÀ-Ý'’-]{0,40}|[LDMN]['’][A-ZÀ-Ý-]{1,40})(?:[ -][A-ZÀ-Ý]{2}[A-ZÀ-Ý'’-]{0,40}){0,6} "
    r"[A-ZÀ-Ý][a-zà-ÿœ]+(?:[- ][A-ZÀ-Ý][a-zà-ÿœ]+)*(?![\w'’])"
)
"""« LE GOFF Jeanne »."""
CAPITALS = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý'’]")
"""What a pair opens with."""
HEADING_LENGTH = 120
"""Characters of a heading that names who is asked; longer lines are prose."""
INTERVIEW_HEAD = re.compile(
    r"(?:(?:\d|une|deux|trois|quatre|cinq|six|dix) questions? à|(?:l['’])?(?:entretien|interview|rencontre) (?:avec|de)"
    r"|(?:la )?parole à|portrait de)\s+",
    re.IGNORECASE,
)
"""« Trois questions à », « Entretien avec »: who is asked is named next."""
PRESENTED = re.compile(r"([^,.;:]{4,70}), (?:elle|il|ils|elles)\b")
"""« Cheffe d'orchestre, elle dirige … », under such a heading"""
LIST_SHARE = 0.8
"""Share of a line that names cover in a list; the lists read had 0.86 and more, prose below 0.3."""
MAX_BLOCK_WORDS = 12
"""Words of a line in a block of persons; longer lines are prose."""
CLAUSE_MARKS = (",", "–", "—", "-", "(", ":")
"""What may stand between a name and its role on one line."""
UNSIGNED = frozenset((*PEOPLE_SECTIONS, "testimony", "further", "promotions"))
"""Sections in which no line is a signature."""
COMMITTEE = re.compile(r"\b(?:comites?|commission|bureau|composition|organigramme|membres|equipe)\b")
"""Folded words of a heading over a list of members: one after another they are named, none signs."""
HEAD_LINES = 6
"""Lines at the head of a document that say what paper it is."""
MIN_PAIRS = 3
"""Pairs in a row that make a list outside a section of its own."""


def extract_block_roles(document: CleanDocument, sections: tuple[Section, ...], knowledge: Knowledge) -> tuple[Role, ...]:
    """Roles that the structure of a document gives, in its order, one per person, sheet and relation."""
    lines = printed_lines(document, sections)
    paragraphs = joined_lines(lines, _opens_clauses)
    found: list[tuple[int, Role]] = []
    found += _section_blocks(lines, sections, knowledge)
    found += _testimonies(paragraphs, sections, knowledge)
    found += _addressed(lines, sections, knowledge)
    found += _signatures(paragraphs, sections, knowledge)
    found += _clause_lines(paragraphs, sections, knowledge)
    found += _interviewed(paragraphs, knowledge)
    found += _credits(paragraphs, knowledge)
    found += _lists(paragraphs, sections)
    found += attendance_roles(paragraphs)
    found += list(meeting_roles(paragraphs, [role for _, role in found], knowledge))
    return tuple(_once(found))


def _once(found: Iterable[tuple[int, Role]]) -> Iterator[Role]:
    """The first record of each person in each sheet and relation, in the order of the text."""
    seen: set[tuple[int, str, str]] = set()
    taken: set[int] = set()
    kept: list[Role] = []
    for sheet, role in found:
        key = (sheet, same_person_key(role.name), role.relation)
        if key not in seen and role.start not in taken:
            seen.add(key)
            taken.add(role.start)
            kept.append(role)
    yield from sorted(kept, key=lambda r: (r.start, r.end))


def _opens_clauses(text: str) -> bool:
    """Whether a line reads « Nom, rôle … »."""
    end = name_end(text)
    return bool(end) and text[end:].startswith(",") and starts_role(text[end + 1 :])


def _type(line: Printed, sections: Sequence[Section]) -> str:
    return sections[line.section].type if line.section >= 0 else ""


def _as_role(entry: Entry, relation: str, knowledge: Knowledge) -> tuple[int, Role]:
    role, org = entry.read(knowledge)
    confidence = CONFIDENCE.get(relation, 0.85) - (WITHOUT_ADDRESS if relation == "author" and not entry.email else 0)
    return entry.sheet, make_role(entry.name, entry.start, relation, role, org, entry.email, confidence=confidence)


def _section_blocks(lines: Sequence[Printed], sections: Sequence[Section], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """Authors, tutors and contacts, in sections of their own."""
    for index, mine in _bodies(lines, [i for i, s in enumerate(sections) if s.type in PEOPLE_SECTIONS]):
        relation = PEOPLE_SECTIONS[sections[index].type]
        for entry in read_entries(mine, knowledge, is_contact=relation == "contact"):
            yield _as_role(entry, relation, knowledge)


def _bodies(lines: Sequence[Printed], wanted: Sequence[int]) -> Iterator[tuple[int, list[Printed]]]:
    """The lines of each section that is wanted, without its heading."""
    found: dict[int, list[Printed]] = {index: [] for index in wanted}
    for line in lines if found else ():
        if line.section in found and not line.is_heading:
            found[line.section].append(line)
    yield from found.items()


def _testimonies(lines: Sequence[Printed], sections: Sequence[Section], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """Witnesses: a name and a role before the quotation, or after it."""
    for _, mine in _bodies(lines, [i for i, s in enumerate(sections) if s.type == "testimony"]):
        for i in range(len(mine)):
            entry = _named_line(mine[i : i + 4], knowledge, after_quote=i > 0 and _ends_quote(mine[i - 1].text))
            if entry and (entry.lines or entry.after_quote or i == 0):
                yield _as_role(entry, "witness", knowledge)


def _named_line(lines: Sequence[Printed], knowledge: Knowledge, *, after_quote: bool = False) -> Entry | None:
    """The first line where it opens with a name and is not prose, with the role lines that follow it."""
    line = lines[0]
    end = name_end(line.text)
    if not end or INTERVIEW_HEAD.match(line.text) or is_sentence(line.text):
        return None
    rest = line.text[end:].lstrip()
    if rest and not rest.startswith((",", "–", "-", "(", ":")) and not starts_role(rest):
        return None
    if all(knowledge.lexicon.is_common(w) for w in re.findall(r"[^\W\d_]+", line.text[:end])):
        return None  # « Vie Culturelle »
    entry = Entry(line.text[:end], line.start, line.sheet, line.section, after_quote=after_quote)
    if rest.strip(" ,"):
        entry.lines.append(rest)
    for following in lines[1:]:
        if following.is_heading or is_sentence(following.text) or not _carries_on(entry, following.text, knowledge):
            break
        entry.lines.append(following.text)
    return entry


def _carries_on(entry: Entry, text: str, knowledge: Knowledge) -> bool:
    """Whether a line is the role, the rest of a role that wraps, a second role, or its organisation."""
    if not entry.lines:
        return starts_role(text) or (entry.after_quote and not name_end(text))
    before = entry.lines[-1]
    if text[:1].islower() or before.rstrip().endswith(",") or UNIT_LINKS.search(before):
        return True
    return not before.startswith(",") and not entry.lines[0].startswith(",") and (starts_role(text) or looks_like_org(text, knowledge))


def _ends_quote(text: str) -> bool:
    return text.rstrip(" .").endswith(("»", "”"))


def _addressed(lines: Sequence[Printed], sections: Sequence[Section], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """Names with an e-mail address outside a section of persons: authors whose heading was lost, contacts."""
    first = 0
    has_sheets = any(s.type in ("project", "authors") for s in sections)
    for i, line in enumerate(lines):
        if "@" not in line.text or not EMAIL.search(line.text):
            continue
        if _type(line, sections) not in PEOPLE_SECTIONS:
            before = [x for x in lines[max(first, i - 4) : i] if x.section == line.section and not x.is_heading]
            window = [x for x in before if len(x.text.split()) <= MAX_BLOCK_WORDS]
            cue = " ".join(x.text for x in [*lines[max(0, i - 2) : i], line])
            relation = "contact" if CONTACT_CUE.search(EMAIL.sub("", cue)) else "author"
            for entry in read_entries([*window, line], knowledge):
                if entry.email:  # a directory of services gives the office, a sheet the authors
                    listed = not has_sheets and bool(entry.lines)
                    yield _as_role(entry, "contact" if listed else relation, knowledge)
        first = i + 1


def _signatures(lines: Sequence[Printed], sections: Sequence[Section], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """A name over a role, anywhere else: a director's or an elected official's signature, a witness without heading."""
    with_tutor = {x.sheet for x in lines if _type(x, sections) == "tutor"}
    for i, line in enumerate(lines):
        if line.is_heading or not name_end(line.text):
            continue
        kind = _type(line, sections)
        entry = None if kind in UNSIGNED else _named_line(lines[i : i + 4], knowledge)
        if not entry or not entry.lines or not starts_role(entry.lines[0]) or entry.lines[0].startswith(CLAUSE_MARKS):
            continue
        if i and UNIT_LINKS.search(lines[i - 1].text):
            continue  # « autorisation donnée au / Jeanne Martin / représentant de la Ville »: the name stands in a margin
        role, _ = entry.read(knowledge)
        is_listed = line.section >= 0 and bool(COMMITTEE.search(fold(sections[line.section].title)))
        after = lines[i + 1 : i + 3]
        quoted = any(x.text.lstrip(" →—>-»").startswith(("«", "“")) for x in after) or (i > 0 and _ends_quote(lines[i - 1].text))
        if (quoted or line.sheet in with_tutor) and kind != "preface" and not is_listed:
            relation = "witness"
        elif is_elected(role):
            relation = "elected"
        else:
            relation = "director" if (is_direction(role) or kind == "preface") and not is_listed else "mentioned"
        yield _as_role(entry, relation, knowledge)


def _clause_lines(lines: Sequence[Printed], sections: Sequence[Section], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """« Nom, rôle, organisation » alone on its line: speakers of a programme, a witness after his words."""
    programme = is_programme(lines) or any(s.type == "event" for s in sections)
    is_minutes = any(MINUTES.search(line.text) for line in lines[:HEAD_LINES])
    for i, line in enumerate(lines):
        end = name_end(line.text)
        kind = _type(line, sections)
        if not end or line.is_heading or kind in PEOPLE_SECTIONS or kind in ("testimony", "further"):
            continue
        rest = line.text[end:].lstrip()
        if not rest.startswith(CLAUSE_MARKS) or not starts_role(rest[1:]) or is_sentence(line.text) or EMAIL.search(line.text):
            continue
        cue = " ".join(x.text for x in lines[max(0, i - 4) : i])
        role, org = split_role(rest[1:], knowledge, trust_last=True)
        if i > 0 and _ends_quote(lines[i - 1].text):
            relation = "witness"
        elif programme or (SPEAKERS_CUE.search(cue) and not is_minutes):
            relation = "speaker"
        elif is_elected(role):
            relation = "elected"
        else:
            relation = "director" if kind == "preface" else "mentioned"
        yield line.sheet, make_role(line.text[:end], line.start, relation, role, org, confidence=CONFIDENCE.get(relation, 0.85))


def _interviewed(lines: Sequence[Printed], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """« Trois questions à Jeanne Martin / Directrice du conservatoire »: a heading names who is asked."""
    for i, line in enumerate(lines[:-1]):
        opening = INTERVIEW_HEAD.match(line.text) if len(line.text) < HEADING_LENGTH else None
        if opening is None:
            continue
        start = opening.end()
        end = name_end(line.text, start)
        rest = line.text[end:].strip(" ,:–—-")
        role = rest if rest and starts_role(rest) else lines[i + 1].text
        if presented := PRESENTED.match(role):  # « Cheffe d'orchestre, elle dirige … »
            role = presented[1]
        if end > start and starts_role(role) and not is_sentence(role) and (not rest or role is rest):
            said, org = split_role(role, knowledge)
            yield line.sheet, make_role(line.text[start:end], line.start + start, "speaker", said, org, confidence=CONFIDENCE["speaker"])


def _credits(lines: Sequence[Printed], knowledge: Knowledge) -> Iterator[tuple[int, Role]]:
    """« Conception éditoriale Jeanne Martin, Institut … Crédits photos Paul Durand »."""
    for line in lines:
        labels = list(CREDITS.finditer(line.text))
        for i, label in enumerate(labels):
            rest = line.text[label.end() : labels[i + 1].start() if i + 1 < len(labels) else len(line.text)]
            is_label = len(labels) > 1 or label.start() == 0 or ":" in rest[:3]
            if is_label and not is_sentence(rest.strip().rstrip(".").lstrip(": ")):
                for name, at, org in _credited(rest):
                    start = line.start + label.end() + at
                    yield line.sheet, make_role(name, start, "credit", label[0], org, confidence=CONFIDENCE["credit"])


def _credited(rest: str) -> Iterator[tuple[str, int, str | None]]:
    """The persons after a credit's label, each with its place and organisation: « : Jeanne Martin, INET »."""
    parts = [m for m in re.finditer(r"(?:(?!,| et |\s/\s| – ).)+", rest) if m[0].strip(" :©–")]
    for i, part in enumerate(parts):
        lead = re.match(r"\s*(?:[:–-]|par\b|et\b|/|,)?\s*(?:©\s*)?", part[0])
        at = lead.end() if lead else 0
        end = name_end(part[0], at)
        name = re.sub(r"(?<=\w\w)\.$", "", part[0][at:end])
        if not name or set(fold(name).split()) & COMPANY_WORDS:
            continue
        following = tidy(parts[i + 1][0]) if i + 1 < len(parts) else ""
        is_org = following and not name_end(following) and not starts_role(following)
        yield name, part.start() + at, following if is_org else None


def _lists(lines: Sequence[Printed], sections: Sequence[Section]) -> Iterator[tuple[int, Role]]:
    """Lists of names with the family name first: promotions, with the corps when their heading says it."""
    for line in lines:
        # names cover a list: one opens in its first fifth
        if line.is_heading or not CAPITALS.search(line.text, 0, len(line.text) // 5 + 3):
            continue
        pairs = list(PAIR.finditer(line.text))
        kind = _type(line, sections)
        if not _is_list(line.text, pairs, MIN_PAIRS if kind != "promotions" else 1):
            continue
        corps = corps_of(sections[line.section].title) if line.section >= 0 else None
        student = "eleve" if kind == "promotions" else None
        for m in pairs:
            yield line.sheet, make_role(m[0], line.start + m.start(), "mentioned", corps=corps, kind=student, confidence=0.9)


def _is_list(text: str, names: Sequence[re.Match[str]], least: int) -> bool:
    """Whether a line is made of names."""
    return len(names) >= least and sum(len(m[0]) for m in names) >= LIST_SHARE * len(text)
