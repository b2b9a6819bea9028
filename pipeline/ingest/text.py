"""Text and Markdown files: bytes in any encoding that French files come in become one string."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from math import log

from pipeline.errors import DocumentError

CANDIDATES = ("cp1252", "iso8859-15", "mac_roman", "cp850")
"""Single-byte encodings of French files: Windows, Unix before UTF-8, old Macintosh, DOS. Ties go to the first."""

FRENCH_CHARACTERS = {
    "é": 250, "à": 55, "è": 37, "ê": 21, "ç": 12, "ô": 8, "î": 6, "â": 6, "û": 5, "ù": 5, "ï": 2, "ë": 2, "œ": 3,
    "ÿ": 0.1, "ü": 0.3, "ö": 0.3,
    "É": 9, "È": 2, "À": 4, "Ê": 1, "Ç": 1, "Î": 1, "Ô": 1, "Œ": 0.5, "Â": 0.5, "Û": 0.3, "Ù": 0.1, "Ï": 0.2, "Ë": 0.2, "Ü": 0.1, "æ": 0.2,
    "\u2019": 120, "\u2018": 1, "«": 12, "»": 12, "\u201c": 5, "\u201d": 5, "\u00a0": 25, "–": 12, "—": 4, "…": 4, "•": 6, "°": 8,
    "€": 6, "²": 1, "³": 0.3, "§": 0.5, "·": 2, "×": 0.3, "±": 0.1, "½": 0.05, "©": 0.3, "®": 0.2, "ñ": 0.3, "á": 0.2, "í": 0.2, "ó": 0.2,
}  # fmt: skip
"""How often a character stands among the non-ASCII ones of French text (per 700; rounded from public administrative text)."""
RARE = 0.002
"""The weight of any other printable character; controls weigh a hundred times less."""

MISPLACED = re.compile(r"(?<=[a-zà-ÿ])[À-ÞŒ\u201c\u201d](?=[a-zà-ÿ])|(?<=[A-ZÀ-Þ]{2})[à-ÿœ]")
"""A capital inside a word, a small letter after capitals: « dŽjà », « COLLECTIVITê »."""

BINARY_MARKS = {
    b"PK\x03\x04": "a ZIP or Office file", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"\x1f\x8b": "a gzip file", b"{\\rtf": "an RTF file", b"\x7fELF": "a program",
}  # fmt: skip
"""How files that are no text start."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, line ends as ``\\n``, and the encoding that it was read in.

    A UTF-8 byte order mark stays (a cleaning rule removes it), so that offsets are those of the decoded file.

    >>> decode("L’été à l’école\\r\\ncœur".encode("cp1252"))
    ('L’été à l’école\\ncœur', 'cp1252')
    """
    check_is_text(data)
    encoding = guess_encoding(data)
    text = decode_damaged_utf8(data) if encoding == "utf-8" else data.decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def check_is_text(data: bytes) -> None:
    """Refuse what is no text at all, whatever its name says."""
    for mark, what in BINARY_MARKS.items():
        if data.startswith(mark):
            raise DocumentError(f"not a text file: this is {what}; convert it to PDF or text")


def guess_encoding(data: bytes) -> str:
    """Byte order marks first, then UTF-8 if it fits, then the candidate that reads most like French.

    >>> guess_encoding("Décembre à Nîmes".encode("mac_roman")), guess_encoding("Août".encode())
    ('mac_roman', 'utf-8')
    """
    for mark, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return encoding
    if wide := wide_encoding(data):
        return wide
    if is_mostly_utf8(data):
        return "utf-8"
    best = max(CANDIDATES, key=lambda name: french_score(data, name))
    if french_score(data, best) < log(RARE):  # no French in any of them: leave it to a detector of all languages
        import charset_normalizer

        match = charset_normalizer.from_bytes(data[:200_000]).best()
        return match.encoding if match else best
    return best


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every second byte of Latin text is NUL."""
    sample = data[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def is_mostly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, a few stray bytes allowed where sound sequences are many."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        sound = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data))
        stray = data.decode("utf-8", "replace").count("\ufffd")
        return sound > 10 * stray
    return True


def decode_damaged_utf8(data: bytes) -> str:
    """UTF-8 with its stray bytes read as CP1252, which is where they come from when two files were pasted together.

    >>> decode_damaged_utf8("déjà ".encode() + "été".encode("cp1252"))
    'déjà été'
    """
    parts: list[str] = []
    at = 0
    while at < len(data):
        try:
            parts.append(data[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            good, bad = data[at : at + error.start], data[at + error.start : at + error.end]
            parts += (good.decode("utf-8"), bad.decode("cp1252", "replace"))
            at += error.end
    return "".join(parts)


def french_score(data: bytes, encoding: str) -> float:
    """Mean log weight of the non-ASCII characters as French ones; misplaced letters count as rare."""
    text = data[:400_000].decode(encoding, "replace")
    counts = Counter(c for c in text if c > "\x7f")
    inside = Counter(m[0] for m in MISPLACED.finditer(text))
    total = sum(counts.values())
    if not total:
        return 0.0
    weight = 0.0
    for character, count in counts.items():
        ordinary = FRENCH_CHARACTERS.get(character, RARE) if character.isprintable() or character == "\u00a0" else RARE / 100
        odd = inside[character]
        weight += (count - odd) * log(ordinary) + odd * log(RARE)
    return weight / total
