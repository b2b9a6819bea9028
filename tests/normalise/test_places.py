"""Places: types, codes and countries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.records import Entities


@pytest.mark.parametrize(
    ("text", "name", "kind", "codes"),
    [
        ("À [LOC:Nevers].", "Nevers", "commune", ("58194", "58", "27", "FR")),
        ("Au [LOC:Havre].", "Le Havre", "commune", ("76351", "76", "28", "FR")),
        ("En [LOC:ARDÈCHE].", "Ardèche", "departement", ("07", "07", "84", "FR")),
        ("En [LOC:Bretagne].", "Bretagne", "region", ("53", None, "53", "FR")),
        ("À [LOC:Plaine Commune].", "Plaine Commune", "intercommunalite", (None, "93", "11", "FR")),
        ("En [LOC:Belgique].", "Belgique", "pays", (None, None, None, "BE")),
        ("En [LOC:France].", "France", "pays", (None, None, None, "FR")),
        ("En [LOC:Europe].", "Europe", "continent", (None, None, None, None)),
        ("À [LOC:Oslo].", "Oslo", "ville", (None, None, None, "NO")),
        ("En [LOC:Wallonie].", "Wallonie", "region", (None, None, None, "BE")),
        ("Au [LOC:Palais des Congrès de Tours].", "Palais des Congrès de Tours", "lieu", ("37261", "37", "24", "FR")),
        ("Au [LOC:Moulin Perdu].", "Moulin Perdu", "lieu", (None, None, None, None)),
        ("Sur les quais de la [LOC:Loire].", "Loire", "lieu", (None, None, None, None)),
    ],
)
def test_rows(
    read: Callable[..., Any], resolve: Callable[..., Entities], text: str, name: str, kind: str, codes: tuple[str | None, ...]
) -> None:
    (place,) = resolve(read(text)).places
    assert (place.name, place.type) == (name, kind)
    assert (place.insee_code, place.departement_code, place.region_code, place.country) == codes
