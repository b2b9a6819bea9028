"""The pages of a build and the files that they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.dataset import Dataset, open_dataset
from pipeline.errors import BuildError
from pipeline.french import fold
from pipeline.report import words
from pipeline.report.documents import DocumentPages
from pipeline.report.entities import EntityPages
from pipeline.report.lists import Listing
from pipeline.report.lookups import Lookups, grouped
from pipeline.report.overview import overview
from pipeline.report.pages import render, whole_page
from pipeline.report.rows import Tables, read_tables

ASSETS = Path(__file__).parent / "assets"
MARK = ".report"
"""A file in a folder that a report was written to: another folder with something in it is left alone."""
FOLDERS = ("documents", "organisations", "people")


def write_report(out: Path, folder: Path) -> int:
    """Write the pages of the build in ``out``; how many pages there are.

    They are written aside and put in the place of an earlier report at the end, so that no page of it is left.
    Raises BuildError when there is no build, or the folder holds what no report wrote.
    """
    dataset, folder = open_dataset(out), folder.absolute()
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise BuildError(f"{folder} holds files that no report wrote: give another folder")
    aside, old = (folder.with_name(f".{folder.name}.{state}") for state in ("aside", "old"))
    try:
        for left in (aside, old):
            shutil.rmtree(left, ignore_errors=True)
        count = _write_pages(dataset, aside, folder)
        # renamed before it is removed: creating files after removing thousands takes ext4 five times as long
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
    except OSError as error:
        raise BuildError(f"{folder} cannot be written: {error.strerror}; make room or give another folder") from None
    finally:
        for left in (aside, old):
            shutil.rmtree(left, ignore_errors=True)
    return count


def _write_pages(dataset: Dataset, folder: Path, earlier: Path) -> int:
    shutil.copytree(ASSETS, folder / "assets")
    (folder / MARK).touch()
    for name in FOLDERS:
        (folder / name).mkdir()
    count = 0
    is_again = earlier.exists()
    for path, text in pages(read_tables(dataset)):
        _write(f"{folder}/{path}", text.encode(), f"{earlier}/{path}" if is_again else None)
        count += path.endswith(".html")
    return count


def _write(path: str, data: bytes, earlier: str | None) -> None:
    """Write a new file, or take over one of an earlier report that says the same: two thirds of the time, and its date stays.

    A Path and a buffer took half as long again, for as many pages as there are.
    """
    if earlier and _holds(earlier, data):
        with suppress(OSError):  # not every file system has links
            os.link(earlier, path)
            return
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def _holds(path: str, data: bytes) -> bool:
    """Whether a file is there and holds just this."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.read(file, len(data) + 1) == data
    finally:
        os.close(file)


def pages(tables: Tables) -> Iterator[tuple[str, str]]:
    """Path under the folder, and what is written there."""
    lookups = Lookups(tables)
    yield "index.html", whole_page("", "index", "Vue d’ensemble", [render("index.html", **overview(tables))])
    for listing in (_document_list(tables), _organisation_list(tables, lookups), _people_list(tables, lookups)):
        for file, values in listing.pages():
            yield file, whole_page("", listing.name, values["title"], [render("list.html", **values)], "search")
        yield listing.index, listing.index_script()
    yield from DocumentPages(tables, lookups).pages()
    yield from EntityPages(tables, lookups).pages()


def _document_list(tables: Tables) -> Listing:
    rows = [
        (
            d.said,
            d.source_path,
            words.said(words.GENRES, d.genre),
            words.number(d.page_count) if d.page_count else "",
            words.number(d.word_count) if d.word_count else "",
            "doublon" if d.duplicate_of else words.STATUSES[d.status],
        )
        for d in tables.documents
    ]
    heads = ("titre", "fichier", "genre", "pages", "mots", "état")
    return Listing("documents", "Documents", "les documents", heads, [f"documents/{d.doc_id}.html" for d in tables.documents], rows)


def _organisation_list(tables: Tables, lookups: Lookups) -> Listing:
    """Organisations, those named most first."""
    some = sorted(tables.organisations, key=lambda row: (-row.mention_count, fold(row.name)))
    rows = [
        (
            o.name,
            o.acronym or "",
            words.said(words.ORGANISATIONS, o.type),
            o.departement_code or "",
            o.insee_code or o.siren or "",
            words.number(o.mention_count),
            words.number(o.document_count),
        )
        for o in some
    ]
    heads = ("nom", "sigle", "nature", "département", "code Insee ou Siren", "mentions", "documents")
    return Listing("organisations", "Organisations", "les organisations", heads, [lookups.files[o.org_id] for o in some], rows)


def _people_list(tables: Tables, lookups: Lookups) -> Listing:
    """People with the organisations of their roles, in the order of family names."""
    roles = grouped(tables.roles, "person_id")
    people = sorted(tables.people, key=lambda p: fold(p.family_name or p.name))
    rows = []
    for person in people:
        of = roles.get(person.person_id, ())
        said = dict.fromkeys(r.role for r in of if r.role)
        at = dict.fromkeys(lookups.names[r.org_id] for r in of if r.org_id)
        counts = words.number(person.mention_count), words.number(person.document_count)
        rows.append((person.name, words.listed(said), words.listed(at), person.email or "", *counts))
    heads = ("nom", "fonctions", "organisations", "courriel", "mentions", "documents")
    return Listing("people", "Personnes", "les personnes", heads, [lookups.files[p.person_id] for p in people], rows)
