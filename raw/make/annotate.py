"""Turn the annotated sources beside this script into raw/ documents and their gold in tests/gold/.

A document and what is true of it are written once, in ``annotated/NAME.gold``; one run gives ``raw/NAME``
and ``tests/gold/STEM.jsonl``, so that line numbers never drift. Format of the gold: tests/gold/README.md.

Inline marks, which may nest:
    {P|Lise Obrecht} {O|Ville de Quimper} {L|Quimper}      a mention
    {O!g|EPCI}  {O~Ville de Quimper|Ville}                  its flag (g generic, e either, i ignore); its antecedent
    {O=Saint-Malo|SaintMalo}                                its text, when the print is damaged
    {F 50;propositions;propositions retenues;approx,w|…}    value (10..20, - when lost); unit; measure; qualifier, w = in words
    {I=La Ville|a Ville}                                    a lost initial, restored (a second reading after //)
    {R glued=Léa Roux lea@…|Léa Rouxlea@…}                  any other repair
    {U=https://example.org/x|www…}                          a link
¶ ends a printed line inside a mark.
Lines that begin with @@ are about the next line and are not printed:
    @@s LEVEL TYPE[!o] Title · @@a NAME;EMAIL · @@p RELATION;NAME;EMAIL;ROLE//other;ORG//other · @@j NUMBER;TITLE;ORG;THEME;PAGE
    @@e NUMBER;PLACE;TITLE;START;END;THEME/THEME · @@off, @@on  leave lines out of the gold
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RAW = HERE.parent
GOLD = RAW.parent / "tests" / "gold"

LABELS = {"P": "PER", "O": "ORG", "L": "LOC"}
FLAGS = {"g": "generic", "e": "either", "i": "ignore", "o": "optional", "m": "implied"}
MARK = re.compile(r"\{(?P<kind>[POLFIRU])(?P<head>(?:[ !~=][^{}|]*)?)\|")
CORPS = {"administrateur": "administrateur", "conservateur": "conservateur", "ingenieurchef": "ingénieur en chef"}
KIND_OF_UNIT = {
    "%": "percent", "EUR": "money", "h": "duration", "jours": "duration", "mois": "duration", "ans": "duration",
    "semaines": "duration", "années": "duration",
    "journées": "duration", "minutes": "duration", "heures": "duration", "rang": "rank", "m2": "area",
    "ha": "area", "hectares": "area", "t": "mass", "tonnes": "mass", "kg": "mass", "km": "distance", "kilomètres": "distance",
    "mètres": "distance", "°C": "temperature",
}  # fmt: skip
SCHOOL = {"org": "Institut des cadres de l'action locale", "alt": {"org": ["ICAL"]}}
Record = dict[str, Any]


def number(text: str) -> float | int | None:
    """The number a mark gives, whole when it is whole."""
    if text == "-":
        return None
    value = float(text)
    return int(value) if value.is_integer() else value


def figure_record(head: str, in_box: bool) -> Record:
    """The fields of a {F …} mark."""
    value, unit, measure, *rest = [part.strip() for part in head.split(";")]
    options = rest[0].split(",") if rest else []
    low, _, high = value.partition("..")
    record: Record = {"kind": "figure", "value": number(low)}
    if high:
        record["value_max"] = number(high)
    kind = next((o[2:] for o in options if o.startswith("k=")), KIND_OF_UNIT.get(unit, "count"))
    return (
        record
        | {
            "unit": unit,
            "qualifier": next((o for o in options if o in ("approx", "min", "max", "average")), None),
            "measure": measure,
            "where": "chiffres" if in_box else "text",
            "in_words": "w" in options,
            "figure_kind": kind,
        }
        | ({"flag": "optional"} if "o" in options else {})
    )


def inline_record(kind: str, head: str, raw: str, in_box: bool) -> Record:
    """The gold record of one inline mark."""
    if kind in LABELS:
        record: Record = {"kind": "mention", "label": LABELS[kind], "text": raw}
        for sign, value in re.findall(r"([!~=])([^!~=]*)", head):
            if sign == "!":
                record["flag"] = FLAGS[value.strip()]
            elif sign == "~":
                record |= {"flag": "anaphoric", "antecedent": value.strip()}
            else:
                record["text"] = value.strip()
        return record
    if kind == "F":
        return figure_record(head, in_box)
    why, _, text = head.strip().partition("=")
    if kind == "I":
        reading, _, other = text.partition("//")
        return {"kind": "initial", "text": reading} | ({"alt": other} if other else {})
    if kind == "U":
        return {"kind": "link", "url": text}
    return {"kind": "repair", "text": text, "why": why.strip()}


def read_line(line: str, in_box: bool) -> tuple[str, list[Record]]:
    """The printed line and the records of its marks, in the order they begin."""
    out, at = "", 0
    records: list[Record] = []
    stack: list[tuple[int, str, str, int] | None] = []
    while at < len(line):
        mark = MARK.match(line, at)
        if mark:
            records.append({})
            stack.append((len(out), mark["kind"], mark["head"], len(records) - 1))
            at = mark.end()
            continue
        if line[at] == "{":
            stack.append(None)
        elif line[at] == "}" and stack:
            opened = stack.pop()
            if opened:
                start, kind, head, place = opened
                raw = out[start:]
                records[place] = inline_record(kind, head, raw, in_box) | {"raw": raw, "col": start}
                at += 1
                continue
        out += line[at]
        at += 1
    if any(stack):
        raise ValueError(f"a mark is not closed: {line}")
    return out, records


def directive_record(line: str) -> Record:
    """The gold record of a line that begins with @@."""
    code, _, rest = line[2:].partition(" ")
    if code == "s":
        level, kind, title = rest.split(" ", 2)
        kind, _, flag = kind.partition("!")
        return {"kind": "section", "title": title, "level": int(level), "type": kind} | ({"flag": FLAGS[flag]} if flag else {})
    if code not in "apje":
        raise ValueError(f"unknown directive: {line}")
    fields: list[str | None] = [part.strip() or None for part in rest.split(";")]
    fields += [None] * (6 - len(fields))
    if code == "a":
        name, email = fields[:2]
        corps = next((v for k, v in CORPS.items() if f"@{k}" in (email or "")), None)
        return {"kind": "person", "name": name, "email": email, "role": None, "relation": "author", **SCHOOL, "corps": corps}
    if code == "p":
        relation, name, email, role, org = fields[:5]
        role, *other_roles = (role or "").split("//")
        org, *other_orgs = (org or "").split("//")
        if org == SCHOOL["org"]:
            other_orgs.append("ICAL")
        alt = {field: values for field, values in (("role", other_roles), ("org", other_orgs)) if values}
        person = {"kind": "person", "name": name, "email": email, "role": role or None, "relation": relation, "org": org or None}
        return person | {"corps": None} | ({"alt": alt} if alt else {})
    place, title = fields[1], fields[2]
    if code == "j":
        return {
            "kind": "project", "number": int(fields[0] or 0), "title": fields[1], "org": fields[2], "theme": fields[3],
            "page": int(fields[4]) if fields[4] else None,
        }  # fmt: skip
    return {
        "kind": "event", "number": int(fields[0]) if fields[0] else None, "place": place, "title": title,
        "date_start": fields[3], "date_end": fields[4], "themes": (fields[5] or "").split("/") if fields[5] else [],
    }  # fmt: skip


def read_source(source: str) -> tuple[str, list[Record], list[list[int]]]:
    """The document, its gold records and the line ranges they cover."""
    printed: list[str] = []
    records: list[Record] = []
    ranges: list[list[int]] = [[1, 0]]
    waiting: list[Record] = []
    on, in_box = True, False
    for line in source.split("\n"):
        if line in ("@@off", "@@on"):
            on = line == "@@on"
            if on:
                ranges.append([len(printed) + 1, 0])
            else:
                ranges[-1][1] = len(printed)
        elif line.startswith("@@"):
            waiting.append(directive_record(line))
        else:
            for record in waiting:
                in_box = record["type"] == "figures" or (in_box and record["level"] > 2) if record["kind"] == "section" else in_box
            text, marks = read_line(line.replace("¶", "\n"), in_box)
            first = len(printed) + 1
            printed += text.split("\n")
            for mark in marks:
                before = text[: mark["col"]]
                mark |= {"line": first + before.count("\n"), "col": mark["col"] - before.rfind("\n") - 1}
            if on:
                records += [{"line": first} | record for record in waiting + marks]
            waiting = []
    if on:
        ranges[-1][1] = len(printed)
    return "\n".join(printed), records, [r for r in ranges if r[0] <= r[1]]


def main() -> None:
    """Write every document and its gold."""
    GOLD.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "annotated").glob("*.gold")):
        text, records, ranges = read_source(path.read_text(encoding="utf-8"))
        (RAW / path.stem).write_text(text, encoding="utf-8", newline="\n")
        rows = [{"kind": "range", "file": path.stem, "lines": ranges}, *records]
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (GOLD / f"{Path(path.stem).stem}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
