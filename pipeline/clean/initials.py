"""Letters lost at the start of a paragraph, where no geometry is left to say which.

Each reading of the start (« La Ville », « Sa Ville », « A Ville »…) is scored as a sentence opening by the counts of
administrative French and the document's own words, against the reading that nothing was lost and the paragraph goes on
from the one before. What is not clearly better is left alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.clean.draft import Draft
from pipeline.clean.initials_patterns import BARE_APOSTROPHE, ELISIONS, LETTERS, OPENERS, UNACCENTED, VOWELS
from pipeline.clean.lines import TextLine, is_address, read_lines
from pipeline.french import ends_sentence
from pipeline.knowledge import Knowledge
from pipeline.ngrams import sentence_words
from pipeline.offsets import Change

WORDS_READ = 5
"""Words of the start that are scored; the sixth changed nothing on held-out sheets."""
LABEL_WORDS = 7
"""Shorter starts without a final stop are labels and list lines, where lower case is right."""
PAIR_WEIGHT = 1.0
MIN_NOVELTY = 2.0
START_WEIGHT = 60.0
DOCUMENT_SHARE = 0.25
LEXICON_SHARE = 0.25
"""Shares of the document's own words and of everyday French beside the administrative counts."""
UNSEEN = 1e-9
OPENER_START = 2e-3
"""« Comme », « Parmi »: frequent in reports, absent from the sheets."""
PLACE_START = 1e-6
"""A town opens a sentence about once in a million in the sheets; communes of the register are given this."""
LOG_PRIOR = {"letter": 0.0, "apostrophe": 0.0, "word": -1.0, "elision": -4.5}
"""How much rarer than one letter a whole « À » or « L' » is lost."""
LOG_CONTINUATION = {"ended": -3.0, "heading": -3.0, "colon": 2.0, "open": 6.0}
"""Log odds that a lower-case start is no damage after a finished sentence, a heading, a colon, an unfinished sentence."""
LOG_PROSE = -6.0
"""Added when the paragraph is prose (20 words, or a final stop): prose does not begin in lower case, labels do."""
PROSE_WORDS = 20
# both begin with the capital, what stands before it comes after: a search for a letter is much quicker
ACCENTED_CAPITAL = re.compile(r"[ÉÈÀÊ](?:(?<!\w.)\w*[a-zà-ÿ]|(?<=À) )")
BARE_CAPITAL = re.compile(
    r"[EA](?<!\w.)(?:(?<=E)(?:tats?|tablissements?|coles?|tre|gal\w*|lu\w*|v\w+|d\w+|tud\w+)\b|(?<=A)(?<![\w.] .) (?=[a-z]))"
)
MIN_CONFIDENCE = 0.45
UNDECIDED, UNDECIDED_CONFIDENCE = "e", 0.89
"""« Le » and « Ce » open the same sentences: of the readings of « e … » scored 0.9 and more only 126 of 139 were right
(sample corpus 20 of 23, codes and guides 76 of 78, press 30 of 38), so none is given more than this, and the second is kept."""


class Reading(NamedTuple):
    """One way to read a start: ``prefix`` comes before the printed text."""

    prefix: str
    words: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """A document's own words and word pairs; one of each count is the damaged start itself, and is left out when scoring."""

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    total: int
    has_accents: bool
    """Whether its capitals bear accents (« État », not « Etat »)."""


def restore_initials(draft: Draft, knowledge: Knowledge) -> list[Change]:
    """« a Ville de Créteil porte une démarche » reads « La Ville de Créteil porte une démarche »."""
    damaged = list(_candidates(read_lines(draft), draft.text))
    if not damaged:
        return []
    score = Scorer(knowledge, read_document(draft.text))
    changes = []
    for line, context in damaged:
        if found := best_reading(line.text, context, score):
            prefix, confidence, alternative = found
            changes.append(Change(line.start, line.start, prefix, confidence, alternative))
    return changes


