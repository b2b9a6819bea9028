"""The places of a corpus: territories of the registers, countries and cities abroad, and places of other kinds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from msgspec.structs import replace

from pipeline.french import slug
from pipeline.normalise.context import Evidence
from pipeline.normalise.keys import best_spelling, without_article
from pipeline.normalise.linking import Link, Linker
from pipeline.normalise.patterns import WATERS
from pipeline.records import Place, PlaceName

GROUPS = frozenset(("epci", "ept", "collectivite"))
SITE = re.compile(r"(?:.* )?(?:de |d['’]|du |des |à |au )(?P<town>(?:L[ea]s? |L['’])?[A-ZÀ-Þ].*)")
"""« Palais des Congrès de Tours »: the town at the end tells where the place is."""
SITE_TOWN = 5_000
"""People from which such a town is believed though the document names it nowhere else: « avenue de Ségur » is in Paris."""


@dataclass(slots=True)
class Atlas:
    """The places of one document, by identifier."""

    linker: Linker
    found: dict[str, Place] = field(default_factory=dict)
    spellings: dict[str, Counter[str]] = field(default_factory=dict)

    def enter(self, surface: str, evidence: Evidence, position: int, before: str = "") -> str:
        """The identifier of the place that a name means here."""
        text = without_article(surface)
        link = self.linker.link_place(text, evidence, position, before)
        if link.authority and link.authority.type == "departement" and WATERS.search(before):
            link = Link()
        place = self._place(text, link, evidence, position)
        self.found.setdefault(place.place_id, place)
        self.spellings.setdefault(place.place_id, Counter())[text] += 1
        return place.place_id

    def _place(self, text: str, link: Link, evidence: Evidence, position: int) -> Place:
        if link.foreign:
            where = (link.foreign.country or "").casefold()
            kind = link.foreign.type
            if kind == "lieu":
                return Place(f"place:{slug(f'{where} {text}')}", text, kind, country=link.foreign.country)
            mark = where if kind == "pays" else slug(f"{where} {link.foreign.name}")
            return Place(f"place:{kind}:{mark}", link.foreign.name, kind, country=link.foreign.country)
        if link.authority:
            a = link.authority
            kind = "intercommunalite" if a.type in GROUPS else a.type
            return Place(f"place:{a.org_id}", a.place_name, kind, a.insee_code, a.departement_code, a.region_code, "FR")
        return self._site(text, link, evidence, position)

    def _site(self, text: str, link: Link, evidence: Evidence, position: int) -> Place:
        """A place of no register, with the codes of the town that its name ends with."""
        place_id = f"place:{slug(text) or 'sans-nom'}"
        match = SITE.fullmatch(text)
        town = self.linker.link_place(match["town"], evidence, position) if match else Link()
        if town.foreign:
            return Place(place_id, text, "lieu", country=town.foreign.country)
        a = town.authority
        if a is None or ((a.population or 0) < SITE_TOWN and a.org_id not in evidence.places):
            return Place(place_id, text, "lieu", candidates=link.candidates)
        return Place(place_id, text, "lieu", a.insee_code if a.type == "commune" else None, a.departement_code, a.region_code, "FR")

    def names(self) -> tuple[PlaceName, ...]:
        """What was gathered, by identifier."""
        return tuple(PlaceName(place, tuple(sorted(self.spellings[i].items()))) for i, place in sorted(self.found.items()))


@dataclass(slots=True)
class Spot:
    """What is gathered of one place."""

    place: Place
    spellings: Counter[str] = field(default_factory=Counter)
    is_own: bool = True
    """Whether it was read under the identifier that it has now, not merged into it."""

    def absorb(self, other: Spot) -> None:
        """Take over what was gathered elsewhere: of several records the one that says where the place is."""
        self.spellings.update(other.spellings)
        if (other.place, other.is_own) != (self.place, self.is_own) and other._rank() < self._rank():
            self.place, self.is_own = other.place, other.is_own

    def _rank(self) -> tuple[bool, bool, str]:
        return (not self.is_own, self.place.country is None, repr(self.place))

    def row(self, place_id: str, name: str | None) -> Place:
        """The row of a place; ``name`` is the analyst's own."""
        shown = best_spelling(self.spellings) if self.place.type == "lieu" else self.place.name
        return replace(self.place, place_id=place_id, name=name or shown)
