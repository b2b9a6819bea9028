"""Tables that follow a change have the bytes of tables that are written from nothing, and stay untouched where nothing of them changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pipeline.execution import patching, publishing
from pipeline.execution.build import ALL_STAGES, Plan, make_plan, run_plan, shuffle_of
from pipeline.execution.jobs import Tools
from pipeline.execution.joining import Join, publish_patch, publish_tables
from pipeline.execution.patching import Gap, Part, find_gaps, find_moved, origin_path
from pipeline.execution.publishing import left_aside
from pipeline.execution.spread import in_turn
from pipeline.files import read_json
from pipeline.ingest.corpus import make_doc_id
from pipeline.settings import Settings
from pipeline.tables import TABLES
from tests.execution.conftest import hashes

TOWNS = ("Brest", "Quimper", "Nantes", "Vannes", "Lorient", "Rennes", "Angers")
PEOPLE = ("Claire Dorvault", "Claire Dorvaud", "C. Dorvault", "Yann Kerbellec", "Maud Tessonneau", "Léon Pradivel")
BODIES = ("la MIRAL", "la Mission régionale d'accueil en Loire (MIRAL)", "la Maison de l'irrigation rurale (MIRAL)", "le SYDALE")
PART = "\nLes équipes se retrouvent chaque jeudi pour préparer la suite du projet.\n"


def letter(draw: Random) -> str:
    """A letter that names some of the same people, towns and bodies as the others."""
    person, other = draw.sample(PEOPLE, 2)
    return f"""# Lettre de {draw.choice(TOWNS)} n° {draw.randrange(9)}

## Le contexte

La Ville de {draw.choice(TOWNS)} compte {draw.randrange(2, 99)} agents. {person}, directrice de {draw.choice(BODIES)}, suit le projet.

{other} l'a présenté avec {draw.choice(BODIES)} : https://example.org/{draw.randrange(9)}
{PART * draw.randrange(1, 9)}"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Sixteen letters, each in a shard of its own or nearly."""
    raw, draw = tmp_path / "raw", Random(1)
    raw.mkdir()
    for n in range(16):
        (raw / f"lettre-{n:02}.md").write_text(letter(draw), encoding="utf-8")
    return Settings(raw=raw, out=tmp_path / "out", shard_bytes=1000)


