"""Entities resolved in pieces are those resolved at once, whatever the pieces, and a lost piece is made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from pipeline.execution import build, resolving, revising
from pipeline.execution import shuffle as shuffle_module
from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.execution.shuffle import GROUP, LinkFiles, Shuffle, make_shuffle, resolve
from pipeline.records import DocumentLinks, Entities
from pipeline.settings import Settings
from pipeline.storage import Stored, read_records, read_table, write_stored
from tests.execution.conftest import MODEL

T = TypeVar("T")
R = TypeVar("R")
Rebuild = Callable[[Callable[[Path], object]], tuple[Settings, int]]


@pytest.fixture(scope="module")
def small(tools: Tools) -> Tools:
    """With the small model of these tests."""
    found = Tools(MODEL)
    found.__dict__["knowledge"] = tools.knowledge
    return found


@pytest.fixture(scope="module")
def settings(letter_settings: Callable[[str], Settings], small: Tools) -> Settings:
    """Seven letters resolved at once."""
    found = letter_settings("resolved")
    run_plan(make_plan(found), found, ALL_STAGES, small)
    return found


def shuffle_of(settings: Settings, folder: Path, group: int) -> Shuffle:
    return make_shuffle(make_plan(settings).shards, settings.out, folder / "some.parquet", None, settings.own, group=group)


def resolved(shuffle: Shuffle) -> tuple[Entities, dict[str, DocumentLinks]]:
    """The rows of entities, and the links of documents."""
    (entities,) = read_records(shuffle.entities, Entities)
    return entities, dict(LinkFiles(shuffle))


def backwards(function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
    """Results in another order than that of the things."""
    return map(function, reversed(list(items)))


@pytest.mark.parametrize("group", [GROUP, 8_000, 1])
def test_the_pieces_do_not_count(settings: Settings, tmp_path: Path, group: int, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = resolved(build.shuffle_of(make_plan(settings), settings))
    monkeypatch.setattr(shuffle_module, "HELD", 0)
    shuffle = shuffle_of(settings, tmp_path, group)
    resolve(shuffle, backwards)
    assert resolved(shuffle) == at_once
    assert len(at_once[1]) == 7


def test_only_a_lost_piece_is_made_again(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shuffle_module, "HELD", 0)
    shuffle = shuffle_of(settings, tmp_path, 1)
    resolve(shuffle, backwards)
    first = resolved(shuffle)
    pieces = [path for step in ("claims", "profiles", "gathered") for path in tmp_path.glob(f"*-{step}-*")]
    before = {path: path.stat().st_mtime_ns for path in pieces}
    shuffle.piece("profiles", 1).unlink()
    resolve(shuffle, backwards)
    assert resolved(shuffle) == first
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {path.stem for path in before if before[path] != after[path]} == {"some-profiles-1"}


def test_many_documents_are_resolved_in_pieces_to_the_same_bytes(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = settings.model_copy(update={"out": tmp_path / "apart", "jobs": 2})
    shutil.copytree(settings.out / "stages", apart.out / "stages", ignore=shutil.ignore_patterns("normalise"))
    monkeypatch.setattr(shuffle_module, "HELD", 1)
    monkeypatch.setattr(build, "make_shuffle", partial(make_shuffle, group=1))
    plan = make_plan(apart)
    assert run_plan(plan, apart, ALL_STAGES).done == ["normalise", "publish"]
    assert len(list((apart.out / "stages" / "normalise").glob("*-links-*"))) > 1
    for path in settings.out.glob("*.parquet"):
        assert (apart.out / path.name).read_bytes() == path.read_bytes()


def test_a_piece_travels_with_the_files_of_its_group_alone(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shuffle_module, "HELD", 0)
    shuffle = shuffle_of(settings, tmp_path, 1)
    sent: list[tuple[str, list[tuple[Path, ...]]]] = []

    def told(function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        for item in items:
            sent.append((repr(item), [paths for paths in item.shuffle.groups if paths]))  # type: ignore[attr-defined]
            yield function(item)

    resolve(shuffle, told)
    assert ("step claims, piece 1", [shuffle.groups[1]]) in sent
    assert all(len(groups) == 1 for _, groups in sent)


def test_lost_links_are_made_again(settings: Settings, tmp_path: Path) -> None:
    mine = settings.model_copy(update={"out": tmp_path / "mine"})
    shutil.copytree(settings.out, mine.out)
    (links,) = (mine.out / "stages" / "normalise").glob("*-links-*")
    links.unlink()
    (mine.out / "people.parquet").unlink()
    assert run_plan(make_plan(mine), mine, ALL_STAGES).done == ["normalise", "publish"]
    assert (mine.out / "people.parquet").read_bytes() == (settings.out / "people.parquet").read_bytes()


@pytest.fixture
def rebuild(settings: Settings, small: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rebuild:
    """Builds again after something was done to a copy of the built folder, and says how often all names were resolved anew."""
    monkeypatch.setattr(revising, "MOST_CHANGED", 0.2)  # of seven letters
    anew: list[object] = []

    def told(resolve_anew: Callable[..., Any], *of: Any) -> Any:
        anew.append(of)
        return resolve_anew(*of)

    mine = settings.model_copy(update={"raw": tmp_path / "raw", "out": tmp_path / "out"})
    shutil.copytree(settings.raw, mine.raw)
    shutil.copytree(settings.out, mine.out)

    def run(change: Callable[[Path], object]) -> tuple[Settings, int]:
        change(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(resolving, "resolve_anew", partial(told, resolving.resolve_anew))
            run_plan(make_plan(mine), mine, ALL_STAGES, small)
        return mine, len(anew)

    return run


def write_letter(folder: Path) -> None:
    """One letter more, of somebody who is in the others too and of somebody who is not."""
    text = "# Lettre d'Auray\n\nClaire Dorvault, directrice de l'accueil, écrit à Zoé Quélu, maire d'Auray, et à la Ville de Brest.\n" * 9
    (folder / "raw" / "lettres" / "Auray.md").write_text(text, encoding="utf-8")


def test_a_letter_more_is_added_to_the_resolution_before(small: Tools, rebuild: Rebuild, tmp_path: Path) -> None:
    mine, anew = rebuild(write_letter)
    assert anew == 0
    assert len(list((mine.out / "stages" / "names").glob("*.parquet"))) == len(make_plan(mine).shards)
    scratch = mine.model_copy(update={"out": tmp_path / "scratch"})
    run_plan(make_plan(scratch), scratch, ALL_STAGES, small)
    for table in scratch.out.glob("*.parquet"):
        assert table.read_bytes() == (mine.out / table.name).read_bytes()


@pytest.mark.parametrize("lost", ["stages/normalise/*-basis-*", "stages/normalise/*-links-*", "stages/names/*"])
def test_without_what_it_was_made_of_all_names_are_resolved(rebuild: Rebuild, lost: str) -> None:
    def change(folder: Path) -> None:
        write_letter(folder)
        (folder / "raw" / "lettres" / "Brest.md").unlink()
        (folder / "raw" / "copie.md").unlink()
        for path in (folder / "out").glob(lost):
            path.unlink()

    assert rebuild(change)[1] == 1


def test_where_much_has_changed_all_names_are_resolved(rebuild: Rebuild) -> None:
    def change(folder: Path) -> None:
        for path in sorted((folder / "raw" / "lettres").iterdir())[:4]:
            path.write_text(path.read_text(encoding="utf-8").replace("Claire", "Zoé"), encoding="utf-8")

    assert rebuild(change)[1] == 1


def test_where_no_document_is_left_of_those_before_the_names_are_resolved_anew(rebuild: Rebuild) -> None:
    def change(folder: Path) -> None:
        for path in (folder / "raw").rglob("*.*"):
            path.unlink()
        (folder / "raw" / "vide.md").write_text("Bonjour à toutes et à tous.", encoding="utf-8")

    mine, anew = rebuild(change)
    assert anew == 1
    assert read_table(mine.out, "people").num_rows == 0


def test_a_harmed_resolution_is_made_again(rebuild: Rebuild) -> None:
    def change(folder: Path) -> None:
        write_letter(folder)
        (path,) = (folder / "out" / "stages" / "normalise").glob("*-basis-*")
        path.write_bytes(path.read_bytes()[:-9])

    assert rebuild(change)[1] == 1


@pytest.mark.parametrize("kind", ["Basis", "Other"])
def test_what_other_code_kept_is_passed_over(rebuild: Rebuild, kind: str) -> None:
    def change(folder: Path) -> None:
        write_letter(folder)
        (path,) = (folder / "out" / "stages" / "normalise").glob("*-basis-*")
        write_stored(path, [Stored("", "", kind, msgspec.msgpack.encode({"code": "1"}))], row_group=1)

    assert rebuild(change)[1] == 1


def test_other_decisions_are_not_added_to_a_resolution(settings: Settings, tmp_path: Path) -> None:
    decisions = tmp_path / "overrides.csv"
    decisions.write_text("action,entity_id,target_id,doc_id,name,note\nrename,person:claire-dorvault,,,Claire D.,\n", encoding="utf-8")
    mine = settings.model_copy(update={"overrides": decisions})
    assert make_plan(mine).rules != make_plan(settings).rules
