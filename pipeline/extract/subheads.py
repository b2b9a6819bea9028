"""Which lines are headings although no list of headings knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.dates import MONTHS, find_dates
from pipeline.extract.headings import BOILERPLATE, FINITE_VERBS, FUNCTION_WORDS, ORGANISATION, ROLE_WORDS, heading_type
from pipeline.extract.rows import Row
from pipeline.french import ends_sentence, fold, letter_count

MAX_LENGTH = 130
MAX_CAPITALS = 160
PROSE, SENTENCE = 120, 25
"""Characters of a paragraph that is prose, not a label; of the shortest line under an item of an agenda."""
ADDRESS = re.compile(r"@|https?:|www\.|\w\.(?:fr|org|com|eu|gouv|net)\b")
WIDGET = re.compile(r"\btemps de (?:lecture|visionnage)\b|\b\d+ ?min(?:utes)? de lecture\b")
"""Folded words of a web page's reading aids, printed beside a rubric."""
CLOSED = frozenset({"authors", "tutor", "testimony", "contact", "toc"})
"""Sections that hold names, roles, speech and addresses, but no headings of their own."""
AXIS = re.compile(
    r"(?:axe|etape|phase|objectif|action|orientation|volet|chantier|levier|partie|titre|priorite|piste|enjeu|defi|fiche)s? "
    r"(?:n° ?)?\d{1,2} ?[:.–—-] ?\S"
)
"""« Axe 1 : Fédérer les acteurs »."""
MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) (?:19|20)\d\d")
"""Folded « Janvier 2024 », the date of an issue."""
SPEAKER = re.compile(r"(?:mme|m\.|mm\.|monsieur|madame|mademoiselle|me|dr)\s")
"""Folded start of a line that says who speaks: « Mme le Maire »."""
TITLED_NAME = re.compile(r"\b(?:Monsieur|Madame|M\.|Mme) (?:[A-ZÀ-Ý][\w'’-]+ )?[A-ZÀ-Ý][\w'’-]+")
"""« Présidence de Monsieur Paul Durand, Maire »"""
FIGURE = re.compile(r"[+–-]? ?\d[\d\s.,]*\s*(?:%|€|[kM]€|[a-zà-ÿ])")
"""« 46 % de produits locaux », « 42 commerçants »: big letters that are a key figure."""
KEY_FIGURE = re.compile(r"[+–-]? ?\d[\d \u00a0.,]*(?:%|[kM]?d?€|ans|km²?|ha|m²|tonnes|millions?|milliards?)?")
"""« 28,4 M€ » on a line of its own; « 12 » may be the number of a page."""
TALLY = re.compile(r"[^\W\d_] ?: ?\d[\d\s]*(?:$|[.,;|/]|[–—-] )")
"""« Pour : 26 – Contre : 3 », « Population : 1 240 »: a label with its number."""
NUMBERED = re.compile(r"(\d{1,2})[.)] ?(?=[A-ZÀ-Ý«])")
"""« 2. Subventions aux associations »."""
NOTE = re.compile(r"(?:a noter|nb|source|photo|figure|legende|dont|exemple)\b")
"""Folded first words of notes and captions."""
ENDS_IN_MORE = re.compile(r"\b(?:de|en) plus$")
"""« Un agent de plus »: here the last word is no opener of something cut off."""
NAME_WORD = re.compile(r"[A-ZÀ-Ý][\w'’-]*\.?")
LETTERED = re.compile(r"(?:[a-h]|[ivx]{1,4})[.)/] ?\S|\d{1,2}(?:\.\d{1,2})+\.? \S")
"""« A. Quatre axes », « IV. Bilan », « 2.1 Recettes »."""


def is_subhead(rows: Sequence[Row], index: int, section: str | None, body: float | None) -> bool:
    """Whether a row is a heading inside a section of the given type."""
    row = rows[index]
    if section in CLOSED or not _may_be_heading(row) or _leads_in(row):
        return False
    if row.paragraph.kind == "heading":
        return True
    if _stands_out(row, body) and (not row.is_list_item or row.is_capitals or row.text[0].isdigit()):
        return True
    if row.is_capitals:
        if index and KEY_FIGURE.fullmatch(rows[index - 1].text) and (section == "figures" or not rows[index - 1].text.strip().isdigit()):
            return False  # the label under its number
        words = 2 if section == "promotions" or row.paragraph.size else 3
        return (row.is_alone or _opens_block(rows, index)) and not row.paragraph.box and len(row.text.split()) >= words
    if index + 1 == len(rows) or len(row.text) > MAX_LENGTH or row.text[0].islower() or not row.is_alone or row.paragraph.size:
        return False
    if NUMBERED.match(row.text) or row.is_list_item:
        return _numbers_items(rows, index) if NUMBERED.match(row.text) else _is_arrow_heading(rows, index, section)
    if section == "figures":
        return _heads_figures(rows, index) or _ends_figures(rows, index)
    if section in ("article", "other") and _asks(rows, index):
        return True
    return (_reads_as_heading(row) or _parts_prose(rows, index)) and (_holds_text(rows[index + 1]) or _heads_directory(rows, index))


