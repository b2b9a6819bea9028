"""One shard through the steps that work on one document at a time.

Pure stage functions are called here and their results stored; nothing here knows who runs it. What a
document gave before is taken over where its key says that nothing it depends on has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pipeline.errors import BuildError, CorpusChangedError, DocumentError
from pipeline.execution.jobs import BATCH, Job, Outcome, Tools
from pipeline.execution.shards import STAGE_OF, STEPS, Shard, file_source, not_run
from pipeline.ingest import ingest_document
from pipeline.ingest.corpus import CorpusFile, hash_file
from pipeline.ingest.engine import Engine, find_engine
from pipeline.privacy.forgotten import load_forgotten
from pipeline.records import CleanDocument, DocumentNames, Extraction, RawDocument, Rejection, Source
from pipeline.remote import local_copy
from pipeline.settings import Settings
from pipeline.storage import Stored, decode_records, read_stored, store, write_stored

if TYPE_CHECKING:
    from pipeline.extract.model import ModelSpan

Row = dict[str, Any]
KINDS = (RawDocument, CleanDocument, Extraction, DocumentNames, Source, Rejection)


@dataclass(slots=True)
class Result:
    """What a step made of one document: a record, or the Source and the Rejection of one that was given up."""

    stored: tuple[Stored, ...]
    known: tuple[Any, ...] | None = None

    @property
    def records(self) -> tuple[Any, ...]:
        """The records, decoded when first needed."""
        if self.known is None:
            self.known = tuple(decode_records(self.stored, *KINDS))
        return self.known

    @property
    def is_given_up(self) -> bool:
        """Whether there is nothing more to do with the document."""
        return self.stored[-1].kind == Rejection.__name__


Watch = Callable[[str, str], None]
"""Is told the step and the document that work begins on; nothing for both between documents."""


def run_shard(job: Job, settings: Settings, tools: Tools, watch: Watch = lambda step, doc_id: None) -> Outcome:
    """Run those steps of a job that are not done yet, each from the results of the steps before."""
    return ShardRun(job, settings, tools, watch).run()


class ShardRun:
    """One shard on its way through the steps."""

    def __init__(self, job: Job, settings: Settings, tools: Tools, watch: Watch) -> None:
        self.job = job
        self.shard = job.shard
        self.settings = settings
        self.tools = tools
        self.watch = watch
        self.found: dict[str, list[Result]] = {}
        self.touched: set[str] = set()
        self.verdicts = {(verdict.step, verdict.doc_id): verdict for verdict in job.verdicts}
        self.forgotten = load_forgotten(settings.privacy)

    def run(self) -> Outcome:
        """Do what is not done yet."""
        outcome = Outcome(seen=len(self.shard.files))
        for step in self.job.steps:
            path = self.shard.path(self.settings.out, step)
            if path.exists():
                continue
            begun = perf_counter()
            if step == "rows":
                from pipeline.publish import pack_rows

                packed = pack_rows(self.document_rows())
                self.watch("", "")
                write_stored(path, packed, row_group=1)
            else:
                self.found[step] = self.make(step)
                self.watch("", "")
                write_stored(path, [row for result in self.found[step] for row in result.stored])
            outcome.seconds[step] = perf_counter() - begun
        outcome.documents = len(self.touched)
        clean = zip(self.shard.files, self.found.get("clean", ()), strict=False)
        cleaned = (r for file, r in clean if file.doc_id in self.touched and not r.is_given_up)
        outcome.words = sum(len(result.records[0].text.split()) for result in cleaned)
        return outcome

    def results(self, step: str) -> list[Result]:
        """What a step made of each document, here or in an earlier build."""
        if step not in self.found:
            self.found[step] = read_results(self.shard, step, self.settings.out)
        return self.found[step]

    def make(self, step: str) -> list[Result]:
        """What a step makes of each document."""
        keys = self.shard.keys(step)
        before = self.results(STEPS[STEPS.index(step) - 1]) if step != STEPS[0] else [None] * len(keys)
        taken = self.taken_over(step, frozenset(keys))
        made: dict[int, Result] = {}
        for index, (key, last) in enumerate(zip(keys, before, strict=True)):
            if last is not None and last.is_given_up:
                made[index] = Result(tuple(replace(row, key=key) for row in last.stored), last.known)
            elif key in taken:
                made[index] = Result(taken[key])
        todo = [index for index in range(len(keys)) if index not in made]
        self.touched.update(self.shard.files[index].doc_id for index in todo)
        for index, records in zip(todo, self.do(step, todo), strict=True):
            doc_id = self.shard.files[index].doc_id
            made[index] = Result(tuple(store(doc_id, keys[index], record) for record in records), records)
        return [made[index] for index in range(len(keys))]

    def taken_over(self, step: str, keys: frozenset[str]) -> dict[str, tuple[Stored, ...]]:
        """What earlier builds made of documents that have not changed since, by key."""
        found: dict[str, tuple[Stored, ...]] = {}
        for path in self.job.earlier.get(step, ()):
            for row in read_stored(path):
                if row.key in keys:
                    found[row.key] = (*found.get(row.key, ()), row)
        return found

    def do(self, step: str, todo: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """A step on the documents with the given numbers: the records of each."""
        work = {"ingest": self.ingest, "clean": self.clean, "extract": self.extract, "names": self.gather}[step]
        if step == "extract":
            self.prepare_spans(todo)
        for index in todo:
            yield self.attempt(step, index, work)

    def attempt(self, step: str, index: int, work: Callable[[int], Any]) -> tuple[Any, ...]:
        """The record that work gives; what the document cannot be read for gives it up, any other error stops the build."""
        file = self.shard.files[index]
        try:
            if verdict := self.verdicts.get((step, file.doc_id)):
                raise DocumentError(verdict.reason, verdict.detail)
            self.watch(step, file.doc_id)
            return (work(index),)
        except (DocumentError, RecursionError, MemoryError) as error:
            told = told_of(error)
            failed = replace(self.source(step, index), status=told.status, error=told.reason)
            return failed, Rejection(failed.doc_id, STAGE_OF[step], told.reason, told.detail)
        except BuildError:
            raise
        except Exception as error:
            raise BuildError(f"{STAGE_OF[step]} of {file.source_path} failed, which is a bug: {error!r}") from error

    def source(self, step: str, index: int) -> Source:
        """What is known of a document when a step begins."""
        if step == "ingest":
            return file_source(self.shard.files[index])
        document = self.results("ingest" if step == "clean" else "clean")[index].records[0]
        return document.source  # type: ignore[no-any-return]

    def ingest(self, index: int) -> RawDocument:
        file = self.shard.files[index]
        engine = find_engine(self.settings.ocr)
        paced = engine and PacedEngine(engine.version, lambda: self.watch("ingest", file.doc_id))
        document = read_file(file, self.settings, paced)
        return self.forgotten.mask(document) if self.forgotten else document

    def clean(self, index: int) -> CleanDocument:
        from pipeline.clean import clean_document

        document = self.results("ingest")[index].records[0]
        return self.forgotten.clean(document, self.tools.knowledge) if self.forgotten else clean_document(document, self.tools.knowledge)

    def prepare_spans(self, todo: Sequence[int]) -> None:
        """What the model sees in the documents, by number; nothing is loaded where there is none."""
        from pipeline.extract import recognise_documents

        self.spans: dict[int, tuple[ModelSpan, ...]] = {}
        tried = [i for i in todo if ("extract", self.shard.files[i].doc_id) not in self.verdicts]
        batches = [[i] for i in tried] if self.job.is_apart else [tried]
        if not tried:
            return
        self.watch("", "")
        recogniser = self.tools.recogniser  # loaded on nobody's account
        for batch in batches:
            self.watch("extract", self.shard.files[batch[0]].doc_id if self.job.is_apart else BATCH)
            documents = [self.results("clean")[i].records[0] for i in batch]
            try:
                found = recognise_documents(documents, recogniser, self.tools.knowledge)
            except BuildError:
                raise
            except Exception as error:
                names = ", ".join(document.source.source_path for document in documents)
                raise BuildError(f"extract: the model failed on {names}: {error!r}") from error
            self.spans |= dict(zip(batch, found, strict=True))

    def extract(self, index: int) -> Extraction:
        from pipeline.extract import extract_document

        return extract_document(self.results("clean")[index].records[0], self.spans[index], self.tools.knowledge)

    def gather(self, index: int) -> DocumentNames:
        from pipeline.normalise import gather_names

        document, extraction = (self.results(step)[index].records[0] for step in ("clean", "extract"))
        return gather_names(document, extraction, self.tools.knowledge)

    def document_rows(self) -> Iterator[Mapping[str, Sequence[Row]]]:
        """For each document its rows in the tables."""
        from pipeline.publish import failure_rows, rows_of_document

        def work(index: int) -> Mapping[str, Sequence[Row]]:
            return rows_of_document(*(self.results(step)[index].records[0] for step in ("clean", "extract")))

        for index, named in enumerate(self.results("names")):
            records = named.records if named.is_given_up else self.attempt("rows", index, work)
            yield records[0] if len(records) == 1 else failure_rows(*records)


def told_of(error: DocumentError | RecursionError | MemoryError) -> DocumentError:
    """Python's own limits, met by a document, as its fault."""
    if isinstance(error, RecursionError):
        return DocumentError("nested too deeply to be read: save it again in a simpler form", str(error))
    if isinstance(error, MemoryError):
        return DocumentError("needs more memory than there is: split it", str(error))
    return error


