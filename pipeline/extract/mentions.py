"""Mentions of people, organisations and places: model, patterns, registers and structure together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from pipeline.extract import candidates as find
from pipeline.extract.acronyms import organisation_acronyms
from pipeline.extract.announced import find_announced, find_apposed, settle_announced
from pipeline.extract.arbiter import arbitrate
from pipeline.extract.branches import find_branches, lengthen
from pipeline.extract.joined import join_names
from pipeline.extract.long_names import complete, find_sites, find_syndicates
from pipeline.extract.model import ModelSpan
from pipeline.extract.model_spans import keep_model_span, split_span
from pipeline.extract.name_columns import find_columns, find_shares
from pipeline.extract.name_edges import find_titled_one, join_particles, without_act, without_article
from pipeline.extract.name_lists import (
    complete_lists,
    find_family_first,
    find_titled,
    settle_by_majority,
    settle_listed,
    settle_neighbours,
    settle_towns,
)
from pipeline.extract.name_patterns import OTHER_START
from pipeline.extract.repeated import find_missed, find_repeated
from pipeline.knowledge import Knowledge
from pipeline.offsets import offset_map
from pipeline.records import Acronym, CleanDocument, Mention, Role

OPENS_SENTENCE = re.compile(r"(?:^|\n|[.!?:]\s)[«“\"\s]*\Z")
AGREED = 0.2
"""What a second reading adds to the model's score, and a capital that any word would have there takes off."""


def extract_mentions(
    document: CleanDocument,
    reading: str,
    spans: Sequence[ModelSpan],
    people: Sequence[Role],
    acronyms: tuple[Acronym, ...],
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """All mentions of a document, by position.

    ``reading`` is the clean text with its capitals in sentence case, ``spans`` are the model's on it,
    ``people`` the names that the structure showed.
    """
    announced = [*find_announced(reading, knowledge), *find_apposed(reading, knowledge)]
    bodies = [*find.find_authorities(reading, knowledge), *find.find_institutions(reading), *find_branches(reading, knowledge)]
    bodies += find_syndicates(reading)
    bodies = [*complete(reading, (lengthen(reading, m, knowledge) for m in bodies), acronyms)]
    defined = frozenset(a.short for a in acronyms if any(b.start < a.end and a.start < b.end for b in bodies))
    wanted = organisation_acronyms(document.text, acronyms, defined, knowledge)
    others = frozenset(a.short for a in acronyms if a.long[0].islower() or OTHER_START.match(a.long)) - wanted
    found = [Mention(r.start, r.end, "PER", document.text[r.start : r.end], "structure", r.confidence) for r in people]
    found += (*announced, *bodies, *find_columns(document.text, knowledge), *find_shares(reading, knowledge))
    found += (*find_family_first(reading, knowledge), *find_titled(reading))
    found += find_repeated(reading, (*bodies, *announced))
    found += find.find_anaphors(reading)
    found += find.find_bare_bodies(reading, (*bodies, *announced))
    found += find.find_acronyms(reading, wanted, knowledge)
    found += (*find.find_places(reading, knowledge), *find_sites(reading))
    found += _seen(reading, spans, others, {r.given_name for r in people}, knowledge)
    breaks = emphasis_starts(document)
    standing: Sequence[Mention] = arbitrate(_cut(m, breaks) for m in found)
    standing = settle_towns(reading, tuple(complete_lists(reading, standing, knowledge)), knowledge)
    standing = settle_announced(reading, standing, announced, knowledge)
    standing = settle_by_majority(settle_neighbours(standing, knowledge))
    standing = join_particles(reading, [without_article(without_act(m), knowledge) for m in standing], knowledge)
    standing = join_names(reading, standing, knowledge)
    standing = settle_listed(reading, standing, knowledge)
    standing = sorted((*standing, *find_titled_one(reading, standing)), key=lambda m: m.start)
    standing = sorted((*standing, *find_missed(reading, standing, knowledge)), key=lambda m: m.start)
    return tuple(_as_printed(m, document.text) for m in _weighed(reading, standing))


def with_people(mentions: tuple[Mention, ...], roles: Sequence[Role], text: str) -> tuple[Mention, ...]:
    """The mentions with the people to whom a sentence gives a role and whom nothing else showed.

    >>> role = Role("Corentin Plassard", "Corentin", "Plassard", None, "mentioned", "maire", "maire", None, None, 4, 21, 0.9)
    >>> [m.text for m in with_people((), [role], "Par Corentin Plassard, maire")]
    ['Corentin Plassard']
    """
    missed = [r for r in roles if not any(m.start < r.end and r.start < m.end for m in mentions)]
    added = (Mention(r.start, r.end, "PER", text[r.start : r.end], "structure", r.confidence) for r in missed)
    return tuple(sorted((*mentions, *added), key=lambda m: m.start))


def _seen(
    reading: str, spans: Sequence[ModelSpan], others: frozenset[str], given_names: Collection[str | None], knowledge: Knowledge
) -> Iterator[Mention]:
    """What is kept of the model's spans; given names of the people whom the structure showed are people."""
    for span in (part for whole in spans for part in split_span(reading, whole)):
        mention = keep_model_span(reading, span, others, knowledge)
        if mention:
            yield replace(mention, label="PER") if mention.text in given_names else mention


def _weighed(reading: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of the model, surer where the name stands elsewhere with its label, less so for one word that opens a sentence."""
    seen = Counter((m.text, m.label) for m in mentions)
    found = []
    for m in mentions:
        if m.method == "model":
            opens = " " not in m.text and OPENS_SENTENCE.search(reading, max(0, m.start - 4), m.start) is not None
            step = (AGREED if seen[m.text, m.label] > 1 else 0) - (AGREED if opens else 0)
            m = replace(m, score=round(m.score + step, 3))
        found.append(m)
    return found


def emphasis_starts(document: CleanDocument) -> list[int]:
    """Where print changed to italics or bold after a space: a name does not run across it.

    « Rapport du Défenseur des droits *Prendre la parole* » (markup removed by the cleaner).
    """
    places = offset_map(document.edits)
    marks = (e for e in document.edits if e.rule == "markup" and (e.before[:1] == "<" or (e.before and not e.before.strip("_*"))))
    found = [places.clean_start(e.raw_end) for e in marks]
    return [at for at in found if document.text[at - 1 : at] == " "]


def _cut(mention: Mention, breaks: list[int]) -> Mention:
    """A mention of several words without what follows a change of print."""
    at = bisect_right(breaks, mention.start)
    if at == len(breaks) or breaks[at] >= mention.end or mention.label == "PER":
        return mention
    end = breaks[at] - 1
    if " " not in mention.text[: end - mention.start]:
        return mention
    return replace(mention, end=end, text=mention.text[: end - mention.start])


def _as_printed(mention: Mention, text: str) -> Mention:
    """The mention with the text as printed, capitals and all."""
    printed = text[mention.start : mention.end]
    return mention if printed == mention.text else replace(mention, text=printed)
