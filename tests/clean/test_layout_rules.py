from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.clean.draft import Draft
from pipeline.clean.layout_rules import join_drop_caps, join_wrapped_lines, remove_furniture, remove_note_marks
from pipeline.knowledge import Knowledge
from pipeline.lexicon import Lexicon
from pipeline.offsets import Change
from pipeline.records import Line, RawDocument, Source

FREQUENCIES = {
    "à": 1e-2,
    "partir": 1e-4,
    "en": 1e-2,
    "août": 1e-4,
    "il": 1e-2,
    "suffit": 1e-4,
    "une": 1e-2,
    "un": 1e-2,
    "e": 1e-5,
    "a": 1e-2,
    "u": 1e-6,
    "au": 1e-2,
}


@pytest.fixture
def knowledge() -> Knowledge:
    return Knowledge(Lexicon(FREQUENCIES), None, None)  # type: ignore[arg-type]


def draft(*rows: tuple[str, str, bool]) -> Draft:
    """A document from (role, text, wraps); "" stands for a blank line."""
    text, lines = "", []
    for role, words, wraps in rows:
        if not role:
            text += "\n"
            continue
        lines.append(Line(len(text), len(text) + len(words), 1, role=role, wraps=wraps))
        text += words + "\n"
    return Draft(
        RawDocument(Source("d", "d.pdf", "", 0, "application/pdf"), text.removesuffix("\n"), tuple(lines)), text.removesuffix("\n")
    )


BLANK = ("", "", False)


def run(rule: Callable[[Draft, Knowledge], list[Change]], before: Draft, knowledge: Knowledge) -> str:
    return before.apply(rule(before, knowledge), "rule").text


@pytest.mark.parametrize(
    ("cap", "rest", "expected"),
    [
        ("Q", "uatre marchés", "Quatre marchés"),
        ("L’", "agglomération", "L’agglomération"),
        ("À", "partir de mai", "À partir de mai"),
        ("À", "L’HEURE où", "À L’HEURE où"),
        ("En", "août 2022", "En août 2022"),
        ("Il", "suffit", "Il suffit"),
        ("Un", "e ville", "Une ville"),
        ("A", "u printemps", "Au printemps"),
        ("15", "vitrines", "15 vitrines"),
        ("2", "023 restera", "2023 restera"),
        ("« N", "ous voulons", "« Nous voulons"),
        ("D", "EPUIS 1984", "DEPUIS 1984"),
    ],
)
def test_drop_caps_are_joined_with_or_without_a_space(cap: str, rest: str, expected: str, knowledge: Knowledge) -> None:
    assert run(join_drop_caps, draft(("drop_cap", cap, False), ("text", rest, False)), knowledge) == expected


def test_running_lines_leave_and_paragraphs_stay_apart(knowledge: Knowledge) -> None:
    before = draft(
        ("furniture", "Cahier", False), BLANK, ("text", "Un", False), BLANK, ("furniture", "Page 1", False), BLANK,
        ("margin", "Santé", False), BLANK,
        ("text", "Deux", False), BLANK, ("furniture", "Cahier", False), BLANK, ("furniture", "Page 2", False),
    )  # fmt: skip
    assert run(remove_furniture, before, knowledge) == "Un\n\nDeux"


def test_a_page_of_running_lines_alone_is_empty(knowledge: Knowledge) -> None:
    assert run(remove_furniture, draft(("furniture", "Cahier", False), BLANK, ("furniture", "2", False)), knowledge) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("les mêmes contraintes.¹", "les mêmes contraintes."),
        ("la convention² signée", "la convention signée"),
        ("le taux ³ ; puis", "le taux ; puis"),
        ("350 m² et 12 km²", "350 m² et 12 km²"),
        ("60 m³ de CO²", "60 m³ de CO²"),
        ("120m² à 4 €/m²/an", "120m² à 4 €/m²/an"),
    ],
)
def test_note_marks(before: str, after: str, knowledge: Knowledge) -> None:
    assert run(remove_note_marks, draft(("text", before, False)), knowledge) == after


def test_full_lines_are_joined(knowledge: Knowledge) -> None:
    before = draft(
        ("text", "Le plan", True), ("text", "est voté.", False), ("text", "Ville de Brest", False), BLANK, ("text", "Fin", False)
    )
    assert run(join_wrapped_lines, before, knowledge) == "Le plan est voté.\nVille de Brest\n\nFin"


def test_an_address_over_two_lines_is_joined_without_space(knowledge: Knowledge) -> None:
    before = draft(("text", "https://www.example.org/annonces/", True), ("text", "modeles", False))
    assert run(join_wrapped_lines, before, knowledge) == "https://www.example.org/annonces/modeles"
