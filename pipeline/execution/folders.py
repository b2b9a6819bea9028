"""Whether the folder of the tables can be written to without harm to what somebody else put there."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.files import file_names, hash_file, read_json
from pipeline.remote import is_remote


def lock_path(out: Path) -> Path:
    """The file that a running build holds; it stays, and marks the folder as one of a build."""
    return out / "stages" / ".lock"


def check_out(raw: Path, out: Path) -> None:
    """Raises BuildError when tables cannot be written to ``out``, or would overwrite files that no build made."""
    if not is_remote(out):
        check_permissions(out)
    if str(out.resolve()) == str(raw.resolve()):
        raise BuildError(f"OUT and RAW are the same folder, {out}: give another folder (--out, OUT=)")
    if not _is_of_build(out) and (theirs := published_files(out)):
        raise BuildError(f"{out} holds {', '.join(theirs)} that no build made and a build would overwrite: give another (--out, OUT=)")


def check_permissions(out: Path) -> None:
    """Raises BuildError when a folder of this machine cannot be written to."""
    existing = next(p for p in (out, *out.absolute().parents) if p.exists())
    if not existing.is_dir():
        raise BuildError(f"OUT is {out}, but {existing} is a file: give a folder (--out, OUT=)")
    if not os.access(existing, os.W_OK | os.X_OK):
        raise BuildError(f"OUT is {out}, but {existing} cannot be written to: change its permissions, or give another folder (--out, OUT=)")


def published_files(out: Path) -> list[str]:
    """The files of a folder that a build writes over."""
    from pipeline.tables import TABLES  # loads Arrow

    there = file_names(out)
    return [name for name in (*(f"{table}.parquet" for table in TABLES), "datapackage.json", "README.md", "build.json") if name in there]


def _is_of_build(out: Path) -> bool:
    build = read_json(out / "build.json")
    is_begun = (out / "stages").is_dir() if is_remote(out) else lock_path(out).is_file()
    return is_begun or (isinstance(build, dict) and "publish_id" in build)


def looks_new(raw: Path, out: Path) -> bool:
    """Whether something was put into a raw folder, changed or taken away after the last build, as the clock has it: a hint."""
    if is_remote(raw) or is_remote(out):
        return False
    try:
        built = (out / "build.json").stat().st_mtime
        folders = [str(raw)]
        for folder in folders:
            if Path(folder).stat().st_mtime > built:
                return True
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders += [entry.path] if entry.path != str(out) else []
                    elif entry.stat().st_mtime > built:
                        return True
    except OSError:
        return raw.is_dir() and not is_built(out)
    return False


def is_built(out: Path) -> bool:
    """Whether a folder holds the tables of a build, of whatever documents."""
    return (out / "build.json").exists()


def harmed_files(publish_id: str, folder: Path) -> list[str]:
    """What of the files in a folder is not as the set of that name would have it: "all tables", or the names of single files."""
    build = read_json(folder / "build.json")
    if not isinstance(build, dict) or build.get("publish_id") != publish_id:
        return ["all tables"]
    return [name for name, digest in build["files"].items() if not (folder / name).is_file() or hash_file(folder / name) != digest]
