"""Where a noun phrase ends: verbs told from nouns, adjectives and participles by their endings and their neighbours."""

from __future__ import annotations

import pytest

from pipeline.extract.verb_forms import is_verb_after, predicate_start, verb_form


@pytest.mark.parametrize(
    "phrase",
    [
        "places de crèche | ouvrira ses portes",
        "communes de la communauté urbaine | financent la ligne",
        "pages | et demande 4 000 euros",
        "voisins | et proposons un atelier",
        "bénévoles de quartier | en tiennent le carnet",
        "salles démontables | passe d'un chantier au suivant",
        "habitants interrogés | montre que la rue plaît",
        "hectares de friches | produit un verger",
        "machines | génèrent du bruit",
        "postes | emploie des apprentis",
        "salons | appelle un renfort",
        "familles | commençait à midi",
        "emprunts à taux fixe",
        "personnes en population active",
        "ateliers cuisine et danse",
        "jardins et parcs de quartier",
        "agents d'accueil et demande de renfort",
        "places à l'opéra et au forfait",
        "membres de l'association adhérente ou du conseil résident",
        "salles en produit local",
        "élus de Porte et de Marche",
    ],
)
def test_a_noun_phrase_ends_where_its_verb_begins(phrase: str) -> None:
    line = phrase.replace(" |", "")
    assert line[: predicate_start(line, 0, len(line))] == phrase.partition(" |")[0]


def test_a_word_alone_is_a_noun_phrase() -> None:
    assert predicate_start("demande", 0, 7) == 7


@pytest.mark.parametrize(
    ("before", "word", "is_verb"),
    [("ville", "vote", True), ("", "atteindrait", True), ("", "vote", False), ("travaux", "produit", True), ("jus", "couvent", False)],
)
def test_what_a_noun_is_written_like_is_a_verb_after_a_noun(before: str, word: str, is_verb: bool) -> None:
    assert is_verb_after(before, word) is is_verb


@pytest.mark.parametrize("word", ["environs", "stations", "caméra", "portrait", "équivalent", "publique", "logement", "entre", "maison"])
def test_nouns_and_adjectives_are_no_verbs(word: str) -> None:
    assert verb_form(word) == ""
