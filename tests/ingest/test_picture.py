"""A page drawn with boxes on it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import DocumentError
from pipeline.ingest.picture import COLOR, MARGIN, render_page
from tests.ingest.drawing import draw, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "page.pdf"
    found.write_bytes(draw(lambda canvas: write(canvas, 60, 100, "La ville a voté.")))  # type: ignore[arg-type, return-value]
    return found


def test_box_is_drawn_around_its_place(path: Path) -> None:
    picture = Image.open(io.BytesIO(render_page(path, 1, [(60, 90, 140, 103)], scale=1))).convert("RGB")
    assert picture.size == (596, 842)
    red = [(x, y) for x in range(picture.width) for y in range(picture.height) if picture.getpixel((x, y)) == COLOR]
    xs, ys = zip(*red, strict=True)
    assert (min(xs), min(ys)) == (int(60 - MARGIN), int(90 - MARGIN))
    assert (max(xs), max(ys)) == (int(140 + MARGIN), int(103 + MARGIN))


def test_same_page_same_bytes_and_no_page_is_said(path: Path) -> None:
    assert render_page(path, 1) == render_page(path, 1)
    with pytest.raises(DocumentError, match="no page 2"):
        render_page(path, 2)
