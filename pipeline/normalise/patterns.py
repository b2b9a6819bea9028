"""What French organisations' names say of their type, and what bare words stand for: data."""

from __future__ import annotations

import re

ORGANISATION_TYPES: tuple[tuple[str, str], ...] = (
    # the first pattern found in the folded name decides
    ("collectivite", r"^(?:ville|commune|mairie) et (?:de )?(?:la |l'|le )?(?:metropole|eurometropole|communaute|agglomeration)"),  # Ville et Métropole de Nantes
    ("etat", r"^(?:l'|d')?etat$|^conseil d'etat|^cour (?:des comptes|de cassation)|^(?:premier )?ministere|^gouvernement|^senat$|^assemblee nationale"),
    ("etat", r"^(?:secretariat d'etat|prefecture|sous-prefecture|rectorat|academie d|defenseur des droits|conseil constitutionnel|parlement$)"),
    ("etat", r"^(?:direction (?:regionale|departementale|interministerielle)|haute? autorite|haut-? ?commissariat|tribunal|chambre regionale des comptes)"),
    ("service", r"^(?:sous-)?(?:direction|directions|pole|service|services|delegation|division|cellule|mission|bureau|unite|departement) (?!locale)"),
    ("service", r"^(?:direction generale|secretariat general|cabinet du|guichet)"),
    ("ecole", r"^(?:ecole|universite|institut d'etudes politiques|sciences po|faculte|lycee|college|iut |iae |grande ecole|academie)"),
    ("ecole", r"^(?:conservatoire|business school)|\b(?:business school|university|school)\b"),
    ("association", r"^(?:association|federation|confederation|ligue|amicale|collectif|union|syndicat national|comite|reseau|fondation|secours|club)"),
    ("association", r"^(?:mission locale|maison des jeunes|foyer|centre social|observatoire|agence d'urbanisme|syndicat d'initiative)"),
    ("etablissement_public", r"^(?:etablissement public|agence|office|centre (?:national|communal|intercommunal|hospitalier|de gestion)|caisse|chambre)"),
    ("etablissement_public", r"^(?:syndicat (?:mixte|intercommunal)|chu |hopital|parc (?:naturel|national)|pnr|musee|bibliotheque|mediatheque|regie)"),
    ("etablissement_public", r"^(?:institut|pole emploi|france travail|cap emploi|banque (?:des territoires|de france)|opera|theatre national|grand port)"),
    ("entreprise", r"^(?:societe|groupe|compagnie|cabinet|banque|cooperative|mutuelle|sem|spl|scop|scic)\b|\b(?:sas|sarl|s\.a\.|group|consulting|conseil)$"),
    ("collectivite", r"^(?:ville|commune|departement|region|province|collectivite|canton|land|conseil (?:municipal|departemental|regional|general))\b"),
    ("collectivite", r"^(?:metropole|communaute (?:urbaine|d'agglomeration|de communes)|agglomeration)|\bmetropole$|\bagglomeration$"),
)
"""« Association des petites villes de France » → association. The types are the contract's."""

TYPES = tuple((kind, re.compile(pattern)) for kind, pattern in ORGANISATION_TYPES)


def organisation_type(folded: str) -> str:
    """The type that a folded name says.

    >>> organisation_type("direction de l'education"), organisation_type("cour des comptes"), organisation_type("enedis")
    ('service', 'etat', 'autre')
    """
    return next((kind for kind, pattern in TYPES if pattern.search(folded)), "autre")


COORDINATED = re.compile(
    r"^(?P<first>ville|commune|departement|conseil departemental) et (?:de )?(?:la |l'|le )?"
    r"(?P<second>metropole|eurometropole|communaute urbaine|communaute d'agglomeration|agglomeration|departement|region)"
    r"(?P<rest> (?:de |du |d'|des ).+)$"
)
"""« Ville et la Métropole de Nantes » names two authorities."""

ANAPHORS: tuple[tuple[str, str], ...] = (
    ("commune", r"^(?:ville|commune|mairie|municipalite|conseil municipal)$"),
    ("departement", r"^(?:departement|conseil departemental|conseil general)$"),
    ("region", r"^(?:region|conseil regional)$"),
    ("metropole", r"^(?:metropole|eurometropole|conseil metropolitain)$"),
    ("epci", r"^(?:communaute.*|agglomeration|agglo|intercommunalite|epci|conseil communautaire)$"),
    ("ept", r"^(?:ept|etablissement public territorial|territoire)$"),
    ("any", r"^(?:collectivite)$"),
)
"""A bare type word → the kind of authority that it stands for: « la Métropole »."""
ANAPHOR_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in ANAPHORS)

LEADING = re.compile(r"^(?:l'|d'|la |le |les |the )")
SMALL_WORDS = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "et", "pour", "a", "au", "aux", "en", "the", "of", "and"))
"""Words that do not tell one organisation from another."""

TITLES = re.compile(r"^(?:(?:m|mm|mme|mmes|mlle|dr|pr|me|monsieur|madame|mademoiselle|docteur|professeur|maitre)\.? )+")
"""Before a person's name, folded: « Mme », « Dr »."""

WATERS = re.compile(r"(?:bords?|berges?|rives?|quais?|vallée|estuaire|canal|fleuve|rivière|cours|embouchure|pont|bassin|crues?)"
                    r"(?: de (?:la |l['’])?| du | d['’]| des )$")  # fmt: skip
"""Before a name that is a river here, not the département that bears it: « les bords de la Loire »."""
