"""Web addresses, put together again where a line end or a lost underscore broke them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.extract.names import name_end
from pipeline.extract.roles import starts_role
from pipeline.extract.rows import Row, read_rows
from pipeline.offsets import offset_map
from pipeline.records import CleanDocument, Link, Section

TLDS = (
    "fr|org|com|eu|net|info|bzh|corsica|alsace|paris|coop|int|edu|gov|be|ch|lu|ca|de|es|it|uk|nl|pt|io|tv|re|gp|mq|gf|nc|pf|yt|pm"
    "|pro|biz|asso|online|site|app|dev|cloud|museum|mobi|ie|at|pl|se|dk|fi|no|us"
)
"""Top-level domains met in French public documents (IANA root zone)."""
BARE_TLDS = "fr|org|com|eu|net|info|bzh|corsica|alsace|paris|int|be|re"
"""Those trusted without « www. »: « agent.es » and « projet.de » are French words, not addresses."""
_PATH = r"(?:[/?#][^\s<>«»\"“”()\[\]|]*)?"
URL = re.compile(
    rf"(?<![\w@./}}\\-])(?:(?:https?|ftp)://[^\s<>«»\"“”()\[\]|]+"
    rf"|www\d?\.[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.(?:{TLDS})(?![\w@-]){_PATH}"
    rf"|(?:[a-zA-Z0-9][a-zA-Z0-9-]*\.)*[a-zA-Z0-9][a-zA-Z0-9-]+\.(?:{BARE_TLDS})(?![\w@-]|\.[a-zA-Z]){_PATH})"
)
"""With a scheme, with « www. », or a bare domain; never the domain of an e-mail address."""
MAY_BE_URL = re.compile(r"://|\.[a-zA-Z]")
"""What every address has in it, found faster."""
TRAILING = ".,;:!?…'’*_»”\"”)"
MARKUP = re.compile(r"</?\w+/?>|\*\*|\\")
OWN_WORDS = re.compile(r" ?\((?=https?://)")
"""« example.org (https://example.org/guide) »: the words of a link that are an address, then the address."""
AFTER_SLASH = re.compile(r"[ \u00a0]([a-z0-9]+(?:[-_.][a-z0-9]+)+/?|[a-z0-9_-]+/(?=[a-z0-9_-]*))(?=[\s.,;:)»<]|$)")
"""The rest of a path after a line end: « …/education/ projet-educatif »."""
UNDERSCORE = re.compile(r"[ \u00a0]([a-z0-9]+/)(?=\s|[a-z0-9])")
"""« /go project/ »: the underscore vanished in the underline of the link."""
CONTINUED = re.compile(r"[ \u00a0]((?=[a-z0-9_/-]*[\d/_-])[a-z0-9_/.-]+)$")
"""The rest of an address that a column's edge cut and that fills its paragraph: « …/202 4-09 »."""
LAST_WORD = re.compile(r"[ \u00a0]([a-z0-9]{2,})\W*$")
"""One word behind a slash, the last of its paragraph."""
OPENING_SIGNS = re.compile(r"^[\s→•–—>:;,.|)-]+")
UP_TO_MAIL = re.compile(r"^.*[\w.+-]+@[\w.-]+\w(?:\W*(?=[^\W\d_]))?")
"""An e-mail address and all before it: what an address of the web after it is not about."""
INTRODUCTION = re.compile(
    r"(?:(?:disponible|consultable|accessible|t[ée]l[ée]chargeable)s?|en ligne)?\s*"
    r"(?:[àa] l[’']adresse|sur(?: le site)?|voir|ici|en ligne|lien|site(?: internet| web)?)?\s*:?\s*$",
    re.IGNORECASE,
)
"""The words between a title and its address: « Disponible à l'adresse : »."""
NOTE_MARK = re.compile(r"^(?:\(?\d{1,2}\)?[ \u00a0](?=[A-ZÀ-Ý])|[¹²³*]+[ \u00a0]?)")
"""« 2 Règlement de l'appel à projets », the mark of a note."""
LONG = 250
"""Characters before an address that are more than a title; the longest references of a bibliography stay under it."""


def extract_links(document: CleanDocument, sections: Sequence[Section]) -> tuple[Link, ...]:
    """All addresses in reading order, each with the words that introduce it.

    « Carnet de route : www.example.org/carnet. » gives www.example.org/carnet, « Carnet de route ».
    """
    rows = read_rows(document)
    headings = [(s.heading_start, s.heading_end) for s in sections]
    places = offset_map(document.edits)
    marked = [places.clean_start(e.raw_end) for e in document.edits if e.rule == "markup" and e.before.endswith("[")]
    return tuple(link for row in rows for link in _links_of(row, rows, headings, marked))


def _links_of(row: Row, rows: Sequence[Row], headings: Sequence[tuple[int, int]], marked: Sequence[int]) -> Iterator[Link]:
    """The links of a paragraph; ``marked`` are the places where the words of a Markdown link begin."""
    after, label = 0, None
    for start, end, url in find_urls(row.text):
        words = max((at - row.start for at in marked if row.start + after <= at <= row.start + start), default=None)
        if words is not None and OWN_WORDS.match(row.text, end):
            continue
        is_text = words is not None and row.text[start - 2 : start] == " ("
        found = row.text[words : start - 2] if is_text else _label(row.text[after:start])
        if found is None and after == 0:
            found = _label_above(row, rows, headings)
        label = found or label
        yield Link(url, label, row.start + start, row.start + end)
        after = end


def find_urls(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans of addresses in a paragraph and what they read when repaired.

    >>> [url for *_, url in find_urls("voir <u>www.example.org/guide/ mode-d-emploi</u>, agent.e.s, a.b@example.org")]
    ['www.example.org/guide/mode-d-emploi']
    """
    if not MAY_BE_URL.search(text):
        return
    at = 0
    while match := URL.search(text, at):
        end = match.end()
        url = match[0]
        if "/" in url.removeprefix("https://").removeprefix("http://"):
            url, end = _continued(text, match.start(), url, end)
        url = MARKUP.sub("", url)
        kept = url.rstrip(TRAILING)
        end -= len(url) - len(kept) if text[:end].endswith(url) else 0
        at = max(end, match.start() + 1)
        if "." in kept:
            yield match.start(), end, kept


def _continued(text: str, start: int, url: str, end: int) -> tuple[str, int]:
    """An address with the pieces that were torn off its path."""
    while True:
        if url.endswith(("/", "-")) and (more := AFTER_SLASH.match(text, end)):
            url += more[1]
        elif (more := UNDERSCORE.match(text, end)) and "/" in url[8:]:
            url += "_" + more[1]
        elif more := CONTINUED.match(text, end) if start == 0 else LAST_WORD.match(text, end) if url.endswith("/") else None:
            url += more[1]
        else:
            return url, end
        end = more.end()


def _label(before: str) -> str | None:
    """The title in the words before an address."""
    text = OPENING_SIGNS.sub("", MARKUP.sub("", before))
    if "@" in text:
        text = UP_TO_MAIL.sub("", text)
    text = NOTE_MARK.sub("", text)
    if len(text) > LONG:  # running text: only the sentence that holds the address
        text = re.split(r"(?<=[.!?]) (?=[A-ZÀ-Ý])", text)[-1]
    text = INTRODUCTION.sub("", text.rstrip(" \u00a0:–—-([<→>•"))
    text = text.rstrip(" \u00a0:–—-([<,.→>")
    return text if sum(c.isalpha() for c in text) >= 2 else None


def _label_above(row: Row, rows: Sequence[Row], headings: Sequence[tuple[int, int]]) -> str | None:
    """The line over an address that stands on a line of its own, unless it is a heading or has its own."""
    if row.index == 0:
        return None
    above = rows[row.index - 1]
    at = bisect_right(headings, (above.start, above.end))
    is_heading = at > 0 and headings[at - 1][0] <= above.start < headings[at - 1][1]
    if is_heading or len(above.text) > 300 or above.paragraph.page != row.paragraph.page:
        return None
    is_person = name_end(above.text) == len(above.text) or any(starts_role(clause) for clause in above.text.split(", "))
    if is_person or above.text.endswith((".", "!", ";")):
        return None
    return _label(above.text[max((end for _, end, _ in find_urls(above.text)), default=0) :])
