"""The organisations of a corpus: one row each, whatever the spelling, the abbreviation or the register's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from pipeline.french import fold, is_capitals, slug
from pipeline.normalise.acronyms import Definitions, known_bodies, short_key
from pipeline.normalise.context import dominant
from pipeline.normalise.keys import aliases, best_spelling, organisation_key, without_article
from pipeline.normalise.patterns import organisation_type
from pipeline.records import Organisation, OrganisationName
from pipeline.registers import Authority, Registers


@dataclass(slots=True)
class Entry:
    """What is gathered of one organisation."""

    key: str
    type: str | None = None
    short: str | None = None
    parent: str | None = None
    """The authority that a service belongs to."""
    spellings: Counter[str] = field(default_factory=Counter)
    candidates: set[str] = field(default_factory=set)
    longs: set[str] = field(default_factory=set)
    """Long forms of its abbreviation, whether printed or known."""
    is_own: bool = True
    """Whether it was read under the identifier that it has now, not merged into it."""

    def absorb(self, other: Entry) -> None:
        """Take over what was gathered elsewhere; in whatever order the parts come, the result is the same."""
        if other._rank() < self._rank():
            self.key, self.type, self.parent, self.is_own = other.key, other.type, other.parent, other.is_own
        self.spellings.update(other.spellings)
        self.candidates |= other.candidates
        self.longs |= other.longs

    def _rank(self) -> tuple[bool, str, str, str]:
        return (not self.is_own, self.key, self.type or "", self.parent or "")

    def name(self, ref: str) -> OrganisationName:
        """The record of it, in a fixed order."""
        spellings = tuple(sorted(self.spellings.items()))
        candidates, longs = tuple(sorted(self.candidates)), tuple(sorted(self.longs))
        return OrganisationName(ref, self.key, self.type, self.short, self.parent, spellings, candidates, longs)


@dataclass(slots=True)
class Book:
    """The organisations of one document."""

    registers: Registers
    defined: Mapping[str, str]
    """Abbreviation → the long form that the document gives."""
    entries: dict[str, Entry] = field(default_factory=dict)

    def enter_authority(self, authority: Authority, surface: str | None = None) -> str:
        """Note an authority of the registers, and how it is spelled here."""
        entry = self.entries.setdefault(authority.org_id, Entry(authority.org_id))
        if surface:
            entry.spellings[without_article(surface)] += 1
        return authority.org_id

    def enter(self, surface: str, candidates: tuple[str, ...] = (), parent: str | None = None) -> str:
        """Note an organisation that no register has: by its long form where the abbreviation is known."""
        text = without_article(surface)
        long = self.expand(text)
        key = organisation_key(long or text)
        kind = type_of(long or text, self.registers)
        short = None if long or not short_key(text).isalnum() else short_key(text)
        ref = organisation_id(key, parent if kind == "service" else None) + (f"@{parent}" if short and parent else "")
        entry = self.entries.setdefault(ref, Entry(key, kind, short, parent if short or kind == "service" else None))
        entry.spellings[text] += 1
        entry.candidates.update(candidates)
        if long:
            entry.longs.add(long)
        return ref

    def enter_host(self, parts: Sequence[str]) -> str | None:
        """Note words of a mail host, of which one may be an abbreviation that another document defines."""
        if not parts:
            return None
        short = " ".join(parts)
        self.entries.setdefault(f"host:{short}", Entry("", short=short))
        return f"host:{short}"

    def expand(self, text: str) -> str | None:
        """The long form of an abbreviation that the document or the resources know."""
        body = self.registers.body(text)
        return self.defined.get(short_key(text)) or (body.name if body else None)

    def names(self) -> tuple[OrganisationName, ...]:
        """What was gathered, by ref."""
        return tuple(entry.name(ref) for ref, entry in sorted(self.entries.items()))


def organisation_id(key: str, parent: str | None) -> str:
    """The identifier of an organisation of the corpus; a service's has that of its authority in it."""
    return f"org:{slug(key) or 'sans-nom'}" + (f"-{slug(parent)}" if parent else "")


def type_of(name: str, registers: Registers) -> str:
    """The type that the resources give to a body, else what its name says."""
    body = known_bodies(registers).get(organisation_key(name))
    return body.type if body else organisation_type(fold(name))


def settle_organisation(name: OrganisationName, definitions: Definitions, registers: Registers) -> tuple[str | None, Entry]:
    """The identifier and the entry of an organisation, once the whole corpus's abbreviations are known; None for a host that is none."""
    entry = Entry(name.key, name.type, None, name.parent, Counter(dict(name.spellings)), set(name.candidates), set(name.longs))
    short = next((s for s in name.short.split() if s in definitions.longs), None) if name.short else None
    if short:
        long = definitions.longs[short]
        entry.key, entry.type, entry.longs = organisation_key(long), type_of(long, registers), {long}
        entry.spellings.update([short.upper()] if name.ref.startswith("host:") else [])
    elif name.ref.startswith("host:"):
        return None, entry
    elif not name.short:
        return name.ref, entry
    if entry.type != "service":
        entry.parent = None
    return organisation_id(entry.key, entry.parent), entry


