"""Words that lost the space or the line end between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean.draft import Draft
from pipeline.clean.lines import read_lines
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

NAME_WORD = r"[A-ZÀ-Ý][\w'\u2019]*(?:-[A-ZÀ-Ý][\w'\u2019]*)*"
DOMAIN = re.compile(r"@[\w\-]+\.\w")
SEPARATOR = re.compile(r"[._\-]")
NO_LETTER = re.compile(r"[^a-z]")
LOCAL_PART = re.compile(r"[\w.+\-]+$")
NAME_BEFORE = re.compile(rf"((?:{NAME_WORD}[ \u00a0])*)$")
ROLE = (
    r"(?:Directeur|Directrice|Présidente?|Vice-présidente?|Maire|Adjointe?|Chef|Cheffe|Responsable|Conseillère|Conseiller|Chargée?|"
    r"Secrétaire|Déléguée?|Coordinateur|Coordinatrice|Coordonnateur|Coordonnatrice|Ingénieure?|Administrateur|Administratrice|"
    r"Conservateur|Conservatrice|Élue?|DGS|DGA)"
)
GLUED_ROLE = re.compile(rf"(?<=[a-zà-ÿ]){ROLE}\b|(?<=[A-ZÀ-Ý]{{3}}){ROLE}(?<=[a-zà-ÿ])(?!\w)")
"""« Élodie ChabertDirectrice », « FRANCK MARTYDirecteur »."""
GLUED_CAPITAL = re.compile(r"[ACDIMPRSVÉ](?:(?<=[a-zà-ÿ].)|(?<=[A-ZÀ-Ý]{3}.)(?=[a-zà-ÿ]))")
"""The capital that any glued role begins with: few texts have it inside a word."""
AFTER_DOMAIN = re.compile(r"\.(?:fr|org|com|net|eu)(?=[A-ZÀ-Ý][a-zà-ÿ])")
"""« anne.roy@example.orgDirectrice »"""
_SITE = r"[hw](?:(?<=h)ttps?://|(?<=w)ww\.)"
"""« https:// », « www. »: a pattern that begins with letters is searched quickly."""
_NEW_SITE = _SITE.replace("]", "](?<![./].)", 1)
"""No « www. » inside an address."""
BROKEN_WEB: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_SITE}( +)(?=[a-z\d\-]+\.[a-z])"), ""),  # « www. exemple.fr »
    # « www.exemple.org/go projet/ »: the line under a link hides the low line
    (re.compile(rf"{_NEW_SITE}[^\s<>]*\.[a-z]{{2,}}/[^\s<>]{{0,300}}[a-z\d]( )(?=[a-z]+/(?:\s|$|[a-z]))"), "_"),
    # « …/education/ projet-educatif »
    (
        re.compile(rf"{_NEW_SITE}[^\s<>]*\.[a-z]{{2,}}[^\s<>]{{0,300}}(?:[a-z] [a-z]+)?[/\-]( +)(?=[a-z\d]+(?:[-_/.][a-z\d]+)+)"),
        "",
    ),
)
BROKEN_EMAIL = re.compile(r"(?<=[a-z\d])( ?@ ?)(?=[a-z\d\-]+(?:\.[a-z\d\-]+)*\.[a-z]{2,}\b)")
BANNER = re.compile(r"(?<=[^\WA-ZÀ-Ý_]|[.»)])[ \u00a0]([A-ZÀ-Ý][A-ZÀ-Ý'\u2019\- ]{6,}[A-ZÀ-Ý])$")
"""« … ec.europa.eu/environment GÉRER DIFFÉREMMENT »"""


def split_glued_words(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« Hadrien Martyhadrien.marty@example.org » reads « Hadrien Marty hadrien.marty@example.org »."""
    changes = [*_names_and_emails(draft.text), *_banners(draft)]
    capitals = (m.start() for m in GLUED_CAPITAL.finditer(draft.text))
    changes += [Change(at, at, "\n", 0.95) for at in capitals if GLUED_ROLE.match(draft.text, at) and _follows_name(draft.text, at)]
    changes += [Change(m.end(), m.end(), "\n") for m in AFTER_DOMAIN.finditer(draft.text)]
    return changes


def join_addresses(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« www.exemple.fr/ville/ projet-educatif » reads « www.exemple.fr/ville/projet-educatif »."""
    web = "www" in draft.text or "http" in draft.text
    found = {m.span(1): after for pattern, after in (BROKEN_WEB if web else ()) for m in pattern.finditer(draft.text)}
    changes = [Change(a, b, after, 0.7 if after else 0.9) for (a, b), after in sorted(found.items())]
    emails = BROKEN_EMAIL.finditer(draft.text) if " @" in draft.text or "@ " in draft.text else ()
    changes += [Change(m.start(1), m.end(1), "@") for m in emails if m[1] != "@"]
    return changes


def _names_and_emails(text: str) -> Iterator[Change]:
    """A break between a name and the address that repeats it."""
    for domain in DOMAIN.finditer(text):
        end = domain.start()
        found = LOCAL_PART.search(text, max(0, end - 64, text.rfind(" ", 0, end)), end)
        if not found or not found[0][0].isupper():
            continue
        given = NAME_BEFORE.search(text, max(0, found.start() - 60), found.start())
        if cut := name_end(given[1].strip() if given else "", found[0]):
            yield Change(found.start() + cut, found.start() + cut, " ")


def name_end(given: str, local: str) -> int:
    """Where the name ends in the local part it is glued to, 0 when nothing shows it.

    >>> name_end("Jean-Baptiste", "Martyjeanbaptiste.martyroux"), name_end("", "Martyh.marty"), name_end("", "Contact")
    (5, 5, 0)
    """
    first_name = _letters(given)
    for cut in range(2, len(local) - 1):
        if not local[cut].islower() or not local[cut - 1].isalpha():
            continue
        if first_name and _letters(local[cut:]).startswith(first_name):
            return cut
        family, pieces = _letters(local[:cut]), SEPARATOR.split(local[cut:])[1:]
        if len(family) > 2 and family in map(_letters, pieces):
            return cut
    return 0


def _letters(text: str) -> str:
    return NO_LETTER.sub("", fold(text))


def _follows_name(text: str, position: int) -> bool:
    """Whether a person's name ends here: two to four capitalised words from the start of the line."""
    line = text[text.rfind("\n", 0, position) + 1 : position].strip()
    return bool(re.fullmatch(rf"(?:(?:M\.|Mme|Monsieur|Madame)[ ])?{NAME_WORD}(?:[ ](?:de |du |d'|Le |La )?{NAME_WORD}){{1,3}}", line))


def _banners(draft: Draft) -> Iterator[Change]:
    """A running title that ends a paragraph, where the document prints it on its own elsewhere."""
    lines = read_lines(draft)
    titles = {line.text for line in lines if line.is_title}
    for line in lines:
        found = BANNER.search(line.text) if line.text[-4:].isupper() else None
        if found and found[1] in titles:
            yield Change(line.start + found.start(), line.start + found.start(1), "\n\n")
