"""What a role says: its normalised type, its corps, where it ends and whose it is."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from pipeline.extract.names import completed_by, is_role_head, person_name
from pipeline.extract.role_patterns import (
    CORPS,
    DETERMINERS,
    DIRECTOR_TYPES,
    ELECTED_BODIES,
    ELECTED_TYPES,
    ORG_ENDS,
    ORG_HEADS,
    ORG_SIGN,
    ROLE_PREFIXES,
    ROLE_TYPES,
    UNIT_LINKS,
    UNIT_WORDS,
)
from pipeline.french import fold
from pipeline.knowledge import Knowledge
from pipeline.records import Role

WORD = re.compile(r"[^\W_](?:[^\W_]|[-'’.](?=[^\W_]))*")
SIGN_OF = re.compile(r"[A-ZÀ-Ý]{3,6} (?:de (?:la |l['’])?|du |des |d['’])[A-ZÀ-Ý]")
"""« EPF de Bretagne », « DDTM du Gers »"""
UNKNOWN_ROLE = 0.1
"""Taken off the confidence of a role whose function no list knows: « le plus jeune des frères »."""


@lru_cache(maxsize=4096)
def role_type(role: str | None) -> str | None:
    """The normalised type of a role.

    >>> role_type("Directrice générale adjointe chargée des solidarités"), role_type("menuisier")
    ('dga', None)
    """
    key = fold(role or "")
    return next((name for name, pattern in ROLE_TYPES if pattern.search(key)), None)


def corps_of(text: str | None) -> str | None:
    """The corps of trainees that an e-mail domain or a list's heading names.

    >>> corps_of("alice.martin@ingenieurchef-ecole.example")
    'ingénieur en chef'
    """
    key = fold(text or "").rpartition("@")[2]
    return next((name for name, pattern in CORPS if pattern.search(key)), None)


def email_corps(email: str | None) -> str | None:
    """The corps by the first label of an address's domain, None without an address.

    >>> email_corps("alice.martin@conservateur-ecole.example"), email_corps("administrateur@example.org")
    ('conservateur', None)
    """
    return corps_of(email.rpartition("@")[2].partition(".")[0]) if email else None


def _trainee_corps(role: str | None) -> str | None:
    """The corps that a trainee's role names: « élève ingénieure en chef »."""
    return corps_of(role) if re.match(r"eleve|stagiaire", fold(role or "")) else None


def is_elected(role: str | None) -> bool:
    """Whether a role is an elected office.

    >>> is_elected("présidente du Conseil départemental"), is_elected("président de l'association")
    (True, False)
    """
    kind = role_type(role)
    if kind == "president":
        return bool(ELECTED_BODIES.match(fold(role or "").partition("president")[2]))
    return kind in ELECTED_TYPES


def is_direction(role: str | None) -> bool:
    """Whether a role directs a body."""
    return role_type(role) in DIRECTOR_TYPES


def starts_role(text: str) -> bool:
    """Whether a text opens with a role, an article or « ancien » aside.

    >>> starts_role("la présidente du club"), starts_role("ancien ministre"), starts_role("Ville de Caen")
    (True, True, False)
    """
    words = [m[0] for m in islice(WORD.finditer(text), 4)]
    while words and fold(words[0]) in DETERMINERS:
        words = words[1:]
    if words and fold(words[0])[:2] in ("l'", "d'"):
        words[0] = words[0][2:]
    while len(words) > 1 and fold(words[0]) in ROLE_PREFIXES:
        words = words[1:]
    return bool(words) and is_role_head(words[0])


def looks_like_org(text: str, knowledge: Knowledge) -> bool:
    """Whether a whole line or clause names an organisation.

    >>> from pipeline.knowledge import load_knowledge
    >>> looks_like_org("Rennes Métropole", load_knowledge()), looks_like_org("chef jardinier", load_knowledge())
    (True, False)
    """
    text = text.strip(" .,")
    if not text or is_role_head(text.split()[0]):
        return False
    if not re.search(r"(?:^|[\s'’(-])[A-ZÀ-Ý]", text):
        return False  # « la ville change »
    if SIGN_OF.match(text) or ORG_HEADS.match(text) or (ORG_ENDS.search(text) and text[0].isupper()) or ORG_SIGN.fullmatch(text):
        return True
    return bool(knowledge.registers.authorities(text)) or bool(knowledge.registers.places(text))


