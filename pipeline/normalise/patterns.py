"""What French organisations' names say of their type, and what bare words stand for: data."""

from __future__ import annotations

import re

ORGANISATION_TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # the first pattern found in the folded name decides
    (
        "collectivite",
        (
            r"(?:ville|commune|mairie) et (?:de )?(?:la |l'|le )?(?:metropole|eurometropole|communaute|agglomeration)",
        ),  # Ville et Métropole de X
    ),
    (
        "etablissement_public",
        (
            "pole emploi",
            "france travail",
            "cap emploi",
            "pole de competitivite",
            "service public de l'emploi",
            "pole metropolitain",
            "pole d'equilibre",
        ),
    ),
    (
        "etat",
        (
            *(
                r"(?:l'|d')?etat$",
                "conseil d'etat",
                r"cour (?:des comptes|de cassation)",
                "(?:premier )?ministere",
                "gouvernement",
                "senat$",
            ),
            *("assemblee nationale", "secretariat d'etat", "(?:sous-)?prefecture", "rectorat", "academie d['e]", "defenseur des droits"),
            *("conseil constitutionnel", "parlement$", r"direction (?:regionale|departementale|interministerielle)", "haute? autorite"),
            *(
                "education nationale",
                "inspection (?:academique|generale)",
                "haut-? ?commissariat",
                "tribunal",
                "chambre regionale des comptes",
            ),  # DREAL, DDETS spelled out are the State's
        ),
    ),
    (
        "service",
        (
            *("(?:sous-)?directions?", "pole", "services?", "delegation", "division", "cellule", r"mission(?! locale)", "bureau", "unite"),
            *("departement", "secretariat general", "cabinet d[ue]", "guichet"),  # Direction de l'éducation, Pôle solidarités
        ),
    ),
    (
        "ecole",
        (
            *("ecole", "universite", "institut d'etudes politiques", "sciences po", "faculte", "lycee", "college", "iut", "iae"),
            *("grande ecole", "academie", "conservatoire", r".*\b(?:business school|university|school)\b"),
        ),
    ),
    (
        "association",
        (
            *("association", "federation", "confederation", "ligue", "amicale", "collectif", "union", "syndicat national", "comite"),
            *("reseau", "fondation", "secours", "club", "mission locale", "maison des jeunes", "foyer", "centre social"),
            *("observatoire", "agence d'urbanisme", "syndicat d'initiative"),
        ),
    ),
    (
        "etablissement_public",
        (
            *("etablissement public", "agence", "office", r"centre (?:national|communal|intercommunal|hospitalier|de gestion)", "caisse"),
            *("chambre", r"syndicat (?:mixte|intercommunal)", "chu", "hopital", r"parc (?:naturel|national)", "pnr", "musee"),
            *("bibliotheque", "mediatheque", "regie", "institut", r"banque (?:des territoires|de france)", "opera", "theatre national"),
            *("grand port", "gip", "syndicat"),  # Syndicat des eaux; unions of staff are « Syndicat national »
        ),
    ),
    (
        "entreprise",
        (
            *("societe", "groupe", "compagnie", "cabinet", "banque", "cooperative", "mutuelle", "sem", "spl", "scop", "scic"),
            r".*\b(?:sas|sarl|s\.a\.|group|consulting|conseil)$",  # « Durand Conseil »
        ),
    ),
    (
        "collectivite",
        (
            *("ville", "commune", "departement", "region", "province", "collectivite", "canton", "land"),
            *(r"conseil (?:municipal|departemental|regional|general)", "metropole", r"communaute (?:urbaine|d'agglomeration|de communes)"),
            *("agglomeration", r".*\b(?:metropole|agglomeration)$"),  # an authority that no register has
        ),
    ),
)
"""« Association des petites villes de France » → association. The types are the contract's; a pattern starts where the name does."""

TYPES = tuple((kind, re.compile(rf"(?:{'|'.join(patterns)})(?![a-z])")) for kind, patterns in ORGANISATION_TYPES)


def organisation_type(folded: str) -> str:
    """The type that a folded name says.

    >>> organisation_type("direction de l'education"), organisation_type("cour des comptes"), organisation_type("enedis")
    ('service', 'etat', 'autre')
    """
    return next((kind for kind, pattern in TYPES if pattern.match(folded)), "autre")


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
    ("epci", r"^communaute(?: (?:urbaine|metropolitaine|de communes|d'agglo(?:meration)?))?$"),
    ("epci", r"^(?:agglomeration|agglo|intercommunalite|epci|conseil communautaire)$"),
    ("ept", r"^(?:ept|etablissement public territorial|territoire)$"),
    ("any", r"^(?:collectivite|conseil)$"),
)
"""A bare type word → the kind of authority that it stands for: « la Métropole »."""
ANAPHOR_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in ANAPHORS)

LEADING = re.compile(r"^(?:l'|d'|la |le |les |the )")
SMALL_WORDS = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "et", "pour", "a", "au", "aux", "en", "the", "of", "and"))
"""Words that do not tell one organisation from another."""

TITLES = re.compile(r"^(?:(?:m|mm|mme|mmes|mlle|dr|pr|me|monsieur|madame|mademoiselle|docteur|professeur|maitre)\.? )+")
"""Before a person's name, folded: « Mme », « Dr »."""

