"""Capitals to sentence case."""

from __future__ import annotations

from pipeline.knowledge import Knowledge


def sentence_case(text: str, knowledge: Knowledge, names: frozenset[str] = frozenset()) -> str:
    """« LES CHIFFRES » reads « Les chiffres »."""
    return text[:1] + text[1:].lower()
