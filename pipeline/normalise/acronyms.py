"""Abbreviations of organisations: what the documents define, and the national bodies of the resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.french import fold
from pipeline.normalise.keys import organisation_key
from pipeline.registers import Body, Registers


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the documents of a corpus define: small, and the same for every partition."""

    longs: Mapping[str, str] = field(default_factory=dict)
    """Short form → long form, where no two documents disagree."""
    shorts: Mapping[str, str] = field(default_factory=dict)
    """Organisation key of a long form → its short form as printed."""
    defined: frozenset[str] = frozenset()
    """Short forms that some document binds to a long form."""


def short_key(text: str) -> str:
    """The key of an abbreviation.

    >>> short_key("A.M.R.F.")
    'amrf'
    """
    return fold(text).replace(".", "")


def merge_definitions(pairs: Iterable[tuple[str, str]]) -> Definitions:
    """The (short form, long form) of all documents together; nothing is carried over where they disagree.

    >>> merge_definitions([("AMX", "Association des maires du X"), ("AMX", "association des maires du X")]).longs
    {'amx': 'Association des maires du X'}
    >>> merge_definitions([("AMX", "Association des maires du X"), ("AMX", "Atelier municipal du X")]).longs
    {}
    """
    longs: dict[str, Counter[str]] = {}
    shorts: dict[str, Counter[str]] = {}
    for short, long in pairs:
        longs.setdefault(short_key(short), Counter())[long] += 1
        shorts.setdefault(organisation_key(long), Counter())[short] += 1
    agreed = {short: commonest(found) for short, found in sorted(longs.items()) if len({organisation_key(long) for long in found}) == 1}
    return Definitions(agreed, {key: commonest(found) for key, found in sorted(shorts.items())}, frozenset(longs))


def commonest(counts: Counter[str]) -> str:
    """The commonest text, the first in the alphabet of several."""
    return min(counts, key=lambda text: (-counts[text], text))


@lru_cache(maxsize=2)
def known_bodies(registers: Registers) -> Mapping[str, Body]:
    """The national bodies by the organisation key of their name."""
    found: dict[str, Body] = {}
    for body in registers.bodies.values():
        found.setdefault(organisation_key(body.name), body)
    return found
