"""Write what the golden corpus gives, for review in the diff: ``make golden``."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.publish.package import dictionary
from pipeline.settings import read_settings
from pipeline.storage import read_table
from pipeline.tables import TABLES

HERE = Path(__file__).parent
LEFT_OUT = {"documents": {"text", "sha256"}, "sections": {"text"}}
"""Columns that repeat the input or stand in files of their own."""


def golden_files(tools: Tools) -> Mapping[str, str]:
    """The expected files by name: the clean text of each document, the rows of each table as JSON lines."""
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(raw=HERE / "raw", out=Path(folder), ocr="off")
        run_plan(make_plan(settings), settings, ALL_STAGES, tools)
        tables = {name: read_table(settings.out, name).to_pylist() for name in TABLES}
    files = {f"{row['source_path']}.txt": row["text"] + "\n" for row in tables["documents"] if row["text"]}
    for name, rows in tables.items():
        kept = [{k: v for k, v in row.items() if k not in LEFT_OUT.get(name, ())} for row in rows]
        files[f"{name}.jsonl"] = "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in kept)
    return files


def main() -> None:
    """Write the expected files and the data dictionary."""
    folder = HERE / "expected"
    folder.mkdir(exist_ok=True)
    files = golden_files(Tools("fr_core_news_md"))
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (HERE.parents[1] / "docs" / "data-dictionary.md").write_text(dictionary(), encoding="utf-8")


if __name__ == "__main__":
    main()
