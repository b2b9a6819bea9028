"""Labels that the rest of the document settles: first names in a list, towns that were taken for persons."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.extract.name_patterns import SITE
from pipeline.knowledge import Knowledge
from pipeline.records import Mention

_NAME = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?"
NAME = re.compile(_NAME)
FIRST_NAMES = re.compile(
    r"[A-ZÀ-Ý](?<![\w'\u2019-].)[a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?"  # as ``_NAME``, the letter first
    rf"(?:, {_NAME}){{1,9}}(?:,? et {_NAME})?(?![\w'\u2019-]| [A-ZÀ-Ý])"
)
"""« Lola, Mamadou, Jean-Yves », « Perrine, Ismaël et Florentin »"""
LARGEST_PLACE = 5000
"""A name in such a list that a territory of this size bears too is left to the other rules."""


SURE_SHARE = 0.6
"""Share of the lines of a list that surely are names from which all are."""
_FAMILY_FIRST = re.compile(rf"(?m)^[ \u00a0•–-]*((?:[A-ZÀ-Ý]['\u2019A-ZÀ-Ý-]+[ \u00a0]){{1,3}}{_NAME}),?[ \u00a0]*$")
"""« DA SILVA Hugo », alone on its line"""
FAMILY_NAME = re.compile(r"[A-ZÀ-Ý]['\u2019A-ZÀ-Ý-]+[ \u00a0][A-ZÀ-Ý]")
"""As each of these has: found faster."""

TITLES_OF_SEVERAL = ("MM.", "Mmes", "Messieurs", "Mesdames")
"""As they are read in a text: one of them is looked for before the pattern."""
_MORE_NAMES = rf"(?:, (?!MM|Mm){_NAME})"
_TITLED = re.compile(
    rf"\b(?:MM\.|Mmes|Messieurs|Mesdames)[ \u00a0](?P<names>{_NAME}{_MORE_NAMES}*,? et {_NAME}|{_NAME}{_MORE_NAMES}+)"
    r"(?![\w'\u2019-]| [A-ZÀ-Ý])"
)
"""« MM. Vaissade, Kern et Roux », family names alone"""


def find_family_first(text: str, knowledge: Knowledge) -> Iterator[Mention]:
    """Names on two lines or more that follow one another, the family name first and in capitals.

    >>> from pipeline.knowledge import load_knowledge
    >>> [m.text for m in find_family_first("Les élèves\\n\\nDA SILVA Hugo\\nMOREAU-LE GOFF Zoé\\n", load_knowledge())]
    ['DA SILVA Hugo', 'MOREAU-LE GOFF Zoé']
    """
    run: list[re.Match[str]] = []
    if not FAMILY_NAME.search(text):
        return
    for line in [*_FAMILY_FIRST.finditer(text), None]:
        if line and run and not text[run[-1].end() : line.start()].strip():
            run.append(line)
            continue
        sure = [m for m in run if _may_be_person(m, knowledge)]
        if len(sure) > 1:  # « DE LA SERRE Octave » between others is a person, though « serre » is a word
            for name in run if SURE_SHARE * len(run) <= len(sure) else sure:
                yield Mention(name.start(1), name.end(1), "PER", name[1], "rule", 0.8)
        run = [line] if line else []


def find_titled(text: str) -> Iterator[Mention]:
    """The names that one title in the plural announces, as minutes do.

    >>> [m.text for m in find_titled("Mmes Vaissade, Kern et Roux-Dulac sortent.")]
    ['Vaissade', 'Kern', 'Roux-Dulac']
    """
    for match in _TITLED.finditer(text) if any(title in text for title in TITLES_OF_SEVERAL) else ():
        for name in NAME.finditer(text, *match.span("names")):
            yield Mention(name.start(), name.end(), "PER", name.group(), "rule", 0.8)


def _may_be_person(line: re.Match[str], knowledge: Knowledge) -> bool:
    """Whether neither the last word in capitals nor the one after is a common word or a town."""
    family, given = line[1].split()[-2:]
    if knowledge.lexicon.is_common(family) or knowledge.lexicon.is_common(given):
        return False
    return not any((a.population or 0) >= LARGEST_PLACE for a in knowledge.registers.places(given))


def complete_lists(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """The mentions, by position, with every first name of a list as a person, when at least half of the list are people already.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "Lola, Mamadou, Jean-Yves et Assia"
    >>> known = [Mention(0, 4, "PER", "Lola", "model", 0.6), Mention(6, 13, "LOC", "Mamadou", "model", 0.6)]
    >>> known += [Mention(15, 24, "PER", "Jean-Yves", "model", 0.6)]
    >>> [(m.text, m.label) for m in complete_lists(text, known, load_knowledge())]
    [('Lola', 'PER'), ('Mamadou', 'PER'), ('Jean-Yves', 'PER'), ('Assia', 'PER')]
    """
    lists = [spans for match in FIRST_NAMES.finditer(text) if len(spans := [n.span() for n in NAME.finditer(text, *match.span())]) > 2]
    if not lists:
        yield from mentions
        return
    found = {(m.start, m.end): m for m in mentions}
    for spans in lists:
        people = [s for s in spans if s in found and found[s].label == "PER"]
        if 2 * len(people) < len(spans):
            continue
        for start, end in spans:
            name = text[start:end]
            if any(m.start < end and start < m.end and (m.start, m.end) != (start, end) for m in mentions):
                continue
            if any((a.population or LARGEST_PLACE) >= LARGEST_PLACE for a in knowledge.registers.places(name)):
                continue
            old = found.get((start, end))
            found[start, end] = replace(old, label="PER") if old else Mention(start, end, "PER", name, "rule", 0.6)
    yield from (found[s] for s in sorted(found))


LISTED = re.compile(
    r"(?:[ \u00a0]?[,;/–][ \u00a0]?|,?[ \u00a0](?:et|ou)[ \u00a0])"
    r"(?:(?:de|du|des|au|aux|avec|chez|le|la|les|de la|à la)[ \u00a0]|(?:de |à )?[ld]['\u2019])?"
)
"""Between two of a list: « , de la », « et »"""
PLACED = re.compile(r"(?:\b(?:[àÀ]|[eE]n|[dD]ans|[sS]ur|[vV]ers|[dD][eu]s?)[ \u00a0](?:l[ae]s?[ \u00a0]|l['\u2019])?|\b[dD]['\u2019])\Z")
"""« dans les gorges de l'[Alzou], l'Office … » opens no list"""
_OF = re.compile(r"(?:\b[dD]e[ \u00a0]|\b[dD]['\u2019]|\b[àÀ][ \u00a0])$")


def settle_towns(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The mentions with persons of one word as places where a register knows them, « de » stands before and no person bears the name.

    >>> from pipeline.knowledge import load_knowledge
    >>> [m.label for m in settle_towns("le médecin de Pleaux", [Mention(14, 20, "PER", "Pleaux", "model", 0.6)], load_knowledge())]
    ['LOC']
    """
    bearers = {word for m in mentions if m.label == "PER" and " " in m.text for word in m.text.split()}
    return [
        replace(m, label="LOC")
        if m.label == "PER" and m.method == "model" and m.text.isalpha() and m.text not in bearers
        and _OF.search(text[max(0, m.start - 4) : m.start]) and knowledge.registers.places(m.text)
        else m
        for m in mentions
    ]  # fmt: skip


