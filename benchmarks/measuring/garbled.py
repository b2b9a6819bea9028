"""Invented people and bodies, and how print garbles their names: the world that benchmarks.resolution draws from."""

from __future__ import annotations

import random
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from pipeline.registers import Authority, Registers

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


def plain(text: str) -> str:
    """A text without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


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
