"""Write raw/manifest.csv: every document with its hash, size, licence and date."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

RAW = Path(__file__).resolve().parents[1]
DOCUMENTS = {".txt", ".md", ".html", ".pdf"}


def main() -> None:
    """One row a document, sorted by path."""
    paths = [p for p in sorted(RAW.iterdir()) if p.suffix in DOCUMENTS and p.name != "README.md"]
    with (RAW / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["path", "sha256", "bytes", "source_url", "licence", "retrieved_on"])
        for path in paths:
            content = path.read_bytes()
            writer.writerow([path.name, hashlib.sha256(content).hexdigest(), len(content), "", "CC0-1.0", "2026-11-22"])


if __name__ == "__main__":
    main()
