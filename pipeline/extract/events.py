"""Seminars of a list, conferences announced by a page or a programme, and their sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.announcement import OPENING, QUOTE, REMOTE, VENUE, WEEKDAY, find_announcement, find_city, read_session
from pipeline.extract.dates import DateSpan, find_dates, on_weekday, own_year
from pipeline.extract.genre import find_title
from pipeline.extract.headings import EVENT
from pipeline.extract.rows import Row, french_spacing, read_rows
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import CleanDocument, Event, Section

AGENDA = re.compile(r"(?:l'|votre |notre )?agenda\b.*")
_SPOT = r"(?:[Ss]alle|place|avenue|rue|[Pp]arc|[Mm]édiathèque|[Mm]airie|[Ee]space|[Tt]héâtre|Halle|Palais|Hôtel)\b"
APPOINTMENT = re.compile(rf",\s*(?:de |à )?\d{{1,2}}\s?h\b|,\s*(?={_SPOT})")
"""Where the hour or the place follows what is on: « , 10 h 30 », « , salle du Moulin »."""
MAX_DAY = 40
"""Characters of a line that says only which day follows: « VENDREDI 6 JUIN 2025, APRÈS-MIDI »."""
LAST_TOWN = re.compile(
    r",? (?:à |[(–-] ?)?(?P<town>(?:(?:La|Le|Les) |L['’])?[A-ZÀ-Ý][\w’'-]+(?:[ -][A-ZÀ-Ý][\w’'-]+)*)\)?(?: \([^()]*\))?[ .]*$"
)
"""« , Clermont-Ferrand (salle des fêtes) » at the end of a line of an agenda."""
SPOT = re.compile(rf",\s*({_SPOT}[^,.;]*)")


def extract_events(document: CleanDocument, sections: Sequence[Section], knowledge: Knowledge) -> tuple[Event, ...]:
    """The events of a list, else the one that a page or a programme announces, with its sessions.

    « #28 Dijon » gives the number 28 and the place; « les 3 et 4 octobre prochains » is dated by the
    document's own year, and not at all when it names none.
    """
    listed = tuple(_listed(sections))
    if listed:
        return listed
    has_agenda = any(AGENDA.fullmatch(fold(s.title)) for s in sections)
    if any(s.type == "project" for s in sections) and not has_agenda:
        return ()
    rows, year = read_rows(document), own_year(document.text)
    if announced := _announced(document, sections, rows, year, knowledge):
        return (announced, *_sessions(announced, sections, rows, year))
    return tuple(_agenda(rows, sections, year, knowledge)) if has_agenda else ()


def _listed(sections: Sequence[Section]) -> Iterator[Event]:
    """One event per heading such as « #28 Dijon », with the themes printed under it."""
    children: dict[int | None, list[Section]] = {}
    for section in sections:
        children.setdefault(section.parent, []).append(section)
    for i, section in enumerate(sections):
        if section.type != "event" or not (match := EVENT.match(section.title_raw)):
            continue
        items = [s for s in children.get(i, ()) if s.type == "theme_item"]
        date = next(find_dates(match["place"] or ""), None)
        place = _place(match["place"] or "", date)
        yield Event(
            number=int(match["number"] or match["ordinal"]),
            title=items[0].title if len(items) == 1 else None,
            place=place,
            city=place,
            themes=tuple(s.title for s in items),
            date_start=date.first if date else None,
            date_end=date.last if date else None,
            start=section.start,
            end=max([section.end, *(s.end for s in items)]),
        )


def _place(text: str, date: DateSpan | None) -> str | None:
    """The town beside a date, before or after it; none for a gathering held at a distance."""
    if date:
        text = max(text[: date.start], text[date.end :], key=len)
    place = re.sub(r"^(?:(?:[àÀ]|le|les|du) )|(?:,? (?:le|les|du))$", "", text.strip(" ,()–—-|")).strip(" ,()–—-|")
    return None if not place or REMOTE.fullmatch(fold(place)) else place


def _announced(
    document: CleanDocument, sections: Sequence[Section], rows: Sequence[Row], year: int | None, knowledge: Knowledge
) -> Event | None:
    """The gathering that the opening of a document announces."""
    found = None if any(s.type == "project" for s in sections) else find_announcement(rows, year)
    if found is None:
        return None
    return Event(
        number=None,
        title=find_title(document, sections),
        place=found.place,
        city=find_city(found.place, knowledge, found.text),
        themes=_themes(rows),
        date_start=found.date.first,
        date_end=found.date.last,
        start=rows[0].start,
        end=len(document.text.rstrip()),
    )


def _themes(rows: Sequence[Row]) -> tuple[str, ...]:
    """The theme that the first rows quote: « Le thème 2024, « Résilience et connexions » »."""
    for row in rows[:OPENING]:
        match = re.search(r"\bth[èe]me\b[^«“]{0,80}", row.text)
        if match and (quote := QUOTE.match(row.text, match.end())):
            return (french_spacing(quote[1]),)
    return ()


def _sessions(event: Event, sections: Sequence[Section], rows: Sequence[Row], year: int | None) -> Iterator[Event]:
    """The sessions of a gathering, each up to the next session or to a heading of another kind."""
    found = []
    heading = event.date_start if event.date_start == event.date_end else None
    for row in rows[1:]:
        dated = next((d.first for d in find_dates(row.text, year) if d.first), None)
        named = dated or on_weekday(row.text, event.date_start, event.date_end)
        if told := read_session(row, rows):
            found.append((row, row.text[slice(*told)], named or heading))
        elif named and len(row.text) <= MAX_DAY and WEEKDAY.match(row.key):
            heading = named
    stops = [s.start for s in sections if s.type != "theme_item"]
    for i, (row, title, day) in enumerate(found):
        following = found[i + 1][0].start if i + 1 < len(found) else event.end
        end = min([following, *(s for s in stops if s > row.start)])
        last = max(r.end for r in rows if row.start <= r.start < end)
        yield Event(None, french_spacing(title[:1].upper() + title[1:]), None, None, (), day, day, row.start, last, parent=0)


def _agenda(rows: Sequence[Row], sections: Sequence[Section], year: int | None, knowledge: Knowledge) -> Iterator[Event]:
    """The dated lines of an « Agenda »: « Samedi 12 octobre : inauguration de la halle, 10 h 30, salle du Moulin. »."""
    spans = [(s.start, s.end) for s in sections if AGENDA.fullmatch(fold(s.title))]
    for row in rows:
        date = next((d for d in find_dates(row.text, year) if d.start <= 4), None)
        if date is None or not any(start < row.start < end for start, end in spans):
            continue
        what, end = row.text[date.end :].strip(" \u00a0\u202f:–—-,."), row.end
        if not what and row.index + 1 < len(rows):  # the date stands over what is on
            what, end = rows[row.index + 1].text, rows[row.index + 1].end
        title = APPOINTMENT.split(what)[0]
        venue = VENUE.search(what) or SPOT.search(what)
        place = venue[1].strip() if venue else None
        city = find_city(place, knowledge)
        if (town := LAST_TOWN.search(what)) and knowledge.registers.places(town["town"]):
            title, city = what[: town.start()] if town.start() < len(title) else title, town["town"]
            place = place or city
        yield Event(None, title[:1].upper() + title[1:], place, city, (), date.first, date.last, row.start, end)
