"""Entities resolved in pieces are those resolved at once, whatever the pieces, and a lost piece is made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace

from pipeline.execution import build
from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.execution.joining import read_entities
from pipeline.execution.resolving import LinkFiles, Shuffle, make_shuffle, resolve_apart
from pipeline.normalise import Overrides
from pipeline.records import Entities
from pipeline.settings import Settings
from tests.execution.conftest import MODEL

T = TypeVar("T")
R = TypeVar("R")


@pytest.fixture(scope="module")
def settings(letter_settings: Callable[[str], Settings], tools: Tools) -> Settings:
    """Seven letters resolved at once."""
    found = letter_settings("resolved")
    mine = Tools(MODEL)
    mine.__dict__["knowledge"] = tools.knowledge
    run_plan(make_plan(found), found, ALL_STAGES, mine)
    return found


def shuffle_of(settings: Settings, folder: Path, group: int, partition: int) -> Shuffle:
    return make_shuffle(make_plan(settings).shards, settings.out, folder / "some.parquet", Overrides(), settings.own, group, partition)


def at_once(settings: Settings) -> Entities:
    (path,) = (settings.out / "stages" / "normalise").glob("*.parquet")
    return read_entities(path)


def backwards(function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
    """Results in another order than that of the things."""
    return map(function, reversed(list(items)))


@pytest.mark.parametrize(("group", "partition"), [(50, 2000), (3, 3), (1, 1)])
def test_the_pieces_do_not_count(settings: Settings, tmp_path: Path, group: int, partition: int) -> None:
    shuffle = shuffle_of(settings, tmp_path, group, partition)
    entities = resolve_apart(shuffle, backwards)
    links = LinkFiles(shuffle)
    assert replace(entities, links=tuple(links[d] for d in sorted(links))) == at_once(settings)
    assert len(links) == 7


def test_only_a_lost_piece_is_made_again(settings: Settings, tmp_path: Path) -> None:
    shuffle = shuffle_of(settings, tmp_path, 3, 3)
    first = resolve_apart(shuffle, backwards)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.stem.split("-")[1] in {"claims", "profiles", "gathered"}}
    shuffle.piece("profiles", 1).unlink()
    assert resolve_apart(shuffle, backwards) == first
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {path.stem for path in before if before[path] != after[path]} == {"some-profiles-1"}


def test_many_documents_are_resolved_in_pieces_to_the_same_bytes(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = settings.model_copy(update={"out": tmp_path / "apart"})
    shutil.copytree(settings.out / "stages", apart.out / "stages", ignore=shutil.ignore_patterns("normalise"))
    monkeypatch.setattr(build, "HELD", 6)
    plan = make_plan(apart)
    assert run_plan(plan, apart, ALL_STAGES).done == ["normalise", "publish"]
    assert list((apart.out / "stages" / "normalise").glob("*-links-*"))
    for path in settings.out.glob("*.parquet"):
        assert (apart.out / path.name).read_bytes() == path.read_bytes()
