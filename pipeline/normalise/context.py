"""What else a document names, where: the evidence that decides between homonyms."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.normalise.patterns import WHERE
from pipeline.registers import Authority

REACH = 3000
"""Characters within which evidence counts in full: about a page. Elsewhere in the document it counts half."""
BESIDE = 14
"""Characters between a place and what says where it is, at most."""
PRIOR = 1.3
"""log10: a homonym wins by size alone when it has 20 times the people of the next."""
DEPARTEMENT, GROUP, REGION = 2.5, 2.5, 1.0
"""What evidence is worth, in powers of ten of population. On tests/gold/linking.csv 1, 1, 0.5 leaves four
rows wrong, anything from 2, 2, 1 to 4, 4, 2 none; PRIOR from 0.7 to 2 makes no difference there, and 20 times is the cautious side."""


@dataclass(slots=True)
class Evidence:
    """Positions at which départements, régions and groupings are named beyond doubt, sorted."""

    text: str = ""
    places: dict[str, list[int]] = field(default_factory=dict)
    abroad: dict[int, str | None] = field(default_factory=dict)
    """Position → the foreign country named there."""
    abroad_at: list[int] = field(default_factory=list)
    """These positions, sorted."""

    def add(self, authority: Authority, position: int) -> None:
        """Count an authority that was named without ambiguity."""
        codes = [f"departement:{authority.departement_code}"] if authority.departement_code else []
        codes += [f"region:{authority.region_code}"] if authority.region_code else []
        codes += [i for i in (authority.org_id, authority.epci_id, authority.ept_id) if i]
        for code in dict.fromkeys(codes):
            self.places.setdefault(code, []).append(position)

    def weight(self, code: str | None, position: int, end: int = 0) -> float:
        """How near a code is named: 2 right after (« Sainte-Marie, en Martinique »), 1 within reach, 0.5 elsewhere in the document, 0."""
        found = self.places.get(code or "")
        if not found:
            return 0.0
        if end and self._beside(found, end) is not None:
            return 2.0
        return 1.0 if _near(found, position, REACH) else 0.5

    def is_abroad(self, position: int, reach: int = 300) -> bool:
        """Whether a foreign country is named close by: about the same paragraph."""
        return _near(self.abroad_at, position, reach)

    def country_beside(self, end: int) -> str | None:
        """The foreign country that is named right after: « Brest, en Biélorussie »."""
        found = self._beside(self.abroad_at, end)
        return None if found is None else self.abroad[found]

    def _beside(self, positions: Sequence[int], end: int) -> int | None:
        """The position of what says where a name is that ends here."""
        at = bisect_left(positions, end + 1)
        if at == len(positions) or positions[at] > end + BESIDE:
            return None
        return positions[at] if WHERE.fullmatch(self.text, end, positions[at]) else None

    def sort(self) -> None:
        """Put the positions in order once all are known."""
        for positions in self.places.values():
            positions.sort()
        self.abroad_at = sorted(self.abroad)


def _near(positions: Sequence[int], position: int, reach: int) -> bool:
    at = bisect_left(positions, position - reach)
    return at < len(positions) and positions[at] <= position + reach


def score(candidate: Authority, evidence: Evidence, position: int, end: int = 0) -> float:
    """How likely a homonym is here, as a power of ten: its size, and what is named around."""
    found = math.log10((candidate.population or 0) + 10)
    if candidate.type != "departement":
        found += DEPARTEMENT * evidence.weight(f"departement:{candidate.departement_code}", position, end)
    found += GROUP * max(evidence.weight(candidate.ept_id, position), evidence.weight(candidate.epci_id, position) / 2)
    return found + REGION * evidence.weight(f"region:{candidate.region_code}", position, end)


def choose(candidates: Sequence[Authority], evidence: Evidence, position: int, end: int = 0) -> Authority | None:
    """The candidate that stands out, or None when nothing decides."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    ranked = sorted(candidates, key=lambda c: (-score(c, evidence, position, end), c.org_id))
    lead = score(ranked[0], evidence, position, end) - score(ranked[1], evidence, position, end)
    return ranked[0] if lead >= PRIOR else None


def dominant(candidates: Iterable[Authority]) -> Authority | None:
    """The candidate that size alone decides for, or None."""
    return choose(tuple(candidates), Evidence(), 0)
