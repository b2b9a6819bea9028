"""Where a number is no figure: addresses, references, times of day, years, numbering, set phrases, chart debris."""

from __future__ import annotations

import re

from pipeline.extract.figure_patterns import FROZEN, LABEL_NOUNS, STREETS
from pipeline.extract.number_patterns import MONTHS
from pipeline.extract.number_quantity import Quantity

_ADDRESS = re.compile(r"@|://|www\.|\w\.(?:fr|org|com|eu|net|gouv|info|be|ch)\b|#\w")
_FROZEN = re.compile(rf"(?<!\w)(?:{FROZEN})(?!\w)", re.IGNORECASE)
_FROZEN_NUMBER = re.compile(r"deux|trois|quatre|six|sept|huit|dix|mille|cent|une?|(?<!\d)(?:3|7|24)(?!\d)", re.IGNORECASE)
"""The numbers of set phrases: others need no look."""
_LAST_WORD = re.compile(r"([^\W\d_]+°?|n°|N°|§)[.]?[ \u00a0]*\Z")
_PLURAL = re.compile(r"[ \u00a0][^\W\d_]{2,}[sx](?!\w)")
_SET_UP = re.compile(r"(?<!\w)en[ \u00a0](?:route|ligne|place|page)[ \u00a0]*\Z", re.IGNORECASE)
"""« l'atelier a remis en route 40 vélos »"""
_NEXT_WORD = re.compile(r"[ \u00a0,]*([^\W\d_]+)")
_CLOCK_BEFORE = re.compile(
    r"(?:\bà|dès|vers|avant|après|jusqu['’]à|\bde|entre|\bet|à partir de|[,:(–-]|\A"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di(?: (?:matin|soir))?|midi)[ \u00a0]*\Z",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(
    r"(?:durée|pendant|durant|amplitude|volume|temps|forfait|obligation|base|raison)\b(?:[^.;:]{0,30}|[ \u00a0]?:[ \u00a0]?)\Z",
    re.IGNORECASE,
)
_SPAN_AFTER = re.compile(
    r"[ \u00a0](?:par[ \u00a0](?:jour|semaine|mois|an)|(?:de|d['’])[ \u00a0]?(?:formation|cours|travail|marche|trajet|route|stage|bénévolat"
    r"|atelier|réunion|ménage|service|soutien|enseignement|ouverture))(?!\w)"
)
"""« 14 h par semaine », « 7 heures de formation »"""
_MIDNIGHT = re.compile(r"(?<!\w)(?:minuit|midi)[ \u00a0](?:et|à)[ \u00a0]\Z", re.IGNORECASE)
"""« entre minuit et cinq heures »"""
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:en|depuis|fin|début|mi-?|dès|de|à|du|le|la|l['’]an|années?|d['’]ici|d['’]ici à|horizon|jusqu['’]en|avant|après|vers|et"
    r"|ou|pour|sur|été|hiver|automne|printemps|exercice|édition|campagne|rentrée|budget|millésime|bilan|rapport|plan|agenda|objectif"
    rf"|{MONTHS})|[-–/(])[ \u00a0]*\Z",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"(?:plus|moins|près|environ|presque|les|aux|des|quelques?)[ \u00a0]+(?:d[e'’][ \u00a0]*)?\Z", re.IGNORECASE
)
"""« plus de 1900 agents »: no year."""
_NUMBERING = re.compile(r"[ \u00a0]?[).:°]|[ \u00a0]+[A-ZÀ-Ý][^\W\d_]*(?:er|ir|re)[ \u00a0]|[ \u00a0]*(?:www\.|https?:)")
_AGENDA = re.compile(r"[ \u00a0]+[A-ZÀ-Ý]{2,}(?:[ \u00a0]+(?:d(?:e|es|u)[ \u00a0]+)?[-–A-ZÀ-Ý]|[ \u00a0]*\Z)")
_DECADE_BEFORE = re.compile(r"\bann[ée]es[ \u00a0]*\Z", re.IGNORECASE)
_MONTH_AFTER = re.compile(rf"[ \u00a0](?:{MONTHS})(?!\w)", re.IGNORECASE)
"""« le cinq mars »"""
_TWO_TIMES = re.compile(r"h(?:eures?)?\b.*[ \u00a0]?h(?:eures?)?\Z", re.DOTALL)
"""« de six heures à vingt heures »; a span says its unit once."""
_NUMBER = re.compile(r"[-−–+]?\d[\d.,]*%?\Z")
_WORK_AFTER = re.compile(
    r"[ \u00a0][^,.;:()\n]{2,30},[ \u00a0](?:le|la|l['’])[ \u00a0]?"
    r"(?:magazine|revue|journal|lettre|newsletter|mensuel|hebdomadaire|bulletin|émission|podcast|film|livre|roman|série)(?!\w)"
)
"""« un article dans 500 villages, le magazine de … »: a title."""
_FOOTNOTE = re.compile(
    r"[ \u00a0]?(?:Sources?|Notes?|Données|Voir|Cf|Hors|Y compris|D['’]après|Selon|Chiffres?|Estimations?|Lecture|Champ|Périmètre)(?!\w)"
)
SHORT = 5
"""Hours that a session lasts at most: « de 1 h 30 » alone is no time of day."""
DEBRIS_NUMBERS, DEBRIS_SHARE = 6, 0.5
"""A line of at least six numbers that make up half of its words is read off a chart."""


