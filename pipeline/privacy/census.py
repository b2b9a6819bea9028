"""Who is named in the tables: who stays, in which documents, and the names of all others, found by whatever means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.extract.names import is_role_head, matches_email, name_end, person_name, same_person_key
from pipeline.extract.role_patterns import ELECTED_BODIES
from pipeline.french import fold, name_key
from pipeline.knowledge import Knowledge
from pipeline.privacy import patterns
from pipeline.privacy.matching import HANDLE, PREFIX, Form, name_forms, name_words, squashed

Row = Mapping[str, Any]
FREQUENT = 5e-6
"""Share of all words from which a family name is too common to be one person's wherever it stands: « Martin », not « Tessier »."""
ARTICLES = frozenset({"le", "la", "les", "l"})
"""« Madame La Présidente »; « Mme Le Goff » is found as a name by other means."""
LINKS = frozenset("de la le les du des et d l".split())
CAPITALISED = re.compile(patterns.NAME_WORD)
FULL_NAME = re.compile(rf"(?<![\w’'-]){patterns.NAME}")


@dataclass(slots=True)
class Person:
    """A name that is replaced somewhere, and the documents that hold it."""

    key: str
    given: str | None
    family: str | None
    documents: set[str] = field(default_factory=set)
    found_by: set[str] = field(default_factory=set)
    """``people``, ``alias``, ``mention``, ``address``, ``handle``, ``civility``, ``given_name``, ``label``, ``path``."""


@dataclass(slots=True)
class Census:
    """The people of a build. ``kept`` gives, for each document, the keys of those who stay named in it, and on what ground."""

    people: dict[str, Person] = field(default_factory=dict)
    kept: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    keys: dict[str, str] = field(default_factory=dict)
    """person_id to key."""
    holders: dict[str, Person] = field(default_factory=dict)
    """Those who stay named somewhere: their names are looked for too, so that a namesake does not take them."""

    def add(self, name: str, document: str, found_by: str) -> str | None:
        """Count a name as one to replace, unless it is that of somebody who stays named in the document or of history."""
        given, family = split_name(name)
        key = same_person_key(f"{given or ''} {family or ''}")
        words = set(key.split())
        if all(is_role_head(word) or word in ARTICLES for word in words):  # « le Maire »
            return None
        if name_key(name) in patterns.PUBLIC_FIGURES or any(words <= set(k.split()) for k in self.kept[document]):
            return None
        person = self.people.setdefault(key, Person(key, given, family))
        person.documents.add(document)
        person.found_by.add(found_by)
        return key

    def is_kept(self, key: str, document: str | None) -> bool:
        """Whether somebody stays named in a document."""
        return document is not None and key in self.kept.get(document, {})


def split_name(name: str) -> tuple[str | None, str | None]:
    """Given and family name as printed; a name of one word that is no given name is a family name.

    >>> split_name("DUPONT Jeanne"), split_name("Lola"), split_name("Vandamme")
    (('Jeanne', 'Dupont'), ('Lola', None), (None, 'Vandamme'))
    """
    _, given, family = person_name(name.strip(" .,;:"))
    if family is None and given and fold(given.split("-")[0]) not in patterns.GIVEN_NAMES:
        return None, given
    return given, family


def office_ground(role: Row, organisation: Row | None) -> str | None:
    """Why the holder of a role stays named, None when he does not.

    >>> office_ground({"role_type": "maire", "role": "maire de Brest", "relation": "speaker"}, None) is None
    False
    >>> office_ground({"role_type": "president", "role": "présidente du club", "relation": "speaker"}, {"type": "association"})
    """
    kind = role["role_type"]
    if kind not in patterns.OFFICES:
        return None
    ground, needs_body = patterns.OFFICES[kind]
    said = fold(role["role"] or "")
    if patterns.NOT_IN_OFFICE.search(re.sub(r"^(?:premiere? )?adjointe?.*", "", said)):
        return None
    if not needs_body:
        return ground
    if organisation is None or organisation["type"] not in patterns.PUBLIC_BODIES:
        return None
    if kind in ("dgs", "dga"):
        return ground
    elected = role["relation"] == "elected" or (kind not in patterns.ELECTED and ELECTED_BODIES.search(said))
    return ground if elected else None


