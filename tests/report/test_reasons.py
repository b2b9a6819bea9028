"""Every reason that the stages give for not reading a document has its French words in the report."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.ingest.pdf_checks import GET_OCR
from pipeline.report.reasons import reason

CODE = Path(pipeline.__file__).parent


def _said() -> Iterator[str]:
    """The first argument of each DocumentError that is raised, numbers filled in."""
    for path in [*CODE.glob("ingest/*.py"), *CODE.glob("execution/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "DocumentError":
                if isinstance(node.args[0], ast.Constant):
                    yield str(node.args[0].value)
                elif isinstance(node.args[0], ast.JoinedStr) and path.name != "picture.py":
                    yield "".join(_filled(part) for part in node.args[0].values)


def _filled(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    is_ocr = isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) and part.value.id in ("GET_OCR", "reason")
    return GET_OCR if is_ocr else "1,000"


SUPERVISED = ("takes more than 120 s: split the file or raise limits.seconds", "needs more than 3,000 MB of memory: split the file")


@pytest.mark.parametrize("said", [*sorted(set(_said())), *SUPERVISED])
def test_each_reason_is_said_in_french(said: str) -> None:
    assert reason(said) != said


def test_numbers_are_kept_and_written_as_french_writes_them() -> None:
    assert reason("page 3 has 250,000 characters, limit 200,000: not a page of text").startswith("la page 3 compte 250\u202f000 caractères")
