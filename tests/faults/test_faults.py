"""Whatever happens to a build, the next one gives the bytes of an undisturbed one."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.errors import BuildError, CorpusChangedError
from pipeline.execution.build import ALL_STAGES, Report, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.execution.shards import STEPS
from pipeline.settings import Settings
from tests.conftest import ROOT

KILLS = 30
LETTER = (
    """# Lettre des services n° {n}

## Le contexte

Le Conseil départemental de la Nièvre compte {n} agents dans ses équipes d'accueil.

Claire Dorvault, directrice de l'accueil, suit le projet : claire.dorvault@example.org
"""
    + "\nLes équipes se retrouvent chaque jeudi pour préparer la suite du projet.\n" * 8
)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory where there is one: builds flush to disk, which takes longer than all else here."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six letters, each a shard of its own or nearly, one there twice, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("faults") / "raw"
    folder.mkdir()
    for n in range(1, 7):
        (folder / f"lettre-{n}.md").write_text(LETTER.format(n=n * 7), encoding="utf-8")
    shutil.copy(folder / "lettre-1.md", folder / "lettre-9.md")
    (folder / "vide.txt").touch()
    return folder


def settings_for(raw: Path, out: Path) -> Settings:
    return Settings(raw=raw, out=out, shard_bytes=1000, ocr="off", model="tests.execution.recognisers:obedient")


def run(raw: Path, out: Path, tools: Tools) -> Report:
    settings = settings_for(raw, out)
    return run_plan(make_plan(settings), settings, ALL_STAGES, tools)


def contents(out: Path) -> dict[str, bytes]:
    """All files of a build but the lock and the record, which tells seconds."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name not in ("build.json", ".lock"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def undisturbed(raw: Path, tmp_path_factory: pytest.TempPathFactory, model_free: Tools) -> dict[str, bytes]:
    """What an undisturbed build gives."""
    out = tmp_path_factory.mktemp("undisturbed")
    run(raw, out, model_free)
    found = contents(out)
    assert sum(name.startswith("stages/rows/") for name in found) >= 4
    return found


def in_child(work: Callable[[], object]) -> int:
    """Begin work in a process that can be killed; its number. It ends with 0, or with 1 where the build stopped."""
    child = os.fork()
    if not child:
        try:
            work()
        except BuildError:
            os._exit(1)
        finally:
            os._exit(0)
    return child


def test_killed_at_thirty_random_moments(raw: Path, tmp_path: Path, undisturbed: dict[str, bytes], model_free: Tools) -> None:
    """Each of fifteen builds is killed, and killed again when it is resumed."""
    moments = random.Random(20)
    out = tmp_path / "out"
    begun = time.monotonic()
    os.waitpid(in_child(lambda: run(raw, out, model_free)), 0)
    whole = time.monotonic() - begun
    assert contents(out) == undisturbed
    left: set[int] = set()
    killed = 0
    while killed < KILLS:
        if not killed % 2:
            assert run(raw, out, model_free).seen <= 8
            assert contents(out) == undisturbed, f"after kill {killed}"
            shutil.rmtree(out)
        child = in_child(lambda: run(raw, out, model_free))
        time.sleep(moments.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])  # one that was done before counts for nothing
        left.add(len(contents(out)) if out.exists() else 0)
    run(raw, out, model_free)
    assert contents(out) == undisturbed
    assert len(left) > 5  # they were killed at different places


def command(raw: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", "--raw", str(raw), "--out", str(out), *options]


def environment(**more: str) -> dict[str, str]:
    fast = {"PIPELINE_SHARD_BYTES": "1000", "PIPELINE_OCR": "off", "PIPELINE_MODEL": "tests.execution.recognisers:obedient"}
    return {**os.environ, "PYTHONPATH": str(ROOT), **fast, **more}


def test_killed_with_its_worker_processes_and_no_folder_for_temporary_files(raw: Path, tmp_path: Path) -> None:
    env = environment(TMPDIR="/nonexistent")
    plain, out = tmp_path / "plain", tmp_path / "out"
    begun = time.monotonic()
    assert subprocess.run(command(raw, plain), env=environment(), check=False, stderr=subprocess.DEVNULL).returncode == 0
    whole = time.monotonic() - begun
    for share in (0.6, 0.8):
        killed = subprocess.Popen(command(raw, out, "--jobs", "2"), env=env, stderr=subprocess.DEVNULL)
        time.sleep(share * whole)
        killed.kill()
        killed.wait()
    assert subprocess.run(command(raw, out, "--jobs", "2"), env=env, check=False, stderr=subprocess.DEVNULL).returncode == 0
    tables = [{name: data for name, data in contents(folder).items() if "/" not in name} for folder in (out, plain)]
    assert tables[0] == tables[1]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", place], check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


def test_a_full_disk_stops_the_build_until_there_is_room(raw: Path, disk: Path, undisturbed: dict[str, bytes], model_free: Tools) -> None:
    stopped = 0
    for size in range(16, 2_000, 48):
        remount(disk, f"size={size}k")
        try:
            run(raw, disk / "out", model_free)
            break
        except BuildError as error:
            assert "cannot be written: No space left on device; make room or give another folder (--out, OUT=)" in str(error)
            stopped += 1
    assert stopped > 4
    assert contents(disk / "out") == undisturbed


def test_a_disk_that_cannot_be_written_to_is_named(raw: Path, disk: Path, model_free: Tools) -> None:
    remount(disk, "ro")
    with pytest.raises(BuildError, match=r"disk cannot be written to: change its permissions, or give another folder"):
        run(raw, disk / "out", model_free)


def test_files_that_may_not_grow_stop_the_build(raw: Path, tmp_path: Path, undisturbed: dict[str, bytes], model_free: Tools) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))
        run(raw, tmp_path / "out", model_free)

    assert os.waitstatus_to_exitcode(os.waitpid(in_child(limited), 0)[1]) == 1
    assert not [name for name in contents(tmp_path / "out") if name.endswith(".aside")]
    run(raw, tmp_path / "out", model_free)
    assert contents(tmp_path / "out") == undisturbed


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "flipped": lambda data: bytes(byte ^ (at % 100 == 99) for at, byte in enumerate(data)),
    "zeros": lambda data: bytes(len(data)),
}


