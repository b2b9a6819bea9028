"""The official registers of French local government: communes, EPCI, EPT, départements, régions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """One territorial authority of the official register."""

    org_id: str
    """``commune:94028``, ``departement:58``, ``region:32``, ``epci:243300316``, ``ept:200057867``."""
    name: str
    """As one would write it: « Ville de Créteil », « Conseil départemental de la Nièvre »."""
    place_name: str
    """The territory alone: « Créteil », « Nièvre », « Hauts-de-France »."""
    type: str
    insee_code: str | None
    siren: str | None
    departement_code: str | None
    region_code: str | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Registers:
    """Look-ups by name key (``french.name_key``)."""

    def authorities(self, name: str) -> tuple[Authority, ...]:
        """Authorities that a full phrase names: « Ville de Créteil », « CD de la Gironde », « Bordeaux Métropole »."""
        return ()

    def places(self, name: str) -> tuple[Authority, ...]:
        """Authorities whose territory bears a bare name: « Créteil », « Nièvre », « Hauts-de-France »."""
        return ()

    def by_id(self, org_id: str) -> Authority | None:
        """The authority of an identifier."""
        return None


def load_registers() -> Registers:
    """Read ``resources/registers``."""
    return Registers()
