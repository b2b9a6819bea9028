"""What decides whether a result is still good: contents, code, libraries and model, never clock times."""

from __future__ import annotations

import platform
import re
import sys
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import msgspec

PACKAGE = Path(__file__).parents[1]
OVERRIDES = PACKAGE / "resources" / "overrides.csv"
"""Read by normalise alone, which names it among what it depends on."""
OPTIONAL = {"PIL", "pytesseract", "dask", "distributed", "fsspec", "upath"}
"""Of the extra ``ocr``: what they read is named by ``find_engine``, so that installing them redoes scans alone. Of the extra
``cluster``: where the work is done and lies changes no result."""
IMPORT = re.compile(r"^(?: {4})*(?:import ([\w., ]+?) *(?:#.*)?$|from ([\w.]+) import (\([^)]*\)|[\w, ]+))", re.MULTILINE)
COMMENT = re.compile(r"#.*")
MODULES = {"pdfminer": "pdfminer.six", "text_to_num": "text2num"}
"""Modules whose distribution has another name."""


def fingerprint(*parts: object) -> str:
    """A short name for a content: the same parts give the same name.

    >>> fingerprint("clean", ["a", 1]) == fingerprint("clean", ["a", 1])
    True
    """
    return sha256(msgspec.json.encode(parts)).hexdigest()[:20]


def code_version(module: str) -> str:
    """A hash of what a module depends on; a change elsewhere leaves it as it is."""
    return fingerprint(sorted(dependencies(module).items()))


@cache
def dependencies(module: str) -> dict[str, str]:
    """The sources that a module of the package uses, its own among them, the resources and the libraries that they read, with
    a hash or version of each.
    """
    sources, libraries = _closure(module)
    found = {f"code {path.relative_to(PACKAGE.parent)}": sha256(path.read_bytes()).hexdigest() for path in sorted(sources.values())}
    if "pipeline.knowledge" in sources:
        found |= {f"data {path.relative_to(PACKAGE.parent)}": digest for path, digest in _resources()}
    found |= {f"library {name}": library_version(name) for name in sorted(libraries)}
    return found | {"library python": ".".join(map(str, sys.version_info[:2]))}


@cache
def _resources() -> list[tuple[Path, str]]:
    files = sorted(p for p in (PACKAGE / "resources").rglob("*") if p.suffix in {".csv", ".parquet", ".json", ".txt"} and p != OVERRIDES)
    return [(p, sha256(p.read_bytes()).hexdigest()) for p in files]


def _closure(module: str) -> tuple[dict[str, Path], set[str]]:
    """The modules of the package that a module imports, directly or not, and the libraries that they import."""
    sources: dict[str, Path] = {}
    libraries: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = None if name in sources else _source(name)
        if path is None:
            continue
        sources[name] = path
        for imported in _imports(path):
            top = imported.partition(".")[0]
            if top == PACKAGE.name:
                parts = imported.split(".")
                waiting += [".".join(parts[:n]) for n in range(2, len(parts) + 1)]
            elif top not in sys.stdlib_module_names | OPTIONAL:
                libraries.add(top)
    return sources, libraries


@cache
def _source(module: str) -> Path | None:
    base = PACKAGE.joinpath(*module.split(".")[1:])
    return next((p for p in (base.with_suffix(".py"), base / "__init__.py") if p.is_file()), None)


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """What a source imports; the names after ``from … import`` may be modules too. Five times faster than taking the source apart."""
    found: list[str] = []
    for plain, module, names in IMPORT.findall(path.read_text(encoding="utf-8")):
        if plain:
            found += [each.split()[0] for each in plain.split(",")]
        else:
            found += [module, *(f"{module}.{each.split()[0]}" for each in COMMENT.sub("", names).strip("() \n").split(",") if each.strip())]
    return tuple(found)


@cache
def library_version(module: str) -> str:
    """The installed version of the library that provides a module, or "none"."""
    try:
        return metadata.version(MODULES.get(module, module))
    except metadata.PackageNotFoundError:
        return "none"


@cache
def model_version(name: str) -> str:
    """The version of a model package, or a hash of a model folder's description or of the module that gives it (``module:factory``)."""
    described = Path(name) / "meta.json" if ":" not in name else _module_file(name.partition(":")[0])
    return sha256(described.read_bytes()).hexdigest() if described and described.is_file() else library_version(name)


def _module_file(module: str) -> Path | None:
    try:
        found = find_spec(module)
    except (ImportError, ValueError):
        return None
    return Path(found.origin) if found and found.origin else None


def library_versions() -> dict[str, str]:
    """The versions of Python and of all libraries that the stages import, as far as they are installed."""
    versions = {name: library_version(name) for name in imported_libraries()}
    return {name: version for name, version in versions.items() if version != "none"} | {"python": platform.python_version()}


def imported_libraries() -> list[str]:
    """The distributions that the package imports, by name."""
    modules = {name for module in ("pipeline.__main__", "pipeline.execution.console") for name in _closure(module)[1]}
    return sorted(MODULES.get(module, module.replace("_", "-")) for module in modules)
