"""One document's records and the organisations, places and people that they refer to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.french import fold
from pipeline.normalise.anaphora import Named, Sheet, anaphor_kind, fits, resolve_anaphor
from pipeline.normalise.context import Evidence
from pipeline.normalise.keys import abbreviates, without_article
from pipeline.normalise.linking import Link, Linker, gather_evidence
from pipeline.normalise.organisations import Book
from pipeline.normalise.patterns import COORDINATED, COUNCIL, HEAD, TOWN_WORD
from pipeline.normalise.places import Atlas
from pipeline.records import Extraction, Figure, Mention, Project
from pipeline.registers import Authority

MOST_WORDS = 5
"""Words of a town's name, at most: « La Chapelle Saint Mesmin »."""
MOST_NAMED = 3
"""Times that a town's authority is named, with the share below of all that towns' are, from which the document is taken for its own:
of three minutes of a council whose head names none it has 5 to 11 of as many."""
HOME_TOWNS, HOME_SHARE = 4, 0.8
"""Towns of one intercommunality, in number and of all that are named, from which the document is about it: the newsletter of
the sample has 8 of 8, the other documents at most 2."""


@dataclass(slots=True)
class Resolver:
    """Resolves one document; ``book`` and ``atlas`` gather what is found."""

    extraction: Extraction
    text: str
    linker: Linker
    book: Book
    atlas: Atlas
    evidence: Evidence = field(init=False)
    sheets: list[Sheet] = field(init=False, default_factory=list)
    named: list[Named] = field(init=False, default_factory=list)
    kinds: dict[str, list[Named]] = field(init=False, default_factory=dict)
    home: Authority | None = field(init=False, default=None)
    """The intercommunality to which nearly all the towns of the document belong."""
    publisher: Authority | None = field(init=False, default=None)
    """The authority, or the town, that the head of the document names: « Vivre à Sète, le magazine de votre ville »."""

    head: str = field(init=False)
    """The start of the document, folded, in which its publisher is named."""

    def __post_init__(self) -> None:
        self.head = fold(self.text[:HEAD])
        self.evidence = gather_evidence(self.extraction, self.text, self.linker)
        for project in sorted(self.extraction.projects, key=lambda p: p.start):
            org_id = self.organisation(project.org, project.start, trusts_bare=True) if project.org else None
            self.sheets.append(Sheet(project.start, project.end, org_id, self._authorities(project.org, org_id, project.start)))

    def mentions(self) -> tuple[str | None, ...]:
        """What each mention refers to; None for people, who are resolved for the whole corpus, and for open anaphors."""
        found: list[str | None] = [None] * len(self.extraction.mentions)
        for i, mention in enumerate(self.extraction.mentions):
            if mention.label == "ORG" and not _is_bare(mention):
                found[i] = self.organisation(mention.text, mention.start)
                for authority in self._authorities(mention.text, found[i], mention.start):
                    self.named.append(Named(mention.start, authority))
            elif mention.label == "LOC":
                found[i] = self.atlas.enter(
                    mention.text, self.evidence, mention.start, self.text[max(0, mention.start - 30) : mention.start]
                )
        self.named.sort(key=lambda n: n.position)
        self.home = self._home(found)
        self.publisher = self._publisher(found)
        self.kinds.clear()
        for i, mention in enumerate(self.extraction.mentions):
            if mention.label == "ORG" and _is_bare(mention):
                found[i] = self.anaphor(mention.text, mention.start)
        return tuple(found)

    def organisation(self, surface: str, position: int, *, trusts_bare: bool = False) -> str | None:
        """The organisation that a phrase names: an authority of the registers, else one of the corpus.

        Two authorities named together (« Ville et Métropole de Nantes ») stay one organisation of the
        corpus, whose candidates are the two. With ``trusts_bare`` a territory's name alone is its authority's.
        """
        kind = anaphor_kind(surface)
        if kind:
            return self.anaphor(surface, position)
        parts = self.linker.parts(surface, self.evidence, position)
        if parts:
            return self._pair(surface, parts)
        link = self.linker.link_authority(surface, self.evidence, position)
        if not link.authority and not link.candidates and trusts_bare:
            link = self.linker.link_place(without_article(surface), self.evidence, position)
        if not link.authority and not link.candidates and not trusts_bare:
            link = self._known_town(surface, position)
        if link.authority:
            return self.book.enter_authority(link.authority, surface)
        sheet = self.sheet(position)
        for authority in sheet.authorities if sheet else ():
            if abbreviates(surface, authority.name) or abbreviates(surface, authority.place_name):
                return self.book.enter_authority(authority, surface)
        parent = sheet.authorities[0].org_id if sheet and sheet.authorities else None
        return self.book.enter(surface, link.candidates, parent)

    def _known_town(self, surface: str, position: int) -> Link:
        """« Montpellier » alone as an organisation is the town's authority where the document names the town otherwise."""
        if len(surface.split()) > MOST_WORDS:
            return Link()
        town = self.linker.link_place(without_article(surface), self.evidence, position).authority
        return Link(town) if town and town.type == "commune" and town.org_id in self.evidence.places else Link()

    def anaphor(self, text: str, position: int) -> str | None:
        """The organisation that a bare type word stands for."""
        kind = anaphor_kind(text)
        if kind is None:
            return self._named_before(text, position)
        if kind not in self.kinds:
            self.kinds[kind] = [n for n in self.named if fits(n.authority, kind)]
        if kind == "any" and not self.sheet(position) and self.publisher:
            return self.book.enter_authority(self.publisher)
        org_id = resolve_anaphor(kind, position, self.sheet(position), self.kinds[kind], self.linker.ties)
        authority = self.linker.registers.by_id(org_id) if org_id else None
        if not org_id and kind == "epci" and not self.sheet(position):
            authority = self.home
        own = self.publisher
        if own and COUNCIL.fullmatch(fold(text)) and fits(own, kind) and not self.sheet(position):
            return self.book.enter_authority(own)  # whatever other town was named last
        if own and not authority and not self.sheet(position) and (kind == own.type == "commune" or self._is_named(own, position)):
            near = (own, *self.linker.ties(own))
            authority = next((a for a in near if fits(a, kind)), None)  # « le Département » in the magazine of an agglomération
        return self.book.enter_authority(authority) if authority else org_id

    def _home(self, found: Sequence[str | None]) -> Authority | None:
        """« l'agglomération » of a newsletter that names its towns, but never itself."""
        towns = {(e or "").removeprefix("place:") for e in found}
        groups = Counter(a.epci_id for a in (self.linker.registers.by_id(t) for t in sorted(towns) if t.startswith("commune:")) if a)
        org_id, count = groups.most_common(1)[0] if groups else (None, 0)
        return self.linker.registers.by_id(org_id) if org_id and count >= max(HOME_TOWNS, HOME_SHARE * groups.total()) else None

    def _is_named(self, authority: Authority, position: int) -> bool:
        """Whether an authority is named before a place."""
        return any(n.position < position and n.authority == authority for n in self.named)

    def _named_before(self, text: str, position: int) -> str | None:
        """« l'Agence »: the last body named before that begins so."""
        head = fold(without_article(text)) + " "
        named = (m for m in reversed(self.extraction.mentions) if m.start < position and m.label == "ORG" and not m.is_anaphor)
        body = next((m for m in named if fold(m.text).startswith(head)), None)
        return self.organisation(body.text, body.start) if body else None

    def _publisher(self, found: Sequence[str | None]) -> Authority | None:
        """The first authority that the head of a document names; a town alone where it speaks of its council or of « votre ville ».

        Where the head of a town's document names none, the town whose authority is named most.
        """
        count = bisect_left(self.extraction.mentions, HEAD, key=lambda m: m.start)
        head = [entity for entity in found[:count] if entity]
        named = [e for e in head if self.linker.registers.by_id(e)]
        if TOWN_WORD.search(self.head):
            towns = [e for e in (*named, *(e.removeprefix("place:") for e in head)) if e.startswith("commune:")]
            named = towns or named or self._most_named("commune")
        return self.linker.registers.by_id(named[0]) if named else None

    def _most_named(self, kind: str) -> list[str]:
        """The one authority of a kind that the document names again and again, if there is one."""
        counts = Counter(n.authority.org_id for n in self.named if n.authority.type == kind)
        org_id, count = counts.most_common(1)[0] if counts else ("", 0)
        return [org_id] if count >= max(MOST_NAMED, HOME_SHARE * counts.total()) else []

    def figure_organisation(self, figure: Figure) -> str | None:
        """Whose a figure is: as printed, else the organisation of the sheet that it stands in."""
        if figure.org:
            return self.organisation(figure.org, figure.start, trusts_bare=True)
        sheet = self.sheet(figure.start)
        return sheet.org_id if sheet else None

    def project_organisation(self, project: Project) -> str | None:
        """Whose a project is, as its sheet says."""
        return next((s.org_id for s in self.sheets if (s.start, s.end) == (project.start, project.end)), None)

    def sheet_index(self, position: int) -> int:
        """The number of the sheet around a position, -1 outside sheets."""
        at = bisect_right(self.sheets, position, key=lambda s: s.start) - 1
        return at if at >= 0 and position < self.sheets[at].end else -1

    def sheet(self, position: int) -> Sheet | None:
        """The sheet around a position."""
        at = self.sheet_index(position)
        return self.sheets[at] if at >= 0 else None

    def _authorities(self, surface: str | None, org_id: str | None, position: int) -> tuple[Authority, ...]:
        authority = self.linker.registers.by_id(org_id) if org_id else None
        if authority:
            return (authority,)
        return self.linker.parts(surface, self.evidence, position) if surface else ()

    def _pair(self, surface: str, parts: tuple[Authority, ...]) -> str:
        """« VILLE ET MÉTROPOLE DE NANTES » → the organisation « Ville et Métropole de Nantes »."""
        match = COORDINATED.match(fold(surface))
        if match and parts[0].type == "commune":
            words = {"metropole": "Métropole", "eurometropole": "Eurométropole", "communaute urbaine": "Communauté urbaine"}
            second = words.get(match["second"], match["second"].capitalize())
            surface = f"Ville et {second} {parts[0].name.partition(' ')[2]}"
        return self.book.enter(surface, tuple(p.org_id for p in parts))


def _is_bare(mention: Mention) -> bool:
    """Whether a name is a type word alone, however it was read: what it stands for is known once all others are."""
    return mention.is_anaphor or anaphor_kind(mention.text) is not None
