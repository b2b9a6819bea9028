"""From the words of a column to its printed lines and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from statistics import median

from pipeline.french import ends_sentence, is_capitals
from pipeline.ingest.words import Word, is_bold_font, is_italic_font, is_mostly, join_words, usual_letter_size

EVEN_SLACK = 1.06
"""The same where the line before ends a sentence: leading is even to 0.02 in typeset text."""
LEADING_SLACK = 1.3
"""Baselines further apart than this many usual line distances part paragraphs."""
LINK_WORDS = frozenset({
    "de", "du", "des", "d’", "la", "le", "les", "l’", "et", "à", "au", "aux", "en", "sur", "sous", "pour", "par", "dans", "avec",
    "un", "une", "ou", "sans", "chez", "entre", "vers",
})  # fmt: skip
"""Words that no line of its own ends with: « TUTRICE AU SEIN DE LA / COLLECTIVITÉ »."""
ADDRESS = re.compile(r"https?://|www\.")
BASELINE, LEFT = attrgetter("baseline"), attrgetter("x0")
BULLET = re.compile(r"[•·▪■□●○◦‣▸▹►▶➔➜➤➢→⇒✓✔❖◆–—-]|->|[-–]>|\d{1,2}[.)]|[a-z]\)")


@dataclass(slots=True)
class PrintedLine:
    """One line of a column, and what its words say of it as a whole."""

    words: list[Word]
    role: str = "text"
    box: int = 0
    wraps: bool = False
    page: int = 0
    cells: list[list[Word]] = field(default_factory=list)
    """Of a table row."""
    text: str = field(init=False)
    """The words with the spaces between them, cells parted by tabs."""
    size: float = field(init=False)
    """Of most of the letters."""
    baseline: float = field(init=False)
    """Distance from the top of the page."""
    x0: float = field(init=False)
    x1: float = field(init=False)
    is_bold: bool = field(init=False)
    """Most letters are."""

    def __post_init__(self) -> None:
        words = self.words
        self.text = "\t".join(map(join_words, self.cells)) if self.cells else join_words(words)
        self.size = usual_letter_size(words)
        feet = sorted([w.baseline for w in words])
        self.baseline = (feet[(len(feet) - 1) // 2] + feet[len(feet) // 2]) / 2
        self.x0, self.x1 = min([w.x0 for w in words]), max([w.x1 for w in words])
        self.is_bold = is_mostly(is_bold_font, words)

    @property
    def is_italic(self) -> bool:
        """Whether most letters are italic."""
        return is_mostly(is_italic_font, self.words)


def line_words(words: Sequence[Word]) -> list[list[Word]]:
    """The words of one column line by line, from top to bottom and left to right."""
    lines: list[list[Word]] = []
    foot, size = float("-inf"), 0.0
    for word in sorted(words, key=BASELINE):
        if word.baseline - foot <= 0.35 * min(word.size, size):
            lines[-1].append(word)
        else:
            lines.append([word])
            foot, size = word.baseline, word.size
    for line in lines:
        line.sort(key=LEFT)
    return lines


def build_lines(words: Sequence[Word]) -> list[PrintedLine]:
    """The lines of one column, from top to bottom."""
    return list(map(PrintedLine, line_words(words)))


def build_blocks(lines: Sequence[PrintedLine], is_box: bool) -> list[list[PrintedLine]]:
    """Paragraphs of one column: parted by gaps, indents, bullets, changes of font and lines that end early."""
    if not lines:
        return []
    right = max(line.x1 for line in lines)
    leading = usual_leading(lines)
    numbers_close = is_box and closes_cells(lines)
    blocks: list[list[PrintedLine]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if before.role == "drop_cap" or (numbers_close and is_figure_over(line, before)):
            blocks[-1].append(line)
            continue
        if numbers_close and is_figure_over(before, line):
            blocks.append([line])
            continue
        has_room = has_room_for(before, line, right)
        if starts_block(before, line, blocks[-1], leading, has_room, is_box):
            blocks.append([line])
        else:
            before.wraps = (not has_room or is_box) and goes_on(before, line, is_box)
            blocks[-1].append(line)
    for block in blocks:
        if has_bullet(block[0]) and block[0].role == "text":
            block[0].role = "list_item"
    return blocks


def is_figure_over(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether a line is a key figure, printed much larger than its label."""
    return line.size > 1.3 * other.size and any(c.isdigit() for c in line.text)


def closes_cells(lines: Sequence[PrintedLine]) -> bool:
    """Whether key figures stand below their labels: nearer to the text above them than to what follows."""
    above = below = 0.0
    pairs = [(i, a, b) for i, (a, b) in enumerate(pairwise(lines)) if is_figure_over(b, a)]
    for i, label, figure in pairs:
        if label.is_bold or is_capitals(label.text):
            return False
        above += white_space(label, figure)
        below += white_space(figure, lines[i + 2]) if i + 2 < len(lines) else 2 * figure.size
    return above < below


