"""Names as printed: their end, their case, their address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.names import completed_by, is_name, matches_email, name_end, person_name, same_person_key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jeanne Martin Directrice des archives", "Jeanne Martin"),
        ("Paul-Aimé de La Tour, adjoint au maire", "Paul-Aimé de La Tour"),
        ("Éloïse d'Arvieu directrice de l'éducation", "Éloïse d'Arvieu"),
        ("Noémie Castel Urbaniste territoriale", "Noémie Castel"),
        ("MARTIN LE GOFF Jeanne", "MARTIN LE GOFF Jeanne"),
        ("M. Paul Durand, trésorier", "M. Paul Durand"),
        ("Ville de Nevers", ""),
        ("Directrice Générale Adjointe", ""),
        ("LE MOT DE LA MAIRE", ""),
        ("Pour Madame la Maire", ""),
        ("la directrice", ""),
    ],
)
def test_a_name_ends_before_its_role(text: str, name: str) -> None:
    assert text[: name_end(text)] == name


@pytest.mark.parametrize(
    ("printed", "name", "given", "family"),
    [
        ("MARTIN-DUVAL Alice", "Alice Martin-Duval", "Alice", "Martin-Duval"),
        ("Jeanne LE GOFF", "Jeanne Le Goff", "Jeanne", "Le Goff"),
        ("LE GOFF Jeanne", "Jeanne Le Goff", "Jeanne", "Le Goff"),
        ("Mme Jeanne Martin", "Jeanne Martin", "Jeanne", "Martin"),
        ("PAUL DURAND", "Paul Durand", "Paul", "Durand"),
        ("Anne de LA TOUR", "Anne de La Tour", "Anne", "de La Tour"),
        ("Jean-Noël D'ARVIEU", "Jean-Noël d'Arvieu", "Jean-Noël", "d'Arvieu"),
    ],
)
def test_names_read_given_name_first_in_proper_case(printed: str, name: str, given: str, family: str) -> None:
    assert person_name(printed) == (name, given, family)


@pytest.mark.parametrize(
    ("name", "email", "fits"),
    [
        ("Jean-Noël Martin", "jn.martin@example.org", True),
        ("Jeanne Martin-Duval", "jeanne.martinduvalroy@example.org", True),
        ("Damien Roy", "judamien.roy@example.org", True),
        ("Paul Durand", "pdurand@example.org", True),
        ("Paul Durand", "accueil@example.org", False),
    ],
)
def test_an_address_fits_a_name(name: str, email: str, fits: bool) -> None:
    assert matches_email(name, email) is fits


def test_a_cut_name_is_completed_by_its_own_address_only() -> None:
    assert completed_by("Jeanne Marti", "jeanne.martin@example.org") == "Jeanne Martin"
    assert completed_by("Jeanne Martin", "anne.martine@example.org") == "Jeanne Martin"


WORD = st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True)


@given(WORD, WORD)
def test_order_and_capitals_do_not_change_who_it_is(given_name: str, family: str) -> None:
    assert same_person_key(f"{family.upper()} {given_name}") == same_person_key(f"{given_name} {family}")
    assert person_name(f"{family.upper()} {given_name}")[0] == f"{given_name} {family}"


@given(st.text(max_size=60))
def test_name_end_stays_inside_the_text(text: str) -> None:
    assert 0 <= name_end(text) <= len(text)
    assert not is_name(text) or " " in text.strip() or text.strip() != ""
