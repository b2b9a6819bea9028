"""What is checked before a PDF is taken apart, so that bad files cost little and say why."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass
from typing import Any

from pipeline.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost before it is refused."""

    file_bytes: int = 200_000_000
    text_bytes: int = 50_000_000
    """Of text, Markdown and HTML files."""
    pages: int = 3_000
    page_characters: int = 200_000
    """A poster set in small print holds under 50,000."""
    stream_bytes: int = 100_000_000
    """One stream of a PDF once decompressed, images aside; drawings of maps reach about 20 MB."""
    seconds: int = 120
    """Of work on one document at one stage, where it is read by OCR on one page; a PDF of 200 pages takes under 20."""
    memory_mb: int = 3_000
    """Of a worker process while it works on one document; it holds about 500 before."""


DENSEST = 1032
"""Times its size that a Flate stream unpacks to at most: a repeat of 258 bytes takes two bits at least."""
UNDECODABLE_SHARE = 0.1
"""Of the letters: above it the text layer is of no use. Sound files with a missing symbol or two stay under 0.01."""
UNDECODED = re.compile(r"[\ufffd\ue000-\uf8ff]|(?!\s)[\x00-\x1f]")
FUNCTION_WORDS = frozenset({
    "de", "la", "le", "les", "et", "des", "du", "en", "un", "une", "à", "au", "pour", "par", "dans", "est", "sur", "que", "qui",
    "the", "of", "and", "to", "in", "der", "die", "und", "el", "los",
})  # fmt: skip
MIN_TOKENS = 60
"""Shorter texts may well do without function words: tables, posters."""
GET_OCR = "install the ocr extra (pip install '.[ocr]') and tesseract-ocr-fra, leave the setting ocr on auto, then run again"


def count_pages(document: Any, limits: Limits) -> int:
    """The number of pages of a document that PDFium has opened."""
    count = len(document)
    if count == 0:
        raise DocumentError("the PDF has no pages: it is damaged, fetch it again")
    if count > limits.pages:
        raise DocumentError(f"too many pages ({count:,}, limit {limits.pages:,}): split the file or raise limits.pages")
    return count


def check_streams(data: bytes, limits: Limits) -> None:
    """Refuse decompression bombs without ever holding what they unpack to (nested ones: more than the limit)."""
    for match in re.finditer(rb"stream\r?\n", data):
        head = data[max(0, match.start() - 400) : match.start()].rpartition(b" obj")[2]
        layers = len(re.findall(rb"/Fl(?:ateDecode)?\b", head))
        if not layers or re.search(rb"/Subtype\s*/Image", head):
            continue
        if has_length(data, head, match.end(), limits.stream_bytes // DENSEST**layers):
            continue
        packed = memoryview(data)[match.end() :]
        if re.search(rb"/A(?:SCII)?85", head):
            packed = memoryview(decode_a85(data, match.end()))
        for _ in range(layers - 1):
            packed = memoryview(unpack(packed, limits.stream_bytes))
        if unpacked_size(packed, limits.stream_bytes) > limits.stream_bytes:
            limit = f"{limits.stream_bytes:,} bytes (decompression limit)"
            fix = "not a normal document; if you trust it, raise limits.stream_bytes"
            raise DocumentError(f"a stream unpacks to more than {limit}: {fix}", f"at byte {match.end()}")


def has_length(data: bytes, head: bytes, start: int, most: int) -> bool:
    """Whether a stream is sure to be short: its head gives one length, not above ``most``, and it ends there.

    >>> has_length(b"stream 1234 endstream", b"<</Length 5>>", 7, 100), has_length(b"stream 1234 endstream", b"<</Length 2>>", 7, 100)
    (True, False)
    """
    lengths = re.findall(rb"/Length\s*(\d{1,9})\s*(?=[/>])", head)
    if len(lengths) != 1 or head.count(b"/Length") != 1 or int(lengths[0]) > most:
        return False
    end = start + int(lengths[0])
    return data[end : end + 12].lstrip().startswith(b"endstream")


def unpack(packed: memoryview, limit: int) -> bytes:
    """The start of what a Flate stream unpacks to, empty where it is damaged."""
    try:
        return zlib.decompressobj().decompress(packed, limit)
    except zlib.error:
        return b""


def decode_a85(data: bytes, start: int) -> bytes:
    """The bytes of an ASCII85 stream, empty where it is damaged."""
    end = data.find(b"~>", start)
    try:
        return base64.a85decode(data[start : end + 2 if end >= 0 else None].lstrip(b"<~").rstrip(b"~>"))
    except ValueError:
        return b""


def unpacked_size(packed: memoryview, limit: int) -> int:
    """The size of a Flate stream once unpacked, counted in pieces, up to just above the limit."""
    unpacker = zlib.decompressobj()
    size, at = 0, 0
    pending = b""
    try:
        while not unpacker.eof and size <= limit and (pending or at < len(packed)):
            piece: bytes | memoryview = pending or packed[at : at + 65_536]
            at += 0 if pending else len(piece)
            size += len(unpacker.decompress(piece, 1 << 20))
            pending = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size


def check_glyphs(text: str) -> None:
    """Refuse a text layer that cannot be read."""
    if is_undecodable(text):
        raise DocumentError(f"the text layer cannot be decoded (fonts without Unicode names): {GET_OCR}", text[:80], "needs_ocr")
    if is_scrambled(text):
        raise DocumentError(f"the text layer is scrambled (no common word in it): {GET_OCR}", text[:80], "needs_ocr")


def is_undecodable(text: str) -> bool:
    """Whether fonts without names for their letters leave too many unknown.

    >>> is_undecodable("La ville a voté"), is_undecodable("L\ufffd v\ufffdlle \ufffd voté")
    (False, True)
    """
    return len(UNDECODED.findall(text)) > UNDECODABLE_SHARE * len("".join(text.split()))


def is_scrambled(text: str) -> bool:
    """Whether a longer text holds no common word: its fonts give other letters than they print."""
    count = 0
    for match in re.finditer(r"[^\W\d_]+", text.lower()):
        if match[0] in FUNCTION_WORDS:
            return False
        count += 1
    return count >= MIN_TOKENS
