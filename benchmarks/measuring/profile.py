"""Where the time of a build goes: by stage, then by function.

    python -m benchmarks.measuring.profile raw

Reads the text, Markdown, HTML and PDF files of a folder in this process, stores nothing. The functions are timed in a second
pass, whose profiler slows Python calls more than regular expressions and the model: their order tells more than their seconds.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.measuring.sample import documents
from benchmarks.measuring.timing import run_apart

Step = Callable[[str, Callable[[], list[Any]]], list[Any]]
FUNCTIONS = 30


def run_stages(folder: Path, step: Step) -> int:
    """Run all stages through ``step``; the words read."""
    from pipeline.clean import clean_document
    from pipeline.execution.jobs import Tools
    from pipeline.extract import extract_document, recognise_documents
    from pipeline.normalise import gather_names, load_overrides, resolve_names
    from pipeline.publish import rows_of_document
    from pipeline.settings import read_settings

    tools = Tools(read_settings().model)
    step("start: lexicon, counts, registers", lambda: [tools.knowledge])
    step("start: model", lambda: [tools.recogniser])
    knowledge, overrides = tools.knowledge, load_overrides(None)
    raws = step("ingest", lambda: list(documents(folder)))
    cleans = step("clean", lambda: [clean_document(raw, knowledge) for raw in raws])
    spans = step("extract: model", lambda: list(recognise_documents(cleans, tools.recogniser, knowledge)))
    pairs = list(zip(cleans, spans, strict=True))
    found = step("extract: rules", lambda: [extract_document(document, seen, knowledge) for document, seen in pairs])
    both = list(zip(cleans, found, strict=True))
    names = step("normalise: names", lambda: [gather_names(document, seen, knowledge) for document, seen in both])
    step("normalise: entities", lambda: [resolve_names(names, knowledge.registers, overrides)])
    step("publish: rows", lambda: [rows_of_document(document, seen) for document, seen in both])
    return sum(len(document.text.split()) for document in cleans)


def main() -> None:
    """Print both tables, from a process of one thread."""
    run_apart(profile_folder, Path(sys.argv[1]) if len(sys.argv) > 1 else Path("raw"))


def profile_folder(folder: Path) -> None:
    """The tables of the documents of a folder."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], list[Any]]) -> list[Any]:
        begun = process_time()
        done = work()
        seconds[name] = process_time() - begun
        return done

    words = run_stages(folder, timed)
    whole = sum(seconds.values())
    print(f"{words:,} words, {whole:.1f} s of processor time\n")
    for name, spent in seconds.items():
        rate = "" if name.startswith("start") or spent < 0.01 else f"{words / spent:>12,.0f} words/s"
        print(f"{name:36} {spent:7.2f} s {spent / whole:6.1%}{rate}")
    profile = cProfile.Profile()
    run_stages(folder, lambda name, work: work() if name.startswith("start") else profile.runcall(work))
    print(f"\nfunctions by their own time, calls below left out ({FUNCTIONS} of them)\n")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(FUNCTIONS)


if __name__ == "__main__":
    main()
