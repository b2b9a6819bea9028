"""The statistical entity recogniser: one stream of passages in, labelled spans out.

A recogniser is any callable from texts to spans;
``Settings.model`` names a spaCy pipeline or, as ``module:factory``, a function that makes one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

from pipeline.errors import BuildError

if TYPE_CHECKING:
    from spacy.language import Language

LABELS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
"""The labels of the known models (fr_core_news_*: PER, ORG, LOC, MISC) and what we make of them; others are dropped."""
SIGHT = (6, 10)
"""Words that the recogniser of ``fr_core_news_*`` is given before and after one that may be a name. Its convolutions see four
tokens to each side; further left begin « ministère de … », further right end « Institut national de la statistique et … ».
Of 149,000 words it reads 60,600, in 0.4 of the time; no figure of the gold fell (5 and 10, with every common word at the
start of a sentence left out: press -0.1, sample corpus -0.4 points of F1)."""
BATCH = 128
"""Passages that a whole pipeline of spaCy is given at once, some 2,000 tokens: with 512 and 2,048 it ran a tenth and a fifth slower."""

REMEMBERED = 200_000
"""Strings that spaCy keeps; 53,000 words of text bring 13,000. Words that it meets later it forgets at once."""


@dataclass(frozen=True, slots=True)
class ModelSpan:
    """One entity in one text: code point offsets into it and a label (PER, ORG or LOC)."""

    start: int
    end: int
    label: str


class Recogniser(Protocol):
    """Finds entities in texts, one tuple of spans per text, in order.

    One with an attribute ``sight``, how many words before and after a name it must see, is given these instead of paragraphs.
    """

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]: ...


def load_recogniser(name: str) -> Recogniser:
    """The recogniser of that name: ``module:factory`` is called without arguments, anything else is a spaCy pipeline or its folder.

    Errors: ``BuildError`` when it is not installed or no recogniser.
    """
    return _plugged(name) if is_plugged(name) else _spacy_recogniser(name)


def is_plugged(name: str) -> bool:
    """Whether a model is given as ``module:factory``.

    >>> is_plugged("my_models:gliner"), is_plugged("fr_core_news_sm"), is_plugged("C:\\\\models\\\\fr")
    (True, False, False)
    """
    module, colon, factory = name.partition(":")
    return bool(colon) and factory.isidentifier() and all(part.isidentifier() for part in module.split("."))


def _plugged(name: str) -> Recogniser:
    module, _, factory = name.partition(":")
    try:
        recogniser: Recogniser = getattr(import_module(module), factory)()
    except (ImportError, AttributeError) as error:
        raise BuildError(f"model {name!r} cannot be loaded: `model` is a spaCy pipeline or module:factory ({error})") from error
    if not callable(recogniser):
        raise BuildError(f"model {name!r} gives no recogniser: {factory} must return a function of texts (docs/index.md)")
    return recogniser


def _spacy_recogniser(name: str) -> Recogniser:
    """A spaCy pipeline with only its entity recogniser switched on.

    ``fr_core_news_*`` has its own tok2vec inside ``ner``: the shared one, the tagger and the parser
    change no entity here and would cost four fifths of the time.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    spacy = import_spacy()
    from thinc.api import NumpyOps, set_current_ops

    from pipeline.extract.french_model import load_french

    # numpy's GEMM ran 30-32k words/s and blis 13-14k, with identical entities (docs/decisions/entity-recognition.md)
    set_current_ops(NumpyOps(use_blis=False))
    if known := load_french(name):
        from pipeline.extract.french_reader import FrenchReader

        with suppress(AttributeError, KeyError, ValueError):  # weights laid out otherwise than we know them: spaCy knows
            return FrenchReader(known, len(known.vocab.strings) + REMEMBERED)
    try:
        nlp = spacy.load(name, exclude=["morphologizer", "parser", "tagger", "attribute_ruler", "lemmatizer", "senter"])
    except OSError as error:
        raise BuildError(f"model {name!r} is not installed: set `model` to an installed spaCy pipeline ({error})") from error
    if "ner" not in nlp.pipe_names:
        raise BuildError(f"model {name!r} has no entity recogniser (its parts: {', '.join(nlp.pipe_names)})")
    if any(getattr(layer, "name", "") == "tok2vec-listener" for layer in nlp.get_pipe("ner").model.walk()):
        return _SpacyRecogniser(nlp, None)  # it reads what another part saw, which may be a transformer
    nlp.select_pipes(enable=["ner"])
    return _SpacyRecogniser(nlp, SIGHT)


def import_spacy() -> ModuleType:
    """spaCy without its command line, which nothing here needs and which brings an HTTP client and a workflow tool: 0.5 s for 0.8."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    stubs = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    vars(stubs["spacy.cli.info"])["info"] = None
    sys.modules |= stubs
    try:
        return import_module("spacy")
    finally:
        for name in stubs:
            del sys.modules[name]  # whoever imports them later finds the real ones


class _SpacyRecogniser:
    """A spaCy pipeline that remembers the words it meets first, which are the common ones, and forgets later ones after each call."""

    def __init__(self, nlp: Language, sight: tuple[int, int] | None) -> None:
        self.nlp = nlp
        self.sight = sight
        self._most = len(nlp.vocab.strings) + REMEMBERED

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]:
        is_full = len(self.nlp.vocab.strings) > self._most
        with self.nlp.vocab.memory_zone() if is_full else nullcontext():
            for doc in self.nlp.pipe(texts, batch_size=BATCH):
                yield tuple(ModelSpan(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS)
