"""Shards: bounded batches of documents, the unit of work; and the names of what each step makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from pipeline.errors import BuildError
from pipeline.execution.fingerprint import code_version, dependencies, fingerprint, model_version
from pipeline.ingest.corpus import MEDIA_TYPES, CorpusFile
from pipeline.own import hash_own
from pipeline.privacy.forgotten import load_forgotten
from pipeline.records import Source
from pipeline.settings import Settings

STEPS = ("ingest", "clean", "extract", "names", "rows")
"""What is done document by document, in order; each needs the ones before it."""
STEP_OF = MappingProxyType({"ingest": "ingest", "clean": "clean", "extract": "extract", "normalise": "names", "publish": "rows"})
"""The step with which a stage begins. ``names`` is what normalise takes of one document, ``rows`` its rows in the tables,
still without the entities that they refer to."""
STAGE_OF = MappingProxyType({step: stage for stage, step in STEP_OF.items()})
"""What a step is called in ``rejections`` and in messages."""
OWN_OF = MappingProxyType({"clean": ("words",), "extract": ("headings", "bodies"), "normalise": ("bodies",)})
"""Which of the user's own files each stage reads; what a stage depends on the ones after it depend on too."""
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shard:
    """A batch of documents, the name of its result at each step, and what names each document's own result there."""

    files: tuple[CorpusFile, ...]
    ids: tuple[str, ...]
    contents: tuple[str, ...]
    """A hash a file of all that is known of it before it is read."""
    versions: tuple[str, ...]
    """A hash a step of the code, settings, libraries and resources that it and the steps before it depend on."""

    def path(self, out: Path, step: str) -> Path:
        """The file that holds the shard's result at a step; it exists once the step is done."""
        return step_folder(out, step) / f"{self.ids[STEPS.index(step)]}.parquet"

    def keys(self, step: str) -> tuple[str, ...]:
        """The names of its documents' own results at a step."""
        version = self.versions[STEPS.index(step)]
        return tuple(content + version for content in self.contents)

    @property
    def byte_count(self) -> int:
        """Bytes of its files."""
        return sum(file.byte_count for file in self.files)


def step_folder(out: Path, step: str) -> Path:
    """Where the results of a step lie."""
    return out / "stages" / step


def cut_shards(files: Sequence[CorpusFile], settings: Settings, ocr: Mapping[str, str] = NONE) -> list[Shard]:
    """Cut a corpus into shards of about ``shard_bytes``. ``ocr`` gives what reads the pictures in a file, by its sha256.

    A cut falls after a document whose name draws it, the larger the likelier, so that adding or
    changing a document moves at most the cuts beside it. Duplicates are left out.
    """
    batches: list[list[CorpusFile]] = [[]]
    size = 0
    for file in sorted((e for e in files if e.duplicate_of is None), key=lambda e: f"{e.doc_id}:"):  # as the keys of the tables
        batches[-1].append(file)
        size += file.byte_count
        if _draws_cut(file, settings.shard_bytes) or size > 4 * settings.shard_bytes:
            batches.append([])
            size = 0
    versions = step_versions(settings)
    return [make_shard(batch, versions, ocr) for batch in batches if batch]


def make_shard(files: Sequence[CorpusFile], versions: Sequence[str], ocr: Mapping[str, str] = NONE) -> Shard:
    """A shard of some files, with all its names."""
    contents = tuple(file_content(file, ocr.get(file.sha256 or "")) for file in files)
    return Shard(tuple(files), tuple(fingerprint(version, contents) for version in versions), contents, tuple(versions))


def _draws_cut(file: CorpusFile, shard_bytes: int) -> bool:
    draw = int.from_bytes(sha256(file.source_path.encode()).digest()[:4], "big") / 2**32
    return draw < file.byte_count / shard_bytes


def file_content(file: CorpusFile, reader: str | None = None) -> str:
    """A hash of what is known of a file before it is read, and of what reads its pictures; its place on this machine is left out."""
    entry = file.entry and asdict(file.entry)
    return fingerprint(file.source_path, file.doc_id, file.sha256, file.byte_count, entry, file.duplicate_of, reader)


def step_versions(settings: Settings) -> list[str]:
    """The versions of all steps: each depends on the one before it, on its stage's code and on the settings that it reads."""
    versions: list[str] = []
    for stage, found in stage_dependencies(settings).items():
        versions.append(fingerprint(STEP_OF[stage], versions[-1:], sorted(found.items())))
    return versions


def stage_dependencies(settings: Settings) -> dict[str, dict[str, str]]:
    """What each stage depends on beside its documents, by a name that a person understands."""
    read: dict[str, dict[str, str]] = {
        "ingest": {f"setting limits.{name}": str(value) for name, value in asdict(settings.limits).items()},
        "extract": {"setting model": settings.model, f"model {settings.model}": model_version(settings.model)},
    }
    for stage, names in OWN_OF.items():
        files = {name: path for name in names if (path := getattr(settings.own, name))}
        read[stage] = read.get(stage, {}) | {f"setting {name}": hash_own(name, path) for name, path in files.items()}
    if forgotten := load_forgotten(settings.privacy):
        read["ingest"]["forget list"] = forgotten.version + code_version("pipeline.privacy.forget")
    return {stage: {**dependencies(f"pipeline.{stage}"), **read.get(stage, {})} for stage in STEP_OF}


def file_source(file: CorpusFile) -> Source:
    """What is known of a file that was not read."""
    entry = file.entry
    return Source(
        doc_id=file.doc_id,
        source_path=file.source_path,
        sha256=file.sha256,
        byte_count=file.byte_count,
        media_type=MEDIA_TYPES.get(Path(file.source_path).suffix.casefold(), "application/octet-stream"),
        duplicate_of=file.duplicate_of,
        retrieved_on=entry.retrieved_on if entry else None,
        source_url=entry.source_url if entry else None,
        licence=entry.licence if entry else None,
    )


def not_run(step: str) -> BuildError:
    """The message where the results of a step are missing."""
    stage = STAGE_OF[step]
    target = "clean-text" if stage == "clean" else stage
    return BuildError(f"stage {stage} has not been run on these documents and settings: run `make {target}` (or `make all`) first")
