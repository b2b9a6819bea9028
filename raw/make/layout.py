"""Type-setting shared by the PDF scripts: justified columns, hyphens, drop caps, spaced headings, figure boxes.

The bytes depend on nothing but the text: reportlab's invariant mode, fonts embedded from matplotlib's own folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib
import pyphen
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

RAW = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = A4
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
BODY, ITALIC, BOLD, SANS, SANS_BOLD = "STIXGeneral", "STIXGeneralItalic", "STIXGeneralBol", "DejaVuSans", "DejaVuSans-Bold"
INK, GREY, WHITE = HexColor("#22252b"), HexColor("#6b7280"), HexColor("#ffffff")
SUPERSCRIPT = 0.65
HYPHENS = pyphen.Pyphen(lang="fr_FR", left=2, right=3)


def new_canvas(name: str, title: str) -> Canvas:
    """A canvas on raw/NAME that writes the same bytes every time."""
    for font in (BODY, ITALIC, BOLD, SANS, SANS_BOLD):
        pdfmetrics.registerFont(TTFont(font, FONTS / f"{font}.ttf"))
    canvas = Canvas(str(RAW / name), pagesize=A4, invariant=1)
    canvas.setTitle(title)
    return canvas


def text_width(text: str, font: str, size: float) -> float:
    """The printed width in points; what stands between carets is a superscript."""
    parts = text.split("^")
    return sum(float(pdfmetrics.stringWidth(part, font, size * (SUPERSCRIPT if n % 2 else 1))) for n, part in enumerate(parts))


def french(text: str) -> str:
    """No-break spaces where French typography wants them: « Qui ? » keeps together."""
    text = re.sub(r"(?<=\w) ?([;:?!])(?=\s|$)", "\u00a0\\1", text)
    text = re.sub(r"(?<=\d) (?=[%€°]|\d{3}\b|m²|km\b|M€|h\b)", "\u00a0", text)
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def hyphenate(word: str, room: float, font: str, size: float) -> tuple[str, str] | None:
    """The longest syllables of a word that fit, with their hyphen, and the rest."""
    if "@" in word or "^" in word or "." in word[:-1]:
        return None
    if "-" in word[1:-1]:
        breaks = [at + 1 for at, letter in enumerate(word[:-1]) if letter == "-" and at]
        fits = [at for at in breaks if text_width(word[:at], font, size) <= room]
        return (word[: fits[-1]], word[fits[-1] :]) if fits else None
    if word[:1].isupper():
        return None
    for head, tail in HYPHENS.iterate(word):
        if text_width(head + "-", font, size) <= room:
            return head + "-", tail
    return None


def break_lines(text: str, font: str, size: float, widths: Iterator[float]) -> list[tuple[str, float, bool]]:
    """Lines of a paragraph, the width each has, and whether it is the last; French no-break spaces hold."""
    words = text.split(" ")
    lines: list[tuple[str, float, bool]] = []
    line, width = "", next(widths)
    while words:
        word = words.pop(0)
        longer = f"{line} {word}" if line else word
        if text_width(longer, font, size) <= width:
            line = longer
            continue
        parts = hyphenate(word, width - text_width(line + " ", font, size), font, size)
        if parts:
            line = f"{line} {parts[0]}"
            word = parts[1]
        lines.append((line, width, False))
        line, width = "", next(widths)
        words.insert(0, word)
    lines.append((line, width, True))
    return lines


def draw_line(canvas: Canvas, line: str, x: float, y: float, font: str, size: float, width: float | None = None) -> None:
    """One line, justified to a width when there is one; every word carries its space."""
    canvas.setFont(font, size)
    words = line.split(" ")
    gap = text_width(" ", font, size)
    if width is not None and len(words) > 1:
        stretch = (width - text_width(line, font, size)) / (len(words) - 1)
        gap += stretch if stretch < 3.5 * gap else 0  # a line with few words is left ragged
    for number, word in enumerate(words):
        left = x
        for n, part in enumerate((word + (" " if number + 1 < len(words) else "")).split("^")):
            small = size * SUPERSCRIPT if n % 2 else size
            canvas.setFont(font, small)
            canvas.drawString(left, y + (size - small), part)
            left += text_width(part, font, small)
        x += text_width(word, font, size) + gap


def draw_spaced(canvas: Canvas, text: str, x: float, y: float, size: float, spacing: float, color: Color, font: str = SANS_BOLD) -> None:
    """A letter-spaced line."""
    canvas.setFillColor(color)
    canvas.setFont(font, size)
    canvas.drawString(x, y, text, charSpace=spacing)
    canvas.setFillColor(INK)


@dataclass
class Column:
    """A column that fills from the top."""

    canvas: Canvas
    x: float
    y: float
    width: float
    accent: Color
    size: float = 11.4
    leading: float = 15
    justified: bool = True
    bottom: float = field(default=60)

    def skip(self, points: float) -> None:
        """Leave some white."""
        self.y -= points

    def lines(self, text: str, indents: list[float], font: str, size: float, leading: float) -> None:
        """A paragraph whose first lines are indented as told."""

        def widths() -> Iterator[float]:
            yield from (self.width - indent for indent in indents)
            while True:
                yield self.width

        for number, (line, width, last) in enumerate(break_lines(french(text), font, size, widths())):
            self.y -= leading
            if self.y < self.bottom:
                raise ValueError(f"the column is full at: {line}")
            indent = indents[number] if number < len(indents) else 0.0
            draw_line(self.canvas, line, self.x + indent, self.y, font, size, None if last or not self.justified else width)

    def paragraph(self, text: str, font: str = BODY) -> None:
        """Body text."""
        self.canvas.setFillColor(INK)
        self.lines(text, [], font, self.size, self.leading)
        self.skip(5)

    def bullet(self, text: str, sign: str = "→") -> None:
        """A list item behind its sign."""
        self.canvas.setFillColor(self.accent)
        self.canvas.setFont(SANS, self.size - 2)
        self.canvas.drawString(self.x, self.y - self.leading, sign)
        self.canvas.setFillColor(INK)
        inner = Column(self.canvas, self.x + 13, self.y, self.width - 13, self.accent, self.size, self.leading, False, self.bottom)
        inner.lines(text, [], BODY, self.size, self.leading)
        self.y = inner.y - 3

    def drop_cap(self, cap: str, text: str, depth: int = 3) -> None:
        """Body text behind a big first letter whose baseline is that of the last line it covers."""
        self.skip(7 if cap in "ÀÉÈÊ" else 0)
        size = (self.leading * (depth - 1) + self.size * 0.6) / 0.68
        room = text_width(cap, BOLD, size) + 4
        self.canvas.setFillColor(self.accent)
        self.canvas.setFont(BOLD, size)
        self.canvas.drawString(self.x, self.y - self.leading * depth, cap)
        self.canvas.setFillColor(INK)
        self.lines(text, [room] * depth, BODY, self.size, self.leading)
        self.skip(5)

    def heading(self, text: str, spacing: float = 1.2, size: float = 8.6) -> None:
        """A letter-spaced heading in capitals with a thin rule under it."""
        self.skip(20)
        draw_spaced(self.canvas, text, self.x, self.y, size, spacing, self.accent)
        self.canvas.setStrokeColor(self.accent)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(self.x, self.y - 5, self.x + self.width, self.y - 5)
        self.skip(7)

    def plain(self, text: str, font: str = BODY, size: float = 10, leading: float = 13, color: Color = INK) -> None:
        """A ragged line or two."""
        self.canvas.setFillColor(color)
        keep, self.justified = self.justified, False
        self.lines(text, [], font, size, leading)
        self.justified = keep
        self.canvas.setFillColor(INK)


def figure_box(canvas: Canvas, box: tuple[float, float, float, float], head: str, items: list[tuple[str, str]], fill: Color) -> None:
    """Key figures, white on a colour, side by side: each a big number over its label. box = x, bottom, width, height."""
    x, bottom, width, height = box
    canvas.setFillColor(fill)
    canvas.roundRect(x, bottom, width, height, 6, stroke=0, fill=1)
    draw_spaced(canvas, head, x + 14, bottom + height - 20, 8.6, 1.6, WHITE)
    step = (width - 28) / len(items)
    for place, (number, label) in enumerate(items):
        left = x + 14 + place * step
        canvas.setFillColor(WHITE)
        canvas.setFont(SANS_BOLD, 17)
        canvas.drawString(left, bottom + height - 50, number)
        column = Column(canvas, left, bottom + height - 54, step - 12, fill, bottom=bottom)
        column.plain(label, SANS, 7.6, 10, WHITE)
    canvas.setFillColor(INK)


def night_skyline(canvas: Canvas, box: tuple[float, float, float, float], sky: Color, house: Color, light: Color) -> None:
    """A drawing without words: roofs under the stars. box = x, bottom, width, height."""
    x, bottom, width, height = box
    canvas.setFillColor(sky)
    canvas.roundRect(x, bottom, width, height, 6, stroke=0, fill=1)
    for n in range(70):
        canvas.setFillColor(WHITE)
        canvas.circle(x + 8 + (n * n * 37.7) % (width - 16), bottom + height - 10 - (n * 0.618 % 1) * height * 0.6, 0.5 + n % 3 * 0.3, 0, 1)
    step = width / 12
    for n in range(12):
        left, tall = x + n * step, height * (0.18 + (n * 7 % 5) * 0.045)
        canvas.setFillColor(house)
        roof = canvas.beginPath()
        roof.moveTo(left, bottom)
        roof.lineTo(left, bottom + tall)
        roof.lineTo(left + step / 2, bottom + tall + 22)
        roof.lineTo(left + step, bottom + tall)
        roof.lineTo(left + step, bottom)
        canvas.drawPath(roof, stroke=0, fill=1)
        if n % 4 == 1:
            canvas.setFillColor(light)
            canvas.rect(left + step * 0.4, bottom + tall * 0.45, 6, 8, stroke=0, fill=1)
    canvas.setFillColor(INK)


def furniture(canvas: Canvas, header: str, footer: str, page: int, accent: Color) -> None:
    """Running header and footer with the page number, on the outer side."""
    canvas.setFont(SANS, 7)
    canvas.setFillColor(GREY)
    canvas.drawString(56, HEIGHT - 36, header)
    canvas.drawString(56, 30, footer)
    canvas.setFillColor(accent)
    canvas.setFont(SANS_BOLD, 8)
    canvas.drawRightString(WIDTH - 56, 30, str(page))
    canvas.setFillColor(INK)
