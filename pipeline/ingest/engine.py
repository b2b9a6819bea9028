"""The OCR engine, Tesseract, as it is installed; what is made of the words that it reads is in ``ocr``."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PROGRAM = "tesseract"
LANGUAGE = "fra"
PAGE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Engine:
    """Tesseract as it is installed; ``version`` names the program and the data that it reads French with."""

    version: str

    def read(self, picture: Any, resolution: int) -> bytes:
        """The hOCR of a picture, empty where Tesseract fails or takes too long; by one thread, which gives the same each time."""
        import pytesseract

        os.environ["OMP_THREAD_LIMIT"] = "1"
        try:
            found = pytesseract.image_to_pdf_or_hocr(
                picture, lang=LANGUAGE, extension="hocr", config=f"--psm 3 --dpi {resolution}", timeout=PAGE_SECONDS
            )
        except RuntimeError:  # its own errors are of this kind too
            return b""
        return bytes(found)

    def turning(self, picture: Any, resolution: int) -> int:
        """By how many degrees, clockwise, a picture must be turned to stand upright; 0 where Tesseract cannot tell."""
        import pytesseract

        try:
            found = pytesseract.image_to_osd(picture, config=f"--psm 0 --dpi {resolution}", output_type="dict", timeout=PAGE_SECONDS)
        except RuntimeError:
            return 0
        return int(found["rotate"])


@cache
def find_engine(setting: str) -> Engine | None:
    """Tesseract, unless the setting ``ocr`` is "off", or the extra, the program or its French data are not installed."""
    if setting == "off":
        return None
    if find_spec("pytesseract") is None:  # looked for only: it loads pandas
        return None
    try:
        version, listing = (
            subprocess.run([PROGRAM, option], capture_output=True, text=True, check=True).stdout.splitlines()
            for option in ("--version", "--list-langs")
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    if LANGUAGE not in listing:
        return None
    folder = re.search(r'"(.+)"', listing[0])
    data = Path(folder[1] if folder else "") / f"{LANGUAGE}.traineddata"
    digest = sha256(data.read_bytes()).hexdigest()[:12] if data.is_file() else "unknown"
    return Engine(f"{version[0]}, {LANGUAGE} {digest}")
