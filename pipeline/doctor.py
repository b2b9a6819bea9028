"""What is installed, what is missing, and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from pipeline.errors import BuildError
from pipeline.execution.build import check_own_files
from pipeline.execution.fingerprint import model_version
from pipeline.execution.folders import check_out
from pipeline.execution.saying import count
from pipeline.ingest.corpus import list_corpus
from pipeline.privacy.forgotten import load_forgotten
from pipeline.remote import is_remote
from pipeline.settings import Settings, read_settings

EXTRAS = {
    "ocr": "pages that are pictures are read",
    "notebooks": "the notebooks run",
    "analysis": "tables go to DuckDB, Excel and Datasette (make explore)",
    "cluster": "builds run on Dask, and read and write s3:// and other remote folders",
    "browser": "the report's pages are tested in a browser",
    "docs": "the documentation is built as a site (make docs)",
    "fuzz": "the readers are fed damaged files for hours (tests/fuzz)",
    "bench": "benchmarks compare with other tools",
    "dev": "tests and checks run (make check test)",
}
"""What each extra is for; a test compares the list with pyproject.toml."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``fix`` says what to type where it is not as it should be; only what is ``needed`` stops a build."""

    name: str
    value: str
    fix: str | None = None
    needed: bool = False


def examine(raw: Path | None = None, out: Path | None = None) -> Iterator[Finding]:
    """Look at everything that a build needs or can use."""
    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")
    yield Finding("processors", f"{os.cpu_count()}, so JOBS={os.cpu_count()} at most")
    yield from _libraries()
    yield from _tesseract()
    try:
        settings = read_settings(raw=raw, out=out)
    except BuildError as error:
        yield Finding("settings", "cannot be used", str(error), needed=True)
        return
    yield Finding("settings", "pipeline.toml and environment" if Path("pipeline.toml").exists() else "environment and defaults")
    yield _model(settings)
    yield from _own_files(settings)
    yield from _folders(settings)


def _libraries() -> Iterator[Finding]:
    missing: dict[str, list[str]] = {}
    for line in metadata.requires("pipeline") or []:
        wanted = Requirement(line)
        extra = next((name for name in EXTRAS if wanted.marker and wanted.marker.evaluate({"extra": name})), "")
        if (wanted.marker is None or extra) and not _installed(wanted):
            missing.setdefault(extra, []).append(str(wanted.name))
    yield (
        Finding("libraries", "complete")
        if "" not in missing
        else Finding("libraries", f"missing: {', '.join(missing[''])}", "pip install -c constraints.txt -e .", needed=True)
    )
    for extra, use in EXTRAS.items():
        if extra in missing:
            fix = f"so that {use}: pip install -c constraints.txt -e '.[{extra}]'"
            yield Finding(f"extra {extra}", f"missing: {', '.join(missing[extra])}", fix)
        else:
            yield Finding(f"extra {extra}", f"installed: {use}")


def _installed(wanted: Requirement) -> bool:
    try:
        return wanted.specifier.contains(metadata.version(wanted.name), prereleases=True)
    except metadata.PackageNotFoundError:
        return False


def _tesseract() -> Iterator[Finding]:
    program = shutil.which("tesseract")
    if program is None:
        yield Finding("Tesseract", "not installed", "so that scans are read: apt install tesseract-ocr tesseract-ocr-fra")
        return
    languages = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    yield (
        Finding("Tesseract", "with French")
        if "fra" in languages
        else Finding("Tesseract", "without French", "so that scans are read: apt install tesseract-ocr-fra")
    )


def _model(settings: Settings) -> Finding:
    version = model_version(settings.model)
    if version == "none":
        return Finding("model", f"{settings.model} is not installed", "pip install it, or set `model` to another", needed=True)
    return Finding("model", f"{settings.model} {version}")


def _own_files(settings: Settings) -> Iterator[Finding]:
    """What the user adds: read as a build reads it."""
    given = [name for name in ("words", "headings", "bodies", "overrides") if getattr(settings, name)]
    try:
        check_own_files(settings)
        load_forgotten(settings.privacy)
    except BuildError as error:
        yield Finding("own files", "cannot be used", str(error), needed=True)
        return
    if given:
        yield Finding("own files", f"read: {', '.join(given)}")


def _folders(settings: Settings) -> Iterator[Finding]:
    try:
        check_out(settings.raw, settings.out)
        yield Finding("OUT", f"{settings.out} can be written")
        if is_remote(settings.raw):
            yield Finding("RAW", f"{settings.raw}, not on this machine: its documents are not counted here")
            return
        files = len(list_corpus(settings.raw, settings.out).files)
        yield (
            Finding("RAW", f"{settings.raw}: {count(files, 'document')}")
            if files
            else Finding("RAW", f"{settings.raw}: no document that can be read", "give another RAW=", needed=True)
        )
    except BuildError as error:
        yield Finding("folders", "cannot be used", str(error), needed=True)
