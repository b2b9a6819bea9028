"""What the analyst's commands do and print: export, report, explore, diff, doctor."""

from __future__ import annotations

import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape

from pipeline.compare import TableDifference, compare_builds
from pipeline.dataset import open_dataset
from pipeline.errors import BuildError
from pipeline.execution.saying import OK, STOPPED, stopped
from pipeline.export import FORMATS, export_tables
from pipeline.settings import read_settings

DIFFERENT = 4
NAMED = 5
"""Names of entities that ``diff`` gives for each table."""


def run_export(kind: str, out: Path | None, to: Path | None) -> int:
    """Write the tables in another format."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        if kind not in FORMATS:
            raise BuildError(f"there is no format {kind!r}; known: {', '.join(FORMATS)}")
        dataset = open_dataset(read_settings(out=out).out)
        path = to or dataset.path / "exports" / FORMATS[kind]
        if kind != "csv" and path.is_dir():
            path = path / FORMATS[kind]
        console.print(f"writing {escape(str(path))} …")
        for line in export_tables(kind, dataset, path):
            console.print(f"[yellow]{escape(line)}[/]")
    except BuildError as error:
        return stopped(error, console)
    console.print(f"written: {escape(str(path))}")
    if kind == "csv":
        console.print("a double click takes codes for numbers (01053 becomes 1053): import them as text, or take xlsx", style="yellow")
    return OK


def run_report(out: Path | None, to: Path | None) -> int:
    """Write the pages of a build."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        from pipeline.report import write_report

        tables = read_settings(out=out).out
        folder = to or tables / "report"
        count = write_report(tables, folder)
    except BuildError as error:
        return stopped(error, console)
    console.print(f"{count:,} pages: open {escape(str(folder / 'index.html'))} in a browser")
    return OK


def run_explore(out: Path | None, port: int) -> int:
    """Serve the tables on this machine until interrupted."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        from pipeline.export.explore import explore

        tables = read_settings(out=out).out
        console.print(f"making the tables of {escape(str(tables))} ready for search …")
        command = explore(tables, port)
    except BuildError as error:
        return stopped(error, console)
    console.print(f"http://127.0.0.1:{port}/tables (Ctrl-C ends it)")
    server = subprocess.Popen(command)
    # who ends this process ends the server too, which else would keep the port
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:
        return OK


def run_diff(old: Path, new: Path, as_json: bool) -> int:
    """Print what changed between two builds; exit code 4 when anything did."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        differences = compare_builds(old, new)
    except BuildError as error:
        return stopped(error, console)
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(differences)).decode())
        return DIFFERENT if differences else OK
    for name, difference in differences.items():
        console.print(f"[bold]{name}[/]: {len(difference.added)} added, {len(difference.gone)} gone, {len(difference.changed)} changed")
        for line in name_changes(difference):
            console.print(f"  {escape(line)}")
        for doc_id, (added, gone, changed) in difference.by_document().items():
            if doc_id:
                console.print(f"  {escape(doc_id)}: [green]+{added}[/] [red]-{gone}[/] [yellow]~{changed}[/]")
    if not differences:
        console.print("no row differs")
    return DIFFERENT if differences else OK


def name_changes(difference: TableDifference) -> Iterator[str]:
    """In which columns rows changed, and the names of entities that came and went, the first few.

    >>> list(name_changes(TableDifference(added=[{"name": "Ville de Quimper"}], gone=[{"name": f"M{n}"} for n in range(7)])))
    ['new: Ville de Quimper', 'gone: M0, M1, M2, M3, M4, and 2 more']
    """
    columns = Counter(column for change in difference.changed for column in change.columns)
    if columns:
        yield "changed in: " + ", ".join(f"{column} ({times:,})" for column, times in columns.most_common())
    for word, rows in (("new", difference.added), ("gone", difference.gone)):
        names = [row["name"] for row in rows if row.get("name")]
        if names:
            rest = f", and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
            yield f"{word}: {', '.join(names[:NAMED])}{rest}"


def run_doctor(raw: Path | None, out: Path | None) -> int:
    """Print what is installed and what is missing; exit code 1 when a build could not run."""
    from pipeline.doctor import examine

    console = Console(highlight=False, soft_wrap=True)
    is_stopped = False
    for finding in examine(raw, out):
        sign = "[green]ok [/]" if finding.fix is None else "[red]no [/]" if finding.needed else "[yellow]-- [/]"
        console.print(f"{sign} {finding.name:<16} {escape(finding.value)}")
        if finding.fix:
            console.print(f"{'':<20} {escape(finding.fix)}")
        is_stopped |= finding.needed and finding.fix is not None
    return STOPPED if is_stopped else OK
