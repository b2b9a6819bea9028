"""Whether a build forgets somebody, and where the list lies; what the list does to documents (``forget``) is loaded where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BuildError
from pipeline.files import read_json, write_json
from pipeline.privacy.keys import load_key
from pipeline.remote import is_remote

if TYPE_CHECKING:
    from pipeline.privacy.forget import ForgetList

KEY, LIST = "forget.key", "forgotten.json"
MARK = "stages/.forgotten"
"""In the folder of the tables: where the list lies that they obey."""


def load_forgotten(folder: Path) -> ForgetList | None:
    """The forget list, None where nobody is forgotten. Raises BuildError when its key is lost."""
    kept = read_json(folder / LIST)
    if kept is None and not (folder / LIST).exists():
        return None
    if not isinstance(kept, dict) or not (folder / KEY).exists():
        raise BuildError(f"{folder} holds a forget list that cannot be read, or its {KEY} is missing: put both back from your backup")
    from pipeline.privacy.forget import ForgetList

    forms = {form: kind for entry in kept["people"] for form, kind in entry["forms"].items()}
    return ForgetList(load_key(folder / KEY), forms)


def mark_forgotten(out: Path, folder: Path) -> None:
    """Leave with the stages of a build where the forget list lies that it obeys, or nothing when there is none."""
    if is_remote(out):
        return
    if (folder / LIST).exists():
        write_json(out / MARK, str(folder.absolute()))
    else:
        (out / MARK).unlink(missing_ok=True)


def check_list(out: Path, folder: Path) -> None:
    """Raises BuildError when tables that obey a forget list would be built without it: from another folder, or with it lost."""
    if not is_remote(out) and (kept := read_json(out / MARK)) and not (folder / LIST).exists():
        raise BuildError(f"the tables in {out} obey the forget list in {kept}, and there is none in {folder}: set privacy to that folder")
