"""Until normalise lands: people by name, nothing else resolved."""

from pipeline.french import slug
from pipeline.records import DocumentLinks, Entities, Person, Organisation


def normalise_corpus(documents, extractions, knowledge, overrides):
    people, orgs, links = {}, {}, []

    def org(name):
        if not name:
            return None
        orgs.setdefault("org:" + slug(name), name)
        return "org:" + slug(name)

    for e in extractions:
        for r in e.roles:
            k = "person:" + slug(r.name)
            if k not in people or r.email:
                people[k] = Person(k, r.name, r.given_name, r.family_name, r.email)
        links.append(
            DocumentLinks(
                e.doc_id,
                tuple(None for _ in e.mentions),
                tuple("person:" + slug(r.name) for r in e.roles),
                tuple(org(r.org) for r in e.roles),
                tuple(org(f.org) for f in e.figures),
                tuple(org(p.org) for p in e.projects),
            )
        )
    return Entities(tuple(Organisation(k, n, "autre") for k, n in orgs.items()), (), tuple(people.values()), tuple(links))
