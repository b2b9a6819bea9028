"""raw/fiche-eclairage-colmar.pdf: a project sheet in two columns with drop caps and a box of key figures."""

from __future__ import annotations

from layout import BODY, BOLD, GREY, HEIGHT, ITALIC, SANS, SANS_BOLD, WIDTH, Column, figure_box, furniture, new_canvas, night_skyline
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

BLUE, YELLOW = HexColor("#1f4b7a"), HexColor("#d99a2b")
HEADER, FOOTER = "Cahier des missions 2025", "Institut des cadres de l’action locale – Fiche 12"
AUTHORS = [
    ("Noé Wittenbach", "noe.wittenbach@example.org", "Ville de Mulhouse"),
    ("Camille Sauveterre", "camille.sauveterre@example.org", "Département de la Moselle"),
    ("Ilyes Benmansour", "i.benmansour@example.org", "Grand Nancy"),
]
CONTEXT = [
    "’éclairage public est le premier poste d’électricité de bien des communes, et celui que l’on regarde le moins. À Colmar, "
    "9 400 points lumineux s’allument chaque soir, du quartier de la Krutenau aux lotissements récents. La hausse des prix de "
    "l’énergie a rendu la facture visible; la disparition des lucioles et des chauves-souris, elle, s’est faite en silence.",
    "La Ville de Colmar a demandé à trois élèves d’étudier une extinction partielle entre minuit et cinq heures. La commande était "
    "précise: ne rien éteindre que l’on ne puisse expliquer, et consulter avant d’agir. Le sous-préfet et la gendarmerie ont été "
    "associés dès la première réunion.",
    "Le réseau, hérité de quatre époques, mêle lanternes de fonte et mâts d’autoroute. Aucun inventaire ne disait jusqu’ici quelle "
    "armoire commande quelle rue: il a fallu suivre les câbles à pied, une nuit après l’autre, carnet en main. Cet inventaire restera "
    "sans doute le legs le plus utile de la mission.",
]
QUESTION = [
    "i la lumière baisse, que devient le sentiment de sécurité? Les statistiques disponibles sont rassurantes, les habitants le "
    "sont moins. La mission devait tenir ensemble trois exigences: la sobriété, la tranquillité publique et la beauté d’une vieille "
    "ville que les visiteurs photographient aussi la nuit.",
]
KEYS = [
    "Cartographier les usages de la nuit: boulangers, soignants, livreurs, fêtards;",
    "Tester six semaines dans deux quartiers volontaires, avec un numéro d’appel;",
    "Remplacer les lanternes les plus gourmandes avant d’éteindre les autres;",
    "Publier chaque mois les mesures, bonnes ou mauvaises, sur le site de la Ville;",
    "Prévenir les communes voisines, dont le ciel est aussi le nôtre;",
    "Maintenir la lumière aux passages piétons et autour de l’hôpital Pasteur.",
]
AFTER = [
    "L’essai a commencé en novembre, dans le quartier Saint-Joseph et à la Cité du Bois. Des agents ont arpenté les rues avec les "
    "habitants, lampe frontale éteinte, pour sentir ce que les plans ne disent pas. Une soixantaine de remarques ont été recueillies; "
    "la plupart portaient sur des trottoirs abîmés, que l’ombre rendait dangereux et que la lumière rendait invisibles.",
    "Le retour d’expérience de la commune voisine de Turckheim a également servi. Elle éteint depuis dix ans et n’est jamais revenue "
    "en arrière. Son maire, Anselme Ruffenach, insiste sur un point: la règle doit être simple, la même pour tous, et tenir sur une "
    "affiche. C’est ce conseil, plus que les calculs, qui a emporté la décision.",
    "Un arrêté unique remplace donc les dérogations accumulées. Il prévoit une évaluation annuelle, publiée, et la possibilité pour "
    "chaque conseil de quartier de demander un aménagement motivé. Les commerçants gardent leurs vitrines jusqu’à vingt-trois heures.",
    "Reste la question du patrimoine. La Collégiale Saint-Martin demeure éclairée le samedi, par un dispositif que l’Architecte des "
    "bâtiments de France a validé et qui consomme douze fois moins que l’ancien.",
]
WITNESS = (
    "« Nous pensions recevoir un rapport technique. Nous avons reçu une méthode de conversation. Les agents du service électrique, "
    "qu’on n’avait jamais vus en réunion publique, y sont devenus les meilleurs avocats du projet. »"
)
FIGURES = [
    ("9 400", "points lumineux sur le territoire communal"),
    ("38 %", "d’électricité économisée pendant l’essai"),
    ("412 000 €", "de dépenses évitées chaque année"),
    ("5 h", "d’extinction par nuit dans les quartiers volontaires"),
]