def _candidates(lines: list[TextLine], text: str) -> Iterator[tuple[TextLine, str]]:
    """Paragraphs that begin in lower case or with an apostrophe, with what stands before them."""
    before: TextLine | None = None
    for line in lines:
        opens = before is None or line.block != before.block or before.is_title or before.text[-1] == "?"  # the answer in an interview
        if opens and _may_be_damaged(line.text) and (line.kind == "text" or _is_marked_paragraph(line, before)):
            yield line, "heading" if before is None or before.is_title else _context(before.text)
        before = line


def _is_marked_paragraph(line: TextLine, before: TextLine | None) -> bool:
    """A paragraph of prose right after a heading, behind the arrow that marks it: « → ourquoi les départs… »."""
    is_prose = line.text[-1] in ".!?" and len(line.text.split()) >= PROSE_WORDS
    return line.kind == "list_item" and before is not None and before.is_title and is_prose


def _context(before: str) -> str:
    """What the text before a paragraph says of its start."""
    if before.endswith((":", ";")):
        return "colon"
    label = len(before.split()) < LABEL_WORDS and before[-1] != "," and before[0].isupper()
    return "ended" if ends_sentence(before) or label else "open"


def _may_be_damaged(text: str) -> bool:
    first = text[0]
    if not (first.islower() or first in "'\u2019"):
        return False
    if is_address(text):
        return False
    return text[-1] in ".!?»" or len(text.split()) >= LABEL_WORDS


def read_document(text: str) -> DocumentWords:
    """Count a document's words."""
    words = sentence_words(text)
    accented = len(ACCENTED_CAPITAL.findall(text))
    bare = len(BARE_CAPITAL.findall(text))
    return DocumentWords(Counter(words), Counter(pairwise(words)), max(1, len(words)), accented >= bare)


def readings(text: str, own: DocumentWords) -> Iterator[Reading]:
    """The ways to restore a start.

    >>> own = read_document("")
    >>> [r.prefix for r in readings("'enfant", own)]
    ['L', 'D', 'C', 'J', 'N', 'S', 'Qu', 'M', 'T']
    """
    words = tuple(sentence_words(text[:200])[: WORDS_READ + 1])
    if not words:
        return
    if text[0] in "'\u2019":
        for elision, prefix in BARE_APOSTROPHE.items():
            yield Reading(prefix, (elision, *words), "apostrophe")
        return
    quote = "« " if _closes_unopened_quote(text) else ""
    for letter in LETTERS:
        shown = letter.upper() if own.has_accents else letter.translate(UNACCENTED).upper()
        if shown.lower() != letter and letter.translate(UNACCENTED) == letter:
            continue
        yield Reading(quote + shown, (letter + words[0], *words[1:]), "letter")
    yield Reading(quote + ("À " if own.has_accents else "A "), ("à", *words), "word")
    if words[0][0] in VOWELS:
        for elision in ELISIONS:
            yield Reading(quote + elision.capitalize(), (elision, *words), "elision")


def _closes_unopened_quote(text: str) -> bool:
    """« rdèche en transition » est »: a closing mark comes before any opening one."""
    close = text.find("»")
    return 0 <= close < 120 and not 0 <= text.find("«") < close