WATERS = re.compile(
    r"(?:(?:bords?|berges?|sources?|affluents?|rives?|quais?|vallée|estuaire|canal|fleuve|rivière|cours|embouchure|pont|bassin|crues?|long|lit|eaux|croisière)"
    r"(?: de (?:la |l['’])?| du | d['’]| des | sur (?:la |le |l['’]))"
    r"|(?:enjamb|descen|remont|long|travers|franchi|surplomb)\w* (?:la |le |l['’]))$"
)
"""Before a name that is a river here, not the département that bears it: « les bords de la Loire », « enjambe la Loire »."""

OF_DEPARTEMENT = re.compile(r"(?:\b(?:la|le|les|du|des|en) |\bl['’])$", re.I)
"""Before a département that shares its name with a town: « en Mayenne », « de la Vienne »."""
OF_TOWN = re.compile(r"(?:\b(?:à|de|sur|vers|entre) |\bd['’])$", re.I)
"""Before a town that shares its name with a département: « à Mayenne », « le marché de Vienne »."""

MAIL_WORDS = frozenset(
    "example exemple gmail googlemail orange wanadoo free laposte hotmail outlook live yahoo ymail sfr neuf bbox numericable icloud"
    " msn aol proton protonmail gmx www mail email courriel asso gouv eleve eleves agent agents elu elus contact".split()
)
"""Parts of a mail host that name no organisation: providers, invented domains, words for those who write."""

NOUN_OF = re.compile(
    r"(?:\b(?:de|du|des|à|au|aux|chez) |\bd['’])(?:la |le |les |l['’])?"
    r"(?:(?:association|collectif|syndicat|entreprise|société|groupe|fédération|fondation|coopérative|agence|cabinet|club) )?$"
)
"""Between a function and the body it is held in: « directrice de l'… », « professeure à l'… »."""
AT_TOWN = re.compile(r"\b(?:elue?s?|mairie|municipale?s?)\b.{0,40} a $")
"""« élue à Angers », « secrétaire de mairie à Decize », folded: before a town's name."""
FORMER = re.compile(r"anciens?\b|anciennes?\b|ex-")
"""« ancien directeur du … »: no longer there."""
BARE_BODY = re.compile(r"(?:\b(?:du|de la|des) |\bde l['’])(?P<noun>(?:[Cc]ommunauté )?(?:de communes|urbaine|d['’]agglomération)|[\w-]+)$")
"""« présidente de l'agglomération », « chancelier du canton »: a role that ends with the kind of its body."""
COUNCIL = re.compile(r"conseil (?:municipal|communautaire|metropolitain|departemental|regional|general)")
"""« le Conseil municipal », folded: that of the authority whose document it is."""
COUNCIL_OF = re.compile(r"conseil (?:municipal|communautaire|métropolitain) d(?:e la |e l['’]|u |es |e |['’])(.+)", re.IGNORECASE)
"""« Conseil Municipal de la Ville de Caen »: the body whose council it is."""
OWN_GENRES = frozenset(("report", "newsletter", "minutes", "other"))
"""Genres that an authority writes of itself."""
STAFF = re.compile(
    r"(?:directeurs?|directrices?|responsables?|chef|cheffe|chargee? d|animateur|animatrice|technicien|technicienne|agente?|dgs|dga|drh|dsi"
    r"|coordinateur|coordinatrice|coordonnateur|coordonnatrice|gestionnaire|secretaire general|jardinier|jardiniere|ingenieure?)\b"
)
"""Trades that authorities employ, folded: « responsable du pôle ressources », « technicien »."""

HEAD = 600
"""Characters at the start of a document in which its publisher is named: title, subtitle, first lines."""
TOWN_WORD = re.compile(
    r"\b(?:maire|conseil municipal|municipalite|(?:votre|notre) (?:ville|commune)|magazine (?:municipal|de la (?:ville|commune))"
    r"|bulletin municipal)\b"
)
"""A town speaks, folded: « le magazine de votre ville »."""
GROUP_WORD = re.compile(r"\b(?:agglo(?:meration)?|intercommunalite|intercommunal|communaute (?:de communes|d['’]agglomeration|urbaine))\b")
"""An intercommunality speaks, folded: « le trimestriel des habitants de l'agglomération »."""

NO_PERSON = re.compile(
    r"[\d/]| - |(?:^|[ -])(?:maire|presidente?|espace|place|rue|avenue|ville|commune|lot|tranche|ecole|parc|groupe|hotel"
    r"|mesdames|messieurs)\b"
)
"""In what was taken for a person's name, folded: « Le Maire », « Espace Martin-Luther-King », « Leclerc - Avenant »."""

AT = re.compile(r"\b[àÀ] $")
"""Before a place beyond doubt: « À Marvejols »."""

WHERE = re.compile(r",? ?(?:\(|(?:en|au|aux|à|dans) )(?:la |le |les |l['’])?", re.I)
"""Between a place and what it lies in: « Brest, en Biélorussie », « Sainte-Marie (Martinique) »; not in « Reims, Portugal »."""

BRANDS = frozenset(("orange",))
"""Towns whose name is better known as a company's: « le comité d'éthique d'Orange » is not in Vaucluse."""