def _may_be_heading(row: Row) -> bool:
    """Not a number, an address, a sentence, a role, a row of a table, a line of web boilerplate."""
    text = row.text
    if len(text) > MAX_CAPITALS:  # most rows are prose
        return False
    if "\t" in text or row.paragraph.kind in ("table", "note") or text[0] in '«"“(+':
        return False
    if text[-1] in ",;" or (text[-1] in ".!…" and row.paragraph.kind != "heading"):
        return False
    letters = letter_count(text)
    if letters < 4 or letters < len(text) / 2:
        return False
    if ADDRESS.search(text) or BOILERPLATE.fullmatch(row.key.strip(" .:")) or WIDGET.search(row.key) or ROLE_WORDS.fullmatch(row.key):
        return False
    if row.paragraph.size and FIGURE.match(text):
        return False
    if is_name(text) and row.paragraph.kind != "heading" and not row.is_capitals:
        return False
    if TITLED_NAME.search(text) and row.paragraph.kind != "heading":
        return False
    if TALLY.search(text) or SPEAKER.match(row.key) or MONTH.fullmatch(row.key) or (len(text) <= 100 and next(find_dates(text), None)):
        return False
    return row.key.split()[-1] not in FUNCTION_WORDS or bool(ENDS_IN_MORE.search(row.key))


def _leads_in(row: Row) -> bool:
    """A sentence that leads to a list, even in bold: « Les tarifs sont fixés comme suit : »."""
    return row.text[-1] == ":" and not LETTERED.match(row.key) and _has_verb(row)


def _has_verb(row: Row) -> bool:
    """Whether a finite verb stands in the line; « à » is none, though folded it reads « a »."""
    return any(fold(w) in FINITE_VERBS for w in re.findall(r"[\w-]+", row.text.lower().replace("à", "")))


def _stands_out(row: Row, body: float | None) -> bool:
    """Bigger (an eighth) or bold where the rest is not; boxes hold labels, not headings."""
    if not body or not row.paragraph.size or row.paragraph.box or len(row.text) > MAX_LENGTH:
        return False
    if row.paragraph.size >= 1.12 * body:
        return True
    return row.paragraph.size >= 0.95 * body and (row.paragraph.is_bold or row.is_capitals)


def _opens_block(rows: Sequence[Row], index: int) -> bool:
    """The first line of a block whose other lines are not in capitals."""
    block = rows[index].paragraph.block
    before = index > 0 and rows[index - 1].paragraph.block == block
    after = [r for r in rows[index + 1 : index + 3] if r.paragraph.block == block]
    return not before and bool(after) and not any(r.is_capitals or r.paragraph.kind == "table" for r in after)


def _reads_as_heading(row: Row) -> bool:
    """Short, without a finite verb; or lettered, numbered."""
    words = re.findall(r"[\w-]+", row.text.lower().replace("à", "").replace("’", "'"))
    if not 2 <= len(words) <= 18:
        return False
    if AXIS.match(row.key) or LETTERED.match(row.key):
        return True
    if NOTE.match(row.key) or (row.text[0].isdigit() and row.text[-1] != ":"):
        return False
    return not (_has_verb(row) or re.search(r"[.;] ", row.text))


def _parts_prose(rows: Sequence[Row], index: int) -> bool:
    """A short line without a closing mark between two paragraphs of prose: « Ce que nous avons fait »."""
    row, before, after = rows[index], rows[index - 1] if index else None, rows[index + 1]
    if before is None or not 5 <= len(row.text) <= 60 or ends_sentence(row.text) or NOTE.match(row.key):
        return False
    return len(before.text) >= PROSE / 2 and ends_sentence(before.text) and len(after.text) >= 100 and after.text[0].isupper()


def _asks(rows: Sequence[Row], index: int) -> bool:
    """A question on its own line and the answer under it: « Vous avez doublé le réseau en six ans. Comment ? »."""
    return rows[index].text.endswith("?") and _holds_text(rows[index + 1]) and not rows[index + 1].text.endswith("?")


