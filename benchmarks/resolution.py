"""How well names are resolved: 10,000 noisy names of invented people, bodies and of places, whose truth is known.

    python -m benchmarks.resolution [--names 10000] [--seed 1 2] [--errors 10]

Invented people (given names in use, family names made of syllables) hold a role in an authority of the registers, invented
bodies sit in a town, and documents name them as print does: capitals, « DUPONT Alice », lost accents, one or two wrong
letters, titles, initials, compound names shortened, married names, abbreviations, « St » for « Saint ». Among them are
people of one name in different places, siblings, families one letter apart, bodies of neighbouring towns, and towns that
share a name. A document is about one authority, whose people it names with their role, at times with their e-mail, or bare.
Noise is drawn from the seed; the rules were written on seed 1, seed 2 is another draw.

Pairwise precision: of all pairs of names that were given one entity, how many are one; recall: of all pairs that are one, how
many were given one entity. Names left open count against recall.
"""

from __future__ import annotations

import argparse
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from pipeline.knowledge import Knowledge
from pipeline.normalise import Overrides, normalise_corpus
from pipeline.records import Acronym, CleanDocument, Entities, Extraction, Mention, Role, Source
from pipeline.registers import Authority, Registers, load_registers

GIVEN = (
    "Alice Anne Antoine André Arnaud Benoît Brigitte Bruno Camille Caroline Catherine Cécile Céline Chantal Charlotte Christelle"
    " Christian Christine Christophe Claire Claude Corinne Daniel Danièle David Delphine Denis Didier Dominique Élise Élodie Émilie Éric"
    " Estelle Fabien Fabrice Florence Franck François Françoise Frédéric Frédérique Gaëlle Gérard Gilles Guillaume Hélène Hervé Hugo"
    " Isabelle Jacques Jean Jean-Luc Jean-Marc Jean-Pierre Jeanne Jérôme Joël Joëlle Julie Julien Karine Laurence Laurent Léa Lionel Louise"
    " Luc Lucie Marc Marie Marie-Claude Marie-Laure Martine Mathieu Maxime Mélanie Michel Michèle Monique Muriel Nadège Nathalie Nicolas"
    " Noémie Olivier Pascal Pascale Patricia Patrick Paul Philippe Pierre Raphaël René Renée Romain Sandrine Sébastien Serge Sophie"
    " Stéphane Stéphanie Sylvain Sylvie Thérèse Thierry Thomas Valérie Véronique Vincent Virginie Xavier Yann Yves Zoé"
).split()
ONSETS = (
    "B Bar Ber Bl Bou Br C Cas Char Ch Cl Cou D Des Dr Du F Fl For G Gar Gr H J K L Lan M Mar Mor N P Per Pr R Ros S Sal T Tr V Ver W"
).split()
CORES = ("a", "au", "e", "é", "eau", "er", "i", "in", "o", "on", "ou", "oi", "u", "an", "en")
MIDDLES = ("b", "ch", "d", "g", "gn", "ll", "l", "m", "n", "nn", "ni", "p", "qu", "r", "rr", "s", "ss", "st", "t", "tt", "v", "vi")
TAILS = ("", "ac", "ais", "and", "ard", "as", "at", "aud", "eau", "el", "er", "et", "ez", "ic", "ier", "in", "on", "ot", "ou", "oux", "y")
ROLES = (
    ("maire", "maire"),
    ("adjointe au maire", "adjoint"),
    ("directeur général des services", "dgs"),
    ("directrice des finances", "directeur"),
    ("directrice de l'éducation", "directeur"),
    ("responsable du service des archives", None),
    ("chargée de mission mobilités", None),
    ("cheffe de projet habitat", None),
    ("technicien voirie", None),
    ("conseiller délégué au sport", None),
    ("président", "president"),
    ("vice-président chargé de l'eau", "vice_president"),
)
BODIES = (
    "Association des commerçants",
    "Association des parents d'élèves",
    "Centre communal d'action sociale",
    "Office de tourisme",
    "Mission locale",
    "Club nautique",
    "Syndicat des eaux",
    "Régie des transports",
    "Agence d'urbanisme",
    "Observatoire de l'habitat",
    "Union sportive",
    "Comité des fêtes",
    "Réseau des bibliothèques",
    "Fédération des maisons de quartier",
    "Conservatoire de musique",
)
TITLES = {False: ("M. ", "Monsieur "), True: ("Mme ", "Madame ")}


@dataclass(frozen=True)
class Someone:
    """An invented person."""

    key: str
    given: str
    family: str
    role: str
    role_type: str | None
    home: Authority
    email: str | None
    married: str | None = None


@dataclass
class Draft:
    """A document while it is written, with the truth about each name."""

    doc_id: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    acronyms: list[Acronym] = field(default_factory=list)
    truth: list[tuple[str, int, str]] = field(default_factory=list)
    """("mention" or "role", number, who it is)."""

    def write(self, text: str) -> int:
        """Add text; gives its start."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def name(self, label: str, text: str, who: str | None) -> None:
        """Add a name that is a mention."""
        start = self.write(text)
        if who:
            self.truth.append(("mention", len(self.mentions), who))
        self.mentions.append(Mention(start, start + len(text), label, text, "rule", 1.0))


class World:
    """Who and what there is, and how it is misprinted."""

    def __init__(self, seed: int, registers: Registers, people: int) -> None:
        self.draw = random.Random(seed)
        self.registers = registers
        self.towns = [a for a in self._authorities("commune") if (a.population or 0) >= 3000]
        weights = [a.population or 1 for a in self.towns]
        groups = self.draw.choices(self._authorities("epci"), k=30)
        self.twins = self._twins()
        self.homes = self.draw.choices(self.towns, weights, k=160) + groups + self.draw.sample(self._authorities("departement"), 30)
        self.homes += [town for pair in self.draw.sample(self.twins, 12) for town in pair]
        self.families = [self._family() for _ in range(people // 2)]
        self.people = self._people(people)
        self.staff: dict[str, list[Someone]] = defaultdict(list)
        for person in self.people:
            self.staff[person.home.org_id].append(person)
        self.bodies = [(f"body {i}", self.draw.choice(BODIES), self._town_of_body()) for i in range(people // 3)]
        self.bodies = list({(kind, town.org_id): (key, kind, town) for key, kind, town in self.bodies}.values())

    def _authorities(self, kind: str) -> list[Authority]:
        found = (self.registers.by_id(i) for i in sorted(self.registers.ids))
        return [a for a in found if a and a.type == kind]

    def _twins(self) -> list[tuple[Authority, Authority]]:
        """Towns whose names are one letter apart."""
        first: dict[str, Authority] = {}
        found: list[tuple[Authority, Authority]] = []
        for town in self.towns:
            name = plain(town.place_name)
            forms = {name[:i] + "." + name[i + 1 :] for i in range(1, len(name))}
            found += [(first[f], town) for f in sorted(forms) if f in first and plain(first[f].place_name) != name]
            first.update(dict.fromkeys(forms, town))
        return found

    def _family(self) -> str:
        pick = self.draw.choice
        middle = pick(MIDDLES) + (pick(CORES) + pick(MIDDLES) if self.draw.random() < 0.35 else "")
        name = pick(ONSETS) + pick(CORES) + middle + (pick(TAILS) or pick(CORES))
        return ("Le " if self.draw.random() < 0.04 else "De " if self.draw.random() < 0.02 else "") + name

    def _people(self, count: int) -> list[Someone]:
        """Families as unequal as in life, and for one in five a person who is easily taken for another."""
        ranks = [1 / (i + 10) for i in range(len(self.families))]
        found: list[Someone] = []
        while len(found) < count:
            home = self.draw.choice(self.homes)
            person = self._someone(self.draw.choice(GIVEN), self.draw.choices(self.families, ranks)[0], home, len(found))
            if any((p.given, p.family, p.home.org_id) == (person.given, person.family, home.org_id) for p in found):
                continue  # two of one name in one place nobody can tell apart
            found.append(person)
            confused = self.draw.random()
            if confused < 0.06:  # one name, another place
                others = [h for h in self.homes if h.departement_code != home.departement_code]
                found.append(self._someone(person.given, person.family, self.draw.choice(others), len(found)))
            elif confused < 0.13:  # a sibling in the same place
                found.append(
                    self._someone(self.draw.choice([g for g in GIVEN if g[0] != person.given[0]]), person.family, home, len(found))
                )
            elif confused < 0.2:  # a family one letter away, elsewhere
                others = [h for h in self.homes if h.departement_code != home.departement_code]
                found.append(self._someone(person.given, self.misspell(person.family), self.draw.choice(others), len(found)))
        return found

    def _someone(self, given: str, family: str, home: Authority, number: int) -> Someone:
        role, role_type = self.draw.choice(ROLES)
        if role_type == "maire" and home.type != "commune":
            role, role_type = "président", "president"
        host = plain(home.place_name).lower().replace(" ", "-").replace("'", "-")
        local = f"{plain(given)}.{plain(family)}".lower().replace(" ", "")
        email = f"{local}@{host}.example.org" if self.draw.random() < 0.5 else None
        married = self.draw.choice(self.families) if self.draw.random() < 0.04 else None
        return Someone(f"person {number}", given, family, role, role_type, home, email, married)

    def _town_of_body(self) -> Authority:
        return self.draw.choice([h for h in self.homes if h.type == "commune"])

    def misspell(self, text: str, times: int = 1) -> str:
        """A letter left out, doubled, changed or swapped with the next, not the first one."""
        for _ in range(times):
            places = [i for i, c in enumerate(text) if i and c.isalpha() and text[i - 1].isalpha()]
            if not places:
                return text
            at = self.draw.choice(places)
            kind = self.draw.random()
            if kind < 0.3:
                text = text[:at] + text[at + 1 :]
            elif kind < 0.55:
                text = text[:at] + text[at] + text[at:]
            elif kind < 0.85:
                text = text[:at] + self.draw.choice("aeioulmnrst") + text[at + 1 :]
            else:
                text = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :] if at > 1 else text
        return text

    def print_name(self, person: Someone, *, short: bool) -> tuple[str, str, str]:
        """(as printed, given name, family name); ``short`` where the person was named before."""
        given, family = self._noisy(person)
        if (short and self.draw.random() < 0.3) or self.draw.random() < 0.04:
            given = "-".join(f"{part[0]}." for part in given.split("-"))
        elif "-" in given and self.draw.random() < 0.1:
            given = given.replace("-", " ")
        style = self.draw.random()
        shown = f"{given} {family}"
        if style < 0.15:
            shown = f"{family.upper()} {given}"
        elif style < 0.25:
            shown = f"{given} {family.upper()}"
        elif style < 0.3:
            shown = shown.upper()
        elif style < 0.4:
            shown = self.draw.choice(TITLES[given.endswith("e")]) + shown
        return shown, given, family

    def _noisy(self, person: Someone) -> tuple[str, str]:
        """Given and family name with the married name, a misprint, or no accents."""
        given, family = person.given, person.family
        noise = self.draw.random()
        if person.married and noise < 0.4:
            family = f"{family}-{person.married}"
        elif noise < 0.05:
            family = self.misspell(family, 2 if len(family) > 9 and self.draw.random() < 0.3 else 1)
        elif noise < 0.08:
            given = self.misspell(given)
        elif noise < 0.14:
            given, family = plain(given), plain(family)
        return given, family


def plain(text: str) -> str:
    """A text without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def main() -> None:
    """Print one table a seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--seed", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    registers = load_registers()
    for seed in options.seed:
        documents = make_documents(options.names, seed, registers)
        entities = normalise_corpus(
            [document for document, _, _ in documents],
            [extraction for _, extraction, _ in documents],
            Knowledge(cast(Any, None), cast(Any, None), registers),
            Overrides(),
        )
        print(f"seed {seed}: {sum(len(truth) for _, _, truth in documents):,} names in {len(documents):,} documents")
        for line in report(documents, entities, options.errors):
            print(line)


Made = tuple[CleanDocument, Extraction, list[tuple[str, int, str]]]


def make_documents(count: int, seed: int, registers: Registers) -> list[Made]:
    """Documents with about as many names as asked for."""
    world = World(seed, registers, max(20, count // 6))
    made: list[Made] = []
    total = 0
    while total < count:
        made.append(make_document(world, f"doc-{len(made):05d}"))
        total += len(made[-1][2])
    return made


def make_document(world: World, doc_id: str) -> Made:
    """A document of one authority: its people, bodies of its town, its place and others."""
    draw = world.draw
    home = draw.choice(world.homes)
    draft = Draft(doc_id)
    draft.write("Publié par ")
    draft.name("ORG", home.name, None)
    departement = world.registers.by_id(f"departement:{home.departement_code}")
    if departement and departement.org_id != home.org_id:
        draft.write(" (")
        draft.name("LOC", departement.place_name, None)
        draft.write(")")
    draft.write(".\n")
    staff = world.staff.get(home.org_id, [])
    for person in draw.sample(staff, min(len(staff), draw.randint(2, 6))):
        write_person(world, draft, person)
    if draw.random() < 0.4:
        write_person(world, draft, draw.choice(world.people), is_guest=True)
    bodies = [b for b in world.bodies if b[2].org_id == home.org_id] or world.bodies
    for body in draw.sample(bodies, min(len(bodies), draw.randint(1, 4))):
        write_body(world, draft, body)
    for _ in range(draw.randint(1, 3)):
        write_place(world, draft, home)
    text = "".join(draft.parts)
    source = Source(doc_id, f"{doc_id}.txt", "0", len(text), "text/plain")
    extraction = Extraction(
        doc_id,
        mentions=tuple(draft.mentions),
        roles=tuple(draft.roles),
        acronyms=tuple(draft.acronyms),
        genre=draw.choice(("report", "other")),
    )
    return CleanDocument(source, text, len(text)), extraction, draft.truth


def write_person(world: World, draft: Draft, person: Someone, *, is_guest: bool = False) -> None:
    """With the role, as a role's name, then maybe bare; or bare alone. A guest's organisation is said."""
    draw = world.draw
    with_role = is_guest or draw.random() < 0.7
    for turn in range(draw.choice((1, 1, 2))):
        shown, given, family = world.print_name(person, short=turn > 0)
        if not with_role or turn:
            draft.write("Puis ")
            draft.name("PER", shown, person.key)
            draft.write(" répond.\n")
            continue
        printed = f"{given} {family}"
        start = draft.write(f"{printed}, {person.role}, parle.\n")
        org = person.home.name if is_guest or draw.random() < 0.6 else None
        email = person.email if draw.random() < 0.5 else None
        draft.truth.append(("role", len(draft.roles), person.key))
        end = start + len(printed)
        draft.roles.append(Role(printed, given, family, email, "mentioned", person.role, person.role_type, None, org, start, end, 1.0))


def write_body(world: World, draft: Draft, body: tuple[str, str, Authority]) -> None:
    """In full, in capitals, misspelt, without accents, or defined with its abbreviation and then abbreviated."""
    key, kind, town = body
    draw = world.draw
    elided = "d'" if town.place_name[0] in "AEIOUYÉÈÎ" else "de "
    name = f"{kind} {elided}{town.place_name}"
    style = draw.random()
    draft.write("Avec l'")
    if style < 0.15:
        draft.name("ORG", name.upper(), key)
    elif style < 0.27:
        draft.name("ORG", world.misspell(name, 2 if draw.random() < 0.2 else 1), key)
    elif style < 0.37:
        draft.name("ORG", plain(name), key)
    elif style < 0.5:
        short = "".join(
            w[0] for w in name.replace("'", " ").replace("-", " ").split() if w not in ("de", "des", "d", "du", "la", "le", "l")
        )
        short = plain(short).upper()
        start = draft.length
        draft.name("ORG", name, key)
        draft.write(f" ({short})")
        draft.acronyms.append(Acronym(short, name, start, draft.length))
        draft.write(". Puis le ")
        draft.name("ORG", short, key)
    elif style < 0.6:
        draft.name("ORG", "l'" + name[0].lower() + name[1:], key)
    else:
        draft.name("ORG", name, key)
    draft.write(" agit.\n")


def write_place(world: World, draft: Draft, home: Authority) -> None:
    """The home, a town of the same département, or a large one elsewhere; as printed."""
    draw = world.draw
    near = [t for t in world.towns if t.departement_code == home.departement_code]
    far = [t for t in world.towns if (t.population or 0) >= 30_000]
    town = draw.choice(near) if near and draw.random() < 0.6 else draw.choice(far)
    name = town.place_name
    style = draw.random()
    if style < 0.2:
        name = name.upper()
    elif style < 0.35:
        name = plain(name)
    elif style < 0.45 and "Saint" in name:
        name = name.replace("Saint", "St")
    elif style < 0.55:
        name = name.replace("-", " ")
    elif style < 0.63 and len(name) >= 7:
        name = world.misspell(name)
    elif style < 0.68 and "-sur-" in name:
        name = name.partition("-sur-")[0]
    draft.write("À ")
    draft.name("LOC", name, f"place:{town.org_id}")
    departement = world.registers.by_id(f"departement:{town.departement_code}")
    if departement and town not in near and len(world.registers.places(town.place_name)) > 1:  # a namesake elsewhere
        draft.write(" (")
        draft.name("LOC", departement.place_name, None)
        draft.write(")")
    draft.write(", on construit.\n")


def report(documents: Sequence[Made], entities: Entities, errors: int) -> list[str]:
    """Precision and recall over pairs, by kind and in all."""
    links = {link.doc_id: link for link in entities.links}
    found: list[tuple[str, str, str]] = []  # truth, entity, where
    for document, extraction, truth in documents:
        link = links[extraction.doc_id]
        for kind, number, who in truth:
            entity = (link.mentions if kind == "mention" else link.role_people)[number]
            start, end = (
                ((m := extraction.mentions[number]).start, m.end) if kind == "mention" else ((r := extraction.roles[number]).start, r.end)
            )
            found.append((who, entity or f"open {extraction.doc_id} {kind} {number}", f"{extraction.doc_id}: {document.text[start:end]}"))
    lines = ["| names | number | pairwise precision | recall |", "|---|---|---|---|"]
    tests: list[tuple[str, Callable[[str], bool]]] = [
        ("people", lambda who: who.startswith("person")),
        ("organisations", lambda who: who.startswith("body")),
        ("places", lambda who: who.startswith("place")),
        ("all", lambda who: True),
    ]
    for title, is_meant in tests:
        some = [(who, entity) for who, entity, _ in found if is_meant(who)]
        precision, recall = pairwise(some)
        lines.append(f"| {title} | {len(some):,} | {precision:.4f} | {recall:.4f} |")
    return [*lines, *worst(found, errors)]


def pairwise(found: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall over all pairs.

    >>> pairwise([("a", "1"), ("a", "1"), ("a", "2"), ("b", "2")])
    (0.5, 0.3333333333333333)
    """
    kept = list(found)
    both = _pairs(Counter(kept))
    return both / max(1, _pairs(Counter(entity for _, entity in kept))), both / max(1, _pairs(Counter(who for who, _ in kept)))


def _pairs(counts: Counter[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def worst(found: Sequence[tuple[str, str, str]], count: int) -> list[str]:
    """The entities with most wrong pairs, and the truths with most lost ones."""
    lines: list[str] = []
    for title, mine, other in (("joined", 1, 0), ("parted", 0, 1)):
        groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in found:
            groups[row[mine]][row[other]].append(row[2])
        wrong = sorted(
            groups.items(),
            key=lambda g: (
                -(_pairs(Counter({"": sum(map(len, g[1].values()))})) - _pairs(Counter({k: len(v) for k, v in g[1].items()}))),
                g[0],
            ),
        )
        for key, parts in [g for g in wrong if len(g[1]) > 1][:count]:
            lines.append(f"{title} {key}: " + " | ".join(f"{part} {sorted(set(names))[:4]} ×{len(names)}" for part, names in parts.items()))
    return lines


if __name__ == "__main__":
    main()
