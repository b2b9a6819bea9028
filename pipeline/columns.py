"""Every published column, declared once: Arrow type, unit, and what it means in English and French.

A column that several tables share is declared under its name; where a table gives a name another
meaning the declaration is under ``table.name``.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

TEXT = pa.string()
INTEGER = pa.int64()
NUMBER = pa.float64()
FLAG = pa.bool_()
DATE = pa.date32()
LIST = pa.list_(pa.string())
BOX = pa.list_(pa.float64())


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``choices`` lists all values it may hold, where they are few."""

    type: pa.DataType
    en: str
    fr: str
    unit: str | None = None
    choices: tuple[str, ...] = ()


def _choice(values: str, en: str, fr: str) -> Column:
    return Column(TEXT, en, fr, choices=tuple(values.split()))


_SECTION_TYPES = (
    "theme project authors tutor context problem keys figures testimony further toc preface promotions contact event "
    "theme_item article other"
)
_RELATIONS = "author tutor witness director credit contact speaker elected mentioned"
_ORG_TYPES = "commune departement region epci ept collectivite etat etablissement_public ecole association entreprise service autre"
_KINDS = "count percent money duration rank area mass temperature distance other"
_CHARS = "code points"

COLUMNS: dict[str, Column] = {
    # --- identifiers
    "doc_id": Column(
        TEXT, "document, named after its path under the raw folder", "document, nommé d'après son chemin dans le dossier brut"
    ),
    "section_id": Column(TEXT, "innermost section that holds the start of the row", "section la plus fine où commence la ligne"),
    "sections.section_id": Column(TEXT, "section", "section"),
    "parent_id": Column(TEXT, "section that holds this one", "section qui contient celle-ci"),
    "repair_id": Column(TEXT, "repair", "réparation"),
    "mention_id": Column(TEXT, "mention", "mention"),
    "entity_id": Column(TEXT, "entity named: an org_id, place_id or person_id", "entité nommée : un org_id, un place_id ou un person_id"),
    "org_id": Column(
        TEXT,
        "organisation; commune:94028, epci:… when in a register, else org:…",
        "organisation ; commune:94028, epci:… si elle est dans un registre, sinon org:…",
    ),
    "figures.org_id": Column(
        TEXT,
        "organisation that the figure is about; in a table of subsidies, who gets it",
        "organisation que le chiffre concerne ; dans un tableau de subventions, qui la reçoit",
    ),
    "projects.org_id": Column(TEXT, "organisation that carries the project", "organisation qui porte le projet"),
    "roles.org_id": Column(TEXT, "organisation in which the role is held", "organisation où le rôle est tenu"),
    "place_id": Column(TEXT, "place", "lieu"),
    "person_id": Column(TEXT, "person", "personne"),
    "role_id": Column(TEXT, "role", "rôle"),
    "figure_id": Column(TEXT, "figure", "chiffre"),
    "project_id": Column(TEXT, "project", "projet"),
    "event_id": Column(TEXT, "event", "événement"),
    "parent_event_id": Column(TEXT, "event of which this one is a session", "événement dont celui-ci est une séance"),
    "link_id": Column(TEXT, "link", "lien"),
    # --- places in the text
    "start": Column(INTEGER, "start in documents.text", "début dans documents.text", _CHARS),
    "end": Column(
        INTEGER, "end in documents.text (the first code point after)", "fin dans documents.text (premier caractère qui suit)", _CHARS
    ),
    "raw_start": Column(INTEGER, "start in the text as it was read, before cleaning", "début dans le texte lu, avant nettoyage", _CHARS),
    "raw_end": Column(INTEGER, "end in the text as it was read, before cleaning", "fin dans le texte lu, avant nettoyage", _CHARS),
    "page": Column(INTEGER, "page of the file, from 1; null for text", "page du fichier, à partir de 1 ; nul pour un texte"),
    "page_end": Column(INTEGER, "page on which the section ends", "page où finit la section"),
    "bbox": Column(
        BOX, "box on the page: x0, top, x1, bottom; null for text", "cadre sur la page : x0, haut, x1, bas ; nul pour un texte", "pt"
    ),
    "projects.page": Column(INTEGER, "page number printed for the project", "numéro de page imprimé pour le projet"),
    # --- documents
    "source_path": Column(TEXT, "path of the file under the raw folder", "chemin du fichier dans le dossier brut"),
    "sha256": Column(TEXT, "SHA-256 of the file's bytes", "SHA-256 des octets du fichier"),
    "media_type": Column(TEXT, "media type of the file", "type de média du fichier"),
    "documents.title": Column(TEXT, "title, as printed or as the file says", "titre, imprimé ou déclaré par le fichier"),
    "genre": Column(
        TEXT, "kind of document: compendium, newsletter, report…", "genre du document : recueil, lettre d'information, rapport…"
    ),
    "language": Column(TEXT, "language, ISO 639-1", "langue, ISO 639-1"),
    "page_count": Column(INTEGER, "pages of the file", "pages du fichier"),
    "ocr_page_count": Column(
        INTEGER, "pages read by OCR, for want of a text layer; null for text", "pages lues par OCR, faute de texte ; nul pour un texte"
    ),
    "ocr_confidence": Column(
        NUMBER, "mean confidence of the words read by OCR, 0 to 1", "confiance moyenne des mots lus par OCR, de 0 à 1"
    ),
    "raw_char_count": Column(INTEGER, "length of the text as it was read", "longueur du texte lu", _CHARS),
    "char_count": Column(INTEGER, "length of the clean text", "longueur du texte nettoyé", _CHARS),
    "word_count": Column(INTEGER, "words of the clean text, split at spaces", "mots du texte nettoyé, séparés par des espaces"),
    "documents.text": Column(
        TEXT,
        "clean text; null when the file could not be read or is a duplicate",
        "texte nettoyé ; nul si le fichier est illisible ou en double",
    ),
    "status": _choice("ok partial failed needs_ocr", "what became of the file", "ce qu'il est advenu du fichier"),
    "error": Column(TEXT, "why the file was not read, or not wholly", "pourquoi le fichier n'a pas été lu, ou pas en entier"),
    "duplicate_of": Column(TEXT, "document with the same bytes that is read instead", "document de mêmes octets, lu à la place"),
    "retrieved_on": Column(DATE, "day on which the file was fetched", "jour où le fichier a été récupéré"),
    "source_url": Column(TEXT, "address from which the file came", "adresse d'où vient le fichier"),
    "licence": Column(TEXT, "licence of the document", "licence du document"),
    # --- sections
    "position": Column(INTEGER, "rank in the document, from 1", "rang dans le document, à partir de 1"),
    "level": Column(INTEGER, "depth of the heading, from 1", "profondeur du titre, à partir de 1"),
    "sections.type": _choice(_SECTION_TYPES, "what the section holds", "ce que contient la section"),
    "sections.title": Column(TEXT, "heading in sentence case, with accents", "titre en casse de phrase, accentué"),
    "title_raw": Column(TEXT, "heading as printed", "titre tel qu'imprimé"),
    "sections.text": Column(TEXT, "text from the heading to the next heading", "texte du titre jusqu'au titre suivant"),
    "is_inferred": Column(FLAG, "the heading was lost and is inferred from the content", "le titre était perdu ; il est déduit du contenu"),
    # --- repairs
    "rule": Column(TEXT, "cleaning rule that made the repair", "règle de nettoyage qui a fait la réparation"),
    "before": Column(TEXT, "what the raw text reads", "ce que porte le texte lu"),
    "after": Column(TEXT, "what the clean text reads", "ce que porte le texte nettoyé"),
    "alternative": Column(TEXT, "second reading that was nearly as likely", "seconde lecture presque aussi probable"),
    "confidence": Column(NUMBER, "how sure the rule is, 0 to 1", "certitude de la règle, de 0 à 1"),
    # --- mentions and entities
    "label": _choice("PER ORG LOC", "person, organisation or place", "personne, organisation ou lieu"),
    "mentions.text": Column(TEXT, "name as it stands in the clean text", "nom tel qu'il figure dans le texte nettoyé"),
    "method": _choice("model rule register structure", "what found the name", "ce qui a trouvé le nom"),
    "score": Column(NUMBER, "how sure the finder is, 0 to 1", "certitude, de 0 à 1"),
    "is_anaphor": Column(FLAG, "a type word that stands for a name given elsewhere", "mot générique qui reprend un nom donné ailleurs"),
    "organisations.name": Column(TEXT, "name, the official one where linked", "nom, l'officiel s'il est rattaché"),
    "organisations.type": _choice(_ORG_TYPES, "kind of organisation", "nature de l'organisation"),
    "acronym": Column(TEXT, "acronym", "sigle"),
    "aliases": Column(LIST, "other forms met in the documents", "autres formes rencontrées dans les documents"),
    "candidates": Column(
        LIST, "register entries that fit, when nothing decided between them", "entrées de registre possibles, quand rien ne tranche"
    ),
    "register": Column(TEXT, "register to which the organisation is linked", "registre auquel l'organisation est rattachée"),
    "insee_code": Column(TEXT, "INSEE code", "code Insee"),
    "siren": Column(TEXT, "SIREN number", "numéro SIREN"),
    "departement_code": Column(TEXT, "INSEE code of the département", "code Insee du département"),
    "region_code": Column(TEXT, "INSEE code of the région", "code Insee de la région"),
    "population": Column(INTEGER, "inhabitants, from the register", "habitants, d'après le registre"),
    "country": Column(TEXT, "country, ISO 3166-1 alpha-2", "pays, ISO 3166-1 alpha-2"),
    "places.name": Column(TEXT, "name, the official one where linked", "nom, l'officiel s'il est rattaché"),
    "places.type": Column(TEXT, "kind of place: commune, departement, country…", "nature du lieu : commune, departement, country…"),
    "people.name": Column(TEXT, "given then family name, proper case", "prénom puis nom, en casse courante"),
    "given_name": Column(TEXT, "given name", "prénom"),
    "family_name": Column(TEXT, "family name", "nom de famille"),
    "email": Column(TEXT, "e-mail address, repaired", "adresse électronique, réparée"),
    "mention_count": Column(
        INTEGER,
        "mentions in all documents; 0 where only a role leads to it",
        "mentions dans tous les documents ; 0 si seul un rôle y mène",
    ),
    "document_count": Column(INTEGER, "documents that name it", "documents qui le citent"),
    # --- roles
    "relation": _choice(_RELATIONS, "the person's relation to the document", "rapport de la personne au document"),
    "role": Column(TEXT, "role as printed, repaired", "fonction telle qu'imprimée, réparée"),
    "role_type": Column(TEXT, "kind of role: dgs, directeur, maire…", "type de fonction : dgs, directeur, maire…"),
    "corps": Column(TEXT, "corps of an INET student", "corps d'un élève de l'INET"),
    # --- figures
    "raw": Column(TEXT, "figure as it stands in the clean text", "chiffre tel qu'il figure dans le texte nettoyé"),
    "value": Column(
        NUMBER,
        "value, multiplier applied; the lower end of a range; a table's cell as printed, in the unit of the table's head",
        "valeur, multiplicateur appliqué ; le bas d'une fourchette ; une cellule de tableau telle qu'imprimée, dans l'unité de l'en-tête",
    ),
    "value_max": Column(
        NUMBER,
        "upper end of a range, or the whole of a ratio (« 1 sur 3 »)",
        "haut d'une fourchette, ou le tout d'un rapport (« 1 sur 3 »)",
    ),
    "value_eur": Column(
        NUMBER,
        "the value of an amount of money in euros, whatever the unit it is printed in: the column to compare amounts by",
        "valeur en euros d'un montant, quelle que soit l'unité imprimée : la colonne pour comparer les montants",
        "EUR",
    ),
    "unit": Column(TEXT, "unit as printed, clean", "unité imprimée, nettoyée"),
    "unit_code": Column(
        TEXT, "unit code: EUR, kEUR, MEUR, %, h, d, mo, a, m2, km…", "code d'unité : EUR, kEUR, MEUR, %, h, d, mo, a, m2, km…"
    ),
    "kind": _choice(_KINDS, "kind of quantity", "nature de la grandeur"),
    "qualifier": _choice("approx min max average", "how the value is to be taken", "comment prendre la valeur"),
    "measure": Column(TEXT, "what is counted", "ce qui est compté"),
    "in_words": Column(FLAG, "the number is written in words", "le nombre est écrit en lettres"),
    # --- projects, events, links
    "number": Column(INTEGER, "number printed before the title", "numéro imprimé devant le titre"),
    "projects.title": Column(TEXT, "title of the project", "titre du projet"),
    "theme": Column(TEXT, "theme under which the project is filed", "thème où le projet est classé"),
    "events.title": Column(TEXT, "title of the event", "titre de l'événement"),
    "place": Column(TEXT, "place as printed", "lieu tel qu'imprimé"),
    "city": Column(TEXT, "town", "ville"),
    "themes": Column(LIST, "themes", "thèmes"),
    "date_start": Column(DATE, "first day; null when unknown", "premier jour ; nul si inconnu"),
    "date_end": Column(DATE, "last day; null when unknown", "dernier jour ; nul si inconnu"),
    "url": Column(TEXT, "address, repaired", "adresse, réparée"),
    "links.label": Column(TEXT, "words that introduce the address", "mots qui introduisent l'adresse"),
    # --- cooccurrences, rejections
    "entity_a": Column(TEXT, "first entity, in the order of identifiers", "première entité, dans l'ordre des identifiants"),
    "entity_b": Column(TEXT, "second entity", "seconde entité"),
    "section_count": Column(INTEGER, "sections that name both", "sections qui citent les deux"),
    "cooccurrences.document_count": Column(INTEGER, "documents with such a section", "documents ayant une telle section"),
    "stage": _choice("ingest clean extract normalise publish", "stage that gave up", "étape qui a renoncé"),
    "reason": Column(TEXT, "what a person can do about it", "ce que l'on peut y faire"),
    "detail": Column(TEXT, "what the library said", "ce qu'a dit la bibliothèque"),
}
