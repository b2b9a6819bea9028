"""What ``run --public`` and ``forget`` do and print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipeline.errors import BuildError
from pipeline.execution.locking import locked
from pipeline.execution.saying import OK, count, stopped
from pipeline.knowledge import load_knowledge
from pipeline.privacy.build import FOLDER, REPORT_TEXT, build_public
from pipeline.privacy.keys import load_key
from pipeline.settings import Settings, read_settings

KEY = "pseudonyms.key"


def run_public(**given: Any) -> int:
    """Write the public set of the tables and say what was replaced."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        settings = read_settings(**given)
        given_key = settings.privacy_key.get_secret_value() if settings.privacy_key else None
        key = load_key(privacy_folder(settings) / KEY, given_key)
        with locked(settings.out):
            report = build_public(settings.out, load_knowledge(), key)
    except BuildError as error:
        return stopped(error, console)
    if report:
        people, done = count(report["people_replaced"], "name"), report["replacements"]
        console.print(
            f"public set: {people} under a pseudonym; taken out: e-mail {done['email']:,} times, telephone {done['phone']:,} times"
        )
    console.print(f"the public set is in {escape(str(settings.out / FOLDER))}; what was replaced: {REPORT_TEXT} there")
    return OK


def privacy_folder(settings: Settings) -> Path:
    """The folder of keys and forget list. Raises BuildError when it would be published with the tables or read as a document."""
    folder = settings.privacy.absolute()
    for name, other in (("OUT", settings.out), ("RAW", settings.raw)):
        if isinstance(other, Path) and folder.is_relative_to(other.absolute()):
            raise BuildError(f"privacy is {settings.privacy}, inside {name}: keys must not lie among what is published or read")
    return folder
