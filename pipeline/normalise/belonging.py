"""Whose a role is: the organisation that a person belongs to, null when nothing says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.french import fold
from pipeline.normalise.anaphora import Sheet, anaphor_kind
from pipeline.normalise.organisations import type_of
from pipeline.normalise.patterns import (
    AT_TOWN,
    BARE_BODY,
    COUNCIL_OF,
    FORMER,
    GROUP_WORD,
    HEAD,
    MAIL_WORDS,
    NOUN_OF,
    OWN_GENRES,
    STAFF,
    TOWN_WORD,
)
from pipeline.records import Mention, Role
from pipeline.registers import Authority

if TYPE_CHECKING:
    from pipeline.normalise.documents import Resolver

OWN_PEOPLE = frozenset(("tutor", "witness"))
"""Relations of people who belong to the organisation of their sheet."""
TOWN_OFFICES = frozenset(("maire", "adjoint"))
"""Offices that are held in a commune: « maire de Caen » names the town's authority."""
GROUP_OFFICES = frozenset(("president", "vice_president"))
"""Offices that no commune has, but its intercommunality, département or région."""
LEAD = 2
"""How many times more often than the next a publisher is named: in the reports and newsletters of the sample 3 times and more."""
KNOWN_TOWN = 20_000
"""People from which a domain that is a town's name alone is the town's: « @angers.fr »."""


