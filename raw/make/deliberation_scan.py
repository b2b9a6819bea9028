"""raw/deliberation-scan.pdf: a page that is only a picture of text, a little askew, as a scanner gives it."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path

import matplotlib
from layout import HEIGHT, WIDTH, new_canvas
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
SIZE = (1240, 1754)  # A4 at 150 dots an inch
TEXT = [
    ("COMMUNE DE MONTMIRAIL", 34, True),
    ("Extrait du registre des délibérations", 26, False),
    ("Séance du 14 mars 2023", 26, False),
    (
        "L’an deux mille vingt-trois, le quatorze mars à vingt heures, le conseil municipal, légalement convoqué, s’est réuni en "
        "mairie sous la présidence de Madame Eulalie Combrisson, maire. Étaient présents quatorze conseillers sur quinze.",
        25,
        False,
    ),
    ("OBJET : réfection du lavoir de la rue Basse", 27, True),
    (
        "Madame le maire expose que la toiture du lavoir menace ruine depuis la tempête de janvier. Un devis de 18 640 euros a été "
        "établi par un charpentier de la vallée. Le Conseil départemental de la Marne peut apporter 40 % de la dépense et la Fondation "
        "des petits patrimoines 3 000 euros.",
        25,
        False,
    ),
    ("Après en avoir délibéré, à l’unanimité, le conseil municipal :", 25, False),
    ("– approuve les travaux et leur plan de financement ;", 25, False),
    ("– inscrit la dépense au budget de l’exercice ;", 25, False),
    ("– autorise le maire à signer tout document utile.", 25, False),
    ("Fait et délibéré à Montmirail, les jour, mois et an susdits.", 25, False),
    ("Le maire, Eulalie Combrisson", 25, True),
]


def draw_page() -> Image.Image:
    """The page as a grey picture, tilted and speckled."""
    page = Image.new("L", SIZE, 247)
    pen = ImageDraw.Draw(page)
    y = 150
    for text, size, bold in TEXT:
        font = ImageFont.truetype(str(FONTS / ("STIXGeneralBol.ttf" if bold else "STIXGeneral.ttf")), size + 4)
        for line in textwrap.wrap(text, 82 if size < 30 else 60):
            pen.text((150, y), line, font=font, fill=38)
            y += size + 18
        y += 26
    pen.ellipse((820, y - 60, 1010, y + 130), outline=120, width=4)
    pen.ellipse((845, y - 35, 985, y + 105), outline=120, width=2)
    noise = random.Random(14)
    for _ in range(900):
        pen.point((noise.randrange(SIZE[0]), noise.randrange(SIZE[1])), fill=noise.randrange(90, 190))
    return page.rotate(0.9, resample=Image.Resampling.BICUBIC, fillcolor=243).filter(ImageFilter.GaussianBlur(0.6))


def main() -> None:
    """Write the scan."""
    canvas = new_canvas("deliberation-scan.pdf", "")
    canvas.drawImage(ImageReader(draw_page()), 0, 0, WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    main()