def take_census(tables: Mapping[str, Sequence[Row]], knowledge: Knowledge) -> Census:
    """Everybody whom the tables name."""
    census = Census()
    names = {row["person_id"]: row["name"] for row in tables["people"]}
    census.keys = {person: same_person_key(" ".join(filter(None, split_name(name)))) for person, name in names.items()}
    organisations = {row["org_id"]: row for row in tables["organisations"]}
    for role in tables["roles"]:
        if ground := office_ground(role, organisations.get(role["org_id"])):
            key = census.keys[role["person_id"]]
            census.kept[role["doc_id"]].setdefault(key, ground)
            census.holders.setdefault(key, Person(key, *split_name(names[role["person_id"]])))
    add_people(census, tables, names)
    for row in tables["documents"]:
        for name in path_names(row["source_path"], knowledge):
            census.add(name, row["doc_id"], "path")
    texts: dict[str, list[str]] = defaultdict(list)
    for document, text, spans in texts_of(tables):
        texts[document].append(text)
        for name, found_by in found_names(text, spans, knowledge):
            census.add(name, document, found_by)
    for document, its_texts in texts.items():
        for name, found_by in address_names("\n".join(its_texts), document, census, knowledge):
            census.add(name, document, found_by)
    drop_bare(census)
    return census


def drop_bare(census: Census) -> None:
    """Leave out family names alone (« Mme Martin ») where the document says whose they are."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for person in census.people.values():
        if person.given and person.family:
            bearers[squashed(person.family)] |= person.documents
    for key, person in list(census.people.items()):
        if person.given is None and person.found_by <= {"civility", "alias"}:
            person.documents -= bearers[squashed(person.family or "")]
            if not person.documents:
                del census.people[key]


def add_people(census: Census, tables: Mapping[str, Sequence[Row]], names: Mapping[str, str]) -> None:
    """Add the people whom roles and mentions name where they hold no office, and the mentions that no person was found for."""
    aliases = {row["person_id"]: row["aliases"] for row in tables["people"]}
    for table, column in (("roles", "person_id"), ("mentions", "entity_id")):
        for row in tables[table]:
            person, document = row[column], row["doc_id"]
            if person in names and not census.is_kept(census.keys[person], document):
                census.keys[person] = census.add(names[person], document, "people") or census.keys[person]
                for alias in aliases[person]:
                    census.add(alias, document, "alias")
            elif table == "mentions" and row["label"] == "PER" and person not in names:
                census.add(row["text"], document, "mention")


def texts_of(tables: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """The texts in which names are looked for, with what is known to be no person in them: clean texts, what repairs removed."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for mention in tables["mentions"]:
        if mention["label"] != "PER":
            spans[mention["doc_id"]].append((mention["start"], mention["end"]))
    for row in tables["documents"]:
        yield row["doc_id"], row["text"] or "", spans[row["doc_id"]]
        for column in ("title", "error", "source_url", "licence"):
            yield row["doc_id"], row[column] or "", []
    for row in tables["repairs"]:
        if len(row["before"]) >= PREFIX:
            yield row["doc_id"], row["before"], []
    for table, columns in (("links", ("url", "label")), ("sections", ("title",)), ("rejections", ("reason", "detail"))):
        for row in tables[table]:
            for column in columns:
                yield row["doc_id"], row[column] or "", []


