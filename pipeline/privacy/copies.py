"""Copies of the tables that lie beside them, in other formats and as pages: what they say of somebody has to go with the rows."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from pipeline.errors import BuildError
from pipeline.evidence import PAGES
from pipeline.export import FORMATS
from pipeline.export.explore import DESCRIBED, MADE_FOR
from pipeline.privacy.build import FOLDER
from pipeline.report.site import MARK
from pipeline.tables import TABLES


def remove_copies(out: Path) -> list[Path]:
    """Remove the exports and the reports that lie in the folder of the tables or of the public set; what was removed.

    Only what an export or a report wrote goes. Raises BuildError when a file cannot be removed.
    """
    removed: list[Path] = []
    for folder in (out, out / FOLDER):
        exports = folder / "exports"
        names = [*FORMATS.values(), DESCRIBED, MADE_FOR, *(f"{FORMATS['csv']}/{table}.csv" for table in TABLES)]
        written = [*(path for name in names if (path := exports / name).is_file()), *(exports / PAGES).glob("*.png")]
        try:
            for path in written:
                path.unlink()
            if (folder / "report" / MARK).exists():
                shutil.rmtree(folder / "report")
                removed.append(folder / "report")
        except OSError as error:
            raise BuildError(f"{error.filename} cannot be removed ({error.strerror}) and may name the person: remove it") from None
        removed += [exports] if written else []
        for emptied in (exports / FORMATS["csv"], exports / PAGES, exports):
            with suppress(OSError):  # not there, or somebody's own files are in it
                emptied.rmdir()
    return removed
