"""Words a second from the files to the tables, beside spaCy alone over the same text, and with two processes.

    python -m benchmarks.speed

Peers: only the entity recogniser of fr_core_news_md, on whichever matrix product is faster here, one thread; the recogniser
as spaCy loads it, with the shared tok2vec; the whole model over the files, as a first script would. They find entities and
stop; this pipeline ingests, cleans, extracts, resolves and publishes. Texts: half a million words made from the sample
corpus, of which the slow peers read a part; and, once, the documents of ../shared where they are there. Ours starts cold, with
an empty output folder: start-up, model load and the processor time of driver and worker together are counted.
Writes the tables into docs/performance.md, in about eight minutes.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from benchmarks.measuring.builds import Build, build
from benchmarks.measuring.invented import LONG, write_documents, write_words
from benchmarks.measuring.pages import QUICK, ROOT, SHARED, make_table, report, versions, write_between
from benchmarks.measuring.timing import Run, median_spread, rounds, run_apart, take_turns
from pipeline.clean import clean_document
from pipeline.extract.model import SIGHT
from pipeline.extract.reading import reading_text
from pipeline.extract.windows import find_passages
from pipeline.ingest import ingest_document
from pipeline.knowledge import load_knowledge

MODEL = "fr_core_news_md"
WORDS = 20_000 if QUICK else 500_000
SLOW_SHARE = 5
"""The slow peers read one file of so many: their rate is the same."""
NEWSLETTERS, PARTS = (10, 2) if QUICK else (500, 7)
"""Documents as long as real ones (3,600 words on average in ../shared), on which the second process is measured too."""
LOOKED_AT = 50
"""Documents that tell how often passages repeat."""
NER_ALONE = ["tok2vec", "morphologizer", "parser", "tagger", "attribute_ruler", "lemmatizer", "senter"]
BATCH = 128
BARE, STOCK, NAIVE = "ner alone, faster matrix product", "tok2vec and ner, as loaded", "whole model over the files"
OURS, TWO = "**this pipeline, to the tables**", "this pipeline, two processes"
TIMES = {BARE: "times ner alone", NAIVE: "times the whole model"}
"""What the others are measured against."""
MILLION_WORDS = 1e9
"""Of a million documents of a thousand words."""
Seconds = tuple[float, float]
"""Of processor time, and of the clock."""
Reading = tuple[int, Seconds]
"""Words, and the seconds of reading them, model load left out."""


def paths_of(folder: Path, share: int = 1) -> list[Path]:
    """The files of a folder, or one of so many."""
    return sorted(folder.rglob("*.txt"))[::share]


def lines_of(paths: list[Path]) -> list[str]:
    """Their non-blank lines, each a paragraph."""
    return [line for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def read_bare(folder: Path) -> Reading:
    """``ner`` alone; numpy's and blis' product are tried on the first lines."""
    lines = lines_of(paths_of(folder))
    rates = {use_blis: _timed(_load_bare(use_blis), lines[:400]) for use_blis in (False, True)}
    return count_words(lines), _timed(_load_bare(min(rates, key=lambda use_blis: rates[use_blis][0])), lines)


def _load_bare(use_blis: bool) -> Any:
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=use_blis))
    return spacy.load(MODEL, exclude=NER_ALONE)


def read_stock(folder: Path) -> Reading:
    """``tok2vec`` and ``ner`` with spaCy's own settings."""
    import spacy

    lines = lines_of(paths_of(folder, SLOW_SHARE))
    return count_words(lines), _timed(spacy.load(MODEL, exclude=NER_ALONE[1:]), lines)


def read_naive(folder: Path) -> Reading:
    """Every file through the whole model."""
    import spacy

    texts = [path.read_text(encoding="utf-8") for path in paths_of(folder, SLOW_SHARE)]
    return count_words(texts), _timed(spacy.load(MODEL), texts)


