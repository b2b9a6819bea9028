"""The organisations of a corpus: one row each, whatever the spelling, the abbreviation or the register's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from pipeline.french import fold, is_capitals, slug
from pipeline.normalise.acronyms import Acronyms
from pipeline.normalise.context import dominant
from pipeline.normalise.keys import aliases, best_spelling, organisation_key, typo_groups, without_article
from pipeline.normalise.patterns import organisation_type
from pipeline.records import Organisation
from pipeline.registers import Authority, Registers


@dataclass(slots=True)
class Entry:
    """What is gathered of one organisation while the documents are read."""

    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    candidates: set[str] = field(default_factory=set)
    longs: set[str] = field(default_factory=set)
    """Long forms of its abbreviation, whether printed or known."""
    parent: str | None = None
    """The authority that a service belongs to."""
    type: str | None = None


@dataclass(slots=True)
class Book:
    """The organisations by identifier."""

    registers: Registers
    acronyms: Acronyms
    entries: dict[str, Entry] = field(default_factory=dict)

    def enter_authority(self, authority: Authority, surface: str | None = None) -> str:
        """Note an authority of the registers, and how it is spelled here."""
        entry = self.entries.setdefault(authority.org_id, Entry(authority.org_id))
        if surface:
            entry.spellings[without_article(surface)] += 1
        return authority.org_id

    def enter(self, surface: str, doc_id: str, candidates: tuple[str, ...] = (), parent: str | None = None) -> str:
        """Note an organisation that no register has: by its long form where the abbreviation is known."""
        text = without_article(surface)
        long = self.acronyms.expand(text, doc_id)
        key = organisation_key(long or text)
        kind = self.type_of(long or text)
        parent = parent if kind == "service" else None
        org_id = f"org:{slug(key) or 'sans-nom'}" + (f"-{slug(parent)}" if parent else "")
        entry = self.entries.setdefault(org_id, Entry(key, type=kind, parent=parent))
        entry.spellings[text] += 1
        entry.candidates.update(candidates)
        if long:
            entry.longs.add(long)
        return org_id

    def type_of(self, name: str) -> str:
        """The type that the resources give to a body, else what its name says."""
        short = self.acronyms.shorts.get(organisation_key(name))
        body = self.registers.body(short) if short else None
        return body.type if body and organisation_key(body.name) == organisation_key(name) else organisation_type(fold(name))

    def merge_typos(self) -> dict[str, str]:
        """Join misspelt organisations to the well-spelt; gives old identifier → new."""
        ids: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for org_id, entry in sorted(self.entries.items()):
            if org_id.startswith("org:") and not entry.parent:
                ids[entry.key] = org_id
                counts[entry.key] = entry.spellings.total()
        merged = {ids[rare]: ids[common] for rare, common in typo_groups(counts).items()}
        for old, new in merged.items():
            self.absorb(old, new)
        return merged

    def absorb(self, old: str, new: str) -> None:
        """Give what was gathered under one identifier to another."""
        entry = self.entries.pop(old, None)
        if entry is None:
            return
        into = self.entries.setdefault(new, Entry(entry.key, type=entry.type, parent=entry.parent))
        into.spellings.update(entry.spellings)
        into.candidates |= entry.candidates
        into.longs |= entry.longs

    def rows(self, names: dict[str, str]) -> tuple[Organisation, ...]:
        """One row an organisation, by identifier; ``names`` are the analyst's own."""
        rows = []
        for org_id, entry in sorted(self.entries.items()):
            authority = self.registers.by_id(org_id)
            row = self._official(authority, entry) if authority else self._plain(org_id, entry)
            rows.append(
                replace(row, name=names[org_id], aliases=aliases({*row.aliases, row.name}, names[org_id])) if org_id in names else row
            )
        return tuple(rows)

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
        short = self.acronyms.shorts.get(entry.key)
        printed_short = {s: n for s, n in entry.spellings.items() if organisation_key(s) != entry.key}
        printed_long = {s: n for s, n in entry.spellings.items() if organisation_key(s) == entry.key}
        if not printed_short:
            return best_spelling(printed_long), short
        shown = best_spelling(printed_short)
        if self.acronyms.is_defined(shown) and entry.longs:
            return best_spelling({**dict.fromkeys(entry.longs, 1), **printed_long}), short or shown
        if sum(printed_long.values()) >= sum(printed_short.values()):
            return best_spelling(printed_long), short or shown
        return shown, short or shown


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
