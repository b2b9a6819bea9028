"""Markup left in the text: Markdown emphasis, headings, bullets and tables, HTML tags."""

from __future__ import annotations

import re

from pipeline.clean.draft import Draft, match_marked
from pipeline.clean.lines import BULLET
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

PAIRED = "paired"
TAGS = "u|b|i|s|em|strong|sup|sub|small|mark|span|font|div|p|center|del|ins|a|img|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]"
INLINE: tuple[tuple[str, re.Pattern[str], str], ...] = (
    # a mark that must be in the text, the pattern (the mark first, then what stands before it: so it is found quickly), what it becomes
    ("<", re.compile(rf"</?(?:{TAGS})(?:\s[^<>\n]*)?/?>", re.IGNORECASE), ""),  # « <u>www.exemple.fr</u> »
    ("<", re.compile(r"[ \t]*<br\s*/?>\s*", re.IGNORECASE), " "),
    ("<!--", re.compile(r"<!--.*?-->", re.DOTALL), ""),
    ("![", re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),  # « ![logo](logo.png) »
    ("**", re.compile(r"\*\*"), ""),  # « **DE LA** »
    ("*", re.compile(r"\*(?:(?<![*\w].)(?=[^\s*])|(?<=[^\s*].)(?![*\w]))"), PAIRED),  # « *Prendre en* compte »
    ("__", re.compile(r"__(?:(?<!\w..)(?=\S)|(?<=\S..)(?!\w))"), PAIRED),
    ("_", re.compile(r"_(?:(?<![\w/].)(?=[^\W_])|(?<=[^\W_].)(?![\w/]))"), PAIRED),
    ("#", re.compile(r"#(?<!\w.)(?=[a-zà-ÿ])"), ""),  # « #tiers-lieux »
    ("\\", re.compile(r"\\(?=[*_#\[\]()<>!|~-])"), ""),  # « \\* »
    ("`", re.compile(r"`(?<!`.)(?!`)"), PAIRED),
)
LINK = re.compile(r"(?<!!)(\[)[^\[\]\n]*[^\W_][^\[\]\n]*(\]\((?:mailto:)?)([^\s()]+)((?:[ \t]+\"[^\"\n]*\")?\))")
"""« [le site](https://example.org/site) »: the bracket, what joins the words to the address, the address, the end."""
OPENING = re.compile(
    rf"(?:[ \t]*(?:#{{1,6}}[ \t]+|>[ \t]+|(?:{BULLET})[ \t]+(?!\d+[ \t]*(?:%|$))|(?:-+>|→|➔|•|---)[ \t]*|[—–-][ \t]*»[ \t]*(?=«)))+"
    r"(?=\S)"
)
"""Marks that open a line, with their heaps: « - -> », « ## », « — » »."""
DASH = re.compile(r"[ \t]*[—–][ \t]+")
ICON = re.compile(r"[ \t]*(?:-[ \t]+)?(?:-+>|→|➔|---)[ \t]*\S")
DASHED_LIST = 3
"""« — » opens a speech in prose; it is a bullet among arrows, or where many lines have it."""
LINE_ONLY = re.compile(
    r"[ \t]*(?:[-*_=]{3,}|`{3,}\w*|\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?|[→•·■▪➔])[ \t]*(?m:$)"
)
"""Rules, fences, the ruling of a table, a bullet alone."""
TABLE_ROW = re.compile(r"[ \t]*\|(.*\|.*)\|[ \t]*(?m:$)")
"""« | Ville | 12 | »"""
ARROWS = ("->", "→", "➔", "➢")
INNER_ARROW = re.compile(r" *(?:(?<![-\w])-{1,3}>|→|➔|➢)[ \t]*")


def remove_markup(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« <u>www.exemple.fr</u> » reads « www.exemple.fr », « **DE LA** » reads « DE LA », « - -> Piloter » reads « Piloter »."""
    text = draft.text
    spans: dict[tuple[int, int], str] = {}
    for mark, pattern, after in INLINE:
        if mark in text:
            found = [m.span() for m in pattern.finditer(text)]
            spans.update(dict.fromkeys(_paired(found, text), "") if after == PAIRED else dict.fromkeys(found, after))
    for m in LINK.finditer(text) if "](" in text else ():
        spans.update(_link_marks(m))
    spans.update(dict.fromkeys((m.span() for m in match_marked(LINE_ONLY, text)), ""))
    for m in match_marked(TABLE_ROW, text) if "|" in text else ():
        spans.update(dict.fromkeys(_cell_walls(text, m), "\t"))
        spans.update(dict.fromkeys(_outer_walls(text, m), ""))
    return _without_overlaps([Change(a, b, after) for (a, b), after in spans.items()])


def remove_bullets(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« - -> Piloter » reads « Piloter »; an arrow inside a line begins another item."""
    text = draft.text
    dashed = any(match_marked(ICON, text)) or sum(1 for _ in match_marked(DASH, text)) >= DASHED_LIST
    changes = [Change(m.start(), m.end(), "") for m in match_marked(OPENING, text) if dashed or not DASH.fullmatch(m[0])]
    opened = {c.end for c in changes} | {c.start for c in changes}
    for m in INNER_ARROW.finditer(text) if any(arrow in text for arrow in ARROWS) else ():
        if m.end() in opened or m.start() in opened:
            continue
        line = text[text.rfind("\n", 0, m.start()) + 1 : text.find("\n", m.end()) % (len(text) + 1)]
        shown = _separator(text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1], "\t" in line)
        if shown is not None:
            changes.append(Change(m.start(), m.end(), shown))
    return _without_overlaps(changes)


def _separator(before: str, after: str, in_table: bool) -> str | None:
    """What an arrow inside a line becomes, by the characters around it; None leaves it."""
    if before in ("", "\n", "\t") or not after.strip():
        return ""
    if in_table:
        return " ; " if before.isalnum() or before in "%)" else " "
    begins_item = before in ":;." or (after.isupper() and (before.isalnum() or before in ",!?)»€%"))
    return "\n" if begins_item else None


def _link_marks(link: re.Match[str]) -> dict[tuple[int, int], str]:
    """« [le site](https://example.org) » reads « le site (https://example.org) »; an anchor or the same words again are left out."""
    words = link.string[link.end(1) : link.start(2)]
    if link[3].startswith("#"):
        return {link.span(1): "", (link.start(2), link.end()): ""}
    if words == link[3]:
        return {(link.start(), link.start(3)): "", link.span(4): ""}
    return {link.span(1): "", link.span(2): " (", link.span(4): ")"}


def _paired(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The marks that come in twos within a paragraph."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        by_line.setdefault(text.rfind("\n", 0, span[0]), []).append(span)
    return [span for line in by_line.values() for span in line[: len(line) - len(line) % 2]]


def _cell_walls(text: str, row: re.Match[str]) -> list[tuple[int, int]]:
    """The bars between the cells of a row."""
    return [(row.start(1) + m.start(), row.start(1) + m.end()) for m in re.finditer(r"[ \t]*\|[ \t]*", row[1])]


def _outer_walls(text: str, row: re.Match[str]) -> list[tuple[int, int]]:
    """The bars around a row."""
    inner = row[1]
    return [
        (row.start(), row.start(1) + len(inner) - len(inner.lstrip())),
        (row.end(1) - (len(inner) - len(inner.rstrip())), row.end()),
    ]


def _without_overlaps(changes: list[Change]) -> list[Change]:
    """The widest changes first come, in order."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept
