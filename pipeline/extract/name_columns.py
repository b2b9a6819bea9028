"""Bodies named in a column of a table: under « Association », « Structure », « Titulaire »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.french import is_capitals
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

HEAD = re.compile(
    r"(?:Nom (?:de l['\u2019]|de la |du ))?"
    r"(?:associations?|structure|organisme|société|entreprise|titulaire|attributaire|club|bénéficiaire)",
    re.IGNORECASE,
)
"""What a column of bodies is headed by, in tables of subsidies, of contracts and of members."""
SUM = re.compile(r"\b(?:montant|subvention|attribution|proposition|prix)s?\b|€", re.IGNORECASE)
"""Another column of the same table: « bénéficiaire » alone may head a list of people."""
ROW = re.compile(r"(?m)^[^\n\t]*\t[^\n]*")
TOTAL = re.compile(r"(?:sous[- ]?)?tota(?:l|ux)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
GRANT = re.compile(r"\b(?:subventions?|associations?|attribu\w*|cofinanceurs?|plan de financement|financeurs?)\b", re.IGNORECASE)
"""What introduces a list of bodies with what each gets or gives."""
SHARE = re.compile(
    r"[ \u00a0•*–-]*(?P<name>[A-ZÀ-Ý«][^\n:\t]{2,80}?)[ \u00a0»]*(?::|\.{3,}|…+)[ \u00a0]*"
    r"\d[\d \u00a0.,]*(?:€|k€|M€|euros?\b)[^\n]{0,12}\Z"
)
"""« Amicale laïque : 1 200 € », a whole line."""
SUM_OF_MONEY = re.compile(r"€|euro")
NO_BODY = re.compile(
    r"(?:total|reste|sous-total|montant|fonctionnement|investissement|dépenses?|recettes?|budget|autres?|coût|dont|solde|achats?|travaux)\b",
    re.IGNORECASE,
)
"""« Reste à charge : 1 200 € »"""
LONGEST = 90
BREAK = 160
"""Characters between two rows of a table: the foot of a page, a cell that goes on in the next line."""


def find_columns(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """The names in a column whose head says that bodies stand in it, where the table gives sums too.

    >>> from pipeline.knowledge import load_knowledge
    >>> table = "Association\\tMontant\\nLES AMIS DU VERGER\\t300 €\\nClub nautique\\t500 €\\nTotal\\t800 €"
    >>> [m.text for m in find_columns(table, load_knowledge())]
    ['LES AMIS DU VERGER', 'Club nautique']
    """
    column, width, last = -1, 0, 0
    for row in ROW.finditer(text) if "\t" in text else ():
        cells = row.group().split("\t")
        if heads := [i for i, cell in enumerate(cells) if HEAD.fullmatch(cell.strip())]:
            column, width = (heads[0] if SUM.search(row.group()) else -1), len(cells)
        elif row.start() - last > BREAK or len(cells) != width:
            column = -1
        elif column >= 0 and sum(map(bool, map(str.strip, cells))) > 1 and _is_name(cells[column], knowledge):
            start = row.start() + sum(len(cell) + 1 for cell in cells[:column])
            yield Mention(start, start + len(cells[column]), "ORG", cells[column], "rule", 0.75)
        last = row.end()


def find_shares(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """The names on two lines or more that give what each body gets, where the words above say so.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "Le conseil attribue les subventions :\\n- Amicale laïque : 1 200 €\\n- Club de voile : 300 €"
    >>> [m.text for m in find_shares(text, load_knowledge())]
    ['Amicale laïque', 'Club de voile']
    """
    run: list[re.Match[str]] = []
    for line in (*_shares(text), None):
        if line and run and not text[run[-1].end() : line.start()].strip():
            run.append(line)
            continue
        if len(run) > 1 and GRANT.search(text, max(0, run[0].start() - BREAK), run[0].start()):
            for share in run:
                name = share["name"].strip("« \u00a0")
                if _is_name(name, knowledge) and not NO_BODY.match(name):
                    start = share.start() + share.group().index(name)
                    yield Mention(start, start + len(name), "ORG", name, "rule", 0.7)
        run = [line] if line else []


def _shares(text: str) -> Iterator[re.Match[str]]:
    """The lines that give a name and a sum of money."""
    reached = -1
    for money in SUM_OF_MONEY.finditer(text):
        if money.start() >= reached:
            end = text.find("\n", money.end())
            reached = len(text) if end < 0 else end
            if share := SHARE.match(text, text.rfind("\n", 0, money.start()) + 1, reached):
                yield share


def _is_name(cell: str, knowledge: Knowledge) -> bool:
    """Whether a cell holds a name: not a sum, a total, or one common word (« Sport »)."""
    words = WORD.findall(cell)
    if not words or not cell[0].isupper() or len(cell) > LONGEST or TOTAL.match(cell) or cell != cell.strip():
        return False
    return len(words) > 1 or is_capitals(cell) or not knowledge.lexicon.is_common(words[0])
