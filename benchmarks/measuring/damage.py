"""Damage done on purpose to sound French, of the kinds that the cleaning rules repair.

Each maker is given a sound text and a seeded random source, and gives wounds: a span of the sound text and what
stands there once damaged. Spans are whole words or more, so that a repair can be compared with what was there.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import pyphen

from pipeline.clean.glued import NAME_WORD, ROLE
from pipeline.clean.letters_patterns import CONFUSED
from pipeline.clean.lines import EMAIL
from pipeline.french import fold

PROSE = re.compile(r"(?:(?<=\n\n)|\A)[A-ZÀ-Ý][^\n\t]{70,}[.!?](?=\n|\Z)")
"""A paragraph of sentences that opens a block."""
LONG_WORD = re.compile(r"(?<![\w@/.\-'\u2019])[a-zà-ÿœ]{8,}(?![\w@/\-])")
COMPOUND = re.compile(r"(?<![\w@/.\-])[^\W\d_]{2,}-[^\W\d_]{2,}(?:-[^\W\d_]{2,})*(?![\w@/\-])")
WORD = re.compile(r"(?<![\w@/.\-])[^\W\d_]{4,}(?![\w@/\-])")
CAPITAL_LINE = re.compile(r"(?m)^[A-ZÀ-Ý'\u2019]{3,}(?: [A-ZÀ-Ý'\u2019]{3,})+$")
GLYPHS = "QПы3→►"
SYLLABLES = pyphen.Pyphen(lang="fr_FR", left=3, right=3)


@dataclass(frozen=True, slots=True)
class Wound:
    """``text[start:end]`` of the sound text is printed as ``damaged``."""

    start: int
    end: int
    damaged: str


Maker = Callable[[str, Random], Iterator[Wound]]


def drop_initials(text: str, random: Random) -> Iterator[Wound]:
    """« La Ville » becomes « a Ville », « À partir » becomes « partir »."""
    for m in PROSE.finditer(text):
        if random.random() < 0.34:
            yield drop_initial(m)


def drop_initial(paragraph: re.Match[str]) -> Wound:
    """The first word of a paragraph without its first letter; « À » goes with its space."""
    lost = 2 if paragraph[0].startswith("À ") else 1
    end = paragraph[0].find(" ", 2)
    return Wound(paragraph.start(), paragraph.start() + end, paragraph[0][lost:end])


def break_words(text: str, random: Random) -> Iterator[Wound]:
    """« transformation » becomes « transfor-/mation »."""
    yield from _split_words(text, random, "-\n")


def hyphenate_inside(text: str, random: Random) -> Iterator[Wound]:
    """« expérimentation » becomes « expérimen-tation »."""
    yield from _split_words(text, random, "-")


def _split_words(text: str, random: Random, sign: str) -> Iterator[Wound]:
    for prose in PROSE.finditer(text):
        words = [m for m in LONG_WORD.finditer(text, *prose.span()) if SYLLABLES.positions(m[0])]
        if words:
            m = random.choice(words)
            at = random.choice(SYLLABLES.positions(m[0]))
            yield Wound(m.start(), m.end(), m[0][:at] + sign + m[0][at:])


def break_compounds(text: str, random: Random) -> Iterator[Wound]:
    """« Saint-Denis » becomes « Saint-/Denis »."""
    for prose in PROSE.finditer(text):
        if words := list(COMPOUND.finditer(text, *prose.span())):
            m = random.choice(words)
            yield Wound(m.start(), m.end(), m[0].replace("-", "-\n", 1))


def drop_hyphens(text: str, random: Random) -> Iterator[Wound]:
    """« savoir-faire » becomes « savoirfaire »."""
    for prose in PROSE.finditer(text):
        if words := [m for m in COMPOUND.finditer(text, *prose.span()) if m[0].islower()]:
            m = random.choice(words)
            yield Wound(m.start(), m.end(), m[0].replace("-", "", 1))


def glue_emails(text: str, random: Random) -> Iterator[Wound]:
    """« Zoé Marin zoe.marin@example.org » becomes « Zoé Marinzoe.marin@example.org »."""
    for m in re.finditer(rf"(?<!\w)({NAME_WORD})([ \n]+)({EMAIL.pattern})", text):
        if fold(m[1]).replace("-", "") in m[3].replace("-", ""):
            yield Wound(m.start(), m.end(), m[1] + m[3])


def glue_roles(text: str, random: Random) -> Iterator[Wound]:
    """« Zoé Marin / Directrice » becomes « Zoé MarinDirectrice »."""
    for m in re.finditer(rf"(?m)^({NAME_WORD} {NAME_WORD})\n({ROLE})\b", text):
        yield Wound(m.start(), m.end(), m[1] + m[2])


def space_emails(text: str, random: Random) -> Iterator[Wound]:
    """« zoe.marin@example.org » becomes « zoe.marin @ example.org »."""
    for m in EMAIL.finditer(text):
        yield Wound(m.start(), m.end(), m[0].replace("@", random.choice([" @ ", " @", "@ "])))


def mark_words(text: str, random: Random) -> Iterator[Wound]:
    """« nous » becomes « **nous** » or « <u>nous</u> », « 1er » becomes « 1^{er} »."""
    for prose in PROSE.finditer(text):
        m = random.choice(list(WORD.finditer(text, *prose.span())))
        before, after = random.choice([("**", "**"), ("<u>", "</u>"), ("*", "*"), ("<b>", "</b>"), ("$\\textbf{", "}$")])
        yield Wound(m.start(), m.end(), before + m[0] + after)
    for m in re.finditer(r"\b(\d+)(ers?|re|es?|ème)\b", text):
        yield Wound(m.start(), m.end(), f"{m[1]}^{{{m[2]}}}")


def mark_items(text: str, random: Random) -> Iterator[Wound]:
    """« Piloter la démarche » becomes « - -> Piloter la démarche »."""
    for m in PROSE.finditer(text):
        if random.random() < 0.34:
            end = m[0].find(" ")
            yield Wound(m.start(), m.start() + end, random.choice(["- -> ", "-> ", "• ", "- ", "> "]) + m[0][:end])


def confuse_letters(text: str, random: Random) -> Iterator[Wound]:
    """« question » becomes « guestion », « moyenne » becomes « movenne »."""
    for prose in PROSE.finditer(text):
        m = random.choice(list(WORD.finditer(text, *prose.span())))
        ways = [(wrong, right) for wrong, right in CONFUSED if right in m[0] and len(wrong.strip()) == len(wrong)]
        if ways:
            wrong, right = random.choice(ways)
            yield Wound(m.start(), m.end(), m[0].replace(right, wrong, 1))


def lower_titles(text: str, random: Random) -> Iterator[Wound]:
    """« LES AUTEURS », a rubric printed several times, becomes « LES Auteurs » once."""
    counts = Counter(CAPITAL_LINE.findall(text))
    for title in sorted(title for title, count in counts.items() if count > 2):
        m = random.choice([m for m in CAPITAL_LINE.finditer(text) if m[0] == title])
        first, _, rest = title.partition(" ")
        yield Wound(m.start(), m.end(), f"{first} {rest.capitalize()}")


def join_letters(text: str, random: Random) -> Iterator[Wound]:
    """« office » becomes « oﬃce », « é » falls into two, a soft hyphen slips in."""
    for prose in PROSE.finditer(text):
        m = random.choice(list(WORD.finditer(text, *prose.span())))
        for plain, glyph in (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ")):
            if plain in m[0]:
                yield Wound(m.start(), m.end(), m[0].replace(plain, glyph))
                break
        else:
            apart = unicodedata.normalize("NFD", m[0])
            yield Wound(m.start(), m.end(), apart if apart != m[0] else m[0][:2] + "\u200b" + m[0][2:])


def wrap_lines(text: str, random: Random) -> Iterator[Wound]:
    """A paragraph set in a column: a line end every 50 to 80 characters."""
    for m in PROSE.finditer(text):
        lines = textwrap.wrap(m[0], random.randint(50, 80), break_long_words=False, break_on_hyphens=False)
        if len(lines) > 2 and " ".join(lines) == m[0]:
            yield Wound(m.start(), m.end(), "\n".join(lines))


def cut_paragraphs(text: str, random: Random) -> Iterator[Wound]:
    """A paragraph cut in the middle of a sentence, as by the end of a column."""
    for m in PROSE.finditer(text):
        places = [s for s in re.finditer(r"(?<=[a-zà-ÿ]) (?=[a-zà-ÿ])", m[0]) if len(m[0]) * 0.3 < s.start() < len(m[0]) * 0.7]
        if places and random.random() < 0.34:
            at = random.choice(places).start()
            yield Wound(m.start(), m.end(), f"{m[0][:at]}\n\n{m[0][at + 1 :]}")


def insert_glyphs(text: str, random: Random) -> Iterator[Wound]:
    """A lone « П » or « Q » before a paragraph, as an icon leaves it."""
    for m in PROSE.finditer(text):
        if random.random() < 0.25:
            end = m[0].find(" ")
            yield Wound(m.start(), m.start() + end, f"{random.choice(GLYPHS)}\n\n{m[0][:end]}")


def add_note_marks(text: str, random: Random) -> Iterator[Wound]:
    """« contraintes. » becomes « contraintes.¹ »."""
    for prose in PROSE.finditer(text):
        if ends := list(re.finditer(r"[a-zà-ÿ]{3,}[.,]?(?=\s)", prose[0])):
            m = random.choice(ends)
            yield Wound(prose.start() + m.start(), prose.start() + m.end(), m[0] + random.choice("¹²³⁴"))


MAKERS: tuple[tuple[str, str, Maker], ...] = (
    ("lost_initial", "first letter dropped", drop_initials),
    ("hyphenation", "word broken at a line end", break_words),
    ("hyphenation", "compound broken at a line end", break_compounds),
    ("hyphenation", "hyphen put inside a word", hyphenate_inside),
    ("hyphenation", "hyphen of a compound dropped", drop_hyphens),
    ("glued_words", "name glued to its e-mail", glue_emails),
    ("glued_words", "name glued to its role", glue_roles),
    ("glued_words", "e-mail spaced out", space_emails),
    ("markup", "bold, underline, superscript", mark_words),
    ("markup", "bullet before a paragraph", mark_items),
    ("ocr_letter", "letter taken for another", confuse_letters),
    ("letter_case", "rubric partly in lower case", lower_titles),
    ("ligature", "ligature, loose accent, invisible sign", join_letters),
    ("line_join", "paragraph wrapped at 50–80 characters", wrap_lines),
    ("paragraph_join", "paragraph cut inside a sentence", cut_paragraphs),
    ("junk", "lone glyph before a paragraph", insert_glyphs),
    ("note_mark", "raised digit after a word", add_note_marks),
)
"""The rule that should repair it, what is done, and how."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text after damage: for each wound its span in the damaged text, and what was there."""

    text: str
    wounds: tuple[tuple[int, int, str], ...]


def damage(text: str, maker: Maker, random: Random) -> Damaged:
    """Do one kind of damage to a text.

    >>> damage("a fl", lambda text, random: iter([Wound(2, 4, "ﬂ")]), Random(1))
    Damaged(text='a ﬂ', wounds=((2, 3, 'fl'),))
    """
    parts: list[str] = []
    wounds: list[tuple[int, int, str]] = []
    at, length = 0, 0
    for wound in sorted(maker(text, random), key=lambda w: w.start):
        if wound.start < at or text[wound.start : wound.end] == wound.damaged:
            continue
        kept = text[at : wound.start]
        start = length + len(kept)
        parts += (kept, wound.damaged)
        length = start + len(wound.damaged)
        wounds.append((start, length, text[wound.start : wound.end]))
        at = wound.end
    return Damaged("".join((*parts, text[at:])), tuple(wounds))
