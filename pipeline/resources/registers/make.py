"""Make the registers from the npm package @etalab/decoupage-administratif and the hand tables beside this script.

    npm pack @etalab/decoupage-administratif@6.0.0
    python pipeline/resources/registers/make.py etalab-decoupage-administratif-6.0.0.tgz

Writes authorities.parquet (one row an authority), names.parquet (the phrases that name an
intercommunality or a collectivity) and former.parquet (names of communes that are part of another now).
See ORIGIN.md for sources, licence and counts.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tarfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.registers import group_key, register_key

HERE = Path(__file__).parent
SCHEMA = pa.schema(
    [
        ("org_id", pa.string()),
        ("name", pa.string()),  # null for communes: see pipeline.registers.commune_name
        ("article", pa.string()),
        ("place_name", pa.string()),
        ("place_key", pa.string()),
        ("type", pa.string()),
        ("siren", pa.string()),
        ("departement_code", pa.string()),
        ("region_code", pa.string()),
        ("population", pa.int32()),
        ("epci_id", pa.string()),
        ("ept_id", pa.string()),
    ]
)
Row = dict[str, Any]

ARTICLES = {0: "de ", 1: "d'", 2: "du ", 3: "de la ", 4: "des ", 5: "de l'", 6: "des ", 7: "de Las ", 8: "de Los "}
"""INSEE's TNCC code of a name -> what « de » and its article become."""
COMMUNE_ARTICLES = {1: "d'", 2: "du ", 4: "des ", 6: "des "}
"""The same for communes, whose name holds its article: « Ville du Havre », but « Ville de La Rochelle »."""
EPCI_WORDS = {"CC": "Communauté de communes", "CA": "Communauté d'agglomération", "CU": "Communauté urbaine"}
OWN_WORD = re.compile(r"\b(métropole|eurométropole|agglomération|agglo|communauté)\b", re.I)
"""A name that says itself what it is needs no type in front: « Lorient Agglomération »."""
PLAIN = ("org_id", "name", "place_name", "place_key", "siren", "population")
"""Columns of many values; the others are written as dictionaries."""


def main(archive: Path) -> None:
    """Read the archive, write the two tables."""
    data = read_archive(archive)
    communes = [c for c in data["communes"] if c["type"] == "commune-actuelle"]
    by_code = {c["code"]: c for c in communes}
    epci = {m["code"]: e["code"] for e in data["epci"] for m in e["membres"]}
    ept = {m["code"]: e["code"] for e in data["ept"] for m in e["membres"]}
    names: dict[tuple[str, str], int] = {}
    rows = [commune_row(c, epci, ept) for c in communes]
    rows += [group_row(e, by_code, names) for e in data["epci"] + data["ept"]]
    rows += [departement_row(d, rows[: len(communes)]) for d in data["departements"]]
    rows += [region_row(r, rows[: len(communes)]) for r in data["regions"] if r["zone"] != "com"]
    rows += read_additions(rows[: len(communes)], names)
    add_by_hand(rows, names)
    for row in rows:
        row["place_key"] = register_key(row["place_name"])
    rows.sort(key=lambda r: (r["place_key"], -(r.get("population") or 0), r["org_id"]))
    write("authorities", pa.Table.from_pylist(rows, SCHEMA))
    keys, org_ids = zip(*sorted(names), strict=True)
    strengths = pa.array([names[n] for n in sorted(names)], pa.int8())
    write("names", pa.table({"key": keys, "org_id": org_ids, "strength": strengths}))
    keys, org_ids = zip(*former_names(data["communes"], rows), strict=True)
    write("former", pa.table({"key": keys, "org_id": org_ids}))


def write(name: str, table: pa.Table) -> None:
    """Write a small Parquet file: sorted names are stored by what differs from the one before."""
    plain = [c for c in table.column_names if c in PLAIN or name in ("names", "former")]
    pq.write_table(
        table,
        HERE / f"{name}.parquet",
        compression="zstd",
        compression_level=19,
        use_dictionary=[c for c in table.column_names if c not in plain],
        column_encoding={c: "DELTA_BYTE_ARRAY" for c in plain if pa.types.is_string(table.schema.field(c).type)},
    )


