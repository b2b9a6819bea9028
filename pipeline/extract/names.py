"""Names of persons as they are printed: where one ends, its proper case, given and family name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.extract.headings import FUNCTION_WORDS
from pipeline.extract.role_patterns import ORG_HEADS, PARTICLES, ROLE_ENDINGS, ROLE_HEADS, TITLE
from pipeline.french import fold, is_capitals

_TOKEN = re.compile(r"(?:[dDlLOMN]['’])?[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])|\.(?=-?[^\W\d_]|$|\s))*\.?|\S+")
_WORD = re.compile(r"(?:[dDlLOMN]['’])?[^\W\d_](?:[^\W\d_]|['’.-])*")
_LETTERS = re.compile("[a-z]+")
_TITLES = re.compile(rf"(?:{TITLE}\s+)+")
_TITLE_WORD = re.compile(TITLE)
OPENERS = (FUNCTION_WORDS | {"grand", "grande", "pays"}) - set(PARTICLES)
"""No given name: « Avec Jeanne Martin », « Votre Interlocutrice », « Grand Chambéry »."""
MAX_TOKENS = 6
"""« Marie-Hélène de La Tour du Pin » has six."""


def is_role_head(word: str) -> bool:
    """Whether a role may begin with this word.

    >>> is_role_head("Directrice"), is_role_head("scénographe"), is_role_head("Ville")
    (True, True, False)
    """
    key = fold(word).strip(".,")
    if key in ROLE_HEADS or (word[:1].islower() and key.partition("-")[0] in ROLE_HEADS):
        return True
    return len(key) > 6 and word[:1].islower() and key.endswith(ROLE_ENDINGS)


@lru_cache(maxsize=4096)
def name_end(text: str, start: int = 0) -> int:
    """Where the name that opens a text ends; ``start`` when it opens with none.

    A role or an organisation that follows on the same line is left out. Several rules ask it of each line of a document.

    >>> line = "Jeanne Martin Directrice des archives"
    >>> line[: name_end(line)], name_end("Ville de Caen"), name_end("la directrice")
    ('Jeanne Martin', 0, 0)
    """
    opening = _TITLES.match(text, start)
    at = opening.end() if opening else start
    first = text[at : at + 1]
    if not (first.isupper() or first in "dl" or first.isspace()):
        return start  # the usual case
    if ORG_HEADS.match(text, at):
        return start
    spans = _name_words(text, at)
    while spans and fold(text[slice(*spans[-1])]) in PARTICLES:
        spans.pop()
    words = [text[a:b] for a, b in spans]
    if len(words) < 2 or is_role_head(words[0]) or fold(words[0]) in OPENERS:
        return start
    if fold(words[0]) in PARTICLES and all(map(is_capitals, words)):
        return start  # « LE MOT DU MAIRE » is a heading
    return spans[-1][1]


def _name_words(text: str, at: int) -> list[tuple[int, int]]:
    """The spans of the capitalised words and particles that open a text, up to a role, a title or other words."""
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, at):
        word = match[0].rstrip(",;:)")
        broken = bool(spans) and "\n" in text[spans[-1][1] : match.start()]
        if broken or len(spans) == MAX_TOKENS or not _WORD.fullmatch(word) or _TITLE_WORD.fullmatch(word):
            break
        is_particle = word.lower().replace("’", "'") in PARTICLES and bool(spans)
        if not is_particle and (not word.lstrip("dl'’")[:1].isupper() or _is_stop(word, len(spans))):
            follows = len(spans) > 2 and spans[-1][1] + 1 == match.start()
            if word[:1].islower() and follows and not is_capitals(text[slice(*spans[-1])]):
                spans.pop()  # « Jeanne Martin Urbaniste territoriale »: the capital before lower case opens the role
            break
        spans.append((match.start(), match.start() + len(word)))
        if word != match[0]:  # a comma closes the name
            break
    return spans


def _is_stop(word: str, count: int) -> bool:
    """Whether a capitalised word opens a role or an organisation rather than carries on the name."""
    return count >= 2 and bool(is_role_head(word) or ORG_HEADS.match(word))


def is_name(text: str) -> bool:
    """Whether a whole line is a person's name.

    >>> is_name("Jeanne MARTIN-LE GOFF"), is_name("Jeanne Martin, présidente"), is_name("Rennes")
    (True, False, False)
    """
    text = text.strip()
    return bool(text) and name_end(text) == len(text)


def proper_case(word: str) -> str:
    """One word of a name with capitals where they belong.

    >>> [proper_case(w) for w in ("MARTIN", "JEAN-BAPTISTE", "D'ARVIEU", "McAdam", "de")]
    ['Martin', 'Jean-Baptiste', "d'Arvieu", 'McAdam', 'de']
    """
    if not is_capitals(word):
        return word
    parts = re.split(r"([-'’])", word.lower())
    shown = [p.capitalize() for p in parts]
    if len(parts) > 2 and parts[0] == "d" and parts[1] in "'’":
        shown[0] = "d"
    return "".join(shown)


def person_name(text: str) -> tuple[str, str | None, str | None]:
    """Full name, given name and family name of a name as printed.

    Capitals tell the family name apart wherever it stands; else the first word is the given name.

    >>> person_name("MARTIN-DUVAL Alice")
    ('Alice Martin-Duval', 'Alice', 'Martin-Duval')
    >>> person_name("Mme Jeanne LE GOFF")
    ('Jeanne Le Goff', 'Jeanne', 'Le Goff')
    >>> person_name("PAUL DURAND")
    ('Paul Durand', 'Paul', 'Durand')
    """
    opening = _TITLES.match(text)
    words = text[opening.end() if opening else 0 :].split()
    caps = [is_capitals(w) or (len(w) == 1 and w.isupper()) for w in words]
    while words and not caps[0] and fold(words[0]) in PARTICLES:
        caps[0] = True  # « de LA TOUR Anne »
    if len(words) < 2:
        name = " ".join(proper_case(w) for w in words)
        return name, name or None, None
    count = 1
    if any(caps) and not all(caps):
        first = caps.index(True)
        if first == 0:
            last = len(caps) - 1 - caps[::-1].index(True)
            words = words[last + 1 :] + words[: last + 1]
            count = len(caps) - last - 1 or 1
        else:
            count = first
            while count > 1 and fold(words[count - 1]) in PARTICLES:
                count -= 1
    given = " ".join(proper_case(w) for w in words[:count])
    family = " ".join(proper_case(w) for w in words[count:])
    return f"{given} {family}", given, family


@lru_cache(maxsize=4096)
def same_person_key(name: str) -> str:
    """A key that does not depend on accents, case, hyphens or the order of the words.

    >>> same_person_key("LE GOFF Jeanne") == same_person_key("Jeanne Le Goff")
    True
    """
    return " ".join(sorted(_LETTERS.findall(fold(name))))


def matches_email(name: str, email: str) -> bool:
    """Whether the local part of an address may be this person's: it holds a word of the name, or its initials.

    >>> matches_email("Jean-Noël Martin", "jn.martin@example.org"), matches_email("Jean Martin", "budget@example.org")
    (True, False)
    """
    local = re.sub(r"[^a-z]", "", fold(email.partition("@")[0]))
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFC", fold(name)))
    if any(len(w) > 2 and w in local for w in words) or "".join(words) in local:
        return True
    return bool(words) and local in {"".join(w[0] for w in words), words[0][0] + words[-1]}


def completed_by(name: str, email: str) -> str:
    """A name whose last letters were lost, completed by its own address; else the name.

    >>> completed_by("Jeanne Marti", "jeanne.martin@example.org"), completed_by("Jeanne Martin", "jeanne.martineau@example.org")
    ('Jeanne Martin', 'Jeanne Martin')
    """
    local = fold(email.partition("@")[0])
    given, _, family = name.rpartition(" ")
    first, dot, last = local.partition(".")
    if not dot or re.sub(r"[^a-z]", "", fold(given)) != first or len(last) != len(family) + 1 or not last.startswith(fold(family)):
        return name
    return name + last[-1]
