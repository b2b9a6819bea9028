"""Heading words of French local-government documents and the kind of section each opens (data).

Patterns are written for ``fold``-ed text (lower case, no accents, plain apostrophes) and must match a
whole heading. The titles are the printed forms that a damaged heading is compared with.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from pipeline.french import fold

_BODY = (
    r"(?:collectivite|commune|ville|mairie|departement|region|metropole|agglomeration|structure|etablissement|intercommunalite"
    r"|epci|service)s?"
)
_WRITER = r"(?:auteur|autrice|auteure|redacteur|redactrice|contributeur|contributrice)"
_TUTOR = r"(?:tuteur|tutrice|referente?|commanditaire|maitre de stage|interlocut(?:eur|rice)|correspondante?|encadrante?)"

PATTERNS: tuple[tuple[str, str], ...] = (
    # « Les auteurs », « Les autrices et auteurs », « L'équipe projet », « Les stagiaires », « Rédaction de la fiche »
    ("authors", rf"(?:l'|les |le |la )?(?:co-?)?{_WRITER}(?:\(?e?s\)?|·e·s|\.e\.s)?(?: et (?:les )?{_WRITER}s?)?"),
    (
        "authors",
        r"(?:l'|les |notre )?(?:equipes?|groupe)(?: (?:de|du))? (?:projets?|mission)|votre equipe|les (?:eleves|stagiaires)|qui sommes-nous"
        r"|(?:la )?redaction(?: de la fiche)?|(?:fiche|etude|mission) (?:redigee|realisee|menee|conduite) par|realise(?:e|s|es)? par",
    ),
    # « Tuteurs au sein de la collectivité », « Tutrice », « Référent dans la commune »
    (
        "tutor",
        rf"(?:le |la |les |votre |vos )?(?:co-?)?{_TUTOR}s?(?:(?:,| et| ou|/) (?:la |les )?{_TUTOR}s?)?"
        rf"(?:(?: au sein| aupres)? d(?:e |ans |u )(?:la |le |l'|votre )?{_BODY})?",
    ),
    # « Contexte », « Le contexte local », « Contexte et enjeux »
    (
        "context",
        r"(?:le |les )?(?:elements? de )?contexte"
        r"(?: (?:local|territorial|general|en bref|de la mission|du projet|de l'etude|et (?:les )?enjeux))?",
    ),
    # « Problématique », « La question posée », « Les enjeux »
    (
        "problem",
        r"(?:la |les |notre )?problematiques?(?: posees?| retenues?| et enjeux)?|la question posee|(?:la|notre|votre) commande"
        r"|(?:la|notre|votre) question|(?:les |nos |quels |principaux )?enjeux(?: (?:et objectifs|du projet|de la mission|identifies))?",
    ),
    # « Des clés pour agir », « Clefs de réussite », « Pistes d'action »
    (
        "keys",
        r"(?:les |des |quelques )?cle(?:f)?s (?:pour (?:agir|reussir|comprendre)|de (?:la )?reussite|du succes)"
        r"|(?:les |des |nos |principales |quelques )?(?:pistes (?:d'actions?|de travail)|preconisations|recommandations|propositions"
        r"|leviers d'actions?|bonnes pratiques|facteurs (?:cles )?de (?:succes|reussite))(?: (?:de la mission|du groupe|de l'equipe))?"
        r"|(?:comment|pour) agir(?: ensemble)?|(?:le |notre )?plan d'actions?",
    ),
    # « Les chiffres », « Chiffres clés 2023 », « Repères », « L'essentiel en quatre chiffres »
    (
        "figures",
        r"(?:les |des |quelques )?(?:chiffres|reperes)(?:[ -]cle(?:f)?s)?"
        r"(?: (?:a retenir|de l'annee|du projet|en bref|et reperes))?(?: (?:19|20)\d\d)?"
        r"|(?:les |quelques )?chiffres(?:[ -]cle(?:f)?s)? (?:d'|des? |du )(?:la |l'|notre )?[a-z0-9'-]{3,20}(?: [a-z0-9'-]{3,20})?"
        r"|(?:[a-z][a-z0-9' -]{1,40} )?en (?:quelques |\w+ )?(?:chiffres|dates)"
        r"|cle(?:f)?s? (?:et|en) chiffres"
        r"|(?:le |la |les |nos |notre )?(?:budget|dette|finances|comptes?|depenses|recettes|bilan) (?:en bref|en un coup d'oeil)",
    ),
    # « Témoignage de la collectivité », « Paroles d'élus », « Ils témoignent »
    (
        "testimony",
        rf"(?:le |les |un )?temoignages?(?: (?:de |d'|du |des )(?:la |l'|le |un |une )?"
        rf"(?:{_BODY}|elue?s?|tuteurs?|tutrices?|terrain|acteurs?|agents?))?"
        r"|(?:la )?paroles? (?:d'|de |des |a )(?:la |l')?[a-z']+|(?:ils|elles) (?:temoignent|en parlent)"
        r"|(?:le )?regards? d(?:e |u |es )(?:la |l')?[a-z]+|retours? d'experiences?"
        r"|(?:trois |quatre |cinq |\d )?questions a|(?:le )?point de vue|(?:la )?parole a",
    ),
    # « Aller plus loin », « Pour en savoir plus », « À lire aussi », « Bibliographie »
    (
        "further",
        r"(?:pour )?(?:aller plus loin|en savoir(?: plus|\+| \+))|a (?:lire|consulter)(?: aussi)?"
        r"|(?:les |nos |quelques )?(?:ressources|references)(?: utiles| bibliographiques)|(?:les )?liens? utiles?|(?:les )?sources"
        r"|(?:pour )?(?:approfondir|prolonger)|lire aussi"
        r"|(?:bibliographie|sitographie|webographie)(?: et (?:bibliographie|sitographie|webographie))?",
    ),
    ("toc", r"(?:le )?sommaire|table des matieres|contenu|au sommaire|dans ce numero"),
    # « Préface », « Édito », « Le mot du maire », « Avant-propos »
    (
        "preface",
        r"(?:la )?preface|(?:l')?edito(?:rial)?|avant-?propos|(?:l'|en )?introduction"
        r"|(?:(?:le |un )?mot|message) (?:de |d'|du |des )(?:la |l'|le )?[a-z' -]{3,40}",
    ),
    # « Promotions 2021-2022 », « Les auditeurs du cycle », « Liste des élèves »
    (
        "promotions",
        r"(?:les |la |nos )?promotions?(?: (?:19|20)\d\d(?: ?[-/–] ?(?:19|20)?\d\d)?)?"
        r"|promotion (?!de la |du |des |d')[a-z' -]{3,40}"
        r"|(?:les )?(?:eleves )?(?:administrateurs|conservateurs|ingenieurs en chef|attaches) territoriaux"
        r"(?: de bibliotheques?| du patrimoine)?"
        r"|(?:(?:la )?liste des |les )(?:eleves|stagiaires|auditeurs|auditrices|etudiants|participants|laureats)"
        r"(?: (?:du cycle|de la promotion|de la session|de l'annee))?",
    ),
    # « Contact », « Nous contacter », « Vos contacts »
    (
        "contact",
        r"(?:vos |votre |nos |les |le )?contacts?(?: (?:presse|utiles?))?|(?:nous|pour nous|qui) contacter"
        r"|renseignements(?: et inscriptions?)?",
    ),
    # rubrics of a municipal magazine: « En bref », « Vie associative »
    (
        "other",
        r"(?:en )?bref|(?:les |nos )?breves|(?:l'|les )?(?:actualites?|actus?)|(?:le )?(?:dossier|focus|zoom)"
        r"|vie (?:locale|associative|municipale|economique)"
        r"|(?:les |l')?(?:tribunes?|expressions?)(?: (?:libres?|politiques?|des groupes))?"
        r"|(?:l')?etat[ -]civil|(?:le )?carnet|ca s'est passe|travaux",
    ),
    # headings of no type of their own: « Agenda », « Informations pratiques », « Remerciements »
    (
        "other",
        r"(?:l'|votre )?agenda|(?:infos?|informations?) pratiques?|(?:l'ordre|ordre) du jour|(?:le )?programme|presentation|conclusion"
        r"|annexes?|remerciements|glossaire|(?:la )?matinee|(?:l')?apres-?midi|(?:la )?soiree|methodologie"
        r"|(?:les )?objectifs|(?:le )?bilan|perspectives|(?:les )?resultats|ressources|(?:l'|les )?intervenante?s?|inscriptions?"
        r"|deliberations?|questions diverses|(?:la|notre|les) (?:demarche|methode|mission)s?|deroulement|(?:le )?calendrier"
        r"|(?:la )?mise en oeuvre"
        r"|(?:les |nos )?(?:partenaires|acteurs)|(?:ce qu'il faut |a )retenir|l'essentiel|(?:le )?(?:territoire|diagnostic)|et apres",
    ),
)
"""Section type and the headings that open it; the first that matches a whole heading counts."""
ANY_HEADING = re.compile("|".join(f"({pattern})" for _, pattern in PATTERNS))
"""All of them, each a group."""

TITLES: tuple[tuple[str, str], ...] = (
    ("authors", "Les auteurs"), ("authors", "Les auteures"), ("authors", "Les autrices"),
    ("tutor", "Tuteur au sein de la collectivité"), ("tutor", "Tutrice au sein de la collectivité"),
    ("tutor", "Tuteurs au sein de la collectivité"), ("tutor", "Tutrices au sein de la collectivité"),
    ("context", "Contexte"), ("context", "Le contexte"),
    ("problem", "Problématique"), ("problem", "La problématique"),
    ("keys", "Des clés pour agir"), ("keys", "Les clés pour agir"),
    ("figures", "Les chiffres"), ("figures", "Les chiffres clés"), ("figures", "Chiffres clés"), ("figures", "Repères"),
    ("testimony", "Témoignage"), ("testimony", "Témoignages"),
    ("testimony", "Témoignage de la collectivité"), ("testimony", "Témoignages de la collectivité"),
    ("further", "Aller plus loin"), ("further", "Pour aller plus loin"), ("further", "Pour en savoir plus"),
    ("toc", "Sommaire"), ("toc", "Table des matières"), ("preface", "Préface"), ("preface", "Éditorial"),
    ("preface", "Avant-propos"), ("promotions", "Promotions"), ("contact", "Contact"), ("contact", "Contacts"),
)
"""The usual headings as printed: what « PROBLÉ-Matique » or « TÉMOIGNAGE DE LA COLLECTIVI » was meant to be."""

IMPLIED: dict[str, str] = {"authors": "Les auteurs", "figures": "Les chiffres", "testimony": "Témoignage", "preface": "Préface"}
"""Titles given to sections whose heading was lost."""

PARTS = frozenset({"authors", "tutor", "context", "problem", "keys", "figures", "testimony", "further"})
"""The parts of a project sheet."""

RUN_IN = re.compile(r"([^:\n]{4,60}?)\s?:\s+(?=[A-ZÀ-Ý])")
"""« Tutrice : Jeanne Martin, directrice »: a heading on the line of what it heads."""

BOILERPLATE = re.compile(
    r"continuer la lecture.*|lire la suite.*|(?:re)?lire l'article.*"
    r"|(?:lire|voir|telecharger) (?:le|les) (?:comptes?[- ]rendus?|programmes?|actes|replay).*|je m'abonne.*"
    r"|s'abonner.*|abonnez-vous.*|no items found.*"
    r"|(?:re)?partager(?: (?:cet article|sur).*)?|ecouter cet article.*|temps de (?:lecture|visionnage).*|en partenariat avec.*"
    r"|retour (?:a|en|au) .{0,30}|haut de page|imprimer.*|telecharger.*|voir plus.*|en savoir plus sur .*|accepter.*cookies.*|cookies?"
    r"|menu|rechercher|newsletters?|suivez-nous.*|articles? (?:similaires|lies|recommandes)|vous aimerez aussi.*|hub|accueil"
    r"|mentions legales|plan du site|connexion|se connecter|copyright.*|tous droits reserves.*|publie le.*|mis a jour le.*"
)
"""Folded lines that web pages print around a text: « Continuer la lecture », « Partager cet article »."""

_GATHERING = r"(?:séminaire|rencontre|édition|session|colloque|webinaire|journée|conférence)"
EVENT = re.compile(
    rf"(?:(?:#\s?|{_GATHERING}\s+(?:n[°o]\s?|#\s?)?)(?P<number>\d{{1,3}})\b"
    rf"|(?P<ordinal>\d{{1,3}})\s?(?:e|è?re?|[eè]me)\s+{_GATHERING}\b)"
    r"\s*[:–—,(|-]?\s*(?P<place>\S.{1,60})?$",
    re.IGNORECASE,
)
"""« #28 Dijon », « Séminaire n° 12 – Lille », « 5e rencontre : Angers, 4 mars 2023 »."""
ITEM = re.compile(r"(?:(?:thème|atelier|sujet|sous-thème)\s+(?:n[°o]\s?)?[A-H\d]|[A-H])\s?[).:/–-]\s*(?=\S)", re.IGNORECASE)
"""« A) Transition agricole », « B / Mobilités », « Atelier 2 : Le dialogue social »."""
HOUR = re.compile(r"^(?:de )?(\d{1,2}) ?[hH:] ?([0-5]\d)?(?: ?(?:[-–—à]|et) ?\d{1,2} ?[hH:] ?(?:[0-5]\d)?)?[\s:–—-]*")
"""« 9 h 45 – 10 h 45 » at the start of a line of an agenda."""
NEWSLETTER = re.compile(
    r"newsletter|lettre d'information|\bgazette\b|journal (?:municipal|communautaire|departemental)|\bmagazine\b"
    r"|bulletin (?:municipal|d'information)|la lettre d"
)
"""Folded words in the opening of a newsletter or a municipal journal."""
FOOTER = re.compile(
    r"hub|newsletters?|suivez-nous.*|articles? (?:similaires|lies|recommandes)|vous aimerez aussi.*|a lire (?:aussi|egalement)"
    r"|sur le meme (?:sujet|theme)"
)
"""Folded lines after which a web page speaks of other things."""

