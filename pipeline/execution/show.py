"""What the command ``evidence`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from pipeline.errors import BuildError
from pipeline.evidence import ENTITIES, PAGES, Evidence, entity_rows, find_evidence, find_row, page_picture
from pipeline.execution.saying import OK, count, stopped, visible
from pipeline.files import write_bytes
from pipeline.settings import read_settings
from pipeline.tables import TABLES

PLACE_COLUMNS = {"doc_id", "section_id", "start", "end", "raw_start", "raw_end", "page", "page_end", "bbox"}
SHOWN = 40
"""Rows of an entity that are listed."""


def run_evidence(row_id: str, out: Path | None, raw: Path | None, png: Path | None) -> int:
    """Print where one row was read, and write its page."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        settings = read_settings(out=out, raw=raw)
        table, row = find_row(settings.out, row_id)
        if table in ENTITIES:
            _say_entity(settings.out, table, dict(row), console)
            return OK
        evidence = find_evidence(settings.out, table, row)
        _say(evidence, console)
        picture = page_picture(evidence, settings.raw, settings.ocr) if png or settings.raw.is_dir() else None
        if picture:
            path = png or settings.out / "exports" / PAGES / f"{row_id.replace(':', '-').replace('/', '-')}.png"
            write_bytes(path, picture)
            console.print(f"page     written to {escape(str(path))}")
        elif png:
            console.print(f"page     none: {escape(evidence.document['media_type'])} has no pages")
    except BuildError as error:
        return stopped(error, console)
    return OK


def _say(evidence: Evidence, console: Console) -> None:
    row, passage = evidence.row, evidence.passage
    key = TABLES[evidence.table].key[0]
    facts = {k: v for k, v in row.items() if k not in PLACE_COLUMNS and k not in (key, "text")}
    console.print(f"[bold]{escape(row[key])}[/]  {evidence.table}: {_listed(facts)}")
    console.print(f"document {escape(evidence.document['source_path'])}" + (f", page {row['page']}" if row.get("page") else ""))
    if evidence.section:
        console.print(f"section  {escape(evidence.section['title'] or evidence.section['section_id'])}")
    clean, raw = passage.clean, passage.raw
    console.print("text     " + _marked(clean, passage.start, passage.end) + f"  [dim]{row['start']}..{row['end']}[/]")
    if clean == raw:
        console.print("as read  the same")
    else:
        console.print("as read  " + _marked(raw, passage.raw_start, passage.raw_end) + f"  [dim]{row['raw_start']}..{row['raw_end']}[/]")
    for repair in passage.repairs:
        change = f"[red strike]{escape(visible(repair['before']))}[/][bold green]{escape(visible(repair['after']))}[/]"
        console.print(f"repair   {repair['rule']:<14} {repair['confidence']:.2f} {change}  [dim]{escape(repair['repair_id'])}[/]")


def _listed(facts: Mapping[str, object]) -> str:
    """The cells of a row that say something."""
    return escape(", ".join(f"{k} {visible(str(v))}" for k, v in facts.items() if v not in (None, [], "")))


def _marked(text: str, start: int, end: int) -> str:
    """A passage with its row between marks that no document has, in reverse where the terminal can."""
    left, here, right = (escape(visible(part)) for part in (text[:start], text[start:end], text[end:]))
    return f"{left}[bold]>>> [reverse]{here}[/] <<<[/]{right}"


def _say_entity(out: Path, table: str, row: dict[str, object], console: Console) -> None:
    entity = str(row[ENTITIES[table]])
    console.print(f"[bold]{escape(entity)}[/]  {table}: {_listed(row)}")
    named = entity_rows(out, entity)
    for name, each in named[:SHOWN]:
        key = str(each[TABLES[name].key[0]])
        label = each.get("text") or each.get("role") or each.get("raw") or each.get("title") or ""
        console.print(f"{name:<9} {escape(key)}  {escape(visible(str(label)))}")
    if len(named) > SHOWN:
        console.print(f"and {count(len(named) - SHOWN, 'more row')}")