def read_archive(path: Path) -> dict[str, list[Row]]:
    """The JSON files of the npm archive."""
    with tarfile.open(path) as archive:
        files = {Path(m.name).stem: archive.extractfile(m) for m in archive.getmembers() if m.name.endswith(".json") and "/data/" in m.name}
        return {name: json.load(file) for name, file in files.items() if file}


def commune_row(c: Row, epci: dict[str, str], ept: dict[str, str]) -> Row:
    """One commune."""
    return {
        "org_id": f"commune:{c['code']}",
        "article": COMMUNE_ARTICLES.get(c.get("typeLiaison", 0), "de "),
        "place_name": c["nom"],
        "type": "commune",
        "siren": c.get("siren"),
        "departement_code": c["departement"],
        "region_code": c["region"] if len(c["region"]) == 2 else None,
        "population": c.get("population"),
        "epci_id": f"epci:{epci[c['code']]}" if c["code"] in epci else None,
        "ept_id": f"ept:{ept[c['code']]}" if c["code"] in ept else None,
    }


def group_row(e: Row, communes: dict[str, Row], names: dict[tuple[str, str], int]) -> Row:
    """One EPCI or EPT; the phrases that name it are added to ``names``."""
    kind = e["type"]
    org_id = f"{'ept' if kind == 'EPT' else 'epci'}:{e['code']}"
    chief = max(e["membres"], key=lambda m: (m["populationMunicipale"], m["code"]))
    home = communes[chief["code"]]
    bare = re.sub(r"\s+", " ", re.sub(r"''|\"|^(CC|CA|CU) ", "", e["nom"])).strip()
    name = group_name(kind, re.sub(r" \([A-Z0-9 ]+\)$", "", bare))
    for phrase in (*group_phrases(kind, bare, name), *quoted_phrases(kind, e["nom"])):
        names[(group_key(phrase), org_id)] = 2
    for phrase in town_phrases(kind, chief["nom"]):
        names.setdefault((group_key(phrase), org_id), 1)
    return {
        "org_id": org_id,
        "name": name,
        "place_name": re.sub(r"^(du |des |de la |de l'|de |d')", "", bare),
        "type": {"EPT": "ept", "MET69": "collectivite"}.get(kind, "epci"),
        "siren": e["code"],
        "departement_code": home["departement"],
        "region_code": home["region"] if len(home["region"]) == 2 else None,
        "population": e["populationMunicipale"],
    }


def group_name(kind: str, bare: str) -> str:
    """« CU », « de Dunkerque » -> « Communauté urbaine de Dunkerque »; « CA », « Chartres Métropole » stays."""
    if kind == "EPT":
        return f"Établissement public territorial {bare}"
    if kind not in EPCI_WORDS or (OWN_WORD.search(bare) and not re.match(r"(du|des|de|d')\b", bare)):
        return bare
    return f"{EPCI_WORDS[kind]} {bare}"


def group_phrases(kind: str, bare: str, name: str) -> list[str]:
    """The phrases that say the official name, with and without its type (``group_key`` drops linking words)."""
    words = {"EPT": ("Établissement public territorial", "EPT", "Territoire")}.get(kind, (EPCI_WORDS.get(kind, ""), kind))
    phrases = [name]
    for piece in (bare, *re.split(r" - (?=[A-ZÉ])|[()]", bare)):  # « de l'Est Lyonnais (CCEL) »
        short = piece.strip()
        if len(short) > 3:
            phrases += [f"{word} {short}" for word in words if word and not word.startswith("MET")]
            if kind == "EPT" or OWN_WORD.search(short):
                phrases.append(short)
    return phrases


