"""French calendar dates with a day and a month, resolved against the year of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.french import fold

MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6,
    "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
WEEKDAYS = {"lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6}

_DAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?(?:1\s?er|[12]?\d|3[01])"
_MONTH = r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
DATES = re.compile(
    rf"\b(?=[\dlmjvsd])(?:(?P<first>{_DAY})(?:\s+(?P<first_month>{_MONTH})(?:\s+(?P<first_year>(?:19|20)\d\d))?)?"
    rf"(?:(?:\s*,\s*(?:le\s+)?{_DAY})*\s*(?:et|au|&|[-–—/])\s*(?:le\s+)?(?P<last>{_DAY}))?"
    rf"\s+(?P<month>{_MONTH})\b(?:\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|(?P<only>{_DAY})\s+(?P<only_month>{_MONTH})\b(?:\s+(?P<only_year>(?:19|20)\d\d)\b)?)",
    re.IGNORECASE,
)
"""« 3 et 4 octobre », « du 30 septembre au 2 octobre 2024 », « jeudi 17 octobre 2024 », « 1er juin »."""
OWN_YEAR = re.compile(
    r"\b(?:th[èe]me|[ée]dition|programme|saison|ann[ée]e|s[ée]minaires?|assises|rencontres|colloque|congr[èe]s|forum|salon|journ[ée]es?|universit[ée]s?"
    rf"|{_MONTH}|printemps|[ée]t[ée]|automne|hiver)(?:\s+[\w’'-]+)?\s+(20\d\d)\b",
    re.IGNORECASE,
)
"""« Le thème 2024 », « Séminaire d'automne 2024 », « Octobre 2024 »: the year a document is of."""


SURE_MONTH = re.compile("janv|vrier|mars|avril|mai|juin|juil|ao[uû]t|sept|octo|nove|cembre")
"""What one of the months has in it, found faster than the month."""
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"20\d\d(?<![\d-]....)(?![\d-])")
ANY_YEAR = re.compile(r"20\d\d\b")
REACH = 100
"""Letters before a year that may say of what it is the year."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or a range in a text at ``start:end``; ISO dates, None where the year is unknown."""

    start: int
    end: int
    first: str | None
    last: str | None


def find_dates(text: str, year: int | None = None) -> Iterator[DateSpan]:
    """All dates with a day and a month; ``year`` serves those that are printed without one.

    >>> [(d.first, d.last) for d in find_dates("les 3 et 4 octobre prochains", 2024)]
    [('2024-10-03', '2024-10-04')]
    >>> [(d.first, d.last) for d in find_dates("le 12 octobre")]
    [(None, None)]
    """
    if not DIGIT.search(text) or not SURE_MONTH.search(text.casefold()):
        return
    for match in DATES.finditer(text):
        group = match.groupdict()
        day, month = group["first"] or group["only"], group["month"] or group["only_month"]
        printed = group["year"] or group["only_year"]
        known = int(printed) if printed else year
        last = _resolve(group["last"] or day, month, known, is_printed=bool(printed))
        first_year = int(group["first_year"]) if group["first_year"] else known
        first = _resolve(day, group["first_month"] or month, first_year, is_printed=bool(printed))
        if first is None or last is None or first > last:
            yield DateSpan(match.start(), match.end(), None, None)
        else:
            yield DateSpan(match.start(), match.end(), first.isoformat(), last.isoformat())


def _resolve(day: str, month: str, year: int | None, *, is_printed: bool) -> date | None:
    """A calendar date; None when it does not exist or an assumed year contradicts the printed weekday."""
    number = re.search(r"\d+", day)
    if year is None or number is None:
        return None
    try:
        found = date(year, MONTHS[fold(month)], int(number[0]))
    except ValueError:
        return None
    weekday = WEEKDAYS.get(fold(day).split()[0])
    return None if weekday not in (None, found.weekday()) and not is_printed else found


def own_year(text: str) -> int | None:
    """The year a document is of: the one its title, theme or edition names, else the only one it prints.

    >>> own_year("Le thème 2024 suit celui de 2023."), own_year("de 2019 à 2021")
    (2024, None)
    """
    if not ANY_YEAR.search(text):
        return None
    for years in (
        {int(m[1]) for window in _before_years(text) for m in OWN_YEAR.finditer(text, *window)},
        {int(y) for y in YEAR.findall(text)},
    ):
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _before_years(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that end with years: the words of ``OWN_YEAR`` are not looked for elsewhere."""
    start = end = 0
    for year in ANY_YEAR.finditer(text):
        if year.start() - REACH > end:
            if end:
                yield start, end
            start = year.start() - REACH
        end = year.end() + 1  # the letter after, which must be none
    yield start, end


def on_weekday(text: str, first: str | None, last: str | None) -> str | None:
    """The day of a conference that a weekday names: « le vendredi matin ».

    >>> on_weekday("le vendredi après-midi", "2024-10-03", "2024-10-04")
    '2024-10-04'
    """
    named = re.search(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", text, re.IGNORECASE)
    if not named or not first or not last:
        return None
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    found = [d for d in (day + timedelta(i) for i in range(min((end - day).days + 1, 31))) if d.weekday() == WEEKDAYS[named[0].lower()]]
    return found[0].isoformat() if len(found) == 1 else None
