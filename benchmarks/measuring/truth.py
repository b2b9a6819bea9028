"""What the made PDFs say, from the scripts that made them (raw/make) or from their truth files (../shared)."""

from __future__ import annotations

import json
import re
import runpy
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring.pages import ROOT, SHARED

MAKE = ROOT / "raw" / "make"
SCRIPTS = ("budget_orne", "fiche_eclairage", "lettre_baie", "programme_ateliers")


@dataclass(slots=True)
class PdfTruth:
    """The true text of one PDF."""

    path: Path
    paragraphs: list[str] = field(default_factory=list)
    drop_caps: list[str] = field(default_factory=list)
    """The first characters of paragraphs that begin with a drop cap."""
    furniture: list[str] = field(default_factory=list)
    """Running headers, footers, page numbers and turned text, one for each time printed."""
    titles: list[str] = field(default_factory=list)
    """Words that may be those of a running line and stand in the text by right."""


def made_pdfs() -> list[PdfTruth]:
    """The PDFs of raw/, each script run once with its typesetter overheard."""
    sys.path.insert(0, str(MAKE))
    try:
        import layout  # type: ignore[import-not-found]

        with tempfile.TemporaryDirectory() as folder:
            return [_overhear(script, layout, Path(folder)) for script in SCRIPTS]
    finally:
        sys.path.remove(str(MAKE))
        sys.modules.pop("layout", None)


def _overhear(script: str, layout: Any, folder: Path) -> PdfTruth:
    """Run a script; what it typesets as body text and furniture is kept."""
    truth = PdfTruth(Path())
    column, furniture, new_canvas = layout.Column, layout.furniture, layout.new_canvas

    class Overheard(column):  # type: ignore[misc, valid-type]
        """A column that takes down what is set in it."""

        def paragraph(self, text: str, *style: Any) -> None:
            truth.paragraphs.append(_printed(layout.french(text)))
            super().paragraph(text, *style)

        def drop_cap(self, cap: str, text: str, depth: int = 3) -> None:
            truth.paragraphs.append(_printed(layout.french(cap + text)))
            truth.drop_caps.append(truth.paragraphs[-1][:30])
            super().drop_cap(cap, text, depth)

    def overheard_furniture(canvas: Any, header: str, footer: str, page: int, accent: Any) -> None:
        truth.furniture += [header, footer, str(page)]
        furniture(canvas, header, footer, page, accent)

    def aside(name: str, title: str) -> Any:
        truth.path, truth.titles = ROOT / "raw" / name, [title]
        layout.RAW = folder
        return _hear_turned(new_canvas(name, title), truth)

    layout.Column, layout.furniture, layout.new_canvas = Overheard, overheard_furniture, aside
    try:
        runpy.run_path(str(MAKE / f"{script}.py"), run_name="__main__")
    finally:
        layout.Column, layout.furniture, layout.new_canvas = column, furniture, new_canvas
    return truth


def _hear_turned(canvas: Any, truth: PdfTruth) -> Any:
    """The canvas, which now takes down what is drawn while it is turned: text in the margin."""
    draw, rotate, restore = canvas.drawString, canvas.rotate, canvas.restoreState
    turned: list[float] = []

    def heard_draw(x: float, y: float, text: str, *rest: Any, **style: Any) -> None:
        truth.furniture += [text] if turned else []
        draw(x, y, text, *rest, **style)

    def heard_rotate(angle: float) -> None:
        turned.append(angle)
        rotate(angle)

    def heard_restore() -> None:
        turned.clear()
        restore()

    canvas.drawString, canvas.rotate, canvas.restoreState = heard_draw, heard_rotate, heard_restore
    return canvas


def _printed(text: str) -> str:
    """The text as it should be read: note marks gone, other superscripts on the line.

    >>> _printed("en 2023^1^, le 1^er^ mars")
    'en 2023, le 1er mars'
    """
    return re.sub(r"\^([^^]*)\^", r"\1", re.sub(r"\^\d+\^", "", text))


def shared_pdfs() -> list[PdfTruth]:
    """The PDFs of ../shared with their truth files; none when the folder is not there."""
    found = []
    for path in sorted((SHARED / "corpus" / "pdf").glob("*.truth.json")):
        true = json.loads(path.read_text(encoding="utf-8"))
        titles = strings([value for key, value in true.items() if key not in ("furniture", "page_numbers", "file", "producer", "tricks")])
        found.append(PdfTruth(path.with_name(true["file"]), true["paragraphs"], true["drop_caps"], true["furniture"], titles))
    return found


def strings(value: object) -> list[str]:
    """Every string in nested lists and dicts.

    >>> strings({"a": ["b", {"c": "d"}], "e": 1})
    ['b', 'd']
    """
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [found for item in items for found in strings(item)]