def settle_by_majority(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with every name that the model labels now one way, now another, as most sources have it in this document."""
    first: dict[str, str] = {}
    doubtful = {m.text for m in mentions if first.setdefault(m.text, m.label) != m.label}
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions if doubtful else ():
        if m.text in doubtful:
            labels[m.text][m.label] += 1
    return [replace(m, label=_most(labels[m.text], m.label)) if m.text in doubtful and m.method == "model" else m for m in mentions]


def _most(counts: Counter[str], label: str) -> str:
    best, count = counts.most_common(1)[0]
    return best if count > counts[label] else label


def settle_neighbours(mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The mentions with persons of one word as places where a commune of the document's département bears the name.

    >>> from pipeline.knowledge import load_knowledge
    >>> found = [Mention(0, 14, "ORG", "Ville de Landivisiau", "rule", 0.9), Mention(20, 27, "PER", "Bodilis", "model", 0.6)]
    >>> [m.label for m in settle_neighbours(found, load_knowledge())]
    ['ORG', 'LOC']
    """
    doubtful = [m for m in mentions if m.label == "PER" and m.method == "model" and " " not in m.text]
    if not doubtful:
        return list(mentions)
    registers = knowledge.registers
    bearers = {word for m in mentions if m.label == "PER" and " " in m.text for word in m.text.split()}
    named = (registers.authorities(m.text) if m.label == "ORG" else registers.places(m.text) for m in mentions if m.label != "PER")
    here = {found[0].departement_code for found in named if len(found) == 1 and found[0].type in ("commune", "epci", "departement")}
    return [
        replace(m, label="LOC")
        if m in doubtful and m.text not in bearers
        and any(a.type == "commune" and a.departement_code in here for a in registers.places(m.text))
        else m
        for m in mentions
    ]  # fmt: skip


def settle_listed(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """The mentions, by position, with places of the model that no register knows as bodies, where they are listed beside bodies alone.

    >>> from pipeline.knowledge import load_knowledge
    >>> text = "l'Ademe, Ressourcerie Kern et la Poste"
    >>> names = (("ORG", "Ademe"), ("LOC", "Ressourcerie Kern"), ("ORG", "Poste"))
    >>> found = [Mention(text.find(n), text.find(n) + len(n), label, n, "model", 0.6) for label, n in names]
    >>> [m.label for m in settle_listed(text, found, load_knowledge())]
    ['ORG', 'ORG', 'ORG']
    """
    return [replace(m, label="ORG") if _is_listed(text, i, mentions, knowledge) else m for i, m in enumerate(mentions)]


def _is_listed(text: str, index: int, mentions: Sequence[Mention], knowledge: Knowledge) -> bool:
    """Whether what the model takes for a place is none that is known and stands in a list, beside bodies alone."""
    m = mentions[index]
    if m.label != "LOC" or m.method != "model" or m.text.split()[0] in SITE.heads:
        return False
    before = mentions[index - 1] if index else None
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    beside = [before] if before and LISTED.fullmatch(text, before.end, m.start) else []
    if after and LISTED.fullmatch(text, m.end, after.start) and (beside or not PLACED.search(text, max(0, m.start - 9), m.start)):
        beside.append(after)
    if not beside or not all(n.label == "ORG" and not n.is_anaphor for n in beside):
        return False  # the usual case
    return not (knowledge.registers.places(m.text) or knowledge.registers.foreign(m.text))
