"""raw/budget-en-bref-orne.pdf: a short financial report with tables of euros, numbered headings and a footnote."""

from __future__ import annotations

from layout import BODY, BOLD, GREY, HEIGHT, INK, ITALIC, SANS, SANS_BOLD, WHITE, WIDTH, Column, figure_box, furniture, new_canvas
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

GREEN, PALE = HexColor("#2c6e49"), HexColor("#e8f1ea")
HEADER, FOOTER = "Conseil départemental de l’Orne", "Le budget en bref – Exercice 2024"
INTRO = (
    "e budget que vous tenez entre les mains n’est pas celui des spécialistes. Il dit en quelques pages d’où vient l’argent du "
    "Département, à quoi il sert et ce qu’il en reste pour préparer l’avenir. Les montants sont arrondis; le document complet, long de "
    "quatre cents pages, demeure consultable à l’hôtel du Département, à Alençon, et sur budget.example.org/orne."
)
CONTEXT = [
    "Les droits de mutation ont reculé de 23 % en un an, soit 9,4 M€ de recettes en moins. Dans le même temps, les dépenses sociales "
    "progressent, portées par l’accueil des mineurs et par le vieillissement de la population. L’épargne brute s’établit à 31,5 M€, un "
    "niveau inférieur de 6,2 M€ à celui de 2023^1^.",
    "Le Département a choisi de ne pas renoncer à l’investissement. Il emprunte moins qu’il ne rembourse et concentre l’effort sur les "
    "collèges, les routes et le très haut débit, qui couvre désormais 98 % des foyers.",
]
SOCIAL = [
    "Plus d’un euro sur deux va aux solidarités. L’allocation personnalisée d’autonomie bénéficie à 7 850 personnes; la prestation de "
    "compensation du handicap, à 1 640. La protection de l’enfance mobilise 280 assistants familiaux et douze maisons d’accueil, de "
    "L’Aigle à Domfront-en-Poiraie.",
    "Deux mesures nouvelles sont financées cette année: une prime de 150 euros par mois pour les aides à domicile qui exercent dans "
    "les cantons les moins peuplés, et un fonds de 600 000 euros destiné aux communes qui rénovent un logement d’urgence.",
]
ROADS = [
    "Le réseau départemental compte 5 860 km de routes et 1 190 ouvrages d’art. La campagne 2024 porte sur 210 km de revêtements, dont "
    "la moitié en enrobé tiède, une technique qui abaisse la température de fabrication de 30 à 40 °C.",
    "Dans les collèges, l’isolation des toitures d’Argentan et de Flers s’achève. Elle concerne 14 500 m² et doit réduire d’un tiers la "
    "consommation de gaz des deux établissements, selon l’étude du Cerema remise en avril.",
]
AHEAD = [
    "La trajectoire votée pour 2025–2028 repose sur trois hypothèses prudentes: des droits de mutation stables, une inflation de 1,8 % et "
    "aucune recette nouvelle. Elle ménage chaque année 45 M€ d’investissement, sous réserve que l’épargne ne descende pas au-dessous de "
    "25 M€. Si ce seuil était franchi, la clause de revoyure imposerait au conseil départemental de choisir, en séance publique, les "
    "projets à différer.",
    "Une consultation est ouverte jusqu’au 15 septembre. Les habitants peuvent classer douze dépenses par ordre de priorité, dans les "
    "maisons du Département ou en ligne. En 2023, 3 470 réponses avaient été reçues; l’entretien des ponts était arrivé en tête.",
]
SPENDING = [
    ["En milliers d’euros", "2022", "2023", "2024"],
    ["Autonomie des personnes âgées", "58 410", "60 120", "63 875"],
    ["Personnes handicapées", "41 230", "43 905", "46 310"],
    ["Enfance et famille", "47 620", "52 480", "57 940"],
    ["Insertion", "33 150", "32 700", "33 020"],
    ["Collèges et jeunesse", "19 870", "20 640", "21 415"],
    ["Routes et mobilités", "24 300", "25 110", "24 760"],
    ["Incendie et secours", "14 900", "15 450", "16 080"],
    ["Administration générale", "27 540", "28 215", "28 690"],
    ["Total des dépenses de fonctionnement", "267 020", "278 620", "292 090"],
]
INVESTMENT = [
    ["En millions d’euros", "Voté", "Réalisé", "Taux"],
    ["Routes et ouvrages d’art", "21,5", "19,8", "92 %"],
    ["Collèges", "14,2", "11,6", "82 %"],
    ["Très haut débit", "6,0", "6,0", "100 %"],
    ["Aides aux communes", "9,3", "7,1", "76 %"],
    ["Bâtiments départementaux", "4,4", "3,7", "84 %"],
    ["Total", "55,4", "48,2", "87 %"],
]
FIGURES = [
    ("340,3 M€", "de dépenses totales, toutes sections confondues"),
    ("1 218 €", "de dépenses par habitant"),
    ("4,8 ans", "pour rembourser la dette avec l’épargne"),
    ("2 310", "agents au 1^er^ janvier 2024"),
]


