"""Findings stay mended, and parts of the sample corpus damaged at random break nothing."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, knowledge

FINDINGS = sorted((Path(__file__).parent / "findings").iterdir())
SHORT = {"numbers": 300, "ledger": 300, "text": 200, "document": 80, "html": 40, "pdf": 40}
"""Cases of each target: about ten seconds in all."""
SECONDS = 10
"""Of processor time for one input of at most some thousand bytes; a usual one takes 0.1."""
SNIPPETS = (
    b"\x00", b"\xff", b"\xc3", b" ", b"\n\n", b"-\n", b"\xe2\x80\x8b", b"'", b"**", b"$", b"\\", b"<", b"&", b"(", b"1.234.5", b"%",
    b"@", b"http://", b"LE ", b"de ", b"/", b"<<", b">>", b" 0 R", b"9" * 40,
)  # fmt: skip


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    TARGETS[path.name.partition("-")[0]](path.read_bytes())


def damage(data: bytes, number: int) -> bytes:
    """A few cuts, swaps and insertions, drawn by a number."""
    draw = random.Random(number)
    changed = bytearray(data)
    for _ in range(draw.randint(0, 8)):
        at = draw.randint(0, len(changed))
        kind = draw.randint(0, 3)
        if kind == 0:
            changed[at:at] = draw.choice(SNIPPETS)
        elif kind == 1:
            del changed[at : at + draw.randint(1, 60)]
        elif kind == 2:
            start = draw.randint(0, len(changed))
            changed[at:at] = changed[start : start + draw.randint(1, 80)]
        else:
            changed[at : at + 1] = bytes([draw.randrange(256)])
    return bytes(changed)


@pytest.mark.parametrize("target", TARGETS)
def test_damaged_samples_break_nothing(target: str) -> None:
    starts = seeds(target)
    knowledge()

    @seed(1)
    @settings(max_examples=SHORT[target], deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(starts) - 1), st.integers(0, 1 << 32))
    @example(0, 0)
    def holds(which: int, number: int) -> None:
        data = damage(starts[which], number)
        begun = time.process_time()
        TARGETS[target](data)
        assert time.process_time() - begun < SECONDS

    holds()
