"""Seminars of a list, conferences announced by a page or a programme, and their sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.dates import DateSpan, find_dates, on_weekday, own_year
from pipeline.extract.genre import find_title
from pipeline.extract.rows import Row, french_spacing, read_rows
from pipeline.extract.heads import EVENT
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Event, Section

REMOTE = re.compile(r"(?:en |a )?(?:visio-?(?:conference)?|webinaire|distanciel|(?:a )?distance|en ligne|ligne|digitale?|virtuel|webconference)\b.*")
"""Folded « places » that are none: « Visioconférence »."""
GATHERING = re.compile(
    r"\b(?:assises|seminaires?|colloques?|congres|conferences?|journees?|rencontres?|forum|salon|webinaires?|universites? d'ete|symposium|convention|etats generaux|sommet|festival)\b"
)
"""Folded nouns of what a page can announce."""
HELD = re.compile(
    r"\b(?:aur(?:a|ont) lieu|a(?:ura)? eu lieu|se (?:tiendra|tiendront|deroulera|derouleront|tient|tenait|deroule)|s'est (?:tenue?|deroulee?)|(?:est|sont|sera|seront) organisee?s?|vous donnent? rendez-vous"
    r"|rendez-vous|aura pour cadre|accueiller(?:a|ont)|prendra place)\b"
)
"""Folded verbs that put a gathering at a date: « aura lieu les 3 et 4 octobre »."""
VENUE = re.compile(
    r"\b(?:[Aa]u|[Àà] la|[Àà] l[’']|[Dd]ans (?:la |le |les |l[’'])|[Ll]ieu ?: ?(?:la |le |l[’'])?|[Àà] l[’'])\s*"
    r"((?:Palais|Centre|Maison|Salle|Hôtel|Espace|Cité|Parc|Halle|Théâtre|Université|Mairie|Auditorium|Amphithéâtre|Campus|Pavillon|Château|Couvent|Abbaye|Institut|Grand|Zénith|Kursaal"
    r"|Corum|Musée|Médiathèque|École|Domaine|Carrousel|Carré|Préfecture|Siège|Conseil|salle|hôtel|palais|centre)\b[^,.;:()\n]{2,70})"
)
"""« au Palais des Congrès de Tours », « à l'Hôtel du Département »."""
TOWN = re.compile(r"\b(?:à|de|d[’']|du|au|,)\s*((?:(?:La|Le|Les|L[’'])\s?)?[A-ZÀ-Ý][\w’'-]+(?:[ -](?:sur|sous|lès|en|la|le|les|de|du|[A-ZÀ-Ý][\w’'-]+)(?=[ -][A-ZÀ-Ý]|\b))*)\s*$")
SESSION = re.compile(
    r"(?:la |l'|le |une? |les )?(?P<kind>(?:seance |conference |session )?plenieres?|conferences?|ateliers?|tables? rondes?|sessions?|debats?|visites?|ouverture|cloture|grand temoin|keynote|master ?class)\b"
)
"""Folded start of a line that presents a session: « l'atelier « L'IA dans les collectivités » »."""
HOUR = re.compile(r"^(?:de )?(\d{1,2}) ?[hH:] ?([0-5]\d)?(?: ?(?:[-–—à]|et) ?\d{1,2} ?[hH:] ?(?:[0-5]\d)?)?[\s:–—-]*")
"""« 9 h 45 – 10 h 45 » at the start of a line of an agenda."""
WEEKDAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
QUOTE = re.compile(r"[«“]\s*([^»”]{4,200}?)\s*[»”]")
OPENING = 14
"""Rows in which a page announces its gathering."""


def extract_events(document: CleanDocument, sections: Sequence[Section], knowledge: Knowledge) -> tuple[Event, ...]:
    """The events of a list, else the one that a page or a programme announces, with its sessions.

    « #28 Dijon » gives the number 28 and the place; « les 3 et 4 octobre prochains » is dated by the
    document's own year, and not at all when it names none.
    """
    listed = tuple(_listed(sections))
    if listed:
        return listed
    rows = read_rows(document)
    year = own_year(document.text)
    announced = _announced(document, sections, rows, year, knowledge)
    if announced:
        return (announced, *_sessions(announced, sections, rows, year))
    return tuple(_agenda(document, sections, year, knowledge))


def _listed(sections: Sequence[Section]) -> Iterator[Event]:
    """One event per heading such as « #28 Dijon », with the themes printed under it."""
    for i, section in enumerate(sections):
        if section.type != "event" or not (match := EVENT.match(section.title_raw)):
            continue
        items = [s for s in sections if s.parent == i and s.type == "theme_item"]
        place = (match["place"] or "").strip() or None
        if place and REMOTE.fullmatch(fold(place)):
            place = None
        yield Event(
            number=int(match["number"]),
            title=items[0].title if len(items) == 1 else None,
            place=place,
            city=place,
            themes=tuple(s.title for s in items),
            date_start=None,
            date_end=None,
            start=section.start,
            end=max([section.end, *(s.end for s in items)]),
        )


