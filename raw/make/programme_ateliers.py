"""raw/programme-ateliers-2025.pdf: an event programme. Headings letter-spaced and drawn twice, the right column drawn first."""

from __future__ import annotations

from layout import BOLD, GREY, HEIGHT, ITALIC, SANS, SANS_BOLD, WHITE, WIDTH, Column, draw_spaced, furniture, new_canvas
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

PLUM, PINK = HexColor("#6b2d5c"), HexColor("#f6e8f1")
HEADER, FOOTER = "Ateliers de l’administration ouverte", "Palais des congrès du Futuroscope – 9 et 10 octobre 2025"
HALF = 228.0
WELCOME = [
    "euxième édition, même promesse: pas de discours de plus de douze minutes. Les 9 et 10 octobre 2025, le Département de la Vienne et "
    "Grand Poitiers accueillent à Chasseneuil-du-Poitou les Ateliers de l’administration ouverte, au Palais des congrès du Futuroscope. "
    "Six cents participants sont attendus, venus de toutes les régions.",
    "On y parlera d’open data, de langage clair, d’évaluation et d’erreurs. Chaque atelier se conclut par une décision que l’on peut "
    "prendre dès le lundi: c’est la règle, et elle est tenue depuis la première édition.",
]
THURSDAY = [
    ("9 h 30", "Ouverture", "Mot d’accueil de Viviane Sablé-Rochon, présidente de Grand Poitiers."),
    (
        "10 h",
        "Conférence : que doit-on aux usagers que l’on ne voit jamais ?",
        "Par Evariste Moungali, sociologue, directeur de recherche à l’Université de Tours.",
    ),
    (
        "14 h",
        "Atelier A – Réécrire un courrier de refus",
        "Avec Pélagie Cornuault, cheffe du bureau des aides sociales du Département de la Vienne. Apportez vos lettres: elles seront "
        "raccourcies de moitié sans rien perdre de leur valeur juridique.",
    ),
    (
        "14 h",
        "Atelier B – Ouvrir une donnée qui fâche",
        "Avec Ruben Castelnau, administrateur des données de la Ville de La Roche-sur-Yon. Loyers, contrôles, délais: comment publier "
        "sans humilier, et répondre aux questions qui suivront.",
    ),
]
FRIDAY = [
    (
        "9 h",
        "Table ronde – L’évaluation, sans trembler",
        "Animée par Oriana Fabiani, journaliste. Avec l’Agence nationale de la cohésion des territoires, la Région Nouvelle-Aquitaine "
        "et le Conseil départemental des Deux-Sèvres.",
    ),
    (
        "11 h",
        "Atelier C – Le musée des erreurs",
        "Trente-deux fiches d’échecs offertes par des collectivités volontaires. On les lit, on en rit, on les range par cause. "
        "L’exposition circulera ensuite dans dix villes.",
    ),
    (
        "14 h 30",
        "Atelier D – Concevoir un formulaire avec ceux qui le remplissent",
        "Avec l’association Simplement dit et trois usagers de la Mission locale de Châtellerault. Prévoir deux heures et de bonnes "
        "chaussures: l’atelier commence à l’accueil.",
    ),
    ("16 h 30", "Clôture", "Par Hector Valcourt-Meyer, directeur général des services du Département de la Vienne."),
]
PRACTICAL = [
    "Participation aux frais: 95 euros, gratuite pour les agents des communes de moins de 3 500 habitants et pour les étudiants;",
    "Repas du jeudi préparé par le lycée hôtelier, 240 couverts;",
    "Navettes depuis la gare de Poitiers, toutes les quinze minutes;",
    "Renseignements: ateliers@example.org ou 05 36 49 12 34.",
]


BACKSTAGE = [
    "Les ateliers accueillent quarante personnes au plus. On s’y inscrit à l’entrée, sur une ardoise, le matin même: la première heure "
    "appartient aux agents des petites communes, qui choisissent avant tout le monde. Les débats ne sont pas filmés. Deux greffières "
    "volontaires en tirent une page, relue par les intervenants et publiée sous quinze jours.",
    "Le repas du jeudi est servi à de longues tables, sans plan. La soirée se poursuit au parc, où la Compagnie des Trois Marches jouera "
    "« La Réunion », comédie en un acte et un ordre du jour. Le bénéfice du bar ira à l’école de la deuxième chance de Châtellerault.",
]