def _timed(nlp: Any, texts: list[str]) -> Seconds:
    begun = process_time(), perf_counter()
    for doc in nlp.pipe(texts, batch_size=BATCH):
        [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    return process_time() - begun[0], perf_counter() - begun[1]


def count_words(texts: list[str]) -> int:
    """Words between spaces."""
    return sum(len(text.split()) for text in texts)


def peer(read: Callable[[Path], Reading], folder: Path) -> Callable[[], Run]:
    """A peer to be measured on a folder."""
    return partial(run_apart, read, folder)


Runs = Mapping[str, Sequence[Run | Build]]
"""What each tool took, by its name."""


def measure(folder: Path, work: Path) -> Runs:
    """All tools on the made corpus: what is fast is measured in turn, the slow peers once after it."""
    outs = map(str, range(1000))
    fast: dict[str, Callable[[], Run | Build]] = {
        OURS: partial(build_next, folder, work, outs, 1),
        BARE: peer(read_bare, folder),
        TWO: partial(build_next, folder, work, outs, 2),
    }
    return take_turns(fast, rounds(2)) | take_turns({STOCK: peer(read_stock, folder), NAIVE: peer(read_naive, folder)}, 1)


def measure_once(folder: Path, work: Path) -> Runs:
    """Ours and the recogniser alone on another corpus."""
    return {OURS: [build(folder, work / "once")], BARE: [peer(read_bare, folder)()]}


def gain(runs: Runs) -> str:
    """What a second process is worth."""
    times = [one.wall / two.wall for one, two in zip(runs[OURS], runs[TWO], strict=True)]
    return f"Two processes: {median_spread(times, 2)} times as fast as one, by the clock."


def measure_long(work: Path) -> str:
    """What a second process is worth where documents are as long as real brochures, minutes and reports."""
    words = write_documents(work / "long", NEWSLETTERS, LONG, PARTS)
    outs = map(str, range(1000))
    runs = take_turns({tool: partial(build_next, work / "long", work, outs, jobs) for tool, jobs in ((OURS, 1), (TWO, 2))}, rounds(2))
    return f"Made newsletters, {words:,} words in {NEWSLETTERS:,} files. {gain(runs)}"


def build_next(folder: Path, work: Path, outs: Iterator[str], jobs: int) -> Build:
    """A build into the next empty folder."""
    return build(folder, work / next(outs), jobs=jobs)


def cost(rate: float) -> str:
    """What a million documents of a thousand words cost at so many words a second of processor time."""
    hours = MILLION_WORDS / rate / 3600
    spread = ", ".join(f"{hours / cores:.1f} on {cores}" for cores in (8, 80))
    return f"At {rate:,.0f} words a second of processor time, start-up and joins counted: {hours:.0f} hours on one core, {spread}."


def describe(folder: Path, runs: Runs) -> str:
    """What was measured on a folder, by tool."""
    words = count_words(lines_of(paths_of(folder)))
    rates = {name: [[rate_of(run, words, clock) for run in some] for clock in (0, 1)] for name, some in runs.items()}
    heads = [""]
    for unit in ("second of processor time", "second by the clock"):
        heads += [f"words a {unit}", *(said for tool, said in TIMES.items() if tool in runs)]
    rows = []
    for name in (tool for tool in (BARE, STOCK, NAIVE, OURS, TWO) if tool in runs):
        row = [name]
        for clock in (0, 1):
            against = (median(rates[name][clock]) / median(rates[tool][clock]) for tool in TIMES if tool in runs)
            row += [median_spread(rates[name][clock]), *(f"{times:.2f}" for times in against)]
        rows.append([*row, f"{max(run.peak_mb for run in runs[name]):,.0f}"])
    return f"{words:,} words in {len(paths_of(folder)):,} files:\n\n{make_table([*heads, 'peak MB'], rows)}"


def rate_of(run: Run | Build, words: int, clock: int) -> float:
    """Words a second of processor time (0) or by the clock (1)."""
    if isinstance(run, Build):
        return words / (run.wall if clock else run.cpu)
    read, seconds = run.result
    return float(read / seconds[clock])


def distinct_share(folder: Path) -> str:
    """How much of the made corpus the model is spared because it is read once."""
    knowledge = load_knowledge()
    passages = [p for path in paths_of(folder)[:LOOKED_AT] for p in _passages(path, knowledge)]
    read = f"{len(set(passages)) / len(passages):.0%}".replace("%", " %")
    return f"Of the passages that may hold names in {LOOKED_AT} of the made documents {read} are read; the others repeat one of them."


def _passages(path: Path, knowledge: Any) -> Iterator[str]:
    document = clean_document(ingest_document(path, path.name), knowledge)
    reading = reading_text(document, knowledge)
    for paragraph in document.paragraphs:
        text = reading[paragraph.start : paragraph.end]
        yield from (text[a:b] for a, b in find_passages(text, SIGHT, knowledge.lexicon))


def main() -> None:
    """Measure and write."""
    parts = [
        f"{versions('spacy', 'thinc', 'numpy')}, {MODEL}. Peers: their rate of reading, model load left out, of the slow ones (second and "
        f"third row) on one file of {SLOW_SHARE}. Ours: everything, start-up and model load counted. Peak MB: of the largest process."
    ]
    with tempfile.TemporaryDirectory() as name:
        made, real, work = (Path(name, part) for part in ("made", "real", "work"))
        words = write_words(made, WORDS)
        runs = measure(made, work)
        parts += [f"Made from the sample corpus, {describe(made, runs)}", gain(runs), distinct_share(made)]
        parts.append(measure_long(Path(name, "newsletters")))
        if (SHARED / "eval").is_dir() and not QUICK:
            for folder in ("corpus/text", "eval/press/docs", "eval/initials/docs"):
                shutil.copytree(SHARED / folder, real / folder)
            parts.append(f"Real brochures, press and codes of law of `../shared`, {describe(real, measure_once(real, work))}")
    report("speed", "\n\n".join(parts))
    told = cost(median(words / run.cpu for run in runs[OURS]))
    print(told)
    write_between(ROOT / "docs" / "scaling.md", "measured by benchmarks.speed", told)


if __name__ == "__main__":
    main()
