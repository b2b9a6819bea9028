"""What the design asks of every file: short files, or a reason; short functions."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("pipeline", "tests", "benchmarks", "notebooks", "docs", "raw")
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
REASON = "onger than other files"
"""What the docstring of a longer file says, with why."""


def test_files_and_functions_are_short_or_say_why_not() -> None:
    long: list[str] = []
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        name, code = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        module = ast.parse(code)
        if (lines := code.count("\n")) > LONGEST_FILE and REASON not in (ast.get_docstring(module) or ""):
            long.append(f"{name} has {lines} lines: split it, or say in its docstring why it is longer than other files")
        for node in ast.walk(module):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (lines := length(node)) > LONGEST_FUNCTION:
                long.append(f"{name}: {node.name} has {lines} lines")
    assert long == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end of the body."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
