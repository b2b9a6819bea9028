"""The patterns of the number grammar: how digits, scales, units, links and what is passed over are printed."""

from __future__ import annotations

import re

from pipeline.extract.number_words import CARDINAL, COLLECTIVE, FRACTION, ORDINAL
from pipeline.extract.units import UNITS

S = r"[ \u00a0\u202f\u2009]"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DECIMALS = r"(?:,\d+|\.\d{1,2}(?![\d.]))?"
DIGITS = rf"(?:\d{{1,3}}(?:{S}\d{{3}})+(?!\d){_DECIMALS}|\d{{1,3}}(?:\.\d{{3}})+(?!\d)(?:,\d+)?|\d+{_DECIMALS})"
SKIP = "|".join(
    (
        r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)",  # 12/10/2024
        r"\d{4}-\d{2}-\d{2}(?!\d)",  # 2024-10-12
        r"(?:\+33[ .]?|0)\d(?:[ .\u00a0]?\d{2}){4}(?!\d)",  # 01 02 03 04 05
        rf"\d{{1,2}}(?:{S}?er)?(?:{S}?(?:,|et|au|à|-|–|ou){S}?\d{{1,2}}(?:er)?)*{S}(?:{MONTHS})(?!\w)(?:{S}\d{{4}})?",  # les 3 et 4 octobre
        rf"(?:19|20)\d\d{S}?[-–/]{S}?(?:19|20)?\d\d(?!\d|{S}?[%€])",  # 2020-2026, 2020/21
        r"\d{2,4}-\d{2,}(?:-\d+)+",  # references: 2014-05-22-0000072016
        r"0\d+(?![\d,])",  # 01, 007: numbering
    )
)
LEFT = r"(?<![\w,.])(?<!\w[-\u2010\u2011–/_])"
BEGINS = r"[+\-−–uUdDtTqQcCsShHnNoOvVlLmM\d]"
IN_DIGITS = rf"\d|[+\-−–]{S}?\d"
IN_WORDS = (
    r"[uU]n[eE]?[ \u00a0]|[dD](?:eu[xX]|ou[zZ]|ix)|[tT]r(?:o[iI]|e[iInN])|[qQ]u(?:a[rRtT]|i[nN])|[cC](?:in[qQ]|en[tT]|et[tT])"
    r"|[sS](?:ix|ei[zZ]|ep[tT]|oi[xX])|[hH]ui[tT]|[nN](?:eu[fFvV]|on[aA])|[oO](?:n[zZ]|ct[aA])|[vV]in[gG]"
    r"|[lL]a[ \u00a0](?i:bo|de|hu|d[io]|qu|vi|tr|ci|so|ce|mi)|[mM]il[lL]"
)
"""The letters that a number can begin with: three times quicker than trying each alternative at each place."""
ANCHOR = re.compile(
    rf"(?<!\w)(?={BEGINS})(?:(?={IN_DIGITS}){LEFT}(?:(?P<skip>{SKIP})"
    rf"|(?P<sign>[+\-−–]{S}?)?(?P<digits>{DIGITS})(?P<rank>(?:er|ers|re|ère|e|è|ème|nd|nde)(?!\w))?)"
    rf"|(?={IN_WORDS})(?<![\w-])"
    rf"(?:(?P<fraction>{FRACTION})|(?P<collective>{COLLECTIVE})|(?P<ordinal>{ORDINAL})|(?P<words>{CARDINAL}))(?!-[A-ZÀ-Ý]))"
)
GAP = re.compile(rf"\W(?={IN_DIGITS}|{IN_WORDS})")
"""What may stand before an anchor: a search for it leaps over the letters of other words."""
SCALE = re.compile(
    rf"{S}?(?P<scale>(?:milliards?|millions?|milliers?)(?!\w)"
    rf"|(?:Mds?|M|м|K|k|m)(?={S}?(?:€|EUR|euros?|d['\u2019]euros?|d['\u2019]€))|Mds?(?!\w))"
    rf"(?:{S}d(?:e{S}|['\u2019])(?=€|euros?|dollars?|tonnes?|m²|m3|m³|kWh|litres?|heures?|kilomètres?|hectares?))?"
)
UNIT = re.compile(
    rf"(?:{S}(?:derni|premi)(?:ers|ères)(?={S})|{S}prochaine?s(?={S})|{S}(?:long|bonne)(?:ue)?s(?={S}))?{S}?(?:"
    + "|".join(f"(?P<u{i}>{unit.pattern})" for i, unit in enumerate(UNITS))
    + r")(?:(?![\w²³]|['\u2019])|(?<=\dh)(?=[0-5]\d(?!\w)))"  # « 1h30 »
)
CLOSES = ".,;:)(!?»\n\t"
"""After these signs, or at the end of a text, stands neither a scale or unit nor a link to a second number."""
PER = re.compile(rf"{S}?(?:/{S}?(?:hab(?:itants?)?|an|m²|m2|m³|m3|ha|t|tonne|mois|jour|h|km)|par{S}habitants?)(?!\w)")
MINUTES = re.compile(rf"{S}?([0-5]\d)(?:{S}?min(?:utes)?)?(?![\w%,])")
HALF = re.compile(rf"{S}et{S}demie?(?!\w)")
OF_EURO = re.compile(rf"{S}d['\u2019](?=euros?)")
LINK = re.compile(rf"{S}?(?:(?P<dash>[-–—−])|(?P<slash>/)|(?P<word>à|ou|et|sur)){S}?(?:les{S}|la{S})?")
BETWEEN = re.compile(r"(?:\bentre|\bd['\u2019]entre)\s+(?:les\s+)?\Z", re.IGNORECASE)
NOUN_SUR = re.compile(rf"{S}(?P<noun>[^\W\d]+(?:{S}[^\W\d]+)?){S}sur{S}")
CHANGES = re.compile(
    r"(?<!\w)(?:(?P<to>(?:évolu|tomb|grimp|descend|ramen)[^\W\d_]*|(?:pass|mont)(?:e|ent|ait|aient|é|ée|és|ées|era|eront)|passant|passage"
    r"|porté(?:s|es)?|(?:porter|ramener|relever|abaisser|passer)(?P<what>[ \u00a0][^.;:,]{3,60}?))"
    r"|(?:augment|progress|recul|baiss|diminu|rédui|chut)[^\W\d_]*)[ \u00a0](?:de|d['\u2019])[ \u00a0]?\Z",
    re.IGNORECASE,
)
"""« est passé de 71 à 78 % » gives two figures, « de 71 à 78 % » a range; a prefix as ``to`` says that it moved to the second."""
CHANGED_BY = re.compile(
    r"(?<!\w)(?:augment|progress|recul|baiss|diminu|rédui|chut|gagn|perd|hausse|grimp|bondi|cr[uû]|améliore)[^\W\d_]*"
    r"[ \u00a0](?:de[ \u00a0]|d['\u2019])?\Z",
    re.IGNORECASE,
)
"""« recule de 3 points »: points of a percentage, not places."""
BUSY = re.compile(rf"{S}?(?:%|(?!(?:sans|dans|vers|sous|puis|mais|depuis|les|des|ces|ses|nous|ils|elles)(?!\w))[^\W\d_]+s(?!\w))")
DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 20, 100})
"""« 71/100 », « 2/3 » are ratios; other slashes are dates and references."""
LATEX_EURO = re.compile(r" C(?=\n|\Z|\t)")
"""The euro sign that LaTeX draws as a struck C reads « 9,80 C »."""
PART_OF = re.compile(rf"{S}d(?:es?{S}|u{S}|['\u2019])")
"""« 2/3 des foyers »"""
