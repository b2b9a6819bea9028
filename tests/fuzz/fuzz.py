"""Fuzz one target under atheris: ``python -m tests.fuzz.fuzz document CORPUS_FOLDER -max_total_time=300``.

What follows the target are libFuzzer's own options. The folder receives the inputs that reached new code; seeds from the sample
corpus are put into it first. A finding is written to ``crash-…`` beside it: mend the code and keep the bytes in ``findings/``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzz.targets import TARGETS, knowledge

from tests.fuzz.seeds import seeds


def main() -> None:
    target, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number:03d}").write_bytes(seed)
    knowledge()
    atheris.Setup([sys.argv[0], str(folder), *sys.argv[3:]], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
