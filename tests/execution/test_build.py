"""A build redoes what changed and nothing else, loses nothing, and always gives the same bytes."""

from __future__ import annotations

import fcntl
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import BuildError, DamagedFileError, DocumentError
from pipeline.execution import build, stages
from pipeline.execution.build import ALL_STAGES, Report, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.files import read_json
from pipeline.records import RawDocument
from pipeline.settings import Settings
from pipeline.storage import read_table

LETTER = (
    """# Lettre des services n° {n}

## Le contexte

Le Conseil départemental de la Nièvre compte {n} agents dans ses équipes d'accueil.

Claire Dorvault, directrice de l'accueil, suit le projet : claire.dorvault@example.org
"""
    + "\nLes équipes se retrouvent chaque jeudi pour préparer la suite du projet.\n" * 8
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A corpus of six letters, each in a shard of its own or nearly."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for n in range(1, 7):
        (raw / f"lettre-{n}.md").write_text(LETTER.format(n=n * 7), encoding="utf-8")
    return Settings(raw=raw, out=tmp_path / "out", shard_bytes=1000)


def run(settings: Settings, tools: Tools, *only: str) -> Report:
    return run_plan(make_plan(settings), settings, only or ALL_STAGES, tools)


def fingerprints(out: Path) -> dict[str, str]:
    """The hashes of all published files but build.json."""
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in out.iterdir() if p.is_file() and p.name != "build.json"}


def stage_files(out: Path) -> set[str]:
    return {p.relative_to(out).as_posix() for p in (out / "stages").rglob("*.parquet")}


def test_two_builds_from_nothing_give_the_same_bytes(settings: Settings, model_free: Tools, tmp_path: Path) -> None:
    run(settings, model_free)
    other = settings.model_copy(update={"out": tmp_path / "other"})
    run(other, model_free)
    assert len(fingerprints(settings.out)) == 16
    assert fingerprints(settings.out) == fingerprints(other.out)
    differing = {k for k, v in read_json(settings.out / "build.json").items() if v != read_json(other.out / "build.json")[k]}
    assert differing <= {"seconds"}


def test_a_second_build_does_nothing(settings: Settings, model_free: Tools) -> None:
    run(settings, model_free)
    before = {p: p.stat().st_mtime_ns for p in settings.out.rglob("*.parquet")}
    report = run(settings, model_free)
    assert report.done == []
    assert {p: p.stat().st_mtime_ns for p in settings.out.rglob("*.parquet")} == before


def test_one_more_document_redoes_its_shard_alone(settings: Settings, model_free: Tools, tmp_path: Path) -> None:
    run(settings, model_free)
    before = stage_files(settings.out)
    (settings.raw / "lettre-3-bis.md").write_text(LETTER.format(n=21) + "\nUne ligne de plus.\n", encoding="utf-8")
    report = run(settings, model_free)
    assert report.documents < 4
    assert len([f for f in stage_files(settings.out) - before if "/extract/" in f]) <= 2
    fresh = settings.model_copy(update={"out": tmp_path / "fresh"})
    run(fresh, model_free)
    assert fingerprints(settings.out) == fingerprints(fresh.out)
    assert stage_files(settings.out) == stage_files(fresh.out)


def test_a_deleted_document_disappears(settings: Settings, model_free: Tools) -> None:
    run(settings, model_free)
    (settings.raw / "lettre-2.md").unlink()
    run(settings, model_free)
    assert "lettre-2.md" not in read_table(settings.out, "documents").column("source_path").to_pylist()
    assert len(read_table(settings.out, "documents")) == 5


@pytest.mark.parametrize("lost", ["people.parquet", "README.md", "build.json"])
def test_a_lost_or_harmed_file_is_made_again(settings: Settings, model_free: Tools, lost: str) -> None:
    run(settings, model_free)
    before = fingerprints(settings.out)
    (settings.out / lost).write_bytes(b"harmed")
    assert run(settings, model_free).done == ["publish"]
    assert fingerprints(settings.out) == before


