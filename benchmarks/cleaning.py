"""Ingest and clean against what a user would pick instead, on the same files in one run.

    python -m benchmarks.cleaning

PDF: pdfplumber.extract_text, pypdfium2, poppler's pdftotext. Text: ftfy and a join of wrapped lines. Truth: the made
PDFs of raw/ and, where it is there, of ../shared/corpus/pdf; for text the gold of the sample corpus. Writes the tables
into docs/performance.md. ftfy comes with ``pip install -e '.[bench]'``, pdftotext from the system (poppler-utils);
what is not installed is left out, and said.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from time import perf_counter
from typing import Any

import pdfplumber
import pypdfium2
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from benchmarks.measuring.pages import ROOT, machine, make_table, share, versions, write_between
from benchmarks.measuring.sample import RAW
from benchmarks.measuring.truth import PdfTruth, made_pdfs, shared_pdfs
from pipeline.clean import clean_document
from pipeline.ingest import ingest_document
from pipeline.knowledge import Knowledge, load_knowledge

PAGE = ROOT / "docs" / "performance.md"
Reader = Callable[[Path], str]
OURS = "**this pipeline**"


def read_by_pipeline(path: Path, knowledge: Knowledge) -> str:
    """Ingest and clean."""
    return clean_document(ingest_document(path, path.name), knowledge).text


def read_by_pdfplumber(path: Path) -> str:
    """``extract_text`` of every page."""
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def read_by_pypdfium2(path: Path) -> str:
    """The text of every page in the order of the file."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(str(page.get_textpage().get_text_bounded()) for page in pdf)


def read_by_pdftotext(path: Path) -> str:
    """poppler's command with its default reading order."""
    return subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True, text=True).stdout


def read_file(path: Path) -> str:
    """A text file as it is."""
    return path.read_text(encoding="utf-8")


def read_by_ftfy(path: Path) -> str:
    """ftfy, then line-end hyphens removed and lines joined inside paragraphs."""
    import ftfy

    text = ftfy.fix_text(path.read_text(encoding="utf-8"))
    return re.sub(r"(?<!\n)\n(?!\n)", " ", re.sub(r"(?<=\w)-\n(?=\w)", "", text))


def readers(knowledge: Knowledge) -> tuple[dict[str, Reader], dict[str, Reader]]:
    """Those of PDF and those of text that are installed."""
    pdf: dict[str, Reader] = {"pdfplumber.extract_text": read_by_pdfplumber, "pypdfium2": read_by_pypdfium2}
    text: dict[str, Reader] = {"the file as it is": read_file}
    if shutil.which("pdftotext"):
        pdf["pdftotext"] = read_by_pdftotext
    else:
        print("pdftotext is not installed (Debian: apt-get install poppler-utils): left out")
    try:
        import ftfy  # noqa: F401
    except ImportError:
        print("ftfy is not installed (pip install -e '.[bench]'): left out")
    else:
        text["ftfy and a line-join"] = read_by_ftfy
    ours = partial(read_by_pipeline, knowledge=knowledge)
    return pdf | {OURS: ours}, text | {OURS: ours}


def flat(text: str) -> str:
    """One line, plain apostrophes and spaces; accents and punctuation as they are (the rules of ../shared/eval)."""
    text = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u00ad", "")
    text = re.sub(r" ?([:;!?»%€]) ?", r" \1 ", re.sub(r" ?(«) ?", r" \1 ", re.sub(r"\s+", " ", text)))
    return re.sub(" +", " ", text).strip()


