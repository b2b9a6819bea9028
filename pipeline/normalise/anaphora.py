"""Bare type words: « le Département », « la Ville », and the organisation that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from pipeline.french import fold, name_key
from pipeline.normalise.patterns import ANAPHOR_KINDS, LEADING
from pipeline.registers import Authority, Registers


class Sheet(msgspec.Struct, frozen=True):
    """A project sheet: its span, its organisation, and the authorities behind it (two for « Ville et Métropole »)."""

    start: int
    end: int
    org_id: str | None
    authorities: tuple[Authority, ...]


class Named(msgspec.Struct, frozen=True):
    """An authority named in full at a position."""

    position: int
    authority: Authority


@lru_cache(maxsize=1 << 14)
def anaphor_kind(text: str) -> str | None:
    """The kind of authority that a bare word stands for.

    >>> anaphor_kind("le Département"), anaphor_kind("Conseil départemental"), anaphor_kind("la Ville de Caen")
    ('departement', 'departement', None)
    """
    word = LEADING.sub("", fold(text))
    return next((kind for kind, pattern in ANAPHOR_KINDS if pattern.match(word)), None)


def resolve_anaphor(
    kind: str, position: int, sheet: Sheet | None, named: Sequence[Named], ties: Callable[[Authority], Sequence[Authority]]
) -> str | None:
    """The organisation that a bare word stands for, None when nothing fits.

    ``named`` are the authorities of the kind, by position; ``ties`` gives those that the register ties to one.

    In a sheet: its own organisation, else the nearest one of the kind named before in the sheet, else
    the one that the register ties to the sheet's (a town's EPCI), else the first named after. Outside:
    the nearest named before, else the only one of the kind that the document names.
    """
    start, end = (sheet.start, sheet.end) if sheet else (0, 1 << 62)
    if sheet:
        if kind == "any":
            return sheet.org_id
        own = next((a for a in sheet.authorities if fits(a, kind)), None)
        if own:
            return own.org_id
    first, at, last = (bisect_left(named, p, key=lambda n: n.position) for p in (start, position, end))
    if at > first:
        return named[at - 1].authority.org_id
    if sheet:
        tied = next((t for a in sheet.authorities for t in ties(a) if fits(t, kind)), None)
        if tied:
            return tied.org_id
    after = {n.authority.org_id for n in named[first:last]}
    return after.pop() if len(after) == 1 else None


def fits(authority: Authority, kind: str) -> bool:
    """Whether a bare word of a kind may stand for an authority.

    « la Métropole » asks for the word in the name; « le Département » may be the Collectivité of Alsace or of Corse.
    """
    register = authority.org_id.partition(":")[0]
    if kind == "metropole":
        return register == "epci" and "metropole" in fold(authority.name)
    if kind in ("departement", "region") and register == "collectivite":
        return True
    return kind in (register, "any")


def related(authority: Authority, registers: Registers) -> list[Authority]:
    """Authorities that the register ties to one: a town's EPCI, territory, département and région; a metropolis's town."""
    ids = [authority.epci_id, authority.ept_id]
    ids += [f"departement:{authority.departement_code}", f"region:{authority.region_code}"]
    found = [a for a in (registers.by_id(i) for i in ids if i) if a and a.org_id != authority.org_id]
    town = registers.largest_town(authority.org_id)
    if town and f" {name_key(town.place_name)} " in f" {name_key(authority.name)} ":
        found.append(town)
    return found