@dataclass(frozen=True, slots=True)
class PacedEngine(Engine):
    """Tesseract that says when a page begins: each may take as long as a document."""

    beat: Callable[[], None]

    def read(self, picture: Any, resolution: int) -> bytes:
        """As Engine does."""
        self.beat()
        return super(PacedEngine, self).read(picture, resolution)


def read_file(file: CorpusFile, settings: Settings, engine: Engine | None) -> RawDocument:
    """Read a file, which must be the one that was looked at when the build began."""
    try:
        with local_copy(file.path) as path:
            document = ingest_document(path, file.source_path, file.entry, settings.limits, engine)
    except FileNotFoundError:
        raise CorpusChangedError(file.source_path) from None
    except OSError as error:
        raise DocumentError(f"the file cannot be read ({error.strerror}): change its permissions, or copy it here again") from error
    except DocumentError:
        check_unchanged(file, settings)
        raise
    if document.source.sha256 != file.sha256:
        raise CorpusChangedError(file.source_path)
    return document


def check_unchanged(file: CorpusFile, settings: Settings) -> None:
    """A file that cannot be read may have been caught while it was written."""
    try:
        size = file.path.stat().st_size
        if size == file.byte_count and (size > settings.limits.file_bytes or hash_file(file.path)[0] == file.sha256):
            return
    except OSError:
        pass
    raise CorpusChangedError(file.source_path)


def read_results(shard: Shard, step: str, out: Path) -> list[Result]:
    """What a step left of each document of a shard."""
    path = shard.path(out, step)
    if not path.exists():
        raise not_run(step)
    rows: dict[str, list[Stored]] = {file.doc_id: [] for file in shard.files}
    for row in read_stored(path):
        rows[row.doc_id].append(row)
    return [Result(tuple(each)) for each in rows.values()]