def first_page(canvas: Canvas) -> None:
    """Banner, title, people and context."""
    canvas.setFillColor(BLUE)
    canvas.rect(0, HEIGHT - 205, WIDTH, 155, stroke=0, fill=1)
    canvas.setFillColor(YELLOW)
    canvas.setFont(SANS_BOLD, 9)
    canvas.drawString(56, HEIGHT - 82, "VILLE DE COLMAR", charSpace=2.4)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont(BOLD, 27)
    canvas.drawString(56, HEIGHT - 122, "Une nuit plus noire : éteindre")
    canvas.drawString(56, HEIGHT - 154, "les rues sans éteindre la ville")
    canvas.setFont(ITALIC, 12)
    canvas.drawString(56, HEIGHT - 184, "Mission collective menée d’octobre à décembre 2024")
    left = Column(canvas, 56, HEIGHT - 205, 232, BLUE)
    left.heading("LES AUTEURS")
    for name, email, org in AUTHORS:
        left.plain(f"{name}, {org}", BOLD, 10.2, 14)
        left.plain(email, SANS, 7.6, 11, GREY)
    left.heading("TUTRICE AU SEIN DE LA COLLECTIVITÉ")
    left.plain("Gwendoline Haerter", BOLD, 10.2, 14)
    left.plain("Directrice des espaces publics et de la nature", BODY, 10.2, 13)
    left.heading("CONTEXTE")
    left.drop_cap("L", CONTEXT[0])
    left.paragraph(CONTEXT[2])
    right = Column(canvas, 307, HEIGHT - 205, 232, BLUE)
    right.skip(14)
    right.paragraph(CONTEXT[1])
    right.heading("PROBLÉMATIQUE")
    right.drop_cap("S", QUESTION[0])
    right.heading("DES CLÉS POUR AGIR")
    right.skip(3)
    for item in KEYS:
        right.bullet(item)
    furniture(canvas, HEADER, FOOTER, 46, BLUE)
    canvas.showPage()


def second_page(canvas: Canvas) -> None:
    """The trial, the figures, the witness and the links."""
    left = Column(canvas, 56, HEIGHT - 50, 232, BLUE)
    left.skip(4)
    left.paragraph(AFTER[0])
    left.paragraph(AFTER[1])
    right = Column(canvas, 307, HEIGHT - 50, 232, BLUE)
    right.skip(4)
    right.paragraph(AFTER[2])
    right.paragraph(AFTER[3])
    right.heading("TÉMOIGNAGE DE LA COLLECTIVITÉ")
    right.plain("Gwendoline Haerter", BOLD, 10.2, 14)
    right.plain("Directrice des espaces publics et de la nature", BODY, 10.2, 13)
    right.skip(4)
    right.paragraph(WITNESS, ITALIC)
    bottom = min(left.y, right.y) - 112
    figure_box(canvas, (56, bottom, WIDTH - 112, 100), "LES CHIFFRES", FIGURES, BLUE)
    last = Column(canvas, 56, bottom, WIDTH - 112, BLUE)
    last.heading("ALLER PLUS LOIN")
    last.skip(3)
    last.bullet("Le guide des trames noires, à l’usage des élus: trames-noires.example.org/guide")
    last.bullet("Atlas de la lumière, Syndicat d’électricité du Vignoble, 2023: www.example.org/atlas-lumiere")
    night_skyline(canvas, (56, 58, WIDTH - 112, last.y - 76), HexColor("#14243a"), HexColor("#0b1626"), YELLOW)
    furniture(canvas, HEADER, FOOTER, 47, BLUE)
    canvas.showPage()


if __name__ == "__main__":
    sheet = new_canvas("fiche-eclairage-colmar.pdf", "Une nuit plus noire")
    first_page(sheet)
    second_page(sheet)
    sheet.save()
