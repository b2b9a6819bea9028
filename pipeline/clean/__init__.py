"""Clean: a RawDocument becomes a CleanDocument by ordered, named rules that each emit Edits."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.clean.characters import join_soft_hyphens, mend_characters
from pipeline.clean.draft import Draft
from pipeline.clean.glued import join_addresses, split_glued_words
from pipeline.clean.hyphens import join_hyphenated, restore_hyphens
from pipeline.clean.initials import restore_initials
from pipeline.clean.joins import join_lines, join_paragraphs
from pipeline.clean.junk import remove_doubled_starts, remove_junk
from pipeline.clean.latex import remove_latex
from pipeline.clean.layout_rules import join_drop_caps, join_wrapped_lines, remove_furniture, remove_note_marks
from pipeline.clean.letters import repair_letters
from pipeline.clean.markup import remove_bullets, remove_markup
from pipeline.clean.names import repair_names
from pipeline.clean.paragraphs import split_paragraphs
from pipeline.clean.titles import complete_titles, settle_title_case
from pipeline.knowledge import Knowledge
from pipeline.offsets import Change
from pipeline.records import CleanDocument, RawDocument

Rule = Callable[[Draft, Knowledge], list[Change]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("hyphenation", join_soft_hyphens),
    ("ligature", mend_characters),
    ("furniture", remove_furniture),
    ("note_mark", remove_note_marks),
    ("lost_initial", join_drop_caps),
    ("markup", remove_latex),
    ("markup", remove_markup),
    ("markup", remove_bullets),
    ("junk", remove_junk),
    ("junk", remove_doubled_starts),
    ("glued_words", split_glued_words),
    ("glued_words", join_addresses),
    ("hyphenation", join_hyphenated),
    ("hyphenation", restore_hyphens),
    ("ocr_letter", complete_titles),
    ("letter_case", settle_title_case),
    ("line_join", join_wrapped_lines),
    ("line_join", join_lines),
    ("lost_initial", restore_initials),
    ("paragraph_join", join_paragraphs),
    ("ocr_letter", repair_letters),
    ("ocr_letter", repair_names),
)
"""The rules in the order in which they run; each name is the ``rule`` of its rows in ``repairs``."""


def clean_document(raw: RawDocument, knowledge: Knowledge) -> CleanDocument:
    """Repair one document. Replaying ``edits`` on the raw text gives ``text``."""
    draft = Draft(raw, raw.text)
    for name, rule in RULES:
        draft = draft.apply(rule(draft, knowledge), name)
    return CleanDocument(
        source=raw.source,
        text=draft.text,
        raw_char_count=len(raw.text),
        edits=draft.edits,
        paragraphs=split_paragraphs(raw, draft.text, draft.edits),
        lines=raw.lines,
    )