def found_names(text: str, apart: Sequence[tuple[int, int]], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Names that stand after a civility, and capitalised words after a given name, whatever the recogniser made of them.

    >>> from pipeline.knowledge import load_knowledge
    >>> list(found_names("Signé : Paule Vandamme, pour Mme TESSIER et la rue Jean Moulin", [], load_knowledge()))
    [('TESSIER', 'civility'), ('Paule Vandamme', 'given_name')]
    """
    for _, name in addressed(text):
        yield name, "civility"
    for match in patterns.LABELLED.finditer(text):
        words = match["names"].split()
        common = any(knowledge.lexicon.is_common(fold(word)) or is_role_head(word) for word in (words[0], words[-1]))
        if len(words) > 1 and not common and not any(a < match.end() and match.start("names") < b for a, b in apart):
            yield match["names"], "label"
    for match in FULL_NAME.finditer(text):
        words = text[match.start() : name_end(text, match.start())].split()
        if len(words) < 2 or fold(words[0].split("-")[0]) not in patterns.GIVEN_NAMES or is_word(words[1], knowledge):
            continue
        inside = any(a < match.end() and match.start() < b for a, b in apart)
        if not inside and not patterns.EPONYM_HEAD.search(text[max(0, match.start() - 40) : match.start()]):
            yield " ".join(words), "given_name"


def addressed(text: str) -> Iterator[tuple[int, str]]:
    """Names after a civility, and where each begins: « MM. Lý et Petit »."""
    for match in patterns.CIVILITY.finditer(text):
        at = match.start("names")
        for name in re.split(r"([ \u00a0]?,[ \u00a0]|[ \u00a0]et[ \u00a0](?:M\.|Mme)?[ \u00a0]?)", match["names"]):
            words = name.split()
            if words and words[0][0].isupper() and not is_role_head(words[0]) and fold(words[0]) not in ARTICLES:
                yield at, name
            at += len(name)


def path_names(path: str, knowledge: Knowledge) -> Iterator[str]:
    """Names that a file is called by: a given name and a word that is none; not those of schools and streets.

    >>> from pipeline.knowledge import load_knowledge
    >>> [*path_names("a/01_memoire-claire-vandamme.pdf", load_knowledge()), *path_names("ecole-romain-rolland.pdf", load_knowledge())]
    ['Claire Vandamme']
    """
    words = re.findall(r"[^\W\d_]+", path.rpartition("/")[2].rpartition(".")[0])
    for given, family in () if patterns.EPONYM_WORD.search(fold(" ".join(words))) else pairwise(words):
        is_known = knowledge.lexicon.is_common(family.lower()) or knowledge.registers.places(family.capitalize())
        if fold(given) in patterns.GIVEN_NAMES and fold(family) not in patterns.GIVEN_NAMES | LINKS and not is_known:
            yield f"{given.capitalize()} {family.capitalize()}"


def is_word(word: str, knowledge: Knowledge) -> bool:
    """Whether a capitalised word is one that administrative French writes in lower case: « Claire Réponse », not « Claire Petitjean »."""
    return word.lower() in knowledge.lexicon.common_words and knowledge.lexicon.frequency(word) > 1e-4 and not word.isupper()


def personal_addresses(text: str) -> Iterator[re.Match[str]]:
    """The e-mail addresses of persons in a text; those of bodies are made of generic words.

    >>> [m[0] for m in personal_addresses("contact@example.org, service.urbanisme@example.org, j.dupont@example.org")]
    ['j.dupont@example.org']
    """
    for match in patterns.EMAIL.finditer(text):
        local, _, domain = re.sub(r"\s?(?:\(at\)|\[at\]|\(a\)|＠|&#64;|%40|@)\s?", "@", match[0]).partition("@")
        if not is_generic(local, domain):
            yield match


def is_generic(local: str, domain: str) -> bool:
    """Whether the part of an address before the @ names a body or a service.

    >>> is_generic("mairie-colmar", "colmar.example"), is_generic("a.colmar", "ville.example"), is_generic("dechets", "x.example")
    (True, False, True)
    """
    words, of = name_words(re.sub(r"\d+", " ", local)), set(name_words(domain))
    telling = [w for w in words if w not in patterns.GENERIC_WORDS and w not in of and w not in LINKS]
    return bool(words) and not telling and any(w in patterns.GENERIC_WORDS for w in words)


def address_names(text: str, document: str, census: Census, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Names that only an address tells: « paule.vandamme@ » where a text of the document signs « Paule Vandamme »; « /~pvandamme »."""
    unknown: list[list[str]] = []
    for match in personal_addresses(text):
        parts = [w for w in name_words(match[0].partition("@")[0]) if len(w) > 1]
        here = (p for p in census.people.values() if document in p.documents and p.family)
        if parts and not any(matches_email(f"{p.given or ''} {p.family}".strip(), match[0]) for p in here):
            unknown.append(parts)
    if not unknown:
        return
    words = [(fold(w[0]), w[0]) for w in CAPITALISED.finditer(patterns.EMAIL.sub(" ", text))]
    pairs = {(a[0], b[0]) for a, b in pairwise(words)}
    for parts in unknown:
        first, last = parts[0], parts[-1]
        if len(parts) > 1:
            signed = ((first, last) in pairs or (last, first) in pairs) and not knowledge.lexicon.is_common(first)
            if first in patterns.GIVEN_NAMES or signed:
                yield f"{first.capitalize()} {' '.join(parts[1:]).upper()}", "address"
        elif len(first) > PREFIX and not is_ambiguous(first[1:], knowledge):
            yield from ((printed, "address") for word, printed in words if word in (first, first[1:]) and not printed.isupper())
            yield first, "handle"


def is_ambiguous(name: str, knowledge: Knowledge) -> bool:
    """Whether a family name is also a common word or a town."""
    words = name_words(name)
    if any(len(w) >= 12 for w in words):
        return False
    plain = [knowledge.lexicon.frequency(w) >= FREQUENT or w in knowledge.lexicon.common_words for w in words]
    return all(plain) or bool(knowledge.registers.places(" ".join(w.capitalize() for w in words)))


def all_forms(people: Iterable[Person], knowledge: Knowledge) -> Iterator[Form]:
    """Every form of every name; of a family name of several parts, each part too."""
    for person in people:
        if person.found_by == {"handle"}:
            yield Form(squashed(person.family or ""), HANDLE, person.key)
            continue
        yield from name_forms(person.key, person.given, person.family, is_ambiguous(person.family or "", knowledge))
        parts = re.split(r"[\s-]+", person.family or "")
        for part in (re.sub(r"^[dDlL]['’]", "", part) for part in parts if len(parts) > 1):
            if len(squashed(part)) > PREFIX and not is_ambiguous(part, knowledge):
                yield from name_forms(person.key, person.given, part, False)
