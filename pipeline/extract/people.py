"""Persons and their roles: by the structure of the page, and in running text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.names import same_person_key
from pipeline.extract.people_blocks import extract_block_roles
from pipeline.extract.people_text import extract_text_roles
from pipeline.records import Role

__all__ = ["extract_block_roles", "extract_text_roles", "merge_roles"]


def merge_roles(blocks: Sequence[Role], sentences: Sequence[Role]) -> tuple[Role, ...]:
    """All roles in the order of the text; who is on a list of attendance and in a sentence is told once, where the office is fullest."""
    listed = {_office(r): r for r in blocks if r.relation == "elected"}
    said = [r for r in sentences if r.relation != "elected" or not r.role or not _is_as_full(listed.get(_office(r)), r)]
    offices = {same_person_key(r.name) for r in said if r.role and r.relation == "elected"}
    told = {_office(r) for r in said if r.role and r.relation == "elected"}
    kept = [r for r in blocks if r.relation != "elected" or (_office(r) not in told if r.role else same_person_key(r.name) not in offices)]
    return tuple(sorted((*kept, *said), key=lambda r: (r.start, r.end)))


def _office(role: Role) -> tuple[str, str | None]:
    """Who holds what: « maire » and « maire de Langeac » are one."""
    return same_person_key(role.name), role.role_type


def _is_as_full(listed: Role | None, said: Role) -> bool:
    """Whether a list tells as much of an office as a sentence does."""
    return listed is not None and len(listed.role or "") >= len(said.role or "")
