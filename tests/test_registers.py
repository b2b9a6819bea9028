"""The official registers: phrases and names find their authority."""

from __future__ import annotations

import pytest

from pipeline.registers import Registers, load_registers, register_key


@pytest.fixture(scope="module")
def registers() -> Registers:
    return load_registers()


@pytest.mark.parametrize(
    ("phrase", "org_id"),
    [
        ("Ville de Créteil", "commune:94028"),
        ("VILLE DE CRETEIL", "commune:94028"),
        ("la mairie du Havre", "commune:76351"),
        ("Commune du Versoud", "commune:38538"),
        ("municipalité des Mureaux", "commune:78440"),
        ("Ville d'Auxerre", "commune:89024"),
        ("Ville de L’Haÿ-les-Roses", "commune:94038"),
        ("Ville de St-Étienne", "commune:42218"),
        ("Ville de Saint Denis de la Réunion", "commune:97411"),
        ("Ville de Saint-Denis (Seine-Saint-Denis)", "commune:93066"),
        ("Commune de Montreuil (85)", "commune:85148"),
        ("Ville de Paris", "commune:75056"),
        ("Conseil départemental de la Nièvre", "departement:58"),
        ("Département du Lot-et-Garonne", "departement:47"),
        ("Conseil départemental de Lot-et-Garonne", "departement:47"),
        ("CD de l'Ardèche", "departement:07"),
        ("CD93", "departement:93"),
        ("CD 93", "departement:93"),
        ("département de La Réunion", "departement:974"),
        ("Région Hauts-de-France", "region:32"),
        ("Conseil régional d'Île-de-France", "region:11"),
        ("Région Sud", "region:93"),
        ("Communauté urbaine de Dunkerque", "epci:245900428"),
        ("BORDEAUX MÉTROPOLE", "epci:243300316"),
        ("métropole de Bordeaux", "epci:243300316"),
        ("Eurométropole de Strasbourg", "epci:246700488"),
        ("Métropole du Grand Paris", "epci:200054781"),
        ("Métropole de Montpellier", "epci:243400017"),
        ("Saint-Brieuc Armor Agglomération", "epci:200069409"),
        ("agglomération de Bastia", "epci:242000354"),
        ("EPT Est-Ensemble", "ept:200057875"),
        ("Grand Paris Grand Est", "ept:200058790"),
        ("Collectivité européenne d'Alsace", "collectivite:200094332"),
        ("Collectivité de Corse", "collectivite:200076958"),
        ("Conseil municipal de la Ville de Créteil", "commune:94028"),
        ("conseil municipal de la commune du Versoud", "commune:38538"),
        ("Conseil municipal de Créteil", "commune:94028"),
        ("Assemblée départementale de la Nièvre", "departement:58"),
        ("Conseil régional de la Région Hauts-de-France", "region:32"),
        ("conseil communautaire de la Communauté urbaine de Dunkerque", "epci:245900428"),
        ("Conseil métropolitain de Bordeaux Métropole", "epci:243300316"),
        ("Conseil municipal des jeunes de Créteil", None),
        ("conseil communautaire", None),
        ("Conseil municipal de la Ville d'Oslo", None),
        ("Ville d'Oslo", None),
        ("Métropole", None),
        ("la Ville", None),
        ("Dijon", None),
        ("", None),
    ],
)
def test_authorities_of_a_phrase(registers: Registers, phrase: str, org_id: str | None) -> None:
    found = registers.authorities(phrase)
    assert (found[0].org_id if found else None) == org_id


@pytest.mark.parametrize(
    ("name", "org_ids"),
    [
        ("CRÉTEIL", ["commune:94028"]),
        ("Le Havre", ["commune:76351"]),
        ("Havre", ["commune:76351"]),
        ("l'Ardèche", ["departement:07"]),
        ("Hauts-de-France", ["region:32"]),
        ("Plaine Commune", ["ept:200057867"]),
        ("Montreuil (93)", ["commune:93048"]),
        ("Oslo", []),
        ("", []),
    ],
)
def test_places_of_a_name(registers: Registers, name: str, org_ids: list[str]) -> None:
    assert [a.org_id for a in registers.places(name)][: max(1, len(org_ids))] == org_ids


def test_homonyms_are_all_given_the_most_populous_first(registers: Registers) -> None:
    found = registers.authorities("Ville de Montreuil")
    assert [a.departement_code for a in found] == ["93", "85", "28"]


@pytest.mark.parametrize(
    ("org_id", "name"),
    [
        ("commune:76351", "Ville du Havre"),
        ("commune:17300", "Ville de La Rochelle"),
        ("commune:78440", "Ville des Mureaux"),
        ("commune:89024", "Ville d'Auxerre"),
        ("commune:70450", "Commune de La Rochelle"),
        ("departement:58", "Conseil départemental de la Nièvre"),
        ("departement:07", "Conseil départemental de l'Ardèche"),
        ("region:32", "Région Hauts-de-France"),
        ("epci:245900428", "Communauté urbaine de Dunkerque"),
        ("epci:200069409", "Saint-Brieuc Armor Agglomération"),
        ("ept:200058790", "Établissement public territorial Grand Paris Grand Est"),
    ],
)
def test_official_names(registers: Registers, org_id: str, name: str) -> None:
    authority = registers.by_id(org_id)
    assert authority is not None
    assert authority.name == name


def test_codes_and_membership(registers: Registers) -> None:
    town = registers.by_id("commune:94028")
    assert town is not None
    assert (town.insee_code, town.departement_code, town.region_code) == ("94028", "94", "11")
    assert town.epci_id == "epci:200054781"
    assert town.ept_id is not None
    territory = registers.by_id(town.ept_id)
    assert territory is not None and territory.type == "ept"
    assert registers.by_id("commune:00000") is None


def test_every_siren_has_its_check_digit(registers: Registers) -> None:
    wrong = [
        org_id
        for org_id, siren in zip(registers.columns["org_id"], registers.columns["siren"], strict=True)
        if siren and (len(siren) != 9 or luhn(siren) % 10)
    ]
    assert wrong == []


def luhn(digits: str) -> int:
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d // 10 + d % 10 for d in doubled)


def test_bodies_and_places_abroad(registers: Registers) -> None:
    body = registers.body("C.N.F.P.T.")
    assert body is not None and body.name.startswith("Centre national")
    assert registers.body("XYZ") is None
    abroad = registers.foreign("la Belgique")
    assert abroad is not None and (abroad.country, abroad.type) == ("BE", "pays")
    assert registers.foreign("Créteil") is None


def test_a_shortened_name_leads_to_the_longer_ones(registers: Registers) -> None:
    assert {"commune:94081", "commune:51649"} <= {a.org_id for a in registers.lengthened("Vitry")}


def test_the_largest_town_of_a_group(registers: Registers) -> None:
    town = registers.largest_town("epci:243300316")
    assert town is not None and town.place_name == "Bordeaux"
    assert registers.largest_town("commune:33063") is None


def test_keys_are_in_order(registers: Registers) -> None:
    keys = registers.columns["place_key"]
    assert list(keys) == sorted(keys)
    assert all(key == register_key(key) for key in keys[::500])


def test_a_town_comes_before_the_group_named_after_it() -> None:
    registers = load_registers()
    assert [a.org_id for a in registers.places("Puy-en-Velay")] == ["commune:43157"]
    assert [a.org_id for a in registers.places("Grand Chambéry")] == ["epci:200069110"]
