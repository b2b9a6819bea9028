"""Names of people that one print of them spells better than another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.clean.draft import Draft, capitalised_words, match_lines
from pipeline.clean.glued import NAME_WORD
from pipeline.french import fold, unaccented
from pipeline.knowledge import Knowledge
from pipeline.lexicon import Lexicon
from pipeline.offsets import Change

NAME_AND_EMAIL = re.compile(rf"({NAME_WORD})[ ]({NAME_WORD})\s+([a-z\d]+(?:-[a-z\d]+)*)\.([a-z\d\-]+)@[\w\-]+\.\w")
"""« Ariane Dalbi ariane.dalbin@example.org » at the start of a line."""
FULL_NAME = re.compile(rf"(?<![\w@.])({NAME_WORD})[ ](?=({NAME_WORD})(?![\w@]))")
SHORTEST = 4
STRAY = 2
"""« juodile » for Odile has two letters too many; more would be another name."""
KNOWN_NAME = 1e-6
"""« Oslo » has 5e-6 in wordfreq."""
NO_ACCENT_BEFORE = re.compile(r"[éèê](?=s[bcdfgjklmnpqrtvz])", re.IGNORECASE)
"""French writes no accent on an e that s and a consonant follow: « Desprez », « Quesnoy »."""


def repair_names(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« Ariane Dalbi ariane.dalbin@example.org » reads « Ariane Dalbin ariane.dalbin@example.org »."""
    by_email = _by_email(draft.text) if "@" in draft.text else ()
    by_word = _by_extra_letter(draft.text, knowledge)
    changes = {(c.start, c.end): c for c in [*by_email, *_by_accents(draft.text), *by_word]}
    return list(changes.values())


def _by_email(text: str) -> Iterator[Change]:
    """The family name that lost a letter which its address still has."""
    folded = ""
    for m in match_lines(NAME_AND_EMAIL, text):
        given, family, first, last = m.groups()
        if stray := stray_letters(f"{given} {family}", first, last):
            yield Change(m.start(3), m.start(3) + stray, "", 0.85)
            continue
        if re.sub(r"[^a-z]", "", fold(given)) != first.replace("-", "") or len(family) < SHORTEST:
            continue
        lost = lost_letter(family, last.replace("-", ""))
        if not lost:
            continue
        folded = folded or fold(text)
        if len(re.findall(rf"(?<!\w){re.escape(fold(family))}(?!\w)", folded)) == 1:
            yield Change(m.start(2), m.end(2), lost, 0.85)


def stray_letters(name: str, first: str, last: str) -> int:
    """How many letters stand before an address that else repeats the whole name: debris of the print around it.

    >>> stray_letters("Odile Marchand", "juodile", "marchand"), stray_letters("Line Marchand", "adeline", "marchand")
    (2, 0)
    >>> stray_letters("Odile Marchand", "odile", "marchand")
    0
    """
    given, family = (re.sub(r"[^a-z]", "", fold(part)) for part in name.split(" ", 1))
    stray = len(first) - len(given)
    if not 0 < stray <= STRAY or len(given) < SHORTEST + 1 or not first.endswith(given):
        return 0
    return stray if last.replace("-", "") == family else 0


def lost_letter(name: str, spelled: str) -> str | None:
    """The name with the one letter that its spelling in an address has more.

    >>> lost_letter("Dalbi", "dalbin"), lost_letter("Béranger", "belanger"), lost_letter("Roy", "roy-martin")
    ('Dalbin', None, None)
    """
    bare = fold(name)
    if len(bare) != len(name) or len(spelled) != len(bare) + 1:
        return None
    for i in range(1, len(spelled)):
        if spelled[:i] + spelled[i + 1 :] == bare:
            return name[:i] + spelled[i] + name[i:]
    return None


def _by_extra_letter(text: str, knowledge: Knowledge) -> Iterator[Change]:
    """« à Osslo »: no word at all, one letter more than a known name of the same document; people's names are left."""
    words = {w for w in capitalised_words(text) if w.isalpha()}
    for word in words:
        name = without_one_letter(word, words, knowledge.lexicon) if len(word) > SHORTEST else None
        if not name or knowledge.registers.places(word):
            continue
        for m in re.finditer(rf"(?<![\w@.\-/])(?<![A-ZÀ-Ý]\w{{2}} ){word}(?![\w@\-/]| [A-ZÀ-Ý])", text):
            if re.search(r"(?:^|[^\w] ?|\b[a-zà-ÿ]+ )$", text[max(0, m.start() - 20) : m.start()]):
                yield Change(m.start(), m.end(), name, 0.8)


def without_one_letter(word: str, words: set[str], lexicon: Lexicon) -> str | None:
    """The known word of a document that an unknown one becomes without one letter."""
    if word.lower() in lexicon.frequencies:
        return None
    forms = {word[:i] + word[i + 1 :] for i in range(1, len(word))} & words
    known = [form for form in forms if lexicon.frequency(form) >= KNOWN_NAME]
    return known[0] if len(known) == 1 else None


def _by_accents(text: str) -> Iterator[Change]:
    """One person whose name is printed with and without its accents."""
    if not _has_variants(text):
        return
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for m in FULL_NAME.finditer(text):
        if m[2].isupper() or len(m[2]) < SHORTEST:
            continue
        key = (m[1], fold(m[2]))
        forms[key].add(m[2])
        places[key].append(m.span(2))
    for key, shown in forms.items():
        if len(shown) > 1 and (right := accented_name(shown)):
            yield from (Change(a, b, right, 0.85) for a, b in places[key] if text[a:b] != right)


def _has_variants(text: str) -> bool:
    """Whether a capitalised word occurs both with and without its accents."""
    words = capitalised_words(text)
    return any(unaccented(w) in words for w in words if not w.isascii())


def accented_name(forms: set[str]) -> str | None:
    """The one spelling behind several that differ by accents alone.

    >>> accented_name({"Delepieres", "Delépières"}), accented_name({"Quesnieres", "Quésnières"})
    ('Delépières', 'Quesnières')
    """
    if len({len(f) for f in forms}) > 1:
        return None
    letters = []
    for column in zip(*sorted(forms), strict=True):
        accented = sorted({c for c in column if fold(c) != c.casefold()})
        if len(accented) > 1:
            return None
        letters.append(accented[0] if accented else column[0])
    return NO_ACCENT_BEFORE.sub("e", "".join(letters))
