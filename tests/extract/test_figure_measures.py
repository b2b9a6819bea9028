"""What a figure of running text measures is a noun phrase, or null."""

from __future__ import annotations

import pytest

from pipeline.extract.figure_context import is_footnote_mark
from pipeline.extract.figure_parts import told_figures, with_parts
from pipeline.extract.figure_text import text_figure
from pipeline.extract.number_grammar import find_quantities

MEASURES = [
    ("Le sentier a grandi de 12 kilomètres", ["croissance du sentier"]),
    ("Les inscriptions ont reculé de 8 % en un an", ["recul des inscriptions"]),
    ("Onze gardes, formés pendant six semaines", ["gardes", None]),
    ("On nous vend des bancs à 400 euros pièce", ["bancs"]),
    ("une benne révisée se négocie entre 90 et 140 euros", ["benne révisée"]),
    ("la digue que la mer prendra dans cinquante ans", [None]),
    ("J'ai relu nos délais de 18 mois", ["délais"]),
    ("Le cycle compte neuf films de 10 à 15 minutes", ["films de 10 à 15 minutes", "films"]),
    ("Elle éteint depuis dix ans", [None]),
    ("pour un gain estimé à 2 M€ par an", ["gain"]),
    ("un abri à moins de deux mètres du sol", ["distance du sol"]),
    ("Le pavé coûte 38 euros", ["coût du pavé"]),
    ("Le Mans Métropole en a compté 4 700 par jour", [None]),
    ("+12 % de repas servis", ["hausse de repas servis"]),
    ("30 % des 1 200 hameaux", ["part des 1 200 hameaux", "hameaux"]),
    ("Le four aura duré neuf ans et coûté 7 000 euros", ["durée du four", "coût du four"]),
    ("La patronne, Irma Doublet, a fêté ses 90 ans", ["âge de la patronne"]),
    ("gratuit pour les moins de 12 ans, dès 6 ans", ["âge", "âge"]),
    ("La commune consacre 2 M€ à ses digues", ["digues"]),
    ("Les parents paieront 2 € l'heure d'étude", ["heure d'étude"]),
    ("12 € vont aux musées, 7 € à la danse et 5 € au cirque", ["musées", "danse", "cirque"]),
    ("Ses 30 lits sont occupés à 80 %", ["lits", "lits"]),
    ("14 patrons et les maires du canton", ["patrons"]),
    ("3 conventions entre la ville et les clubs", ["conventions entre la ville et les clubs"]),
    ("Les amendes doublent et atteignent 3 M€", ["amendes"]),
    ("La caisse finance le bac à hauteur de 9 000 €", ["bac"]),
    ("2 500 convives malgré la neige", ["convives"]),
    ("Leur loyer progresse de 3 %", ["progression de leur loyer"]),
    ("Les clubs ont reçu 2 M€ de la région", ["clubs"]),
    ("La digue, longue de 300 mètres, tient", ["longueur de la digue"]),
    ("La caution, fixée à 30 €, est rendue", ["caution"]),
    ("Onze bacs et trois vedettes", ["bacs", "vedettes"]),
    ("Le musée a remis en ligne 40 cartes", ["cartes"]),
    ("Pour 12 €, on y dîne", [None]),
    ("trois essais sur deux ans", ["essais", "essais"]),
    ("Ils se voient tous les deux mois", [None]),
    ("Une veillée de 1 h 30", ["veillée"]),
    ("90 % de taux de retour et 12 % de part modale", ["taux de retour", "part modale"]),
    ("13 % seulement des élèves", ["part des élèves"]),
    ("Elles viennent de loin : 8 % d'entre elles à vélo", ["part d'entre elles"]),
    ("60 % disent oui, 30 % non", [None, None]),
    ("Le bac pourra transporter 40 voitures", ["voitures"]),
    ("L'aide peut atteindre 400 euros", ["aide"]),
    ("La prime peut aller jusqu'à 700 euros", ["prime"]),
    ("La ville engage des digues pour un montant de 3 M€", ["montant des digues"]),
    ("Le bail est signé pour une durée de 12 ans", ["durée du bail"]),
    ("Un préau d'une surface totale de 300 m²", ["surface totale d'un préau"]),
    ("Elle prévoit une durée de 3 ans", ["durée"]),
    ("La jauge sera abaissée à 30 km/h", ["jauge"]),
    ("Le hangar, qui mesure 420 m², ouvre", ["hangar"]),
    ("Les gardes de catégorie C sont 81 % à le dire", ["gardes de catégorie C"]),
    ("Les digues représentent 8 % du littoral", ["part des digues dans le littoral"]),
    ("La pêche représente 8 % de l'emploi", ["part de la pêche dans l'emploi"]),
    ("La pêche et la voile représentent 8 % de l'emploi", ["part de l'emploi"]),
    ("Elle représente 8 % de l'emploi", ["part de l'emploi"]),
    ("On sert 300 soupes chaque midi alors que 40 chaises manquent", ["soupes", "chaises"]),
    ("Pouvoir flâner pendant deux mois", [None]),
    ("Tenir dans une enveloppe de 9 000 €", ["enveloppe"]),
    ("Une vitre posée coûte 90 €", ["coût d'une vitre posée"]),
    ("Les enfants de 3 à 12 ans, les jeunes de moins de 30 ans", ["âge des enfants", "âge des jeunes"]),
    ("Près de 9 M€ par an sont consacrés au bac", ["bac"]),
    ("Vingt chaises seulement", ["chaises"]),
    ("La crue est en hausse de 8 %", ["hausse de la crue"]),
    ("Le forfait mensuel coûtera 74 €", ["coût du forfait mensuel"]),
    ("On a vu 85 gardes et suivi douze élèves", ["gardes", "élèves"]),
    ("six plongeurs payés 13,50 € de l'heure", ["plongeurs", "heure"]),
    ("(0,05 % x 2 200 €)", [None, None]),
    ("Le train de 8 heures a baissé de 9 %", ["baisse du train de 8 heures"]),
    ("Les cours ne durent plus que 45 minutes", ["durée des cours"]),
    ("La taxe, inchangée en ville, s'élève à 118 euros pour un bac de 120 litres", ["taxe", "bac"]),
    ("sept voix contre trois", ["voix"]),
    ("3 km d’ allées et 30 % d’\u202félèves", ["allées", "part d’ élèves"]),
    ("Emprunt de 3 M€ à la caisse & Emprunt de 2 M€ à la banque", ["emprunt", "emprunt"]),
]