@pytest.fixture
def patches(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was patched."""
    found: list[object] = []

    def watched(patch: object, *rest: object) -> object:
        found.append(patch)
        return publish_patch(patch, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "publish_patch", watched)
    return found


def run(settings: Settings, tools: Tools) -> Plan:
    plan = make_plan(settings)
    run_plan(plan, settings, ALL_STAGES, tools)
    return plan


def anywhere(raw: Path, draw: Random) -> Path:
    return raw / f"lettre-{draw.randrange(99):02}.md"


def change(raw: Path, draw: Random) -> None:
    """A document comes, goes, is written anew, is there twice, cannot be read."""
    documents = sorted(raw.iterdir())
    one, other = draw.sample(documents, 2)
    {
        "add": lambda: anywhere(raw, draw).write_text(letter(draw), encoding="utf-8"),
        "remove": one.unlink,
        "edit": lambda: one.write_text(letter(draw), encoding="utf-8"),
        "a line more": lambda: one.write_bytes(one.read_bytes() + f"\n{draw.choice(PEOPLE)} est ravie.\n".encode()),
        "copy": lambda: anywhere(raw, draw).write_bytes(one.read_bytes()),
        "move": lambda: one.rename(anywhere(raw, draw)),
        "swap": lambda: one.write_bytes(other.read_bytes()),
        "spoil": lambda: one.with_suffix(".docx").write_bytes(b"not a document"),
    }[draw.choice(["add", "remove", "edit", "edit", "a line more", "copy", "move", "swap", "spoil"])]()


@pytest.mark.parametrize("seed", range(3))
def test_patched_tables_have_the_bytes_of_tables_written_whole(
    settings: Settings, model_free: Tools, tmp_path: Path, patches: list[object], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(patching, "MOST", 0.5)
    draw, whole = Random(seed), tmp_path / "whole"
    run(settings, model_free)
    for _ in range(11):
        for _ in range(draw.choice([1, 1, 1, 2, 3])):
            change(settings.raw, draw)
        plan = run(settings, model_free)
        rows = tuple(shard.path(settings.out, "rows") for shard in plan.shards)
        publish_tables(Join(whole, rows, left_aside(plan), shuffle_of(plan, settings)), in_turn)
        assert hashes(settings.out) == hashes(whole)
    assert len(patches) >= 10
    fresh = settings.model_copy(update={"out": tmp_path / "fresh"})
    run(fresh, model_free)
    assert hashes(settings.out) == hashes(fresh.out)
    assert read_json(origin_path(settings.out)) == read_json(origin_path(fresh.out))


def test_tables_of_which_nothing_changed_are_not_written(settings: Settings, model_free: Tools, patches: list[object]) -> None:
    run(settings, model_free)
    before = {name: (settings.out / f"{name}.parquet").stat().st_ino for name in TABLES}
    with (settings.raw / "lettre-05.md").open("a") as file:
        file.write("\nLa suite viendra.\n")
    run(settings, model_free)
    assert len(patches) == 1
    assert {name for name in TABLES if (settings.out / f"{name}.parquet").stat().st_ino != before[name]} == {"documents", "sections"}


def test_documents_that_come_in_two_orders_are_written_whole(settings: Settings, model_free: Tools, patches: list[object]) -> None:
    name = make_doc_id("lettre-05.md")
    (settings.raw / f"{name}.md").write_text(letter(Random(5)), encoding="utf-8")
    assert make_doc_id(f"{name}.md").startswith(f"{name}-")
    run(settings, model_free)
    assert not origin_path(settings.out).exists()
    (settings.raw / f"{name}.md").unlink()
    run(settings, model_free)
    assert origin_path(settings.out).exists()
    (settings.raw / "lettre-07.md").unlink()
    run(settings, model_free)
    assert len(patches) == 1
    (settings.raw / f"{name}.md").write_text(letter(Random(5)), encoding="utf-8")
    run(settings, model_free)
    assert len(patches) == 1 and not origin_path(settings.out).exists()


def spoil_table(out: Path) -> None:
    (out / "mentions.parquet").write_bytes(b"harmed")


def lose_origin(out: Path) -> None:
    origin_path(out).unlink()


def spoil_origin(out: Path) -> None:
    origin_path(out).write_bytes(origin_path(out).read_bytes()[:-9])


def other_code(out: Path) -> None:
    origin_path(out).write_bytes(origin_path(out).read_bytes().replace(b'"code":"', b'"code":"0'))


@pytest.mark.parametrize("harm", [spoil_table, lose_origin, spoil_origin, other_code])
def test_what_cannot_be_relied_on_is_written_anew(
    settings: Settings, model_free: Tools, patches: list[object], tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    run(settings, model_free)
    harm(settings.out)
    (settings.raw / "lettre-05.md").unlink()
    run(settings, model_free)
    assert patches == []
    fresh = settings.model_copy(update={"out": tmp_path / "fresh"})
    run(fresh, model_free)
    assert hashes(settings.out) == hashes(fresh.out)


def test_a_build_that_is_stopped_between_two_tables_is_written_whole(
    settings: Settings, model_free: Tools, patches: list[object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(settings, model_free)
    (settings.raw / "lettre-05.md").write_text(letter(Random(9)), encoding="utf-8")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(publishing, "keep_origin", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        run(settings, model_free)
    run(settings, model_free)
    assert len(patches) == 1
    fresh = settings.model_copy(update={"out": tmp_path / "fresh"})
    run(fresh, model_free)
    assert hashes(settings.out) == hashes(fresh.out)


def test_many_changes_are_written_whole(
    settings: Settings, model_free: Tools, patches: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(settings, model_free)
    monkeypatch.setattr(patching, "MOST", 0)
    (settings.raw / "lettre-05.md").unlink()
    run(settings, model_free)
    assert patches == []


def part(first: str, last: str, links: str = "") -> Part:
    return Part(f"{first}-{last}", first, last, links)


@pytest.mark.parametrize(
    ("old", "new", "gaps"),
    [
        ([part("a", "c"), part("d", "f")], [part("a", "c"), part("d", "f")], []),
        ([part("a", "c"), part("d", "f")], [part("a", "c")], [("c\0", None, None)]),
        ([part("a", "c"), part("d", "f")], [part("d", "f")], [("", "d", None)]),
        ([part("a", "c"), part("d", "f")], [part("a", "c", "other"), part("d", "f")], [("", "d", "a-c")]),
        ([part("a", "c"), part("g", "h")], [part("a", "c"), part("d", "e"), part("f", "f"), part("g", "h")],
         [("c\0", "f", "d-e"), ("f", "g", "f-f")]),
        ([part("a", "c"), part("d", "f"), part("g", "h")], [part("a", "d"), part("e", "f"), part("g", "h")],
         [("", "e", "a-d"), ("e", "g", "e-f")]),
        ([], [part("a", "c")], [("", None, "a-c")]),
    ],
)  # fmt: skip
def test_gaps_lie_between_the_parts_that_stay(old: list[Part], new: list[Part], gaps: list[tuple[str, str | None, str | None]]) -> None:
    found = find_gaps(old, new, Path("rows"))
    assert [(gap.low, gap.high, gap.part and gap.part.stem) for gap in found] == gaps


def test_documents_left_aside_are_looked_for_outside_of_gaps() -> None:
    old, new = {"a": "1", "b": "1", "c": "1", "m": "1"}, {"b": "1", "c": "2", "m": "2", "z": "1"}
    assert [gap.low for gap in find_moved(old, new, [Gap("l", "n")])] == ["a", "c", "z"]