def quoted_phrases(kind: str, official: str) -> list[str]:
    """« CA de Blois "Agglopolys" » is « CA de Blois » and « Agglopolys »; « Guingamp-Paimpol Agglomération de l'Armor … » stops there."""
    bare = re.sub(r"^(CC|CA|CU) ", "", official)
    quoted = re.search(r"[\"«]\s*([^\"»]+?)\s*[\"»]|''\s*(.+?)\s*''", bare)
    words = (EPCI_WORDS.get(kind, ""), kind)
    if quoted:
        rest = (bare[: quoted.start()] + bare[quoted.end() :]).strip()
        return [quoted[1] or quoted[2], *(f"{word} {rest}" for word in words if word and len(rest) > 3)]
    own = OWN_WORD.search(bare)
    return [bare[: own.end()]] if own and own.start() > 3 and own.end() < len(bare) else []


def town_phrases(kind: str, town: str) -> list[str]:
    """The phrases that name a group by its largest town; weaker than any official name."""
    if kind in ("METRO", "MET69"):
        return [f"métropole {town}", f"{town} métropole", f"agglomération {town}"]
    if kind == "CU":
        return [f"communauté urbaine {town}", f"agglomération {town}", f"métropole {town}"]
    if kind == "CA":
        return [f"communauté agglomération {town}", f"agglomération {town}", f"{town} agglomération", f"{town} agglo"]
    return []


def population(communes: list[Row], field: str, code: str) -> int:
    """The people of a département or région: the sum of its communes'."""
    return sum(c["population"] or 0 for c in communes if c[field] == code)


def departement_row(d: Row, communes: list[Row]) -> Row:
    """One département, or one of the overseas collectivities that have a département's code."""
    overseas = d["zone"] == "com"
    return {
        "org_id": f"departement:{d['code']}",
        "name": d["nom"] if overseas else f"Conseil départemental {ARTICLES[d['typeLiaison']]}{d['nom']}",
        "place_name": d["nom"],
        "type": "collectivite" if overseas else "departement",
        "departement_code": d["code"],
        "region_code": d["region"] if len(d["region"]) == 2 else None,
        "population": population(communes, "departement_code", d["code"]) or None,
    }


def region_row(r: Row, communes: list[Row]) -> Row:
    """One région."""
    return {
        "org_id": f"region:{r['code']}",
        "name": f"Région {r['nom']}",
        "place_name": r["nom"],
        "type": "region",
        "region_code": r["code"],
        "population": population(communes, "region_code", r["code"]),
    }


def read_csv(name: str) -> list[dict[str, str | None]]:
    """A hand table, empty cells as None."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]


def read_additions(communes: list[Row], names: dict[tuple[str, str], int]) -> list[Row]:
    """The collectivities that the package does not list as such."""
    rows: list[Row] = [{k: v for k, v in row.items() if k != "source"} for row in read_csv("collectivites.csv")]
    for row in rows:
        people = (c["population"] or 0 for c in communes if c["departement_code"] in row["departement_code"].split())
        row["population"] = sum(people)
        row["departement_code"] = None if " " in row["departement_code"] else row["departement_code"]
        names[(group_key(row["name"]), row["org_id"])] = 2
    return rows


def former_names(communes: list[Row], rows: list[Row]) -> list[tuple[str, str]]:
    """The names of communes that are part of another now, and of those that changed theirs: (place key, identifier)."""
    parts = [c for c in communes if c["type"] in ("commune-deleguee", "commune-associee")]
    found = {(register_key(c["nom"]), f"commune:{c['chefLieu']}") for c in parts}
    found |= {(register_key(str(line["name"])), str(line["org_id"])) for line in read_csv("former.csv")}
    known = {(r["place_key"], r["org_id"]) for r in rows}
    ids = {r["org_id"] for r in rows}
    return sorted(f for f in found - known if f[1] in ids)


def add_by_hand(rows: list[Row], names: dict[tuple[str, str], int]) -> None:
    """SIREN of départements and régions, and phrases of use, from the hand tables."""
    by_id = {r["org_id"]: r for r in rows}
    for line in read_csv("sirens.csv"):
        by_id[line["org_id"]]["siren"] = line["siren"]
    for line in read_csv("names.csv"):
        assert line["org_id"] in by_id, f"names.csv: {line['org_id']} is not in the register"
        names[(group_key(str(line["name"])), str(line["org_id"]))] = 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
