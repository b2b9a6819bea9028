"""Junk, glued words, hyphens, letters, names, titles."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from pipeline.clean.glued import BROKEN_WEB, join_addresses, split_glued_words
from pipeline.clean.hyphens import join_hyphenated, restore_hyphens
from pipeline.clean.junk import remove_doubled_starts, remove_junk
from pipeline.clean.letters import repair_letters
from pipeline.clean.names import repair_names
from pipeline.clean.titles import complete_titles, settle_title_case


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Fin du texte.\n\nП\n\nCONTEXTE\n\nSuite.", "Fin du texte.\n\nCONTEXTE\n\nSuite."),
        ("Fin du texte.\n\n3\n\nALLER PLUS LOIN", "Fin du texte.\n\nALLER PLUS LOIN"),
        ("LES CHIFFRES\n\n3\n\nateliers menés", "LES CHIFFRES\n\n3\n\nateliers menés"),
        ("3\n\nPLUS LOIN\n\nla garde 3\n\nCONTACT\n\nle scénario 3\n\nFIN !", "PLUS LOIN\n\nla garde\n\nCONTACT\n\nle scénario 3\n\nFIN !"),
        ("A\n\nPremier point\n\nB\n\nSecond point", "A\n\nPremier point\n\nB\n\nSecond point"),
    ],
)
def test_lone_glyphs(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(remove_junk, raw) == expected


def test_second_reading_without_accents_goes(run_rule: Callable[..., str]) -> None:
    assert run_rule(remove_doubled_starts, "35% supérieures à la\n\nsuperieures a la moyenne") == "35% supérieures à la moyenne"
    assert run_rule(remove_doubled_starts, "Ville de Lens\n\nVille de Lens et alentours") == "Ville de Lens\n\nVille de Lens et alentours"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Zoé Marinzoe.marin@example.org", "Zoé Marin zoe.marin@example.org"),
        ("Jean-Loup Tessierjeanloup.tessierbon@example.org", "Jean-Loup Tessier jeanloup.tessierbon@example.org"),
        ("Contact@example.org", "Contact@example.org"),
        ("Zoé MarinDirectrice de l'éducation", "Zoé Marin\nDirectrice de l'éducation"),
        ("PAUL MARINDirecteur du centre", "PAUL MARIN\nDirecteur du centre"),
        ("Le projet eDirecteur est né", "Le projet eDirecteur est né"),
        ("GÉRER MIEUX\n\nVoir exemple.eu/climat GÉRER MIEUX", "GÉRER MIEUX\n\nVoir exemple.eu/climat\n\nGÉRER MIEUX"),
    ],
)
def test_glued_words(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(split_glued_words, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("www.exemple.fr/web/ecoles/ projet-des-cours", "www.exemple.fr/web/ecoles/projet-des-cours"),
        ("www. exemple.fr", "www.exemple.fr"),
        ("zoe.marin @example.org", "zoe.marin@example.org"),
        ("voir www.exemple.fr/guide pour la suite", "voir www.exemple.fr/guide pour la suite"),
    ],
)
def test_broken_addresses(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(join_addresses, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("une expérimen-tation", "une expérimentation"),
        ("la transfor-\n\nmation", "la transformation"),
        ("PROFESSION- NALISATION", "PROFESSIONNALISATION"),
        ("PROBLÉ-Matique", "PROBLÉMATIQUE"),
        ("à Saint-\nDenis", "à Saint-Denis"),
        ("MAS BELVANON-\nMONTCLAROSE", "MAS BELVANON-MONTCLAROSE"),
        ("le vice-\nprésident", "le vice-président"),
        ("la sous-\npréfecture", "la sous-préfecture"),
        ("les pré- et post-évaluations", "les pré- et post-évaluations"),
        ("le chef-lieu et l'après-midi", "le chef-lieu et l'après-midi"),
        ("anne-marie.roy@example.org", "anne-marie.roy@example.org"),
    ],
)
def test_hyphens_that_line_ends_put_in(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(join_hyphenated, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("leur savoirfaire", "leur savoir-faire"),
        ("les attentes sousjacentes", "les attentes sous-jacentes"),
        ("à Clichysous-Bois", "à Clichy-sous-Bois"),
        ("l'interfilière et le socioculturel", "l'interfilière et le socioculturel"),
        ("www.savoirfaire.fr", "www.savoirfaire.fr"),
    ],
)
def test_hyphens_that_line_ends_took(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(restore_hyphens, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("le quide des élus", "le guide des élus"),
        ("la durée movenne", "la durée moyenne"),
        ("Ouel est le but?", "Quel est le but?"),
        ("An niveau national, rien.", "Au niveau national, rien."),
        ("Un an passe. An deux.", "Un an passe. An deux."),
        ("un coût de 7м€", "un coût de 7 M€"),
        ("01 Un\n\nQ2 Deux", "01 Un\n\n02 Deux"),
        ("M. Guestion et Mme Movenne", "M. Guestion et Mme Movenne"),
        ("La redevanoe et les horalres de la zone urbalne", "La redevance et les horaires de la zone urbaine"),
        ("Le mall et la lama", "Le mall et la lama"),
    ],
)
def test_letters(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(repair_letters, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Zoé Mari zoe.marin@example.org", "Zoé Marin zoe.marin@example.org"),
        ("Zoé Mari zoe.marin@example.org\n\nMARI Zoé", "Zoé Mari zoe.marin@example.org\n\nMARI Zoé"),
        ("La ville d'Oslo agit, comme Osslo avant elle.", "La ville d'Oslo agit, comme Oslo avant elle."),
        ("La ville d'Oslo. Zoé Osslo parle.", "La ville d'Oslo. Zoé Osslo parle."),
        ("Luc Delepières parle. Puis Luc Delepieres se tait.", "Luc Delepières parle. Puis Luc Delepières se tait."),
    ],
)
def test_names(raw: str, expected: str, run_rule: Callable[..., str]) -> None:
    assert run_rule(repair_names, raw) == expected


def test_titles_follow_the_document(run_rule: Callable[..., str]) -> None:
    rubric = "AVIS DE LA COLLECTIVITÉ\n\nOui.\n\n"
    assert run_rule(complete_titles, rubric + "AVIS DE LA COLLECTIVI\n\nNon.").endswith("AVIS DE LA COLLECTIVITÉ\n\nNon.")
    assert run_rule(settle_title_case, "LES AUTEURS\n\nLES AUTEURS\n\nLES Auteurs").endswith("LES AUTEURS\n\nLES AUTEURS")


def test_a_run_that_looks_like_addresses_is_read_in_linear_time() -> None:
    started = process_time()
    for pattern, _ in BROKEN_WEB:
        assert list(pattern.finditer("www." * 10_000)) == []
    assert process_time() - started < 5  # 0.01 s; looking on from each « www. » took 8 s
