"""raw/lettre-de-la-baie.pdf: a local newsletter in three columns, with drop caps, a side text, a box inside a column and a footnote."""

from __future__ import annotations

from layout import BODY, BOLD, GREY, HEIGHT, INK, ITALIC, SANS, SANS_BOLD, WHITE, WIDTH, Column, draw_spaced, furniture, new_canvas
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

TEAL, SAND = HexColor("#0f6b78"), HexColor("#f4ead7")
HEADER, FOOTER = "La Lettre de la baie – n° 18 – Printemps 2025", "Saint-Brieuc Armor Agglomération"
THIRD = (WIDTH - 112 - 36) / 3
LEAD = [
    " la cale du Légué, on ne parle plus que de la nouvelle passerelle. Longue de 96 mètres, elle relie depuis le 1^er^ mars les deux "
    "rives du port sans passer par le pont tournant, que les piétons attendaient parfois vingt minutes. L’ouvrage a coûté 5,4 millions "
    "d’euros, financés pour moitié par le Département des Côtes-d’Armor et la Région Bretagne.",
    "L’inauguration a rassemblé deux mille personnes malgré le crachin. Katell Guérandel, présidente de l’agglomération, y a vu « un "
    "trait d’union qui nous manquait depuis cent cinquante ans ». Les riverains de Plérin, eux, ont surtout vu passer des poussettes et "
    "des vélos, ce qui est à peu près la même chose.",
    "Reste à organiser le stationnement. Un parking-relais de 140 places ouvrira en juin derrière l’ancienne gare; la navette sera "
    "gratuite le samedi et pendant les vacances scolaires.",
]
WATER = [
    "n boit la même eau à Quintin et à Yffiniac, mais on ne la payait pas au même prix. C’est terminé. Depuis janvier, un tarif unique "
    "de 2,95 € le mètre cube s’applique aux trente-deux communes. Les 15 premiers mètres cubes sont à demi-tarif, car ils servent à "
    "vivre; au-delà de 180, le prix augmente, parce qu’ils servent à arroser.",
    "Le conseil communautaire a consacré trois séances à ce vote. Tugdual Morvézen, vice-président chargé du cycle de l’eau, rappelle "
    "que 68 % des ménages verront leur facture baisser ou rester stable. Un fonds d’urgence de 90 000 euros aidera les autres.",
]
READERS = [
    "Nous avions demandé quels lieux vous aimeriez voir rouvrir. Vous avez cité 214 endroits, dont une laverie, deux bals et un phare. "
    "Le phare n’est pas à vendre. Pour le reste, un appel à projets est lancé, et les associations ont jusqu’au 30 avril pour répondre^2^.",
    "Une bonne nouvelle enfin: la médiathèque de Langueux prête désormais des outils. Perceuse, scie sauteuse et machine à coudre "
    "s’empruntent pour une semaine, comme un roman, et se rendent propres.",
    "D’autres suivront. La Ville de Saint-Brieuc étudie un lavoir partagé, la Ville de Trégueux une salle de répétition, et douze "
    "habitants de Plédran ont proposé de rouvrir eux-mêmes le four à pain du bourg, éteint depuis 1961. Leur dossier, bien ficelé, "
    "tient en six pages et demande 4 000 euros.",
]
AGENDA = [
    ("12 avril", "Nettoyage de la plage du Valais, rendez-vous à dix heures"),
    ("26 avril", "Bourse aux plants, halle de Ploufragan"),
    ("17 mai", "Nuit des musées, Saint-Brieuc"),
]
SHORE = [
    "La réserve naturelle de la baie fête ses vingt-cinq ans. Elle abrite en hiver jusqu’à 40 000 oiseaux, que l’on compte au lever du "
    "jour, à la longue-vue, depuis la grève des Courses. Trente bénévoles s’en chargent, par tous les temps. Ils ont noté en janvier le "
    "retour de la bernache, absente depuis quatre hivers.",
    "Pour protéger les vasières, un sentier de 1,8 km a été reculé de deux cents mètres. Les pêcheurs à pied ont été consultés; "
    "ils ont obtenu qu’un passage demeure ouvert d’octobre à mars. L’Office français de la biodiversité suivra l’essai pendant trois ans.",
]
WORKS = [
    "Les travaux de la rocade sud se poursuivent jusqu’à l’automne. La vitesse est limitée à 70 km/h et la circulation alternée de nuit. "
    "Les services recommandent l’itinéraire par Trégueux, moins direct mais plus sûr, et s’excusent de la gêne occasionnée.",
    "ne école sous les arbres: c’est le nom que les enfants de Pordic ont choisi pour leur nouveau groupe scolaire, ouvert après deux ans "
    "de chantier. Le bâtiment, de bois et de terre crue, occupe 3 200 m² et produit plus d’énergie qu’il n’en consomme. L’architecte, "
    "Solenne Kerbiriou, l’a voulu sans couloir: chaque classe donne sur le jardin.",
    "Pour la maire, Annick Le Quellennec, l’essentiel est ailleurs. Les cantines et la garderie partagent les mêmes salles que le club "
    "des anciens, si bien que l’équipement sert de sept heures à vingt-deux heures. « On ne construit plus pour un seul âge », dit-elle.",
    "Le chantier a employé 41 artisans, presque tous établis à moins de trente kilomètres. Son coût, 6,8 M€, est supérieur de 9 % à "
    "l’estimation de départ: la terre venait d’à côté, mais il a plu quarante jours de suite.",
]


