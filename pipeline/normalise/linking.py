"""From a printed name to the authority or the place that it names, with the document's evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
from rapidfuzz.distance import OSA

from pipeline.french import fold
from pipeline.normalise.anaphora import related
from pipeline.normalise.context import Evidence, choose, dominant
from pipeline.normalise.patterns import AT, BRANDS, COORDINATED, OF_DEPARTEMENT, OF_TOWN
from pipeline.records import Extraction
from pipeline.registers import LEADING, PHRASES, Authority, Foreign, Registers, register_key, without_council

KNOWN_TOWN = 20_000
"""People from which a French town is meant rather than a foreign one of the same name, unless a foreign country is named nearby."""
SURE_TOWN = 2_000
"""People from which a bare name with one bearer counts as evidence; smaller communes share their names with common words."""
RESPELT_TOWN, RESPELT_LENGTH, LONGEST_TOWN = 5_000, 7, 32
"""A misspelt name is corrected only towards towns of this size, and when it is this long: « Monpellier »; no name of such a
town is longer than the last."""
COMMON_TOWN, MELTED_TOWN = 5_000, 20_000
"""People below which a name of one word is a commune's only if something else ties it to the document, since it may well be
a common word, a quarter or a saint (« la Crèche », « Saint-Roch »): the second where the article had to be added to find it.
On the real minutes of a council this takes away 11 false communes, and none that is right from the sample."""
SHORT_LENGTH, SHORT_TOWN = 5, 3
"""Letters that a shortened name has at least: « Vitry »; shorter ones begin too many others, but after « Ville d' » (« Aix »)."""
EVERYBODY = 1 << 30
"""More people than any town has: only a tie to the document makes such a name a town's."""
MOST_CANDIDATES = 20
ORDER = ("commune", "departement", "region", "epci", "ept", "collectivite")


class Link(msgspec.Struct, frozen=True):
    """What a name leads to: one authority, or none and the homonyms between which nothing decided."""

    authority: Authority | None = None
    candidates: tuple[str, ...] = ()
    foreign: Foreign | None = None


