"""What the design asks of every file: short files, or a reason; short functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("pipeline", "tests", "benchmarks", "notebooks", "docs", "raw")
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
REASON = "onger than other files"
"""What the docstring of a longer file says, with why."""


def too_long(path: Path) -> Iterator[str]:
    """What is too long in a file."""
    code = path.read_text(encoding="utf-8")
    module = ast.parse(code)
    if code.count("\n") > LONGEST_FILE and REASON not in (ast.get_docstring(module) or ""):
        yield f"{path.name}: split it, or say in its docstring why it is longer than other files"
    for node in ast.walk(module):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
            yield f"{path.name}: {node.name} has more than {LONGEST_FUNCTION} lines"


def test_files_and_functions_are_short_or_say_why_not() -> None:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    assert [said for path in sorted(files) for said in too_long(path)] == []
