"""What ``run --public`` and ``forget`` do and print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipeline.errors import BuildError
from pipeline.evidence import find_row
from pipeline.execution.console import run_build
from pipeline.execution.locking import locked
from pipeline.execution.saying import OK, STOPPED, count, stopped
from pipeline.extract.names import same_person_key
from pipeline.knowledge import load_knowledge
from pipeline.privacy.build import FOLDER, REPORT_TEXT, build_public
from pipeline.privacy.copies import remove_copies
from pipeline.privacy.forget import RULE, ForgetList, forget_person, remember_person
from pipeline.privacy.forgotten import mark_forgotten
from pipeline.privacy.keys import load_key
from pipeline.remote import is_remote
from pipeline.settings import Settings, read_settings
from pipeline.storage import read_table
from pipeline.tables import TABLES

KEY = "pseudonyms.key"


def run_public(**given: Any) -> int:
    """Write the public set of the tables and say what was replaced."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        settings = read_settings(**given)
        given_key = settings.privacy_key.get_secret_value() if settings.privacy_key else None
        key = load_key(privacy_folder(settings) / KEY, given_key)
        with locked(settings.out):
            report = build_public(settings.out, load_knowledge(), key)
    except BuildError as error:
        return stopped(error, console)
    if report:
        people, done = count(report["people_replaced"], "name"), report["replacements"]
        console.print(
            f"public set: {people} under a pseudonym; taken out: e-mail {done['email']:,} times, telephone {done['phone']:,} times"
        )
    console.print(f"the public set is in {escape(str(settings.out / FOLDER))}; what was replaced: {REPORT_TEXT} there")
    return OK


def privacy_folder(settings: Settings) -> Path:
    """The folder of keys and forget list. Raises BuildError when it would be published with the tables or read as a document."""
    folder = settings.privacy.absolute()
    for name, other in (("OUT", settings.out), ("RAW", settings.raw)):
        if isinstance(other, Path) and folder.is_relative_to(other.absolute()):
            raise BuildError(f"privacy is {settings.privacy}, inside {name}: keys must not lie among what is published or read")
    return folder


def run_forget(person: str, reason: str, **given: Any) -> int:
    """Add a person to the forget list, build again, and say what was removed."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        settings = read_settings(**given)
        folder = privacy_folder(settings)
        names, emails = find_person(settings, person)
        before = count_rows(settings.out, names)
        forgotten = forget_person(folder, names, emails, reason, load_knowledge())
    except BuildError as error:
        return stopped(error, console)
    code = run_build(("ingest", "clean", "extract", "normalise", "publish"), False, **given)
    if code == STOPPED:
        return code
    if (settings.out / FOLDER).is_dir() and run_public(**given) == STOPPED:
        return STOPPED
    try:
        copies = [] if is_remote(settings.out) else remove_copies(settings.out)
    except BuildError as error:
        return stopped(error, console)
    if copies:
        console.print(f"removed, for they named people as before: {escape(', '.join(map(str, copies)))}; make them again")
    return say_removed(settings.out, names, before, forgotten, console)


def run_remember(person: str, **given: Any) -> int:
    """Take a person off the forget list and build again."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        settings = read_settings(**given)
        remember_person(privacy_folder(settings), person, load_knowledge())
    except BuildError as error:
        return stopped(error, console)
    mark_forgotten(settings.out, settings.privacy)
    console.print("off the forget list; building again")
    code = run_build(("ingest", "clean", "extract", "normalise", "publish"), False, **given)
    if code != STOPPED and (settings.out / FOLDER).is_dir():
        return run_public(**given) or code
    return code


def find_person(settings: Settings, person: str) -> tuple[list[str], list[str]]:
    """The names and addresses by which the tables know a person, given by id or by name."""
    people: list[dict[str, Any]] = []
    if (settings.out / "people.parquet").exists():
        people = read_table(settings.out, "people").to_pylist()
    if person.startswith("person:"):
        found = [row for row in people if row["person_id"] == person]
        if not found:
            find_row(settings.out, person)  # says which ids are near
    else:
        found = [row for row in people if same_person_key(row["name"]) == same_person_key(person)]
    names = {name for row in found for name in (row["name"], *row["aliases"]) if len(name.split()) > 1}
    names |= set() if person.startswith("person:") else {person}
    return sorted(names), sorted({row["email"] for row in found if row["email"]})


def count_rows(out: Path, names: list[str]) -> dict[str, int]:
    """Rows of people, roles and mentions that name a person."""
    if not (out / "people.parquet").exists():
        return {}
    keys = {same_person_key(name) for name in names}
    ids = [row["person_id"] for row in read_table(out, "people").to_pylist() if same_person_key(row["name"]) in keys]
    columns = {"people": "person_id", "roles": "person_id", "mentions": "entity_id"}
    return {table: sum(value in ids for value in read_table(out, table, [column])[column].to_pylist()) for table, column in columns.items()}


def say_removed(out: Path, names: list[str], before: dict[str, int], forgotten: ForgetList, console: Console) -> int:
    """Say what is gone, what was masked, and in which files the name still stands; stop if any cell still holds it."""
    after = count_rows(out, names)
    gone = ", ".join(f"{count(before[table] - after[table], 'row')} of {table}" for table in before if before[table] > after[table])
    repairs = [row for row in read_table(out, "repairs", ["doc_id", "rule"]).to_pylist() if row["rule"] == RULE]
    documents = {row["doc_id"] for row in repairs}
    listed = read_table(out, "documents", ["doc_id", "source_path", "duplicate_of"]).to_pylist()
    paths = [row["source_path"] for row in listed if row["doc_id"] in documents or row["duplicate_of"] in documents]
    console.print(f"removed: {gone or 'no row'}; masked in texts: {count(len(repairs), 'place')} of {count(len(documents), 'document')}")
    if paths:
        console.print(f"the files themselves still hold what was masked; redact or delete them: {escape(', '.join(sorted(paths)))}")
    sets = [folder for folder in (out, out / FOLDER) if (folder / "documents.parquet").exists()]
    if left := [f"{folder / table}.parquet" for folder in sets for table in TABLES if any(map(forgotten.find, strings_of(folder, table)))]:
        return stopped(BuildError(f"the name still stands in {', '.join(left)}, which is a bug"), console)
    console.print("searched every table: the name is in none of them; it stays out of later builds")
    console.print("backups, and what was exported or sent elsewhere, are yours to delete")
    return OK


def strings_of(folder: Path, table: str) -> Iterator[str]:
    """Every string of a table."""
    for column in read_table(folder, table).columns:
        for value in column.to_pylist():
            yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))