ORGANISATION = re.compile(
    r"(?:la |le |l'|les )?(?:villes?|communes?|mairie|departement|region|metropole|eurometropole|agglomeration|collectivite|prefecture"
    r"|conseil (?:departemental|regional|general|municipal|communautaire|metropolitain)|etablissement public|syndicat|office"
    r"|communaute (?:urbaine|d'agglomeration|de communes|de l'agglomeration)|service departemental|parc naturel|universite|association"
    r"|centre (?:communal|intercommunal|de gestion|hospitalier|national)|pole (?:metropolitain|d'equilibre)|agence|institut"
    r"|grand[- ][a-z]+|pays d[eu]s?)\b.*"
    r"|.{2,40} (?:metropole|agglomeration|agglo)(?: .{2,30})?"
)
"""Folded names of public bodies: « ville de Dijon », « Brest métropole », « Grand Chambéry »."""

_FUNCTION = """
a au aux avec ce ces cette chez comme d dans de depuis des dont du elle en entre est et il ils jusque l la le les leur mais ne nos notre
nous ont ou par plus pour pres que qui sa sans se ses son sont sous sur un une vers vos votre y
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words on which no heading ends."""

_FINITE = """
a ai aura auront avaient avait comporte comportent comprend comprennent concerne concernent constitue constituent contribue contribuent
degage degagent devait deviennent devient devra doit doivent est etaient etait existe existent faut fait figure figurent font fut
implique impliquent impose imposent interroge interrogent montre montrent necessite necessitent ont permet permettent peut peuvent porte
portent pourra pouvait prevoient prevoit propose proposent proposons repose reposent represente representent reste restent semble
semblent sera seront sont souhaite souhaitent souhaitons souleve soulevent va veulent veut vise visent voici voila vont rapporte rapportent
"""
FINITE_VERBS = frozenset(_FINITE.split())
"""Folded verb forms that make a line a sentence, not a heading: « Six enjeux peuvent être identifiés »."""

