"""The official registers of French local government: communes, EPCI, EPT, départements, régions.

A little longer than other files: the tables, the keys that names have in them and the ways to look a name up are read as one.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from pipeline.french import fold, name_key

RESOURCES = Path(__file__).parent / "resources"

LINK = r"(?:de la |de l |des |du |de |d )"
"""What stands between a type and a name, in a name key."""
TYPE_WORDS = {
    "commune": r"ville|commune(?: nouvelle| deleguee| associee)?|mairie|municipalite|conseil municipal|assemblee municipale",
    "departement": r"conseil departemental|conseil general|departement|assemblee departementale|cd|cg",
    "region": r"conseil regional|region|assemblee regionale|cr",
}
"""The words that say an authority's type, as name keys: « Mairie de Créteil », « CD de la Gironde »."""
PHRASES = {kind: re.compile(rf"(?:{words}) (?P<link>{LINK}?)(?P<name>.+)") for kind, words in TYPE_WORDS.items()}
ARTICLES = {"du ": "le ", "des ": "les ", "de la ": "la ", "de l ": "l "}
"""« du Havre » is the town « Le Havre »."""
IDLE = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "et"])
"""Words that do not tell one intercommunality from another."""
LEADING = re.compile(r"^(?:la|le|les|l) ")
NUMBERED = re.compile(r"^cd(?=\d)")
"""« CD93 » is « CD 93 »."""
JOINTS = frozenset(("sur", "sous", "en", "les", "le", "la", "l", "aux", "d", "de", "du", "des"))
"""What follows the part of a commune's name that is used alone: « Vitry-sur-Seine », « Clichy-la-Garenne »."""
MELTED = ("du ", "des ")
BESIDE_NAMES = frozenset("d dans de des du en l la le les".split())
"""What may stand beside a name: « en Ardèche », « Saint-Denis de la Réunion »."""
LARGE = 20_000
"""People from which any beginning of a name may stand for it: « Boulogne » for Boulogne-Billancourt."""
TOWN_FROM = 2000
CACHED = 20000
"""Names looked up last: a text repeats its own, and a look-up by place name takes 25 µs."""
REPEATED = ["article", "type", "departement_code", "region_code", "epci_id", "ept_id"]
"""Columns whose values stand in many rows: 10 MB less of memory."""
GROUPS = ("epci", "ept", "collectivite")
GROUP_WORDS = ("metropole", "communaute urbaine", "communaute d agglomeration", "communaute de communes")
"""The types of a group, as name keys: a group's short name leaves them out, or puts them last."""
COUNCIL = re.compile(
    rf"(?:conseil|assemblee|bureau) (?:municipal|departemental|regional|(?P<of_group>communautaire|metropolitain|intercommunal))e?"
    rf" {LINK}(?P<body>.+)"
)
"""« Conseil municipal de la Ville de Caen », « conseil communautaire de … »: the assembly of an authority stands for it."""
GROUP_TELLING = ("metropole", "communaute urbaine", "communaute agglomeration", "communaute communes")
"""The same without ``IDLE`` words."""
GROUP_LAST = re.compile(rf" (?:{'|'.join(GROUP_WORDS)})$")
TAIL = re.compile(rf"^(?:en |dans )?{LINK}?(?:la |le |les |l )?")
"""What stands before the département or région that tells a commune from others of its name."""


class Authority(msgspec.Struct, frozen=True):
    """One territorial authority of the official register."""

    org_id: str
    """``commune:94028``, ``departement:58``, ``region:32``, ``epci:243300316``, ``ept:200057867``, ``collectivite:200094332``."""
    name: str
    """As one would write it: « Ville de Créteil », « Conseil départemental de la Nièvre »."""
    place_name: str
    """The territory alone: « Créteil », « Nièvre », « Hauts-de-France »."""
    type: str
    insee_code: str | None
    siren: str | None
    departement_code: str | None
    region_code: str | None
    population: int | None
    epci_id: str | None = None
    """The EPCI that a commune belongs to."""
    ept_id: str | None = None
    """The territory of the Grand Paris that a commune belongs to."""


class Body(msgspec.Struct, frozen=True):
    """A national body known by its abbreviation: « CNFPT »."""

    acronym: str
    name: str
    type: str


class Foreign(msgspec.Struct, frozen=True):
    """A country, a continent, or a region or city abroad."""

    name: str
    country: str | None
    """ISO 3166 code, None for a continent."""
    type: str
    """pays, continent, region or ville."""


