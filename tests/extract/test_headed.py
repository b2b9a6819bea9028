"""Patterns that are tried at their words alone find what they find when tried everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.extract import announced, body_patterns, branches, name_patterns
from pipeline.extract.headed import Headed, InLine
from pipeline.extract.name_columns import SHARE, _shares
from pipeline.extract.number_grammar import _next_anchor
from pipeline.extract.number_patterns import ANCHOR

SAMPLES = Path(__file__).parents[2] / "raw"
PATTERNS = {
    name: found
    for module in (name_patterns, body_patterns, announced, branches)
    for name, found in vars(module).items()
    if isinstance(found, Headed | InLine)
}
COMPLEMENTS = "de la Ville de Dreux|d'État|Tours|du Grand Nancy Habitat|et Métropole de Rennes|« Les deux rives »|départementale de l'Orne"
EXAMPLES = (
    "éd. Papyrus, Éditions du Rivage ; l'école maternelle Jules Ferry ; l'Amicale des donneurs de sang ; l'association Vieillir au Bourg"
)


def pieces(pattern: re.Pattern[str]) -> str:
    """The branches of a pattern as lines, without the marks of regular expressions, and each head before usual complements."""
    branches = pattern.pattern.replace("[ \u00a0]", " ").replace("['\u2019]", "'").split("|")
    plain = [re.sub(r"\[(\w)\w\]", r"\1", re.sub(r"\\b|\(\?[:!]|\(\?<[!=]|[()?]", "", branch)) for branch in branches]
    return "\n".join([*plain, *(f"à l'{head} {after}" for head in plain for after in COMPLEMENTS.split("|"))])


@pytest.mark.parametrize("name", PATTERNS)
def test_the_same_is_found(name: str) -> None:
    tried = PATTERNS[name]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(SAMPLES.glob("*.txt"))]
    found = []
    for text in (*texts, EXAMPLES, pieces(tried.pattern)):
        everywhere = [(m.span(), m.groupdict()) for m in tried.pattern.finditer(text)]
        assert [(m.span(), m.groupdict()) for m in tried.finditer(text)] == everywhere
        found += everywhere
    assert found


def test_numbers_are_found_where_words_begin() -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(SAMPLES.glob("*.txt"))]
    for text in (*texts, "12 agents, -3 % ; l'un, deux_trois, A4 2B 1.2.3 (vingt-deux)", "Trois", "x 5"):
        found, at = [], 0
        while match := _next_anchor(text, at, len(text)):
            found.append(match.span())
            at = match.end()
        assert found == [match.span() for match in ANCHOR.finditer(text)]
        assert found


def test_shares_are_found_on_lines_with_money() -> None:
    lines = ("Aides", "- Amicale laïque : 1 200 €", "Club de voile : 300 euros", "Le total : 12", "Europa : 5 k€ en 2023", "Chœur … 12 M€")
    text = "\n".join(lines)
    everywhere = [m.span() for m in re.finditer(rf"(?m)^(?:{SHARE.pattern.removesuffix(chr(92) + 'Z')})$", text)]
    assert [m.span() for m in _shares(text)] == everywhere
    assert len(everywhere) == 4