@dataclass(frozen=True, slots=True)
class Directory:
    """Makes the rows of organisations."""

    registers: Registers
    definitions: Definitions

    def row(self, org_id: str, entry: Entry, name: str | None) -> Organisation:
        """The row of an organisation; ``name`` is the analyst's own."""
        authority = self.registers.by_id(org_id)
        row = self._official(authority, entry) if authority else self._plain(org_id, entry)
        return replace(row, name=name, aliases=aliases({*row.aliases, row.name}, name)) if name else row

    def _official(self, authority: Authority, entry: Entry) -> Organisation:
        name = distinct_name(authority, self.registers)
        short = next((s for s in sorted(entry.spellings) if is_capitals(s) and " " not in s and len(s) <= 6), None)
        return Organisation(
            org_id=authority.org_id,
            name=name,
            type=authority.type,
            acronym=short,
            aliases=aliases(entry.spellings, name),
            register=REGISTERS[authority.org_id.partition(":")[0]],
            insee_code=authority.insee_code,
            siren=authority.siren,
            departement_code=authority.departement_code,
            region_code=authority.region_code,
            population=authority.population,
        )

    def _plain(self, org_id: str, entry: Entry) -> Organisation:
        name, acronym = self._name(entry)
        if name not in entry.spellings and all(map(is_capitals, entry.spellings)):
            name = with_places(name, self.registers)
        parent = self.registers.by_id(entry.parent) if entry.parent else None
        if parent:
            name = f"{name} ({distinct_name(parent, self.registers)})"
        return Organisation(
            org_id=org_id,
            name=name,
            type=entry.type or "autre",
            acronym=acronym,
            aliases=aliases({*entry.spellings, *entry.longs}, name),
            departement_code=parent.departement_code if parent else None,
            region_code=parent.region_code if parent else None,
            candidates=tuple(sorted(entry.candidates)),
        )

    def _name(self, entry: Entry) -> tuple[str, str | None]:
        """The name to show and the abbreviation: the long form where a document prints or defines it, else the short one."""
        body = known_bodies(self.registers).get(entry.key)
        short = body.acronym if body else self.definitions.shorts.get(entry.key)
        printed_short = {s: n for s, n in entry.spellings.items() if organisation_key(s) != entry.key}
        printed_long = {s: n for s, n in entry.spellings.items() if organisation_key(s) == entry.key}
        if not printed_short:
            return best_spelling(printed_long), short
        shown = best_spelling(printed_short)
        if short_key(shown) in self.definitions.defined and entry.longs:
            return best_spelling({**dict.fromkeys(entry.longs, 1), **printed_long}), short or shown
        if sum(printed_long.values()) >= sum(printed_short.values()):
            return best_spelling(printed_long), short or shown
        return shown, short or shown


OF_PLACE = re.compile(r"(?P<of>\bde |\bd['\u2019]|\bde la |\bde l['\u2019]|\bdu |\bdes )(?P<name>[a-zà-ÿ]{4,}(?:-[a-zà-ÿ]+)*)")
TOWN = 5_000
"""People of a commune whose name is taken for it after « de » in a name printed in capitals: « des amis de montpellier »."""


def with_places(name: str, registers: Registers) -> str:
    """A name in small letters with its territories as the register writes them.

    >>> from pipeline.registers import load_registers
    >>> with_places("Banque alimentaire de l'herault", load_registers()), with_places("Club de voile de montpellier", load_registers())
    ("Banque alimentaire de l'Hérault", 'Club de voile de Montpellier')
    """

    def written(match: re.Match[str]) -> str:
        is_bare = match["of"] in ("de ", "d'", "d\u2019")
        found = [a for a in registers.places(match["name"]) if (a.population or 0) >= TOWN and (is_bare or a.type != "commune")]
        chief = dominant(found)
        return match["of"] + (chief.place_name if chief and fold(chief.place_name) == fold(match["name"]) else match["name"])

    return OF_PLACE.sub(written, name)


REGISTERS = {"commune": "COG", "departement": "COG", "region": "COG", "epci": "BANATIC", "ept": "BANATIC", "collectivite": "COG"}
"""The official register that an identifier's prefix stands for: INSEE's Code officiel géographique, DGCL's list of groupings."""


def distinct_name(authority: Authority, registers: Registers) -> str:
    """The official name, with the département where another town of the name is not clearly smaller.

    « Ville de Saint-Denis (La Réunion) », but « Ville de Montreuil »: the others of that name are villages.
    """
    if authority.type != "commune":
        return authority.name
    others = [a for a in registers.places(authority.place_name) if a.type == "commune"]
    chief = dominant(others)
    departement = registers.by_id(f"departement:{authority.departement_code}")
    if (chief and chief.org_id == authority.org_id) or departement is None:
        return authority.name
    return f"{authority.name} ({departement.place_name})"