@dataclass(frozen=True, slots=True, eq=False)
class Registers:
    """Look-ups by name; case, accents, hyphens and « St » for « Saint » do not count."""

    columns: Mapping[str, Sequence[Any]]
    """The table of authorities, sorted by place key, the most populous first."""
    rows: Mapping[str, int]
    """Place key -> the first of its rows."""
    ids: Mapping[str, int]
    groups: Mapping[str, Sequence[tuple[int, str]]]
    """Group key -> (strength, org_id): 2 for a name of its own, 1 for a name after its largest town."""
    former: Mapping[str, Sequence[str]]
    """Place key -> the communes of today that a commune of that name became part of."""
    bodies: Mapping[str, Body]
    """Folded acronym -> the body it stands for."""
    abroad: Mapping[str, Foreign]
    """Name key -> what bears the name outside France."""

    @lru_cache(maxsize=CACHED)  # noqa: B019 - one Registers serves the whole life of a worker
    def body(self, acronym: str) -> Body | None:
        """The national body that an abbreviation stands for."""
        return self.bodies.get(fold(acronym).replace(".", ""))

    @lru_cache(maxsize=CACHED)  # noqa: B019 - one Registers serves the whole life of a worker
    def foreign(self, name: str) -> Foreign | None:
        """The country, region or city abroad that bears a name."""
        key = register_key(name)
        return self.abroad.get(LEADING.sub("", key)) or self.abroad.get(key)

    def by_id(self, org_id: str) -> Authority | None:
        """The authority of an identifier."""
        row = self.ids.get(org_id)
        return None if row is None else self._authority(row)

    def largest_town(self, group_id: str) -> Authority | None:
        """The most populous commune of an EPCI or EPT."""
        if not group_id.startswith(("epci:", "ept:")):
            return None
        column = self.columns["ept_id" if group_id.startswith("ept:") else "epci_id"]
        people = self.columns["population"]
        members = [row for row, group in enumerate(column) if group == group_id]
        return self._authority(max(members, key=lambda row: people[row] or 0)) if members else None

    @lru_cache(maxsize=CACHED)  # noqa: B019 - one Registers serves the whole life of a worker
    def authorities(self, name: str) -> tuple[Authority, ...]:
        """Authorities that a full phrase names, the most populous first; homonyms are all given.

        >>> [a.org_id for a in load_registers().authorities("Ville de Saint Denis de la Réunion")]
        ['commune:97411']
        """
        whole = register_key(name)
        found = self._groups(telling_words(whole))
        if found:
            return found
        key = LEADING.sub("", NUMBERED.sub("cd ", whole))
        return self._of_council(key) or self._of_phrase(key) or self._short_group(name)

    def _of_phrase(self, key: str) -> tuple[Authority, ...]:
        """The authorities that a key with their type names: « ville de quimper »."""
        for kind, pattern in PHRASES.items():
            if match := pattern.fullmatch(key):
                return tuple(a for a in self._of_kind(kind, match["link"], match["name"]) if a.type == kind)
        return ()

    def _of_council(self, key: str) -> tuple[Authority, ...]:
        """The authority whose assembly a key names."""
        match = COUNCIL.fullmatch(key)
        if match is None:
            return ()
        body = match["body"]
        return self._groups(telling_words(body)) or (self._short_group(body) if match["of_group"] else self._of_phrase(body))

    def _groups(self, told: str) -> tuple[Authority, ...]:
        """Groups by the telling words of a phrase that names them; an official name counts before one after the largest town."""
        found = self.groups.get(told, ())
        if not found:
            return ()
        strongest = max((strength for strength, _ in found), default=0)
        return self._by_size(org_id for strength, org_id in found if strength == strongest)

    def _short_group(self, name: str) -> tuple[Authority, ...]:
        """« Grand Nancy », « Grand Poitiers Communauté urbaine »: the one group of that name, where nothing else has it."""
        bare = GROUP_LAST.sub("", register_key(name))
        told = telling_words(bare)
        if " " not in told or (bare in self.rows and self.columns["type"][self.rows[bare]] not in GROUPS):
            return ()
        found = {a.org_id: a for form in (told, *[f"{word} {told}" for word in GROUP_TELLING]) for a in self._groups(form)}
        return tuple(found.values()) if len(found) == 1 else ()

    @lru_cache(maxsize=CACHED)  # noqa: B019 - one Registers serves the whole life of a worker
    def may_name(self, word: str) -> bool:
        """Whether a word stands in the name of some place, in France or abroad: what has another word bears none.

        >>> registers = load_registers()
        >>> registers.may_name("L'Haÿ-les-Roses"), registers.may_name("Renforcer")
        (True, False)
        """
        here, abroad = _words_of_places(self), _words_abroad(self)
        return all(part in here or part in abroad for part in register_key(word).split())

    @lru_cache(maxsize=CACHED)  # noqa: B019 - one Registers serves the whole life of a worker
    def places(self, name: str) -> tuple[Authority, ...]:
        """Authorities whose territory bears a bare name, the most populous first.

        >>> [a.org_id for a in load_registers().places("Nièvre")]
        ['departement:58']
        """
        key = register_key(name)
        if not _words_of_places(self).issuperset(key.split()):  # most names that are asked for are no places
            return ()
        bare = LEADING.sub("", key)
        forms = [key, bare, *(article + key for article in ARTICLES.values())] if bare == key else [key, bare]
        named = [list(self._named(form)) for form in forms if form in self.rows or form in self.former]
        for found in named:  # « au Puy-en-Velay » is the town Le Puy-en-Velay before it is the group named after it
            if plain := tuple(a for a in found if a.type not in GROUPS):
                return plain
        if named:
            return tuple(named[0])
        return tuple(self._hinted(key))

    def lengthened(self, name: str) -> tuple[Authority, ...]:
        """Communes of which a name is the beginning: « Vitry » for Vitry-sur-Seine, Vitry-le-François …"""
        key = register_key(name) + " "
        keys = self.columns["place_key"]
        found = []
        for row in range(bisect_left(keys, key), len(keys)):
            if not keys[row].startswith(key):
                break
            if keys[row][len(key) :].split(" ")[0] in JOINTS or (self.columns["population"][row] or 0) >= LARGE:
                found.append(self._authority(row))
        return tuple(a for a in found if a.type == "commune")

    def _of_kind(self, kind: str, link: str, name: str) -> list[Authority]:
        """Authorities of a kind after « de », « du », « de la » …"""
        if kind == "departement" and (row := self.ids.get(f"departement:{name.upper()}")) is not None:
            return [self._authority(row)]
        forms = [ARTICLES[link] + name] if link in ARTICLES else []
        for form in (*forms, name, *(article + name for article in ARTICLES.values() if not link)):
            found = [a for a in self._named(form) if a.type == kind]
            if found:
                return found
        return [a for form in (*forms, name) for a in self._hinted(form)] if kind == "commune" else []

    def _named(self, key: str) -> Iterator[Authority]:
        """The rows of one place key, then the communes that bore the name."""
        row = self.rows.get(key)
        keys = self.columns["place_key"]
        while row is not None and row < len(keys) and keys[row] == key:
            yield self._authority(row)
            row += 1
        yield from (self._authority(self.ids[org_id]) for org_id in self.former.get(key, ()))

    def _hinted(self, key: str) -> Iterator[Authority]:
        """Communes whose name is followed by their département or région: « saint denis de la reunion », « montreuil 93 »."""
        words = key.split()
        for cut in range(len(words) - 1, 0, -1):
            head = " ".join(words[:cut])
            if head not in self.rows and head not in self.former:
                continue
            rest = " ".join(words[cut:])
            tail = TAIL.sub("", rest)
            codes = {tail.upper()} | {c for a in (*self._named(tail), *self._named("la " + tail)) for c in _code(a)}
            found = [a for a in self._named(head) if a.type == "commune" and {a.departement_code, _region(a)} & codes]
            if found:
                yield from found
                return

    def _by_size(self, org_ids: Iterator[str]) -> tuple[Authority, ...]:
        """Authorities by identifier, the most populous first."""
        found = [self._authority(self.ids[i]) for i in org_ids]
        return tuple(sorted(found, key=lambda a: (-(a.population or 0), a.org_id)))

    @lru_cache(maxsize=CACHED)  # noqa: B019 - one Registers serves the whole life of a worker
    def _authority(self, row: int) -> Authority:
        values = {field: column[row] for field, column in self.columns.items()}
        del values["place_key"]
        article = values.pop("article")
        register, _, code = values["org_id"].partition(":")
        if register == "commune":
            values["name"] = commune_name(values["place_name"], article, values["population"])
        return Authority(insee_code=code if register in TYPE_WORDS else None, **values)


