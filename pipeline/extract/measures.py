"""What a number counts: its unit as a noun phrase, what is measured, the qualifier, whose figure it is."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.figure_patterns import (
    ADJECTIVE_ENDINGS,
    ADJECTIVES_BEFORE,
    CHANGE_NOUNS,
    INVARIABLE,
    NOT_ADJECTIVES,
    NOT_COUNTED,
    PARTICIPLE_ENDINGS,
    QUALIFIERS_AFTER,
    QUALIFIERS_BEFORE,
    RATIOS,
    VERBS,
)
from pipeline.extract.number_words import CARDINAL
from pipeline.extract.verb_forms import predicate_start
from pipeline.french import is_capitals

_SP = "[ \u00a0\u202f]"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_LINK = re.compile(rf"{_SP}(?:de{_SP}|d['’]|en{_SP}|à{_SP}l['’]|à{_SP}(?!tour{_SP}de{_SP}))(?=[^\W\d_]{{2}})")
_BEFORE = re.compile("|".join(f"(?P<q{i}>{p})" for i, (_, p) in enumerate(QUALIFIERS_BEFORE)), re.IGNORECASE)
_BEFORE_TAIL = re.compile(rf"(?<![^\W_])(?:{_BEFORE.pattern})\s*(?:les\s)?\Z", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:{_SP}(?:par|/){_SP}?[^\W\d_]+)?{_SP}?[(]?{_SP}?(?:"
    + "|".join(f"(?P<q{i}>{p})" for i, (_, p) in enumerate(QUALIFIERS_AFTER))
    + ")"
)
_SPACE = re.compile(_SP)
_PARTITIVE = re.compile(rf"{_SP}(?:d(?:e{_SP}|['’]))?")
_PLUS = re.compile(rf"plus{_SP}(?={'|'.join(sorted(ADJECTIVES_BEFORE))})")
"""« les quarante plus gros consommateurs »"""
_NO_COMPLEMENT = re.compile(rf"{CARDINAL}|[^\W\d_]+(?:ent|ait|ant)(?!\w)", re.IGNORECASE)
"""« en cinq ans », « en tirent » do not complete the noun before."""
_INFINITIVE = (
    rf"[^\W\d_]+(?:er|ir|re){_SP}(?:une?|les?|la|des?|du|au|aux|à|ce|cette|ces|son|sa|ses|leurs?|plus|mieux|[^\W\d_]+ment|l['’]|\d+)(?!\w)"
)
"""« relever les », « coopérer à »: a verb, where « chantier », « loisir » would be a complement."""
_VERB_AHEAD = re.compile(_INFINITIVE)
_CLAUSE_END = re.compile(
    rf"[;:!?…»,()\t. \u00a0\u202f](?:(?<=[;:!?…»,()\t])|(?<=\.)(?=\s|\Z)|(?<={_SP})(?:[–—]{_SP}"
    rf"|(?:qui|que|qu['’]|dont|où|mais|car|afin|pour{_SP}que|ainsi|malgré|puisque|lorsqu(?:e|['’])|alors|quand|puis|voire|nous|on|ils?"
    rf"|pendant|durant|dès|chaque{_SP}(?:an|année|jour|semaine|mois|été|hiver|matin|midi|soir|samedi|dimanche|[^\W\d_]{{3,5}}di)|avec{_SP}(?=[A-ZÀ-Ý])|jusqu['’]à|d['’]ici"
    rf"|en{_SP}tout|seulement|également|notamment|uniquement|au{_SP}(?:départ|total|quotidien)|aujourd['’]hui"
    rf"|à{_SP}ce{_SP}jour|(?<!\bdu.)(?<!\ble.)(?<!\bun.)(?<!\bau.)(?:{VERBS})|[^\W\d_]+(?:ront|raient))(?!\w)"
    rf"|(?:(?:pay|vend|lou|factur|estim|évalu|achet)é?e?s?{_SP})?(?=\d[\d ,]*{_SP}?(?:€|euros))"
    rf"|et{_SP}(?={_INFINITIVE})|et{_SP}d(?:e{_SP}|['’])(?=\d|{CARDINAL})|contre{_SP}(?=\d|{CARDINAL}(?!\w))"
    rf"|(?:et|pour){_SP}(?=\d|une?{_SP}|{CARDINAL}{_SP}|{VERBS}{_SP})|(?:en|sur|dans){_SP}(?=(?:(?:moins|plus|près){_SP}de{_SP}|à{_SP}peine{_SP})?(?:{CARDINAL}|\d{{1,2}}(?!\d)))"
    rf"|de{_SP}(?:plus|moins)(?={_SP}qu|[.,;]|\Z)"
    r"|(?<!er.)(?<!ir.)(?<!re.)(?<!ant.)(?<!\bde.)(?<!\bà.)(?<!\ben.)(?<!\bet.)(?<!\bou.)(?<!sur.)(?<!\bdans.)(?<!par.)(?<!pour.)"
    r"(?<!sous.)(?<!avec.)(?<!vers.)(?<!chez.)(?<!tre.)(?<!tous.)(?<!toutes.)"
    rf"(?=(?:une?|les?|la|ce|cette|ces|son|sa|ses|leurs?){_SP}(?!plus(?!\w))|l['’])|(?:de{_SP}|d['’])(?={_INFINITIVE})"
    r"|(?<=[sx].)(?<!plus.)(?=[^\W\d_]{3,}ée(?!\w))|(?<=[sx].)(?<!sans.)(?<!dans.)(?<!vers.)(?<!sous.)(?<!plus.)"
    r"(?=(?![^\W\d_]*ment(?!\w))[^\W\d_]{2,}ent(?!\w))))"
)
"""The first letter is one of a set, then the alternatives: so the search skips all other letters at once."""
_OTHERS = re.compile(rf"{_SP}et{_SP}(?:(?:les?|la|leurs?|ses|nos){_SP}|l['’])")
_BETWEEN = re.compile(r"(?<!\w)entre(?!\w)")
"""« 41 communes / et les maires du canton », but « 3 conventions entre la ville et les écoles »."""
_SOURCE = re.compile(r"\s*\((?:source|sources|d['’]après|données)\b[^)]*\)?", re.IGNORECASE)
_LEADING = re.compile(
    r"\A(?:(?:les?|la|une?|des|de|du|d['’]|l['’]|et|dont|soit|ces?|cette|cet|s[ae]s?|son|nos|notre|vos|votre|leurs?|aucune?|aux?)"
    r"(?:(?<=['’])|[ \u00a0]+))+",
    re.IGNORECASE,
)
_LAST_SIGNS = " ,;:.–—¹²³⁴⁵⁶⁷⁸⁹*"
_LAST_WORDS = (
    "dont", "soit", "représentant", "avec", "et", "de", "d'", "d’", "à", "en", "entre", "plus de", "près de", "environ", "pendant", "sur",
    "pour", "par", "durant", "ce", "ceux", "celui", "celle", "celles", "de moins", "de plus", "de moins de", "de plus de",
    "réparti", "répartie", "répartis", "réparties", "réunissant", "regroupant", "rassemblant", "comprenant",
)  # fmt: skip
"""Words that open what is not told: « entretiens, dont »."""
_TRAILING = re.compile(rf"(?:[\s{_LAST_SIGNS}]|(?<!\w)(?:{'|'.join(_LAST_WORDS)}))+\Z")
_ENDS = (*_LAST_SIGNS, *_LAST_WORDS)
_COMMENT = re.compile(r"[ ,](?:à partir du moment où|sachant que|étant donné|alors que|lorsqu|tandis que|selon |d['’]après )")
_POINTER = re.compile(r".*(?<!\w)(?:est|sont) (?:celui|celle|ceux|celles) (?:de la|de l['’]|des|de|du|d['’]) ?")


@lru_cache(maxsize=1024)
def _before(left: str) -> re.Match[str] | None:
    """The qualifying words that end a text: asked several times of each number."""
    return _BEFORE_TAIL.search(left)


def qualifier(text: str, start: int, end: int, floor: int) -> str | None:
    """approx, min, max or average, from the words right before or after an expression.

    >>> qualifier("près de 300 agents", 8, 18, 0), qualifier("trois jours par semaine maximum", 0, 11, 0)
    ('approx', 'max')
    """
    left = text[max(floor, start - 32) : start]
    if match := _before(left):
        return next(QUALIFIERS_BEFORE[i][0] for i in range(len(QUALIFIERS_BEFORE)) if match[f"q{i}"])
    if match := _AFTER.match(text, end):
        return next(QUALIFIERS_AFTER[i][0] for i in range(len(QUALIFIERS_AFTER)) if match[f"q{i}"])
    return None


def qualifier_start(text: str, start: int, floor: int) -> int:
    """Where the qualifying words before a number begin (its own start where there are none)."""
    left = max(floor, start - 32)
    match = _before(text[left:start])
    return left + match.start() if match else start


def counted(text: str, at: int, end: int, value: float, *, loose: bool = False, partitive: bool = False) -> tuple[str, int] | None:
    """The noun phrase that a bare number counts and where it ends, None where it counts nothing.

    ``loose`` takes capitals too, as a label of a box may begin; ``partitive`` takes « de », as after « une vingtaine ».

    >>> counted("10 collectivités ayant", 2, 22, 10), counted("3 niveaux d'ambition, adaptés", 1, 29, 3), counted("Axe 2 réunit", 5, 12, 2)
    (('collectivités', 16), ("niveaux d'ambition", 20), None)
    """
    link = (_PARTITIVE if partitive else _SPACE).match(text, at, end)
    if link is None and not loose:
        return None
    first = link.end() if link else at
    if plus := _PLUS.match(text, first, end):
        first = plus.end()
    word = _WORD.match(text, first, end)
    head = word
    while word and word.group().lower() in ADJECTIVES_BEFORE and (after := _next_word(text, word.end(), end)):
        if after.group().lower() in NOT_COUNTED:
            break
        head = word = after
    if head is None or not _can_be_counted(head.group(), value, loose):
        return None
    stop = _phrase_end(text, head.end(), end)
    return text[first:stop], stop


def _next_word(text: str, at: int, end: int) -> re.Match[str] | None:
    """The word after one space, None where anything else follows."""
    return _WORD.match(text, at + 1, end) if text[at : at + 1] in (" ", "\u00a0") else None


def _can_be_counted(noun: str, value: float, loose: bool) -> bool:
    """Whether a word can be what a number counts: a plural in lower case, or an acronym."""
    low = noun.lower()
    if low in NOT_COUNTED or "'" in low or "’" in low:
        return False
    if noun.isupper() and len(noun) > 1:
        return loose or len(noun) <= 6
    if noun[0].isupper() and not loose:
        return False
    return abs(value) < 2 or low.endswith(("s", "x", "z")) or low in INVARIABLE or "-" in low or loose


def _phrase_end(text: str, at: int, end: int) -> int:
    """Where the noun's own phrase ends: its adjectives and its first complement without an article."""
    linked = False
    while True:
        word = _next_word(text, at, end)
        if word and _is_adjective(word.group()):
            at = word.end()
            continue
        link = None if linked else _LINK.match(text, at, end)
        word = _WORD.match(text, link.end(), end) if link else None
        if word is None or word.group().lower() in NOT_COUNTED or (word.group()[0].isupper() and not word.group().isupper()):
            return at
        if _VERB_AHEAD.match(text, word.start(), end) or (link and "en" in link.group() and _NO_COMPLEMENT.match(text, word.start(), end)):
            return at
        linked, at = True, word.end()


