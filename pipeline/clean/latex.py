"""LaTeX that an OCR engine made of ordinary print."""

from __future__ import annotations

import re

from pipeline.clean.draft import Draft
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change

MATH = re.compile(r"\$(?=[^$\n]*[\\{}@^_])[^$\n]{1,4000}\$")
"""« $oldsymbol{8}$ »; amounts such as « 5 $ à 8 $ » hold no command."""
SCRIPT = re.compile(r"[\^_]\{([^{}$\n]{0,12})\}")
"""« 1^{er} », « CO_{2} »"""
SYMBOLS = {
    r"\otimes": "⊗", r"\times": "×", r"\rightarrow": "→", r"\to": "→", r"\leq": "≤", r"\geq": "≥", r"\pm": "±", r"\%": "%", r"\&": "&",
    r"\euro": "€", r"\approx": "≈", r"\checkmark": "✓", r"\bullet": "•", r"\circ": "°", r"\sim": "~", r"\_": "_", r"\#": "#", r"\$": "$",
}  # fmt: skip
BOX = re.compile(r"\\(?:hbox|mbox|text[a-z]{0,2})\{([^{}$\n]{0,60})\}")
"""« ana.roux@ville\\hbox{-}exemple.org » outside a formula"""
COMMAND = re.compile(r"\\[A-Za-z]+\*?|\\[%&_#$]")
LOST_BACKSLASH = re.compile(r"(?<![\\A-Za-z])(?:oldsymbol|extbf|extit|ext|athbf|athrm)(?=\{)")
"""« oldsymbol{8} »: « \\b » was read as an escape and lost."""
REPEATED_PIECES = 6
"""More pieces than this that only repeat what was said: the engine was looping."""


def remove_latex(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« 1^{er} » reads « 1er », « $oldsymbol{8}$ à » reads « 8 à »."""
    if "$" not in draft.text and "^" not in draft.text and "\\" not in draft.text and "_{" not in draft.text:
        return []
    changes = [Change(m.start(), m.end(), plain_latex(m[0][1:-1])) for m in MATH.finditer(draft.text)]
    taken = [(c.start, c.end) for c in changes]
    loose = [(m.start(), m.end(), m[1]) for m in SCRIPT.finditer(draft.text)]
    loose += [(m.start(), m.end(), m[1]) for m in BOX.finditer(draft.text)]
    loose += [(m.start(), m.end(), SYMBOLS[m[0]]) for m in COMMAND.finditer(draft.text) if m[0] in SYMBOLS]
    return changes + [Change(a, b, after) for a, b, after in loose if not any(x <= a < y for x, y in taken)]


def plain_latex(body: str) -> str:
    """The text inside a formula that was never one.

    >>> plain_latex(r"step han ie. martin@ville\\hbox{-}exemple.org")
    'stephanie.martin@ville-exemple.org'
    >>> plain_latex(r"ana.\\ roux@example.org")
    'ana.roux@example.org'
    >>> plain_latex(r"{\\color{red} \\textbf{Ana Roux}} \\\\ {\\textit{ana.roux}} ({\\textbf{@example.org}}")
    'Ana Roux ana.roux@example.org'
    """
    body = re.sub(r"\\color\{\w*\}", "", body)
    body = LOST_BACKSLASH.sub("", body)
    body = SCRIPT.sub(r"\1", body)
    body = re.sub(r"\\[ ,;:!]|~", " ", body.replace(r"\\", "\n"))  # « \ » alone is a space
    body = re.sub(r"\\hbox\{([^{}]*)\}", r"\1", body)
    body = COMMAND.sub(lambda m: SYMBOLS.get(m[0], ""), body)
    pieces = [p.strip() for p in re.split(r"[{}()\n]+", body) if p.strip()]
    kept: list[str] = []
    for i, piece in enumerate(pieces):
        if len(pieces) - i > REPEATED_PIECES and kept and piece in " ".join(kept):
            break  # the same end of a name again and again
        kept.append(piece)
    text = " ".join(kept).strip()
    if "@" not in text:
        return text
    text = re.sub(r"\s*@\s*", "@", text)
    if not re.search(r"[A-ZÀ-Ý]", text):
        text = text.replace(" ", "")
    return text