def without_council(name: str) -> str:
    """The authority's name in that of its assembly; any other name as it is.

    >>> without_council("Conseil municipal de la Ville de Caen"), without_council("Conseil municipal de Caen")
    ('ville de caen', 'Conseil municipal de Caen')
    """
    match = COUNCIL.fullmatch(register_key(name))
    return match["body"] if match and PHRASES["commune"].fullmatch(match["body"]) else name


@lru_cache(maxsize=2)
def _words_of_places(registers: Registers) -> frozenset[str]:
    """All that the name of a place is made of, with the small words and codes that may stand beside it."""
    words = {word for keys in (registers.rows, registers.former) for key in keys for word in key.split()}
    codes = {code.lower() for code in set(registers.columns["departement_code"]) if code}
    return frozenset(words | codes | BESIDE_NAMES)


@lru_cache(maxsize=2)
def _words_abroad(registers: Registers) -> frozenset[str]:
    return BESIDE_NAMES.union(*map(str.split, registers.abroad))


def _code(authority: Authority) -> Iterator[str]:
    """The code of a département, or of a région as ``_region`` writes it."""
    if authority.type in ("departement", "region") and authority.insee_code:
        yield authority.insee_code if authority.type == "departement" else f"region {authority.insee_code}"


def _region(authority: Authority) -> str:
    """The région of a commune, so written that no département's code is taken for it."""
    return f"region {authority.region_code}"


