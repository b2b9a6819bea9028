"""Measures as noun phrases: labels that are sentences, aims, groups, those who did something, parts without a unit."""

from __future__ import annotations

import pytest

from pipeline.extract.figure_parts import told_figures, with_parts
from pipeline.extract.number_grammar import find_quantities
from tests.extract.test_figures_document import read, readings


def measures(line: str) -> list[str | None]:
    """The measures of a line's figures."""
    return [f.measure for f in with_parts(line, told_figures(line, find_quantities(line), 0, len(line)))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("La charte de bon voisinage est un succès : une charte signée par 14 communes.", ["communes ayant signé une charte"]),
        ("Le guide est lu par 14 communes.", ["communes"]),
        ("Une équipe pluridisciplinaire de 7 agents tient le bureau.", ["agents de l'équipe pluridisciplinaire"]),
        ("Il faut réduire de 30 % les rejets du port.", ["réduction des rejets du port"]),
        ("Le plan vise à réduire la consommation de 30 %.", ["réduction de la consommation"]),
        ("Le port a réduit de 12 % ses rejets.", ["réduction de ses rejets"]),
        ("Les rejets ont été réduits de 12 %.", ["réduction des rejets"]),
        ("Laguiole est le troisième bourg le plus peuplé de l'Aubrac.", ["bourg le plus peuplé de l'Aubrac"]),
        ("Les travaux, qui dureront de 18 à 24 mois, sont votés.", ["durée des travaux"]),
        ("Le quai rouvre trois mois plus tard.", [None]),
        ("Les besoins de l'adolescent de 12 à 17 ans.", ["âge de l'adolescent"]),
        ("Après 12 ans de Lise Arnaud à la tête du club, tout change.", [None]),
        ("Les habitants attendent en moyenne 4 jours une réponse, contre 11 jours avant.", ["attente des habitants"] * 2),
        ("Seuls 8 % des étangs sont en bon état.", ["part des étangs en bon état"]),
        ("Près de 40 % des bacs servent à trier le verre.", ["part des bacs qui servent à trier le verre"]),
        ("Ainsi 62 % des marins ont répondu au sondage.", ["part des marins ayant répondu au sondage"]),
        ("Le port aide 10 % des marins et organise un bal.", ["part des marins"]),
        ("Les agents ont reçu 12 heures de formation, puis deux jours.", ["durée de formation", None]),
        ("Le port a trié 400 caisses, soit 9 % de plus que l'an passé.", ["caisses", "hausse des caisses"]),
        ("Face à la baisse des prises, tombées à 12 tonnes, que faire ?", ["baisse des prises"]),
        ("Il aide 40 marins âgés de plus de 70 ans.", ["marins âgés de plus de 70 ans", "âge des marins"]),
        ("La halle accueille 35 étals chaque samedi.", ["étals"]),
        ("Le phare a plus de 50 ans.", ["âge du phare"]),
        ("Face à la longueur des délais, passés de 45 à 71 jours, que faire ?", ["longueur des délais"] * 2),
        ("Le four a disparu il y a 28 ans.", [None]),
        ("La Ville a trois ans pour agir.", [None]),
        ("La deuxième, la plus sobre, consomme 45 kWh par an.", [None]),
        ("Mme Arnaud propose 5 000 €.", [None]),
        ("Nous voulons nommer 25 référents et former 180 bénévoles en moins de six mois.", ["référents", "bénévoles", None]),
        ("Le syndicat va restaurer 90 km de talus et planter 60 kilomètres de haies.", ["talus", "haies"]),
        ("Le soin des agents en respectant les 1607 heures.", [None]),
        ("Un budget de 46 millions d'euros, dont 33 millions pour la voirie.", ["budget", "budget pour la voirie"]),
        ("Taux d'épargne : 11 % contre 9 % avant.", ["taux d'épargne"] * 2),
        ("Depuis mai, 640 des 1 450 agents du port s'y rendent.", ["agents du port"] * 2),
        ("Stage long 4 semaines (mars) Stage court 2 semaines (juin)", ["stage long", "stage court"]),
    ],
)
def test_what_a_sentence_measures(line: str, expected: list[str | None]) -> None:
    assert measures(line) == expected


def test_later_is_no_bound() -> None:
    line = "La démarche, lancée trois ans plus tôt, continue avec 12 agents au plus."
    assert [f.qualifier for f in told_figures(line, find_quantities(line), 0, len(line))] == [None, "max"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("41 %", "des déchets du port sont recyclés"), "part des déchets du port recyclés"),
        (("250", "agents ont suivi un stage de voile"), "agents ayant suivi un stage de voile"),
        (("12 %", "des marins pensent à partir"), "part des marins qui pensent à partir"),
        (("Le but du plan est de réduire de", "30 %", "les rejets du port"), "réduction des rejets du port"),
        (("Le cas connu est celui de la criée qui a fixé un but de baisse de", "30 %"), "but de baisse fixé par la criée"),
        (("6 ports", "sollicités pour l'enquête"), "ports sollicités pour l'enquête"),
        (("6 ports", "marins rencontrés"), "ports"),
        (("71 jours", "de délai moyen de pose en 2020, contre 45 avant"), "délai moyen de pose en 2020"),
        (("2", "ateliers de voile réunissant", "25 marins"), "ateliers de voile"),
        (("97 jours à plus de dix nœuds",), "jours à plus de dix nœuds"),
    ],
)
def test_what_a_box_measures(lines: tuple[str, ...], expected: str) -> None:
    assert next(measure for *_, measure in readings("LES CHIFFRES", *lines)) == expected


def test_a_head_left_open_takes_no_label_of_its_own() -> None:
    lines = ("LES CHIFFRES", "Un taux de prise de", "87 %", "Prix moyen du repas", "4,10 €")
    assert [measure for *_, measure in readings(*lines)] == ["taux de prise", "prix moyen du repas"]


def test_an_hour_on_its_line_is_no_box() -> None:
    assert not readings("Programme", "9h30", "accueil et café", type_="other")


def test_text_under_a_line_of_authors_is_read() -> None:
    lines = ("Rédacteur", "Odile Marchand, 12 rue du Port", "Le bassin couvre 527 hameaux et compte 36 étangs.", "Digues : 14 hameaux")
    assert [f.value for f in read(*lines, type_="authors")] == [527, 36, 14]
