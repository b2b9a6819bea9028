"""Writing the public set and its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.errors import BuildError
from pipeline.execution.fingerprint import code_version, fingerprint
from pipeline.execution.folders import harmed_files
from pipeline.execution.joining import finish_tables
from pipeline.files import hash_file, read_json, write_bytes, write_json
from pipeline.knowledge import Knowledge
from pipeline.privacy.keys import keyed
from pipeline.privacy.public import Public, check_public, make_public
from pipeline.storage import TableWriter, Written, drop_tables, read_table
from pipeline.tables import TABLES

FOLDER = "public"
REPORT, REPORT_TEXT = "report.json", "REPORT.md"


def build_public(out: Path, knowledge: Knowledge, key: bytes) -> Mapping[str, Any] | None:
    """Write the public set of the tables in ``out`` to ``out/public``; its report, or None where it stands there already."""
    build = read_json(out / "build.json")
    if not isinstance(build, dict):
        raise BuildError(f"no tables in {out}: build them first (make all)")
    name = fingerprint("public", build["publish_id"], code_version("pipeline.privacy.build"), keyed(key, "name").hex())
    folder = out / FOLDER
    if not harmed_files(name, folder):
        return None
    public = make_public({table: read_table(out, table) for table in TABLES}, knowledge, key)
    check_public(public)
    report = make_report(public)
    (folder / "build.json").unlink(missing_ok=True)  # until all files are there, the folder holds no public set
    files = write_tables(folder, public.tables)
    write_json(folder / REPORT, report)
    write_bytes(folder / REPORT_TEXT, report_text(report).encode())
    files |= {each: hash_file(folder / each) for each in (REPORT, REPORT_TEXT)}
    write_json(folder / "build.json", describe(name, build, public, files))
    return report


def write_tables(folder: Path, tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Write tables, dictionary and datapackage; the hash of each file."""
    written: dict[str, Written] = {}
    try:
        for name, table in tables.items():
            with TableWriter(folder, TABLES[name]) as writer:
                writer.add(table)
                written[name] = writer.close()
        return finish_tables(folder, written)
    except BaseException:
        drop_tables(written)
        raise


def describe(name: str, build: Mapping[str, Any], public: Public, files: Mapping[str, str]) -> dict[str, Any]:
    """The record of the public set; nothing in it differs between two builds with one key."""
    return {
        "publish_id": name,
        "made_from": build["publish_id"],
        "inputs": {public.paths.get(path, public.masker.mask(path, None)): digest for path, digest in build["inputs"].items()},
        "rows": {table: made.num_rows for table, made in public.tables.items()},
        "files": dict(files),
    }


def make_report(public: Public) -> dict[str, Any]:
    """What was replaced, how often and why; never what stood there."""
    census = public.census
    grounds: Counter[str] = Counter()
    for kept in census.kept.values():
        grounds.update(kept.values())
    found_by: Counter[str] = Counter()
    for person in census.people.values():
        found_by.update(person.found_by)
    return {
        "people_replaced": len(census.people),
        "people_replaced_found_by": dict(sorted(found_by.items())),
        "people_staying": len({key for kept in census.kept.values() for key in kept}),
        "people_staying_by_ground": dict(sorted(grounds.items())),
        "replacements": {what: public.masker.counts[what] for what in ("person", "email", "phone")},
        "rows_left_out": dict(public.dropped),
        "documents_renamed": sum(new != old for old, new in public.paths.items()),
        "pseudonyms": sorted({public.masker.label(key) for key in census.people}),
    }


def report_text(report: Mapping[str, Any]) -> str:
    """The report for people."""
    replaced, left = report["replacements"], report["rows_left_out"]
    lines = [
        "# What was replaced in this public set",
        "",
        f"{report['people_replaced']} names of persons read `Personne-…`: the same name, the same pseudonym. They are those of everybody",
        "whom the documents do not name as the holder of a public office: students, tutors, witnesses, residents, staff, contacts.",
        f"{report['people_staying']} persons stay named, in the documents that name them in their office.",
        "",
        "| replaced | times |",
        "|---|---:|",
        f"| names | {replaced['person']} |",
        f"| e-mail addresses of persons | {replaced['email']} |",
        f"| telephone numbers | {replaced['phone']} |",
        "",
        "| why a person stays named | persons and documents |",
        "|---|---:|",
        *(f"| {ground} | {count} |" for ground, count in report["people_staying_by_ground"].items()),
        "",
        f"Left out: {left['repairs']} rows of `repairs` inside what was replaced, {left['figures']} of `figures` that were parts of",
        f"numbers or addresses, {left['mentions']} of `mentions`, {left['roles']} of `roles`.",
        f"{report['documents_renamed']} documents have another name, for theirs named a person.",
        "`raw_start` and `raw_end` are places in the file as it was read, which is not part of this set.",
        "This is pseudonymised, not anonymous: whoever has the documents can tell who is who. See docs/privacy.md.",
    ]
    return "\n".join(lines) + "\n"