def commune_name(name: str, of: str, population: int | None) -> str:
    """A commune's name as an authority: « Ville » from 2,000 people (INSEE's threshold of an urban commune), else « Commune ».

    >>> commune_name("Le Havre", "du ", 165000), commune_name("Auxerre", "d'", 35000), commune_name("La Boisse", "de ", 900)
    ('Ville du Havre', "Ville d'Auxerre", 'Commune de La Boisse')
    """
    word = "Ville" if (population or 0) >= TOWN_FROM else "Commune"
    return f"{word} {of}{name.partition(' ')[2] if of in MELTED else name}"


@lru_cache(maxsize=1 << 14)
def register_key(name: str) -> str:
    """``name_key`` with « St », « Ste » spelled out.

    >>> register_key("St-Étienne"), register_key("L'Haÿ-les-Roses")
    ('saint etienne', 'l hay les roses')
    """
    spelled = {"st": "saint", "ste": "sainte"}
    return " ".join(spelled.get(word, word) for word in name_key(name).split())


def group_key(name: str) -> str:
    """The telling words of an intercommunality's name.

    >>> group_key("la Communauté de communes du Pays de Lamastre") == group_key("Communauté de Communes Pays de Lamastre")
    True
    """
    return telling_words(register_key(name))


def telling_words(key: str) -> str:
    """A register key without the words that do not tell one intercommunality from another."""
    return " ".join(word for word in key.split() if word not in IDLE)


def load_registers(own: Sequence[Mapping[str, str]] = (), folder: Path = RESOURCES) -> Registers:
    """Read ``resources/registers``, ``acronyms.csv`` and ``countries.csv`` (0.05 s); a user's own bodies come first."""
    import pyarrow.parquet as pq

    table = pq.ParquetFile(folder / "registers" / "authorities.parquet", read_dictionary=REPEATED).read()
    columns = {name: _repeated(table.column(name)) if name in REPEATED else table.column(name).to_pylist() for name in table.column_names}
    keys = columns["place_key"]
    rows = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    names = pq.ParquetFile(folder / "registers" / "names.parquet").read().to_pydict()
    groups: dict[str, list[tuple[int, str]]] = {}
    for key, org_id, strength in zip(names["key"], names["org_id"], names["strength"], strict=True):
        groups.setdefault(key, []).append((strength, org_id))
    former: dict[str, list[str]] = {}
    for key, org_id in zip(*pq.ParquetFile(folder / "registers" / "former.parquet").read().to_pydict().values(), strict=True):
        former.setdefault(key, []).append(org_id)
    bodies = {fold(line["acronym"]): Body(**line) for line in (*_read_csv(folder / "acronyms.csv"), *own)}
    abroad = {register_key(line["name"]): _foreign(line) for line in _read_csv(folder / "countries.csv")}
    return Registers(columns, rows, {o: i for i, o in enumerate(columns["org_id"])}, groups, former, bodies, abroad)


def _repeated(column: Any) -> list[str | None]:
    """The values of a column of Arrow, each made once."""
    stored = column.combine_chunks()
    values: dict[int | None, str | None] = {None: None, **dict(enumerate(stored.dictionary.to_pylist()))}
    return [values[place] for place in stored.indices.to_pylist()]


def _foreign(line: dict[str, str]) -> Foreign:
    return Foreign(line["name"], line["country"] or None, line["type"])


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
