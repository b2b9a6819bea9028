"""The command line: options, progress and exit codes.

Exit codes: 0 done; 1 the build stopped (the message says why); 2 wrong usage; 3 no document could be
read, or with --strict any document could not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    help="French local-government documents in, linked Parquet tables out.\n\n"
    "What else can be set (model, ocr, limits…) is set in pipeline.toml or the environment: PIPELINE_OCR=off. See docs/index.md.\n\n"
    "Exit codes: 0 done; 1 the build stopped; 2 wrong usage; 3 no document could be read, or with --strict any could not.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Raw = Annotated[Path | None, typer.Option(help="Folder of the documents to read (default: raw).")]
Out = Annotated[Path | None, typer.Option(help="Folder of the tables (default: processed).")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Worker processes (default: 1).")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if any document could not be read.")]


def _build(stages: tuple[str, ...], strict: bool = False, **given: Any) -> None:
    """Run stages and say what was done; all heavy imports wait until here."""
    from pipeline.execution.console import run_build

    raise typer.Exit(run_build(stages, strict, **given))


@app.command()
def run(raw: Raw = None, out: Out = None, jobs: Jobs = None, strict: Strict = False) -> None:
    """Build all tables; only what changed is redone."""
    _build(("ingest", "clean", "extract", "normalise", "publish"), strict, raw=raw, out=out, jobs=jobs)


@app.command()
def ingest(raw: Raw = None, out: Out = None, jobs: Jobs = None, strict: Strict = False) -> None:
    """Read the files of the raw folder."""
    _build(("ingest",), strict, raw=raw, out=out, jobs=jobs)


@app.command()
def clean(raw: Raw = None, out: Out = None, jobs: Jobs = None) -> None:
    """Repair the documents that were read."""
    _build(("clean",), raw=raw, out=out, jobs=jobs)


@app.command()
def extract(raw: Raw = None, out: Out = None, jobs: Jobs = None) -> None:
    """Find sections, names, roles, figures, projects, events and links in the clean documents."""
    _build(("extract",), raw=raw, out=out, jobs=jobs)


@app.command()
def normalise(raw: Raw = None, out: Out = None) -> None:
    """Resolve the names found to people, places and organisations."""
    _build(("normalise",), raw=raw, out=out)


@app.command()
def publish(raw: Raw = None, out: Out = None) -> None:
    """Write the tables, the data dictionary and the datapackage."""
    _build(("publish",), raw=raw, out=out)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option(help="Folder of gold annotations (JSONL).")] = Path("tests/gold"),
    corpus: Annotated[Path | None, typer.Option(help="Folder of the annotated files (default: the raw folder).")] = None,
    out: Out = None,
    errors: Annotated[int, typer.Option(help="Mistakes to show for each task.")] = 0,
) -> None:
    """Score the tables against gold annotations: precision, recall and F1 for each task."""
    from pipeline.execution.console import run_evaluate

    raise typer.Exit(run_evaluate(gold, corpus, out, errors))


@app.command("show-repairs")
def show_repairs(
    document: Annotated[str, typer.Argument(help="doc_id, or the end of its path under the raw folder.")], out: Out = None
) -> None:
    """Show each repair of one document, before and after, in colour."""
    from pipeline.execution.console import run_show_repairs

    raise typer.Exit(run_show_repairs(document, out))


if __name__ == "__main__":
    app()