@dataclass(slots=True)
class Belonging:
    """The organisations of one document's roles."""

    resolver: Resolver
    linked: tuple[str | None, ...]
    """What each mention of the document refers to."""
    publisher: Authority | None = field(init=False)

    def __post_init__(self) -> None:
        self.publisher = self._publisher()

    def organisation(self, role: Role) -> str | None:
        """As printed; a tutor's or witness's the sheet's; an author's the owner of the address; else what the words around say."""
        resolver = self.resolver
        sheet = resolver.sheet(role.start)
        own = sheet.org_id if sheet and role.relation in OWN_PEOPLE else None
        if role.org:
            return self._as_printed(role, role.org, own)
        if own:
            return own
        if role.relation == "author":
            return self.domain_owner(role.email, role.start) or self._host(role.email) if role.email else self._named_in_role(role)
        found = self._named_in_role(role) or self._bare_body(role) or self._town(role, sheet)
        if not found and role.email:
            found = self.domain_owner(role.email, role.start)
        return found or self._employer(role, sheet) or self._council(role) or (self._host(role.email) if role.email else None)

    def _as_printed(self, role: Role, org: str, own: str | None) -> str | None:
        resolver = self.resolver
        if own and type_of(org, resolver.linker.registers) == "service":
            return own
        bare = not resolver.linker.named(org) and bool(resolver.linker.places(org))
        if bare and role.role_type is None and role.relation != "elected":
            return None  # « maraîchère, Plomelin » lives there and works for herself
        return resolver.organisation(org, role.start, trusts_bare=True)

    def _named_in_role(self, role: Role) -> str | None:
        """The organisation within the words of a role: « présidente de l'AMF », « professeure à l'Université de Poitiers »."""
        words = role.role or ""
        if FORMER.match(fold(words)):
            return None
        named = [m for m in self._after(role.start) if m.text in words and m.label != "PER"]
        for mention in named:
            before = words[: words.index(mention.text)]
            if mention.label == "ORG" and NOUN_OF.search(before) and not mention.is_anaphor:
                return self.resolver.organisation(mention.text, mention.start)
            of_town = role.role_type in TOWN_OFFICES and NOUN_OF.search(before)
            if mention.label == "LOC" and (of_town or AT_TOWN.search(fold(before) + " ")):
                return self._commune(mention)
        return None

    def _bare_body(self, role: Role) -> str | None:
        """« présidente de l'agglomération », « chancelier du canton »: the body of that kind that was named before."""
        match = BARE_BODY.search(role.role or "")
        if not match or FORMER.match(fold(role.role or "")):
            return None
        if anaphor_kind(match["noun"]):
            return self.resolver.anaphor(match["noun"], role.start)
        noun = fold(match["noun"]) + " "
        before = [i for i, m in self._paragraph(role.start) if m.label == "ORG" and fold(m.text).startswith(noun)]
        return self.linked[before[-1]] if before else None

    def _town(self, role: Role, sheet: Sheet | None) -> str | None:
        """« maire » alone is the mayor of the sheet's town, else of the one town that the paragraph named before."""
        if role.role_type not in TOWN_OFFICES:
            return None
        if sheet:
            heads = len(sheet.authorities) == 1 and sheet.authorities[0].type == "commune"
            return sheet.org_id if heads else None
        found = {(self.linked[i] or "").removeprefix("place:") for i, _ in self._paragraph(role.start)}
        towns = [t for t in found if t.startswith("commune:")]
        town = self.resolver.linker.registers.by_id(towns[0]) if len(towns) == 1 else None
        if not towns and self.publisher and self.publisher.type == "commune":
            town = self.publisher
        return self.resolver.book.enter_authority(town) if town else None

    def _employer(self, role: Role, sheet: Sheet | None) -> str | None:
        """Of people of a trade that authorities employ: the one body that the paragraph named before, else the publisher."""
        office = role.role_type in TOWN_OFFICES | GROUP_OFFICES or role.relation == "elected"
        if sheet or not role.role or not (office or STAFF.match(fold(role.role))):
            return None
        bodies = {self.linked[i] for i, m in self._paragraph(role.start) if m.label == "ORG"}
        if len(bodies) == 1 and not office:
            body = bodies.pop()
            return body if body and self.resolver.linker.registers.by_id(body) else None
        fits = (self.publisher and self.publisher.type == "commune") or role.role_type not in TOWN_OFFICES
        if bodies - {self.publisher.org_id if self.publisher else None} or not self.publisher or not fits:
            return None
        return self.resolver.book.enter_authority(self.publisher)

    def _council(self, role: Role) -> str | None:
        """Whoever is elected in minutes without another body sits in the council that met."""
        return self.council() if role.relation == "elected" else None

    def council(self) -> str | None:
        """The council that met, of minutes: that of the one authority named at their head."""
        if self.resolver.extraction.genre != "minutes":
            return None
        linker, evidence = self.resolver.linker, self.resolver.evidence
        head = [(o, m) for o, m in zip(self.linked, self.resolver.extraction.mentions, strict=True) if m.start < HEAD]
        named = [linker.link_authority(match[1], evidence, m.start).authority for _, m in head if (match := COUNCIL_OF.match(m.text))]
        bodies = {authority.org_id for authority in named if authority} or {o for o, _ in head if o and linker.registers.by_id(o)}
        towns = {b for b in bodies if b.startswith("commune:")}
        if len(towns) == 1 and re.search(r"\b(?:maire|conseil municipal)\b", self.resolver.head):
            bodies = towns  # under the name of the département, as deliberations are headed
        if not bodies and "conseil municipal" in self.resolver.head:
            bodies = {o.removeprefix("place:") for o, _ in head if o and o.startswith("place:commune:")}
        body = linker.registers.by_id(bodies.pop()) if len(bodies) == 1 else None
        return self.resolver.book.enter_authority(body) if body else None

    def home(self) -> Authority | None:
        """The authority that the document is about: its publisher, or the only one that it names."""
        ids = {o for o in self.linked if o and not o.startswith(("org:", "place:"))}
        return self.publisher or (self.resolver.linker.registers.by_id(min(ids)) if len(ids) == 1 else None)

    def _publisher(self) -> Authority | None:
        """The authority of a report or newsletter: named at its head, and much more often than any other."""
        if self.resolver.extraction.genre not in OWN_GENRES:
            return None
        if self.resolver.home and GROUP_WORD.search(self.resolver.head):
            return self.resolver.home
        counts = Counter(o for o in self.linked if o and not o.startswith(("org:", "place:", "person:")))
        ranked = sorted(counts, key=lambda o: (-counts[o], o))
        first = [o for o, m in zip(self.linked, self.resolver.extraction.mentions, strict=True) if o in counts and m.start < HEAD]
        town = self.resolver.publisher
        if town and town.type == "commune" and TOWN_WORD.search(self.resolver.head):
            return town
        if not ranked or ranked[0] not in first or counts[ranked[0]] < LEAD:
            return None
        clear = len(ranked) == 1 or counts[ranked[0]] >= LEAD * counts[ranked[1]]
        return self.resolver.linker.registers.by_id(ranked[0]) if clear else None

    def domain_owner(self, email: str, position: int) -> str | None:
        """The authority or the known body that an address's host names: « @eleve-inet.org », « @mairie-caen.fr », « @angers.fr »."""
        labels = email.casefold().rpartition("@")[2].split(".")
        linker, evidence, book = self.resolver.linker, self.resolver.evidence, self.resolver.book
        for label in reversed(labels[:-1]):
            phrase = label.replace("-", " ")
            link = linker.link_authority(phrase, evidence, position) if linker.named(phrase) else None
            if link and link.authority:
                return book.enter_authority(link.authority)
        for part in reversed(re.split(r"[-._]", ".".join(labels[:-1]))):
            if len(part) > 2 and part not in MAIL_WORDS and book.expand(part.upper()):
                return book.enter(part.upper())
        if len(labels) == 2 and labels[1] == "fr" and labels[0] not in MAIL_WORDS:
            town = linker.link_place(labels[0].replace("-", " "), evidence, position).authority
            if town and (town.population or 0) >= KNOWN_TOWN:
                return book.enter_authority(town)
        return None

    def _host(self, email: str) -> str | None:
        """An address's host that may be an abbreviation which another document defines."""
        parts = re.split(r"[-._]", email.casefold().rpartition("@")[2].rpartition(".")[0])
        return self.resolver.book.enter_host([p for p in reversed(parts) if len(p) > 2 and p not in MAIL_WORDS])

    def _commune(self, mention: Mention) -> str | None:
        link = self.resolver.linker.link_place(mention.text, self.resolver.evidence, mention.start, "à ")
        town = link.authority if link.authority and link.authority.type == "commune" else None
        return self.resolver.book.enter_authority(town) if town else None

    def _after(self, position: int) -> list[Mention]:
        """The mentions of the next 250 characters: a role follows its name."""
        mentions = self.resolver.extraction.mentions
        first = bisect_left(mentions, position, key=lambda m: m.start)
        return [m for m in mentions[first : first + 12] if m.start < position + 250]

    def _paragraph(self, position: int) -> list[tuple[int, Mention]]:
        """The mentions before a position in its paragraph, with their numbers."""
        start = self.resolver.text.rfind("\n", 0, position) + 1
        mentions = self.resolver.extraction.mentions
        first, last = (bisect_left(mentions, p, key=lambda m: m.start) for p in (start, position))
        return [(i, mentions[i]) for i in range(first, last)]
