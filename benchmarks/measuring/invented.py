"""A corpus of any size from the sample documents: other people, places, numbers and words in every copy.

The same number gives the same document, whatever the size of the corpus.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.measuring.sample import RAW
from pipeline.french import fold
from pipeline.ingest import ingest_document
from pipeline.lexicon import load_lexicon
from pipeline.registers import load_registers

GIVEN = "Ada Basile Cléo Damien Edwige Firmin Gaëlle Honoré Iris Joris Katell Loïs Maud Nestor Odette Prosper Romane Soizic Tanguy".split()
FIRST = "Al Bar Car Del Fou Gar Hur Lan Mar Nau Per Quin Ros Sau Tri Val".split()
LAST = "bec dier gault lier mont net quet rand seau tel vier zac".split()
CAPITALISED = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{3,}(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?")
"""A name inside a sentence."""
MAILBOX = re.compile(r"[a-z.-]+(?=@)")
"""What stands before the @: who has another name has another address."""
NUMBER = re.compile(r"(?<![\w./-])\d{1,3}(?![\w./-])")
WORD = re.compile(r"(?<![\w@./-])[a-zà-ÿ]{6,}(?![\w@./-])")
EXCHANGED = 0.25
"""Share of the longer words of prose that another copy replaces by a word with the same ending, so that hardly a passage repeats."""
LONG, SHORT = 600, 120
"""Words of a document."""


def write_documents(folder: Path, count: int, size: int = SHORT, parts: int = 1) -> int:
    """Write so many documents of so many parts; the words in them."""
    return sum(_write(folder, number, size, parts) for number in range(count))


def write_words(folder: Path, wanted: int, size: int = LONG) -> int:
    """Write as many documents as hold so many words; the words in them."""
    words = number = 0
    while words < wanted:
        words += _write(folder, number, size)
        number += 1
    return words


def _write(folder: Path, number: int, size: int, parts: int = 1) -> int:
    text = make_document(number, size, parts)
    folder.mkdir(parents=True, exist_ok=True)
    document_path(folder, number).write_text(text, encoding="utf-8")
    return len(text.split())


def document_path(folder: Path, number: int) -> Path:
    """Where a document is written."""
    return folder / f"document-{number:06d}.txt"


def make_document(number: int, size: int = LONG, parts: int = 1) -> str:
    """One invented document: parts of sample documents under other names, several as in a newsletter.

    >>> make_document(3) == make_document(3), make_document(3) == make_document(3 + len(sample_pieces(LONG)))
    (True, False)
    """
    if parts > 1:
        return "\n\n".join(make_document(number * parts + part, size) for part in range(parts))
    pieces = sample_pieces(size)
    draw = Random(number)
    text = pieces[number % len(pieces)]
    names = {name: _name(draw) for name in sorted(set(CAPITALISED.findall(text)))}
    text = CAPITALISED.sub(lambda m: names[m[0]], text)
    folded = {_plain(name): _plain(other) for name, other in names.items()}
    text = MAILBOX.sub(lambda m: "".join(folded.get(part, part) for part in re.split(r"([.-])", m[0])), text)
    text = NUMBER.sub(lambda m: str(draw.randint(10 ** (len(m[0]) - 1), 10 ** len(m[0]) - 1)), text)
    return WORD.sub(lambda m: draw.choice(endings().get(m[0][-3:], [m[0]])) if draw.random() < EXCHANGED else m[0], text)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", fold(name))


def _name(draw: Random) -> str:
    kind = draw.random()
    if kind < 0.3:
        return draw.choice(towns())
    return draw.choice(GIVEN) if kind < 0.5 else draw.choice(FIRST) + draw.choice(LAST)


@cache
def sample_pieces(size: int) -> Sequence[str]:
    """The text documents of the sample corpus in parts of about so many words, each ending with a block."""
    paths = [*sorted(RAW.glob("*.txt")), *sorted(RAW.glob("[!R]*.md"))]
    return tuple(piece for path in paths for piece in _cut(unicodedata.normalize("NFC", ingest_document(path, path.name).text), size))


def _cut(text: str, size: int) -> Iterator[str]:
    blocks: list[str] = []
    for block in text.split("\n\n"):
        blocks.append(block)
        if sum(len(b.split()) for b in blocks) > size:
            yield "\n\n".join(blocks)
            blocks = []
    if blocks:
        yield "\n\n".join(blocks)


@cache
def towns() -> Sequence[str]:
    """Communes of 5,000 people and more."""
    columns = load_registers().columns
    return [name for name, people in zip(columns["place_name"], columns["population"], strict=True) if (people or 0) > 5000]


@cache
def endings() -> Mapping[str, Sequence[str]]:
    """Common words of at least six letters by their last three."""
    found: dict[str, list[str]] = {}
    for word in sorted(w for w in load_lexicon().common_words if len(w) > 5 and w.isalpha()):
        found.setdefault(word[-3:], []).append(word)
    return found