@dataclass(slots=True)
class Linker:
    """Look-ups in the registers, each surface once for the whole corpus."""

    registers: Registers
    _authorities: dict[str, tuple[Authority, ...]] = field(default_factory=dict)
    _places: dict[str, tuple[Authority, ...]] = field(default_factory=dict)
    _longer: dict[str, tuple[Authority, ...]] = field(default_factory=dict)
    _ties: dict[str, list[Authority]] = field(default_factory=dict)
    _towns: dict[str, str | None] = field(default_factory=dict)

    def named(self, surface: str) -> tuple[Authority, ...]:
        """The authorities that a phrase with a type word names."""
        if surface not in self._authorities:
            self._authorities[surface] = self.registers.authorities(surface) or self._respelt(surface)
        return self._authorities[surface]

    def places(self, surface: str) -> tuple[Authority, ...]:
        """The authorities whose territory bears a bare name; of a town and a département on one territory, the town."""
        if surface not in self._places:
            kept: dict[tuple[str, int | None], Authority] = {}
            for found in sorted(self.registers.places(surface), key=lambda a: ORDER.index(a.type)):
                kept.setdefault((found.region_code or "", found.population), found)
            self._places[surface] = tuple(sorted(kept.values(), key=lambda a: (-(a.population or 0), a.org_id)))
        return self._places[surface]

    def link_authority(self, surface: str, evidence: Evidence, position: int) -> Link:
        """The authority that a phrase names here."""
        found = self.named(surface)
        link = _decide(found, evidence, position, position + len(surface))
        surface = without_council(surface)
        if link.authority and link.authority.type == "commune" and is_town(surface) and not _is_sure(link.authority, SURE_TOWN, evidence):
            link = Link(None, (link.authority.org_id,))
        match = PHRASES["commune"].fullmatch(register_key(surface)) if is_town(surface) or not link.authority else None
        if match and link.authority:  # « Ville de Villefranche » in the Rhône is not the small town of that name elsewhere
            if _is_sure(link.authority, KNOWN_TOWN, evidence):
                return link
            return self._larger_here(link.authority, match["name"], evidence, position)
        return self._shortened(match["name"], evidence, position, link, SHORT_TOWN) if match else link

    def link_place(self, surface: str, evidence: Evidence, position: int, before: str = "") -> Link:
        """The territory, or the place abroad, that a bare name means here; ``before`` is what stands before it."""
        foreign, found = self.registers.foreign(surface), by_article(self.places(surface), before)
        country = evidence.country_beside(position + len(surface))
        if country and (foreign is None or foreign.country == country):
            return Link(foreign=foreign or Foreign(surface, country, "lieu"))
        if foreign and not country and any(evidence.weight(f"departement:{a.departement_code}", position) >= 1 for a in found):
            foreign = None  # « Montréal » in the Aude
        largest = max((a.population or 0 for a in found), default=0)
        near = evidence.is_abroad(position) and foreign is not None and foreign.type == "ville"
        if foreign and (not found or largest < KNOWN_TOWN or near):
            return Link(foreign=foreign)
        link = _decide(found or self.named(surface), evidence, position, position + len(surface))  # « Grand Nancy » is a group's short name
        if link.authority and link.authority.type == "commune" and is_common(surface):
            melted = register_key(link.authority.place_name) != register_key(surface)
            if (melted or not AT.search(before)) and not _is_sure(link.authority, MELTED_TOWN if melted else COMMON_TOWN, evidence):
                link = Link(None, (link.authority.org_id,))
        if link.authority and register_key(surface) in BRANDS and not _is_sure(link.authority, EVERYBODY, evidence):
            return Link(None, (link.authority.org_id,))
        link = link if link.authority else self._shortened(surface, evidence, position, link)
        return link if link.authority or link.candidates else self._respelt_place(surface, evidence)

    def _shortened(self, name: str, evidence: Evidence, position: int, link: Link, shortest: int = SHORT_LENGTH) -> Link:
        """« Vitry » for the one Vitry-sur-… of a département that the document names, « Cherbourg » for the one great town."""
        if name not in self._longer:
            self._longer[name] = self.registers.lengthened(name) if len(name) >= SHORT_TOWN else ()
        longer = self._longer[name] if len(name) >= shortest else ()
        near = [a for a in longer if evidence.weight(f"departement:{a.departement_code}", position)]
        chosen = choose(near, evidence, position)
        if chosen and link.candidates and (chosen.population or 0) < COMMON_TOWN:
            chosen = None  # « Saint-Martin » is no village that the département also has
        if chosen is None and not near and not link.candidates and (great := dominant(longer)) and (great.population or 0) >= KNOWN_TOWN:
            chosen = great
        return Link(chosen, () if chosen else (link.candidates or tuple(sorted(a.org_id for a in longer))[:MOST_CANDIDATES]))

    def _larger_here(self, small: Authority, name: str, evidence: Evidence, position: int) -> Link:
        """A town, unless the document's département has a larger one whose name begins so: then that one, or neither of several."""
        here = [a for a in self.registers.lengthened(name) if evidence.weight(f"departement:{a.departement_code}", position)]
        larger = [a for a in here if (a.population or 0) > (small.population or 0)]
        if not larger:
            return Link(small)
        chosen = choose(here, evidence, position)
        return Link(chosen, () if chosen else tuple(sorted(a.org_id for a in here))[:MOST_CANDIDATES])

    def ties(self, authority: Authority) -> list[Authority]:
        """The authorities that the register ties to one."""
        if authority.org_id not in self._ties:
            self._ties[authority.org_id] = related(authority, self.registers)
        return self._ties[authority.org_id]

    def parts(self, surface: str, evidence: Evidence, position: int) -> tuple[Authority, ...]:
        """The authorities of a coordinated phrase: « Ville et Métropole de Nantes »."""
        match = COORDINATED.match(fold(surface))
        if not match:
            return ()
        links = [self.link_authority(match[word] + match["rest"], evidence, position) for word in ("first", "second")]
        return tuple(link.authority for link in links if link.authority)

    def _respelt(self, surface: str) -> tuple[Authority, ...]:
        """« Ville de Monpellier »: the one known town whose name is a letter away."""
        match = PHRASES["commune"].fullmatch(LEADING.sub("", register_key(surface)))
        town = self._respelt_town(match["name"]) if match else None
        return self.registers.authorities(f"ville {town}") if town else ()

    def _respelt_place(self, surface: str, evidence: Evidence) -> Link:
        """« À Monpellier »: a known town a letter away that is large, or tied to the document."""
        town = self._respelt_town(register_key(surface))
        found = [a for a in self.registers.places(town) if a.type == "commune"] if town else []
        sure = [a for a in found if _is_sure(a, KNOWN_TOWN, evidence)]
        return Link(sure[0] if len(sure) == 1 else None)

    def _respelt_town(self, name: str) -> str | None:
        """The key of the one known town that a name is a letter away from."""
        if name not in self._towns:
            self._towns[name] = self._nearest_town(name)
        return self._towns[name]

    def _nearest_town(self, name: str) -> str | None:
        if not RESPELT_LENGTH <= len(name) <= LONGEST_TOWN or self.registers.foreign(name):
            return None
        near = {t for form in spared(name) for t in known_towns(self.registers).get(form, ()) if t[0] == name[0]}
        fit = [t for t in near if OSA.distance(name, t, score_cutoff=1) <= 1]
        return fit[0] if len(fit) == 1 else None


@lru_cache(maxsize=2)
def known_towns(registers: Registers) -> dict[str, list[str]]:
    """The keys of towns of some size, by what is left of them when one letter is: names a letter apart share such a form."""
    keys, people, kinds = (registers.columns[c] for c in ("place_key", "population", "type"))
    found: dict[str, list[str]] = {}
    for key in sorted({k for k, p, t in zip(keys, people, kinds, strict=True) if t == "commune" and (p or 0) >= RESPELT_TOWN}):
        for form in spared(key):
            found.setdefault(form, []).append(key)
    return found


