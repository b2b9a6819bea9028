"""Persons of history in a text: « Gaspard Monge » stays whole where a private person is called Odile Gaspard.

Only a name that can be nothing else is one: in a doubt the rules for private persons hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.french import fold, name_key
from pipeline.privacy import patterns
from pipeline.privacy.matching import FULL, Form, Hit

MARK = ":"
"""Before the name of a person of history; the key of a person of the tables has none."""
_BLANK = "[ \u00a0\u202f]"
_WRITTEN = re.compile(r"[^\W\d_]+(?:[ \u00a0\u202f'’_-][^\W\d_]+)+")
"""One sign between the words: « Gaspard Monge », « gaspard-monge », not « Gaspard, Monge » nor two lines of a list."""
_BEFORE = re.compile(rf"([^\W\d_]+)([ \u00a0\u202f\n_-])(?:(?:de|du|des|la|le|van|von){_BLANK}){{0,2}}\Z")
_GLUED_BEFORE = re.compile(r"[^\W_]\Z|[\u00ad\u200b-\u200d\u2060\ufeff]\Z")
_AFTER = re.compile(r"[^\W_]|[\u00ad\u200b-\u200d\u2060\ufeff]|['’_-]\s*[^\W\d_]")
"""« Gaspard Monge-Duval », « gaspard-monge-duval », not « person:gaspard-monge-2 »."""


def history_forms() -> Iterator[Form]:
    """The names of persons of history, to be looked for beside those of the tables."""
    return (Form(name.replace(" ", ""), FULL, MARK + name) for name in sorted(patterns.PUBLIC_FIGURES))


def history_hits(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that may be persons of history."""
    return [hit for hit in hits if hit.form.person.startswith(MARK)]


def is_part(hit: Hit, whole: Hit) -> bool:
    """Whether a name stands inside another and is not all of it: a namesake of the whole name is no part."""
    return whole.start <= hit.start and hit.end <= whole.end and hit.end - hit.start < whole.end - whole.start


def is_apart(text: str, hit: Hit) -> bool:
    """Whether no letter and no digit touches a name."""
    return not _GLUED_BEFORE.search(text[max(0, hit.start - 1) : hit.start]) and not re.match(r"[^\W_]", text[hit.end : hit.end + 1])


def is_certain(text: str, hit: Hit) -> bool:
    """Whether a person of history is named here: all words as they should be, and no other name, civility or initial beside them.

    >>> form = Form("gaspardmonge", FULL, ":gaspard monge")
    >>> is_certain("Le lycée Gaspard Monge.", Hit(9, 22, form)), is_certain("Mme Gaspard, Monge", Hit(4, 18, form))
    (True, False)
    >>> is_certain("Ombeline Gaspard Monge", Hit(9, 22, form))
    False
    """
    before, written = text[max(0, hit.start - 40) : hit.start], text[hit.start : hit.end]
    if MARK + name_key(written) != hit.form.person or not _WRITTEN.fullmatch(written) or not _is_cased(written):
        return False
    if _GLUED_BEFORE.search(before) or _AFTER.match(text, hit.end) or patterns.PRIVATE_AFTER.match(text, hit.end):
        return False
    if patterns.CIVILITY_BEFORE.search(before) or patterns.INITIALS_BEFORE.search(before):
        return False
    if not (match := _BEFORE.search(before)):
        return True
    word, sign = match.groups()
    may_be_name = word[0].isupper() or sign in "_-" or written.islower()
    return not may_be_name or bool(patterns.EPONYM_WORD.fullmatch(fold(word).removesuffix("s")))


def _is_cased(written: str) -> bool:
    """Whether the first and the last word of a name begin with a capital, or all is in small letters."""
    words = re.findall(r"[^\W_]+", written)
    return written.islower() or (words[0][0].isupper() and words[-1][0].isupper())