def test_a_file_that_is_harmed_whenever_it_is_written_stops_the_build(
    settings: Settings, model_free: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings.out / "stages" / "names" / "some.parquet"

    def harmed(*_: object) -> None:
        raise DamagedFileError(path)

    monkeypatch.setattr(build, "publish", harmed)
    with pytest.raises(BuildError, match=r"some\.parquet is harmed whenever it is written: check the disk"):
        run(settings, model_free)


def test_a_lost_stage_file_is_made_again(settings: Settings, model_free: Tools) -> None:
    run(settings, model_free)
    before = stage_files(settings.out)
    next((settings.out / "stages" / "clean").glob("*.parquet")).unlink()
    assert run(settings, model_free).done == ["clean"]
    assert stage_files(settings.out) == before


def test_one_stage_after_another_is_the_same_as_all_at_once(settings: Settings, model_free: Tools, tmp_path: Path) -> None:
    run(settings, model_free)
    alone = settings.model_copy(update={"out": tmp_path / "alone"})
    for stage in ALL_STAGES:
        assert run(alone, model_free, stage).done == [stage]
    assert fingerprints(alone.out) == fingerprints(settings.out)


@pytest.mark.parametrize(
    ("stage", "needs", "target"),
    [
        ("clean", "ingest", "ingest"),
        ("extract", "clean", "clean-text"),
        ("normalise", "extract", "extract"),
        ("publish", "normalise", "normalise"),
    ],
)
def test_a_stage_says_which_one_must_come_before(settings: Settings, model_free: Tools, stage: str, needs: str, target: str) -> None:
    with pytest.raises(BuildError, match=f"stage {needs} has not been run .* run `make {target}`"):
        run(settings, model_free, stage)


def test_one_bad_file_leaves_the_others_as_they_are(settings: Settings, model_free: Tools, tmp_path: Path) -> None:
    run(settings, model_free)
    mentions = read_table(settings.out, "sections").to_pylist()
    (settings.raw / "coupée.pdf").write_bytes(b"not a PDF")
    run(settings, model_free)
    assert read_table(settings.out, "sections").to_pylist() == mentions
    (rejection,) = read_table(settings.out, "rejections").to_pylist()
    assert (rejection["stage"], "not a PDF" in rejection["reason"]) == ("ingest", True)
    (bad,) = [d for d in read_table(settings.out, "documents").to_pylist() if d["source_path"] == "coupée.pdf"]
    assert (bad["status"], bad["text"], bad["error"]) == ("failed", None, rejection["reason"])


def test_a_document_given_up_by_clean_is_rejected_and_needs_a_hand(
    settings: Settings, model_free: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pipeline.clean as cleaning

    clean = cleaning.clean_document

    def give_up(raw: RawDocument, knowledge: object) -> object:
        if raw.source.source_path == "lettre-4.md":
            raise DocumentError("no letters in it: scan it again", status="needs_ocr")
        return clean(raw, knowledge)  # type: ignore[arg-type]

    monkeypatch.setattr(cleaning, "clean_document", give_up)
    run(settings, model_free)
    (rejection,) = read_table(settings.out, "rejections").to_pylist()
    assert rejection["stage"] == "clean"
    statuses = dict(zip(*(read_table(settings.out, "documents").column(c).to_pylist() for c in ("source_path", "status")), strict=True))
    assert statuses.pop("lettre-4.md") == "needs_ocr"
    assert set(statuses.values()) == {"ok"}


def test_a_bug_stops_the_build_and_names_the_document(settings: Settings, model_free: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> RawDocument:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(stages, "ingest_document", fail)
    with pytest.raises(BuildError, match=r"ingest of lettre-\d.md failed, which is a bug: ZeroDivisionError"):
        run(settings, model_free)


def test_the_same_file_twice_is_read_once(settings: Settings, model_free: Tools) -> None:
    (settings.raw / "lettre-9.md").write_bytes((settings.raw / "lettre-1.md").read_bytes())
    run(settings, model_free)
    documents = {d["source_path"]: d for d in read_table(settings.out, "documents").to_pylist()}
    assert documents["lettre-9.md"]["duplicate_of"] == documents["lettre-1.md"]["doc_id"]
    assert documents["lettre-9.md"]["text"] is None
    assert documents["lettre-9.md"]["doc_id"] not in read_table(settings.out, "sections").column("doc_id").to_pylist()


def test_two_builds_at_once_in_one_folder_are_refused(settings: Settings, model_free: Tools) -> None:
    run(settings, model_free)
    with (settings.out / "stages" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildError, match="another build is running"):
            run(settings, model_free)


def test_a_decision_of_the_analyst_redoes_what_comes_last(settings: Settings, model_free: Tools, tmp_path: Path) -> None:
    run(settings, model_free)
    decisions = tmp_path / "overrides.csv"
    decisions.write_text("action,entity_id,target_id,doc_id,name,note\nrename,person:claire-dorvault,,,Claire Dorvault-Lenoir,married\n")
    decided = settings.model_copy(update={"overrides": decisions})
    assert run(decided, model_free).done == ["normalise", "publish"]
    assert read_table(settings.out, "people").column("name").to_pylist() == ["Claire Dorvault-Lenoir"]
    with pytest.raises(BuildError, match="overrides: there is no file"):
        make_plan(settings.model_copy(update={"overrides": tmp_path / "none.csv"}))


def test_an_empty_folder_gives_empty_tables(settings: Settings, model_free: Tools) -> None:
    for path in settings.raw.iterdir():
        path.unlink()
    run(settings, model_free)
    assert len(read_table(settings.out, "documents")) == 0


def test_documents_and_words_are_counted_once_however_many_steps_they_go_through(settings: Settings, model_free: Tools) -> None:
    report = run(settings, model_free)
    assert (report.seen, report.documents) == (6, 6)
    assert report.words == sum(len(row["text"].split()) for row in read_table(settings.out, "documents", ["text"]).to_pylist())
    (settings.raw / "lettre-3.md").write_text(LETTER.format(n=4), encoding="utf-8")
    assert run(settings, model_free).documents == 1