class Scorer:
    """Log probabilities of word sequences, from the sheets, everyday French and the document."""

    def __init__(self, knowledge: Knowledge, own: DocumentWords) -> None:
        self._ngrams = knowledge.ngrams
        self._lexicon = knowledge.lexicon
        self._registers = knowledge.registers
        self.own = own
        self._words: dict[str, float] = {}
        self._after: dict[tuple[str, str], float] = {}
        """The readings of a start share all words but the first, the starts of a document many."""

    def word(self, word: str) -> float:
        """Share of a word among all words."""
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = self._share(word)
        return found

    def _share(self, word: str) -> float:
        sheets = self._ngrams.count(word) / self._ngrams.word_total
        everyday = self._lexicon.frequencies.get(word.rstrip("'"), 0.0) if word[-1] != "'" or sheets == 0 else sheets
        here = max(0, self.own.words.get(word, 0) - 1) / self.own.total
        return (1 - DOCUMENT_SHARE - LEXICON_SHARE) * sheets + LEXICON_SHARE * everyday + DOCUMENT_SHARE * here + UNSEEN

    def knows(self, word: str) -> bool:
        """Whether a word was seen anywhere (in the document: twice, for the damaged start is there once)."""
        seen = word in self._ngrams.words or word in self._lexicon.frequencies
        return seen or self.own.words.get(word, 0) > 1 or ("-" in word and self.knows(word.partition("-")[0]))

    def is_place(self, word: str) -> bool:
        """Whether a word is the name of a town."""
        return len(word) > 3 and bool(self._registers.places(word))

    def start(self, word: str) -> float:
        """Share of a word among first words of sentences."""
        share = (self._ngrams.start_count(word) + START_WEIGHT * self.word(word)) / (self._ngrams.start_total + START_WEIGHT)
        if word in OPENERS:
            return max(share, OPENER_START)
        if share < PLACE_START and self.is_place(word):
            return PLACE_START
        return share

    def after(self, word: str, previous: str) -> float:
        """Share of a word among those that follow another (Witten-Bell: what many words follow, new words follow too)."""
        own_pairs = max(0, self.own.pairs.get((previous, word), 0) - 1)
        seen = self._ngrams.pair_count(previous, word) + own_pairs
        total = self._ngrams.count(previous) + (self.own.words.get(previous, 0) if own_pairs else 0)
        novelty = max(MIN_NOVELTY, PAIR_WEIGHT * self._ngrams.follower_count(previous))
        return (seen + novelty * self.word(word)) / (total + novelty)

    def sequence(self, words: tuple[str, ...]) -> float:
        """Log probability of the words after the first."""
        known = self._after
        return sum([known[pair] if pair in known else self._log_after(pair) for pair in pairwise(words)])

    def _log_after(self, pair: tuple[str, str]) -> float:
        found = self._after[pair] = math.log(self.after(pair[1], pair[0]))
        return found


def best_reading(text: str, context: str, score: Scorer) -> tuple[str, float, str | None] | None:
    """The prefix to put before a start with its confidence and the second-best prefix, or None to leave it."""
    scored: list[tuple[float, str]] = []
    plain = tuple(sentence_words(text[:200])[:WORDS_READ])
    is_word = score.knows(plain[0]) if plain else False
    for reading in readings(text, score.own):
        if reading.kind == "letter" and not score.knows(reading.words[0]) and (is_word or not score.is_place(reading.words[0])):
            continue
        words = reading.words[: WORDS_READ + (reading.kind != "letter")]  # the same printed words in every reading
        scored.append((math.log(score.start(words[0])) + score.sequence(words) + LOG_PRIOR[reading.kind], reading.prefix))
    if not scored or not plain:
        return None
    nothing = math.log(score.word(plain[0])) + score.sequence(plain) + LOG_CONTINUATION[context]
    if text[-1] in ".!?:;…" or len(text.split()) >= PROSE_WORDS:
        nothing += LOG_PROSE
    if text[0] in "'\u2019":
        nothing = -math.inf
    scored.sort(reverse=True)
    top = scored[0][0]
    weight = sum(math.exp(s - top) for s, _ in scored) + (math.exp(min(50.0, nothing - top)) if nothing > -math.inf else 0.0)
    confidence = 1 / weight
    if confidence < MIN_CONFIDENCE:
        return None
    undecided = plain[0] == UNDECIDED
    second = scored[1] if len(scored) > 1 and (undecided or scored[1][0] - top > math.log(0.02)) else None
    shown = min(confidence, UNDECIDED_CONFIDENCE) if undecided else confidence
    return scored[0][1], round(shown, 3), second[1] if second else None
