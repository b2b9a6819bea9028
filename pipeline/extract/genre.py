"""What kind of document it is, its printed title and its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.headings import NEWSLETTER
from pipeline.extract.rows import Row, french_spacing, read_rows
from pipeline.extract.titles import title_row
from pipeline.records import CleanDocument, Section

_COMMON = """
fr le la les de des du et est une un dans pour que qui sur avec par au aux ce cette ont sont nous plus
en the of and to in is for that with on as are this by be from at it was or we have
de der die und das den von mit ist im des ein eine für auf nicht zu dem sich werden auch
es el los las y en que del con para por una es se su como más lo al esta son
it il di che è la per un non del con una sono alla nel più della i dei gli le
nl de het een van en is op te dat voor met zijn niet aan er door bij ook om worden
br ar an ha da eus gant war evit hag zo ur un ez er a ne ket
"""
STOP_WORDS = {language: frozenset(words) for language, *words in (line.split() for line in _COMMON.strip().splitlines())}
"""The commonest words of French and of the languages of neighbours and visitors."""
WORD = re.compile(r"[^\W\d_]+")
_CUES = (
    (
        "minutes",
        r"compte[- ]rendu|proces[- ]verbal|releve de (?:decisions|conclusions)|ordre du jour"
        r"|conseil (?:municipal|communautaire|metropolitain|departemental) du \d|registre des deliberations"
        r"|seance (?:publique|ordinaire|extraordinaire) du",
    ),
    ("newsletter", r"\blettre d'informations?\b"),
    (
        "report",
        r"\brapport d'activites?\b|\bbudget (?:primitif|supplementaire|en bref|20\d\d)|\bcompte (?:administratif|financier)"
        r"|\bexercice 20\d\d",
    ),
    (
        "programme",
        r"(?<!\ble )(?<!\bdu )(?<!\bun )\bprogramme\b|\bseminaires?\b"
        r"|\bassises\b|\bcolloques?\b|\bcongres\b|journees? (?:d'etudes?|nationale)",
    ),
    ("report", r"\brapport\b|\bbilan\b|diagnostic|evaluation"),
    ("newsletter", NEWSLETTER.pattern),
    ("interview", r"interview|entretien avec|nous parle|trois questions a|questions a |rencontre avec|pour en parler"),
)
CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple((genre, re.compile(cue)) for genre, cue in _CUES)
"""Genre and the folded words in a title or in the first lines that tell it; the first that matches counts."""

SAID_TO = re.compile(r"\b(?:propos|paroles) recueillie?s?\b|\binterview realisee\b|\bentretien (?:realise|mene|conduit) par\b")
QUOTATION = re.compile(r"[«“\"][^«»“”\"]{15,150}[»”\"]")
"""« On ne range pas un fleuve », the title of an interview."""
WE_DO = re.compile(r"\bnous (?:accompagnons|animons|proposons|poursuivons|avons)\b")
QUESTION, QUESTIONS = 160, 3
"""Characters of a question that stands alone on its line, and how many make an interview."""


def guess_genre(document: CleanDocument, sections: Sequence[Section]) -> str:
    """The genre, from the sections found and the words of the first lines."""
    types = Counter(s.type for s in sections)
    if types["project"] > 1:
        return "compendium"
    if types["project"] == 1:
        return "project_sheet"
    rows = read_rows(document)
    if types["event"] > 1:
        return "seminar_list"
    opening = " ".join(row.key for row in rows[:6])[:600]
    for genre, cue in CUES:
        if cue.search(opening):
            return genre
    quotes = document.text.count("«") + document.text.count('"') / 2 + document.text.count("“")
    if types["event"]:
        return "programme"
    if _is_interview(rows):
        return "interview"
    if WE_DO.search(" ".join(row.key for row in rows if row.key)):  # the folded text
        return "newsletter"
    return "interview" if quotes >= 8 else "other"


def _is_interview(rows: Sequence[Row]) -> bool:
    """« Propos recueillis par … », a title that is a quotation, or several short questions on lines of their own."""
    if any(SAID_TO.search(row.key) for row in rows) or any(QUOTATION.fullmatch(row.text) for row in rows[:6]):
        return True
    return sum(len(row.text) <= QUESTION and row.text.endswith("?") for row in rows) >= QUESTIONS


def find_title(document: CleanDocument, sections: Sequence[Section]) -> str | None:
    """The printed title: the biggest text of the first page, a first-level heading, or a short first line."""
    projects = [s for s in sections if s.type == "project"]
    if len(projects) == 1:
        return projects[0].title
    row = title_row(read_rows(document))
    if row is None:
        return None
    return next((s.title for s in sections if s.heading_start == row.start), french_spacing(row.text))


def guess_language(document: CleanDocument) -> str:
    """The language whose common words the text holds most, "und" when it holds next to none.

    The first 20,000 characters serve; a twentieth of the words must be common ones.
    """
    words = WORD.findall(document.text[:20000].lower())
    seen = Counter(words)
    counts = {language: sum([seen[w] for w in common if w in seen]) for language, common in STOP_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if words and counts[best] >= len(words) / 20 else "und"
