"""Documents that name the people, bodies and places of an invented world, with the truth about each name."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.measuring.garbled import Someone, World, plain
from pipeline.records import Acronym, CleanDocument, Extraction, Mention, Role, Source
from pipeline.registers import Authority, Registers

Made = tuple[CleanDocument, Extraction, list[tuple[str, int, str]]]


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