def white_space(before: PrintedLine, line: PrintedLine) -> float:
    """What is left empty between the letters of two lines."""
    return line.baseline - 0.7 * line.size - before.baseline


def has_bullet(line: PrintedLine) -> bool:
    """Whether a line opens with a bullet or an item's number; a dash before a number is a minus sign."""
    if len(line.words) < 2 or not BULLET.fullmatch(line.words[0].text):
        return False
    mark, second = line.words[0].text, line.words[1].text
    if mark[0].isalnum():
        return not (line.is_bold or is_capitals(line.text))
    return mark not in "–—-" or not second[0].isdigit()


def goes_on(before: PrintedLine, line: PrintedLine, is_box: bool) -> bool:
    """Whether a full line's paragraph goes on: not before an address; in a box, only where words or print say so.

    In a box the width of the column is unknown, and names, functions and places stand on lines of their own.
    """
    if ADDRESS.match(line.words[0].text) or "@" in line.words[0].text:
        return False
    if not is_box:
        return True
    if abs(before.size - line.size) > 0.08 * line.size:
        return False
    last = before.words[-1].text
    if before.is_bold != line.is_bold:  # words in bold inside a sentence, rather than a name over a function
        return starts_inside(line) and (len(before.words) > 3 or last.lower() in LINK_WORDS)
    return starts_inside(line) or last.lower() in LINK_WORDS or last.endswith((",", "-", "–"))


def starts_block(before: PrintedLine, line: PrintedLine, block: list[PrintedLine], leading: float, has_room: bool, is_box: bool) -> bool:
    """Whether a line opens another paragraph than the one before it."""
    if line.role == "drop_cap":
        return True
    distance, size = line.baseline - before.baseline, min(line.size, before.size)
    usual = leading if abs(line.size - before.size) < 0.1 * size else leading * max(1.0, max(line.size, before.size) / size)
    if distance > LEADING_SLACK * max(usual, 1.05 * size):
        return True
    is_new_sentence = ends_sentence(before.text) and not starts_inside(line)
    if distance > EVEN_SLACK * usual + 0.8 and is_new_sentence and abs(line.size - before.size) < 0.1:
        return True
    hangs = line.words[0].text == block[0].words[0].text and abs(line.x0 - block[0].x0) < 1  # else a dash may part words
    if has_bullet(line) and (has_room or hangs or line.words[0].text not in "-–—") and not before.text.endswith("-"):
        return has_room or block[0].words[0].text == line.words[0].text or not line.words[0].text[0].isalnum()
    grows = line.size > 1.08 * before.size or (line.is_bold and not before.is_bold)
    shrinks = line.size < 0.92 * before.size or (before.is_bold and not line.is_bold)
    if grows and not (not has_room and line.size <= 1.08 * before.size and not before.text.isupper() and starts_inside(line)):
        return True
    if shrinks and not (is_box and not is_capitals(before.text)):
        return line.size < 0.92 * before.size or not starts_inside(line) or has_room
    if is_capitals(before.text) != is_capitals(line.text) and is_capitals(block[0].text) and (before.is_bold or has_room):
        return True
    first_edge = block[-1].x0 if not block[-1].words[0].is_covered else None
    is_bulleted = has_bullet(block[0])
    if first_edge is not None and not line.words[0].is_covered and 0.7 * size < line.x0 - first_edge < 4 * size:
        return not (is_bulleted and len(block) == 1) and not is_box
    return has_room and not is_box


def starts_inside(line: PrintedLine) -> bool:
    """Whether a line starts as the middle of a sentence does."""
    return line.words[0].text[:1].islower()


def has_room_for(before: PrintedLine, line: PrintedLine, right: float) -> bool:
    """Whether the first word of a line would have fitted at the end of the one before: then the break was meant.

    A line that ends with a hyphen was full.
    """
    if before.words[-1].text.endswith(("-", "\u2010")):
        return False
    first = line.words[0]
    return before.x1 + 0.25 * first.size + (first.x1 - first.x0) < right - 0.3 * first.size


def usual_leading(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of the baselines of neighbouring lines of one size."""
    text = [line for line in lines if line.role != "drop_cap"]
    same = [(a, b) for a, b in pairwise(text) if abs(a.size - b.size) < 0.1 * a.size]
    steps = sorted(b.baseline - a.baseline for a, b in same if b.baseline - a.baseline < 3 * a.size)
    size = median(line.size for line in lines)
    if not steps:
        return 1.3 * size
    return max(size, steps[int(0.3 * len(steps))])


def runs_on(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether a line at the top of a column or page goes on with the sentence of the one before it."""
    if before.role != "text" and before.role != "list_item":
        return False
    if line.role != "text" or abs(line.size - before.size) > 0.06 * before.size or before.is_bold != line.is_bold:
        return False
    if before.text.endswith("-"):
        return line.words[0].text[:1].isalpha()
    return starts_inside(line) and not ends_sentence(before.text)
