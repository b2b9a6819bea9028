"""Figures in the cells of tables: what their row and column say of them."""

from __future__ import annotations

from typing import Any

from pipeline.extract.figures import extract_figures
from tests.extract.test_figures_document import KNOWLEDGE, document, read, readings


def test_a_row_with_its_scale_in_words_is_no_head() -> None:
    found = read("Volume produit\t1,2 million de m³", "Fuites réparées\t143")
    assert [(f.value, f.measure) for f in found] == [(1.2e6, "Volume produit"), (143, "Fuites réparées")]


def test_a_head_that_wraps_inside_a_bracket_is_whole() -> None:
    found = read("Durée\tTarif (TVA", "\t20 %)", "1 h\t2,60 €")
    assert [f.measure for f in found if f.unit == "EUR"] == ["1 h — Tarif (TVA 20 %)"]


def test_the_line_over_rows_of_one_name_tells_them_apart() -> None:
    found = read("Accueil\tTarif", "En crèche\t", "1 enfant\t0,37 €", "En famille\t", "1 enfant\t0,30 €")
    assert [f.measure for f in found] == ["en crèche — 1 enfant — Tarif", "en famille — 1 enfant — Tarif"]


def test_tables_name_each_cell_by_its_row_and_column() -> None:
    rows = ("Poste\t2022\t2023\tÉvolution", "Voirie\t1 200\t1 350\t+ 12,5 %", "Total\t8 400\t8 190\t– 2,5 %")
    found = read("Dépenses, en milliers d'euros", *rows)
    assert [(f.value, f.unit, f.unit_code, f.kind, f.measure) for f in found] == [
        (1200, "milliers d'euros", "kEUR", "money", "Voirie — 2022"),
        (1350, "milliers d'euros", "kEUR", "money", "Voirie — 2023"),
        (12.5, "%", "%", "percent", "Voirie — Évolution"),
        (8400, "milliers d'euros", "kEUR", "money", "Total — 2022"),
        (8190, "milliers d'euros", "kEUR", "money", "Total — 2023"),
        (-2.5, "%", "%", "percent", "Total — Évolution"),
    ]


def test_tables_with_a_code_column_are_named_by_words() -> None:
    found = read("Code\tStructure\tMontant", "4612\tLes amis du lavoir\t500 €", "17\tLe fil et la laine\t1 000 €")
    assert [(f.value, f.measure) for f in found] == [(500, "Les amis du lavoir — Montant"), (1000, "Le fil et la laine — Montant")]


def test_a_code_that_looks_like_a_year_is_a_code() -> None:
    found = read("Code\tStructure\tMontant", "4612\tLes amis du lavoir\t500 €", "1956\tLe fil et la laine\t70 €")
    assert [f.measure for f in found] == ["Les amis du lavoir — Montant", "Le fil et la laine — Montant"]


def table_measures(*lines: str, **layout: Any) -> list[str | None]:
    return [f.measure for f in extract_figures(document(*lines, **layout), (), KNOWLEDGE)]


def test_a_row_of_words_is_no_head_where_the_heads_are_bold() -> None:
    rows = ("Droits\tTarifs", "Lavoir\t2 €", "Four\tsur devis", "Pressoir\t3 €", "Étals\tTarifs d'été", "Banc\t4 €")
    assert table_measures(*rows, bold=(0, 4)) == ["Lavoir — Tarifs", "Pressoir — Tarifs", "Banc — Tarifs d'été"]


def test_rows_of_the_same_name_are_told_apart_by_the_line_over_them() -> None:
    rows = ("Lieu\tTarifs", "Terrasses : été\t", "Zone 1\t9 €", "Étalages\t", "Zone 1\t5 €", "Banc\t1 €")
    assert table_measures(*rows, bold=(0, 1, 3)) == ["Terrasses — Zone 1 — Tarifs", "Étalages — Zone 1 — Tarifs", "Banc — Tarifs"]


def test_a_table_goes_on_under_the_heads_of_the_page_before() -> None:
    rows = ("Lieu\tTarifs", "Lavoir\t2 €", "Marchés\t", "Banc\t4 €")
    assert table_measures(*rows, pages=(1, 1, 2, 2)) == ["Lavoir — Tarifs", "Banc — Tarifs"]


def test_the_first_cell_may_count_something() -> None:
    assert table_measures("Enfants\tTaux", "1 enfant\t0,5 %") == ["1 enfant — Taux"]


def test_a_row_without_its_first_cells_belongs_to_the_row_above() -> None:
    rows = ("N°\tClub\tThème\tMontant", "64\tLes Lucioles\tEnfance\t7 500 €", "\t\tSolidarité\t5 000 €", "\t\tTotal\t12 500 €")
    assert [m for _, _, _, m in readings("Tableau", *rows, type_="other")] == [
        "Les Lucioles — Enfance — Montant", "Les Lucioles — Solidarité — Montant", "Total — Montant",
    ]  # fmt: skip


SUBSIDIES = (
    *("Code\tStructure\tProjet\tMontant", "12\tLES RIEURS DU\tFÊTE À\t90 €", "\tLAVOIR\tVITRÉ\t"),
    *("14\tLE FIL\t\t70 €", "\t\tTotal\t160 €"),
)


def test_who_gets_a_subsidy_is_whose_it_is() -> None:
    assert [(f.org, f.measure) for f in read(*SUBSIDIES)] == [
        ("LES RIEURS DU LAVOIR", "LES RIEURS DU LAVOIR — FÊTE À VITRÉ — Montant"),
        ("LE FIL", "LE FIL — Montant"),
        (None, "Total — Montant"),
    ]


def test_a_subsidy_is_named_with_its_purpose_where_the_first_column_names_who_gets_it() -> None:
    found = read("Association\tObjet\tAdhérents\tMontant", "Le fil et la laine\tAchat de rouets\t14\t70 €")
    assert [(f.value, f.org, f.measure) for f in found] == [
        (14, None, "Le fil et la laine — Achat de rouets — Adhérents"),
        (70, "Le fil et la laine", "Le fil et la laine — Achat de rouets — Montant"),
    ]


def test_a_tariff_is_nobodys() -> None:
    assert [f.org for f in read("Structure par âge\tTarif", "Enfants\t2 €")] == [None]