def _is_adjective(word: str) -> bool:
    """Whether a word after a counted noun is its adjective, by its ending."""
    low = word.lower()
    return (
        (low not in NOT_COUNTED
        and low not in NOT_ADJECTIVES
        and low.endswith(ADJECTIVE_ENDINGS)
        and (low.endswith(("que", "ques")) or not low.endswith(PARTICIPLE_ENDINGS)))
        or (low.endswith(("quais", "çais", "lais", "ois", "nais"))
        and low not in NOT_ADJECTIVES)
    )


def clause_end(text: str, at: int, end: int) -> int:
    """Where the phrase that starts at a place ends: punctuation, a relative pronoun or the verb."""
    match = _CLAUSE_END.search(text, at, end)
    end = match.start() if match else end
    others = _OTHERS.search(text, at, end)
    if others and not _BETWEEN.search(text, at, others.start()):
        end = others.start()
    return predicate_start(text, at, end)


def following(text: str, at: int, end: int) -> str:
    """What stands after a number up to the end of its phrase, clean."""
    return clean_label(text[at : clause_end(text, at, end)])


def clean_label(label: str) -> str:
    """A label as a phrase: no leading article, no source, no trailing comma, colon or footnote mark.

    >>> clean_label("Des dépenses de voirie (source : compte administratif) ¹"), clean_label("entretiens, dont :")
    ('dépenses de voirie', 'entretiens')
    """
    if "(" in label:
        label = _SOURCE.sub("", label)
    label = " ".join(label.split()).strip(" -–—→•*:")
    if comment := _COMMENT.search(label):
        label = label[: comment.start()]
    if " ce" in label:  # « est celui de »
        label = _POINTER.sub("", label)
    if leading := _LEADING.match(label):
        label = label[leading.end() :]
    if label.endswith(_ENDS):
        label = _TRAILING.sub("", label)
    if label.count("(") > label.count(")"):
        label = label.rpartition("(")[0].rstrip(" ,;")
    elif label.count("(") < label.count(")"):
        label = label.replace(")", "", 1).strip()
    if label[:1].isupper() and label[1:2].islower() and not label.split(" ")[0].isupper():
        first, _, rest = label.partition(" ")
        label = first.lower() + label[len(first) :] if _lowers(first) and not rest[:1].isupper() else label
    return label