@pytest.mark.parametrize("harm", HARMS)
def test_harmed_files_of_every_step_are_made_again(
    raw: Path, tmp_path: Path, undisturbed: dict[str, bytes], model_free: Tools, harm: str
) -> None:
    out = tmp_path / "out"
    run(raw, out, model_free)
    for step in (*STEPS, "normalise"):
        for path in (out / "stages" / step).iterdir():
            path.write_bytes(HARMS[harm](path.read_bytes()))
    (out / "people.parquet").unlink()
    damaged = run(raw, out, model_free).damaged
    assert {Path(name).parent.name for name in damaged} == {*STEPS, "normalise"}
    assert contents(out) == undisturbed


def test_what_was_left_aside_is_removed(raw: Path, tmp_path: Path, undisturbed: dict[str, bytes], model_free: Tools) -> None:
    out = tmp_path / "out"
    run(raw, out, model_free)
    for folder in (out, out / "stages", out / "stages" / "clean", out / "stages" / "normalise"):
        (folder / ".people.parquet.4711.aside").write_bytes(b"half")
    run(raw, out, model_free)
    assert contents(out) == undisturbed


def test_clocks_do_not_matter(
    raw: Path, tmp_path: Path, undisturbed: dict[str, bytes], model_free: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(raw, copy)
    run(copy, out, model_free)
    for moment, folder in ((1_000_000_000, copy), (4_000_000_000, out)):  # 2001 and 2096
        for path in folder.rglob("*"):
            os.utime(path, (moment, moment))
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert run(copy, out, model_free).done == []
    same_size = LETTER.format(n=21).replace("Dorvault", "Dorvanlt")
    stamp = (copy / "lettre-3.md").stat()
    (copy / "lettre-3.md").write_text(same_size, encoding="utf-8")
    os.utime(copy / "lettre-3.md", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert run(copy, out, model_free).documents == 1
    assert contents(out) != undisturbed


@pytest.mark.parametrize("fate", ["gone", "changed"])
def test_a_document_that_changes_during_the_build_is_seen(raw: Path, tmp_path: Path, model_free: Tools, fate: str) -> None:
    copy, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(raw, copy)
    settings = settings_for(copy, out)
    plan = make_plan(settings)
    if fate == "gone":
        (copy / "lettre-4.md").unlink()
    else:
        (copy / "lettre-4.md").write_text("Autre chose.\n", encoding="utf-8")
    with pytest.raises(CorpusChangedError, match=r"lettre-4\.md changed or went away while the build ran"):
        run_plan(plan, settings, ALL_STAGES, model_free)
    run(copy, out, model_free)
    run(copy, tmp_path / "fresh", model_free)
    assert contents(out) == contents(tmp_path / "fresh")


VANISHING = """
import os
from pathlib import Path
from tests.execution.recognisers import read

def load():
    return vanish

def vanish(texts):
    Path(os.environ["VANISHING"]).unlink(missing_ok=True)
    return read(texts)
"""


def test_a_document_that_vanishes_during_a_build_of_the_command_line(raw: Path, tmp_path: Path) -> None:
    copy = tmp_path / "raw"
    shutil.copytree(raw, copy)
    (copy / "lettre-2.md").write_text(LETTER.format(n=14) * 4, encoding="utf-8")  # the largest is worked on first
    (tmp_path / "vanishing.py").write_text(VANISHING, encoding="utf-8")
    gone = copy / "lettre-5.md"
    more = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "PIPELINE_MODEL": "vanishing:load", "VANISHING": str(gone)}
    told = subprocess.run(command(copy, tmp_path / "out"), env=environment(**more), check=True, capture_output=True, text=True).stderr
    assert "lettre-5.md changed or went away: looking at the folder again" in told
    subprocess.run(command(copy, tmp_path / "fresh"), env=environment(**more), check=True, capture_output=True)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
