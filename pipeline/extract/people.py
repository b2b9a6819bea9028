"""Persons and their roles: by the structure of the page, and in running text."""

from __future__ import annotations

from pipeline.extract.people_blocks import extract_block_roles
from pipeline.extract.people_text import extract_text_roles

__all__ = ["extract_block_roles", "extract_text_roles"]
