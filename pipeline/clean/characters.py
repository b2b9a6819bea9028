"""Characters that print well and read badly: ligatures, loose accents, invisible and control characters.

Never NFKC or NFKD: « m² » must not become « m2 », nor « é » fall apart.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.clean.draft import Draft
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij",
}  # fmt: skip
"""Presentation forms; œ and æ are letters of French and stay."""
DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u0338]+")
"""« e » followed by a combining acute."""
ACCENT = re.compile("[\u0300-\u0338]")
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+")
"""Soft hyphens, zero-width spaces, direction marks, byte order marks, control characters (tab and newline aside)."""
LOOKALIKES = dict(zip("АВЕКМНОРСТХаеорсухкмтΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν", "ABEKMHOPCTXaeopcyxkmtABEZHIKMNOPTYXoav", strict=True))
"""Cyrillic and Greek letters that fonts and OCR put for Latin ones."""
MIXED_WORD = re.compile(r"[\w€'\u2019\u0300-\u0338-]*[A-Za-zÀ-ÿﬀ-ﬆ\d€][\w€'\u2019\u0300-\u0338-]*")
LOOKALIKE = re.compile("[" + "".join(LOOKALIKES) + "]")
APOSTROPHE = re.compile("\u02bc")
"""The modifier letter that some slide programs write for an apostrophe: « lʼÉtat »."""
HYPHEN = re.compile("[\u2010\u2011]")
"""The hyphens of some typesetting programs, which no word list knows."""
SOFT_BREAK = re.compile("([^\\W\\d_]+)(\u00ad[ \\t]*)(\n)([^\\W\\d_]+)")
LIGATURE = re.compile("[" + "".join(LIGATURES) + "]")
MENDED = re.compile("|".join(p.pattern.removesuffix("+") for p in (LIGATURE, ACCENT, HYPHEN, APOSTROPHE, LOOKALIKE, INVISIBLE)))
"""Any of these: most texts have none."""


def mend_characters(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« oﬃce » reads « office », « e\u0301 » reads « é »; what cannot be seen goes."""
    if not MENDED.search(draft.text):
        return []
    changes = [Change(m.start(), m.end(), LIGATURES[m[0]]) for m in LIGATURE.finditer(draft.text)]
    for match in DECOMPOSED.finditer(draft.text) if ACCENT.search(draft.text) else ():
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            changes.append(Change(match.start(), match.end(), composed))
    changes += [Change(m.start(), m.end(), "-") for m in HYPHEN.finditer(draft.text)]
    changes += [Change(m.start(), m.end(), "\u2019") for m in APOSTROPHE.finditer(draft.text)]
    changes += lookalikes(draft.text)
    changes += [Change(m.start(), m.end(), "") for m in INVISIBLE.finditer(draft.text)]
    return changes


def lookalikes(text: str) -> list[Change]:
    """« 7м€ » (a Cyrillic м) reads « 7m€ »; words wholly in another script stay.

    >>> [(c.start, c.after) for c in lookalikes("7м€ pour Москва")]
    [(1, 'm')]
    """
    if not LOOKALIKE.search(text):
        return []
    words = (m for m in MIXED_WORD.finditer(text) if LOOKALIKE.search(m[0]))
    return [Change(w.start() + m.start(), w.start() + m.end(), LOOKALIKES[m[0]], 0.98) for w in words for m in LOOKALIKE.finditer(w[0])]


def join_soft_hyphens(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« re\u00ad\\nlevés » reads « relevés »; « dix\u00ad\\nhuit » reads « dix-\\nhuit », which the rule for hyphens joins.

    Some typesetting programs write their line-end hyphens as soft ones, those of compounds among them.
    """
    changes = []
    for match in SOFT_BREAK.finditer(draft.text) if "\u00ad" in draft.text else ():
        if knowledge.lexicon.frequency(match[1] + match[4]) > 0:
            changes.append(Change(match.end(1), match.start(4), ""))
        else:
            changes.append(Change(match.start(2), match.end(2), "-", 0.9))
    return changes