@dataclass(slots=True)
class PdfScore:
    """What a reader got right of some PDFs."""

    characters: int = 0
    wrong_characters: int = 0
    paragraphs: int = 0
    exact: int = 0
    caps: int = 0
    caps_right: int = 0
    furniture: int = 0
    furniture_out: int = 0
    words: int = 0
    seconds: float = 0.0

    def add(self, truth: PdfTruth, reader: Reader) -> None:
        """Read one PDF and compare."""
        begun = perf_counter()
        read = reader(truth.path)
        self.seconds += perf_counter() - begun
        self.words += len(read.split())
        text = flat(read)
        for paragraph in map(flat, truth.paragraphs):
            self.paragraphs += 1
            self.exact += paragraph in text
            self.characters += len(paragraph)
            self.wrong_characters += distance(paragraph, text)
        for start in map(flat, truth.drop_caps):
            self.caps += 1
            self.caps_right += re.search(rf"(?<!\w){re.escape(start)}", text) is not None
        lines = Counter(flat(line) for line in read.split("\n"))
        for line in {flat(line) for line in truth.furniture if len(line) > 7}:  # a page number may stand in a table too
            self.furniture += 1
            self.furniture_out += lines[line] <= [flat(title) for title in truth.titles].count(line)

    def row(self, name: str) -> Sequence[object]:
        """A row of the table."""
        right = 1 - self.wrong_characters / self.characters
        exact, caps, out = share(self.exact, self.paragraphs), share(self.caps_right, self.caps), share(self.furniture_out, self.furniture)
        return name, right, exact, caps, out, round(self.words / self.seconds)


def distance(paragraph: str, text: str) -> int:
    """Characters to change, in the stretch of the text most like a paragraph, to read the paragraph."""
    if paragraph in text:
        return 0
    found = fuzz.partial_ratio_alignment(paragraph, text)
    return min(len(paragraph), Levenshtein.distance(paragraph, text[found.dest_start : found.dest_end])) if found else len(paragraph)


def compare_pdfs(truths: Sequence[PdfTruth], tools: Mapping[str, Reader]) -> str:
    """One row a reader."""
    scores = {name: PdfScore() for name in tools}
    for truth in truths:
        for name, reader in tools.items():
            scores[name].add(truth, reader)
    head = ["", "characters right", "paragraphs exact", "drop caps right", "running lines kept out", "words a second"]
    return make_table(head, [score.row(name) for name, score in scores.items()])


def gold_texts() -> Iterator[tuple[Path, str, list[dict[str, Any]]]]:
    """The annotated text files: path, the text with its damage mended as annotated, the annotated damage."""
    for path in sorted((ROOT / "tests" / "gold").glob("*.jsonl")):
        head, *records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        source = RAW / head["file"]
        text = source.read_text(encoding="utf-8")
        starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        damage = [r for r in records if r["kind"] in ("initial", "repair")]
        mended, at = "", 0
        for record in damage:
            start = starts[record["line"] - 1] + record["col"]
            if start >= at:
                mended += text[at:start] + record["text"]
                at = start + len(record["raw"])
        yield source, mended + text[at:], damage


def compare_texts(tools: Mapping[str, Reader]) -> str:
    """One row a reader: annotated initials and other damage that read as they should, and speed."""
    rows = []
    gold = list(gold_texts())
    for name, reader in tools.items():
        right, total = Counter[str](), Counter[str]()
        words, seconds = 0, 0.0
        for path, mended, damage in gold:
            begun = perf_counter()
            text = reader(path)
            seconds += perf_counter() - begun
            words += len(text.split())
            wanted = Counter((r["kind"], flat(r["text"])) for r in damage if r["text"].strip())
            for (kind, shown), times in wanted.items():
                sound = flat(mended).count(shown) - times  # what stands there undamaged does not count
                right[kind] += min(times, max(0, flat(text).count(shown) - sound))
                total[kind] += times
        row = [share(right[kind], total[kind]) for kind in ("initial", "repair")]
        rows.append((name, *row, round(words / seconds)))
    return make_table(["", "lost initials right", "other damage right", "words a second"], rows)


def main() -> None:
    """Measure, print, and write the tables into docs/performance.md."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font that is not quite as it should be
    pdf, text = readers(load_knowledge())
    parts = [f"Measured on {machine()}; {versions('pdfplumber', 'pypdfium2', 'rapidfuzz')}."]
    for title, truths in (("the made PDFs of `raw/`", made_pdfs()), ("the made PDFs of `../shared/corpus/pdf`", shared_pdfs())):
        if truths:
            parts.append(f"{len(truths)} files, {title}:\n\n{compare_pdfs(truths, pdf)}")
    parts.append(f"Annotated text files of `raw/` (`tests/gold`):\n\n{compare_texts(text)}")
    print("\n\n".join(parts))
    write_between(PAGE, "measured by benchmarks.cleaning", "\n\n".join(parts))


if __name__ == "__main__":
    main()
