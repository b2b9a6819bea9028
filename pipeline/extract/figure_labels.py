"""Numbers that a label on their own line names: « Nombre de présents : 27 », « Pour : 26 – Contre : 3 »."""

from __future__ import annotations

import re

from pipeline.extract.figure_patterns import LABEL_NOUNS, UNCOUNTED_LABELS
from pipeline.extract.measures import clean_label, counted, qualifier_start
from pipeline.extract.number_quantity import Quantity
from pipeline.french import fold

_LABEL = re.compile(
    r"(?:\A|[.;,|–—•()/\n\t-]|(?<=[\d€%])[ \u00a0](?=[A-ZÀ-Ý]))[ \u00a0]*"
    r"(?P<label>[^\W\d_][^.;:|–—•()/\n\t]{2,70}?)(?:[ \u00a0]\([^()\n]*\))?[ \u00a0]?[:|][ \u00a0]?\Z"
)
_AFTER = re.compile(r"[ \u00a0]?(?:\Z|[.;,|–—/\n\t)]|-[ \u00a0]|[ \u00a0](?=[A-ZÀ-Ý][^\d.;]{2,60}[ \u00a0]?:[ \u00a0]?\d))")
_NUMBER_OF = re.compile(r"(?:le )?nombre (?:total |moyen |annuel )?(?:de |d['’])", re.IGNORECASE)
_VOTE = re.compile(r"(?<![\w-])(?P<label>Pour|POUR|Contre|CONTRE|Abstentions?|ABSTENTIONS?)[ \u00a0]\Z")
"""« Pour 26, Contre 3 »: here a colon is not needed."""
_VOTED = re.compile(r"(?<![\w-])(?P<label>Pour|POUR|Contre|CONTRE|Abstentions?|ABSTENTIONS?)[ \u00a0]?:[ \u00a0]?\Z")
"""« … avec la Ville de Nevers Pour : 26 »: what stands before is the matter that was voted on."""
LONGEST_VOTE = len("Abstentions ")
LABEL_WORDS, NOUN_LABEL = 8, 3
"""Words before a colon that are no sentence; three at most before a number with its noun: « Population : 3 800 habitants »."""


def label_of(text: str, number: Quantity, floor: int, ceiling: int) -> str | None:
    """The label printed right before a number and its colon, None where a sentence stands there.

    >>> from pipeline.extract.number_grammar import find_quantities
    >>> def label(text): return label_of(text, find_quantities(text)[0], 0, len(text))
    >>> label("Nombre de présents : 27"), label("Article : 12"), label("Mise en service : 1987"), label("Population : 3 800 habitants")
    ('Nombre de présents', None, None, 'Population')
    """
    left = text[max(floor, number.start - 90) : qualifier_start(text, number.start, floor)]
    end = left[-2:]
    if ":" in end or "|" in end:
        match = _VOTED.search(left) or _LABEL.search(left)
    else:
        match = None if number.unit else _VOTE.search(left, max(0, len(left) - LONGEST_VOTE))
    if match is None or number.kind == "rank" or (number.is_year and not _NUMBER_OF.match(match["label"])):
        return None
    words = fold(match["label"]).split()
    if len(words) > LABEL_WORDS or {words[0], words[-1]} & LABEL_NOUNS or (number.unit is None and set(words) & UNCOUNTED_LABELS):
        return None
    noun = None if number.unit else counted(text, number.end, ceiling, number.value)
    if noun is not None and len(words) > NOUN_LABEL:
        return None
    return match["label"] if _AFTER.match(text, noun[1] if noun else number.end, ceiling) else None


def labelled(label: str, value: float) -> tuple[str, str]:
    """The unit and the measure of a bare number by its label.

    >>> labelled("Nombre de conseillers en exercice", 33), labelled("Contre", 3), labelled("Effectif", 12)
    (('conseillers en exercice', 'conseillers en exercice'), ('voix', 'voix contre'), ('effectif', 'effectif'))
    """
    if fold(label) in ("pour", "contre"):
        return "voix", f"voix {label.lower()}"
    plain = clean_label(label)
    body = _NUMBER_OF.sub("", plain)
    noun = counted(body, 0, len(body), max(value, 2), loose=True)
    return _plain(noun[0] if noun else body), _plain(body)


def _plain(phrase: str) -> str:
    """A phrase without the capital that opened its line; acronyms keep theirs."""
    return phrase[0].lower() + phrase[1:] if phrase[1:2].islower() else phrase
