"""Figures of running text: what a number counts is read in the words around it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.extract.figure_context import is_excluded, is_year
from pipeline.extract.figure_labels import label_of, labelled
from pipeline.extract.figure_leads import age_of, factor_measure, population, purpose, told_measure
from pipeline.extract.figure_patterns import AROUND, AROUND_FROM, CHANGE_NOUNS, PERSONS, RANKED_NOT, STAFF
from pipeline.extract.measures import clause_end, clean_label, counted, following, qualifier, qualifier_start, share_of
from pipeline.extract.noun_phrases import preceding
from pipeline.extract.number_patterns import CHANGED_BY
from pipeline.extract.number_quantity import Quantity
from pipeline.extract.phrasing import doers, of_group, with_predicate
from pipeline.extract.verb_forms import PLURAL, verb_form
from pipeline.records import Figure

_ADVERBS = r"(?:en moyenne|maximum|environ|seulement|à peine|au moins)"
_OF = re.compile(rf"[ \u00a0]*(?:{_ADVERBS} )?(?!d['’]ici|de (?:moins|plus)(?!\w))(?:de |d['’]|des |du )", re.IGNORECASE)
_RANKED = re.compile(
    r"(?:la|le|les) plus(?!\w)|\b(?:de|d['’]|du|des|en|dans)[ \u00a0](?:la |l['’]|les )?(?:[A-ZÀ-Ý]|monde|pays|région|département)"
    r"|\bà[ \u00a0](?:s['’])?[^\W\d_]+(?:er|ir|re)(?!\w)|\bd['’][A-ZÀ-Ý]|(?:national|mondial|européen|français)e?(?!\w)"
)
_AROUND = re.compile(AROUND, re.IGNORECASE)
_CHANGE = re.compile(
    rf"(?<!\w)({'|'.join(sorted(CHANGE_NOUNS))}|taux|part)[ \u00a0]+(?:d['’]|de[ \u00a0]|est[ \u00a0]de[ \u00a0])?\Z", re.IGNORECASE
)
_COMPARED = re.compile(r"[ \u00a0]+(?:supérieure?s?|inférieure?s?) (?:à|aux?)(?!\w)")
_RATE = re.compile(r"[ \u00a0]+par (?:jour|semaine|mois|an|heure)(?!\w)")
"""« on en a compté 4 700 par jour »: what is counted stands in another sentence."""
_PREPOSITION = re.compile(
    r"(?:par|en|pour|à|sur|dans|sous|chez|avec|depuis|entre|dès|lors|grâce|jusqu\w*|avant|après|auprès|plus|moins|pièce|chacune?|durant|pendant)\b"
)
"""« 23 % en un an », « 150 € par mois »: what follows says when or how often, not what is measured."""
_POINTS = re.compile(r"[ \u00a0]points?(?!\w)")
_AWAY = re.compile(r"(?<!\w)à[ \u00a0]\Z")
"""« à moins de 200 mètres du port »"""
_OWNER = re.compile(
    r"(?<!et )(?<!et l.)(?<!et la )(?<!avec la )(?<!avec l.)(?<!avec le )(?<!et le )"
    r"(?:[Vv]ille|[Mm]étropole|[Ee]urométropole|[Cc]ommune|[Dd]épartement|[Rr]égion|[Aa]gglomération"
    r"|[Cc]onseil (?:départemental|régional)|[Cc]ommunauté (?:urbaine|d['’]agglomération|de communes)|EPT)"
    r"(?:[ \u00a0](?:de[ \u00a0]la|de|des|du)[ \u00a0]|[ \u00a0]d[eu][ \u00a0]l['’]|[ \u00a0]d['’]|[ \u00a0])"
    r"(?:L[ae]s?[ \u00a0]|L['’])?[A-ZÀ-Ý][\w’'-]*(?:[ \u00a0-](?:(?:de|du|la|sur|en|et|le|les)[ \u00a0-])*[A-ZÀ-Ý][\w’'-]*)*"
)
_CAPITAL = re.compile(r"[A-ZÀ-Ý]")
_RECEIVED = re.compile(r"(?<!\w)(?:re[çc](?:u|oi)|obt(?:enu|ien)|perç(?:u|oi)|touch)[^\W\d_]*[ \u00a0]\Z")
_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_ADVERB = re.compile(rf"[ \u00a0]{_ADVERBS}(?=[ \u00a0]d)")
_AMONG_THEM = re.compile(r"[ \u00a0]d['’]entre[ \u00a0](?:eux|elles)(?!\w)")
"""« 12 % d'entre eux »: who is told before."""
_CLITIC = re.compile(
    r"(?:[ \u00a0](?:ne|n['’]|se|s['’]|les?|la|l['’]|y|en|leur|lui|nous|vous)(?:(?<=['’])|(?=[ \u00a0])))+[ \u00a0]?([^\W\d_]+)"
)
"""« 15 % [le trouvent] cher », « 37 % [ne l'ont] jamais lu »"""
_SOMEBODY = re.compile(
    r"[ \u00a0](?:de[ \u00a0]|d['’])(?:MM?\.?(?![^\W_])|Mmes?(?!\w)|Monsieur|Madame|(?:[A-ZÀ-Ý][\w'’-]+[ \u00a0]){1,3}[A-ZÀ-Ý][\w'’-]+)"
)
"""« 20 ans de service de M. Durand », « 12 ans de Marie Durand à la tête »: no duration measures somebody."""
_ARTICLE = re.compile(r"[ \u00a0](?:les?|la|ses|nos|leurs?|sa|son|notre)[ \u00a0]|[ \u00a0]l['’]")
_LATER = re.compile(r"[ \u00a0](?:plus[ \u00a0](?:tard|tôt)|après|avant|auparavant|durant)(?!\w)")
"""« les travaux commenceront trois mois plus tard »: when, not how long."""
_NO_MEASURE = ("HT", "TTC", "oui", "non")
CONFIDENCE = {"label": 0.94, "unit": 0.92, "digits": 0.88, "words": 0.82, "small": 0.75, "rank": 0.7, "year": 0.5, "fraction": 0.6}
"""How sure a reading is, by what was read: a printed label or unit is surest, a year-like count and a fraction least; 0.2 less
without a measure. Of 542 figures on 24 annotated texts, half of them seen for the first time, value, unit and measure (half of its
words) were right for 1.00 at 0.95 (49), 0.74 at 0.92 (196), 0.57 at 0.88 to 0.82 (167), 0.23 at 0.72 (74); the value alone for 0.97 to
1.00 down to 0.72 and 0.73 at 0.6 (11)."""


