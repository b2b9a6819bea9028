"""Write docs/modules.md: every module of the package with the first sentence of its docstring, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "pipeline"
PAGE = Path(__file__).with_name("modules.md")
FIRST = ("", "ingest", "clean", "extract", "normalise", "publish", "execution")
"""The packages in the order of a document's way; the others follow by name."""


def modules_page() -> str:
    """The page, one table a package."""
    lines = ["# Modules", "", "Made from the docstrings by `make docs`. A document goes through the packages in this order.", ""]
    lines += ["**For users of the tables**, one name is public: `pipeline.open_dataset`. Everything else is reached by the command line."]
    for package, paths in groupby(sorted(PACKAGE.rglob("*.py"), key=_order), key=_package):
        lines += ["", f"## pipeline{'.' + package if package else ''}", "", "| module | |", "|---|---|"]
        lines += [f"| `{path.relative_to(PACKAGE)}` | {first_sentence(path)} |" for path in paths]
    return "\n".join(lines) + "\n"


def _package(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).parent.parts)


def _order(path: Path) -> tuple[int, str, str]:
    package = _package(path)
    top = package.partition(".")[0]
    return (FIRST.index(top) if top in FIRST else len(FIRST), package, path.name)


def first_sentence(path: Path) -> str:
    """What the docstring of a module says first."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(_sentence(text)).replace("|", "\\|")


def _sentence(text: str) -> Iterator[str]:
    for word in text.partition("\n\n")[0].split():
        yield word
        if word.endswith(".") and word not in ("e.g.", "i.e.", "cf."):
            return


if __name__ == "__main__":
    PAGE.write_text(modules_page(), encoding="utf-8")