def spared(name: str) -> set[str]:
    """A name, and what is left of it without one of its letters.

    >>> sorted(spared("caen"))
    ['aen', 'cae', 'caen', 'can', 'cen']
    """
    return {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}


def _decide(found: Sequence[Authority], evidence: Evidence, position: int, end: int) -> Link:
    """One of the candidates, or all of them when nothing decides or when the place is probably abroad."""
    ids = tuple(sorted(a.org_id for a in found))
    if found and evidence.is_abroad(position) and all(_may_be_abroad(a, evidence) for a in found):
        return Link(None, ids)
    chosen = choose(found, evidence, position, end)
    return Link(chosen, () if chosen else ids)


def is_common(name: str) -> bool:
    """Whether a name is one word, be it a saint's: it may then be something else than a commune.

    >>> is_common("Placé"), is_common("La Crèche"), is_common("Saint-Roch"), is_common("Bar-sur-Aube")
    (True, True, True, False)
    """
    return len([w for w in register_key(name).split() if w not in ("la", "le", "les", "l", "saint", "sainte")]) < 2


def is_town(surface: str) -> bool:
    """Whether a phrase claims a town: a « Ville » has people.

    >>> is_town("Ville d'Évry"), is_town("commune d'Évry")
    (True, False)
    """
    return register_key(surface).removeprefix("la ").startswith("ville ")


def by_article(found: tuple[Authority, ...], before: str) -> tuple[Authority, ...]:
    """Of a town and a département that share a name, the one that the article tells: « en Mayenne », « à Mayenne »."""
    if {"commune", "departement"} - {a.type for a in found}:
        return found
    if OF_DEPARTEMENT.search(before):
        return tuple(a for a in found if a.type == "departement")
    return tuple(a for a in found if a.type == "commune") if OF_TOWN.search(before) else found


def _is_sure(authority: Authority, people: int, evidence: Evidence) -> bool:
    """Whether a commune is large enough, or tied to the document by its département, its région or its group."""
    ties = [authority.org_id, authority.epci_id, authority.ept_id, f"departement:{authority.departement_code}"]
    if (authority.population or 0) >= SURE_TOWN and people <= COMMON_TOWN:
        ties.append(f"region:{authority.region_code}")
    return (authority.population or 0) >= people or any(evidence.places.get(t or "") for t in ties)


def _may_be_abroad(authority: Authority, evidence: Evidence) -> bool:
    """Whether a name beside a foreign country's may be that of a place there: a small town that nothing else ties to the document."""
    tied = evidence.places.get(authority.org_id) or evidence.places.get(f"departement:{authority.departement_code}")
    return authority.type == "commune" and (authority.population or 0) < KNOWN_TOWN and not tied


def gather_evidence(extraction: Extraction, text: str, linker: Linker) -> Evidence:
    """What a document names beyond doubt: foreign countries first, then names with one bearer, then homonyms that these decide."""
    evidence = Evidence(text)
    named = surfaces(extraction)
    for surface, position, is_place in named:
        foreign = linker.registers.foreign(surface) if is_place else None
        if foreign and foreign.country not in (None, "FR") and all((a.population or 0) < KNOWN_TOWN for a in linker.places(surface)):
            evidence.abroad[position] = foreign.country
    evidence.sort()
    for sure in (_is_territory, _has_one_bearer, _has_several):
        named_here: list[tuple[Authority, int]] = []
        for surface, position, is_place in named:
            found = linker.places(surface) if is_place else linker.named(surface)
            if not sure(found):
                continue
            authority = (linker.link_place if is_place else linker.link_authority)(surface, evidence, position).authority
            if authority and not (is_place and authority.type == "commune" and (authority.population or 0) < SURE_TOWN):
                named_here.append((authority, position))
        for authority, position in named_here:
            evidence.add(authority, position)
        evidence.sort()
    return evidence


def _is_territory(found: Sequence[Authority]) -> bool:
    return len(found) == 1 and found[0].type != "commune"


def _has_one_bearer(found: Sequence[Authority]) -> bool:
    return len(found) == 1 and found[0].type == "commune"


def _has_several(found: Sequence[Authority]) -> bool:
    return len(found) > 1


def surfaces(extraction: Extraction) -> list[tuple[str, int, bool]]:
    """All names of bodies and places of a document: text, position, whether it is a place's."""
    found = [(m.text, m.start, m.label == "LOC") for m in extraction.mentions if m.label != "PER" and not m.is_anaphor]
    found += [(r.org, r.start, False) for r in extraction.roles if r.org]
    found += [(p.org, p.start, False) for p in extraction.projects if p.org]
    return [*found, *((e.city, e.start, True) for e in extraction.events if e.city)]
