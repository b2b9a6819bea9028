"""A search for what must not be left in a public set, written apart from the code that makes it.

Every string of every table, JSON file, text file and file name is folded and searched for names in both orders, glued, hyphenated,
with dots, as slugs and with initials, for family names alone, for e-mail addresses and telephone numbers.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.knowledge import Knowledge
from pipeline.storage import read_table
from pipeline.tables import TABLES

CODES = {"sha256", "rule", "method", "retrieved_on"}
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"(?<!\d)0[1-79](?:[ .\-]?\d\d){4}(?!\d)|\+33[ .\-]?[1-79](?:[ .\-]?\d\d){4}(?!\d)")
GENERIC = re.compile(
    r"(?:contact|mairie|info|accueil|service|secretariat|inscriptions?|ateliers?|presse|communication|stage|reseau|redaction)", re.I
)


def plain(text: str) -> str:
    """Lower case, without accents."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def cells(folder: Path) -> Iterator[tuple[str, str | None, str]]:
    """Every string of a set: where it stands, the document of its row, the string."""
    for name in TABLES:
        for row in read_table(folder, name).to_pylist():
            for column, value in row.items():
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, str) and column not in CODES:
                        yield f"{name}.{column}", row.get("doc_id"), text
    for path in sorted(folder.rglob("*")):
        yield "file name", None, path.name
        if path.suffix == ".md":
            yield path.name, None, re.sub(r"[0-9a-f]{20,}", "", path.read_text(encoding="utf-8"))
        elif path.suffix == ".json":
            yield from ((path.name, None, text) for text in strings(json.loads(path.read_text(encoding="utf-8"))))


def strings(value: Any) -> Iterator[str]:
    """Every string of a JSON value, keys too; hashes are left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str) and not re.fullmatch(r"(?:sha256:)?[0-9a-f]{20,}", value):
        yield value


def is_telling(word: str, knowledge: Knowledge) -> bool:
    """Whether a family name is a person's wherever it stands: no common word, no town."""
    common = knowledge.lexicon.frequency(word) >= 5e-6 or word in knowledge.lexicon.common_words
    return len(word) > 4 and not common and not knowledge.registers.places(word.capitalize())


def find_leaks(private: Path, public: Path, knowledge: Knowledge) -> list[str]:
    """What is left of persons who are under a pseudonym, and where."""
    people = read_table(private, "people").to_pylist()
    staying = {row["person_id"]: row for row in read_table(public, "people").to_pylist()}
    office = {word for row in staying.values() for word in re.findall(r"[a-z]+", plain(row["name"]))}
    gone = [row for row in people if row["person_id"] not in staying]
    glued, words, addresses, numbers = wanted(private, gone, office, knowledge)
    found: list[str] = []
    for where, _, text in cells(public):
        simple = plain(text)
        letters = re.sub(r"[^a-z]+", "", simple)
        tokens = set(re.findall(r"[a-z]+", simple))
        found += [f"{where}: {name} in {text[:80]!r}" for name in glued if name in letters and spelled(name, simple)]
        found += [f"{where}: {word} in {text[:80]!r}" for word in words & tokens]
        found += [f"{where}: {address}" for address in addresses if address in simple]
        digits = re.sub(r"[ .\-()\u00a0\u202f]+", "", text)
        found += [f"{where}: {number}" for number in numbers if number in digits]
    raw = b"".join(path.read_bytes() for path in public.rglob("*") if path.is_file())
    return found + [f"bytes: {row['name']}" for row in gone if row["name"].encode() in raw]


def spelled(name: str, text: str) -> bool:
    """Whether letters that run through a text spell a name at the edges of words, not « pa[nne roy]ale »."""
    pattern = r"[^a-z]{0,4}".join(name)
    return re.search(rf"(?<![a-z]){pattern}|{pattern}(?![a-z])", text) is not None


def wanted(
    private: Path, gone: list[dict[str, Any]], office: set[str], knowledge: Knowledge
) -> tuple[set[str], set[str], set[str], set[str]]:
    """Glued names, telling family names, addresses and the last nine digits of numbers."""
    glued: set[str] = set()
    words: set[str] = set()
    for row in gone:
        given = re.findall(r"[a-z]+", plain(row["given_name"] or ""))
        family = re.findall(r"[a-z]+", plain(row["family_name"] or ""))
        if given and family and len("".join(given + family)) > 6:
            glued |= {"".join(given + family), "".join(family + given)}
            if len("".join(family)) > 4 and any(is_telling(w, knowledge) for w in family):
                glued |= {given[0][0] + "".join(family)}
        words |= {w for w in family if w not in office and is_telling(w, knowledge)}
    texts = [text for _, _, text in cells(private)]
    addresses = {m[0] for text in texts for m in ADDRESS.finditer(plain(text)) if not GENERIC.match(m[0])}
    numbers = {re.sub(r"\D", "", m[0])[-9:] for text in texts for m in NUMBER.finditer(text)}
    return glued, words, addresses, numbers
