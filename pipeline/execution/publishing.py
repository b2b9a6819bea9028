"""The tables of a plan, written whole or put anew in part: whichever takes less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.execution.fingerprint import code_version
from pipeline.execution.joining import Join, Published, publish_patch, publish_tables
from pipeline.execution.patching import Origin, find_origin, forget_origin, keep_origin, make_patch, standing_origin
from pipeline.execution.shards import file_content, file_source
from pipeline.execution.shuffle import Shuffle
from pipeline.execution.spread import Spread
from pipeline.records import Source
from pipeline.remote import is_remote, local_copies
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.execution.build import Plan


def publish_plan(plan: Plan, settings: Settings, shuffle: Shuffle, spread: Spread) -> Published:
    """Put all tables and what describes them in their place, and write down what they were made of."""
    origin = origin_of(plan, settings, shuffle)
    published = publish_changes(plan, settings, shuffle, origin, spread) or publish_all(plan, settings, shuffle, spread)
    if origin:
        keep_origin(settings.out, origin, published.tables)
    else:
        forget_origin(settings.out)
    return published


def publish_all(plan: Plan, settings: Settings, shuffle: Shuffle, spread: Spread) -> Published:
    """Write all tables."""
    with local_copies([shard.path(settings.out, "rows") for shard in plan.shards]) as parts:
        return publish_tables(Join(settings.out, tuple(parts), left_aside(plan), shuffle.narrowed(-1)), spread)


def publish_changes(plan: Plan, settings: Settings, shuffle: Shuffle, origin: Origin | None, spread: Spread) -> Published | None:
    """Write those tables that differ from the ones that stand; None where it takes less to write all, or these cannot be relied on."""
    standing = origin and standing_origin(settings.out, origin.code)
    if not origin or not standing:
        return None
    patch = make_patch(settings.out, standing, origin, left_aside(plan), shuffle.narrowed(-1))
    return publish_patch(patch, standing.tables, spread) if patch else None


def origin_of(plan: Plan, settings: Settings, shuffle: Shuffle) -> Origin | None:
    """What the tables of this plan are made of; None in a store, where tables are written whole."""
    if is_remote(settings.out):
        return None
    twice = {file.doc_id: file_content(file) for file in plan.corpus.files if file.duplicate_of}
    return find_origin(plan.shards, shuffle, twice, code_version(__name__))


def left_aside(plan: Plan) -> tuple[Source, ...]:
    """The documents that are there twice."""
    return tuple(file_source(file) for file in plan.corpus.files if file.duplicate_of)
