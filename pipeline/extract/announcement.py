"""The gathering that a page or a programme announces: its date, its venue, its town."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.dates import MONTHS, DateSpan, find_dates
from pipeline.extract.headings import HOUR
from pipeline.extract.rows import Row
from pipeline.french import ends_sentence, fold
from pipeline.knowledge import Knowledge

REMOTE = re.compile(
    r"(?:en |a )?(?:visio-?(?:conference)?|webinaire|distanciel|(?:a )?distance|en ligne|ligne|digitale?|virtuel|webconference)\b.*"
)
"""Folded « places » that are none: « Visioconférence »."""
GATHERING = re.compile(
    r"\b(?:assises|seminaires?|colloques?|congres|conferences?|journees?|rencontres?|forum|salon|webinaires?|universites? d'ete"
    r"|symposium|convention|etats generaux|sommet|festival)\b"
)
"""Folded nouns of what a page can announce."""
HELD = re.compile(
    r"\b(?:aur(?:a|ont) lieu|a eu lieu|se (?:tiendra|tiendront|deroulera|derouleront|tient|tenait|deroule)|s'est (?:tenue?|deroulee?)"
    r"|(?:est|sont|sera|seront) organisee?s?|rendez-vous|aura pour cadre|accueiller(?:a|ont)|prendra place)\b"
)
"""Folded verbs that put a gathering at a date: « aura lieu les 3 et 4 octobre »."""
VENUE = re.compile(
    r"\b(?:[Aa]u|[Àà] la|[Àà] l[’']|[Dd]ans (?:la |le |les |l[’'])|[Ll]ieu ?: ?(?:la |le |l[’'])?)\s*"
    r"((?:Palais|Centre|Maison|Salle|Hôtel|Espace|Cité|Parc|Halle|Théâtre|Université|Mairie|Auditorium|Amphithéâtre|Campus|Pavillon"
    r"|Château|Couvent|Abbaye|Institut|Grand|Zénith|Musée|Médiathèque|École|Domaine|Préfecture|Siège|Conseil|salle|hôtel|palais|centre)"
    r"\b[^,.;:()\n]{2,70})"
)
"""« au Palais des Congrès de Tours », « à l'Hôtel du Département »."""
TOWN = re.compile(
    r"(?:\b(?:à|de|du|au)\s|\bd[’']|,\s)\s*"
    r"((?:(?:La|Le|Les)\s|L[’'])?[A-ZÀ-Ý][\w’'-]+(?:[ -](?:sur|sous|lès|en|la|le|les|de|du)(?=[ -])|[ -][A-ZÀ-Ý][\w’'-]+)*)\s*$"
)
"""« de Tours », « , Auxerre » at the end of a venue."""
NAMED_TOWN = re.compile(r"(?:\b[àÀ] |\b[Vv]ille d(?:e |[’']))((?:(?:La|Le|Les) |L[’'])?[A-ZÀ-Ý][\w’'-]+)")
"""« à Poitiers », « la Ville d'Angoulême »."""
SESSION = re.compile(
    r"(?:la |l'|le |une? |les )?(?:(?:(?:seance |conference |session )?plenieres?|conferences?|ateliers?|tables? rondes?|sessions?|debats?"
    r"|visites?|ouverture|cloture|grand temoin|keynote|master ?class)\b)"
)
"""Folded start of a line that presents a session: « l'atelier « L'IA dans les collectivités » »."""
WEEKDAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
DAY = re.compile(
    rf"{WEEKDAY.pattern} \d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)})(?: (?:19|20)\d\d)?"
    r"(?: ?[–—,:(-] ?(?:(?:le )?matin|(?:la )?matinee|(?:l')?apres-midi|(?:la )?soiree|soir|journee)\)?)?[ :]*"
)
"""Folded « Jeudi 3 octobre – matin »."""
QUOTE = re.compile(r"[«“]\s*([^»”]{4,200}?)\s*[»”]")
OPENING = 14
"""Rows in which a page announces its gathering."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """When and where, as the opening rows say."""

    date: DateSpan
    place: str | None
    text: str


def find_announcement(rows: Sequence[Row], year: int | None) -> Announcement | None:
    """The first date beside a verb such as « aura lieu », or alone with a venue, where a gathering is named.

    « Colloque des archives / Jeudi 17 octobre 2024 – Hôtel de Ville, Auxerre » is one.
    """
    names_it = any(len(r.text) <= 160 and re.search(GATHERING.pattern + r"|\bateliers\b", r.key) for r in rows[:2])
    for row in rows[:OPENING]:
        for span in find_dates(row.text, year):
            place = find_place(row.text, span) or _venue_below(rows, row, span)
            is_dateline = len(row.text) <= 160 and span.start <= 30 and (place or not row.text[span.end :].strip())
            if names_it and row.index <= 6:
                return Announcement(span, place, row.text)
            if (HELD.search(row.key) or is_dateline) and GATHERING.search(" ".join(r.key for r in rows[: row.index + 1])):
                return Announcement(span, place, row.text)
    return None


def _venue_below(rows: Sequence[Row], row: Row, date: DateSpan) -> str | None:
    """The venue that a line of its own names under a line that is a date: « Jeudi 17 octobre / Hôtel de Ville, Auxerre »."""
    if row.index + 1 == len(rows) or date.start > 30 or row.text[date.end :].strip():
        return None
    below = rows[row.index + 1].text.strip()
    return below if VENUE.fullmatch(f"au {below}") else None


def find_place(text: str, date: DateSpan) -> str | None:
    """The venue beside a date: introduced by « au », « à la », or behind a dash or a comma in a date line."""
    if match := VENUE.search(text):
        return match[1].strip()
    after = re.match(r"\s*[–—,|-]\s*(?:de \d.*?, )?([A-ZÀ-Ý][^.;:]{3,80})$", text[date.end :])
    if after:
        return None if REMOTE.fullmatch(fold(after[1])) else after[1].strip()
    town = re.search(r"\bà ([A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+)*)", text)
    return town[1] if town else None


def find_city(place: str | None, knowledge: Knowledge, text: str = "") -> str | None:
    """The town of the register at the end of a venue, else the first one that its paragraph names.

    « Palais des Congrès de Tours » gives « Tours », « la Ville d'Angoulême accueille » « Angoulême ».
    """
    if place and knowledge.registers.places(place):
        return place
    named = [m[1] for m in (TOWN.search(place or ""), *NAMED_TOWN.finditer(text)) if m]
    return next((name for name in named if knowledge.registers.places(name)), None)


def read_session(row: Row, rows: Sequence[Row]) -> tuple[int, int] | None:
    """The span of a session's title in its row: behind or under an hour, or in « l'atelier « … », le jeudi »."""
    above = HOUR.match(rows[row.index - 1].text) if row.index else None
    hour = HOUR.match(row.text)
    if hour or (above and not rows[row.index - 1].text[above.end() :]):
        start = hour.end() if hour else 0
        title = row.text[start:].split("\t")[0].rstrip()
        return (start, start + len(title)) if 3 <= len(title) <= 200 and title[0].isupper() and title[-1] != "." else None
    if len(row.text) <= 120 and SESSION.match(row.key) and (row.paragraph.is_bold or _heads_prose(row, rows)):
        return 0, len(row.text)
    if len(row.text) > 700 or not SESSION.match(row.key) or not (WEEKDAY.search(row.key) or next(find_dates(row.text), None)):
        return None
    quote = QUOTE.search(row.text)
    return quote.span(1) if quote else (0, len(re.split(r"\s*,", row.text)[0]))


def is_day(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row is the day over the hours of a programme: « Jeudi 3 octobre » over « 9 h Accueil »."""
    after = rows[row.index + 1 : row.index + 2]
    return bool(DAY.fullmatch(row.key)) and any(HOUR.match(r.text) for r in after)


def _heads_prose(row: Row, rows: Sequence[Row]) -> bool:
    """A line alone over a paragraph, where a text has no layout: « Atelier B. Acheter moins »."""
    after = rows[row.index + 1 : row.index + 2]
    if row.paragraph.size or not row.is_alone or WEEKDAY.search(row.key):
        return False
    return not ends_sentence(row.text) and any(len(r.text) >= 80 for r in after)