def is_debris(line: str) -> bool:
    """Whether a line is numbers read off a chart.

    >>> is_debris("61 24 108 -7 2030 33 12 Habitat"), is_debris("2 ateliers et 3 visites")
    (True, False)
    """
    words = line.split()
    if len(words) < DEBRIS_NUMBERS:
        return False
    numbers = sum([1 for word in words if not word[-1].isalpha() and _NUMBER.match(word)])
    return numbers >= DEBRIS_NUMBERS and numbers >= DEBRIS_SHARE * len(words)


def is_footnote_mark(text: str, number: Quantity) -> bool:
    """Whether a number that opens a line is the mark of a note.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> [is_footnote_mark(t, find_quantities(t)[0]) for t in ("1 Source : Insee", "1 Schéma élaboré")]
    [True, False]
    """
    opens = text[number.start - 1 : number.start] in ("", "\n")
    return opens and number.value < 30 and number.unit is None and _FOOTNOTE.match(text, number.number_end) is not None


def is_excluded(text: str, number: Quantity, floor: int, ceiling: int) -> bool:
    """Whether the words around a number in running text say that it is no figure.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> def excluded(text): return [is_excluded(text, n, 0, len(text)) for n in find_quantities(text)]
    >>> excluded("l'article 12"), excluded("3 rue du Port"), excluded("ouvert de 8 h à 18 h"), excluded("12 agents")
    ([True], [True], [True], [False])
    """
    left = text[max(floor, number.start - 48) : number.start]
    if _in_address(text, number, floor, ceiling):
        return True
    is_bare = number.unit is None and number.value_max is None and not number.is_words
    if is_bare and (_is_label(left, text[number.end : min(ceiling, number.end + 24)]) or _is_numbering(text, number, floor, ceiling)):
        return True
    if number.unit is None and _WORK_AFTER.match(text, number.end, ceiling):
        return True
    decade = max(0, len(left.rstrip(" \u00a0")) - len("années"))
    if number.unit is None and (_DECADE_BEFORE.search(left, decade) or _MONTH_AFTER.match(text, number.end, ceiling)):
        return True
    if number.code == "h" and _is_time_of_day(left, number, text, ceiling):
        return True
    return _is_frozen(text, number, floor, ceiling)


def is_year(text: str, number: Quantity, floor: int) -> bool:
    """Whether a number of four digits is a year by the word before it.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> def years(text): return [is_year(text, n, 0) for n in find_quantities(text)]
    >>> years("depuis 2018 agents"), years("Plus de 1900 agents"), years("les 2000 élèves")
    ([True], [False], [False])
    """
    left = text[max(floor, number.start - 24) : number.start]
    if _COUNTED_BEFORE.search(left):
        return False
    return _YEAR_BEFORE.search(left) is not None


def _in_address(text: str, number: Quantity, floor: int, ceiling: int) -> bool:
    """Whether the token around a number is a web or mail address."""
    first, last = number.start, number.number_end
    while first > floor and not text[first - 1].isspace():
        first -= 1
    while last < ceiling and not text[last].isspace():
        last += 1
    return last - first > number.number_end - number.start + 3 and _ADDRESS.search(text, first, last) is not None


def _is_numbering(text: str, number: Quantity, floor: int, ceiling: int) -> bool:
    """« 1. », « (5) Renforcer », « 7 ZAC Port Marianne » on the agenda of a council."""
    if _NUMBERING.match(text, number.end, ceiling):
        return True
    if not _AGENDA.match(text, number.end, ceiling):
        return False
    before = text[floor : number.start].split()
    return not before or before[-1][0].isupper() or before[-1] in "-–•"


def _is_label(left: str, right: str) -> bool:
    """« Axe 2 », « page 36 », « 12 rue … »."""
    words = left.rstrip(" \u00a0")
    before = _LAST_WORD.search(left, max(words.rfind(" "), words.rfind("\u00a0")) + 1)
    is_ours = before is not None and before[1].lower() == "nos" and _PLURAL.match(right) is not None  # « sur nos 1 900 agents »
    if before and before[1].lower() in LABEL_NOUNS and not is_ours and not _SET_UP.search(left):
        return True
    after = _NEXT_WORD.match(right)
    return after is not None and after[1].lower() in STREETS


def _is_time_of_day(left: str, number: Quantity, text: str, ceiling: int) -> bool:
    """« à 19 heures », « 10 h 30 », « de 8 h à 18 h », « 10 h » in a margin; not « une durée de 3 h » nor a range that stands alone."""
    right = text[number.end : min(ceiling, number.end + 24)]
    if max(number.value, number.value_max or 0) > 24 or _SPAN_BEFORE.search(left) or _SPAN_AFTER.match(right):
        return False
    is_short = number.value <= SHORT and number.value_max is None
    if number.is_clock and is_short and left.endswith("de ") and not right.startswith(" à "):
        return False  # « un atelier de 1 h 30 »
    if number.is_clock or _MIDNIGHT.search(left):
        return True
    if number.is_words and number.value_max and _TWO_TIMES.search(text[number.start : number.end]):
        return True
    if not left.strip() and not right[:2].strip():
        return number.value_max is None
    return number.unit is not None and _CLOCK_BEFORE.search(left) is not None and not (number.is_words and left.endswith(("de ", "et ")))


def _is_frozen(text: str, number: Quantity, floor: int, ceiling: int) -> bool:
    """Whether a number stands in a set phrase: « à deux pas »."""
    if not _FROZEN_NUMBER.search(text, number.start, number.end):
        return False
    first, last = max(floor, number.start - 16), min(ceiling, number.end + 24)
    return any(m.start() < number.end and number.start < m.end() for m in _FROZEN.finditer(text, first, last))