def text_figure(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """The figure that a number of a paragraph (floor:ceiling) gives, None where it is not one.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> line = "Près de 300 agents municipaux ont suivi deux jours de formation."
    >>> [text_figure(line, n, 0, len(line)).measure for n in find_quantities(line)]
    ['agents municipaux', 'durée de formation']
    """
    if number.kind is None and (factor := factor_measure(text, number, floor)) is not None:
        return make_figure(text, number, floor, unit="fois", kind="other", measure=factor, confidence=CONFIDENCE["fraction"])
    if label := label_of(text, number, floor, ceiling):
        return _labelled(text, number, floor, ceiling, label)
    if is_excluded(text, number, floor, ceiling):
        return None
    if number.kind == "rank":
        return _rank(text, number, floor, ceiling)
    if number.unit is not None or number.kind == "other":
        return _measured(text, number, floor, ceiling)
    after = max(number.end, number.shared)
    noun = counted(text, after, ceiling, number.value_max or number.value, partitive=number.is_round or number.scale > 1)
    if noun is None and not number.is_year and _RATE.match(text, number.end, ceiling):
        measure = preceding(text, number.start, floor)
        return make_figure(text, number, floor, kind="count", measure=measure, confidence=CONFIDENCE["fraction"])
    if noun is None or (number.is_year and (noun[0][:1].isupper() or is_year(text, number, floor))):
        return None
    if (points := _POINTS.match(text, number.end, ceiling)) and _is_change(text, number, floor):
        number = replace(number, end=points.end(), unit="points", code="pt", kind="percent")
        return _measured(text, number, floor, ceiling)
    unit, end = noun
    named = text.index(unit, number.end)
    measure = (preceding(text, number.lead, floor) if number.lead >= 0 else "") or following(text, named, ceiling) or unit
    measure = _counted_measure(text, number, floor, unit, measure)
    confidence = CONFIDENCE["year" if number.is_year else "digits" if not number.is_words else "words" if number.value > 2 else "small"]
    end = number.end if number.shared >= 0 else end
    return make_figure(text, number, floor, end=end, unit=unit, kind="count", measure=measure, confidence=confidence)


def _counted_measure(text: str, number: Quantity, floor: int, unit: str, measure: str) -> str:
    """The measure of a count with what the words before say of those counted: « une équipe de 3 agents », « signée par 12 communes »."""
    if measure == "habitants":
        return population(text, number, floor) or measure
    if not measure.startswith(unit):
        return measure
    before = qualifier_start(text, number.start, floor)
    return f"{unit}{of_group(text, before, floor) or doers(text, before, floor)}{measure[len(unit) :]}"


def _labelled(text: str, number: Quantity, floor: int, ceiling: int, label: str) -> Figure | None:
    """The figure of a number behind a label and a colon: « Population : 3 800 habitants »."""
    noun = None if number.unit else counted(text, number.end, ceiling, number.value)
    unit, measure = labelled(label, number.value)
    return make_figure(
        text, number, floor, end=noun[1] if noun else None, unit=number.unit or (noun[0] if noun else unit), kind=number.kind or "count",
        measure=measure, confidence=CONFIDENCE["label"],
    )  # fmt: skip


def make_figure(
    text: str, number: Quantity, floor: int, *, measure: str | None, confidence: float,
    end: int | None = None, unit: str | None = None, kind: str | None = None,
) -> Figure:  # fmt: skip
    """A Figure from a number, its words and what was found of its measure."""
    stop = number.end if end is None else end
    found = qualifier(text, number.start, stop, floor)
    if found is None and stop != number.end:
        found = qualifier(text, number.start, number.end, floor)
    if found is None and (number.is_round or _is_around(text, number, floor)):
        found = "approx"
    return Figure(
        raw=text[number.start : stop],
        value=float(number.value),
        value_max=None if number.value_max is None else float(number.value_max),
        unit=unit or number.unit,
        unit_code=number.code,
        kind=kind or number.kind or "count",
        qualifier=found,
        measure=measure or None,
        in_words=number.is_words,
        org=owner(measure) if measure and number.kind != "rank" else None,
        start=number.start,
        end=stop,
        confidence=round(confidence if measure else confidence - 0.2, 3),
    )


def _is_change(text: str, number: Quantity, floor: int) -> bool:
    """« +3 points », « recule de 3 points » are points of a percentage."""
    verb = CHANGED_BY.search(text[max(floor, number.start - 40) : number.start])
    return text[number.start] in "+-−–" or number.value % 1 > 0 or verb is not None


def _is_around(text: str, number: Quantity, floor: int) -> bool:
    """« autour de 15 % », not « s'articule autour de quatre axes »."""
    if number.unit is None and number.value < AROUND_FROM:
        return False
    return _AROUND.search(text, max(floor, number.start - 12), number.start) is not None


def _measured(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """A number with a unit of measure, a ratio or a fraction."""
    if number.kind == "other" and number.unit is None:
        return _part(text, number, floor, ceiling)
    told = told_measure(text, number, floor, _object(text, number.end, ceiling) if number.code == "%" else "")
    is_when = not told and number.kind == "duration" and _says_when(text, number, floor, ceiling)
    measure = None if is_when else told or _plain_measure(text, number, floor, ceiling)
    return make_figure(text, number, floor, measure=measure, confidence=CONFIDENCE["unit"])


def _part(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """« un tiers des agents », « 1 offre sur 3 »."""
    link = _OF.match(text, number.end, ceiling)
    if number.value_max is None and not link:
        return None  # « le tiers », « au quart de tour »
    if link:
        measure = share_of(text[number.end : clause_end(text, number.end, ceiling)].strip(), "percent")
    else:
        measure = number.noun or preceding(text, number.start, floor)
    noun = counted(text, link.end() - 1, ceiling, 2) if link else counted(text, number.end, ceiling, 2)
    unit = number.noun or (noun[0] if noun else None)
    return make_figure(text, number, floor, unit=unit, kind="other", measure=measure or unit, confidence=CONFIDENCE["fraction"])


def _plain_measure(text: str, number: Quantity, floor: int, ceiling: int) -> str | None:
    """The complement after the number (« 15 % des agents »), else the noun before it (« un budget de 3 M€ »)."""
    start = qualifier_start(text, number.start, floor)
    if number.kind == "percent" and speaks_of_them(text, number.end):
        them = _AMONG_THEM.match(text, number.end)
        return f"part {them[0].strip()}" if them else None  # the figure before may tell of whom
    last_word = max(floor, text.rfind(" ", floor, start - 1))
    is_given = number.kind == "money" and _RECEIVED.search(text, last_word, start)  # « a reçu 2 M€ de la ville »
    if not is_given and _OF.match(text, number.end, ceiling):
        after = _complement(text, number, start, floor, ceiling)
        if after is not None:
            return after or None
    if number.kind == "percent" and _COMPARED.match(text, number.end, ceiling):
        return f"{preceding(text, number.start, floor)} {following(text, number.end, ceiling)}".strip()
    if number.kind in ("money", "percent") and (said := purpose(text, number, floor, ceiling)):
        return said
    before = preceding(text, number.start, floor)
    if age := age_of(text, number, floor, before):
        return age
    if number.kind == "duration" and before.split(" ")[0] in PERSONS | STAFF:
        return None  # « les agents ont reçu 12 heures »
    after = "" if _opens_with_verb(text, number.end) else following(text, number.end, ceiling)
    named = len(after) > 2 and after not in _NO_MEASURE and not any(c.isdigit() for c in after) and not _PREPOSITION.match(after)
    return before or (after if named else None)


def _complement(text: str, number: Quantity, start: int, floor: int, ceiling: int) -> str | None:
    """What « de » after a number says: « 15 % des agents », « 2 h de stage »; None where it says nothing, "" where it names somebody."""
    whole = _printed(text, number.end, ceiling)
    if number.kind == "duration" and (somebody := _SOMEBODY.search(f" {whole}")):
        return clean_label(whole[: max(0, somebody.start() - 1)])
    if number.kind == "distance" and _AWAY.search(text, max(floor, start - 2), start):
        return f"distance {whole}"
    if change := _CHANGE.search(text, floor, start):
        return f"{change[1].lower()} {whole}"
    if number.kind != "percent":
        return share_of(whole, number.kind or "") or None
    after = share_of(with_predicate(text, whole, number.end, ceiling), "percent")
    rise = after.startswith("part ") and {"+": "hausse", "-": "baisse"}.get(text[number.start])
    return f"{rise} {after.removeprefix('part ')}" if rise else after or None


def speaks_of_them(text: str, at: int) -> bool:
    """Whether what follows a percentage leaves it to the words before to say of whom: « 12 % d'entre eux », « 37 % ne l'ont pas lu »."""
    return _AMONG_THEM.match(text, at) is not None or _opens_with_verb(text, at)


def _opens_with_verb(text: str, at: int) -> bool:
    """« 56 % préfèrent le soir »: what follows tells nothing of what is measured."""
    match = _CLITIC.match(text, at) or _WORD.match(text, at)
    return match is not None and verb_form(match[1].lower()) == PLURAL


def _printed(text: str, at: int, ceiling: int) -> str:
    """The words after a number up to the end of their phrase, as printed."""
    adverb = _ADVERB.match(text, at, ceiling)
    at = adverb.end() if adverb else at
    return text[at : clause_end(text, at, ceiling)].strip()


def _object(text: str, at: int, ceiling: int) -> str:
    """The words after a percentage as printed, those of the object of a verb before it too: « réduire de 30 % / les rejets »."""
    article = _ARTICLE.match(text, at, ceiling)
    return text[at : clause_end(text, article.end(), ceiling)].strip() if article else _printed(text, at, ceiling)


def _says_when(text: str, number: Quantity, floor: int, ceiling: int) -> bool:
    """« trois mois plus tard », « il y a vingt ans »: no length of time is measured."""
    start = qualifier_start(text, number.start, floor)
    return _LATER.match(text, number.end, ceiling) is not None or text[max(floor, start - 7) : start].lower().endswith("il y a ")


def _rank(text: str, number: Quantity, floor: int, ceiling: int) -> Figure | None:
    """« la 5e métropole la plus attractive de France »."""
    noun = counted(text, number.end, ceiling, 1)
    if noun is None or noun[0].split(" ")[0].lower() in RANKED_NOT:
        return None
    measure = following(text, number.end, ceiling)
    if not _RANKED.search(text, number.end, min(ceiling, number.end + len(measure) + 8)):
        return None
    return make_figure(text, number, floor, end=noun[1], unit=noun[0], kind="rank", measure=measure, confidence=CONFIDENCE["rank"])


def owner(text: str) -> str | None:
    """The authority that a measure names as its own, as printed.

    >>> owner("agents de la Ville de Nevers en 2019"), owner("convention avec la Ville de Nevers")
    ('Ville de Nevers', None)
    """
    match = _OWNER.search(text) if _CAPITAL.search(text) else None
    return match.group() if match and match.group() != text else None  # « verse à la Région Bretagne 2 M€ »
