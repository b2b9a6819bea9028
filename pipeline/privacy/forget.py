"""Persons who asked to be forgotten: known by keyed hashes of the forms of their names alone, masked as soon as a document is read.

In the text that was read, each letter of a forgotten name becomes ``█``, so that every position stays true; cleaning then writes
``[personne effacée]``, with an edit of the rule ``forgotten`` in the ledger. The name itself is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count, pairwise
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import structs

from pipeline.errors import BuildError
from pipeline.files import read_json, write_json
from pipeline.ingest.corpus import Corpus, CorpusFile, make_doc_id
from pipeline.offsets import Change, OffsetMap, compose, replay
from pipeline.privacy.forgotten import KEY, LIST, load_forgotten
from pipeline.privacy.keys import keyed, load_key
from pipeline.privacy.matching import FAMILY, FULL, GIVEN, MAX_GAP, SOFT, Form, name_forms, squash, squashed
from pipeline.privacy.patterns import CIVILITY, EMAIL
from pipeline.records import CleanDocument, RawDocument

if TYPE_CHECKING:
    from pipeline.knowledge import Knowledge

BLOCK, SHOWN, RULE = "█", "[personne effacée]", "forgotten"
PATH_NAME = "personne-effacee"
RUN = re.compile(f"{BLOCK}(?:[^\\w\\n]{{0,4}}\\n?[^\\w\\n]{{0,2}}{BLOCK})*")
"""One masked name: « █████ ██████ »."""
MAX_WORDS = 8
WORD = re.compile(r"[^\W\d_]+?(?=(?<=[a-zà-ÿ])[A-ZÀ-Ý]|[\W\d_]|$)|[^\W\d_]+")
"""Words, cut where a capital follows a small letter too: « JeanneDupont »."""
ROUNDS = 4
"""Cleaning may bring a name to light that the raw text held damaged; it is then masked there, and cleaned again."""


@dataclass(frozen=True, slots=True)
class ForgetList:
    """The hashes of all forgotten forms, and the key they were made with."""

    key: bytes
    forms: Mapping[str, str]
    """Hash to the kind of form: ``full``, ``initial``, ``family``, ``after_civility``, ``address``."""

    @property
    def version(self) -> str:
        """Changes with the list: what is built depends on it."""
        return keyed(self.key, "version", *sorted(self.forms)).hex()[:20]

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where forgotten names and addresses stand in a string, in order and without overlap."""
        found = [*self._addresses(text), *self._names(text)]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _addresses(self, text: str) -> Iterator[tuple[int, int]]:
        for match in EMAIL.finditer(text):
            if self.kind("address", plain_address(match[0])):
                yield match.span()

    def _names(self, text: str) -> Iterator[tuple[int, int]]:
        words = [(*squash(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]
        addressed = {m.start("names") for m in CIVILITY.finditer(text)}
        for first, (_, _, start, _) in enumerate(words):
            letters = ""
            for last in range(first, min(first + MAX_WORDS, len(words))):
                if last > first and words[last][2] - words[last - 1][3] > MAX_GAP:
                    break
                letters += words[last][0]
                kind = self.kind("name", letters)
                if kind and self._stands(text, words[first : last + 1], kind, start in addressed):
                    yield start, words[last][3]

    def _stands(self, text: str, words: list[tuple[str, list[int], int, int]], kind: str, is_addressed: bool) -> bool:
        """Whether words that spell a form are the form."""
        gaps = [text[a[3] : b[2]] for a, b in pairwise(words)]
        if kind == "after_civility":
            return is_addressed
        if kind == FAMILY:
            return all(SOFT.fullmatch(gap) or gap in (" ", "\u00a0", "-", "'", "’", "_") for gap in gaps)
        return True

    def kind(self, what: str, value: str) -> str | None:
        """What a string is a form of."""
        return self.forms.get(hash_form(self.key, what, value))

    def hide(self, text: str, shown: str) -> str:
        """A string with every forgotten name written as ``shown``."""
        for start, end in reversed(self.find(text)):
            text = text[:start] + shown + text[end:]
        return text

    def mask(self, document: RawDocument) -> RawDocument:
        """A document as it was read, its forgotten names in blocks; every position stays as it is."""
        return mask_spans(document, self.find(document.text), self)

    def clean(self, document: RawDocument, knowledge: Knowledge) -> CleanDocument:
        """Clean a masked document; each mask reads ``[personne effacée]``, and the ledger says so."""
        from pipeline.clean import clean_document

        for _ in range(ROUNDS):
            cleaned = clean_document(document, knowledge)
            left = self.find(cleaned.text)
            if not left:
                break
            places = OffsetMap(cleaned.edits)
            document = mask_spans(document, [places.raw_span(start, end) for start, end in left], self)
        return show_masks(document, cleaned)

    def rename(self, corpus: Corpus) -> Corpus:
        """The corpus with forgotten names taken out of paths, identifiers and addresses."""
        taken = {file.source_path for file in corpus.files}
        files = [self._renamed(file, taken) for file in corpus.files]
        ids = {file.doc_id: renamed.doc_id for file, renamed in zip(corpus.files, files, strict=True)}
        return replace(corpus, files=tuple(replace(file, duplicate_of=file.duplicate_of and ids[file.duplicate_of]) for file in files))

    def _renamed(self, file: CorpusFile, taken: set[str]) -> CorpusFile:
        entry = file.entry and replace(file.entry, source_url=file.entry.source_url and self.hide(file.entry.source_url, PATH_NAME))
        path = self.hide(file.source_path, PATH_NAME)
        if path == file.source_path:
            return replace(file, entry=entry)
        path = free_path(path, taken)
        taken.add(path)
        return replace(file, source_path=path, doc_id=make_doc_id(path), entry=entry)


def free_path(path: str, taken: Container[str]) -> str:
    """A path, with a number where another file has it: those of two people who are forgotten read the same.

    >>> free_path("lettres/personne-effacee.pdf", {"lettres/personne-effacee.pdf", "lettres/personne-effacee-2.pdf"})
    'lettres/personne-effacee-3.pdf'
    """
    plain = PurePosixPath(path)
    names = chain([path], (str(plain.with_stem(f"{plain.stem}-{n}")) for n in count(2)))
    return next(name for name in names if name not in taken)


def hash_form(key: bytes, what: str, value: str) -> str:
    """The keyed hash under which a form is known."""
    return keyed(key, "forget", what, value).hex()[:32]


def plain_address(address: str) -> str:
    """An e-mail address without the blanks and brackets that damage puts into it."""
    return re.sub(r"\s", "", re.sub(r"\s?(?:\(at\)|\[at\]|\(a\)|＠|&#64;|%40)\s?", "@", address)).casefold()


def mask_spans(document: RawDocument, spans: Iterable[tuple[int, int]], forgotten: ForgetList) -> RawDocument:
    """The letters and digits of some spans as blocks, and the title of the file without forgotten names."""
    text = document.text
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\W_]", BLOCK, text[start:end]) + text[end:]
    title = document.source.title and forgotten.hide(document.source.title, SHOWN)
    return structs.replace(document, text=text, source=structs.replace(document.source, title=title))


def show_masks(raw: RawDocument, document: CleanDocument) -> CleanDocument:
    """Write out what stands for a forgotten name."""
    from pipeline.clean.paragraphs import split_paragraphs

    changes = [Change(m.start(), m.end(), SHOWN) for m in RUN.finditer(document.text)]
    if not changes:
        return document
    edits = compose(raw.text, document.edits, changes, RULE)
    text = replay(raw.text, edits)
    return structs.replace(document, text=text, edits=edits, paragraphs=split_paragraphs(raw, text, edits))


def forget_person(folder: Path, names: Iterable[str], emails: Iterable[str], reason: str, knowledge: Knowledge) -> ForgetList:
    """Add a person to the forget list: every form of every name, every address; the reason is kept without the name."""
    key = load_key(folder / KEY)
    forms: dict[str, str] = {}
    for name in names:
        for letters, kind in forgotten_forms(name, knowledge):
            forms.setdefault(hash_form(key, "name", letters), kind)
    for email in emails:
        forms[hash_form(key, "address", plain_address(email))] = "address"
    kept: dict[str, Any] = read_json(folder / LIST) or {"people": []}
    entry = {"forms": dict(sorted(forms.items())), "reason": ForgetList(key, forms).hide(reason, SHOWN)}
    if all(forms.keys() - each["forms"].keys() for each in kept["people"]):
        kept["people"].append(entry)
        write_json(folder / LIST, kept)
        (folder / LIST).chmod(0o600)
    return ForgetList(key, {form: kind for each in kept["people"] for form, kind in each["forms"].items()})


def remember_person(folder: Path, name: str, knowledge: Knowledge) -> None:
    """Take a person off the forget list again. Raises BuildError when nobody of that name is on it."""
    if ":" in name:
        raise BuildError("the forget list holds no identifiers: give the given and the family name")
    forgotten = load_forgotten(folder)
    kept: dict[str, Any] = read_json(folder / LIST) if forgotten else {"people": []}
    key = forgotten.key if forgotten else b""
    whole = {hash_form(key, "name", letters) for letters, kind in forgotten_forms(name, knowledge) if kind == FULL}
    left = [entry for entry in kept["people"] if not whole & entry["forms"].keys()]
    if len(left) == len(kept["people"]):
        raise BuildError(f"nobody is on the forget list in {folder} by that name: give the given and the family name")
    if left:
        write_json(folder / LIST, kept | {"people": left})
        (folder / LIST).chmod(0o600)
    else:
        (folder / LIST).unlink()


def forgotten_forms(name: str, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The squashed forms of a name and their kinds; a common word is a name after a civility alone.

    >>> from pipeline.knowledge import load_knowledge
    >>> [form for form, kind in forgotten_forms("Ode Petit", load_knowledge()) if kind == "after_civility"]
    ['petit']
    """
    from pipeline.privacy.census import is_ambiguous, split_name

    given, family = split_name(name)
    if not given or not family:
        raise BuildError("one word is not enough to forget somebody by: give the given and the family name, or a person_id")
    ambiguous = is_ambiguous(family, knowledge)
    forms: list[Form] = name_forms("", given, family, ambiguous)
    for form in forms:
        if form.kind == FAMILY:
            yield form.letters, "after_civility" if ambiguous else FAMILY
        elif form.kind == FULL or (form.kind != GIVEN and not ambiguous):
            yield form.letters, form.kind
    first, last = squashed(given), squashed(family)
    for letters in (first[1:] + last, first + last[1:], last[1:] + first, last + first[1:]):  # a lost initial
        yield letters, FULL