def _is_arrow_heading(rows: Sequence[Row], index: int, section: str | None) -> bool:
    """A line behind an arrow that no list item neighbours and prose follows; a question; a caption under a table."""
    row, before, after = rows[index], rows[index - 1] if index else None, rows[index + 1]
    asks = row.text.endswith("?")
    if before is None or after.is_list_item or len(row.key.split()) < (4 if asks else 5):
        return False
    if section == "further":
        block = before.paragraph.block
        return any(r.paragraph.kind == "table" and r.paragraph.block == block for r in rows[max(0, index - 12) : index])
    if not asks and (before.is_list_item or not before.is_alone or ends_sentence(row.text)):
        return False
    return _holds_text(after)


def _heads_figures(rows: Sequence[Row], index: int) -> bool:
    """A line over a group of figures: it begins as a noun phrase, and the number under it has its own label."""
    row, before, after = rows[index], rows[index - 1] if index else None, rows[index + 1]
    if before is not None and re.fullmatch(r"[\d\s.,%]+", before.text):
        return False
    if not re.match(r"(?:la |le |les |l'|une? |nos |notre )", row.key) or len(row.key.split()) < 3 or len(row.text) > 80:
        return False
    if re.search(r"\d ?(?:%|€|[kM]€|\d{3}\b(?<!20\d\d))", row.text):
        return False
    if _has_verb(row):
        return False
    if re.fullmatch(r"[\d\s.,%]+", after.text):
        return index + 2 < len(rows) and rows[index + 2].text[:1].islower()
    return after.text[0].isdigit() or after.key.split()[-1] in FUNCTION_WORDS or after.text[0].islower()


def _ends_figures(rows: Sequence[Row], index: int) -> bool:
    """A short line after the last label of a box, over two paragraphs of prose: « Petite enfance »."""
    row, after = rows[index], rows[index + 1 : index + 2]
    if _is_number(rows[index - 1]) and not _labels_first(rows, index):
        return False  # the label under its number
    return len(row.key.split()) <= 6 and not _has_verb(row) and all(len(r.text) >= PROSE and ends_sentence(r.text) for r in after)


def _is_number(row: Row) -> bool:
    """« 23 640 », « 7,1 M€ » on a line of their own."""
    return len(row.text) < 20 and bool(re.search(r"\d", row.text))


def _labels_first(rows: Sequence[Row], index: int) -> bool:
    """Whether a box that ends before a row gives each label over its number, from its heading on."""
    at = index - 1
    while at > 1 and _is_number(rows[at]) and not _is_number(rows[at - 1]):
        at -= 2
    return at < index - 3 and heading_type(rows[at].text) == "figures"


def _numbers_items(rows: Sequence[Row], index: int) -> bool:
    """An item of an agenda over its text: the next or the last number stands over text too."""
    number = NUMBERED.match(rows[index].text)
    after = rows[index + 1]
    if number is None or after.is_list_item or len(after.text) < SENTENCE or after.text[0].islower() or _has_verb(rows[index]):
        return False
    wanted = {int(number[1]) - 1, int(number[1]) + 1}
    others = ((i, NUMBERED.match(r.text)) for i, r in enumerate(rows) if abs(i - index) > 1 and r.is_alone and len(r.text) <= MAX_LENGTH)
    return any(m and int(m[1]) in wanted and i + 1 < len(rows) and not NUMBERED.match(rows[i + 1].text) for i, m in others)


def _heads_directory(rows: Sequence[Row], index: int) -> bool:
    """« Pôle technique » over a person, the office and the address."""
    if index + 3 >= len(rows) or ORGANISATION.fullmatch(rows[index].key) or not is_name(rows[index + 1].text):
        return False
    return bool(ROLE_WORDS.fullmatch(rows[index + 2].key)) and bool(ADDRESS.search(rows[index + 3].text))


def _holds_text(row: Row) -> bool:
    """Whether a row can be what a heading stands over: prose, a list or a table, begun properly."""
    if row.is_list_item or "\t" in row.text:
        return True
    return len(row.text) >= 60 and not row.text[0].islower() and not row.is_capitals


def is_name(text: str) -> bool:
    """« Odile Marchand », « Jean-Marc LE GALL »: two to four capitalised words and nothing else."""
    words = text.split(maxsplit=4)
    return 2 <= len(words) <= 4 and all(map(NAME_WORD.fullmatch, words))
