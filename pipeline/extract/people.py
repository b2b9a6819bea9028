"""Persons and their roles: by the structure of the page, and in running text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.names import same_person_key
from pipeline.extract.people_blocks import extract_block_roles
from pipeline.extract.people_text import extract_text_roles
from pipeline.records import Role

__all__ = ["extract_block_roles", "extract_text_roles", "merge_roles"]


def merge_roles(blocks: Sequence[Role], sentences: Sequence[Role]) -> tuple[Role, ...]:
    """All roles in the order of the text; who is merely on a list of attendance is left out where a sentence gives the office."""
    offices = {same_person_key(r.name) for r in sentences if r.role and r.relation == "elected"}
    kept = [r for r in blocks if r.role or r.relation != "elected" or same_person_key(r.name) not in offices]
    return tuple(sorted((*kept, *sentences), key=lambda r: (r.start, r.end)))