ROLE_WORDS = re.compile(
    r"(?:(?:vice-)?president|maire|adjoint|direct(?:eur|rice)|dga|dgs|dgst|chef|cheffe|responsable|conseill|delegue|charge|chargee|elu|elue"
    r"|referent|secretaire|professeur|ingenieur|administrat|conservat|chercheu|consultant|coordinat|animat|regisseu|prefet|sous-prefet"
    r"|depute|senat|gerant|expert|urbaniste|attache|redact|technicien|agent|prefigurat)[a-z.()-]*\b.*"
)
"""Folded lines that give a person's role: « Directrice générale des services »."""

NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-h][.)]|[ivx]{1,4}[.)])\s+")
"""Folded « 2. », « b) », « iv. » before a heading."""
NOT_SOLID = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def heading_type(text: str) -> str | None:
    """The kind of section that a whole heading opens, or None.

    >>> heading_type("TUTRICE AU SEIN DE LA COLLECTIVITÉ"), heading_type("Le mot du maire"), heading_type("La halle")
    ('tutor', 'preface', None)
    """
    key = heading_key(text)
    if not key or len(key) > 70:
        return None
    found = ANY_HEADING.fullmatch(key)
    return PATTERNS[found.lastindex - 1][0] if found and found.lastindex else None


@lru_cache(maxsize=8192)
def repaired_heading(text: str, cutoff: float = 87) -> tuple[str, str] | None:
    """The type and printed form of a usual heading that damage has hidden, or None.

    87 of 100 lets through one wrong letter in eight: « LES CHIFRES », « DE LA COLLECTIVI ».

    >>> repaired_heading("PROBLÉ-Matique"), repaired_heading("La fabrique")
    (('problem', 'Problématique'), None)
    """
    key = _solid(text)
    if not 5 <= len(key) <= 45:
        return None
    found = process.extractOne(key, _solid_titles(), scorer=fuzz.ratio, score_cutoff=cutoff)
    return TITLES[found[2]] if found else None


@cache
def _solid_titles() -> list[str]:
    return [_solid(title) for _, title in TITLES]


def heading_key(text: str) -> str:
    """The words of a heading, folded, without numbering and closing marks.

    >>> heading_key("2. LES DÉPENSES :")
    'les depenses'
    """
    key = fold(text)
    number = NUMBERING.match(key)
    return key[number.end() if number else 0 :].strip(" .:;!…*_-–—|•→")


def _solid(text: str) -> str:
    """The letters of a text, folded: a key that lost spaces and stray hyphens do not change."""
    return NOT_SOLID.sub("", fold(text))
