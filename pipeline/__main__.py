"""The command line: options, progress and exit codes.

Exit codes: 0 done; 1 the build stopped (the message says why); 2 wrong usage; 3 no document could be
read, or with --strict any document could not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.execution.starting import ENVIRONMENT, collect_seldom
from pipeline.remote import to_path

os.environ |= ENVIRONMENT | dict(os.environ)
collect_seldom()

app = typer.Typer(
    help="French local-government documents in, linked Parquet tables out.\n\n"
    "What else can be set (model, ocr, limits…) is set in pipeline.toml or the environment: PIPELINE_OCR=off. See docs/index.md.\n\n"
    "Exit codes: 0 done; 1 the build stopped; 2 wrong usage; 3 no document could be read, or with --strict any could not.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FOLDER = {"parser": to_path, "metavar": "FOLDER"}
Raw = Annotated[Path | None, typer.Option(help="Documents to read (default: raw); may be s3://bucket/prefix.", **FOLDER)]
Out = Annotated[Path | None, typer.Option(help="Tables (default: processed); may be s3://bucket/prefix.", **FOLDER)]
Jobs = Annotated[int | None, typer.Option(min=1, help="Worker processes (default: 1).")]
On = Annotated[str | None, typer.Option(help="Where the work is done: local (default) or dask.")]
Scheduler = Annotated[str | None, typer.Option(help="Address of the Dask scheduler (default: Dask on this machine, JOBS workers).")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 if any document could not be read.")]


def _build(stages: tuple[str, ...], strict: bool = False, public: bool = False, explain: bool = False, **given: Any) -> None:
    """Run stages and say what was done; all heavy imports wait until here."""
    from pipeline.execution.console import run_build

    code = run_build(stages, strict, explain, **given)
    if public and code != 1 and not explain:
        from pipeline.privacy.console import run_public

        code = run_public(**given) or code
    raise typer.Exit(code)


@app.command()
def run(
    folder: Annotated[Path | None, typer.Argument(help="Documents to read; the same as --raw.", **FOLDER)] = None,
    raw: Raw = None,
    out: Out = None,
    jobs: Jobs = None,
    on: On = None,
    scheduler: Scheduler = None,
    strict: Strict = False,
    public: Annotated[bool, typer.Option("--public", help="Write a second set, without private persons, to public/ in OUT.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say of each stage how much is redone, and why.")] = False,
) -> None:
    """Build all tables; only what changed is redone."""
    given: dict[str, Any] = {"raw": folder or raw, "out": out, "jobs": jobs, "on": on, "scheduler": scheduler}
    _build(("ingest", "clean", "extract", "normalise", "publish"), strict, public, explain, **given)


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


@app.command()
def evidence(
    row: Annotated[str, typer.Argument(metavar="ROW_ID", help="The id of a row of any table, or of a person, place or organisation.")],
    out: Out = None,
    raw: Raw = None,
    png: Annotated[Path | None, typer.Option(help="Where to write the page of a PDF (default: exports/pages/ beside the tables).")] = None,
) -> None:
    """Show where one row was read: its sentence, the text as it was read, the repairs, the page with its box."""
    from pipeline.execution.show import run_evidence

    raise typer.Exit(run_evidence(row, out, raw, png))


@app.command()
def forget(
    person: Annotated[str, typer.Option(help="Given and family name, or a person_id.")],
    reason: Annotated[str, typer.Option(help="Why, kept in the forget list.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the person off the forget list; needs the name.")] = False,
    raw: Raw = None,
    out: Out = None,
    jobs: Jobs = None,
) -> None:
    """Remove one person from the tables, mask the name in the texts, and keep it out of later builds."""
    from pipeline.privacy.console import run_forget, run_remember

    if undo:
        raise typer.Exit(run_remember(person, raw=raw, out=out, jobs=jobs))
    raise typer.Exit(run_forget(person, reason, raw=raw, out=out, jobs=jobs))


@app.command()
def export(
    kind: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, xlsx, duckdb or sqlite.")],
    out: Out = None,
    to: Annotated[Path | None, typer.Option(help="Where to write (default: exports/ in the folder of the tables).")] = None,
) -> None:
    """Write the tables for Excel, DuckDB or SQLite."""
    from pipeline.export.console import run_export

    raise typer.Exit(run_export(kind, out, to))


@app.command()
def explore(out: Out = None, port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 8001) -> None:
    """Browse and search the tables with Datasette, on this machine alone."""
    from pipeline.export.console import run_explore

    raise typer.Exit(run_explore(out, port))


@app.command()
def report(
    out: Out = None,
    to: Annotated[Path | None, typer.Option(help="Folder of the pages (default: report/ in the folder of the tables).")] = None,
) -> None:
    """Write the tables as pages to look at in a browser, without a server."""
    from pipeline.export.console import run_report

    raise typer.Exit(run_report(out, to))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the tables of one build.")],
    new: Annotated[Path, typer.Argument(help="Folder of the tables of another.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows themselves, as JSON.")] = False,
) -> None:
    """Say what changed between two builds: rows added, gone and changed. Exit code 4 when anything did."""
    from pipeline.export.console import run_diff

    raise typer.Exit(run_diff(old, new, as_json))


@app.command()
def doctor(raw: Raw = None, out: Out = None) -> None:
    """Say what is installed, what is missing and how to get it."""
    from pipeline.export.console import run_doctor

    raise typer.Exit(run_doctor(raw, out))


if __name__ == "__main__":
    app()