def masthead(canvas: Canvas) -> None:
    """The name of the letter on a band, and the side text of every page."""
    canvas.setFillColor(TEAL)
    canvas.rect(0, HEIGHT - 150, WIDTH, 105, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    canvas.setFont(BOLD, 40)
    canvas.drawString(56, HEIGHT - 100, "La Lettre de la baie")
    canvas.setFont(ITALIC, 13)
    canvas.drawString(58, HEIGHT - 128, "Le trimestriel des habitants de l’agglomération")


def side_text(canvas: Canvas) -> None:
    """Small text that runs up the outer margin."""
    canvas.saveState()
    canvas.translate(WIDTH - 26, 90)
    canvas.rotate(90)
    canvas.setFont(SANS, 6.5)
    canvas.setFillColor(GREY)
    canvas.drawString(0, 0, "Imprimé sur papier recyclé – Ne pas jeter sur la voie publique")
    canvas.restoreState()


def column(canvas: Canvas, place: int, top: float) -> Column:
    """The n-th of three columns, with a rule on its left."""
    x = 56 + place * (THIRD + 18)
    if place:
        canvas.setStrokeColor(HexColor("#c9d6d8"))
        canvas.setLineWidth(0.5)
        canvas.line(x - 9, 64, x - 9, top - 6)
    return Column(canvas, x, top, THIRD, TEAL, 11.9, 15.8)


def title(column: Column, text: str) -> None:
    """The title of an article."""
    column.skip(6)
    column.plain(text, BOLD, 15, 17, TEAL)
    column.skip(3)


def agenda(column: Column) -> None:
    """A tinted box of dates."""
    height = 150.0
    column.skip(10)
    canvas = column.canvas
    canvas.setFillColor(SAND)
    canvas.roundRect(column.x, column.y - height, column.width, height, 5, stroke=0, fill=1)
    draw_spaced(canvas, "AGENDA", column.x + 10, column.y - 20, 8.6, 1.6, TEAL)
    inner = Column(canvas, column.x + 10, column.y - 26, column.width - 20, TEAL, bottom=40)
    for day, text in AGENDA:
        inner.plain(day, SANS_BOLD, 8, 13, TEAL)
        inner.plain(text, BODY, 9.6, 11.6)
    column.y -= height + 4
    canvas.setFillColor(INK)


def front_page(canvas: Canvas) -> None:
    """The passageway, the price of water, the agenda."""
    masthead(canvas)
    top = HEIGHT - 160
    first = column(canvas, 0, top)
    title(first, "Une passerelle, et le port change de rive")
    first.drop_cap("À", LEAD[0])
    first.paragraph(LEAD[1])
    second = column(canvas, 1, top)
    second.skip(2)
    second.paragraph(LEAD[2])
    title(second, "L’eau au même prix pour tous")
    second.drop_cap("O", WATER[0])
    second.paragraph(WATER[1])
    third = column(canvas, 2, top)
    agenda(third)
    title(third, "Vos idées, suite")
    third.paragraph(READERS[0])
    third.paragraph(READERS[1])
    note = Column(canvas, 56, 62, THIRD * 2, TEAL, bottom=40)
    note.plain("2 Formulaire et règlement de l’appel à projets : idees.example.org/baie", SANS, 6.8, 10, GREY)
    side_text(canvas)
    furniture(canvas, HEADER, FOOTER, 1, TEAL)
    canvas.showPage()


def back_page(canvas: Canvas) -> None:
    """Works, the school, the birds, and waves at the foot."""
    top = HEIGHT - 50
    first = column(canvas, 0, top)
    first.paragraph(READERS[2])
    title(first, "Rocade : encore six mois")
    first.paragraph(WORKS[0])
    second = column(canvas, 1, top)
    title(second, "L’école sous les arbres")
    second.drop_cap("U", WORKS[1])
    title(second, "Compter les oiseaux")
    second.paragraph(SHORE[0])
    second.paragraph(SHORE[1])
    third = column(canvas, 2, top)
    third.paragraph(WORKS[2])
    third.paragraph(WORKS[3])
    third.heading("NOUS ÉCRIRE")
    third.plain("Erell Quintric", BOLD, 10.4, 14)
    third.plain("Rédactrice en chef", BODY, 10.4, 13)
    third.plain("erell.quintric@example.org", SANS, 7.6, 12, GREY)
    third.plain("lettre.example.org/baie", SANS, 7.6, 12, GREY)
    waves(canvas)
    side_text(canvas)
    furniture(canvas, HEADER, FOOTER, 2, TEAL)
    canvas.showPage()


def waves(canvas: Canvas) -> None:
    """A drawing without words."""
    canvas.setFillColor(SAND)
    canvas.rect(0, 60, WIDTH - 44, 96, stroke=0, fill=1)
    for wave in range(3):
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(1.6 - wave * 0.15)
        path = canvas.beginPath()
        path.moveTo(0, 90 + wave * 30)
        for step in range(9):
            x = step * 60
            path.curveTo(x + 20, 106 + wave * 30, x + 40, 74 + wave * 30, x + 60, 90 + wave * 30)
        canvas.drawPath(path)


if __name__ == "__main__":
    letter = new_canvas("lettre-de-la-baie.pdf", "La Lettre de la baie")
    front_page(letter)
    back_page(letter)
    letter.save()
