"""Figures of whole documents: boxes, contents pages, offsets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.extract.figures import extract_figures
from pipeline.extract.number_grammar import find_quantities
from pipeline.records import CleanDocument, Figure, Paragraph, Section, Source

KNOWLEDGE: Any = None  # the figure rules need no register and no lexicon


def document(*lines: str, kind: str = "text", box: int = 0, bold: tuple[int, ...] = (), pages: tuple[int, ...] = ()) -> CleanDocument:
    """A document of one paragraph a line."""
    text, paragraphs = "", []
    for block, line in enumerate(lines):
        start, page = len(text), pages[block] if pages else 1
        shape = "table" if "\t" in line else kind
        paragraphs.append(Paragraph(start, start + len(line), shape, block=block, box=box, page=page, is_bold=block in bold))
        text += line + "\n\n"
    text = text.removesuffix("\n\n")
    return CleanDocument(Source("essai", "essai.txt", "0", 0, "text/plain"), text, len(text), paragraphs=tuple(paragraphs))


def section(source: CleanDocument, type_: str) -> Section:
    end = source.paragraphs[0].end
    return Section(0, len(source.text), 0, end, 2, type_, "Titre", source.text[:end])


def read(*lines: str, type_: str = "other", box: int = 0) -> tuple[Figure, ...]:
    source = document(*lines, box=box)
    found = extract_figures(source, (section(source, type_),) if type_ != "other" else (), KNOWLEDGE)
    assert all(source.text[f.start : f.end] == f.raw for f in found)
    return found


def readings(*lines: str, type_: str = "figures", box: int = 0) -> list[tuple[float, float | None, str | None, str | None]]:
    return [(f.value, f.value_max, f.unit, f.measure) for f in read(*lines, type_=type_, box=box)]


HEAD = "LES CHIFFRES"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # above its label
        (("12", "gardiens formés au premier secours"), [(12, None, "gardiens", "gardiens formés au premier secours")]),
        # beside it
        (("12 gardiens de parc",), [(12, None, "gardiens de parc", "gardiens de parc")]),
        # below it
        (("Coût moyen du chantier", "7 M€"), [(7e6, None, "EUR", "coût moyen du chantier")]),
        (("Durée du bail", "8 à 12 ans", "Loyer moyen", "7 k€"), [(8, 12, "ans", "durée du bail"), (7000, None, "EUR", "loyer moyen")]),
        # the label is open around it
        (("Une hausse de", "24 %", "des demandes de garde"), [(24, None, "%", "hausse des demandes de garde")]),
        (("Baisse du débit entre", "10 et 20% à Roanne"), [(10, 20, "%", "baisse du débit à Roanne")]),
        # the number was lost: no figure, and never a neighbour's
        (("squares visités", "3", "promenades en barque"), [(3, None, "promenades en barque", "promenades en barque")]),
        (("squares visités", "promenades en barque"), []),
        (
            ("31", "visites de chantier, dont :", "2 nuits"),
            [(31, None, "visites de chantier", "visites de chantier"), (2, None, "nuits", "nuits (visites de chantier)")],
        ),
        # the next label's number at the end of a label
        (
            ("5e", "port de plaisance de France 7", "cales de mise à l'eau"),
            [(5, None, "port de plaisance", "port de plaisance de France"), (7, None, "cales de mise", "cales de mise à l'eau")],
        ),
        # a row of numbers over a row of labels
        (("40", "15 %", "bancs réparés", "de bancs neufs"), [(40, None, "bancs", "bancs réparés"), (15, None, "%", "part de bancs neufs")]),
        # figures in brackets
        (
            ("Un budget annuel de", "2,7 M€ (1,5 M€ en personnel et 1,2 M€ en travaux)"),
            [
                (2.7e6, None, "EUR", "budget annuel"),
                (1.5e6, None, "EUR", "budget annuel en personnel"),
                (1.2e6, None, "EUR", "budget annuel en travaux"),
            ],
        ),
        # figures inside a label
        (
            ("300", "lycéens ligériens âgés de 15 à 18 ans représentant 12% de la population"),
            [
                (300, None, "lycéens ligériens", "lycéens ligériens âgés de 15 à 18 ans"),
                (15, 18, "ans", "âge des lycéens ligériens"),
                (12, None, "%", "part des lycéens ligériens âgés de 15 à 18 ans dans la population"),
            ],
        ),
        # a short label takes its caption
        (("Enquête en ligne", "24", "réponses reçues"), [(24, None, "réponses", "réponses reçues (Enquête en ligne)")]),
        # years, placeholders, stray numbers
        (("Un schéma caduc depuis", "2018"), []),
        (("Réduire de X% les déchets",), []),
        (("12", "gardiens de parc", "3"), [(12, None, "gardiens de parc", "gardiens de parc")]),
        # a note under the number, the label above it
        (
            ("Prix du repas", "1,20 €", "selon le quotient familial", "Gaspillage", "- 18 %", "en deux ans"),
            [(1.2, None, "EUR", "prix du repas"), (-18, None, "%", "gaspillage")],
        ),
        # numbers that close the lines of a list are those of the words before them
        (
            ("Passages en déchèterie 14 200", "Taux de tri 64 %", "Bornes installées 27"),
            [
                (14200, None, "passages en déchèterie", "passages en déchèterie"),
                (64, None, "%", "taux de tri"),
                (27, None, "bornes", "bornes installées"),
            ],
        ),
        # labels in capitals, over two lines
        (
            ("9,7 M€", "DÉPENSES", "D'INVESTISSEMENT", "412", "AGENTS MUNICIPAUX"),
            [(9.7e6, None, "EUR", "dépenses d'investissement"), (412, None, "agents municipaux", "agents municipaux")],
        ),
        # a colon or a bar after the label, a measure in brackets
        (
            ("Piste du val (3,2 km) : 740 000 €", "Toiture de la halle | 390 000 €"),
            [(3.2, None, "km", "piste du val"), (740000, None, "EUR", "piste du val"), (390000, None, "EUR", "toiture de la halle")],
        ),
        # the unit opens the label
        (("2 450", "km de haies replantées"), [(2450, None, "km", "km de haies replantées")]),
        # several on one line
        (
            ("530 élèves inscrits, 18 écoles associées",),
            [(530, None, "élèves", "élèves inscrits"), (18, None, "écoles", "écoles associées")],
        ),
        # a part of the count above it
        (
            ("13 700", "bergers dans le massif", "dont 4 100 en activité"),
            [(13700, None, "bergers", "bergers dans le massif"), (4100, None, "bergers", "bergers en activité")],
        ),
        (("1 sur 8", "panneau remplacé chaque année"), [(1, 8, "panneau", "panneau remplacé chaque année")]),
    ],
)  # fmt: skip
def test_boxes(lines: tuple[str, ...], expected: list[tuple[float, float | None, str | None, str | None]]) -> None:
    got = readings(HEAD, *lines)
    assert [(v, m, u, (w or "").lower()) for v, m, u, w in got] == [(v, m, u, (w or "").lower()) for v, m, u, w in expected]


def test_a_framed_box_without_heading_is_read_as_a_box() -> None:
    assert readings("78", "hangars suivis", "– 17 %", "de gaz brûlé en un an", type_="other", box=4) == [
        (78, None, "hangars", "hangars suivis"),
        (-17, None, "%", "gaz brûlé en un an"),
    ]


def test_a_card_of_one_number_is_a_box() -> None:
    lines = ("Coût d'un repas", "11,40 €", "pris en charge en partie")
    assert readings(*lines, type_="other", box=4) == [(11.4, None, "EUR", "coût d'un repas")]


def test_lines_that_close_with_their_number_are_a_list_outside_boxes_too() -> None:
    lines = ("Passages en déchèterie 14 200", "Taux de tri 64 %", "Bornes installées 270")
    assert [m for *_, m in readings(*lines, type_="other")] == ["passages en déchèterie", "taux de tri", "bornes installées"]
    assert readings("La méthode 12", "Les acteurs 18", "Le calendrier 24", type_="other") == []  # pages


def test_an_amount_that_closes_a_block_stands_under_its_label() -> None:
    lines = ("Repeindre les écoles du bourg", "30 000 €", "NOS CHANTIERS", "Refaire le toit", "12 000 €")
    source = document(*lines)
    blocks = (0, 0, 1, 2, 2)
    paragraphs = tuple(replace(p, block=b) for p, b in zip(source.paragraphs, blocks, strict=True))
    found = extract_figures(replace(source, paragraphs=paragraphs), (), KNOWLEDGE)
    assert [f.measure for f in found] == ["repeindre les écoles du bourg", "refaire le toit"]


def test_a_label_and_a_number_in_one_block_belong_together() -> None:
    lines = ("LES CHIFFRES", "Surface", "620 m²", "Loges", "34", "Visites", "le lundi")
    source = document(*lines)
    paragraphs = tuple(replace(p, block=(i + 1) // 2) for i, p in enumerate(source.paragraphs))
    source = replace(source, paragraphs=paragraphs)
    found = extract_figures(source, (section(source, "figures"),), KNOWLEDGE)
    assert [(f.value, f.measure) for f in found] == [(620, "surface"), (34, "loges")]


def test_prices_in_a_list_stand_under_their_labels() -> None:
    lines = ("Abonnement annuel", "25,00 €", "Pose d'un compteur individuel", "1 020,00 €", "Parking du port")
    assert [m for *_, m in readings(*lines, type_="other")] == ["abonnement annuel", "pose d'un compteur individuel"]
    assert [m for *_, m in readings("Le port de commerce.", "25,00 €", "Dragage", type_="other")] == [None]


def test_a_box_that_lost_its_heading() -> None:
    assert readings("Un mot de la fin.", "36", "hameaux desservis par la navette", type_="other") == [
        (36, None, "hameaux", "hameaux desservis par la navette")
    ]


def test_contents_pages_hold_no_figures() -> None:
    assert read("SOMMAIRE", "12 fiches pour agir", "3 cartes commentées", type_="toc") == ()
    assert read("Le plan\t3", "La méthode\t5", "Les acteurs\t8", "Le calendrier\t12") == ()


def test_whose_figure_it_is() -> None:
    (figure,) = read("Elle mobilise 40 jardiniers de la Ville de Quimper.")
    assert figure.org == "Ville de Quimper"
    assert read("Elle mobilise 40 jardiniers.")[0].org is None


def test_a_figure_without_measure_is_less_sure() -> None:
    sure, unsure = read("Elle emploie 40 jardiniers municipaux. Ainsi, en 2 mois.")
    assert sure.confidence > unsure.confidence


@given(st.integers(min_value=1, max_value=999_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_any_separator_between_thousands(value: int, separator: str) -> None:
    printed = f"{value:,}".replace(",", separator)
    (quantity,) = find_quantities(f"soit {printed} €")
    assert (quantity.value, quantity.unit) == (value, "EUR")


@given(st.text(alphabet="0123456789 ,.-–%€àet/hkmMd²unedeux\n\t'’", max_size=60))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for quantity in find_quantities(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.value_max is None or quantity.value <= quantity.value_max
        assert "\n" not in text[quantity.start : quantity.end]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Le délai moyen a été ramené de 12 à 5 jours.", [(12, None, "jours", "délai moyen"), (5, None, "jours", "délai moyen")]),
        ("L'effectif est passé de 61 à 73 gardes.", [(61, None, "gardes", "effectif"), (73, None, "gardes", "effectif")]),
        ("Les crédits évoluent de 10 à 15 M€.", [(10e6, None, "EUR", "crédits"), (15e6, None, "EUR", "crédits")]),
        ("Il faut porter le tarif de vente de 4 € à 5 €.", [(4, None, "EUR", "tarif de vente"), (5, None, "EUR", "tarif de vente")]),
        ("La facture baisse de 10 à 15 %.", [(10, 15, "%", "baisse de la facture")]),
        ("Le taux passe de 61 % en 2022 à 73 % en 2023.", [(61, None, "%", "taux"), (73, None, "%", "taux")]),
    ],
)  # fmt: skip
def test_a_change_gives_two_figures_and_a_span_one(line: str, expected: list[tuple[float, float | None, str, str]]) -> None:
    assert readings(line, type_="other") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Pour : 26 – Contre : 3", [(26, "voix", "voix pour"), (3, "voix", "voix contre")]),
        ("Nombre d'élus présents : 42. Quorum : 22.", [(42, "élus", "élus présents"), (22, "quorum", "quorum")]),
        ("Longueur du réseau : 9 km", [(9, "km", "longueur du réseau")]),
        ("Mise en service : 1987 / Code postal : 58000 / Article : 12", []),
    ],
)
def test_a_label_names_the_number_behind_its_colon(line: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(v, u, m) for v, _, u, m in readings(line, type_="other")] == expected


@pytest.mark.parametrize(
    ("line", "measures"),
    [
        ("La régie contracte des emprunts de 2,5 M€ et de 1,2 M€.", ["emprunts", "emprunts"]),
        ("Le budget est de 48 M€, dont 31 M€ en fonctionnement.", ["budget", "budget en fonctionnement"]),
        ("L'encours est de 9 M€, contre 10 M€ fin 2021.", ["encours", "encours"]),
        ("La dette recule de 6 % et s'établit à 742 €.", ["recul de la dette", "dette"]),
        ("Les frais, estimés à 2 100 €, restent à la charge de la commune.", ["frais"]),
        ("Les travaux, confiés à un groupement, dureront dix mois.", ["durée des travaux"]),
    ],
)
def test_a_measure_is_taken_from_the_subject_or_the_figure_before(line: str, measures: list[str]) -> None:
    assert [m for _, _, _, m in readings(line, type_="other")] == measures


def test_labels_over_their_numbers_up_to_the_heading_of_the_prose() -> None:
    prose = "La régie a changé ses habitudes au printemps. " * 3
    lines = ("En chiffres", "Abonnés", "23 640", "Rendement", "82 %", "Interventions", "417", "Une équipe resserrée", prose)
    assert [(v, m) for v, _, _, m in readings(*lines)] == [(23640, "abonnés"), (82, "rendement"), (417, "interventions")]


def test_a_list_without_heads_counts_what_its_labels_name() -> None:
    found = read("Séjours organisés\t15", "Animateurs permanents\t38", "Budget\t12", type_="figures")
    assert [(f.value, f.unit, f.measure) for f in found] == [
        (15, "séjours", "Séjours organisés"),
        (38, "animateurs", "Animateurs permanents"),
        (12, None, "Budget"),
    ]
