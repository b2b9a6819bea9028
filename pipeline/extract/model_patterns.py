"""What the form of a model's span and the words beside it say: data, each with an example."""

from __future__ import annotations

import re

from pipeline.extract.acronym_patterns import SCHEMES, TECHNICAL
from pipeline.extract.name_patterns import INSTITUTION_HEADS

EDGES = " \u00a0\t-–—«»\"'\u2019“”(),.;:!?*/|→>#•"
ARTICLE_START = re.compile(
    r"^(?:[a-zà-ÿ]{4,} (?=d[eu]s? |d['\u2019]))?(?:(?:la|le|les|du|des|de|au|aux|un|une|en|et|à)[ \u00a0]|[LlDd]['\u2019])+(?=[A-ZÀ-Ý])"
)
"""« la [France] », « communes de [Dole] »"""
SENTENCE_END = frozenset(".!?…:;\n→•>|\t#")
ENUMERATOR = re.compile(r"\n[A-Z\d][).] ?$")
PREPOSED = re.compile(r"\b(?:à|À|en|sur|vers)[ \u00a0]$")
LONGEST = 90
"""Longer model spans are runs of debris."""
DEBRIS = re.compile(r"[@%\t\n→<>|=]|«[^»]*$|^[^(]*\)|\.(?:fr|org|com|eu)\b")
"""Marks that no name holds."""
NO_NAME = re.compile(
    r"[IVXLC]+(?:e|er|ème)?$|[LD]['\u2019][a-zà-ÿ]|[Pp]\.? ?\d+$|(?:LO|[ALRD]\.)(?: ?\d|$)"
    r"|[A-Z]{2,5}/ |[Dd]irections? [Gg]énérales?$|Assemblée [Gg]énérale$"
    r"|Comité (?:de (?:pilotage|suivi)|technique|social(?: territorial)?)$"
    r"|(?:Conseil(?: (?:Adopte|Approuve|Décide|Autorise|Vote))?|Collectivité|Agglo)$|(?:L[ea] )?(?:Maire|Présidente?|Préfète?|Préfet)$"
    r"|Brexit$|(?:Bravo|Merci|Bienvenue|Bonjour|Félicitations)$"
    r"|(?:[Ss]tart-?ups?|[Ff]intechs?|[Ff]reelances?|[Tt]hink[ -]?tanks?|Service [Pp]ublic|Adjointe? [Dd]éléguée?)$|APIs?\b|SG\b"
    r"|Conseils? d['\u2019][Aa]dministration$|Délégations? de [Ss]ervice|(?:[Tt]ram(?:way)?|[Bb]us|[Mm]étro|[Ll]igne)[ \u00a0][A-Z]?\d"
    r"|(?:Monsieur|Madame|Mesdames|Messieurs|Mademoiselle|Mme|Mlle)$"
)
"""« XXIe », « D'une métropole à l'autre », « P.22 », « L. 2121-20 », « Monsieur », « DGS/ DG », « Startups », « API Courrier »"""
GIVEN_AND_CAPITALS = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? [A-ZÀ-Ý]{4,}(?:-[A-ZÀ-Ý]{3,})?")
"""« Jeanne MARTIN »: a person, whatever the model says."""
PEOPLE_OF_TOWN = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ-]+(?:ien|ienne|ais|aise|ois|oise|éen|éenne|ain|aine)s?")
GREETED = re.compile(r"(?:\b[Cc]h?ers|hères|\b[Ll]es|\b[Dd]es|\b[Aa]ux|\b[Nn]os|\b[Vv]os)[ \u00a0]$")
"""« chers [Vertaviens] », « les [Guérétoises] », also where the « C » of « Chères » was lost."""
VERB = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re)")
OBJECT_AFTER = re.compile(r"[ \u00a0](?:les?|la|des?|du|une?|aux?|à|en|l['\u2019]|d['\u2019])\b|[ \u00a0][ld]['\u2019]")
"""« Cartographier les usages »: an infinitive that opens a heading."""
ENUMERATED = re.compile(r"^(?:[A-Z]\. )(?=[A-ZÀ-Ý])")
ABBREVIATION_FIRST = re.compile(r"([A-Z]{3,}) ([A-ZÀ-Ý][a-zà-ÿ]+)$")
"""« CNFPT Graphisme »: the next word starts something else."""
NOUN_AFTER = re.compile(r"[ \u00a0](?:de[ \u00a0]|du[ \u00a0]|des[ \u00a0]|d['\u2019]|à[ \u00a0](?!la[ \u00a0]|l['\u2019])(?=[a-zà-ÿ]))")
"""« Déchèterie de … », « Chemise à sangle »: a word with a complement at the start of a line is a noun."""
TOWN = 20000
"""A common word that opens a sentence is a place only if it is a town of this size (as in ``candidates``)."""
NUMBERED_BODY = re.compile(r"[A-Z]{3,6}[ \u00a0-]?\d{2,3}")
"""« CDG 25 »"""
TWO_BODIES = re.compile(r"[ \u00a0]et[ \u00a0](?:la |le |les |l['\u2019])(?=[A-ZÀ-Ý])")
"""« l'Agence régionale de santé [et l']Assurance maladie »"""
NEXT_BODY = re.compile(
    r"(?<=[\w.])[ \u00a0](?=(?:Fédération|Association|Société|Syndicat|Union|Amicale|Comité|Compagnie|Fondation|Collectif|Club"
    r"|Établissement|Etablissement|SARL|SAS|SCI|SA)[ \u00a0][\w'\u2019])"
)
"""« Rue du Lavoir [Syndicat] des copropriétaires »: another name on an agenda, whose line break was lost."""
SAINT = re.compile(r"Sainte?-[A-ZÀ-Ý][\w'-]+")
"""With a hyphen and nothing before, a place: « Saint-Éloi »."""
OF_FRANCE = re.compile(r"(?!Île)[A-ZÀ-Ý][\wÀ-ÿ]{2,}[- ]France|France [A-ZÀ-Ý][a-zà-ÿ]\w+(?: [A-ZÀ-Ý]\w+)?")
"""« Météo-France », « France Urbaine »"""
NUMBERED_NOUN = re.compile(r"([^\W\d_]+)[ \u00a0](?:[A-Z]|[IVX]+|\d+)")
"""« Groupe B », « Tranche 3 », « Lot II »"""
NUMBER_OF_NOUN = re.compile(
    r"[ \u00a0](?:n[°o][ \u00a0]?\d|\d|[A-Z]\d|[A-Z](?![\w'\u2019-]|\.[ \u00a0]?\w)|[IVX]+\b)|[ \u00a0]?:[ \u00a0]?\d"
)
"""« Lot [n° 3] », « Lot [B] », « Lot [: 14] »: after a common word with a capital."""
PART_AFTER = re.compile(
    r"[ \u00a0](?:(?:lots?|[îi]lots?|tranches?|phases?|parcelles?|avenant)$"
    r"|(?:[Ll]ots?|[ÎîIi]lots?|[Tt]ranches?|[Pp]hases?|[Pp]arcelles?|[Aa]venant)[ \u00a0](?:n[°o][ \u00a0]?)?(?:\d\w*|[A-Z]\d*|[IVX]+)$)"
)
"""« SAS Les Toits [lot 11A] », « Grisettes [tranche 3] »"""
SLASHED = re.compile(r"[\w'\u2019-]+(?:[ \u00a0]?/[ \u00a0]?[\w'\u2019-]+)+")
"""« chapiteaux/tentes », « Attraction/Manège/Cirque »"""
QUOTE_CLOSED = re.compile(r"[ \u00a0]?[»”][ \u00a0]")
"""« de la ville à la Mer [» Convention] »"""
SHORT_CODE = re.compile(r"[A-Z]{1,2}|[A-Z]\d{1,2}")
"""« A3 », « WE »: no place is called so, but « l'A6 » is a motorway."""
SITES = frozenset("Rue Avenue Boulevard Place Quai Allée Chemin Impasse Cours Pont Port Parc Jardin Jardins Gare Stade Château".split())
"""« Rue des Lilas »: a place, though its words are common."""
THE_ONE_BEFORE = re.compile(r"(?:\b(?:[Ll]a|[Ll]e|[Dd]u|[Aa]u|[Dd]e la|[Àà] la)[ \u00a0]|\b[LlDd]['\u2019][ \u00a0]?)$")
INNER_CAPITAL = re.compile(r"(?!Mc|Mac|Le|La|De|Di|Du|Fitz)[A-ZÀ-Ý][a-zà-ÿ]+(?:[A-ZÀ-Ý][a-zà-ÿ]+)+\d*")
"""« OpenDataFrance », « BlaBlaCar »: a body or a product; no town and hardly a person is written so."""
ROLE_AFTER = re.compile(
    r",[ \u00a0](?:[a-zà-ÿ]+-)?(?:président|directeur|directrice|maire|adjoint|chargée?|cheffe?|responsable|chercheu|professeur|journaliste"
    r"|avocat|élue?\b|délégué|conseill|déput|sénat|secrétaire|fondat|cofondat|consultant|ingénieur|architecte|urbaniste|sociologue|économiste|coordinat|animat)"
)
"""« Tiina Kask[, directrice] »: a person."""
BODY_AFTER = re.compile(rf",[ \u00a0](?:{'|'.join(INSTITUTION_HEADS)}|Ville|Région|Département|Métropole|Université)[ \u00a0]")
"""« Tiina Kask[, Ambassade d'Estonie] », alone on a line of a programme"""
COMPASS = re.compile(r"(?:(?:[Ss]ud|SUD|[Oo]uest|OUEST|[Ee]st|EST|[Nn]ord|NORD|[Cc]entre|CENTRE)(?:[- ]|$))+")
STATES = ("État", "Etat")
"""The rule says which « État » is the State (« l'État ») and which is not (« chef de l'État »)."""
SCHOOL_START = re.compile(r"(?:école|collège|lycée|université|institut|médiathèque|conservatoire|musée|théâtre)[ \u00a0](?=[A-ZÀ-Ý])")
"""« le collège Vaugelin »: a school, whatever the model says."""
PROSECUTOR = re.compile(r"[Pp]rocureure?[ \u00a0]de[ \u00a0]la[ \u00a0]$")
"""« procureur de la République de [Dole] »"""
SPACED_DASH = re.compile(r"(?<=\w)[ \u00a0][-–—][ \u00a0]")
"""« Port Marianne - Extension »: a name does not run across it."""
LOWER_ARTICLE = re.compile(r"(?:le|la|les)[ \u00a0](?=[A-ZÀ-Ý])|l['\u2019](?=[A-ZÀ-Ý])")
"""« le [Maire] »"""
LOOSE_END = re.compile(r"[ \u00a0](?:de|du|des|la|le|les|et|en|à|au|aux|pour|d['\u2019]|l['\u2019])$")
WORD = re.compile(r"[^\W\d_]+")
LOWER_WORD = re.compile(r"(?<![\w@.-])[a-zà-ÿœ]{3,}(?![\w@.-])")
"""A word without a capital, outside addresses."""
NO_BODIES = SCHEMES | TECHNICAL
PRONOUN_AFTER = re.compile(r"[ \u00a0](?:et[ \u00a0]|mais[ \u00a0])?(?:j['\u2019]|(?:je|il|elle|on|nous|vous|ils|elles)[ \u00a0])")
"""« Institut pour la ville [et j'enseigne] »: the sentence goes on."""
FIRM_OF_TOWN = re.compile(r"(?P<town>[A-ZÀ-Ý][\w'\u2019-]+)[ \u00a0](?P<trade>[A-ZÀ-Ý][a-zà-ÿ]+)")
"""« Dijon Céréales »: a town and a common word with its capital."""
OF_PLACE_KIND = frozenset("Centre Nord Sud Est Ouest Port Gare Ville Plage Mer Village Haut Bas Intra Métropole Agglomération Rive".split())
"""« Lyon Centre »: a part of the town."""
OF_REGION = re.compile(
    r"(?!Basse|Haute|Grand|Nord|Sud|Est|Ouest|Centre|Petit|Nouvel|Vieille|Pays|Val|Côte|Terre|Cœur|Mont)"
    r"[A-ZÀ-Ý]\w+[ \u00a0](?P<region>[A-ZÀ-Ý][\w'\u2019-]+)"
)
"""« Atmo Normandie »"""
LED_BODY = re.compile(
    r"\b(?:[Pp]résidente?|[Dd]irect(?:eur|rice)|[Dd]élégué[e]? générale?|(?:[Ff]|[Cc]of)ondat(?:eur|rice)|[Pp]orte-parole"
    r"|[Tt]résori(?:er|ère)) (?:d[eu] |d['\u2019]|des |de la )$"
)
"""« présidente de [Territoires vivants] »: a body, where no register knows a place of the name."""
IN_ADDRESS = re.compile(
    r"\b(?:rue|avenue|boulevard|bd|place|quai|square|impasse|allées?|cours|chemin|esplanade|promenade|arrêt|station|salle"
    r"|hall|amphithéâtre|auditorium|gymnase|stade|espace|résidence|pont|jardin|parc|bâtiment|théâtre|crèche|prix)"
    r"[ \u00a0](?:du (?:général|maréchal|docteur) )?$",
    re.IGNORECASE,
)
"""« 1 rue [Edmond Michelet] », « l'arrêt [Duchesse Anne] »: named after a person, who is not meant."""
TOOL_BEFORE = re.compile(
    r"\b(?:outils?|(?:pro)?logiciels?|progiciels?|applications?|appli|plate-?formes?|tableur|messagerie|chatbot|réseau social)"
    r"(?:[ \u00a0][a-zà-ÿ-]{3,}){0,2}[ \u00a0](?:[«“\"][ \u00a0]?)?$"
)
"""« l'outil [Trello] », « la plateforme [Decidim] »: a product."""
MEDIUM_BEFORE = re.compile(
    r"\bvia[ \u00a0]$|\b(?:[Ii]nscri|[Rr]éserv|publi|partag|diffus|post|échang|dispon|connect|command|annonc|stock)[a-zà-ÿ]*[ \u00a0]"
    r"(?:[a-zà-ÿ]+[ \u00a0]){0,3}sur[ \u00a0]$"
)
"""« via [Mastodon] », « a publié un billet sur [Mastodon] »: no person and, where no register knows it, no place."""
TWO_CLASSES = re.compile(r"([A-Z]{2,6})[ \u00a0]?(?:&|/|et|,)[ \u00a0]?([A-Z]{2,6})(?!\w)")
"""« TPE & PME du bassin »"""
PUBLICATION_AFTER = re.compile(r" ?(?:,|[–-]) (?:le |la |l['\u2019])?(?:magazine|journal|lettre|bulletin|revue|newsletter|trimestriel)\b")
IN_ROOM = re.compile(r"\b(?:(?:salle|amphithéâtre|auditorium|arrêt|station)[ \u00a0]|[Ss]alle[ \u00a0]du[ \u00a0])$")
"""« (salle [Loire]) », « la salle du [Conseil] »"""
INITIAL_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Ý]\.[ \u00a0]?$")
STREET_AT_NUMBER = re.compile(r"\d(?: ?bis)?,?[ \u00a0](?:rue|avenue|boulevard|place|quai|impasse|allée|chemin|cours|square|route) ")
"""« 1 [boulevard Foch] »: an address, no place that the text speaks of."""
CAPITAL_ARTICLE = re.compile(r"(?<![^\W\d_])(?:L[ea]s? |L['\u2019]|(?P<shouted>LE|LA|LES) )$")
OF_TOWN = re.compile(r"(?:de |d['\u2019]|à )(?=[A-ZÀ-Ý])")
LOWER_FUNCTION = re.compile(r"(?!(?:de|du|des|la|le|van|von|el|al|ben|bin|di|da|dos|ter)\b)[a-zà-ÿ]{3,}[ \u00a0](?=[A-ZÀ-Ý])")
"""« président [Vasseur] »"""
LINE_OR_ROUTE = re.compile(
    r"(?:ligne|axe|liaison|route|secteur|bassin|quartier|arrondissement|district|canton|faubourg)[ \u00a0](?=[A-ZÀ-Ý])"
)
"""« la ligne [Tours–Loches] »"""
JOINED_PLACES = re.compile(r"(?<=\w)[–/](?=[A-ZÀ-Ý])")
"""« Tours–Loches » are two places."""
LABEL_BEFORE = re.compile(r"(?:[A-Z\d]{1,3}[ \u00a0]?[).:/–-])?")
"""« B) » before a heading"""
GOES_ON_IN_CELL = re.compile(r"[ \u00a0][a-zà-ÿ][^\n\t]*\t")
"""« Chemise [cartonnée] », then the next cell"""
AND_NOUN = re.compile(r"[ \u00a0](?:et|ou)[ \u00a0][a-zà-ÿ]")
KNOWN_FORM = 3e-7
"""Share of all words from which a form is a French word: « intrants » has 7e-7."""
