"""Patterns that are tried at their words alone find what they find when tried everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.extract import announced, body_patterns, branches, name_patterns
from pipeline.extract.headed import Headed, InLine

SAMPLES = Path(__file__).parents[2] / "raw"
PATTERNS = {
    name: found
    for module in (name_patterns, body_patterns, announced, branches)
    for name, found in vars(module).items()
    if isinstance(found, Headed | InLine)
}
COMPLEMENTS = "de la Ville de Dreux|d'État|Tours|du Grand Nancy Habitat|et Métropole de Rennes|« Les deux rives »|départementale de l'Orne"
EXAMPLES = "éd. Papyrus, Éditions du Rivage ; l'école maternelle Jules Ferry ; l'Amicale des donneurs de sang"


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