@pytest.mark.parametrize(("text", "measures"), MEASURES)
def test_a_measure_is_a_noun_phrase_or_null(text: str, measures: list[str | None]) -> None:
    figures = [text_figure(text, number, 0, len(text)) for number in find_quantities(text)]
    assert [f.measure for f in figures if f] == measures


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Le legs vaut 9 M€, dont 5 M€ en bons, 3 M€ en or. Il donne 2 €", ["legs", "legs en bons", "legs en or", None]),
        ("Le quai compte 9 bornes, dont deux payantes", ["bornes", "bornes payantes"]),
        ("Sur les 80 lettres reçues, 71 ont été lues", ["lettres reçues", "lettres reçues"]),
        ("Il reste 40 chaises, soit 12 de moins", ["chaises", "chaises"]),
        ("Sur nos 1 900 gardes, 240 dorment", ["gardes", "gardes"]),
        ("Des 780 gardes, 56 % préfèrent le soir", ["gardes", "part des gardes"]),
        ("Il offre 240 lits, dont 120 en ville", ["lits", "lits"]),
        ("Il reste 40 chaises, soit 12 rangs", ["chaises", "rangs"]),
        ("On a compté 40 chaises, 12 sont à part", ["chaises", "chaises"]),
        ("Le fonds garde 90 000 lettres. Nous en avons numérisé 700", ["lettres", "lettres"]),
        ("Le fonds garde 90 000 lettres. Il en vient 700", ["lettres"]),
        ("Des 80 lettres, neuf se lisent à peine", ["lettres", "lettres"]),
        ("Sur 80 rameurs, 70 % jugent le quai sûr et 9 % le trouvent court", ["rameurs", "part des rameurs", "part des rameurs"]),
        ("55 % des rameurs viennent à pied, 8 % d'entre eux en barque", ["part des rameurs qui viennent à pied", "part des rameurs"]),
        ("Trois gardes sur quatre nagent ; 9 % ne l'ont jamais appris", ["gardes", "part des gardes"]),
        ("Le quai a coûté 9 M€, 8 % le trouvent beau", ["coût du quai", None]),
    ],
)
def test_a_number_counts_what_the_one_before_it_counts(text: str, measures: list[str | None]) -> None:
    figures = with_parts(text, told_figures(text, find_quantities(text), 0, len(text)))
    assert [f.measure for f in figures] == measures


@pytest.mark.parametrize("text", ["34 agents à tour de rôle", "34 agents"])
def test_the_unit_ends_before_a_set_phrase(text: str) -> None:
    figure = text_figure(text, find_quantities(text)[0], 0, len(text))
    assert figure is not None
    assert figure.unit == "agents"


@pytest.mark.parametrize(
    ("text", "mark"), [("1 Source : Insee", True), ("2 Voir le rapport", True), ("3 ateliers", False), ("2 % Source", False)]
)
def test_the_mark_of_a_note_is_no_figure(text: str, mark: bool) -> None:
    assert is_footnote_mark(text, find_quantities(text)[0]) is mark


def test_the_title_of_a_magazine_is_no_figure() -> None:
    text = "un article dans 500 villages, le magazine des maires"
    assert text_figure(text, find_quantities(text)[0], 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Le port a reçu 48 navires en 2023 (contre 41 en 2022).", [(48, "navires en 2023"), (41, "navires")]),
        ("La ligne a compté 9 800 voyageurs, contre près de 9 500 un an plus tôt.", [(9800, "voyageurs"), (9500, "voyageurs")]),
        ("Le club a 12 rameurs. Il a perdu contre 300.", [(12, "rameurs")]),
        ("Elle emploie 27 agents, contre 25 l'année précédente.", [(27, "agents"), (25, "agents")]),
        ("Adopté à l'unanimité moins une abstention.", [(1, "abstentions")]),
        ("Pour : 26. Contre : une. Abstentions : deux.", [(26, "voix pour"), (1, "voix contre"), (2, "abstentions")]),
        ("26 pour, 4 contre", [(26, "voix pour"), (4, "voix contre")]),
        ("Une abstention record a marqué le scrutin.", []),
    ],
)
def test_votes_and_comparisons(text: str, figures: list[tuple[float, str]]) -> None:
    found = told_figures(text, find_quantities(text), 0, len(text))
    assert [(f.value, f.measure) for f in found] == figures
