"""What several tests share: knowledge and model are loaded once a session, the sample corpus is built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.execution.build import ALL_STAGES, make_plan, run_plan
from pipeline.execution.jobs import Tools
from pipeline.knowledge import Knowledge
from pipeline.settings import read_settings

if TYPE_CHECKING:
    from pipeline.extract.model import ModelSpan, Recogniser

ROOT = Path(__file__).parents[1]
collect_ignore = ["fuzz/fuzz.py"]  # started by hand: it needs atheris
SHARED = ROOT.parent / "shared"


class ModelFreeTools(Tools):
    """Knowledge as it is, and a recogniser that finds nothing: for tests of what is around the stages."""

    recogniser: Recogniser

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__("none")
        self.__dict__.update(knowledge=knowledge, recogniser=find_nothing)


def find_nothing(texts: Iterable[str]) -> Iterator[tuple[ModelSpan, ...]]:
    """No entity in any text."""
    for _ in texts:
        yield ()


@pytest.fixture(scope="session")
def tools() -> Tools:
    """The default model and all knowledge, loaded when first needed."""
    return Tools("fr_core_news_md")


@pytest.fixture(scope="session")
def knowledge(tools: Tools) -> Knowledge:
    """Lexicon, n-grams and registers."""
    return tools.knowledge


@pytest.fixture(scope="session")
def model_free(knowledge: Knowledge) -> Tools:
    """Tools that load no model."""
    return ModelFreeTools(knowledge)


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """The folder of the tables built from raw/."""
    return build(ROOT / "raw", tmp_path_factory.mktemp("sample"), tools)


@pytest.fixture(scope="session")
def shared_build(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """The folder of the tables built from the real text corpus, where there is one beside the repository."""
    raw = SHARED / "corpus" / "text"
    if not raw.is_dir():
        pytest.skip("no folder shared/ beside the repository")
    return build(raw, tmp_path_factory.mktemp("shared"), tools)


def build(raw: Path, out: Path, tools: Tools) -> Path:
    """Build all tables."""
    settings = read_settings(raw=raw, out=out, ocr="off")  # the same on every machine
    run_plan(make_plan(settings), settings, ALL_STAGES, tools)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium without a network."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium: apt install chromium")
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()
