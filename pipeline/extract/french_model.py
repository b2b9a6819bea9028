"""spaCy's French entity recogniser, read from its folder part by part: 0.7 s of processor time where ``spacy.load`` takes 4.8.

Left out is what changes no entity: the other components, the 1.2 million strings (vectors are looked up by hash) and the
class of the language, whose import compiles one expression of 1.4 million letters in 2.3 s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.extract.word_vectors import remember_words

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

BIG_CLASS = re.compile(r"\[[^\]]{100,}\]")
"""A class of characters that lists the letters of all scripts."""
USUAL = "".join(map(chr, (*range(0x180), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0))))
"""Latin letters, punctuation and currency signs."""
UNUSUAL = re.compile(f"[^{re.escape(USUAL)}]")


@dataclass(frozen=True, slots=True)
class FrenchModel:
    """The tokenizer and the entity recogniser of a model."""

    tokenizer: Tokenizer
    ner: EntityRecognizer

    @property
    def vocab(self) -> Vocab:
        """The words that it has met, as ``Language.vocab``."""
        return self.ner.vocab  # type: ignore[no-any-return]

    def pipe(self, texts: Iterable[str], batch_size: int) -> Iterator[Doc]:
        """Documents with their entities, as ``Language.pipe`` gives them."""
        return self.ner.pipe(self.tokenizer.pipe(texts), batch_size=batch_size)  # type: ignore[no-any-return]


def find_folder(name: str) -> Path | None:
    """The folder of an installed model, or of one given by its path."""
    from spacy.util import get_package_path, is_package

    if not is_package(name):
        return Path(name) if Path(name).is_dir() else None
    package = get_package_path(name)
    return next((path.parent for path in sorted(package.glob("*/config.cfg"))), None)


def load_french(name: str) -> FrenchModel | None:
    """The model, or None where it is not of the kind that is known: French, its recogniser reading nothing of other components."""
    from spacy.util import load_config

    folder = find_folder(name)
    if folder is None or not (folder / "config.cfg").is_file():
        return None
    config = load_config(folder / "config.cfg", interpolate=True)
    ner = config["components"].get("ner", {})
    is_known = (
        config["nlp"]["lang"] == "fr"
        and config["nlp"]["tokenizer"] == {"@tokenizers": "spacy.Tokenizer.v1"}
        and ner.get("factory") == "ner"
        and "Listener" not in ner["model"]["tok2vec"]["@architectures"]
    )
    return _load(folder, ner["model"]) if is_known else None


def _load(folder: Path, described: dict[str, Any]) -> FrenchModel:
    from spacy.language import BaseDefaults
    from spacy.pipeline import EntityRecognizer
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry
    from spacy.vocab import create_vocab

    vocab = create_vocab("fr", BaseDefaults).from_disk(folder / "vocab", exclude=["strings", "lookups"])
    ner = EntityRecognizer(vocab, registry.resolve({"model": described})["model"])
    ner.from_disk(folder / "ner", exclude=["vocab"])
    remember_words(ner.model.get_ref("tok2vec").layers[0], vocab)
    stored = (folder / "tokenizer").read_bytes()
    tokenizer = Tokenizer(vocab).from_bytes(stored, exclude=["vocab", "token_match"])
    if pattern := msgspec.msgpack.decode(stored)["token_match"]:
        tokenizer.token_match = lazy_match(pattern)
    return FrenchModel(tokenizer, ner)


def lazy_match(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """``re.compile(pattern).match``, with the whole pattern compiled only for a token with an unusual letter that may match.

    For usual letters each big class says the same when only its usual letters are left in it.
    """
    narrow = re.compile(BIG_CLASS.sub(lambda found: usual_part(found[0]), pattern)).match
    wide = cache(lambda: re.compile(BIG_CLASS.sub(r"[\\s\\S]", pattern)).match)
    whole = cache(lambda: re.compile(pattern).match)

    def match(token: str) -> re.Match[str] | None:
        if not UNUSUAL.search(token):
            return narrow(token)
        return whole()(token) if wide()(token) else None

    return match


@cache
def usual_part(big: str) -> str:
    """A class of characters, of the usual ones only; capitals are found through their small letters.

    >>> usual_part(r"[0-9é" + r"\\u4E00-\\u62FF" * 10 + "]")
    '[0123456789é]'
    """
    members = {letter if len(letter.lower()) > 1 else letter.lower() for letter in re.findall(big, USUAL, re.IGNORECASE)}
    return f"[{re.escape(''.join(sorted(members)))}]"