def clean_end(label: str) -> str:
    """A label without what only leads on at its end; its first article stays.

    >>> clean_end("les rejets, dont")
    'les rejets'
    """
    return _TRAILING.sub("", label)


def _lowers(word: str) -> bool:
    """Whether a capital at the start of a label is only the start of the sentence (plurals, common endings)."""
    return word.endswith(("s", "e", "t", "n", "x", "r")) or word in ("Tarif", "Total", "Effectif", "Objectif")


def share_of(label: str, kind: str) -> str:
    """A label that begins with « de » as a phrase of its own: « part de … », « durée de … ».

    >>> share_of("des 1 200 agents", "percent"), share_of("d'augmentation de la taxe", "percent"), share_of("d'essai", "duration")
    ('part des 1 200 agents', 'augmentation de la taxe', "durée d'essai")
    """
    match = re.match(r"(?:de[ \u00a0]|d['’]|des[ \u00a0]|du[ \u00a0])", label, re.IGNORECASE)
    plain = clean_label(label)
    if match is None or not plain.strip():
        return plain
    plain = plain.lstrip()  # « 3 km d’ allées »
    head = plain.split(" ")[0].lower()
    if is_capitals(plain) or (head[0].isdigit() and kind != "percent"):
        return plain if head[0].isalpha() else ""
    if kind == "percent" and head not in CHANGE_NOUNS and head not in RATIOS:
        body = re.sub(r"\s+", " ", _SOURCE.sub("", label)).strip()
        return "part " + _TRAILING.sub("", body[0].lower() + body[1:])
    if kind == "duration" and len(plain.split(" ")) <= 2:
        return "durée " + _TRAILING.sub("", label[0].lower() + label[1:])
    return plain


_FIRST_ARTICLE = re.compile(r"(?:(?P<du>le )|(?P<des>les |des )|(?P<un>une? ))", re.IGNORECASE)


def of_phrase(noun: str, whom: str) -> str | None:
    """« âge » and « jeunes du canton » make « âge des jeunes du canton », None where nobody is named.

    >>> of_phrase("âge", "jeunes du canton"), of_phrase("baisse", "le prix"), of_phrase("hausse", "la dette")
    ('âge des jeunes du canton', 'baisse du prix', 'hausse de la dette')
    """
    if not whom:
        return None
    if match := _FIRST_ARTICLE.match(whom):
        rest = whom[match.end() :]
        return f"{noun} {'du' if match['du'] else 'des'} {rest}" if not match["un"] else f"{noun} d'{whom}"
    if whom.startswith(("la ", "l'", "l’", "leur ", "leurs ", "sa ", "son ", "ses ", "nos ")):
        return f"{noun} de {whom}"
    first = whom.split(" ")[0]
    link = "des " if first.endswith(("s", "x")) else "d'" if first[0].lower() in "aeiouyéèêh" else "de "
    return f"{noun} {link}{whom}"
