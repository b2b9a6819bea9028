"""PDF reading with its layout against what one would pick instead, on the same files in one run.

    python -m benchmarks.pdf

Pages a second of processor time, opening the file included, and characters right. Files: the PDFs of raw/, a made file of
200 pages in two columns, and those of ../shared/corpus where it is there. Writes the tables into docs/performance.md.
pdftotext comes from the system (poppler-utils); where it is not installed it is left out, and said.
"""

from __future__ import annotations

import io
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from benchmarks.cleaning import PdfScore, read_by_pdfplumber, read_by_pdftotext, read_by_pypdfium2
from benchmarks.measuring.pages import QUICK, ROOT, SHARED, machine, make_table, versions, write_between
from benchmarks.measuring.truth import PdfTruth, made_pdfs, shared_pdfs
from pipeline.errors import DocumentError
from pipeline.ingest import ingest_document

PAGE = ROOT / "docs" / "performance.md"
OURS = "**this pipeline, with layout**"
Reader = Callable[[Path], str]
WORDS = (
    "La commune a réuni les habitants des quatre quartiers pour parler de la halle, du marché et du canal. Le conseil a voté "
    "le budget de l’année, qui prévoit de planter cent arbres et de rénover le gymnase. Une seconde réunion aura lieu en mai."
).split()
PAGES, LINES, WORDS_A_LINE, SIZE = (20 if QUICK else 200), 62, 7, 9.0


def read_by_pipeline(path: Path) -> str:
    """The text with its layout, before cleaning."""
    return ingest_document(path, path.name).text


def readers() -> dict[str, Reader]:
    """Those that are installed."""
    found: dict[str, Reader] = {"pdfplumber.extract_text": read_by_pdfplumber, "pypdfium2": read_by_pypdfium2}
    if shutil.which("pdftotext"):
        found["pdftotext"] = read_by_pdftotext
    else:
        print("pdftotext is not installed (Debian: apt-get install poppler-utils): left out")
    return found | {OURS: read_by_pipeline}


def draw_long_pdf() -> bytes:
    """Pages of two columns, 860 words each, with a running header and page numbers."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    words = cycle(WORDS)
    for number in range(1, PAGES + 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, A4[1] - 35, "Bulletin de la vallée")
        canvas.drawRightString(545, 30, f"{number}")
        canvas.setFont("Helvetica", SIZE)
        for left in (50, 310):
            for line in range(LINES):
                canvas.drawString(left, A4[1] - 60 - 11.5 * line, " ".join(islice(words, WORDS_A_LINE)))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def processor_seconds() -> float:
    """Of this process and of the programs that it has run."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def seconds_for(paths: Sequence[Path], reader: Reader) -> float:
    """Of processor time for all the files, after a first one read for nothing."""
    reader(paths[0])
    begun = processor_seconds()
    for path in paths:
        reader(path)
    return processor_seconds() - begun


def count_pages(path: Path) -> int:
    """Of a file that every reader can read; 0 of others."""
    try:
        return ingest_document(path, path.name).source.page_count or 0
    except DocumentError:
        return 0


def file_sets(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """The PDFs measured, by where they come from."""
    long = folder / "long.pdf"
    long.write_bytes(draw_long_pdf())
    yield f"made, {PAGES} pages", [long]
    yield "`raw/`", sorted((ROOT / "raw").glob("*.pdf"))
    for name in () if QUICK else ("pdf", "pdf-real"):
        if paths := sorted((SHARED / "corpus" / name).glob("*.pdf")):
            yield f"`../shared/corpus/{name}`", paths


def compare_speed(tools: dict[str, Reader]) -> str:
    """One row a tool, one column a set of files: pages a second, and how many times pdfplumber's."""
    rows: dict[str, list[object]] = {name: [name] for name in tools}
    head = [""]
    with tempfile.TemporaryDirectory() as folder:
        for title, paths in file_sets(Path(folder)):
            counts = {path: count_pages(path) for path in paths}
            readable = [path for path in paths if counts[path]]
            head += [f"{title}: pages/s", "times pdfplumber"]
            speeds = {name: sum(counts.values()) / seconds_for(readable, reader) for name, reader in tools.items()}
            for name, speed in speeds.items():
                rows[name] += [round(speed), f"{speed / speeds['pdfplumber.extract_text']:.1f}"]
    return make_table(head, rows.values())


def compare_characters(truths: Sequence[PdfTruth], tools: dict[str, Reader]) -> str:
    """One row a tool: characters of the true paragraphs that its text has, in order, and whole paragraphs."""
    rows: list[list[object]] = []
    for name, reader in tools.items():
        score = PdfScore()
        for truth in truths:
            score.add(truth, reader)
        rows.append([name, *score.row(name)[1:3]])
    return make_table(["", "characters right", "paragraphs exact"], rows)


def main() -> None:
    """Measure, print, and write the tables into docs/performance.md."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    tools = readers()
    parts = [f"Measured on {machine()}; {versions('pdfplumber', 'pypdfium2', 'numpy')}.", compare_speed(tools)]
    for title, truths in (("the made PDFs of `raw/`", made_pdfs()), ("the made PDFs of `../shared/corpus/pdf`", shared_pdfs())):
        if truths:
            parts.append(f"{len(truths)} files, {title}, line ends joined, nothing mended:\n\n{compare_characters(truths, tools)}")
    print("\n\n".join(parts))
    write_between(PAGE, "measured by benchmarks.pdf", "\n\n".join(parts))


if __name__ == "__main__":
    main()
