"""What decides whether a result is still good: contents, code, libraries and model, never clock times."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
IMPORT = re.compile(r"\n(?: {4})*(?:import ([\w., ]+?) *(?:#.*)?$|from ([\w.]+) import (\([^)]*\)|[\w, ]+))", re.MULTILINE)
"""A line break and an import, which may stand in a function: searched for at line breaks only."""
COMMENT = re.compile(r"#.*")
STANDARD = sys.stdlib_module_names | OPTIONAL
MODULES = {"pdfminer": "pdfminer.six", "text_to_num": "text2num"}
"""Modules whose distribution has another name."""
VERSION = re.compile(r"^Version: (.+)$", re.MULTILINE)


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
    sources = _closure(module)
    found = {source.name: source.digest for _, source in sorted(sources.items())}
    if "pipeline.knowledge" in sources:
        found |= {f"data {path.relative_to(PACKAGE.parent)}": digest for path, digest in _resources()}
    found |= {f"library {name}": library_version(name) for name in _libraries(sources)}
    return found | {"library python": ".".join(map(str, sys.version_info[:2]))}


@cache
def _resources() -> list[tuple[Path, str]]:
    files = sorted(p for p in (PACKAGE / "resources").rglob("*") if p.suffix in {".csv", ".parquet", ".json", ".txt"} and p != OVERRIDES)
    return [(p, sha256(p.read_bytes()).hexdigest()) for p in files]


@dataclass(frozen=True, slots=True)
class _Source:
    """A source of the package: its name, a hash of it, the modules of the package that it imports, and the libraries."""

    name: str
    digest: str
    modules: frozenset[str]
    libraries: frozenset[str]


def _closure(module: str) -> dict[str, _Source]:
    """The modules of the package that a module imports, directly or not, itself among them."""
    found: dict[str, _Source] = {}
    waiting = {module} & _modules().keys()
    while waiting:
        name = waiting.pop()
        found[name] = _read_source(name)
        waiting |= found[name].modules - found.keys()
    return found


def _libraries(sources: Mapping[str, _Source]) -> list[str]:
    return sorted({library for source in sources.values() for library in source.libraries})


@cache
def _modules() -> dict[str, Path]:
    """The sources of the package, by the names that they are imported by."""
    found: dict[str, Path] = {}
    for folder, _, names in os.walk(PACKAGE):  # x/__init__.py after x.py, which it hides
        package = folder[len(str(PACKAGE.parent)) + 1 :].replace(os.sep, ".")
        sources = (name for name in names if name.endswith(".py"))
        found |= {f"{package}.{name[:-3]}".removesuffix(".__init__"): Path(folder, name) for name in sources}
    return found


@cache
def _read_source(module: str) -> _Source:
    path = _modules()[module]
    stored = path.read_bytes()
    modules: set[str] = set()
    libraries: set[str] = set()
    for imported in set(_imports(stored.decode())):
        top = imported.partition(".")[0]
        if top == PACKAGE.name:
            modules |= _modules_of(imported)
        elif top not in STANDARD:
            libraries.add(top)
    name = f"code {path.relative_to(PACKAGE.parent)}"
    return _Source(name, sha256(stored).hexdigest(), frozenset(modules), frozenset(libraries))


@cache
def _modules_of(imported: str) -> set[str]:
    """The modules of the package that a name in it leads through."""
    parts = imported.split(".")
    return {name for end in range(2, len(parts) + 1) if (name := ".".join(parts[:end])) in _modules()}


def _imports(source: str) -> Iterator[str]:
    """What a source imports; the names after ``from … import`` may be modules too. Five times faster than taking the source apart."""
    for plain, module, names in IMPORT.findall("\n" + source):
        if plain:
            yield from (each.split()[0] for each in plain.split(","))
        else:
            yield module
            names = COMMENT.sub("", names) if "#" in names else names
            yield from (f"{module}.{each.split()[0]}" for each in names.strip("() \n").split(",") if each.strip())


@cache
def library_version(module: str) -> str:
    """The installed version of the library that provides a module, or "none"."""
    try:
        found = metadata.distribution(MODULES.get(module, module))
    except metadata.PackageNotFoundError:
        return "none"
    said = VERSION.search(found.read_text("METADATA") or "")  # the library reads all of it, as it does a mail
    return said[1].strip() if said else found.version


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
    modules = _libraries(_closure("pipeline.__main__") | _closure("pipeline.execution.console"))
    return sorted(MODULES.get(module, module.replace("_", "-")) for module in modules)
