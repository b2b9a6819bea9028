"""Why something is redone: what the results at hand were made of, beside what they would be made of now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.execution.build import Plan, entities_path, pending_shards, stale_holders
from pipeline.execution.fingerprint import OVERRIDES, dependencies
from pipeline.execution.folders import harmed_files
from pipeline.execution.shards import STEP_OF, stage_dependencies
from pipeline.files import hash_file, read_json, write_json
from pipeline.settings import Settings

Depends = dict[str, dict[str, str]]
SHOWN = 5
"""Documents or causes that are named before the rest is counted."""


def memory_path(out: Path) -> Path:
    """The file that holds what the results of each stage were made of."""
    return out / "stages" / "depends.json"


def depends_now(plan: Plan, settings: Settings) -> tuple[Depends, dict[str, str]]:
    """What each stage depends on by the names that people know, and a hash of what is known of each document."""
    stages = stage_dependencies(settings)
    stages["normalise"] |= dependencies("pipeline.execution.resolving")
    stages["normalise"]["decisions of the analyst"] = hash_file(settings.overrides or OVERRIDES)
    contents = {f.source_path: content for shard in plan.shards for f, content in zip(shard.files, shard.contents, strict=True)}
    return stages, contents | {f.source_path: f"as {f.duplicate_of}" for f in plan.corpus.files if f.duplicate_of}


def remember(plan: Plan, settings: Settings, stages: Sequence[str]) -> None:
    """Keep what the results of some stages were made of."""
    now, documents = depends_now(plan, settings)
    kept = read_json(memory_path(settings.out)) or {}
    told = {**kept, **{stage: {"depends": now[stage], "documents": documents} for stage in stages}}
    if told != kept:
        write_json(memory_path(settings.out), told)


def explain(plan: Plan, settings: Settings, stages: Sequence[str]) -> Iterator[str]:
    """For each stage with something to do a line that says how much and why."""
    now, documents = depends_now(plan, settings)
    kept = read_json(memory_path(settings.out)) or {}
    before = ""
    for stage in stages:
        if not (todo := to_do(plan, settings, stage)):
            continue
        was = kept.get(stage)
        causes = [f"what {before} gives has changed"] if before else []
        if was is None:
            causes.append("it was not built here before")
        else:
            causes += changes(was["depends"], now[stage])
            causes += [] if before else changed_documents(was["documents"], documents)
        yield f"{stage}: {todo}: {'; '.join(causes or ['its result is missing: deleted, damaged, or a build that was stopped'])}"
        before = stage


def to_do(plan: Plan, settings: Settings, stage: str) -> str:
    """What is to be done at a stage, nothing where it is done."""
    step = STEP_OF[stage]
    if stage == "normalise":
        return "" if entities_path(plan, settings).exists() else "all entities"
    if stage == "publish":
        return ", ".join(harmed_files(plan.publish_id, settings.out)) or ""
    pending = pending_shards(plan, settings, [step])
    held = stale_holders(plan, settings, step) if pending else {}
    count = sum(key not in held for shard in pending for key in shard.keys(step))
    total = sum(len(shard.files) for shard in plan.shards)
    return f"{count:,} of {total:,} documents" if pending else ""


def changes(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What differs, by name; versions and settings with their values.

    >>> changes({"library spacy": "3.8.2", "code a.py": "1f"}, {"library spacy": "3.8.4", "code b.py": "2e"})
    ['library spacy is 3.8.4, was 3.8.2', 'code a.py is gone', 'code b.py is new']
    """
    found: list[str] = []
    for name in [*was, *(n for n in now if n not in was)]:
        if name not in now:
            found.append(f"{name} is gone")
        elif name not in was:
            found.append(f"{name} is new")
        elif was[name] != now[name]:
            is_shown = name.startswith(("library", "setting"))
            found.append(f"{name} is {now[name]}, was {was[name]}" if is_shown else f"{name} has changed")
    return shorten(found)


def changed_documents(was: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Which documents are new, changed or gone."""
    named = {
        "new": sorted(now.keys() - was.keys()),
        "changed": sorted(name for name in now.keys() & was.keys() if now[name] != was[name]),
        "gone": sorted(was.keys() - now.keys()),
    }
    return [f"{what}: {', '.join(shorten(names))}" for what, names in named.items() if names]


def shorten(names: list[str]) -> list[str]:
    """The first few names, the rest counted.

    >>> shorten(list("abcdefg"))
    ['a', 'b', 'c', 'd', 'e', 'and 2 more']
    """
    return names if len(names) <= SHOWN else [*names[:SHOWN], f"and {len(names) - SHOWN:,} more"]
