"""Where settings are read: command line, environment (``PIPELINE_JOBS=4``), ``pipeline.toml``, in this order."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from pipeline.errors import BuildError
from pipeline.settings import Settings

FILE = "pipeline.toml"


class Sources(Settings, BaseSettings):
    """The settings as they are read."""

    model_config = SettingsConfigDict(env_prefix="PIPELINE_", env_nested_delimiter="__", frozen=True, extra="forbid")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line, then environment, then ``pipeline.toml``."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _read_file(Path(FILE)))


def _read_file(path: Path) -> dict[str, Any]:
    """The settings in a file, none where there is no file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BuildError(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise BuildError(f"{path} cannot be read: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{path} cannot be read: {error}; a text goes between quotes, a path of Windows between single ones") from None