def _announced(document: CleanDocument, sections: Sequence[Section], rows: Sequence[Row], year: int | None, knowledge: Knowledge) -> Event | None:
    """The gathering that the first rows announce: a date, and a verb or a place beside it."""
    if any(s.type == "project" for s in sections):
        return None
    for row in rows[:OPENING]:
        for span in find_dates(row.text, year):
            place = find_place(row.text, span)
            dateline = len(row.text) <= 160 and span.start <= 30 and (place or row.text[span.end :].strip() == "")
            if not (HELD.search(row.key) or dateline):
                continue
            near = " ".join(r.key for r in rows[: row.index + 1])
            if not GATHERING.search(near):
                continue
            title = find_title(document, sections)
            return Event(
                number=None, title=title, place=place, city=find_city(place, knowledge), themes=_themes(rows),
                date_start=span.first, date_end=span.last, start=rows[0].start, end=len(document.text.rstrip()),
            )  # fmt: skip
    return None


def find_place(text: str, date: DateSpan) -> str | None:
    """The venue beside a date: introduced by « au », « à la », or behind a dash or a comma in a date line."""
    if match := VENUE.search(text):
        return match[1].strip()
    after = re.match(r"\s*[–—,|-]\s*(?:de \d.*?, )?([A-ZÀ-Ý][^.;:]{3,80})$", text[date.end :])
    if after:
        return None if REMOTE.fullmatch(fold(after[1])) else after[1].strip()
    town = re.search(r"\bà ([A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+)*)", text)
    return town[1] if town else None


def find_city(place: str | None, knowledge: Knowledge) -> str | None:
    """The town at the end of a venue: « Palais des Congrès de Tours » gives « Tours »."""
    if not place:
        return None
    if knowledge.registers.places(place):
        return place
    match = TOWN.search(place)
    return match[1] if match else None


def _themes(rows: Sequence[Row]) -> tuple[str, ...]:
    """The theme that the first rows quote: « Le thème 2024, « Résilience et connexions » »."""
    for row in rows[:OPENING]:
        match = re.search(r"\bth[èe]me\b[^«“]{0,80}", row.text)
        if match and (quote := QUOTE.match(row.text, match.end())):
            return (french_spacing(quote[1]),)
    return ()


def _sessions(event: Event, sections: Sequence[Section], rows: Sequence[Row], year: int | None) -> Iterator[Event]:
    """Lines that begin with an hour, or with « l'atelier », « la plénière » and a day."""
    starts = [s.start for s in sections] + [event.end]
    found: list[tuple[Row, str, str | None]] = []
    for row in rows[1:]:
        hour = HOUR.match(row.text)
        if hour and len(row.text) > hour.end() + 2 and row.text[hour.end()].isalpha():
            title = re.split(r"\t|(?<=[\w»?])\s{2,}", row.text[hour.end() :].strip())[0]
            day = event.date_start if event.date_start == event.date_end else None
            found.append((row, title, day))
        elif SESSION.match(row.key) and (WEEKDAY.search(row.key) or next(find_dates(row.text, year), None)):
            dated = next((d.first for d in find_dates(row.text, year) if d.first), None)
            quote = QUOTE.search(row.text)
            title = quote[1] if quote else re.split(r"\s*,", row.text)[0]
            found.append((row, title, dated or on_weekday(row.text, event.date_start, event.date_end)))
    for i, (row, title, day) in enumerate(found):
        limit = found[i + 1][0].start if i + 1 < len(found) else event.end
        end = min([limit, *(s for s in starts if s > row.start)])
        last = max(r.end for r in rows if row.start <= r.start < end)
        yield Event(None, french_spacing(title[:1].upper() + title[1:]), None, None, (), day, day, row.start, last, parent=0)


def _agenda(document: CleanDocument, sections: Sequence[Section], year: int | None, knowledge: Knowledge) -> Iterator[Event]:
    """The dated lines of an « Agenda »: « Samedi 12 octobre : inauguration de la halle, 10 h 30. »."""
    for section in sections:
        if not re.fullmatch(r"(?:l'|votre |notre )?agenda\b.*", fold(section.title)):
            continue
        for row in read_rows(document):
            if not section.start < row.start < section.end:
                continue
            span = next((d for d in find_dates(row.text, year) if d.start <= 4), None)
            if span is None:
                continue
            what = row.text[span.end :].strip(" :–—-,.")
            title = re.split(r",\s*(?:de |à )?\d{1,2} ?h\b|,\s*(?=(?:salle|place|avenue|rue|parc|médiathèque)\b)", what)[0]
            place = VENUE.search(what) or re.search(r",\s*((?:salle|place|parc|médiathèque|avenue|rue|espace|théâtre|mairie)\b[^,.;]*)\.?$", what)
            venue = place[1].strip() if place else None
            yield Event(None, title[:1].upper() + title[1:], venue, find_city(venue, knowledge), (), span.first, span.last, row.start, row.end)
