"""A page as a picture with boxes drawn on it: what a person looks at to check a row."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.ingest.pdfium import open_pdf
from pipeline.records import BBox

COLOR = (214, 40, 40)
MARGIN = 1.5
"""Points left free between letters and their box."""
MOST_PIXELS = 25_000_000


def render_page(path: Path, page: int, boxes: Sequence[BBox] = (), scale: float = 2.0) -> bytes:
    """A page (from 1) of a PDF as PNG, ``scale`` pixels a point, with boxes as published: x0, top, x1, bottom from the top left."""
    from PIL import ImageDraw

    with open_pdf(path.read_bytes()) as document:
        if not 1 <= page <= len(document):
            raise DocumentError(f"{path.name} has {len(document)} pages: there is no page {page}")
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(scale, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture = sheet.render(scale=scale).to_pil().convert("RGB")
        sheet.close()
    pen = ImageDraw.Draw(picture)
    for x0, top, x1, bottom in boxes:
        corners = (x0 - MARGIN) * scale, (top - MARGIN) * scale, (x1 + MARGIN) * scale, (bottom + MARGIN) * scale
        pen.rectangle(corners, outline=COLOR, width=max(1, round(scale)))
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