def cover(canvas: Canvas) -> None:
    """A cover without running header."""
    canvas.setFillColor(GREEN)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#3d8560"))
    for ring in range(9):
        canvas.circle(WIDTH * 0.86, HEIGHT * 0.3, (9 - ring) * 34, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#2c6e49") if ring % 2 == 0 else HexColor("#3d8560"))
    canvas.setFillColor(WHITE)
    canvas.setFont(SANS_BOLD, 10)
    canvas.drawString(64, HEIGHT - 110, "CONSEIL DÉPARTEMENTAL DE L’ORNE", charSpace=2.2)
    canvas.setFont(BOLD, 44)
    canvas.drawString(62, HEIGHT - 190, "Le budget")
    canvas.drawString(62, HEIGHT - 238, "en bref")
    canvas.setFont(ITALIC, 18)
    canvas.drawString(64, HEIGHT - 280, "Exercice 2024")
    canvas.setFont(SANS, 9)
    canvas.drawString(64, 70, "Document d’information financière – direction des finances et de la commande publique")
    canvas.showPage()


def draw_table(canvas: Canvas, rows: list[list[str]], top: float, caption: str) -> float:
    """A table with its caption; gives the y under it."""
    canvas.setFillColor(GREEN)
    canvas.setFont(SANS_BOLD, 9)
    canvas.drawString(56, top, caption)
    table = Table(rows, colWidths=[85 * mm, 28 * mm, 28 * mm, 29 * mm], rowHeights=19)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), BODY, 11),
                ("FONT", (0, 0), (-1, 0), SANS_BOLD, 8.5),
                ("FONT", (0, -1), (-1, -1), BOLD, 11),
                ("TEXTCOLOR", (0, 0), (-1, 0), WHITE),
                ("BACKGROUND", (0, 0), (-1, 0), GREEN),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [WHITE, PALE]),
                ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LINEABOVE", (0, -1), (-1, -1), 0.8, GREEN),
                ("LINEBELOW", (0, -1), (-1, -1), 0.8, GREEN),
            ]
        )
    )
    _, height = table.wrapOn(canvas, WIDTH, HEIGHT)
    table.drawOn(canvas, 56, top - 8 - height)
    canvas.setFillColor(INK)
    return float(top - 8 - height)


def main() -> None:
    """Write the report."""
    canvas = new_canvas("budget-en-bref-orne.pdf", "Le budget en bref 2024")
    cover(canvas)
    page = Column(canvas, 56, HEIGHT - 62, WIDTH - 112, GREEN)
    page.drop_cap("C", INTRO)
    page.heading("1. UN CONTEXTE PLUS SERRÉ")
    page.skip(3)
    for text in CONTEXT:
        page.paragraph(text)
    figure_box(canvas, (56, page.y - 104, WIDTH - 112, 96), "LES CHIFFRES", FIGURES, GREEN)
    bottom = draw_table(canvas, SPENDING, page.y - 138, "Tableau 1 – Dépenses de fonctionnement par politique")
    note = Column(canvas, 56, bottom - 14, WIDTH - 112, GREEN)
    note.plain(
        "1 Source : comptes administratifs 2022 et 2023, budget primitif 2024. Les totaux tiennent compte des arrondis.", SANS, 7, 10, GREY
    )
    furniture(canvas, HEADER, FOOTER, 2, GREEN)
    canvas.showPage()
    page = Column(canvas, 56, HEIGHT - 52, WIDTH - 112, GREEN)
    page.heading("2. LES SOLIDARITÉS D’ABORD")
    page.skip(3)
    for text in SOCIAL:
        page.paragraph(text)
    page.heading("3. DES ROUTES ET DES COLLÈGES")
    page.skip(3)
    for text in ROADS:
        page.paragraph(text)
    bottom = draw_table(canvas, INVESTMENT, page.y - 24, "Tableau 2 – Investissement voté et réalisé")
    page.y = bottom - 8
    page.heading("4. ET DEMAIN ?")
    page.skip(3)
    for text in AHEAD:
        page.paragraph(text)
    page.heading("CONTACT")
    page.plain("Thibaud Lechevallier-Hoste", BOLD, 11, 15)
    page.plain("Directeur des finances et de la commande publique", BODY, 11, 14)
    page.plain("thibaud.lechevallier@example.org – 02 61 91 23 45", SANS, 8, 13, GREY)
    furniture(canvas, HEADER, FOOTER, 3, GREEN)
    canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main()