def is_capitalised_phrase(text: str) -> bool:
    """Whether all the words that may be capitalised are: « Quimper Bretagne Occidentale ».

    >>> is_capitalised_phrase("Portes de Normandie"), is_capitalised_phrase("Direction des sports")
    (True, False)
    """
    words = [w for w in re.findall(r"[^\W\d_](?:[^\W_]|[-'’])*", text) if len(w) > 3]
    return bool(words) and all(w.lstrip("dl'’")[:1].isupper() for w in words)


def split_role(text: str, knowledge: Knowledge, *, trust_last: bool = False) -> tuple[str | None, str | None]:
    """Role and organisation of « rôle, suite, organisation »; with ``trust_last`` a capitalised last clause is a place.

    >>> from pipeline.knowledge import load_knowledge
    >>> split_role("cheffe d'équipe, centre routier, Département du Tarn", load_knowledge())
    ("cheffe d'équipe, centre routier", 'Département du Tarn')
    >>> split_role("maraîcher, Plomelin", load_knowledge(), trust_last=True)
    ('maraîcher', 'Plomelin')
    """
    text = tidy(text)
    head, comma, last = text.rpartition(",")
    last = last.strip()
    if comma and (looks_like_org(last, knowledge) or (trust_last and is_capitalised_phrase(last) and not is_role_head(last.split()[0]))):
        return trim_unit(head.strip()) or None, last
    return trim_unit(text) or None, None


def trim_unit(role: str) -> str:
    """A role without the service that is printed after it with nothing between.

    >>> trim_unit("Responsable des mobilités Direction des routes"), trim_unit("Directrice du Pôle jeunesse")
    ('Responsable des mobilités', 'Directrice du Pôle jeunesse')
    """
    for match in UNIT_WORDS.finditer(role):
        if not UNIT_LINKS.search(role[: match.start()]):
            return role[: match.start()].rstrip()
    return role


def tidy(text: str) -> str:
    """One line, without the marks around it.

    >>> tidy(" directrice \\n des archives, ")
    'directrice des archives'
    """
    text = re.sub(r"\s+", " ", text).strip(" ,;:–—-|/(")
    return text.removesuffix(")").strip() if text.count(")") > text.count("(") else text


def _whole(role: str) -> str | None:
    """A role from its first letter to the end of its sentence, without a bracket that never closes.

    >>> _whole("directrice. Pour ne plus recevoir cette lettre"), _whole("chargée des ports (SMP"), _whole(". Écrire à")
    ('directrice', 'chargée des ports', None)
    """
    if not role[:1].isalpha():
        return None
    role = re.split(r"(?<=[^\W\d_]{4})[.!?]\s", role)[0]
    return (role[: role.rindex("(")] if role.count("(") > role.count(")") else role).rstrip(" ,") or None


def make_role(
    printed: str,
    start: int,
    relation: str,
    role: str | None = None,
    org: str | None = None,
    email: str | None = None,
    *,
    corps: str | None = None,
    kind: str | None = None,
    confidence: float = 0.9,
) -> Role:
    """A Role for a name printed at ``start``."""
    name, given, family = person_name(printed)
    if email and family and (full := completed_by(name, email)) != name:
        name, family = full, full[len(name) - len(family) :]
    role = _whole(role.lstrip(" «“\"-–•")) if role else None
    kind = kind or role_type(role)
    confidence -= UNKNOWN_ROLE if role and not kind else 0
    return Role(
        name, given, family, email, relation, role, kind,
        corps or email_corps(email) or _trainee_corps(role), org or None, start, start + len(printed), round(confidence, 3),
    )