def bold_heading(canvas: Canvas, text: str, x: float, y: float) -> None:
    """A letter-spaced heading made bold by drawing it twice."""
    for shift in (0, 0.35):
        draw_spaced(canvas, text, x + shift, y, 10, 3.2, PLUM, SANS)


def sessions(column: Column, items: list[tuple[str, str, str]]) -> None:
    """Hours in the margin of the column, the session beside them."""
    for hour, name, text in items:
        column.skip(6)
        column.canvas.setFillColor(PLUM)
        column.canvas.setFont(SANS_BOLD, 8)
        column.canvas.drawString(column.x, column.y - 14, hour)
        inner = Column(column.canvas, column.x + 48, column.y, column.width - 48, PLUM, 11, 14.2)
        inner.plain(name, BOLD, 11.2, 14)
        inner.paragraph(text)
        column.y = inner.y


def first_page(canvas: Canvas) -> None:
    """The two days, drawn before the title above them."""
    right = Column(canvas, 312, HEIGHT - 330, HALF, PLUM)
    bold_heading(canvas, "VENDREDI 10 OCTOBRE", right.x, right.y)
    right.skip(4)
    sessions(right, FRIDAY)
    left = Column(canvas, 56, HEIGHT - 330, HALF, PLUM)
    bold_heading(canvas, "JEUDI 9 OCTOBRE", left.x, left.y)
    left.skip(4)
    sessions(left, THURSDAY)
    canvas.setFillColor(PLUM)
    canvas.rect(0, HEIGHT - 170, WIDTH, 124, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    canvas.setFont(BOLD, 32)
    canvas.drawString(56, HEIGHT - 100, "Ateliers de")
    canvas.drawString(56, HEIGHT - 136, "l’administration ouverte")
    canvas.setFillColor(HexColor("#d9a9c9"))
    for ring in range(5):
        canvas.circle(WIDTH - 110 + ring * 16, HEIGHT - 108, 26 - ring * 4, stroke=0, fill=ring % 2)
    intro = Column(canvas, 56, HEIGHT - 180, WIDTH - 112, PLUM)
    intro.drop_cap("D", WELCOME[0])
    intro.paragraph(WELCOME[1])
    furniture(canvas, HEADER, FOOTER, 1, PLUM)
    canvas.showPage()


def second_page(canvas: Canvas) -> None:
    """What to know before coming."""
    page = Column(canvas, 56, HEIGHT - 70, WIDTH - 112, PLUM)
    bold_heading(canvas, "INFORMATIONS PRATIQUES", page.x, page.y)
    page.skip(6)
    for item in PRACTICAL:
        page.bullet(item, "•")
    page.skip(30)
    bold_heading(canvas, "CÔTÉ COULISSES", page.x, page.y)
    page.skip(4)
    for text in BACKSTAGE:
        page.paragraph(text)
    page.skip(26)
    bold_heading(canvas, "COMITÉ D’ORGANISATION", page.x, page.y)
    page.skip(6)
    for name, role in (
        ("Ginette Brossard-Lhomme", "Directrice de l’innovation publique, Département de la Vienne"),
        ("Saturnin Okemba", "Responsable du service public numérique, Grand Poitiers"),
        ("Élise Vandewalle-Rey", "Déléguée générale, association Simplement dit"),
    ):
        page.plain(name, BOLD, 11.4, 17)
        page.plain(role, ITALIC, 11, 14, GREY)
    canvas.setFillColor(PINK)
    canvas.roundRect(56, page.y - 100, WIDTH - 112, 76, 6, stroke=0, fill=1)
    quote = Column(canvas, 76, page.y - 34, WIDTH - 152, PLUM)
    quote.paragraph(
        "« Une administration ouverte n’est pas une administration qui laisse ses portes battre au vent. C’est une maison où l’on "
        "sait qui habite, à quelle heure on dîne, et qu’il reste une chaise. »",
        ITALIC,
    )
    page.y -= 112
    page.plain("Inscriptions : https://ateliers.example.org/2025", SANS, 9, 14, PLUM)
    furniture(canvas, HEADER, FOOTER, 2, PLUM)
    canvas.showPage()


if __name__ == "__main__":
    programme = new_canvas("programme-ateliers-2025.pdf", "Ateliers de l’administration ouverte")
    first_page(programme)
    second_page(programme)
    programme.save()
