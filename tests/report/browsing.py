"""Pages opened in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def opened(browser: Any, path: Path, size: dict[str, int], scheme: str = "light") -> tuple[Any, list[str]]:
    """A page, and the list that what it complains of goes into."""
    page = browser.new_page(viewport=size, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    return page, said
